"""A source may be in any languages, one or many, read in either direction, and needs no new app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from kiosk.content.compile import compile_source
from kiosk.content.isolates import isolated
from kiosk.navigation import CONTACTS, HOME, LANGUAGE, START
from kiosk.ui.audit import faults
from kiosk.ui.shelf import Shelf
from kiosk.ui.tour import SIZES
from kiosk.ui.widgets.text import Text
from tests.content.desk import Desk
from tests.fakes import Clock, names, shelf_of, touchable, window_on
from tests.journeys import foreign
from tests.journeys.visitor import Visitor, code, contact, page, topic

LANGUAGES = ("pt", "ht", "ar")


@pytest.fixture(scope="module")
def foreign_shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("foreign")
    compile_source(foreign.write(folder / "source"), folder / "bundle")
    with shelf_of(folder / "bundle") as shelf:
        yield shelf


@pytest.fixture
def visitor(foreign_shelf: Shelf, clock: Clock) -> Iterator[Visitor]:
    with window_on(foreign_shelf, clock) as window:
        yield Visitor(window, foreign_shelf, clock)


def left_of(visitor: Visitor, one: str, other: str) -> bool:
    """Whether one thing that can be touched stands left of another."""
    parts = [touchable(visitor.window, name) for name in (one, other)]
    left, right = (part.mapTo(visitor.window, QPoint(0, 0)).x() for part in parts)
    return left < right


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_finds_a_number_in_a_language_never_seen(visitor: Visitor, language: str) -> None:
    visitor.walks(
        (f"language-{language}", HOME),
        ("saude", topic("saude")),
        ("saude/medico", page("saude/medico")),
        ("contact-oim", contact("oim")),
        ("Show the code large", code("oim")),
        ("code", contact("oim")),
        ("Back", page("saude/medico")),
        ("language", LANGUAGE),
        ("language-pt", page("saude/medico")),
        ("Home", HOME),
        ("contacts", CONTACTS),
        ("urgent", page("urgent/ajuda")),
    )

    visitor.waits(90)
    visitor.walks(("end", START))


def test_each_language_greets_in_its_own_words(visitor: Visitor) -> None:
    assert {"Português", "Kreyòl ayisyen", "العربية"} <= set(visitor.reads())
    assert {"Èske ou bezwen enfòmasyon?", "هل تحتاج إلى معلومات؟"} <= set(visitor.reads())


def test_words_come_from_the_language_then_from_the_sources_own_then_from_english(visitor: Visitor) -> None:
    visitor.touches("language-ht", "saude")

    assert "Tounen" in visitor.reads()
    assert "Início" in visitor.reads()
    assert "Urgent help" in visitor.reads()


def test_what_is_translated_is_read_and_what_is_not_says_so(visitor: Visitor) -> None:
    visitor.touches("language-ht", "saude", "saude/medico")
    translated = visitor.reads()
    visitor.touches("Home", "protecao", "protecao/a-sos")

    assert "Mande anplwaye sant lan." in translated
    assert not any("Only in" in text for text in translated)
    assert "From um folheto da OIM of 2022. Ask the staff whether it still holds." in translated
    assert "Only in: Português" in visitor.reads()
    assert "Peça para falar a sós." in visitor.reads()


def test_arabic_is_laid_out_from_the_right(visitor: Visitor) -> None:
    visitor.touches("language-pt", "saude", "saude/medico")
    portuguese = left_of(visitor, "back", "urgent"), left_of(visitor, "home", "view")
    visitor.touches("Home", "language", "language-ar", "saude", "saude/medico")
    arabic = left_of(visitor, "back", "urgent"), left_of(visitor, "home", "view")
    title = next(text for text in visitor.window.findChildren(Text) if text.text() == "زيارة الطبيب")

    assert portuguese == (True, True)
    assert arabic == (False, False)
    assert visitor.window.look.qt_direction == Qt.LayoutDirection.RightToLeft
    assert title.mapTo(visitor.window, title.rect().topRight()).x() > visitor.window.width() / 2
    assert isolated("+507 305-3350") in visitor.reads()


def test_each_card_of_the_start_screen_reads_in_its_own_direction(visitor: Visitor) -> None:
    arabic, creole = (touchable(visitor.window, f"language-{code}") for code in ("ar", "ht"))

    assert arabic.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert creole.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_nothing_is_cut_in_any_of_them(foreign_shelf: Shelf, clock: Clock, size: tuple[int, int]) -> None:
    found = []
    with window_on(foreign_shelf, clock, size=size) as window:
        found += faults(window, window.look)
        for language in LANGUAGES:
            window.begin_visit(language)
            for place in (HOME, topic("saude"), page("saude/medico"), CONTACTS, code("oim"), LANGUAGE):
                window.go(place)
                found += [f"{language} {place.place}: {fault}" for fault in faults(window, window.look)]

    assert found == []


# ---------------------------------------------------------------- one language only


@pytest.fixture
def alone(tmp_path: Path, clock: Clock) -> Iterator[Visitor]:
    """A visitor of a kiosk that speaks Spanish alone."""
    desk = Desk(tmp_path / "source")
    desk.change("bundle.yaml", "languages: [es, en, fr]", "languages: [es]")
    desk.change("sites/station.yaml", "languages: [en, es]", "languages: [es]")
    compile_source(desk.folder, tmp_path / "bundle")
    with shelf_of(tmp_path / "bundle") as shelf, window_on(shelf, clock) as window:
        yield Visitor(window, shelf, clock)


def test_a_source_in_one_language_is_walked_from_start_to_contact(alone: Visitor) -> None:
    assert names(alone.window) == ["language-es"]

    alone.walks(
        ("language-es", HOME),
        ("health", topic("health")),
        ("health/doctor", page("health/doctor")),
        ("contact-iom-panama", contact("iom-panama")),
        ("back", page("health/doctor")),
        ("language", LANGUAGE),
        ("language-es", page("health/doctor")),
    )


def test_its_start_screen_says_everything_once(alone: Visitor) -> None:
    said = alone.reads()

    assert said.count("Toque su idioma") == 1
    assert sorted(said) == sorted(set(said))
