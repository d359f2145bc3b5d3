"""What a module keeps in the state folder, and which reset forgets it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from kiosk.storage import files


class Reset(IntEnum):
    """How much is forgotten; each includes those before it."""

    CONTENT = 1
    """What was installed."""
    FACTORY = 2
    """What the staff set and what was counted, too."""
    EVERYTHING = 3
    """Whom to trust, the PIN and the logs, too: at the console alone."""
    NEVER = 4
    """No reset forgets it."""


@dataclass(frozen=True)
class StateFiles:
    """The files and folders of one module, by their *names* in the state folder, and the least reset that clears them.

    A module that writes to the state folder has them as ``STATE``, and `kiosk.device.reset` lists the module.
    """

    names: tuple[str, ...]
    cleared_by: Reset

    def owns(self, name: str) -> bool:
        """Whether a file of the state folder is one of them, lies in one of them, or is one that is half written."""
        return any(name in (own, own + files.NEW_SUFFIX) or name.startswith(f"{own}/") for own in self.names)

    def clear(self, state: Path) -> None:
        """Delete the files, also half written ones, in the order of their names, and write that through to the disk.

        Raises:
            OSError: One cannot be deleted.
        """
        for name in self.names:
            for path in (state / name, state / (name + files.NEW_SUFFIX)):
                path.unlink(missing_ok=True)
            if (state / name).parent.is_dir():
                files.flush((state / name).parent)
