"""The words of the screens that a content brings are checked, counted and renewed as its own texts are."""

from __future__ import annotations

import polib
import pytest

from kiosk.content.messages.screens import DATE, MONTHS, screen_messages
from kiosk.content.proof import proof
from tests.content.desk import Desk

FILE = "languages/pt/ui.po"
TWELVE = "janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro"


@pytest.fixture
def portuguese(desk: Desk) -> Desk:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, pt]")
    desk.change("sites/station.yaml", "[en, es]", "[pt, es]")
    desk.strings()
    return desk


def words(desk: Desk) -> polib.POFile:
    return polib.pofile(str(desk.folder / FILE), encoding="utf-8", wrapwidth=0)


def put(desk: Desk, text: str, translation: str) -> int:
    """Translate a text of the screens, and return its line."""
    catalogue = words(desk)
    entry = catalogue.find(text)
    assert entry is not None
    entry.msgstr = translation
    catalogue.save()
    return next(each.linenum or 0 for each in words(desk) if each.msgid == text)


def test_they_are_written_for_a_language_that_the_program_has_not(portuguese: Desk) -> None:
    catalogue = words(portuguese)
    of_visitors = [message.text for message in screen_messages() if message.for_visitors]

    assert [entry.msgid for entry in catalogue][: len(of_visitors)] == of_visitors
    assert {"Back", "Urgent help", "Only in: {language}"} < set(of_visitors)
    assert "Staff mode" not in of_visitors
    assert 50 < len(of_visitors) < 80
    back, staff = catalogue.find("Back"), catalogue.find("Staff mode")
    assert back is not None
    assert staff is not None
    assert back.comment == "At most 14 characters."
    assert staff.comment.startswith("Only staff see this; it can wait.")
    assert catalogue.metadata["Language"] == "pt"
    assert not (portuguese.folder / "languages/es/ui.po").exists()


def test_they_are_renewed_and_nothing_is_lost(portuguese: Desk) -> None:
    portuguese.write(FILE, 'msgid ""\nmsgstr ""\n\nmsgid "Home"\nmsgstr "Início"\n\nmsgid "Gone"\nmsgstr "Foi"\n')

    assert portuguese.strings() == (FILE,)
    assert portuguese.strings() == ()
    catalogue = words(portuguese)
    home, gone = catalogue.find("Home"), catalogue.find("Gone", include_obsolete_entries=True)
    assert home is not None
    assert gone is not None
    assert home.msgstr == "Início"
    assert gone.obsolete


def test_what_is_missing_is_counted_and_told_once(portuguese: Desk) -> None:
    put(portuguese, "Back", "Voltar")

    review = portuguese.review()

    (row,) = [row for row in review.coverage if row.part == "screens"]
    seen = [message for message in screen_messages() if message.for_visitors and message.text not in {MONTHS, DATE}]
    assert (row.language, row.translated, row.stale, row.missing) == ("pt", 1, 0, len(seen) - 1)
    told = [str(problem) for problem in review.problems if problem.file == FILE]
    assert len(told) == 2
    assert f"{len(seen) - 1} texts that visitors see are not translated" in "\n".join(told)
    assert "texts that only staff see are not translated" in "\n".join(told)
    assert review.errors == []


@pytest.mark.parametrize("text, translation, what", [
    ("Only in: {language}", "Só em: {idioma}", "the placeholder {language} is missing; put it in as in the English"),
    ("Only in: {language}", "Só em: {language", "the placeholder {language} is missing"),
    ("Back", "**Voltar**", '"**" would be shown as it is; write plain text'),
    ("Back", "<b>Voltar</b>", "HTML"),
    ("Back", "Voltar 2", "the number 2 is not in the English text; take it out"),
    ("Urgent help", "Ligue +507 305-3350", "a phone number in a text"),
    ("Back", "Voltar à página que estava antes", "the text has 32 characters, 14 fit; say it in fewer words"),
    ("Back", " ", "the translation is blank; write the words, or leave it empty"),
    ("Back", "Voltar\n", "the translation begins or ends with a blank, or has several lines; write it on one line"),
])  # fmt: skip
def test_what_a_screen_could_not_show_is_an_error_in_its_line(
    portuguese: Desk, text: str, translation: str, what: str
) -> None:
    line = put(portuguese, text, translation)

    errors = portuguese.errors()

    assert [error for error in errors if error.startswith(f"{FILE}:{line}: ") and what in error], errors


