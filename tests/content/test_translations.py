"""Translations are compared with their source, and counted."""

from __future__ import annotations

import pytest

from tests.content.desk import Desk

LINK = "page:health/doctor#body"
SENTENCE = "Pregunte al **personal** o vea [ayuda](page:urgent/help)."


@pytest.fixture
def translated(desk: Desk) -> Desk:
    """A source of which everything is translated into English."""
    desk.translate("en")
    return desk


def translate(desk: Desk, msgid: str, text: str, *, fuzzy: bool = False) -> int:
    """Write the translation of a message and return the line of its entry."""
    catalogue = desk.catalogue("en")
    entry = next(entry for entry in catalogue if entry.msgid == msgid)
    entry.msgstr, entry.flags = text, ["fuzzy"] if fuzzy else []
    catalogue.save()
    return next(entry.linenum or 0 for entry in desk.catalogue("en") if entry.msgid == msgid)


def test_a_whole_translation_is_no_problem(translated: Desk) -> None:
    assert translated.errors() == []
    assert "en" not in [line.split()[-1] for line in translated.problems().split("\n")]


@pytest.mark.parametrize("msgid, text, told", [
    (SENTENCE, "Ask the **staff** or see help.", "the link to page:urgent/help is missing; put it in"),
    (SENTENCE, "Ask [staff](page:health/clinic).", "the link to page:health/clinic is not in the source; take it"),
    (SENTENCE, "Ask, see [help](http://iom.int).", 'the link "http://iom.int" leads to no page or contact'),
    (SENTENCE, "Ask <b>staff</b> or see [help](page:urgent/help).", 'HTML is refused ("<b>")'),
    (SENTENCE, "Call 305-3350 or see [help](page:urgent/help).", "a phone number in a text"),
    (SENTENCE, "Call **305**-**3350** or see [help](page:urgent/help).", "a phone number in a text"),
    (SENTENCE, "Call 305·3350 or see [help](page:urgent/help).", "a phone number in a text"),
    (SENTENCE, "Write to @coyote or see [help](page:urgent/help).", 'an account in a text ("@coyote")'),
    ("Ver a un doctor", "TODO", 'page:health/doctor#title: "TODO" says that this text is not finished; finish it, or'),
    ("Ver a un doctor", "FIXME doctor", '"FIXME" says that this text is not finished'),
    ("Ver a un doctor", "XXX", '"XXX" says that this text is not finished'),
    ("Ver a un doctor", "See ???", '"???" says that this text is not finished'),
    ("Ver a un doctor", "[todo]", '"[todo]" says that this text is not finished'),
    ("Ver a un doctor", "TODO ask a nurse", '"TODO" says that this text is not finished'),
    (SENTENCE, "TBD, or see [help](page:urgent/help).", '"TBD" says that this text is not finished'),
    ("Ver a un doctor", "-", '"-" has no letters, and the text has some; translate it, or leave it empty'),
    ("Ver a un doctor", "...", '"..." has no letters, and the text has some'),
    ("Ver a un doctor", "See {place}", '"{place}" is shown as it is typed'),
    (SENTENCE, "~~Ask~~ or see [help](page:urgent/help).", "the sign ~~ is shown as it is typed"),
    ("Ver a un doctor", "\u3164", "page:health/doctor#title: nobody sees anything of this text"),
    ("Ver a un doctor", "Doctor 1\u03362", "page:health/doctor#title: the sign U+0336 changes how a number"),
    (SENTENCE, "- Ask the staff or see [help](page:urgent/help).", 'the sign "-" is no part of the text'),
    (SENTENCE, "•Ask the staff or see [help](page:urgent/help).", 'the sign "•" is no part of the text'),
    (SENTENCE, "Ask the staff or see [help] (page:urgent/help).", "a blank stands between the ] and the ( of a link"),
    (SENTENCE, "Ask the **staff or see [help](page:urgent/help).", "the sign ** stands alone"),
    ("Primero", "##First", 'the sign "##" is no part of the text'),
    ("Llame a [[contact:iom-panama]]", "Call them", "the link to contact:iom-panama is missing"),
    ("Llame a [[contact:iom-panama]]", "Call [[contact:iom-staff]]", "the link to contact:iom-staff is not in"),
    ("Llame a [[contact:iom-panama]]", "Call [[iom-panama]]", "[[iom-panama]] names no contact"),
    ("Charla. Hora: {time}. Lugar: {place}.", "Talk. Time: {time}.", "the placeholder {place} is missing"),
    ("Charla. Hora: {time}. Lugar: {place}.", "Talk. {hora} {time} {place}", "staff cannot fill in {hora}"),
    ("Charla. Hora: {time}. Lugar: {place}.", "Talk. {time} {time} {place}", "the placeholder {time} is not in"),
    ("Ver a un doctor", "x" * 49, "page:health/doctor#title: the text has 49 characters, 48 fit"),
    ("Salud", "x" * 29, "topic:health#title: the text has 29 characters, 28 fit"),
    ("Ver a un doctor", "See a <i>doctor</i>", 'HTML is refused ("<i>")'),
    ("Ver a un doctor", "See a **doctor**", 'Markdown ("**") is not shown here'),
])  # fmt: skip
def test_a_translation_that_says_something_else_is_refused(translated: Desk, msgid: str, text: str, told: str) -> None:
    line = translate(translated, msgid, text)

    errors = translated.errors()

    assert any(error.startswith(f"translations/en.po:{line}: ") and told in error for error in errors), errors


