"""A pictogram of an editor's own goes from the folder to the screen, or is told to be none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from kiosk import icons
from kiosk.content.compile import compile_source
from kiosk.content.drawings import LIMIT, flaws, is_drawing
from kiosk.content.library import Drawings, Library, load_start
from kiosk.content.soundness.media import MOST_DRAWINGS
from kiosk.errors import BundleError
from kiosk.ui.shelf import Shelf
from kiosk.ui.theme.pictograms import UNKNOWN, Pictograms
from tests.content.desk import Desk

FILE = "media/icons/canoe.svg"
HULL = '<path d="M0 0H4L3 2H1z"/>'
COLOUR = "#AD1029"


def svg(inside: str = HULL, attributes: str = 'viewBox="0 0 4 2"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>\n{inside}\n</svg>\n'


INKSCAPE = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape -->
<svg width="100mm" height="50mm" viewBox="0 0 100 50" version="1.1" id="svg1"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <defs id="defs1" />
  <g id="layer1" transform="translate(-1.5,2)">
    <path style="fill:none;stroke:#0000ff;stroke-width:5;stroke-dasharray:none" d="M 0,0 C 10,10 20,30 90,40 Z" />
  </g>
</svg>
"""


@pytest.fixture
def canoe(desk: Desk) -> Desk:
    """A source that brings a pictogram, and uses it."""
    desk.write(FILE, svg())
    desk.change("bundle.yaml", "icon: stethoscope", "icon: canoe")
    return desk


@contextmanager
def shown(desk: Desk, name: str = "bundle") -> Iterator[Shelf]:
    """The source's bundle, open on a kiosk."""
    bundle = desk.folder.parent / name
    compile_source(desk.folder, bundle)
    shelf = Shelf(load_start(bundle), bundle, lambda: Library.open(bundle))
    try:
        assert shelf.library.topic("health", "es").icon == "canoe"
        yield shelf
    finally:
        shelf.close()


def painted(pictograms: Pictograms, name: str = "canoe", height: int = 40) -> QImage:
    return pictograms.pixmap(name, height, COLOUR).toImage()


def colours(picture: QImage) -> set[str]:
    """The colours that cover a pixel wholly."""
    pixels = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return {QColor(pixel).name() for pixel in pixels if pixel.alpha() == 255}


# ---------------------------------------------------------------- from the folder to the screen


def test_a_source_may_bring_a_pictogram(canoe: Desk) -> None:
    assert canoe.errors() == []


def test_what_the_source_draws_is_painted(canoe: Desk, qapp: object) -> None:
    with shown(canoe) as shelf:
        picture = painted(shelf.pictograms)

        assert (picture.width(), picture.height()) == (80, 40)
        assert picture.pixelColor(40, 20).alpha() == 255
        assert picture.pixelColor(2, 38).alpha() == 0


@pytest.mark.parametrize("drawing", [
    svg('<path fill="#00ff00" d="M0 0H4L3 2H1z"/><circle cx="2" cy="1" r=".5" style="fill:white"/>'),
    svg('<g fill="currentColor" color="red"><rect x="1" width="2" height="1"/></g>'),
    INKSCAPE,
], ids=["green and white", "the current colour", "Inkscape"])  # fmt: skip
def test_it_is_painted_in_the_colour_asked_for_whatever_it_is_drawn_in(canoe: Desk, qapp: object, drawing: str) -> None:
    canoe.write(FILE, drawing)

    with shown(canoe) as shelf:
        assert colours(painted(shelf.pictograms)) == {COLOUR.lower()}


def test_two_bundles_that_are_open_each_paint_their_own(canoe: Desk, qapp: object) -> None:
    with shown(canoe) as before:
        hull = painted(before.pictograms)
        canoe.write(FILE, svg('<circle cx="2" cy="1" r="1"/>'))

        with shown(canoe, "after") as after:
            assert painted(after.pictograms) != hull
            assert painted(before.pictograms) == hull
            assert painted(before.pictograms, height=60) != painted(after.pictograms, height=60)


def test_a_bundle_without_drawings_shows_none_of_another(canoe: Desk, qapp: object) -> None:
    with shown(canoe) as shelf:
        assert painted(shelf.pictograms) != painted(shelf.pictograms, UNKNOWN)

        without = Pictograms(Drawings(shelf.bundle, {}).svg)

        assert painted(without) == painted(without, UNKNOWN)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:40])


def exchange(path: Path) -> None:
    path.write_text(svg('<circle cx="2" cy="1" r="1"/>'), "utf-8")


