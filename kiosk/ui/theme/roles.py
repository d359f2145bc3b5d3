"""What each part of the screen is painted with, in each theme; an unknown role fails."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.ui.theme import tokens as t


@dataclass(frozen=True)
class Role:
    """Colours of one kind of thing, ``#RRGGBB`` or empty for nothing; *width* in design pixels."""

    fill: str
    text: str
    icon: str
    edge: str = ""
    width: int = t.LINE_WIDTH
    muted: str = ""

    def __post_init__(self) -> None:
        if not self.muted:
            object.__setattr__(self, "muted", self.text)


@dataclass(frozen=True)
class Theme:
    """A name and its roles; *coloured* themes paint topics in their own colours."""

    name: str
    coloured: bool
    roles: dict[str, Role]

    def role(self, name: str) -> Role:
        """Return a role.

        Raises:
            KeyError: No such role.
        """
        return self.roles[name]

    def tile(self, colour: str) -> Role:
        """Return the role of a topic's tile: its own colour, or the theme's when it paints none."""
        if not self.coloured:
            return self.roles["tile"]
        return replace(self.roles["tile"], fill=colour)

    def accent(self, colour: str) -> str:
        """Return the colour of a topic's edge and pictogram on a card."""
        return colour if self.coloured else self.roles["tile"].icon


