"""What there is to show: the start data at once, the library when the first page is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kiosk.content.library import Drawings
from kiosk.i18n import CODE_LANGUAGE, Tongue, Wording, shipped
from kiosk.ui.notices import told
from kiosk.ui.theme import fonts
from kiosk.ui.theme.pictograms import Pictograms
from kiosk.ui.widgets.top_bar import Sign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kiosk.bundle.showing import Hold
    from kiosk.content.library import Library, Start
    from kiosk.content.model import Language
    from kiosk.device.notices import Notice


class Shelf:
    """One bundle, seen from one site. *open_library* may wait and may raise BundleError.

    A *site* that the bundle does not have is kept as `missing_site`: the content is then shown in its general order,
    without the sign of any centre, since that of another centre would lead people to the wrong place.
    """

    def __init__(self, start: Start, bundle: Path, open_library: Callable[[], Library], site: str = "") -> None:
        self.start = start
        self.missing_site = ""
        """The site that was asked for and that the bundle does not have."""
        self.site = site or (start.sites[0].id if start.sites else "")
        self._note_missing()
        self.bundle, self._open_library = bundle, open_library
        self._library: Library | None = None
        self._families: dict[str, tuple[str, ...]] = {}
        self._hold: Hold | None = None
        self.pictograms = Pictograms(Drawings(bundle, start.media).svg)
        """What its pictograms are painted with."""
        self.posted: Callable[[], Sequence[Notice]] = tuple
        """Gives what the staff of this kiosk have posted."""

    @property
    def library(self) -> Library:
        """The library, opened when it is first needed.

        Raises:
            BundleError: The bundle is damaged.
        """
        if self._library is None:
            self._library = self._open_library()
        return self._library

    def of_kind(self, kind: type[Self]) -> Self:
        """Return a shelf of another *kind* with the same content."""
        other = kind(self.start, self.bundle, self._open_library, self.missing_site or self.site)
        other.posted = self.posted
        return other

    def hold(self, hold: Hold) -> None:
        """Keep something until this shelf is closed, as the right to its bundle's files."""
        self._hold = hold

    def close(self) -> None:
        """Let go of the bundle."""
        if self._hold is not None:
            self._hold.close()
            self._hold = None
        if self._library is not None:
            self._library.close()
            self._library = None

    def move_to(self, site: str) -> None:
        """Be seen from another site from now on, also from one that the bundle does not have."""
        self.site = site or (self.start.sites[0].id if self.start.sites else "")
        self._note_missing()

    def _note_missing(self) -> None:
        is_known = self.site in [place.id for place in self.start.sites]
        self.missing_site = "" if is_known else self.site
        self.site = self.site if is_known else ""

    def hides(self, topic: str) -> bool:
        """Whether this site does not show a topic."""
        if not topic:
            return False
        shown = self.library.topics(self.start.source_language, self.site)
        return topic not in [each.id for each in shown]

    def languages(self) -> tuple[Language, ...]:
        """Return the languages on offer in the site's order."""
        return self.start.languages_at(self.site)

    def language(self, code: str) -> Language:
        """Return a language on offer, the first one if *code* is none of them."""
        languages = self.languages()
        return next((language for language in languages if language.code == code), languages[0])

    def spoken(self) -> Mapping[str, Language]:
        """Return all languages of the content by their codes."""
        return {language.code: language for language in self.languages()}

    def wording(self, code: str) -> Wording:
        """Return the screens' words: of the content, then shipped, then in the content's own language."""
        source = self.start.source_language
        otherwise = None if code in (source, CODE_LANGUAGE) else self._tongue(source)
        return Wording(code, self._tongue(code), self.language(code).locale, otherwise)

    def families(self, code: str) -> tuple[str, ...]:
        """Return the typefaces that came with a language, loaded when it is first seen."""
        font = self.language(code).font
        if font and font not in self._families:
            path, sha256 = self.bundle / "media" / font, self.start.media.get(font, "")
            self._families[font] = fonts.families_of(path, sha256)
        return self._families.get(font, ())

    def all_families(self) -> tuple[str, ...]:
        """Return the typefaces of all languages, for the screens that show several."""
        found = [family for language in self.languages() for family in self.families(language.code)]
        return tuple(dict.fromkeys(found))

    def notices(self, code: str) -> tuple[str, ...]:
        """Return the notices that stand now, in a language."""
        posted = self.posted()
        if not posted:
            return ()
        templates = {template.id: template.text.text for template in self.library.notice_templates(code)}
        return told(posted, templates, self.wording(code))

    def sign(self, code: str) -> Sign:
        """Return what the bar says of the place, in a language."""
        title, name = self.start.site_texts(self.site, code)
        return Sign(title, name)

    def _tongue(self, code: str) -> Tongue:
        known = self.spoken().get(code)
        return Tongue([self.start.ui_texts.get(code, {}), shipped(code)], known.direction if known else "ltr")
