"""Runs ``kiosk device …`` in a process of its own, and tells what it answers line by line."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from kiosk.device.fault_log import LINES as FAULT_LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

logger = logging.getLogger(__name__)

#: A line longer than this is no answer, in bytes.
_LONGEST_LINE = 4 * 1024 * 1024
#: How long a process may take to die, in milliseconds; one that waits for a broken stick does not.
_DYING_MS = 200
#: A process that says nothing for so long waits for something that does not come, in milliseconds.
SILENCE_MS = 120_000


class Errand(QObject):
    """One process that answers in lines of JSON, each with an ``event``; it ends with its window.

    The last line is the answer: ``refused`` with a reason, or anything else. A process that ends
    without one, or that says nothing for too long, counts as refused with the reason ``internal``.
    """

    progressed = Signal(int, int)
    """So many bytes are done, of so many."""
    answered = Signal(dict)
    refused = Signal(str, str)
    """The reason, one of those in docs/bundles.md, and one line for a person."""

    def __init__(self, words: Sequence[str], silence_ms: int = SILENCE_MS) -> None:
        super().__init__()
        self._words = list(words)
        self._rest = b""
        self._last: dict[str, Any] | None = None
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments([*_beginning(), "device", *self._words, "--json"])
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.readyReadStandardOutput.connect(self._on_read)
        self._process.readyReadStandardError.connect(self._on_complaint)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(silence_ms)
        self._patience.timeout.connect(self._on_silence)
        self._ended = False

    def start(self) -> None:
        """Begin."""
        self._patience.start()
        self._process.start()

    def is_running(self) -> bool:
        """Whether it has begun and not yet answered."""
        return not self._ended and self._process.state() != QProcess.ProcessState.NotRunning

    def stop(self) -> None:
        """End it at once and hear no more of it; killing it at any moment does no harm."""
        self._ended = True
        self._patience.stop()
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_DYING_MS)

    def _on_read(self) -> None:
        self._patience.start()
        self._rest += bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self._take(line)
        if len(self._rest) > _LONGEST_LINE:
            self._refuse("internal", "the answer was too long")

    def _take(self, line: bytes) -> None:
        try:
            event = json.loads(line)
        except ValueError:
            return
        if not isinstance(event, dict) or self._ended:
            return
        if event.get("event") == "progress":
            self.progressed.emit(int(event.get("done", 0)), int(event.get("total", 0)))
        else:
            self._last = event

    def _on_complaint(self) -> None:
        said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        if said:
            logger.info("kiosk device %s: %s", self._words[0], said[-500:])

    def _on_finished(self) -> None:
        self._on_read()
        if self._ended:
            return
        answer = self._last
        if answer is None:
            logger.error("kiosk device %s ended without an answer", self._words[0])
            self._refuse("internal", "the program that looks at the stick ended without an answer")
        elif answer.get("event") == "refused":
            if fault := answer.get("fault"):
                logger.error("kiosk device %s failed", self._words[0], extra={FAULT_LINES: fault})
            self._refuse(str(answer.get("reason", "internal")), str(answer.get("message", "")))
        else:
            self._end()
            self.answered.emit(answer)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._refuse("internal", "the program that looks at the stick cannot be started")

    def _on_silence(self) -> None:
        self._refuse("silent", "the stick does not answer")
        self._process.kill()

    def _refuse(self, reason: str, message: str) -> None:
        if not self._ended:
            self._end()
            self.refused.emit(reason, message)

    def _end(self) -> None:
        self._ended = True
        self._patience.stop()


def _beginning() -> list[str]:
    """Return what comes before ``device``: nothing in the frozen program."""
    return [] if getattr(sys, "frozen", False) else ["-P", "-m", "kiosk"]
