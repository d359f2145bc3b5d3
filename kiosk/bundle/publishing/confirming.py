"""Shows what changes for people, and has each new number typed by the person who publishes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.bundle.changes import Changes, NumberChange, WayChange, is_yes
from kiosk.bundle.publishing.answers import answer
from kiosk.errors import PublishError

#: How often somebody may mistype a number.
_TRIES = 3
_NOBODY = "nobody confirmed the contacts; type each from its source, or compare them there and add --yes-contacts"

Say = Callable[[str], None]
Ask = Callable[[str], str]


def confirm(changes: Changes, say: Say, *, yes_contacts: bool = False, ask: Ask | None = None) -> None:
    """Show all *changes*, and ask for what is dangerous when it is wrong unless *yes_contacts*.

    Raises:
        PublishError: Somebody typed another number, or nobody is there to type.
    """
    is_asked = bool(changes.ways or changes.numbers) and not yes_contacts
    for line in changes.lines(to_be_typed=is_asked) if changes else ("nothing changes for people",):
        say(line)
    if not is_asked:
        return
    ask_person = ask or (lambda prompt: answer(prompt, _NOBODY))
    if changes.ways:
        say("")
        say("A wrong number endangers people. Type each from its source; that is why it does not stand here.")
        for change in changes.ways:
            _confirm(change, say, ask_person)
    if changes.numbers:
        _confirm_numbers(changes.numbers, say, ask_person)


def _confirm_numbers(numbers: Sequence[NumberChange], say: Say, ask: Ask) -> None:
    say("")
    say("These digits stand in texts, where no code dials them. A phone number belongs among the contacts.")
    for change in numbers:
        say(str(change))
    if not is_yes(ask("Type yes if all of them are right: ")):
        raise PublishError("the digits in texts were not confirmed; nothing was published, correct them in the source")


def _confirm(change: WayChange, say: Say, ask: Ask) -> None:
    say(change.asked_about)
    for _ in range(_TRIES):
        if change.is_confirmed_by(ask(change.question)):
            return
        say("That is not what the content says.")
    raise PublishError(f"the {change.what} of {change.name} was not confirmed; nothing was published, ask its source")