@pytest.mark.parametrize("months, form, what", [
    (TWELVE, "{day} de {month} de {year}", ""),
    ("", "", ""),
    (TWELVE.removesuffix(", dezembro"), "{day} de {month} de {year}", "these are 11 different months; write twelve"),
    (TWELVE.replace("maio", "abril"), "{day} de {month} de {year}", "these are 11 different months"),
    (TWELVE, "", "only one is translated; translate both, or leave both empty"),
    ("", "{day} de {month} de {year}", "only one is translated"),
    (TWELVE, "{day} de {month}", "the placeholder {year} is missing"),
])  # fmt: skip
def test_a_language_writes_twelve_months_and_how_a_date_is_written_or_neither(
    portuguese: Desk, months: str, form: str, what: str
) -> None:
    put(portuguese, MONTHS, months)
    put(portuguese, DATE, form)

    errors = "\n".join(portuguese.errors())

    assert what in errors
    assert bool(what) == bool(errors)


def test_an_unknown_text_and_one_that_stands_twice_are_told(portuguese: Desk) -> None:
    portuguese.append(FILE, '\nmsgid "Urgnet help"\nmsgstr "Ajuda"\n\nmsgid "Back"\nmsgstr "Voltar"\n')
    line = portuguese.line_of(FILE, "Urgnet")

    problems = portuguese.problems()

    assert f'{FILE}:{line}: warning: no screen has the text "Urgnet help"; did you mean "Urgent help"?' in problems
    assert f"{FILE}:{line + 3}: the message stands twice (first in line" in problems


@pytest.mark.parametrize("name, wanted", [
    ("languages/pt/UI.po", FILE), ("languages/pt/ui (1).po", FILE), ("languages/pt/pt.po", FILE),
    ("languages/pt.po", FILE), ("languages/pt/ui.po.txt", FILE), ("languages/pt/ui.pot", FILE),
])  # fmt: skip
def test_a_catalogue_of_another_name_is_told_what_to_be_called(portuguese: Desk, name: str, wanted: str) -> None:
    portuguese.write(name, portuguese.read(FILE))

    what = f"{name}: no file of that name is read; call it {wanted}, in the place of an older one"
    assert what in portuguese.errors()


def test_catalogues_that_were_mixed_up_are_told_apart(portuguese: Desk) -> None:
    screens, content = portuguese.read(FILE), portuguese.read("translations/pt.po")
    portuguese.write(FILE, content)
    portuguese.write("translations/pt.po", screens)

    errors = "\n".join(portuguese.errors())

    assert f"{FILE}: this is a catalogue of the content, not of the screens; call it translations/pt.po" in errors
    assert f"translations/pt.po: this is a catalogue of the screens, not of the content; call it {FILE}" in errors


def test_a_proofreader_reads_the_words_that_visitors_see(portuguese: Desk) -> None:
    put(portuguese, "Back", "Voltar")
    put(portuguese, "Staff mode", "Modo do pessoal")

    read = proof(portuguese.folder, "pt")

    assert f"[{FILE}]" in read
    assert "\nVoltar\n" in read
    assert "\n[es] Inicio\n" in read
    assert "Modo do pessoal" not in read


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_shipped_words_keep_their_own_limits(language: str) -> None:
    limits = {message.text: message.limit for message in screen_messages() if message.text not in {MONTHS, DATE}}
    shipped = polib.pofile(f"translations/{language}.po")

    long = {entry.msgid: len(entry.msgstr) for entry in shipped if len(entry.msgstr) > limits.get(entry.msgid, 1000)}
    assert long == {}
