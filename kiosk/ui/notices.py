"""What the staff have posted, filled in in a visitor's language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.content.isolates import isolated
from kiosk.device.notices import MOST, Notice, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.content.library import Library
    from kiosk.i18n import Wording


def told(posted: Iterable[Notice], templates: Mapping[str, str], wording: Wording) -> tuple[str, ...]:
    """Return the notices that stand now, as a visitor of *wording*'s language reads them.

    A text of one's own is left out for those who speak another language, and so is a template that
    the content has no more or that lacks what belongs in it.
    """
    return tuple(text for notice in standing(posted) if (text := _text(notice, templates, wording)))


def samples(library: Library, language: str, place: str) -> list[Notice]:
    """Return as many notices as there may be, for pictures and tests of the layout."""
    now = datetime.now(UTC)
    return [
        Notice(now, now + timedelta(hours=6), template=template.id, time="10:00-12:00", place=place)
        for template in library.notice_templates(language)[:MOST]
    ]


def _text(notice: Notice, templates: Mapping[str, str], wording: Wording) -> str:
    if notice.text:
        return notice.text if notice.language == wording.language else ""
    text = templates.get(notice.template, "")
    for name, value in (("{time}", wording.time(notice.time)), ("{place}", notice.place)):
        if name in text and not value:
            return ""
        text = text.replace(name, isolated(value, "auto"))
    return text
