"""Files and folders on disk: created with fixed modes, replaced so that a power cut loses nothing."""
