"""The staff's guide: one sheet in each language, in the words and with the pictures of the screens of now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import guide
import polib
import pytest
import sheets
import typeset
from guide import Guide, GuideError, Picture, Steps
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from sheets import GUIDES, Shot

from kiosk import cli
from kiosk.content.compile import compile_source
from kiosk.i18n import shipped
from kiosk.ui.theme import fonts
from tests.fakes import SHIPPED_SOURCE, shelf_of

PICTURES = sheets.DOCS / "pictures"
TRANSLATED = [language for language in GUIDES if language != "en"]
#: The language of the staff's door, since the shipped content is written in it.
DOOR = "es"
BOLD, ITALIC, CODE = r"\*\*([^*]+)\*\*", r"(?<!\*)\*([^*]+)\*(?!\*)", r"`([^`]+)`"
LARGEST_PICTURE = 60 * 1024
#: By so many pixels of a picture's height machines may differ.
ROUNDING = 2
LONG = "A sentence that is said over and over again, since nobody has read it to its end.\n\n"


@pytest.fixture(autouse=True)
def _typefaces(qapp: QApplication) -> None:
    fonts.load()


@pytest.fixture(scope="module")
def shots(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Shot]]:
    """The pictures of the guides as the screens are now."""
    fonts.load()
    bundle = tmp_path_factory.mktemp("sheets") / "bundle"
    compile_source(SHIPPED_SOURCE, bundle)
    with shelf_of(bundle) as shelf:
        yield sheets.shots(shelf)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A guide that somebody is writing."""
    return tmp_path / "guide.md"


def marked(pattern: str, language: str) -> list[str]:
    """What a guide marks in one way, in its order, each on one line."""
    found = re.findall(pattern, GUIDES[language].read_text("utf-8"))
    return [re.sub(r"\n *", " ", text) for text in found]


def shape(text: Guide) -> list[list[object]]:
    """What each section of a guide is made of."""
    return [[outline(part) for part in section.parts] for section in text.sections]


def outline(part: guide.Part) -> object:
    """What a part is, whatever its words: pictures by name, lists by length."""
    if isinstance(part, Picture):
        return part.path.name.partition(".")[0]
    return (len(part.items), part.numbered, part.warns) if isinstance(part, Steps) else part.warns


def code_texts() -> set[str]:
    """All texts of the screens in the language of the code."""
    return {entry.msgid for entry in polib.pofile(str(sheets.ROOT / "translations" / "kiosk.pot"))}


def undated(path: Path) -> bytes:
    """A PDF without the time at which it was written."""
    return re.sub(rb'(Date="|Date \(D:)[-+:TZ\d]+', rb"\1", path.read_bytes())


@pytest.mark.parametrize("language", GUIDES)
def test_a_guide_is_one_sheet_of_a4(language: str, tmp_path: Path) -> None:
    sheets.write(GUIDES[language], tmp_path / "sheet.pdf")

    written = (tmp_path / "sheet.pdf").read_bytes()

    assert written.count(b"/Type /Page\n") == 1
    assert re.findall(rb"/MediaBox \[([\d. ]+)\]", written) == [b"0 0 595.000000 842.000000"]


@pytest.mark.parametrize("language", GUIDES)
def test_the_type_is_readable_and_the_pictures_are_large(language: str) -> None:
    sheet = typeset.Sheet(guide.read(GUIDES[language]))

    widths = {chapter.picture_width / typeset.TWIPS_PER_MM for column in sheet.columns for chapter in column}

    assert typeset.BODY >= 9.5
    assert min(widths) >= 55


def test_a_sheet_that_is_written_again_is_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"

    sheets.write(GUIDES["es"], first)
    sheets.write(GUIDES["es"], second)

    assert undated(first) == undated(second)


def test_what_does_not_fit_is_refused_with_how_much_too_long_it_is(page: Path) -> None:
    page.write_text("# Guide\n\n## One\n\n" + LONG * 60 + "## Two\n\nShort.\n", "utf-8")

    with pytest.raises(GuideError, match=r"guide\.md: [1-9][0-9]* mm too long for one sheet of A4; say less"):
        typeset.Sheet(guide.read(page))


