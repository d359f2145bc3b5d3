"""Decides what is shown for each text in each language: its translation, or the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kiosk.content.isolates import isolated
from kiosk.content.markdown import parse_inline, read_inline
from kiosk.content.messages import Catalogue
from kiosk.content.model import Language, Shown, Span


class Wording:
    """The texts of a source in its *languages*; *targets* are where links may lead."""

    def __init__(
        self, source: str, languages: Iterable[Language], catalogues: Mapping[str, Catalogue], targets: Iterable[str]
    ) -> None:
        self._source, self._catalogues = source, catalogues
        self._directions = {language.code: language.direction for language in languages}
        self._targets = frozenset(targets)

    def shown(self, context: str, text: str, language: str, *, critical: bool = False) -> Shown:
        """Return a text as it is shown in a language.

        A missing translation falls back to the source; so does a stale one of a page that
        is *critical*, else it is shown as stale.
        """
        catalogue = self._catalogues.get(language)
        found = catalogue.get(context, text) if catalogue else None
        if found is None or not found.text or (found.fuzzy and critical):
            return Shown(text, self._source)
        return Shown(found.text, language, found.fuzzy)

    def placed(self, shown: Shown, language: str) -> str:
        """Return a text as it stands among those of a language, which may have the other direction."""
        own = self._directions.get(shown.language, "ltr")
        return shown.text if own == self._directions.get(language, "ltr") else isolated(shown.text, own)

    def block(
        self, context: str, text: str, language: str, *, critical: bool = False
    ) -> tuple[Shown, tuple[Span, ...]]:
        """Return a block's Markdown and spans; a stale one whose links lead nowhere falls back."""
        found = self.shown(context, text, language, critical=critical)
        spans = _spans(found.text)
        if found.stale and not self._is_sound(found.text):
            found = Shown(text, self._source)
            spans = _spans(text)
        return found, spans

    def _is_sound(self, text: str) -> bool:
        inline = read_inline(text)
        return not inline.flaws and all(mention.target in self._targets for mention in inline.mentions)


@lru_cache(maxsize=64)
def _spans(text: str) -> tuple[Span, ...]:
    return parse_inline(text)
