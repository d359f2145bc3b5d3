"""Text in any script: where lines may break, how tall they are, and which typeface it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QRegion
from PySide6.QtWidgets import QWidget

from kiosk.ui.audit import faults
from kiosk.ui.look import Look
from kiosk.ui.theme import fonts
from kiosk.ui.theme.tokens import BLACK
from kiosk.ui.widgets.text import Text

LOOK = Look(1366, 768)
ARABIC = replace(LOOK, direction="rtl")
CHINESE = "您需要看医生吗？请问本中心的工作人员，不需要证件。"
QUESTION = "هل تحتاج إلى طبيب؟ اسأل موظفي هذا المركز."
#: Every letter with a vowel sign, as in a school book.
POINTED = "الطَّبِيبُ يُعَالِجُ المَرِيضَ"

Make = Callable[..., Text]


@pytest.fixture
def text() -> Iterator[Make]:
    made: list[Text] = []

    def make(words: str, kind: str = "body", look: Look = LOOK, *, shrinks: bool = False) -> Text:
        made.append(Text(words, look, kind, colour=BLACK, shrinks=shrinks))
        return made[-1]

    yield make
    for each in made:
        each.deleteLater()


def fitted(text: Text, width: int) -> Text:
    text.resize(width, text.heightForWidth(width))
    return text


def lines(text: Text) -> list[str]:
    layout = text.setting().layout
    found = (layout.lineAt(number) for number in range(layout.lineCount()))
    return [layout.text()[line.textStart() : line.textStart() + line.textLength()] for line in found]


def inked_rows(text: Text, above: int) -> list[int]:
    """The rows in which something is painted, from *above* pixels over the widget to as many below it."""
    picture = QImage(text.width(), text.height() + 2 * above, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    whole = QWidget()
    text.setParent(whole)
    text.move(0, above)
    whole.resize(picture.size())
    whole.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    text.setParent(None)
    whole.deleteLater()
    return [y for y in range(picture.height()) if any(picture.pixel(x, y) for x in range(picture.width()))]


def test_chinese_is_broken_between_signs_and_never_before_a_full_stop(text: Make) -> None:
    narrow = fitted(text(CHINESE), 120)

    broken = lines(narrow)

    assert len(broken) > 2
    assert "".join(broken) == CHINESE
    assert not any(line[0] in "，。？" for line in broken)
    assert not narrow.is_cut()


def test_chinese_does_not_shrink_where_it_can_be_broken(text: Make) -> None:
    label = fitted(text(CHINESE, "tile", shrinks=True), 200)

    assert label.setting().layout.font().pixelSize() == LOOK.font("tile").pixelSize()
    assert label.longest_at_full_size() < 100


@pytest.mark.parametrize("words, lines_wanted", [
    ("紧急帮助", ["紧急", "帮助"]), ("联系方式", ["联系", "方式"]), ("关于国际移民组织", ["关于国", "际移民", "组织"]),
])  # fmt: skip
def test_no_sign_of_a_chinese_label_stands_alone(text: Make, words: str, lines_wanted: list[str]) -> None:
    sign = QFontMetricsF(LOOK.font("tile")).horizontalAdvance("国")

    assert lines(fitted(text(words, "tile", shrinks=True), round(3.3 * sign))) == lines_wanted


def test_a_sign_beyond_the_first_65536_is_whole(text: Make) -> None:
    rare = fitted(text("𠮷野家𠮷野家𠮷野家"), 80)

    assert "".join(lines(rare)) == "𠮷野家𠮷野家𠮷野家"
    assert not rare.is_cut()


def test_a_latin_word_among_chinese_is_not_broken(text: Make) -> None:
    mixed = text("请找IOM-Panamá的工作人员")

    assert mixed.longest_at_full_size() >= text("Panamá的").longest_at_full_size() - LOOK.px(28)
    assert "Panamá的"[:6] in "".join(line for line in lines(fitted(mixed, 150)) if "Panamá" in line)


@pytest.mark.parametrize("words", ["ฉันต้องการพบแพทย์เดี๋ยวนี้", "ខ្ញុំត្រូវការគ្រូពេទ្យ"], ids=["Thai", "Khmer"])
def test_scripts_whose_words_only_a_dictionary_knows_are_broken_anywhere(words: str) -> None:
    from kiosk.ui.widgets.typesetting import _unbroken

    parts = list(_unbroken(words))

    assert "".join(parts) == words
    assert max(map(len, parts)) < 6


def test_arabic_lines_stand_as_close_as_latin_ones(text: Make) -> None:
    """Though its typeface asks for twice its size."""
    latin, arabic = fitted(text("Aquí " * 20), 300), fitted(text(QUESTION, look=ARABIC), 300)

    assert abs(arabic.line_boxes()[0].height() - latin.line_boxes()[0].height()) <= 1


@pytest.mark.parametrize("kind", ["body", "tile", "title", "slot"])
@pytest.mark.parametrize("words", [QUESTION, POINTED, "لإَ ﷺ"], ids=["letters", "vowel signs", "heaped signs"])
def test_no_part_of_an_arabic_letter_is_outside_its_text(text: Make, words: str, kind: str) -> None:
    one_line = fitted(text(words, kind, ARABIC), 900)
    margin = 30

    rows = inked_rows(one_line, margin)

    assert rows
    assert margin <= rows[0]
    assert rows[-1] < margin + one_line.height()


def test_arabic_is_painted_in_the_typeface_that_the_kiosk_brings(text: Make) -> None:
    words = fitted(text(QUESTION, look=ARABIC), 600)

    faces = {run.rawFont().familyName() for run in words.setting().layout.lineAt(0).glyphRuns()}

    assert fonts.ARABIC in faces
    assert all(0 not in run.glyphIndexes() for run in words.setting().layout.glyphRuns())


@pytest.mark.parametrize("sign", ["→", "\ue000", "😀", "中"])
def test_a_sign_that_no_typeface_has_is_a_fault(text: Make, sign: str) -> None:
    whole = QWidget()
    words = fitted(text(f"Aquí {sign}"), 600)
    words.setParent(whole)
    whole.resize(words.size())
    whole.show()

    found = faults(whole, LOOK)

    words.setParent(None)
    whole.deleteLater()
    assert found == [f"no typeface has a sign of: {f'Aquí {sign}'!r}"]


@pytest.mark.parametrize("words", [QUESTION, POINTED, "«Ñandú»\u202f: 5\u2009%\u00ad\u200b\u2068a\u2069\u3000o\u0308"])
def test_what_can_be_painted_has_no_boxes(text: Make, words: str) -> None:
    assert not fitted(text(words), 600).has_boxes()
