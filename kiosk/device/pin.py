"""The PIN that opens what is for the staff: kept as a hash, and slow to guess."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable
from pathlib import Path

from kiosk.bundle import disk
from kiosk.device.hashed import Hashed
from kiosk.device.tries import Tries, boot_id, seconds_of_boot
from kiosk.device.weak_pins import Weakness, weakness
from kiosk.errors import KioskError
from kiosk.storage.state_files import Reset, StateFiles

FILE = "pin.json"
STATE = StateFiles((FILE,), Reset.EVERYTHING)
FORMAT = 1
DIGITS = 6
#: Only the kiosk's own user reads the hash: a million PINs are tried in a day by whoever has it.
_SIX_DIGITS = re.compile(f"[0-9]{{{DIGITS}}}")
_LARGEST_FILE = 4096


class PinError(KioskError):
    """A PIN cannot be set; the text says which one can."""


class WeakPinError(PinError):
    """A PIN is easily guessed."""

    def __init__(self, reason: Weakness) -> None:
        super().__init__(f"this PIN is easily guessed: {reason.value}; choose six digits that nobody would think of")
        self.reason = reason


class Pin:
    """The PIN of a kiosk, in *state*; *installed* is the installer's, and holds while no other was set.

    *clock* gives the seconds since the machine was started, *boot* what tells this start from others.
    """

    def __init__(
        self,
        state: Path,
        installed: str = "",
        *,
        clock: Callable[[], float] = seconds_of_boot,
        boot: Callable[[], str] = boot_id,
    ) -> None:
        self._path = state / FILE
        self._installed = installed if _SIX_DIGITS.fullmatch(installed) else ""
        self._tries = Tries(state, clock, boot)

    def is_set(self) -> bool:
        """Whether there is a PIN that opens; if there is none, or a damaged one, nothing does."""
        try:
            return self._hashed() is not None or bool(self._installed)
        except PinError:
            return False

    def is_installers(self) -> bool:
        """Whether the PIN that opens is the one of the installer's file."""
        return bool(self._installed) and not self._path.exists()

    def fault(self) -> str:
        """Return why the PIN that was set cannot be used, nothing if it can; the installer's does not replace it."""
        try:
            self._hashed()
        except PinError as error:
            return str(error)
        return ""

    def wait(self) -> int:
        """Return the seconds until the next try, 0 if one may try now."""
        return self._tries.wait()

    def check(self, digits: str) -> bool:
        """Whether these *digits* are the PIN; each wrong one counts, and while there is a wait none is looked at."""
        if not _SIX_DIGITS.fullmatch(digits) or not self.is_set() or self.wait():
            return False
        # Counted before anybody knows, so that pulling the plug at the right moment gains no try.
        self._tries.count()
        if fits := self._fits(digits):
            self._tries.forget()
        return fits

    def set(self, digits: str) -> None:
        """Make *digits* the PIN, and forget the wrong tries.

        Raises:
            PinError: They are not six, or easily guessed.
            NoSpaceError: The disk is full; the PIN is the one before.
            StoreError: The state folder cannot be written; the PIN is the one before.
        """
        refuse_weak(digits)
        content = json.dumps({"format": FORMAT, **Hashed.of(digits).to_json()}).encode()
        with disk.told_as_store_error(self._path):
            disk.make_folder(self._path.parent)
            disk.replace(self._path, content, disk.PRIVATE_FILE_MODE)
        self._tries.forget()

    def _fits(self, digits: str) -> bool:
        try:
            hashed = self._hashed()
        except PinError:
            return False
        return hashed.fits(digits) if hashed else hmac.compare_digest(digits, self._installed)

    def _hashed(self) -> Hashed | None:
        """Return the PIN that was set, None if none was.

        Raises:
            PinError: The file cannot be used.
        """
        try:
            with self._path.open("rb") as file:
                raw = json.loads(file.read(_LARGEST_FILE))
            if not isinstance(raw, dict) or raw.get("format") != FORMAT:
                raise ValueError("another format")
            return Hashed.from_json(raw)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, RecursionError):
            raise PinError(f"{self._path}: cannot be read as a PIN; set it anew with kiosk device set-pin") from None


def refuse_weak(digits: str) -> None:
    """Make sure that *digits* may be a PIN.

    Raises:
        PinError: They are not six, or easily guessed (WeakPinError, which tells why).
    """
    if not _SIX_DIGITS.fullmatch(digits):
        raise PinError(f"a PIN has {DIGITS} digits; write {DIGITS} of 0 to 9 and nothing else")
    if reason := weakness(digits):
        raise WeakPinError(reason)
