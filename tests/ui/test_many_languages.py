"""Twelve languages, in three scripts and two directions, fit the screens that offer them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.compile import compile_source
from kiosk.navigation import LANGUAGE
from kiosk.ui.audit import faults
from kiosk.ui.shelf import Shelf
from kiosk.ui.tour import SIZES
from kiosk.ui.widgets.language_card import LanguageCard
from kiosk.visit import TEXT_SIZES
from tests.content.desk import Desk
from tests.fakes import Clock, names, shelf_of, window_on, words
from tests.typeface import give_font

GREETINGS = {
    "ht": "Èske ou bezwen enfòmasyon?", "pt": "Precisa de informação?", "ar": "هل تحتاج إلى معلومات؟",
    "zh": "您需要信息吗？", "ur": "کیا آپ کو معلومات کی ضرورت ہے؟", "so": "Ma u baahan tahay macluumaad?",
    "sw": "Je, unahitaji taarifa?", "fa": "آیا به اطلاعات نیاز دارید؟", "uz": "Sizga maʼlumot kerakmi?",
}  # fmt: skip
CODES = ("es", "en", "fr", *GREETINGS)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("many")
    desk = Desk(folder / "source")
    desk.change("bundle.yaml", "[es, en, fr]", f"[{', '.join(CODES)}]")
    desk.change("sites/station.yaml", "[en, es]", f"[{', '.join(CODES)}]")
    for code, greeting in GREETINGS.items():
        desk.write(f"languages/{code}/language.yaml", f'greeting: "{greeting}"\n')
    give_font(desk.folder, "zh")
    compile_source(desk.folder, folder / "bundle")
    with shelf_of(folder / "bundle") as shelf:
        yield shelf


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_twelve_languages_stand_on_start(many: Shelf, clock: Clock, size: tuple[int, int]) -> None:
    with window_on(many, clock, size=size) as window:
        assert names(window) == [f"language-{code}" for code in CODES]
        assert faults(window, window.look) == []


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_twelve_languages_can_be_changed_to(
    many: Shelf, clock: Clock, size: tuple[int, int], language: str, text_size: int
) -> None:
    with window_on(many, clock, size=size) as window:
        window.begin_visit(language)
        window.choose_text_size(text_size)
        window.go(LANGUAGE)
        assert window.stage is not None
        pager = window.stage.pager()

        assert faults(window, window.look) == []
        assert pager is not None
        assert text_size > 100 or not pager.overflows()


def test_cards_greet_all_or_none(many: Shelf, clock: Clock) -> None:
    """So that no language seems to be less welcome."""
    with window_on(many, clock) as window:
        roomy = [greeting in words(window) for greeting in GREETINGS.values()]
    with window_on(many, clock, size=(1024, 600)) as window:
        crowded = [greeting in words(window) for greeting in GREETINGS.values()]
        cards = window.findChildren(LanguageCard)

    assert len(cards) == len(CODES)
    assert all(roomy)
    assert not any(crowded)


def test_a_touch_on_the_twelfth_begins_its_visit(many: Shelf, clock: Clock, tmp_path: Path) -> None:
    with window_on(many, clock) as window:
        next(card for card in window.findChildren(LanguageCard) if card.objectName() == "language-uz").click()

        assert window.visit.language == "uz"
