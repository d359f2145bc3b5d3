"""How a file of settings is read and written: one setting a line, each value as a person writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kiosk.errors import SettingsError, reason_of

_TRUE, _FALSE = {"yes", "true", "on"}, {"no", "false", "off"}
_WHOLE, _DECIMAL = re.compile(r"-?[0-9]{1,9}"), re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")
_LARGEST_FILE = 64 * 1024
_MEND = "write one setting a line, as in `idle_seconds: 90`"


def is_there(path: Path) -> bool:
    """Whether there is something by that name, a link that leads nowhere included.

    Raises:
        SettingsError: Nobody may look.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({reason_of(error)}); see who may read it") from error
    return True


def read_texts(path: Path) -> dict[str, str]:
    """Return the settings in a file as they are written.

    Raises:
        SettingsError: The file cannot be read as settings.
    """
    import yaml

    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise SettingsError(f"{path}: larger than settings can be; write it anew")
        content = path.read_bytes()
        read = yaml.load(content.decode("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - every scalar stays text
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no such file; name another one") from None
    except IsADirectoryError:
        raise SettingsError(f"{path}: this is a folder; name a file of settings") from None
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({reason_of(error)}); see who may read it") from None
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise SettingsError(f"{path}{_line_of(error, content)}: this is no setting; {_MEND}") from None
    if read in (None, ""):
        return {}
    if not isinstance(read, dict) or not all(isinstance(value, str) for value in read.values()):
        raise SettingsError(f"{path}: these are no settings; {_MEND}")
    return {str(key): value for key, value in read.items()}


def _line_of(error: Exception, content: bytes) -> str:
    """Return where a file stops being readable, as ``:3``; nothing if nobody knows."""
    import yaml

    if isinstance(error, UnicodeDecodeError):
        return f":{1 + content[: error.start].count(10)}"
    if isinstance(error, yaml.MarkedYAMLError) and (mark := error.problem_mark or error.context_mark):
        # A text that is not closed is noticed on the line after it.
        return f":{min(mark.line + 1, max(len(content.splitlines()), 1))}"
    if isinstance(error, yaml.reader.ReaderError):
        return f":{content.decode('utf-8')[: error.position].count(chr(10)) + 1}"
    return ""


def to_bytes(texts: Mapping[str, str]) -> bytes:
    """Return a file that reads as these settings."""
    import yaml

    return yaml.safe_dump(dict(texts), allow_unicode=True, sort_keys=False).encode() if texts else b""


def typed(path: Path, key: str, text: str, default: object) -> object:
    """Return what a *text* in a file means, of the same type as the *default*.

    Raises:
        SettingsError: It is not written as such.
    """
    word = text.strip().lower()
    if isinstance(default, bool):
        if word in _TRUE | _FALSE:
            return word in _TRUE
        raise SettingsError(f"{path}: {key} is {text!r}; write yes or no")
    if isinstance(default, str):
        return text.strip()
    # int() and float() would also take 1_00, blanks, digits of other scripts, and no number at all.
    number, example = (_WHOLE, "90") if isinstance(default, int) else (_DECIMAL, "1.25")
    if not number.fullmatch(text):
        raise SettingsError(f"{path}: {key} is {text!r}; write a number as in {example}")
    return int(text) if isinstance(default, int) else float(text)


def text_of(key: str, value: object, default: object) -> str:
    """Return how a *value* of the same type as the *default* is written.

    Raises:
        SettingsError: It is of another type.
    """
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(default):
        raise SettingsError(f"{key} is {value!r}; give it a value as in {default!r}")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)
