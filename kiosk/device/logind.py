"""Asks logind, which may restart the machine and dim the screen for a program that may not, over D-Bus."""

from __future__ import annotations

import logging
from typing import Any

from kiosk.errors import KioskError

logger = logging.getLogger(__name__)

#: So long may logind, or the bus, take to answer, in seconds.
PATIENCE = 2.0
_NAME = "org.freedesktop.login1"
_MANAGER = ("/org/freedesktop/login1", f"{_NAME}.Manager")
#: The session of whoever asks.
_SESSION = ("/org/freedesktop/login1/session/auto", f"{_NAME}.Session")


class UnavailableError(KioskError):
    """Logind is not there, does not answer, or does not allow it."""


class SilentError(UnavailableError):
    """Logind, or the bus, does not answer in time."""


def ask_manager(method: str, signature: str = "", *body: object) -> tuple[Any, ...]:
    """Call a *method* of what logind says of the machine, and return the answer.

    Raises:
        UnavailableError: There is none.
    """
    return _ask(_MANAGER, method, signature, body)


def ask_session(method: str, signature: str = "", *body: object) -> tuple[Any, ...]:
    """Call a *method* of the session that this program runs in, and return the answer.

    Raises:
        UnavailableError: There is none.
    """
    return _ask(_SESSION, method, signature, body)


def has_session() -> bool:
    """Whether logind knows the session that this program runs in."""
    properties = (_SESSION[0], "org.freedesktop.DBus.Properties")
    try:
        _ask(properties, "Get", "ss", (_SESSION[1], "Id"))
    except UnavailableError:
        return False
    return True


def _ask(whom: tuple[str, str], method: str, signature: str, body: tuple[object, ...]) -> tuple[Any, ...]:
    from jeepney import DBusAddress, DBusErrorResponse, new_method_call  # type: ignore[import-untyped]
    from jeepney.wrappers import unwrap_msg  # type: ignore[import-untyped]

    path, interface = whom
    message = new_method_call(DBusAddress(path, _NAME, interface), method, signature or None, body)
    try:
        with _connection() as connection:
            return tuple(unwrap_msg(connection.send_and_get_reply(message, timeout=PATIENCE)))
    except DBusErrorResponse as error:
        reason = str(error.name).rpartition(".")[2]
        raise _unavailable(method, reason) from error
    except TimeoutError as error:
        logger.info("logind does not answer %s within %s s", method, PATIENCE)
        raise SilentError("this system does not answer; use the machine's own switches") from error
    # What a bus may be that is none: no such place, no answer, another protocol.
    except (OSError, RuntimeError, ValueError, KeyError, IndexError) as error:
        raise _unavailable(method, getattr(error, "strerror", None) or type(error).__name__) from error


def _connection() -> Any:
    from jeepney.bus import get_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import DBusConnection, prep_socket  # type: ignore[import-untyped]

    class Connection(DBusConnection):  # type: ignore[misc]
        """One that waits for no answer without end, not even for that to its greeting."""

        def receive(self, *, timeout: float | None = None) -> Any:
            return super().receive(timeout=PATIENCE if timeout is None else timeout)

    return Connection(prep_socket(get_bus("SYSTEM"), timeout=PATIENCE))


def _unavailable(method: str, reason: str) -> UnavailableError:
    logger.info("logind does not answer %s (%s)", method, reason)
    return UnavailableError(f"this system does not allow it ({reason}); use the machine's own switches")
