"""An information kiosk for people in transit, offline and in their language."""

__version__ = "0.1.0"
