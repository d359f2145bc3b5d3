"""Paints drawings and opens pictures once, in a process of its own that is killed when one takes too much."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kiosk.content.drawings import is_drawing
from kiosk.ui.theme.pictograms import LARGEST

#: How much memory one may take, in bytes; a picture of the most pixels takes half of it.
MEMORY = 256 * 1024 * 1024
#: Seconds of the processor for a drawing, for a picture and for all together, and seconds of the clock.
DRAWING_SECONDS, PICTURE_SECONDS, ALL_SECONDS, CLOCK_SECONDS = 2.0, 10.0, 60, 90


def paint_all(bundle: Path, names: Sequence[str], tell: Callable[[str], None]) -> None:
    """Paint each of these files of a bundle at the largest size that it can have, having told its name before.

    What no kiosk paints is passed over. A file that takes too much memory or time ends this process, by a signal or
    an exception; run this in a process of its own.

    Raises:
        MemoryError: There is too little memory for one.
    """
    _limit()
    for name in names:
        tell(name)
        seconds = DRAWING_SECONDS if name.endswith(".svg") else PICTURE_SECONDS
        # Counts the time of the processor alone, and kills.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        if name.endswith(".svg"):
            _paint(bundle / name)
        else:
            QImage(str(bundle / name))
    signal.setitimer(signal.ITIMER_PROF, 0)


def _limit() -> None:
    """Limit this process to what it has by now and what a drawing may take."""
    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.alarm(CLOCK_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (ALL_SECONDS, ALL_SECONDS))
    taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, taken + MEMORY))


def _paint(path: Path) -> None:
    content = path.read_bytes()
    if not is_drawing(content):
        return
    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.viewBoxF()
    if size.isEmpty():
        return
    width = max(1, round(LARGEST * size.width() / size.height()))
    picture = QImage(width, LARGEST, QImage.Format.Format_ARGB32_Premultiplied)
    if picture.isNull():
        raise MemoryError
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, width, LARGEST))
    painter.end()
