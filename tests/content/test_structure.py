"""What leads nowhere, looks alike or is past its day is told with its line, and stops nobody."""

from __future__ import annotations

import pytest

from tests.content.desk import Desk

DOCTOR = "pages/health/doctor.md"
OTHER = "give one of them another title, so that people can tell them apart"
WORD = "x" * 61

#: What is changed (file, old, new), and what must be told about it.
WARNINGS = {
    "heading at the end": (
        DOCTOR,
        "[[contact:iom-staff]]",
        "[[contact:iom-staff]]\n\n## Fin",
        ":23: warning: nothing stands below this heading; write what belongs there, or delete it",
    ),
    "heading above a heading": (
        DOCTOR,
        "## Primero",
        "## Primero\n\n## Luego",
        ":12: warning: nothing stands below this",
    ),
    "title twice in a topic": (
        "pages/health/clinic.md",
        "La clínica\n",
        "ver a un Doctor\n",
        f':2: warning: "ver a un Doctor" stands for "health/doctor" as well as for "health/clinic"; {OTHER}',
    ),
    "two topics of a title": (
        "bundle.yaml",
        "Protección",
        "Salud",
        ':13: warning: "Salud" stands for "health" as well as',
    ),
    "two contacts of a name": (
        "contacts.yaml",
        "Personal de la OIM",
        "OIM Panamá",
        ':13: warning: "OIM Panamá" stands for "iom-panama" as well as for "iom-staff"',
    ),
    "topic first and hidden": (
        "sites/station.yaml",
        "topics_first: [protection]\ntopics_hidden: []",
        "topics_first: [health]\ntopics_hidden: [health]",
        ':5: warning: "health" comes first and is hidden; take it out of one of the two lists',
    ),
    "review in the past": (
        DOCTOR,
        "checked: 2026-11-01",
        "checked: never\nreview_by: 2026-11-20",
        ":10: warning: review_by 2026-11-20 has passed; ask its institution",
    ),
    "review of a check in the past": (
        DOCTOR,
        "checked: 2026-11-01",
        "checked: 2026-11-01\nreview_by: 2026-11-20",
        ":9: warning: this was last checked on 2026-11-01, and review_by was 2026-11-20",
    ),
    "word of many letters": (
        DOCTOR,
        "> Pida",
        f"> {WORD} Pida",
        f':19: warning: a word has 61 letters ("{WORD[:24]}…"); put',
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_what_stops_nobody_is_told_with_its_place(desk: Desk, name: str) -> None:
    file, old, new, told = WARNINGS[name]
    desk.change(file, old, new)

    problems = desk.problems().split("\n")

    assert any(line.startswith(f"{file}{told}") for line in problems), problems


def test_titles_that_only_a_translation_makes_the_same_are_told_where_they_are_translated(desk: Desk) -> None:
    desk.translate("en")
    for context in ("page:health/doctor#title", "page:health/clinic#title"):
        desk.set_translation("en", context, "Health")
    line = next(entry.linenum for entry in desk.catalogue("en") if entry.msgctxt == "page:health/clinic#title")

    told = f'translations/en.po:{line}: warning: "Health" stands for "health/doctor" as well as for "health/clinic"'
    assert told in desk.problems()


def test_pages_of_several_topics_may_have_one_title(desk: Desk) -> None:
    desk.change("pages/protection/private.md", "Hablar en privado", "Ver a un doctor")

    assert "stands for" not in desk.problems()


@pytest.mark.parametrize("text", ["中" * 61, "ก" * 61, "word-" * 20, "Donaudampfschifffahrtsgesellschaft", "က" * 61])
def test_scripts_without_blanks_and_words_in_parts_have_no_long_words(desk: Desk, text: str) -> None:
    desk.change("pages/health/doctor.md", "> Pida", f"> {text} Pida")

    assert "letters (" not in desk.problems()


def test_some_topic_has_a_tile(desk: Desk) -> None:
    desk.change("bundle.yaml", "title: Salud", "title: Salud\n    tile: no")
    desk.change("bundle.yaml", "sensitive: yes", "sensitive: yes\n    tile: no")

    assert "bundle.yaml:5: no topic has a tile on Home; take tile: no away from the first" in desk.errors()
