"""A logind that does nothing but say what it was asked; a process of its own, on a bus of its own."""
# ruff: noqa: T201 - it speaks to the test

# ruff: noqa: T201 - it speaks to the test
from __future__ import annotations

import json
import sys
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusErrorResponse,
    HeaderFields,
    MessageType,
    new_error,
    new_method_return,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]


def main() -> None:
    """Answer as the JSON given says: by method, the type of the answer and the answer, or the name of an error."""
    answers = json.loads(sys.argv[1])
    with open_dbus_connection("SYSTEM") as connection:
        Proxy(message_bus, connection).RequestName("org.freedesktop.login1")
        print("ready", flush=True)
        while True:
            message = connection.receive()
            if message.header.message_type is not MessageType.method_call:
                continue
            fields = message.header.fields
            method = fields[HeaderFields.member]
            said = [fields[HeaderFields.path], fields[HeaderFields.interface], method, *message.body]
            answer = answers.get(method, "org.freedesktop.DBus.Error.UnknownMethod")
            if answer != "silence":
                connection.send(answer_to(message, answer))
            print(json.dumps(said), flush=True)


def answer_to(message: Any, answer: Any) -> Any:
    if isinstance(answer, str):
        return new_error(message, answer)
    signature, *values = answer
    return new_method_return(message, signature, tuple(tuple(v) if isinstance(v, list) else v for v in values))


if __name__ == "__main__":
    try:
        main()
    except (ConnectionError, DBusErrorResponse):
        sys.exit(1)
