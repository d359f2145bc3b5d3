"""What a signed bundle says of itself: who published it, when, and until when it should be looked at again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from kiosk.errors import BundleError

FORMAT = 1
_LONGEST_TEXT, _MOST = 200, 1_000_000


@dataclass(frozen=True)
class About:
    """The content of ``about.json``.

    *label* is the version for people, ``YYYY.MM.n``; the order of bundles is that of the signed
    metadata alone. *published* has a time zone. *languages* are codes in the bundle's order.
    """

    label: str
    publisher: str
    title: str
    published: datetime
    review_by: date
    languages: tuple[str, ...]
    pages: int

    def to_bytes(self) -> bytes:
        """Return the file, the same for the same facts."""
        facts = asdict(self) | {
            "published": self.published.isoformat(timespec="seconds"),
            "review_by": self.review_by.isoformat(),
        }
        return json.dumps({"format": FORMAT, **facts}, ensure_ascii=False, indent=1, sort_keys=True).encode()

    @classmethod
    def of(cls, content: bytes) -> About:
        """Return what a file says.

        Raises:
            BundleError: It is damaged or of another format.
        """
        try:
            raw = json.loads(content)
            if raw["format"] != FORMAT:
                raise BundleError("the content is of a later format; bring this kiosk a newer program first")
            return cls._of(raw)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BundleError("about.json is damaged; publish the content again") from error

    @classmethod
    def _of(cls, raw: dict[str, Any]) -> About:
        label, publisher, title = (_text(raw[key]) for key in ("label", "publisher", "title"))
        published, pages = datetime.fromisoformat(raw["published"]), int(raw["pages"])
        if published.tzinfo is None or not 0 <= pages <= _MOST:
            raise ValueError("no time zone, or an absurd number")
        review_by = date.fromisoformat(raw["review_by"])
        return cls(label, publisher, title, published, review_by, tuple(str(code) for code in raw["languages"]), pages)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or not value.isprintable():
        raise ValueError("a text that cannot be shown")
    return value
