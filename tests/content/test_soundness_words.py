"""A kiosk takes no text that nobody sees, that alters a number, or that has a number or an account to write to."""

from __future__ import annotations

import json

import pytest

from kiosk.content.soundness import inspect
from kiosk.errors import BundleError
from tests.content.forger import Forger

#: What stands in a text, and what is told about it.
REFUSED = {
    "a number": ("Llame al 6123-4567", "a phone number in a text"),
    "a number with blanks and dots": ("6123 · 4567", "a phone number in a text"),
    "a number with what nobody sees": ("61\u200b23\u200b4567", "a phone number in a text|U\\+200B"),
    "full-width digits": ("６１２３４５６７", "a phone number in a text"),
    "Arabic digits": ("٦١٢٣ ٤٥٦٧", "a phone number in a text"),
    "circled digits": ("⑥①②③④⑤⑥⑦", "a phone number in a text"),
    "an account": ("Escriba a @coyote507", "an account in a text"),
    "an e-mail address": ("x@coyote.org", "an e-mail address in a text"),
    "a place on the web": ("t.me/coyote507", "a web address in a text"),
    "nothing to be seen": ("\u200b\u2060", "shows nothing"),
    "blanks": ("\u00a0\u3164", "shows nothing"),
    "isolates alone": ("\u2067\u2069", "shows nothing"),
    "a struck-through number": ("Piso 1\u03362\u0336", r"U\+0336, which changes"),
    "a struck-through word": ("n\u0336o\u0336", r"U\+0336, which changes"),
    "an enclosed digit": ("Piso 1\u20e0", r"U\+20E0, which changes"),
    "a direction between digits": ("Piso 1\u20672", r"U\+2067, which changes"),
}
TAKEN = [
    "2018-2022", "8:00–16:00", "520.085 personas", "10,000,000", "01/11/2026 10:30", "50 %", "Llame al 911", "niñ@s",
    "\u2067نص 2018\u2069", "1\ufe0f\u20e3 Uno", "café", "cafe\u0301",
]  # fmt: skip
CONTEXTS = ["page:health/doctor#title", "topic:health#title", "phrase:help-now#text", "contact:iom-panama#note"]


def write(forger: Forger, context: str, text: str) -> None:
    forger.sql("UPDATE texts SET text = ? WHERE context = ? AND language = 'es'", values=(text, context))


def write_blocks(forger: Forger, *texts: str) -> None:
    """Put paragraphs in place of the first blocks of a page."""
    for position, text in enumerate(texts):
        forger.sql(
            "UPDATE blocks SET kind = 'item', contact = '', spans = ? "
            "WHERE page = 'health/doctor' AND language = 'es' AND position = ?",
            values=(json.dumps([[text, 0, ""]]), position),
        )


@pytest.mark.parametrize("name", REFUSED)
def test_a_text_that_misleads_is_refused(forger: Forger, name: str) -> None:
    text, told = REFUSED[name]
    write(forger, "page:health/doctor#title", text)

    with pytest.raises(BundleError, match=rf"page:health/doctor#title in es.*(?:{told})"):
        inspect(forger.bundle)


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_field_has_a_number(forger: Forger, context: str) -> None:
    write(forger, context, "6123-4567")

    with pytest.raises(BundleError, match="a phone number in a text"):
        inspect(forger.bundle)


@pytest.mark.parametrize("text", TAKEN, ids=ascii)
def test_figures_and_signs_of_a_script_are_taken(forger: Forger, text: str) -> None:
    write(forger, "page:health/doctor#title", text)
    write_blocks(forger, text)

    inspect(forger.bundle)


def test_keywords_and_postal_codes_are_no_numbers_to_dial(forger: Forger) -> None:
    write(forger, "page:health/doctor#keywords", "doctor, 6123-4567")
    write(forger, "contact:iom-panama#address", "Apartado 0843-03441")

    inspect(forger.bundle)


@pytest.mark.parametrize("texts", [
    ["6123-4567"], ["Llame al 6123", "4567"], ["61", "23", "45", "67"], ["\u2800"], ["1\u03362\u0336"], ["@coyote507"],
])  # fmt: skip
def test_no_block_hides_a_number(forger: Forger, texts: list[str]) -> None:
    write_blocks(forger, *texts)

    with pytest.raises(BundleError, match="page health/doctor in es"):
        inspect(forger.bundle)


def test_a_number_in_title_and_summary_is_found(forger: Forger) -> None:
    write(forger, "page:health/doctor#title", "Llame al 6123")
    write(forger, "page:health/doctor#summary", "4567")

    with pytest.raises(BundleError, match="title and summary of page:health/doctor in es: a phone number over several"):
        inspect(forger.bundle)


def test_a_number_in_several_spans_is_found(forger: Forger) -> None:
    spans = json.dumps([["Llame al 61", 0, ""], ["23", 1, ""], ["45", 0, "page:urgent/help"], ["67", 0, ""]])
    forger.sql("UPDATE blocks SET spans = ? WHERE page = 'health/clinic' AND language = 'fr'", values=(spans,))

    with pytest.raises(BundleError, match=r"health/clinic in fr: a phone number in a text \(\"61234567\"\)"):
        inspect(forger.bundle)


def test_lists_of_figures_are_taken(forger: Forger) -> None:
    write_blocks(forger, "En 2018", "2500 personas", "174", "100 países", "8:00-12:00")

    inspect(forger.bundle)


@pytest.mark.parametrize("text", ["6123-4567", "\u200b", "1\u03362"])
def test_the_texts_of_the_start_screen_are_looked_at_too(forger: Forger, text: str) -> None:
    forger.start(lambda start: start["title"].update(es=text))

    with pytest.raises(BundleError, match=r"the title in start\.json"):
        inspect(forger.bundle)


@pytest.mark.parametrize("field", ["name", "title"])
def test_a_centre_has_no_number_for_its_name(forger: Forger, field: str) -> None:
    forger.start(lambda start: start["sites"][0][field].update(fr="6123-4567"))

    with pytest.raises(BundleError, match="the centre station: a phone number in a text"):
        inspect(forger.bundle)


@pytest.mark.parametrize("text", ["\u200b", "6123-4567"])
def test_a_language_has_a_name(forger: Forger, text: str) -> None:
    forger.start(lambda start: start["languages"][2].update(endonym=text))
    forger.sql("UPDATE languages SET endonym = ? WHERE code = 'fr'", values=(text,))

    with pytest.raises(BundleError, match="the name of fr"):
        inspect(forger.bundle)


@pytest.mark.parametrize("text", ["Llame al 6123-4567", "@coyote", "\u200b", "1\u03362"])
def test_the_words_of_the_screens_have_no_number(forger: Forger, text: str) -> None:
    forger.start(lambda start: start["ui_texts"]["fr"].update(Back=text))
    forger.sql("UPDATE ui_texts SET text = ? WHERE message = 'Back'", values=(text,))

    with pytest.raises(BundleError, match="a text of the screens in fr"):
        inspect(forger.bundle)


@pytest.mark.parametrize("value", ["\u3164", "x\u0336@iom.int"])
def test_an_address_is_seen_as_it_is(forger: Forger, value: str) -> None:
    forger.sql("UPDATE contacts SET email = ? WHERE id = 'iom-panama'", values=(value,))

    with pytest.raises(BundleError, match=r"contacts\.email"):
        inspect(forger.bundle)


def test_a_publisher_has_no_number(forger: Forger) -> None:
    forger.sql("UPDATE sources SET publisher = ?", values=("OIM 6123-4567",))

    with pytest.raises(BundleError, match="the publisher of brochure: a phone number"):
        inspect(forger.bundle)
