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


def told(
    posted: Iterable[Notice], templates: Mapping[str, str], wording: Wording, now: datetime | None = None
) -> tuple[str, ...]:
    """Return the notices that stand at *now*, as a visitor of *wording*'s language reads them.

    A text of one's own is marked as such, and left out for those who speak another language; left out is
    also a template that the content has no more or that lacks what belongs in it.
    """
    return tuple(text for notice in standing(posted, now) if (text := _text(notice, templates, wording)))


def samples(library: Library, language: str, place: str) -> list[Notice]:
    """Return as many notices as there may be, for pictures and tests of the layout."""
    now = datetime.now(UTC)
    return [
        Notice(now, now + timedelta(hours=6), template=template.id, time="10:00-12:00", place=place)
        for template in library.notice_templates(language)[:MOST]
    ]


def _text(notice: Notice, templates: Mapping[str, str], wording: Wording) -> str:
    if notice.text:
        if notice.language != wording.language:
            return ""
        # L10N: The staff of the centre wrote {text} themselves; nobody else has read it before it is shown.
        return wording.gettext("{text} (local notice)").format(text=isolated(notice.text, "auto"))
    text = templates.get(notice.template, "")
    for name, value in (("{time}", wording.time(notice.time)), ("{place}", notice.place)):
        if name in text and not value:
            return ""
        text = text.replace(name, isolated(value, "auto"))
    return text
