"""Makes sure that texts can be read, and that no phone number or account is hidden in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.content.library.start import Start
from kiosk.content.literals import addresses
from kiosk.content.numbers import altered_digit, is_blank, numbers_across
from kiosk.content.soundness.columns import unsound

#: What the compiler puts around a text of the other direction.
_ISOLATES = "\u2066\u2067\u2068\u2069"


def check_wording(text: str, where: str, *, has_numbers: bool = False) -> None:
    """Make sure that a text that is shown *where* shows something, and nothing to dial, unless it *has_numbers*.

    Raises:
        BundleError: It is invisible, changes how its digits read, or has a phone number, an address or an account.
    """
    if is_blank(text):
        raise unsound(f"{where} shows nothing")
    if sign := altered_digit(text.strip(_ISOLATES)):
        raise unsound(f"{where} has the sign U+{ord(sign):04X}, which changes how a number or word reads")
    flaw = None if has_numbers else next(addresses(text), None)
    if flaw:
        raise unsound(f"{where}: {flaw.what}, which belongs to the contacts")


def check_lines(texts: Sequence[str], where: str) -> None:
    """Make sure that no phone number is divided among *texts*, which stand below one another.

    Raises:
        BundleError: One is.
    """
    for _, run, is_certain in numbers_across(texts):
        if is_certain:
            raise unsound(f"{where}: a phone number over several lines ({' '.join(run.written.split())})")


def check_start_words(start: Start) -> None:
    """Make sure that the texts of start.json, which are shown before content.db is open, are such texts, too.

    Raises:
        BundleError: One of them is not.
    """
    for where, text in _start_words(start):
        check_wording(text, where)
    for code, words in start.ui_texts.items():
        for message, text in words.items():
            # What a text of the program has itself, its translation may have as well.
            if text and not is_blank(message):
                check_wording(text, f"a text of the screens in {code}", has_numbers=any(addresses(message)))


def _start_words(start: Start) -> Iterator[tuple[str, str]]:
    yield from (("the title in start.json", text) for text in start.title.values())
    for site in start.sites:
        yield from ((f"the centre {site.id}", text) for text in (*site.title.values(), *site.name.values()))
    for language in start.languages:
        yield f"the name of {language.code}", language.endonym
        if language.greeting:
            yield f"the greeting of {language.code}", language.greeting
