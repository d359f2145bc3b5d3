"""Opens one screen on a real display and tells on its standard output what its keys were understood to say.

    python -m tests.ui.real_window search|pin BUNDLE

First a line of JSON with the middle of each key on the screen, then a line for each text that was typed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kiosk.navigation import Destination, Place
from kiosk.settings import Settings
from kiosk.ui.main_window import MainWindow
from kiosk.ui.scale import scale_by_pixels
from kiosk.ui.theme import fonts
from kiosk.ui.touch import Touch
from kiosk.ui.widgets.pad import Pad
from kiosk.ui.widgets.touchable import Touchable
from tests.fakes import shelf_of


class PadWindow(QWidget):
    """The staff's pad of digits alone, touched as in the kiosk."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        pad = Pad(window.look, window.shelf.wording("es"))
        QVBoxLayout(self).addWidget(pad)
        self._typed = ""
        pad.typed.connect(self._on_typed)
        self.touch = Touch(self, 1.0)

    def _on_typed(self, digit: str) -> None:
        self._typed += digit
        say(self._typed)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a test reads it


def tell_keys(window: QWidget) -> None:
    """Say where each key stands on the screen."""
    keys = [key for key in window.findChildren(Touchable) if key.objectName().startswith(("key-", "pad-"))]
    places = {key.objectName().partition("-")[2]: key.mapToGlobal(key.rect().center()) for key in keys}
    say(json.dumps({name: (place.x(), place.y()) for name, place in places.items()}))


def main(screen: str, bundle: str) -> None:
    """Open the screen until the process is ended."""
    application = QApplication(["real-window"])
    fonts.load()
    with shelf_of(Path(bundle)) as shelf:
        window = MainWindow(shelf, Settings(), scale_by_pixels)
        window.resize(1366, 768)
        shown: QWidget = window
        if screen == "pin":
            shown = PadWindow(window)
        shown.move(QPoint(0, 0))
        shown.show()
        if isinstance(shown, PadWindow):
            handle = shown.windowHandle()
            assert handle is not None
            handle.installEventFilter(shown.touch)
        else:
            window.begin_visit("es")
            window.go(Destination(Place.SEARCH))
            assert window.stage is not None
            window.stage.typed.connect(say)
        QTimer.singleShot(300, lambda: tell_keys(shown))
        application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