@pytest.mark.parametrize("text", ["```\ncode\n```\n", "<table>\n</table>\n", "***\n"])
def test_what_has_no_place_on_a_sheet_is_refused_with_its_line(text: str, page: Path) -> None:
    page.write_text(f"# Guide\n\n## One\n\n{text}", "utf-8")

    with pytest.raises(GuideError, match=r"guide\.md:5: .* has no place on a sheet"):
        guide.read(page)


def test_a_guide_begins_with_its_title(page: Path) -> None:
    page.write_text("Welcome.\n", "utf-8")

    with pytest.raises(GuideError, match="begin with a line as in `# Title`"):
        guide.read(page)


def test_a_picture_that_is_missing_is_named(page: Path) -> None:
    page.write_text("# Guide\n\n## One\n\n![A screen](pictures/none.png)\n", "utf-8")

    with pytest.raises(GuideError, match=r"none\.png cannot be read; run make pictures"):
        typeset.Sheet(guide.read(page))


def test_a_line_of_links_is_not_printed(page: Path) -> None:
    page.write_text("# Guide\n\n## One\n\nWords.\n\n[Two](two.md) · [Three](three.md)\n", "utf-8")

    assert [len(section.parts) for section in guide.read(page).sections] == [1]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_guides_have_the_same_sections_pictures_and_steps(language: str) -> None:
    assert shape(guide.read(GUIDES[language])) == shape(guide.read(GUIDES["en"]))


def test_what_is_bold_in_english_stands_on_the_screens() -> None:
    assert [word for word in marked(BOLD, "en") if word not in code_texts()] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_bold_in_a_translation_is_what_the_screens_say_there(language: str) -> None:
    said = [shipped(language).get(word, word) for word in marked(BOLD, "en")]

    assert marked(BOLD, language) == said


@pytest.mark.parametrize("language", GUIDES)
def test_the_word_on_the_door_is_given_in_its_own_language(language: str) -> None:
    assert marked(ITALIC, language) == ([] if language == DOOR else [shipped(DOOR)["Staff"]])


@pytest.mark.parametrize("language", GUIDES)
def test_the_commands_in_the_guide_exist(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in marked(CODE, language):
        name, *words = command.split()

        with pytest.raises(SystemExit, match="0"):
            cli.main([*words, "--help"])

        assert name == "kiosk"
        assert capsys.readouterr().out.startswith(f"usage: {command}")


@pytest.mark.parametrize("language", GUIDES)
def test_a_guide_shows_each_screen_in_its_own_language(language: str) -> None:
    text = guide.read(GUIDES[language])

    shown = [part.path for section in text.sections for part in section.parts if isinstance(part, Picture)]

    assert shown == [PICTURES / f"staff-{name}.{language}.png" for name in sheets.SCREENS]


def test_there_are_these_pictures_and_no_others(shots: Mapping[str, Shot]) -> None:
    kept = {path.name: path.stat().st_size for path in PICTURES.glob("staff-*")}

    assert set(kept) == set(shots)
    assert max(kept.values()) <= LARGEST_PICTURE


def test_the_pictures_show_what_the_screens_say_now(shots: Mapping[str, Shot]) -> None:
    kept = {name: QImage(str(PICTURES / name)) for name in shots}

    stale = [name for name, shot in shots.items() if kept[name].text(sheets.WORDS) != shot.words]
    resized = [name for name, shot in shots.items() if abs(kept[name].height() - shot.image.height()) > ROUNDING]

    assert not stale, "run make pictures"
    assert not resized, "run make pictures"


def test_the_pictures_are_painted_in_the_colours_of_the_screens(shots: Mapping[str, Shot]) -> None:
    for name, shot in shots.items():
        painted, kept = shot.image.pixelColor(3, 3), QImage(str(PICTURES / name)).pixelColor(3, 3)
        assert abs(painted.lightness() - kept.lightness()) <= 8, name
