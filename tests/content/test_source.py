"""A source becomes typed content, whatever the editor's machine did to its files."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest

from kiosk.content.source import load
from tests.content.desk import Desk

DOCTOR = "pages/health/doctor.md"


def test_a_source_is_read_in_the_order_written(desk: Desk) -> None:
    tree = load(desk.folder)

    assert tree.codes() == ("es", "en", "fr")
    assert [topic.id for topic in tree.topics] == ["health", "protection", "urgent"]
    assert [page.id for page in tree.pages][:2] == ["health/doctor", "health/clinic"]
    assert tree.contacts[0].phones == ("+507 305-3350",)
    assert tree.contacts[0].checked == date(2026, 11, 1)


def test_pages_stand_by_their_order_then_by_their_name(desk: Desk) -> None:
    desk.change(DOCTOR, "order: 10", "order: 20")

    tree = load(desk.folder)

    assert [page.id for page in tree.pages if page.topic == "health"] == ["health/clinic", "health/doctor"]


def test_a_sensitive_topic_makes_all_its_pages_sensitive(desk: Desk) -> None:
    tree = load(desk.folder)

    assert {page.id for page in tree.pages if page.sensitive} == {"protection/private"}


def test_numbers_keep_their_signs(desk: Desk) -> None:
    """A plain YAML reader makes numbers of these and loses the plus and the zero."""
    desk.change("contacts.yaml", '["+507 305-3350"]', "[+5073053350]")
    desk.change("contacts.yaml", "note: Pregunte aquí", "note: 0777")

    contact = load(desk.folder).contacts[0]

    assert contact.phones == ("+5073053350",)
    assert contact.note == "0777"


@pytest.mark.parametrize("word", ["yes", "no", "on", "1.10", "0x1F", "1e3", "12:30", "2026-11-01"])
def test_a_title_is_a_text_whatever_it_looks_like(desk: Desk, word: str) -> None:
    desk.change(DOCTOR, "title: Ver a un doctor", f"title: {word}")

    assert next(page.title for page in load(desk.folder).pages if page.id == "health/doctor") == word


@pytest.mark.parametrize("spoil", ["crlf", "cr", "bom", "nfd", "no last line end", "blanks after the lines"])
def test_editors_that_write_files_differently_make_no_difference(desk: Desk, spoil: str) -> None:
    expected = load(desk.folder)
    for path in (desk.folder / DOCTOR, desk.folder / "contacts.yaml", desk.folder / "bundle.yaml"):
        path.write_bytes(as_other_editors_write(path.read_text(encoding="utf-8"), spoil))

    tree = load(desk.folder)

    assert tree.pages == expected.pages
    assert tree.contacts == expected.contacts
    assert tree.links == expected.links


def as_other_editors_write(text: str, spoil: str) -> bytes:
    import unicodedata

    changed = {
        "crlf": text.replace("\n", "\r\n"),
        "cr": text.replace("\n", "\r"),
        "bom": "\ufeff" + text,
        "nfd": unicodedata.normalize("NFD", text),
        "no last line end": text.rstrip("\n"),
        "blanks after the lines": text.replace("\n", " \n"),
    }
    return changed[spoil].encode()


def test_a_text_of_several_lines_becomes_one(desk: Desk) -> None:
    desk.change("contacts.yaml", "note: Pregunte aquí", "note: >\n    Pregunte\n    aquí")

    assert load(desk.folder).contacts[0].note == "Pregunte aquí"


def test_a_no_break_space_stays(desk: Desk) -> None:
    desk.change("contacts.yaml", "Pregunte aquí", "Quoi\u00a0?")

    assert load(desk.folder).contacts[0].note == "Quoi\u00a0?"


def test_the_smallest_source_has_one_language_and_one_page(desk: Desk) -> None:
    for name in ("contacts.yaml", "phrases.yaml", "notices.yaml", "sites/station.yaml"):
        desk.remove(name)
    for page in ("pages/health/doctor.md", "pages/health/clinic.md", "pages/protection/private.md"):
        desk.remove(page)
    text = "id: tiny\ntitle: Info\nsource_language: pt\nlanguages: [pt]\ntopics:\n"
    text += '  - {id: urgent, icon: life-ring, colour: "#AD1029", title: Ajuda}\n'
    desk.write("bundle.yaml", text)

    tree = load(desk.folder)

    assert tree.codes() == ("pt",)
    assert tree.contacts == ()
    assert len(tree.pages) == 1


def test_a_word_after_a_hash_is_not_lost_in_silence(desk: Desk) -> None:
    desk.change("contacts.yaml", "Calle Vicente Bonilla, Ciudad del Saber", "Calle 5 #20, Panamá")

    assert "contacts.yaml:7: warning: what follows # is not shown" in desk.problems()


def test_a_comment_on_a_line_of_its_own_is_no_problem(desk: Desk) -> None:
    desk.write("phrases.yaml", "# phrases\n" + desk.read("phrases.yaml") + "# end\n")

    assert "#" not in desk.problems()


def test_editors_backups_are_no_part_of_a_source(desk: Desk) -> None:
    for name in (".doctor.md.swp", "doctor.md~", "#doctor.md#", "doctor.md.bak"):
        desk.write(f"pages/health/{name}", "rubbish")

    assert desk.errors() == []


def test_a_link_within_the_source_is_followed(desk: Desk) -> None:
    (desk.folder / "pages" / "urgent" / "doctor.md").symlink_to(desk.folder / DOCTOR)

    assert "urgent/doctor" in {page.id for page in load(desk.folder).pages}


def test_a_page_without_an_icon_has_its_topics(desk: Desk) -> None:
    library = desk.library()

    assert library.page("protection/private", "es").summary.icon == "shield-heart"
    library.close()


def test_icons_and_pictures_come_from_the_source_too(desk: Desk) -> None:
    desk.write(
        "media/icons/canoe.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0H1V1'/></svg>"
    )
    desk.change(DOCTOR, "icon: user-nurse", "icon: canoe")

    tree = load(desk.folder)

    assert tree.media == {"icons/canoe.svg": "media/icons/canoe.svg"}


def test_a_page_in_a_hidden_topic_is_reached_by_a_link(desk: Desk) -> None:
    desk.change("sites/station.yaml", "topics_hidden: []", "topics_hidden: [protection]")
    desk.change(DOCTOR, "[ayuda](page:urgent/help)", "[a solas](page:protection/private)")

    assert desk.errors() == []


def test_the_place_of_everything_is_known(desk: Desk) -> None:
    tree = load(desk.folder)

    for key, passage in (
        ("page:health/doctor#title", "title:"),
        ("page:health/doctor#body/1", "Pregunte al"),
        ("page:health/doctor#contacts/0", "contacts:"),
        ("page:health/doctor#nothing", "title:"),
    ):
        place = tree.place(key)
        assert place == (DOCTOR, desk.line_of(DOCTOR, passage))


def test_a_topic_without_a_page_is_a_warning(desk: Desk) -> None:
    text = '  - id: food\n    icon: utensils\n    colour: "#7A3F00"\n    title: Comida\n'
    desk.append("bundle.yaml", text)

    assert desk.errors() == []
    assert 'bundle.yaml:20: warning: the topic "food" has no page' in desk.problems()


def test_what_a_source_says_of_dates_is_warned_about(desk: Desk) -> None:
    desk.change(DOCTOR, "checked: 2026-11-01", "checked: never")
    desk.change("pages/urgent/help.md", "2026-11-01", "2025-11-01")
    desk.change("pages/protection/private.md", "checked: 2026-11-01", "checked: 2026-11-01\nreview_by: 2026-11-20")

    problems = desk.problems()

    assert desk.errors() == []
    assert f"{DOCTOR}:9: warning: nobody has checked this" in problems
    assert "pages/urgent/help.md:7: warning: this was last checked on 2025-11-01" in problems
    told = "this was last checked on 2026-11-01, and review_by was 2026-11-20"
    assert f"pages/protection/private.md:5: warning: {told}" in problems


def test_the_same_number_under_two_names_is_warned_about(desk: Desk) -> None:
    desk.append("contacts.yaml", '  phones: ["+507 3053350"]\n')

    assert 'contacts.yaml:17: warning: the contact "iom-panama" has the same number' in desk.problems()


@pytest.mark.parametrize("phone, country, refused", [
    ("911", "PA", False), ("911", "", True), ("12345", "PA", False), ("123456789", "PA", True),
    ("305-3350", "PA", True), ("800-1234", "PA", False),
    ("+507 6123-4567", "", False), ("+50761234567", "", False), ("+1 123 555 0100", "", True),
])  # fmt: skip
def test_a_number_is_accepted_if_it_can_be_dialled(desk: Desk, phone: str, country: str, refused: bool) -> None:
    desk.change("contacts.yaml", '["+507 305-3350"]', f'["{phone}"]')
    if country:
        desk.change("bundle.yaml", "languages:", f"country: {country}\nlanguages:")

    assert any("phone number" in error or "lacks" in error for error in desk.errors()) == refused


def test_reading_goes_on_after_a_file_that_cannot_be_read(desk: Desk) -> None:
    desk.write("bundle.yaml", textwrap.dedent("id: [\n"))
    desk.change("contacts.yaml", "headset", "hedset")

    files = {error.split(":")[0] for error in desk.errors()}

    assert files == {"bundle.yaml", "contacts.yaml"}
