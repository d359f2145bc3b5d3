"""Languages that nobody speaks, to see what a longer text or another direction does to the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from kiosk.content.library import Library
from kiosk.content.model import Direction, Language, Shown, Span
from kiosk.i18n import Wording
from kiosk.ui.shelf import Shelf

LONG = Language("eo", "Esperantolingvo", "", "eo", "ltr")
MIRRORED = Language("yi", "Esperantolingvo", "", "yi", "rtl")
GROWTH = 1.4


def stretched(text: str) -> str:
    """Return *text* 40 % longer, by longer words and by more of them; numbers and addresses stay."""
    words = text.split(" ")
    longer = [word + word[1 : 1 + len(word) // 5] if word.isalpha() and len(word) > 4 else word for word in words]
    wanted, result = round(len(text) * GROWTH), " ".join(longer)
    if not any(letter.isalpha() for letter in text) or "@" in text:
        return text
    while len(result) < wanted:
        result += " plu"
    return result


def stretched_in(value: Any) -> Any:
    """Return a shown thing with every text in it stretched."""
    if isinstance(value, Shown):
        return replace(value, text=stretched(value.text), language=LONG.code)
    if isinstance(value, Span):
        return replace(value, text=stretched(value.text))
    if isinstance(value, tuple):
        return tuple(stretched_in(item) for item in value)
    if isinstance(value, dict):
        return {key: stretched(text) for key, text in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {item.name: stretched_in(getattr(value, item.name)) for item in fields(value)}
        return replace(value, **changed)
    return value


class PseudoWording(Wording):
    """The screens' words, longer."""

    def gettext(self, message: str) -> str:
        return stretched(super().gettext(message))


class PseudoLibrary:
    """Answers in a pseudo-language what the real library says in its longest language."""

    def __init__(self, library: Library, spoken: str, pseudo: frozenset[str]) -> None:
        self._library, self._spoken, self._pseudo = library, spoken, pseudo

    def __getattr__(self, name: str) -> Callable[..., Any]:
        answer = getattr(self._library, name)

        def ask(*arguments: str) -> Any:
            if not self._pseudo.intersection(arguments):
                return answer(*arguments)
            return stretched_in(answer(*(self._spoken if word in self._pseudo else word for word in arguments)))

        return ask


class PseudoShelf(Shelf):
    """A shelf that also offers pseudo-languages."""

    pseudo: tuple[Language, ...] = (LONG, MIRRORED)

    def languages(self) -> tuple[Language, ...]:
        return (*super().languages(), *self.pseudo)

    def direction(self, code: str) -> Direction:
        return self.language(code).direction

    @property
    def library(self) -> Library:
        codes = frozenset(language.code for language in self.pseudo)
        return cast("Library", PseudoLibrary(super().library, "fr", codes))

    def wording(self, code: str) -> Wording:
        if code not in {language.code for language in self.pseudo}:
            return super().wording(code)
        french = super().wording("fr")
        return PseudoWording(code, french._catalogues, code)  # noqa: SLF001 - the same words, longer
