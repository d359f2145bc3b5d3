"""Two languages that nobody speaks: what longer words, and Arabic letters, do to every screen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from kiosk.content.isolates import bare
from kiosk.content.model import LIMITS, Keyboard, Language, Shown, ShownBlock, Span
from kiosk.i18n import Tongue, Wording
from kiosk.ui.shelf import Shelf
from kiosk.ui.widgets.top_bar import Sign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.content.library import Library
    from kiosk.content.model import Found

#: The codes are those under which other programs have such languages.
LONG = Language("en-XA", "Esperantolingvo", "", "en", "ltr")
ARABIC = Language("ar-XB", "لغة تجريبية", "", "ar", "rtl")
GROWTH = 1.4
#: Each Latin letter's stand-in; signs that Arabic has of its own.
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابصدعفغهيجكلمنوقحرستشثخطىز", strict=True))
_SIGNS = {"?": "؟", ",": "،", ";": "؛"}
_LATIN = {arabic: latin for latin, arabic in _LETTERS.items()}
#: What stays as it is: placeholders, addresses, accounts and short names in capitals.
_KEPT = re.compile(r"\{\w+\}|\S*(?:@|://|www\.)\S*|\b[A-Z0-9]{2,5}\b")


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


def arabic(text: str) -> str:
    """Return *text* in Arabic letters, one for each, so that it joins, turns and mixes with numbers as Arabic does."""
    kept = _KEPT.findall(text)
    parts = [_in_arabic(part) for part in _KEPT.split(text)]
    return "".join(part + name for part, name in zip(parts, [*kept, ""], strict=True))


def latin(text: str) -> str:
    """Return what `arabic` made a text of, but for accents and capitals."""
    return "".join(_LATIN.get(letter, letter) for letter in text)


def _in_arabic(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    folded = plain.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(_LETTERS.get(letter, _SIGNS.get(letter, letter)) for letter in folded)


#: What is done to the words of each language.
PSEUDO: Mapping[Language, Callable[[str], str]] = {LONG: stretched, ARABIC: arabic}


def changed_in(value: Any, code: str, change: Callable[[str], str]) -> Any:
    """Return a shown thing with every text in it changed, and in the language *code*."""
    if isinstance(value, Shown):
        return replace(value, text=change(bare(value.text)), language=code)
    if isinstance(value, Span):
        return replace(value, text=change(value.text))
    if isinstance(value, tuple):
        return tuple(changed_in(item, code, change) for item in value)
    if isinstance(value, dict):
        return {key: change(text) for key, text in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {item.name: changed_in(getattr(value, item.name), code, change) for item in fields(value)}
        if isinstance(value, ShownBlock):
            changes["language"] = code
        return replace(value, **changes)
    return value


class PseudoWording(Wording):
    """The screens' words of another language, changed."""

    def __init__(self, language: Language, spoken: Wording, change: Callable[[str], str]) -> None:
        super().__init__(language.code, Tongue((), language.direction), language.locale)
        self._spoken, self._change = spoken, change

    def own(self, message: str) -> str:
        """Return *message* as a visitor of the other language reads it, changed."""
        return self._change(bare(self._spoken.gettext(message)))


class PseudoLibrary:
    """Answers in a pseudo-language what the real library says in another."""

    def __init__(self, library: Library, spoken: str, changes: Mapping[str, Callable[[str], str]]) -> None:
        self._library, self._spoken, self._changes = library, spoken, changes

    def __getattr__(self, name: str) -> Callable[..., Any]:
        answer = getattr(self._library, name)

        def ask(*arguments: str) -> Any:
            code = next((word for word in arguments if word in self._changes), "")
            found = answer(*(self._spoken if word == code else word for word in arguments))
            return changed_in(found, code, self._changes[code]) if code else found

        return ask

    def search(self, text: str, language: str, site: str = "") -> tuple[Found, ...]:
        """Find what was typed in the letters of a pseudo-language."""
        if language not in self._changes:
            return self._library.search(text, language, site)
        found = self._library.search(latin(bare(text)), self._spoken, site)
        return cast("tuple[Found, ...]", changed_in(found, language, self._changes[language]))

    def keyboard(self, language: str) -> Keyboard:
        """Return the keys of the letters that it is written in."""
        if language not in self._changes:
            return self._library.keyboard(language)
        change, seen = self._changes[language], set[str]()
        rows: list[tuple[str, ...]] = []
        for row in self._library.keyboard(self._spoken):
            keys = dict.fromkeys(change(key)[:1] for key in row)
            rows.append(tuple(key for key in keys if key not in seen))
            seen.update(keys)
        return tuple(row for row in rows if row)


class PseudoShelf(Shelf):
    """A shelf that also offers pseudo-languages, made of the last real one."""

    pseudo: ClassVar[Mapping[Language, Callable[[str], str]]] = PSEUDO

    def languages(self) -> tuple[Language, ...]:
        """Return the languages on offer, then the pseudo-languages."""
        return (*super().languages(), *self.pseudo)

    @property
    def library(self) -> Library:
        """The library, which also answers in the pseudo-languages."""
        changes = {language.code: change for language, change in self.pseudo.items()}
        return cast("Library", PseudoLibrary(super().library, self._spoken(), changes))

    def wording(self, code: str) -> Wording:
        """Return the screens' words; in a pseudo-language those of the last real one, changed."""
        found = next(((language, change) for language, change in self.pseudo.items() if language.code == code), None)
        if found is None:
            return super().wording(code)
        return PseudoWording(found[0], super().wording(self._spoken()), found[1])

    def sign(self, code: str) -> Sign:
        """Return what the bar says of the place, changed in a pseudo-language."""
        change = next((change for language, change in self.pseudo.items() if language.code == code), None)
        if change is None:
            return super().sign(code)
        sign = super().sign(self._spoken())
        most = LIMITS["site"]
        return Sign(change(bare(sign.title))[:most].strip(), change(bare(sign.name))[:most].strip())

    def _spoken(self) -> str:
        return super().languages()[-1].code