@pytest.mark.logged
@pytest.mark.parametrize("damage", [cut, exchange, Path.unlink])
def test_a_damaged_drawing_is_the_general_sign_and_logged_once(
    canoe: Desk, qapp: object, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    with shown(canoe) as shelf:
        damage(shelf.bundle / FILE)

        assert painted(shelf.pictograms) == painted(shelf.pictograms, UNKNOWN)
        assert painted(shelf.pictograms, height=60) == painted(shelf.pictograms, UNKNOWN, 60)

    assert len(caplog.records) == 1
    assert "the pictogram canoe " in caplog.records[0].getMessage()


@pytest.mark.logged
def test_a_drawing_that_qt_cannot_paint_is_the_general_sign(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    pictograms = Pictograms({"canoe": "<svg"}.get)

    assert painted(pictograms) == painted(pictograms, UNKNOWN)
    assert "the pictogram canoe of the content cannot be painted" in caplog.text


def test_a_bundle_is_trusted_no_further_than_a_source(tmp_path: Path) -> None:
    """Whoever writes a bundle by hand writes the hash as well."""
    (tmp_path / "media" / "icons").mkdir(parents=True)
    bad = svg('<image href="file:///etc/passwd" width="1" height="1"/>').encode()
    (tmp_path / FILE).write_bytes(bad)
    drawings = Drawings(tmp_path, {"icons/canoe.svg": sha256(bad).hexdigest(), "icons/../../x.svg": ""})

    with pytest.raises(BundleError, match="the pictogram canoe was changed or damaged; install the content again"):
        drawings.svg("canoe")
    assert drawings.svg("../../x") is None
    assert drawings.svg("house") is None


# ---------------------------------------------------------------- what is no pictogram

PLAIN = "save it as plain SVG, all of it turned into paths"

#: What stands in the file, and what is told about it.
DRAWINGS = {
    "script": (svg("<script>alert(1)</script>" + HULL), f":2: <script> is refused in a pictogram; {PLAIN}"),
    "handler": (svg(HULL.replace("/>", ' onclick="x()"/>')), ":2: the attribute onclick is refused in a pictogram"),
    "picture": (svg('<image href="data:image/png;base64,AA=="/>'), ":2: <image> is refused in a pictogram"),
    "picture in a foreign name": (
        svg('<metadata><x:image xmlns:x="u" x:href="/x.png"/></metadata>' + HULL),
        ":2: <image> is refused in a pictogram",
    ),
    "picture within a filter": (svg('<filter><feImage href="x"/></filter>' + HULL), ":2: <filter> is refused"),
    "copies": (svg('<use href="#a"/>'), ":2: <use> is refused in a pictogram"),
    "text": (svg('<text x="1" y="1">canoa</text>'), ":2: <text> is refused in a pictogram"),
    "style sheet": (svg("<style>@import url(http://x)</style>" + HULL), ":2: <style> is refused in a pictogram"),
    "foreign object": (svg("<foreignObject><p/></foreignObject>"), ":2: <foreignObject> is refused in a pictogram"),
    "animation": (svg("<g><animate/></g>" + HULL), ":2: <animate> is refused in a pictogram"),
    "drawing in a drawing": (svg("<svg/>" + HULL), ":2: <svg> is refused in a pictogram"),
    "reference in a style": (
        svg('<path style="fill:URL (http://x/a)" d="M0 0H1"/>'),
        ":2: the attribute style is refused in a pictogram",
    ),
    "reference in a colour": (svg('<path fill="url(#a)" d="M0 0H1"/>'), ":2: the attribute fill is refused"),
    "hidden reference": (svg('<path style="fill:u\\72l(x)" d="M0 0H1"/>'), ":2: the attribute style is refused"),
    "instruction": ('<?xml-stylesheet href="x.css"?>' + svg(), ":1: <?xml-stylesheet …?> is refused; delete it"),
    "entities": (
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n' + svg("<desc>&b;</desc>" + HULL),
        ":1: a DOCTYPE is refused; delete the line <!DOCTYPE …>",
    ),
    "file in an entity": (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n' + svg("<desc>&a;</desc>" + HULL),
        ":1: a DOCTYPE is refused",
    ),
    "unknown entity": (svg("<desc>&a;</desc>" + HULL), ":2: this is no SVG: undefined entity"),
    "end missing": (svg(HULL[:-2]), ":3: this is no SVG: "),
    "nothing": ("", f":1: this is no SVG: no element found; {PLAIN}"),
    "web page": ("<html><body/></html>", ":1: <html> is no drawing; begin with <svg xmlns="),
    "no namespace": (f'<svg viewBox="0 0 1 1">{HULL}</svg>', ":1: <svg> is no drawing; begin with <svg xmlns="),
    "empty": (svg(""), ":4: nothing is drawn in it; draw something"),
    "all in defs": (svg(f"<defs>{HULL}</defs>"), ":4: nothing is drawn in it; draw something"),
    "no size": (svg(HULL, ""), ':1: its size is not known; write viewBox="0 0 WIDTH HEIGHT" into <svg>'),
    "odd size": (svg(HULL, 'viewBox="0 0 1e9 nan"'), ":1: its size is not known"),
    "too wide": (svg(HULL, 'viewBox="0 0 9999 1"'), ":1: it is too wide or too tall; make no side more than 3 times"),
    "too tall": (svg(HULL, 'viewBox="0,0,1,4"'), ":1: it is too wide or too tall"),
    "no room": (svg(HULL, 'viewBox="0 0 0 0"'), ":1: it is too wide or too tall"),
    "many": (
        svg('<path d="M0 0"/>\n' * 600),
        ":501: the drawing is too complicated; simplify it: at most 500 elements",
    ),
    "deep": (svg("<g>" * 20 + HULL + "</g>" * 20), ":2: the drawing is too complicated"),
    "ground": (
        svg('<rect width="100%" height="100%" fill="#fff"/>' + HULL),
        ":2: a rectangle covers all of it; delete it",
    ),
    "ground by numbers": (svg('<rect width="4" height="2"/>' + HULL), ":2: a rectangle covers all of it"),
    "other encoding": (
        '<?xml version="1.0" encoding="UTF-16"?>\n' + svg(),
        ":1: it says that it is UTF-16; save it as UTF-8",
    ),
    "too large": (svg(f"<!-- {'x' * LIMIT} -->" + HULL), ": the file has 33 KiB, more than the 32 KiB allowed"),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_what_is_no_plain_drawing_is_told_with_its_line(canoe: Desk, name: str) -> None:
    text, told = DRAWINGS[name]
    (canoe.folder / FILE).write_text(text, "utf-8")

    errors = canoe.errors()

    assert any(error.startswith(f"{FILE}{told}") for error in errors), errors
    assert all(error.startswith(FILE) for error in errors)


@pytest.mark.parametrize("file, told", [
    ("media/icons/canoe.png", "a pictogram is one SVG file; call it media/icons/NAME.svg, or move it away"),
    ("media/icons/boats/raft.svg", "a pictogram is one SVG file; call it media/icons/NAME.svg, or move it away"),
    ("media/icons/house.svg", 'the kiosk has a pictogram "house" already; give it another name'),
    ("media/icons/my.raft.svg", '"my.raft" cannot be the name of an icon; rename it, as in my-raft'),
    ("media/icons/Raft.svg", "a file in media cannot have that name; rename it, as in media/icons/raft.svg"),
])  # fmt: skip
def test_a_file_that_can_be_no_pictogram_is_told(canoe: Desk, file: str, told: str) -> None:
    canoe.write(file, svg())

    (error,) = canoe.errors()

    assert error.startswith(f"{file}: {told}")


def test_a_rectangle_that_is_not_painted_is_no_ground() -> None:
    assert flaws(svg('<rect width="4" height="2" fill="none"/>' + HULL)) == []
    assert flaws(svg('<rect width="4" height="2" style="fill: none"/>' + HULL)) == []


@given(st.text() | st.lists(st.sampled_from([*"<>/&;\"' =", "svg", "path", "!DOCTYPE", "<g>", "</g>"])).map("".join))
def test_any_text_is_judged_calmly(text: str) -> None:
    assert flaws(text) != []


# ---------------------------------------------------------------- what takes for ever to paint

#: What is refused wherever a drawing is judged, and what is told about it.
COSTLY = {
    "dashes": (
        '<path stroke="#000" stroke-dasharray=".01" stroke-linecap="round" d="M0 0H4"/>',
        "the attribute stroke-dasharray is refused in a pictogram with the value '.01'; draw it without dashes",
    ),
    "dashes in a style": (
        '<path style="stroke:#000; stroke-dasharray : 1 2" d="M0 0H4"/>',
        "the attribute style is refused in a pictogram: 'stroke-dasharray : 1 2'; draw it without dashes",
    ),
    "dashes of a group": (f'<g stroke-dasharray="1">{HULL}</g>', "the attribute stroke-dasharray is refused"),
    "filter": (f'<g filter="blur(9px)">{HULL}</g>', "the attribute filter is refused in a pictogram"),
    "filter in a style": (f'<g style="filter:blur(9px)">{HULL}</g>', "the attribute style is refused"),
    "mask": (f'<g mask="x">{HULL}</g>', "the attribute mask is refused"),
    "attribute of another name space": (
        f'<g xmlns:i="u" i:stroke-dasharray="1">{HULL}</g>', "the attribute u:stroke-dasharray is refused"
    ),
    "huge coordinate": ('<path d="M0 0L1e9 1"/>', "the attribute d is refused in a pictogram; save it"),
    "coordinate without end": ('<path d="M0 0L1e999 1"/>', "the attribute d is refused"),
    "no coordinate": ('<path d="M0 0Lnan 1"/>', "the attribute d is refused"),
    "huge circle": ('<circle r="9999999"/>', "the attribute r is refused"),
    "huge point": ('<polygon points="0,0 1e7,1 2,2"/>', "the attribute points is refused"),
    "wide line": ('<path stroke-width="5" d="M0 0H1"/>', "a line is wider than the drawing; make it thinner"),
    "wide line in a style": ('<path style="stroke-width:5px" d="M0 0H1"/>', "a line is wider than the drawing"),
    "long corners": ('<path stroke-miterlimit="1000" d="M0 0H1"/>', "the attribute stroke-miterlimit is refused"),
    "enlarged": (f'<g transform="scale(2000)">{HULL}</g>', "its transforms enlarge too much; draw it larger"),
    "enlarged by a group in a group": (
        f'<g transform="scale(40)"><g transform="matrix(40 0 0 1 0 0)">{HULL}</g></g>',
        "its transforms enlarge too much",
    ),
    "many transforms": (f'<g transform="{"rotate(1) " * 7}">{HULL}</g>', "the attribute transform is refused"),
    "unknown transform": (f'<g transform="zoom(2)">{HULL}</g>', "the attribute transform is refused"),
    "many parts": (f'<path d="M0 0{"z" * 6000}"/>', "the attribute d is refused"),
    "many flaws": ("".join(f'<g a{number}=""/>' for number in range(400)), "the attribute a0 is refused"),
}  # fmt: skip


@pytest.mark.parametrize("inside, told", COSTLY.values(), ids=COSTLY)
def test_what_could_take_for_ever_to_paint_is_refused_everywhere(canoe: Desk, inside: str, told: str) -> None:
    drawing = svg(inside)
    canoe.write(FILE, drawing)

    errors = canoe.errors()

    assert errors[0].startswith(f"{FILE}:2: {told}"), errors
    assert len(errors) <= 20
    assert not is_drawing(drawing.encode())


@pytest.mark.parametrize("inside", [
    '<path style="fill:none;stroke:#0f0;stroke-width:.1;stroke-dasharray:none" d="m 0,0 c 1,1 2,1.5 3,1 .1-1 1e-3 0"/>',
    '<g fill="rgb(1, 2, 3)" opacity=".5" transform="translate(1,2) scale(.1,-.1)"><path d="M0 0a1 1 0 01.5.5"/></g>',
    '<polygon points="0,0 4,0 2 2" class="st0" id="hull" xml:space="preserve"/>',
    '<g style="display:inline;enable-background:new 0 0 4 2;">' + HULL + "</g>",
    '<circle cx="50%" cy="1" r=".5mm" stroke="currentColor" stroke-miterlimit="10" stroke-linejoin="round"/>',
], ids=["Inkscape", "traced", "Illustrator", "group", "units"])  # fmt: skip
def test_what_drawing_programs_write_is_taken(inside: str) -> None:
    assert flaws(svg(inside)) == []


def test_the_kiosks_own_pictograms_are_drawings() -> None:
    assert icons.names()
    assert [name for name in icons.names() if not is_drawing(icons.svg(name).encode())] == []


@given(st.text(alphabet="MmCcAaZz0123456789eE.,+- \n", max_size=60))
def test_any_path_is_judged_calmly(path: str) -> None:
    drawing = svg(f'<path d="{path}"/>')

    assert all(flaw.what == "the attribute d is refused in a pictogram" for flaw in flaws(drawing))


def test_a_path_of_thousands_of_digits_is_judged_at_once() -> None:
    assert flaws(svg(f'<path d="{"1" * 30_000}!"/>'))


def test_too_many_drawings_are_refused(canoe: Desk) -> None:
    for number in range(MOST_DRAWINGS):
        canoe.write(f"media/icons/boat-{number}.svg", svg())

    (error,) = canoe.errors()
    assert error.startswith(f"media: there are {MOST_DRAWINGS + 1} drawings, more than the {MOST_DRAWINGS} that")
