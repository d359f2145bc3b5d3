"""The content's way from an editor's folder to the screen; imports no other part of the kiosk."""
