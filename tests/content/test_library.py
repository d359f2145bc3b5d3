"""The library answers in the visitor's language, and says when it cannot."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.compile import compile_source
from kiosk.content.library import Library, load_start
from kiosk.content.model import Shown
from kiosk.errors import BundleError, NotFoundError
from tests.content.desk import Desk

Opened = Callable[[], Library]
HELP = "page:urgent/help#body"
SENTENCE = "page:health/doctor#body"


def test_a_page_is_shown_with_everything_on_it(desk: Desk, opened: Opened) -> None:
    page = opened().page("health/doctor", "es")

    assert page.summary.title == Shown("Ver a un doctor", "es")
    assert page.topic.id == "health"
    assert [shown.block.kind for shown in page.blocks] == [
        "heading",
        "paragraph",
        "item",
        "item",
        "warning",
        "contact",
    ]
    assert page.blocks[1].block.text == "Pregunte al personal o vea ayuda."
    assert page.provenance.title.text == "un folleto de la OIM"
    assert (page.provenance.publisher, page.provenance.year) == ("OIM Panamá", "~2022")
    assert page.provenance.checked == date(2026, 11, 1)


def test_a_page_has_its_own_contacts_first_then_those_whose_cards_it_shows(opened: Opened) -> None:
    page = opened().page("health/doctor", "es")

    assert [contact.id for contact in page.contacts] == ["iom-panama", "iom-staff"]


def test_a_contact_in_a_sentence_reads_as_its_name(opened: Opened) -> None:
    page = opened().page("health/doctor", "es")

    assert page.blocks[3].block.text == "Llame a OIM Panamá"
    assert page.names == {
        "page:urgent/help": "Ayuda urgente",
        "contact:iom-panama": "OIM Panamá",
        "contact:iom-staff": "Personal de la OIM",
    }


def test_a_service_answers_its_questions_in_order(opened: Opened) -> None:
    page = opened().page("health/clinic", "es")

    assert page.kind == "service"
    assert [question for question, _ in page.answers] == ["what", "whom", "cost", "papers", "where"]
    assert page.answers[0][1].text == "Atención de salud"


def test_a_translated_page_is_shown_in_its_language(desk: Desk, opened: Opened) -> None:
    desk.translate("en")

    page = opened().page("health/doctor", "en")

    assert page.summary.title == Shown("en Ver a un doctor", "en")
    assert {shown.language for shown in page.blocks} == {"en"}
    assert page.names["page:urgent/help"] == "en Ayuda urgente"
    assert page.blocks[3].block.text == "en Llame a en OIM Panamá"


def test_a_missing_translation_falls_back_and_says_so(desk: Desk, opened: Opened) -> None:
    desk.translate("en")
    desk.set_translation("en", "page:health/doctor#title", "")

    page = opened().page("health/doctor", "en")

    assert page.summary.title == Shown("Ver a un doctor", "es")
    assert page.summary.summary.language == "en"


def test_a_stale_translation_is_shown_as_stale(desk: Desk, opened: Opened) -> None:
    desk.translate("en")
    desk.set_translation("en", "page:health/doctor#title", "Old title", fuzzy=True)
    desk.set_translation("en", "page:health/doctor#body", "Old heading", fuzzy=True)

    page = opened().page("health/doctor", "en")

    assert page.summary.title == Shown("Old title", "en", stale=True)
    assert (page.blocks[0].block.text, page.blocks[0].stale) == ("Old heading", True)


def test_a_stale_translation_of_a_critical_page_falls_back(desk: Desk, opened: Opened) -> None:
    desk.translate("en")
    desk.set_translation("en", "page:urgent/help#title", "Old title", fuzzy=True)
    desk.set_translation("en", HELP, "Old advice", fuzzy=True)

    page = opened().page("urgent/help", "en")

    assert page.critical
    assert page.summary.title == Shown("Ayuda urgente", "es")
    assert (page.blocks[0].block.text, page.blocks[0].language) == ("Avise ya al personal de este centro.", "es")


def test_a_stale_block_whose_links_are_gone_falls_back(desk: Desk, opened: Opened) -> None:
    desk.translate("en")
    desk.change("pages/health/doctor.md", "o vea [ayuda](page:urgent/help).", "o a la [[contact:iom-panama]].")
    catalogue = desk.catalogue("en")
    entry = next(entry for entry in catalogue if "vea [ayuda]" in entry.msgid)
    entry.msgid = "Pregunte al **personal** o a la [[contact:iom-panama]]."
    entry.msgstr, entry.flags = "Ask the **staff** or see [help](page:urgent/gone).", ["fuzzy"]
    catalogue.save()

    block = opened().page("health/doctor", "en").blocks[1]

    assert block.language == "es"
    assert {span.target for span in block.block.spans} == {"", "contact:iom-panama"}


def test_a_language_not_offered_is_answered_in_the_source_language(opened: Opened) -> None:
    library = opened()

    assert library.page("health/doctor", "xx").summary.title == Shown("Ver a un doctor", "es")
    assert [topic.title.language for topic in library.topics("xx")] == ["es"] * 3


def test_an_absent_text_is_empty_in_the_visitors_language(opened: Opened) -> None:
    assert opened().contact("iom-staff", "fr").note == Shown("", "fr")


def test_a_centre_puts_its_topics_and_contacts_first(desk: Desk, opened: Opened) -> None:
    library = opened()

    assert [topic.id for topic in library.topics("es", "station")] == ["protection", "health", "urgent"]
    assert [contact.id for contact in library.contacts("es", "station")] == ["iom-staff", "iom-panama"]
    assert [contact.id for contact in library.contacts("es")] == ["iom-panama", "iom-staff"]


def test_a_centre_hides_topics(desk: Desk, opened: Opened) -> None:
    desk.change("sites/station.yaml", "topics_hidden: []", "topics_hidden: [health]")
    desk.write("sites/other.yaml", "name: Otro\ntitle: Centro\n")
    library = opened()

    assert [topic.id for topic in library.topics("es", "station")] == ["protection", "urgent"]
    assert [topic.id for topic in library.topics("es", "other")] == ["health", "protection", "urgent"]


def test_pages_of_a_topic_stand_in_order(opened: Opened) -> None:
    pages = opened().pages("health", "es")

    assert [page.id for page in pages] == ["health/doctor", "health/clinic"]
    assert pages[0].summary.text == "Dónde preguntar"


def test_phrases_and_notices_are_shown(desk: Desk, opened: Opened) -> None:
    desk.translate("fr")
    library = opened()

    assert [(phrase.icon, phrase.text.text) for phrase in library.phrases("fr")] == [
        ("life-ring", "fr Necesito ayuda ahora.")
    ]
    assert library.notice_templates("es")[0].text.text == "Charla. Hora: {time}. Lugar: {place}."
    assert library.phrase("help-now", "es").text.text == "Necesito ayuda ahora."
    assert library.source_language == "es"


def test_what_is_not_there_is_not_found(opened: Opened) -> None:
    library = opened()
    for ask in (
        lambda: library.page("health/nothing", "es"),
        lambda: library.topic("nothing", "es"),
        lambda: library.pages("nothing", "es"),
        lambda: library.contact("nothing", "es"),
        lambda: library.phrase("nothing", "es"),
        lambda: library.topics("es", "nowhere"),
        lambda: library.contacts("es", "nowhere"),
    ):
        with pytest.raises(NotFoundError, match=r"the content has no \w+ \"(nothing|health/nothing|nowhere)\""):
            ask()


def test_the_start_screen_needs_the_start_file_alone(desk: Desk, tmp_path: Path) -> None:
    desk.translate("en")
    compile_source(desk.folder, tmp_path / "out")
    (tmp_path / "out" / "content.db").unlink()

    start = load_start(tmp_path / "out")

    assert (start.bundle_id, start.source_language) == ("small", "es")
    assert [language.endonym for language in start.languages] == ["Español", "English", "Français"]
    assert [language.code for language in start.languages_at("station")] == ["en", "es", "fr"]
    assert len(start.languages_at("")) == 3
    assert start.site_texts("station", "en") == (
        "en Punto de información",
        "en Estación de Recepción Migratoria · Darién",
    )
    assert start.site_texts("", "fr") == ("Información", "")


def test_the_content_is_what_the_start_file_says(desk: Desk, opened: Opened) -> None:
    library = opened()
    bundle = desk.folder.parent / "bundle"
    start = load_start(bundle)

    library.verify(start.content_sha256)
    content = (bundle / "content.db").read_bytes()
    (bundle / "content.db").write_bytes(content.replace(b"305-3350", b"305-3351"))

    with pytest.raises(BundleError, match="changed or damaged; install it again"):
        library.verify(start.content_sha256)


def test_the_hash_may_be_counted_in_another_thread(desk: Desk, opened: Opened) -> None:
    library, errors = opened(), []
    digest = load_start(desk.folder.parent / "bundle").content_sha256

    def verify() -> None:
        try:
            library.verify(digest)
        except Exception as error:  # noqa: BLE001 - the thread has nobody else to tell
            errors.append(error)

    thread = Thread(target=verify)
    thread.start()
    thread.join()

    assert errors == []


def test_nothing_can_be_written(opened: Opened) -> None:
    library = opened()

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        library._ask._connection.execute("DELETE FROM pages")  # noqa: SLF001 - what a bug might do


@pytest.mark.parametrize("file", ["start.json", "content.db"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "rubbish", "folder"])
def test_a_damaged_bundle_is_told(desk: Desk, tmp_path: Path, file: str, damage: str) -> None:
    compile_source(desk.folder, tmp_path / "out")
    path = tmp_path / "out" / file
    content = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "missing":
        path.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "rubbish": b"\xff" * 5000}[damage])

    with pytest.raises(BundleError):
        ask_everything(tmp_path / "out")


def ask_everything(bundle: Path) -> None:
    start = load_start(bundle)
    library = Library.open(bundle)
    try:
        for language in start.languages:
            code = language.code
            for topic in library.topics(code):
                for page in library.pages(topic.id, code):
                    library.page(page.id, code)
            library.contacts(code)
            library.phrases(code)
            library.notice_templates(code)
            library.sites(code)
            library.ui_texts(code)
    finally:
        library.close()


def test_a_bundle_of_another_format_is_told(desk: Desk, tmp_path: Path) -> None:
    compile_source(desk.folder, tmp_path / "out")
    start = json.loads((tmp_path / "out" / "start.json").read_bytes())
    (tmp_path / "out" / "start.json").write_text(json.dumps({**start, "format": 99}), encoding="utf-8")
    with sqlite3.connect(tmp_path / "out" / "content.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(BundleError, match="another format"):
        load_start(tmp_path / "out")
    with pytest.raises(BundleError, match="another format"):
        Library.open(tmp_path / "out")


def test_a_bundle_in_a_folder_with_odd_signs_opens(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "50% off? #1 añil"
    compile_source(desk.folder, out)

    ask_everything(out)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_database_never_raises_anything_else(desk: Desk, data: st.DataObject) -> None:
    bundle = desk.folder.parent / "bundle"
    if not bundle.exists():
        compile_source(desk.folder, bundle)
        (bundle / "original").write_bytes((bundle / "content.db").read_bytes())
    content = bytearray((bundle / "original").read_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    (bundle / "content.db").write_bytes(content)

    with suppress(BundleError, NotFoundError):
        ask_everything(bundle)


def test_every_answer_takes_less_than_five_milliseconds(desk: Desk, opened: Opened) -> None:
    front = "---\ntitle: Página {n}\nsummary: Resumen\nsource: brochure\n---\n\nTexto de la página {n}.\n"
    for number in range(200):
        desk.write(f"pages/health/page-{number}.md", front.format(n=number))
    library = opened()
    questions: list[Callable[[], object]] = [
        lambda: library.page("health/page-7", "fr"),
        lambda: library.pages("health", "fr"),
        lambda: library.contact("iom-panama", "fr"),
        lambda: library.topics("fr"),
    ]

    assert all(fastest(question) < 0.005 for question in questions)


def fastest(question: Callable[[], object]) -> float:
    """Return the seconds of processor time of the fastest of a few answers, whatever else runs."""
    times = []
    for _ in range(10):
        start = time.thread_time()
        question()
        times.append(time.thread_time() - start)
    return min(times)
