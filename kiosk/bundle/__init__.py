"""How content travels: signed on an editor's machine, verified and kept on a kiosk."""
