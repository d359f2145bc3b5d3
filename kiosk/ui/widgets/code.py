"""QR codes that carry the data themselves, so that they work offline."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from kiosk.content.isolates import bare
from kiosk.ui.theme import tokens
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from kiosk.content.model import ShownContact
    from kiosk.ui.look import Look

#: Modules of white around a code that every reader expects (ISO/IEC 18004).
BORDER = 4
#: A phone at arm's length reads modules of this many pixels; nearer, as before a small screen, of one less.
SMALLEST_MODULE = 5
SMALLEST_MODULE_LOW = 4


def vcard(contact: ShownContact) -> str:
    """Return name, phones and e-mail as a vCard 3.0; no more, so that the code stays coarse.

    A phone dials all digits of a TEL, so an extension stands in a note: with its number where there are several.
    """
    name = _escaped(bare(contact.name.text))
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{name}", f"FN:{name}"]
    lines += [f"TEL:{number}" for number in dict.fromkeys(phone.dials for phone in contact.phones) if number]
    if contact.email:
        lines.append(f"EMAIL:{contact.email}")
    is_single = len(contact.phones) == 1
    extensions = [phone for phone in contact.phones if phone.extension]
    if extensions:
        notes = (f"ext. {phone.extension}" if is_single else str(phone) for phone in extensions)
        lines.append(f"NOTE:{_escaped(', '.join(notes))}")
    return "\r\n".join([*lines, "END:VCARD"])


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.splitlines())


class Code(Touchable):
    """A QR code of *data*, dark on white in every theme, as large as fits *side* pixels.

    It may take a little more where its modules would be too small for a phone.
    """

    def __init__(self, data: str, name: str, look: Look, side: int) -> None:
        # Imported late: no code stands on the start screen, whose first frame waits for nothing.
        import segno

        super().__init__(look, "code", name)
        matrix = segno.make(data, error="l", encoding="utf-8", micro=False, boost_error=True).matrix
        self.data = data
        self._matrix = tuple(bytes(row) for row in matrix)
        self._module = SMALLEST_MODULE
        self.fit(side)

    def fit(self, side: int) -> None:
        """Be as large as fits *side* pixels from now on."""
        count = len(self._matrix) + 2 * BORDER
        least = self.look.px(tokens.CODE)
        # On a low screen a code that is larger than asked for would never be seen whole.
        smallest = SMALLEST_MODULE_LOW if self.look.low else max(SMALLEST_MODULE, ceil(least / count))
        self._module = max(smallest, side // count)
        self.setFixedSize(count * self._module, count * self._module)

    def fit_smallest(self) -> None:
        """Be as small as a phone still reads: modules of four pixels, and no less than 225 design pixels in all.

        On a low screen, which people stand nearer to, a code of many modules has three pixels for each.
        """
        count = len(self._matrix) + 2 * BORDER
        if self.look.low:
            least = max(SMALLEST_MODULE_LOW - 1, self.look.px(tokens.CODE_LOWEST) // count)
        else:
            least = max(SMALLEST_MODULE_LOW, ceil(self.look.px(tokens.CODE) / count))
        self._module = min(self._module, least)
        self.setFixedSize(count * self._module, count * self._module)

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the modules at whole pixels."""
        role = self.look.role("code")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(self.rect(), QColor(role.fill))
        painter.setPen(Qt.PenStyle.NoPen)
        size = self._module
        for y, row in enumerate(self._matrix):
            for x, dark in enumerate(row):
                if dark:
                    box = QRect((x + BORDER) * size, (y + BORDER) * size, size, size)
                    painter.fillRect(box, QColor(role.text))


def smallest_side(look: Look) -> int:
    """Return the side in pixels to ask for where a code stands beside other things."""
    if not look.low:
        return look.px(tokens.CODE)
    return look.px(tokens.CODE_LOWEST if look.text_size > 140 else tokens.CODE_LOW)