def test_a_link_that_is_written_wrongly_is_not_missing_as_well(translated: Desk) -> None:
    translate(translated, SENTENCE, "Ask the staff or see [help](page: urgent/help).")

    (error,) = translated.errors()

    assert error.endswith('the link "(page: urgent/help)" has a blank; write (page:urgent/help)')


def test_a_stale_translation_may_differ_in_its_links(translated: Desk) -> None:
    """It translates an older text; an urgent correction of the source is not blocked by it."""
    line = translate(translated, SENTENCE, "Ask the staff.", fuzzy=True)

    assert translated.errors() == []
    assert f"translations/en.po:{line}: warning: {LINK} translates an older text" in translated.problems()


def test_a_stale_translation_may_still_hold_no_phone(translated: Desk) -> None:
    translate(translated, SENTENCE, "Call 305-3350.", fuzzy=True)

    assert any("a phone number in a text" in error for error in translated.errors())


def test_a_missing_translation_is_a_warning_with_its_line(translated: Desk) -> None:
    line = translate(translated, "Salud", "")

    assert translated.errors() == []
    assert f"translations/en.po:{line}: warning: topic:health#title is not translated" in translated.problems()


def test_a_text_that_no_catalogue_has_is_a_warning_where_it_stands(translated: Desk) -> None:
    translated.append("pages/urgent/help.md", "\nOtra frase.\n")

    line = translated.line_of("pages/urgent/help.md", "Otra frase")
    assert f"pages/urgent/help.md:{line}: warning: page:urgent/help#body is not translated" in translated.problems()


def test_a_language_without_any_translation_is_one_warning(translated: Desk) -> None:
    assert translated.problems().count("into fr") == 1


def test_coverage_counts_each_state(translated: Desk) -> None:
    translate(translated, "Salud", "")
    translate(translated, SENTENCE, "Ask the staff.", fuzzy=True)

    source, english, french = translated.review().coverage

    assert (source.language, source.stale, source.missing) == ("es", 0, 0)
    assert (english.stale, english.missing) == (1, 1)
    assert english.translated == source.translated - 2
    assert (french.translated, french.missing) == (0, source.translated)


def test_messages_of_no_text_are_one_warning(translated: Desk) -> None:
    translated.change("phrases.yaml", "Necesito ayuda ahora.", "Ayuda.")

    assert "1 message translates no text of the source; run kiosk author strings" in translated.problems()


def test_a_message_that_stands_twice_is_refused(translated: Desk) -> None:
    translated.append("translations/en.po", '\nmsgctxt "topic:health#title"\nmsgid "Salud"\nmsgstr "Care"\n')

    assert any("the message stands twice (first in line" in error for error in translated.errors())


def test_a_catalogue_of_a_language_not_offered_is_a_warning(translated: Desk) -> None:
    translated.write("translations/pt.po", translated.read("translations/en.po"))

    assert translated.errors() == []
    assert 'translations/pt.po: warning: bundle.yaml offers no translation into "pt"' in translated.problems()


def test_a_second_download_of_a_catalogue_is_told_its_name(translated: Desk) -> None:
    translated.write("translations/en (1).po", translated.read("translations/en.po"))

    told = 'bundle.yaml offers no translation into "en (1)"; call it en.po, in the place of the older one'
    assert f"translations/en (1).po: warning: {told}" in translated.problems()


@pytest.mark.parametrize("content", ["", "\n", 'msgid ""\nmsgstr ""\n'])
def test_an_empty_catalogue_translates_nothing(desk: Desk, content: str) -> None:
    desk.write("translations/en.po", content)

    assert desk.errors() == []
    assert desk.review().coverage[1].translated == 0


def test_a_number_over_two_items_of_a_translation_is_told_where_it_begins(translated: Desk) -> None:
    line = translate(translated, "Diga que está enfermo", "Call 6123")
    translate(translated, "Llame a [[contact:iom-panama]]", "4567 [[contact:iom-panama]]")

    (error,) = translated.errors()
    assert error.startswith(f'translations/en.po:{line}: a phone number over several lines ("6123 4567"); put it in')


def test_figures_that_may_be_a_number_are_a_warning(translated: Desk) -> None:
    line = translate(translated, "Ver a un doctor", "Doctor: 6123, 4567")

    assert (
        f'translations/en.po:{line}: warning: this reads like a phone number ("6123, 4567"); '
        "put it in contacts.yaml if it is a phone number; else write words between the figures"
    ) in translated.problems()
    assert translated.errors() == []


@pytest.mark.parametrize(
    "text", ["TODO ES GRATIS", "Todo está bien", "Nada pendiente", "Exxon", "¿Qué?", "N/A, no aplica"]
)
def test_words_of_a_language_are_no_notes_of_a_translator(translated: Desk, text: str) -> None:
    translate(translated, "Ver a un doctor", text)

    assert translated.errors() == []
