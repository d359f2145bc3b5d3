"""Starts the kiosk's command as ``python -m kiosk``."""

from __future__ import annotations

import sys

from kiosk.cli import main

if __name__ == "__main__":
    sys.exit(main())
