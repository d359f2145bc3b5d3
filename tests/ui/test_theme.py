"""Everything can be told from its ground, by numbers and in the picture, in both themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk import icons
from kiosk.i18n import Tongue, Wording
from kiosk.ui.look import Look
from kiosk.ui.main_window import MainWindow
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme.pictograms import UNKNOWN, Pictograms
from kiosk.ui.theme.roles import CONTRAST, NORMAL, THEMES, Role, Theme
from kiosk.ui.theme.tokens import TYPE, WHITE
from kiosk.ui.tour import DESIGN_SIZE
from kiosk.ui.widgets.button import Arrow, Button, Choice, Slot
from kiosk.ui.widgets.row import ContactRow, Row
from kiosk.ui.widgets.tile import Tile
from kiosk.ui.widgets.touchable import Touchable
from tests.fakes import contact, touchable

TEXT, SHAPE, TOPIC = 4.5, 3.0, 7.0
#: What is painted on each role's fill; the veil's words stand on a card, a thumb and a ring are shapes.
SHAPES_ONLY = {"trough", "progress", "focus", "veil", "night"}
#: Where each control stands; its fill or its edge must be seen against that ground.
STANDS_ON = {
    "control": ("bar", "ground", "card"),
    "chosen": ("bar", "card"),
    "primary": ("ground", "card"),
    "hide": ("ground",),
    "urgent": ("bar",),
    "tile": ("ground",),
    "contacts-tile": ("ground",),
    "row": ("ground",),
    "selected": ("ground",),
    "language": ("start",),
    "warning": ("ground",),
    "danger": ("ground", "card"),
    "ok": ("ground",),
    "warn": ("ground",),
    "error": ("ground",),
}
SAMPLE_COLOUR = "#7A3F00"


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    found = QColor(colour)
    parts = [found.redF(), found.greenF(), found.blueF()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def roles(theme: Theme) -> Iterator[tuple[str, Role]]:
    """The roles that words are painted on; a start screen's ground fades from its fill to its edge."""
    for name, role in theme.roles.items():
        if name not in SHAPES_ONLY:
            yield name, role
    yield "start, below", Role(theme.role("start").edge, theme.role("start").text, theme.role("start").icon)


@pytest.fixture(params=THEMES.values(), ids=list(THEMES))
def theme(request: pytest.FixtureRequest) -> Theme:
    found: Theme = request.param
    return found


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


def test_words_and_pictograms_can_be_read_on_every_role(theme: Theme) -> None:
    pale = {
        f"{name} {kind}": round(contrast(colour, role.fill), 2)
        for name, role in roles(theme)
        for kind, colour in (("text", role.text), ("muted", role.muted), ("icon", role.icon))
        if contrast(colour, role.fill) < TEXT and (name, kind) != ("warning", "icon")
    }

    assert pale == {}


def test_the_sign_of_a_warning_can_be_seen(theme: Theme) -> None:
    role = theme.role("warning")

    assert contrast(role.icon, role.fill) >= SHAPE


def test_shapes_without_words_can_be_seen(theme: Theme) -> None:
    thumb, progress, ring = theme.role("trough"), theme.role("progress"), theme.role("focus")

    assert contrast(thumb.icon, thumb.fill) >= SHAPE
    assert contrast(progress.icon, progress.fill) >= SHAPE
    assert contrast(ring.fill, ring.text) >= SHAPE


def test_every_control_is_seen_on_the_ground_it_stands_on(theme: Theme) -> None:
    lost = []
    for name, grounds in STANDS_ON.items():
        for state, ground in product(("", ".pressed"), grounds):
            role = theme.roles.get(name + state)
            if role is None:
                continue
            outline = max(contrast(colour, theme.role(ground).fill) for colour in (role.edge, role.fill) if colour)
            if outline < SHAPE:
                lost.append((name + state, ground, round(outline, 2)))

    assert lost == []


def test_the_focus_ring_is_seen_on_every_control(theme: Theme) -> None:
    ring = theme.role("focus")

    lost = [
        name
        for name, role in theme.roles.items()
        if max(contrast(ring.fill, role.fill), contrast(ring.text, role.fill)) < SHAPE
    ]

    assert lost == []


def test_a_pressed_control_looks_different(theme: Theme) -> None:
    states = [(name, role) for name, role in theme.roles.items() if name.endswith(".pressed")]

    assert len(states) > 5
    assert [name for name, role in states if role == theme.role(name.removesuffix(".pressed"))] == []


def test_both_themes_know_the_same_roles() -> None:
    assert NORMAL.roles.keys() == CONTRAST.roles.keys()


