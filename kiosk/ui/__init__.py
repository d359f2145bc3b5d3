"""Everything that is painted and touched; with `kiosk.app` the only code that knows Qt."""