NORMAL = Theme(
    "normal",
    coloured=True,
    roles={
        "ground": Role(t.PAPER, t.INK, t.BRAND, muted=t.MUTED),
        "show": Role(t.SURFACE, t.INK, t.BRAND, muted=t.MUTED),
        "start": Role(t.BRAND, t.WHITE, t.SUN, edge=t.BRAND_DEEP),
        "bar": Role(t.SURFACE, t.INK, t.BRAND_DEEP, edge=t.LINE, muted=t.MUTED),
        "door": Role("", t.DOOR, t.DOOR),
        "door.pressed": Role("", t.WHITE, t.SUN),
        "staff-bar": Role(t.INK, t.WHITE, t.SUN, edge=t.INK, muted=t.STAFF_MUTED),
        "menu": Role(t.PAPER, t.BRAND_DEEP, t.BRAND_DEEP),
        "menu.pressed": Role(t.TINT, t.BRAND_DEEP, t.BRAND_DEEP),
        "menu-chosen": Role(t.TINT, t.BRAND_DEEP, t.BRAND_DEEP),
        "menu-chosen.pressed": Role(t.TINT, t.BRAND_DEEP, t.BRAND_DEEP, edge=t.BRAND_DEEP),
        "ok": Role(t.SURFACE, t.INK, t.OK, edge=t.OK, width=4, muted=t.MUTED),
        "warn": Role(t.SURFACE, t.INK, t.WARN, edge=t.WARN, width=4, muted=t.MUTED),
        "error": Role(t.SURFACE, t.INK, t.ERROR, edge=t.ERROR, width=4, muted=t.MUTED),
        "danger": Role(t.ERROR, t.WHITE, t.WHITE, edge=t.ERROR),
        "danger.pressed": Role(t.URGENT_DARK, t.WHITE, t.WHITE, edge=t.URGENT_DARK),
        "preview": Role(t.SUN, t.INK, t.INK, edge=t.INK),
        "night": Role(t.BLACK, t.BLACK, t.BLACK),
        "chart": Role(t.TROUGH, t.INK, t.BRAND, muted=t.MUTED),
        "logo": Role(t.BRAND, t.WHITE, t.WHITE),
        "control": Role(t.SURFACE, t.BRAND_DEEP, t.BRAND_DEEP, edge=t.CONTROL),
        "control.pressed": Role(t.TINT, t.BRAND_DEEP, t.BRAND_DEEP, edge=t.BRAND_DEEP),
        "chosen": Role(t.BRAND, t.WHITE, t.WHITE, edge=t.BRAND),
        "chosen.pressed": Role(t.BRAND_DEEP, t.WHITE, t.WHITE, edge=t.BRAND_DEEP),
        "primary": Role(t.BRAND, t.WHITE, t.WHITE, edge=t.BRAND),
        "primary.pressed": Role(t.BRAND_DEEP, t.WHITE, t.WHITE, edge=t.BRAND_DEEP),
        "hide": Role(t.SURFACE, t.BRAND_DEEP, t.BRAND_DEEP, edge=t.INK),
        "hide.pressed": Role(t.TINT, t.BRAND_DEEP, t.BRAND_DEEP, edge=t.BRAND_DEEP),
        "urgent": Role(t.URGENT, t.WHITE, t.WHITE, edge=t.URGENT),
        "urgent.pressed": Role(t.URGENT_DARK, t.WHITE, t.WHITE, edge=t.URGENT_DARK),
        "tile": Role(t.BRAND_DEEP, t.WHITE, t.WHITE),
        "contacts-tile": Role(t.BRAND_DEEP, t.WHITE, t.WHITE),
        "card": Role(t.SURFACE, t.INK, t.BRAND, edge=t.LINE, muted=t.MUTED),
        "row": Role(t.SURFACE, t.INK, t.BRAND, edge=t.CONTROL, muted=t.MUTED),
        "row.pressed": Role(t.TINT, t.INK, t.BRAND, edge=t.BRAND_DEEP, muted=t.MUTED),
        "selected": Role(t.SURFACE, t.INK, t.BRAND, edge=t.BRAND, width=4, muted=t.MUTED),
        "selected.pressed": Role(t.TINT, t.INK, t.BRAND, edge=t.BRAND, width=4, muted=t.MUTED),
        "language": Role(t.SURFACE, t.INK, t.BRAND, muted=t.MUTED),
        "language.pressed": Role(t.TINT, t.INK, t.BRAND, muted=t.MUTED),
        "warning": Role(t.NOTICE_FILL, t.INK, t.NOTICE_EDGE, edge=t.NOTICE_EDGE),
        "notice": Role(t.NOTICE_FILL, t.INK, t.NOTICE_SIGN, edge=t.NOTICE_EDGE),
        "notice.pressed": Role(t.NOTICE_PRESSED, t.INK, t.NOTICE_SIGN, edge=t.INK),
        "number": Role(t.SURFACE, t.BRAND_DEEP, t.BRAND_DEEP),
        "code": Role(t.WHITE, t.INK, t.INK),
        "code.pressed": Role(t.TINT, t.INK, t.INK),
        "trough": Role(t.TROUGH, t.CONTROL, t.CONTROL),
        "progress": Role(t.TROUGH, t.BRAND, t.BRAND),
        "focus": Role(t.SUN, t.INK, t.INK),
        "veil": Role(t.VEIL, t.WHITE, t.WHITE),
    },
)

