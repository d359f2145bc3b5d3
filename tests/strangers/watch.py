"""Hears what goes wrong where nobody catches it."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

#: A rule that was broken, and what was said.
Heard = tuple[str, str]
_HARMLESS = {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Interrupt what takes more seconds of CPU time, wherever it is."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"no answer within {seconds} s of CPU time")

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Watch(logging.Handler):
    """Exceptions in slots and overrides, Qt's warnings, and what the kiosk logs, while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._heard: list[Heard] = []

    def take(self) -> list[Heard]:
        """What was heard since the last time."""
        heard, self._heard = self._heard, []
        return heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append((f"log of {record.name}", record.getMessage()))

    def __enter__(self) -> Self:
        self._excepthook, sys.excepthook = sys.excepthook, self._on_exception
        self._unraisablehook, sys.unraisablehook = sys.unraisablehook, self._on_unraisable
        self._qt = qInstallMessageHandler(self._on_qt_message)
        logging.getLogger("kiosk").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("kiosk").removeHandler(self)
        qInstallMessageHandler(self._qt)
        sys.unraisablehook, sys.excepthook = self._unraisablehook, self._excepthook

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f" in {trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}" if trace else ""
        self._heard.append((f"exception {kind.__name__}", f"{error}{where}"))

    def _on_unraisable(self, raised: UnraisableHookArgs) -> None:
        self._on_exception(raised.exc_type, raised.exc_value or raised.exc_type(), raised.exc_traceback)

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in _HARMLESS:
            self._heard.append(("Qt message", message))
