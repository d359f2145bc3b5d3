"""Signs content for transport, on an editor's machine: keys, publications and what they change for people."""
