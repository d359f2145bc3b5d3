"""Shows what changes for people, and has each new number typed by the person who publishes."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.bundle.changes import Changes, WayChange
from kiosk.bundle.publishing.answers import answer
from kiosk.errors import PublishError

#: How often somebody may mistype a number.
_TRIES = 3
_NOBODY = "nobody confirmed the contacts; read the list above, then type each, or add --yes-contacts"

Say = Callable[[str], None]
Ask = Callable[[str], str]


def confirm(changes: Changes, say: Say, *, yes_contacts: bool = False, ask: Ask | None = None) -> None:
    """Show all *changes*, and ask for what is dangerous when it is wrong unless *yes_contacts*.

    Raises:
        PublishError: Somebody typed another number, or nobody is there to type.
    """
    for line in changes.lines() if changes else ("nothing changes for people",):
        say(line)
    if changes.ways and not yes_contacts:
        say("")
        say("A wrong number endangers people. Take each from its source, not from this screen.")
        for change in changes.ways:
            _confirm(change, say, ask or (lambda prompt: answer(prompt, _NOBODY)))


def _confirm(change: WayChange, say: Say, ask: Ask) -> None:
    say(str(change))
    for _ in range(_TRIES):
        if change.is_confirmed_by(ask(change.question)):
            return
        say("That is not what the content says.")
    raise PublishError(f"the {change.kind} of {change.name} was not confirmed; nothing was published, ask its source")