CONTRAST = Theme(
    "contrast",
    coloured=False,
    roles={
        "ground": Role(t.BLACK, t.WHITE, t.YELLOW),
        "show": Role(t.BLACK, t.WHITE, t.YELLOW),
        "start": Role(t.BLACK, t.WHITE, t.YELLOW, edge=t.BLACK),
        "bar": Role(t.BLACK, t.WHITE, t.YELLOW, edge=t.WHITE),
        "door": Role("", t.WHITE, t.WHITE),
        "door.pressed": Role(t.NIGHT_PRESSED, t.YELLOW, t.YELLOW),
        "staff-bar": Role(t.WHITE, t.BLACK, t.BLACK, edge=t.WHITE),
        "menu": Role(t.BLACK, t.YELLOW, t.YELLOW),
        "menu.pressed": Role(t.NIGHT_PRESSED, t.YELLOW, t.YELLOW, edge=t.YELLOW),
        "menu-chosen": Role(t.YELLOW, t.BLACK, t.BLACK),
        "menu-chosen.pressed": Role(t.YELLOW_DARK, t.BLACK, t.BLACK),
        "ok": Role(t.BLACK, t.WHITE, t.WHITE, edge=t.WHITE, width=4),
        "warn": Role(t.BLACK, t.WHITE, t.YELLOW, edge=t.YELLOW, width=4),
        "error": Role(t.BLACK, t.WHITE, t.CORAL, edge=t.CORAL, width=4),
        "danger": Role(t.BLACK, t.CORAL, t.CORAL, edge=t.CORAL, width=4),
        "danger.pressed": Role(t.CORAL_DARK, t.CORAL, t.CORAL, edge=t.CORAL, width=4),
        "preview": Role(t.YELLOW, t.BLACK, t.BLACK, edge=t.BLACK),
        "night": Role(t.BLACK, t.BLACK, t.BLACK),
        "chart": Role(t.NIGHT_TROUGH, t.WHITE, t.YELLOW),
        "logo": Role(t.YELLOW, t.BLACK, t.BLACK),
        "control": Role(t.BLACK, t.YELLOW, t.YELLOW, edge=t.WHITE),
        "control.pressed": Role(t.NIGHT_PRESSED, t.YELLOW, t.YELLOW, edge=t.YELLOW),
        "chosen": Role(t.YELLOW, t.BLACK, t.BLACK, edge=t.YELLOW),
        "chosen.pressed": Role(t.YELLOW_DARK, t.BLACK, t.BLACK, edge=t.YELLOW_DARK),
        "primary": Role(t.YELLOW, t.BLACK, t.BLACK, edge=t.YELLOW),
        "primary.pressed": Role(t.YELLOW_DARK, t.BLACK, t.BLACK, edge=t.YELLOW_DARK),
        "hide": Role(t.BLACK, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=4),
        "hide.pressed": Role(t.NIGHT_PRESSED, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=4),
        "urgent": Role(t.BLACK, t.CORAL, t.CORAL, edge=t.CORAL, width=4),
        "urgent.pressed": Role(t.CORAL_DARK, t.CORAL, t.CORAL, edge=t.CORAL, width=4),
        "tile": Role(t.BLACK, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=4),
        "contacts-tile": Role(t.BLACK, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=4),
        "card": Role(t.BLACK, t.WHITE, t.YELLOW, edge=t.WHITE),
        "row": Role(t.BLACK, t.YELLOW, t.YELLOW, edge=t.WHITE, muted=t.WHITE),
        "row.pressed": Role(t.NIGHT_PRESSED, t.YELLOW, t.YELLOW, edge=t.YELLOW, muted=t.WHITE),
        "selected": Role(t.BLACK, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=5, muted=t.WHITE),
        "selected.pressed": Role(t.NIGHT_PRESSED, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=5, muted=t.WHITE),
        "language": Role(t.BLACK, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=4, muted=t.WHITE),
        "language.pressed": Role(t.NIGHT_PRESSED, t.YELLOW, t.YELLOW, edge=t.YELLOW, width=4, muted=t.WHITE),
        "warning": Role(t.BLACK, t.WHITE, t.YELLOW, edge=t.YELLOW, width=4),
        "notice": Role(t.BLACK, t.WHITE, t.YELLOW, edge=t.YELLOW, width=4),
        "notice.pressed": Role(t.NIGHT_PRESSED, t.WHITE, t.YELLOW, edge=t.YELLOW, width=4),
        "number": Role(t.BLACK, t.WHITE, t.YELLOW),
        "code": Role(t.WHITE, t.BLACK, t.BLACK),
        "code.pressed": Role(t.NIGHT_MUTED, t.BLACK, t.BLACK),
        "trough": Role(t.NIGHT_TROUGH, t.YELLOW, t.YELLOW),
        "progress": Role(t.NIGHT_TROUGH, t.YELLOW, t.YELLOW),
        "focus": Role(t.WHITE, t.BLACK, t.BLACK),
        "veil": Role(t.VEIL_NIGHT, t.WHITE, t.WHITE),
    },
)

THEMES = {theme.name: theme for theme in (NORMAL, CONTRAST)}