def test_an_unknown_role_fails(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.role("nothing")


def test_an_unknown_kind_of_type_fails() -> None:
    with pytest.raises(KeyError):
        Look(*DESIGN_SIZE).font("nothing")


def test_type_never_gets_smaller_with_the_text_size() -> None:
    assert [kind for kind, (sizes, _, _) in TYPE.items() if list(sizes) != sorted(sizes)] == []
    assert min(sizes[0] for sizes, _, _ in TYPE.values()) >= 21


def test_the_topics_colours_carry_white_words(shelf: Shelf) -> None:
    colours = {topic.id: topic.colour for topic in shelf.library.topics("es")}

    assert "urgent" in colours
    assert {name: colour for name, colour in colours.items() if contrast(colour, WHITE) < TOPIC} == {}


def test_high_contrast_paints_no_topic_in_its_own_colour() -> None:
    assert CONTRAST.tile(SAMPLE_COLOUR) == CONTRAST.role("tile")
    assert CONTRAST.accent(SAMPLE_COLOUR) == CONTRAST.role("tile").icon
    assert NORMAL.tile(SAMPLE_COLOUR).fill == SAMPLE_COLOUR


# ---------------------------------------------------------------- in the picture


@pytest.fixture
def ground() -> Iterator[QWidget]:
    ground = QWidget()
    ground.resize(*DESIGN_SIZE)
    ground.show()
    yield ground
    ground.deleteLater()


def colours_of(part: Touchable) -> tuple[str, str]:
    """The ground that is really painted, and the colour on it that differs most."""
    picture = part.grab().toImage()
    seen = Counter(
        picture.pixelColor(x, y).name()
        for x in range(20, picture.width() - 20)
        for y in range(12, picture.height() - 12)
    )
    fill = seen.most_common(1)[0][0]
    # A stroke that is only ever half a pixel is no colour that anybody sees.
    often = [colour for colour, times in seen.items() if times >= 12]
    return fill, max(often, key=lambda colour: contrast(fill, colour))


def controls(theme: Theme) -> list[Touchable]:
    look = Look(*DESIGN_SIZE, theme=theme)
    chosen = Choice("Normal", look)
    chosen.choose(True)
    return [
        Tile("stethoscope", "Salud", look, theme.tile(SAMPLE_COLOUR)),
        Button("eye-slash", "Ocultar", look, "hide"),
        Button("hand", "Sigo aquí", look, "primary"),
        Slot("life-ring", "Ayuda urgente", look, "urgent"),
        Choice("Normal", look),
        chosen,
        Arrow("chevron-down", "Más abajo", look),
        Row("shield-heart", "Hablar en privado", "Pida hablar a solas", look, accent=theme.accent(SAMPLE_COLOUR)),
        ContactRow(contact("OIM Panamá", "+507 305-3350"), look, Wording("es", Tongue())),
    ]


@pytest.mark.parametrize("down", [False, True], ids=["up", "pressed"])
def test_painted_words_stand_out_from_the_painted_ground(ground: QWidget, theme: Theme, down: bool) -> None:
    pale = []
    for part in controls(theme):
        part.setParent(ground)
        part.resize(420, 110)
        part.setDown(down)
        part.repaint_words()
        part.show()
        fill, most = colours_of(part)
        if contrast(fill, most) < TEXT:
            pale.append((part.accessibleName(), fill, most))

    assert pale == []


def test_a_pressed_tile_is_painted_darker_and_its_word_stays(ground: QWidget) -> None:
    tile = controls(NORMAL)[0]
    tile.setParent(ground)
    tile.resize(420, 160)
    tile.show()

    released = colours_of(tile)
    tile.setDown(True)
    pressed = colours_of(tile)

    assert released == (SAMPLE_COLOUR.lower(), "#ffffff")
    assert luminance(pressed[0]) < luminance(released[0])
    assert pressed[1] == "#ffffff"


def test_a_tile_on_the_screen_has_its_topics_colour(window: MainWindow, shelf: Shelf) -> None:
    colour = shelf.library.topic("health", "es").colour

    normal = colours_of(touchable(window, "health"))
    window.choose_contrast(True)
    high = colours_of(touchable(window, "health"))

    assert normal == (colour.lower(), "#ffffff")
    assert high == ("#000000", "#ffd500")


def test_every_pictogram_is_painted_in_the_colour_asked_for() -> None:
    pictograms, empty = Pictograms(), []
    for name in icons.names():
        picture = pictograms.pixmap(name, 40, "#AD1029").toImage()
        places = product(range(picture.width()), range(picture.height()))
        solid = {QColor(picture.pixel(x, y)).name() for x, y in places if picture.pixelColor(x, y).alpha() == 255}
        if solid != {"#ad1029"}:
            empty.append((name, solid))

    assert empty == []


def test_an_unknown_pictogram_is_a_sign_of_information() -> None:
    pictograms = Pictograms()
    unknown, known = (pictograms.pixmap(name, 40, WHITE).toImage() for name in ("nobody-drew-this", UNKNOWN))

    assert unknown == known
