"""What many places name and nobody has is told once, where it is to be mended, and nothing is to be destroyed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.content.source import load
from kiosk.errors import SourceError
from tests.content.desk import Desk

DOCTOR, CLINIC = "pages/health/doctor.md", "pages/health/clinic.md"


@pytest.fixture
def translated(desk: Desk) -> Desk:
    """A source of which everything is translated into English."""
    desk.translate("en")
    return desk


def use_often(desk: Desk, contact: str, count: int) -> None:
    desk.append("pages/urgent/help.md", f"\n[[contact:{contact}]]\n" * count)


def rename(old: str, new: str) -> Callable[[Desk], None]:
    def spoil(desk: Desk) -> None:
        (desk.folder / old).rename(desk.folder / new)

    return spoil


def write(name: str, text: str) -> Callable[[Desk], None]:
    def spoil(desk: Desk) -> None:
        desk.write(name, text)

    return spoil


def remove(name: str) -> Callable[[Desk], None]:
    def spoil(desk: Desk) -> None:
        desk.remove(name)

    return spoil


@pytest.mark.parametrize("spoil, told", [
    (remove("contacts.yaml"), "contacts.yaml: it is missing; put it back as it was: 4 places use what stands in it"),
    (write("contacts.yaml", " \n"), "contacts.yaml: the file is empty; put back what stood in it"),
    (write("contacts.yaml", "# none\n"), "contacts.yaml: there is no entry in it; put it back as it was: 4 places use"),
    (write("contacts.yaml", "[]\n"), "contacts.yaml: there is no entry in it; put it back as it was"),
    (rename("contacts.yaml", "contacts.yaml.txt"), "contacts.yaml.txt: no file of that name is read; call it contacts"),
    (rename("contacts.yaml", "contacts.txt"), "contacts.txt: no file of that name is read; call it contacts.yaml"),
    (rename("contacts.yaml", "Contacts.yml"), "Contacts.yml: no file of that name is read; call it contacts.yaml"),
    (rename("contacts.yaml", "contact.yaml"), 'contact.yaml: no file of that name is read; did you mean "contacts.yam'),
    (remove("sources.yaml"), "sources.yaml: it is missing; put it back as it was: 6 places use what stands in it"),
    (rename("sources.yaml", "sources.yaml.txt"), "sources.yaml.txt: no file of that name is read; call it sources"),
    (write("sources.yaml", ""), "sources.yaml: the file is empty; put back what stood in it"),
    (remove("phrases.yaml"), "phrases.yaml: it is missing; put it back as it was; the translations have 1 text of it"),
    (write("phrases.yaml", ""), "phrases.yaml: the file is empty; put back what stood in it"),
    (remove("notices.yaml"), "notices.yaml: it is missing; put it back as it was; the translations have 1 text of it"),
    (rename("notices.yaml", "notices.yaml.txt"), "notices.yaml.txt: no file of that name is read; call it notices"),
    (remove("sites/station.yaml"), "sites/: there is no entry in it; put it back as it was; the translations have 2"),
    (remove("bundle.yaml"), "bundle.yaml: the file is missing; put it back, or write id"),
    (write("bundle.yaml", ""), "bundle.yaml: the file is empty; put it back, or write id"),
    (rename("bundle.yaml", "bundle.yaml.txt"), "bundle.yaml.txt: no file of that name is read; call it bundle.yaml"),
    (rename("pages", "seiten"), "pages: there is no page; put the folder back, or write pages/TOPIC/NAME.md"),
    (rename("pages", "page"), 'page: no folder of that name is read; did you mean "pages"?'),
    (rename(DOCTOR, DOCTOR + ".txt"), f"{DOCTOR}.txt: no file of that name is read; call it {DOCTOR}"),
])  # fmt: skip
def test_what_has_gone_is_one_error_that_destroys_nothing(
    translated: Desk, spoil: Callable[[Desk], None], told: str
) -> None:
    translated.append("pages/urgent/help.md", "\n[Un doctor](page:health/doctor)\n")
    spoil(translated)

    (error,) = translated.errors()

    assert error.startswith(told)
    assert "remove" not in error
    assert "run kiosk author strings;" not in translated.problems()


def test_a_table_that_nobody_needs_may_be_missing(desk: Desk) -> None:
    desk.remove("phrases.yaml")
    desk.remove("notices.yaml")

    assert desk.errors() == []


def test_a_page_of_phrases_needs_their_table(desk: Desk) -> None:
    desk.change(DOCTOR, "order: 10", "kind: phrases")
    desk.remove("phrases.yaml")

    assert desk.errors() == ["phrases.yaml: it is missing; put it back as it was"]


def test_what_was_taken_out_on_purpose_goes_with_the_strings(translated: Desk) -> None:
    translated.remove("notices.yaml")

    (error,) = translated.errors()
    translated.strings()

    assert error.endswith("which go with kiosk author strings if nobody needs them")
    assert translated.errors() == []


def test_a_table_beside_its_copy_is_told(desk: Desk) -> None:
    desk.write("contacts (1).yaml", "[]")

    (error,) = desk.errors()

    assert error.startswith(
        "contacts (1).yaml: no file of that name is read; contacts.yaml is there already; move this"
    )


@pytest.mark.parametrize("name", ["pictures", "contacts.odt", "notes.txt"])
def test_what_is_called_like_nothing_is_passed_over(desk: Desk, name: str) -> None:
    (desk.folder / name).mkdir()

    assert desk.errors() == []


def test_a_copy_within_the_content_is_told(desk: Desk) -> None:
    desk.write("small/bundle.yaml", desk.read("bundle.yaml"))

    (error,) = desk.errors()

    assert error.startswith("small: a whole content lies within this one; move it out of this folder")


def test_icons_in_the_wrong_folder_are_told(desk: Desk) -> None:
    (desk.folder / "icons").mkdir()

    assert desk.errors() == ["icons: no folder of that name is read; call it media/icons"]


# ---------------------------------------------------------------- one id, many places


def test_an_id_mistyped_where_it_is_defined_is_told_there(translated: Desk) -> None:
    use_often(translated, "iom-panama", 2)
    translated.change("contacts.yaml", "id: iom-panama", "id: iom-panma")

    line = translated.line_of("contacts.yaml", "iom-panma")
    what = 'nothing uses the contact "iom-panma", and 4 places name "iom-panama"'
    assert translated.errors() == [f"contacts.yaml:{line}: {what}; correct the id here"]
    assert "is not translated into en" not in translated.problems()


def test_a_source_mistyped_where_it_is_defined_is_told_there(desk: Desk) -> None:
    desk.change("sources.yaml", "id: brochure", "id: brochur")

    (error,) = desk.errors()

    assert error.startswith('sources.yaml:1: nothing uses the source "brochur", and 6 places name "brochure"')


def test_an_id_mistyped_in_one_place_is_told_in_that_place(desk: Desk) -> None:
    desk.change(DOCTOR, "[iom-panama]", "[iom-panma]")

    assert desk.errors() == [f'{DOCTOR}:6: there is no contact "iom-panma"; did you mean "iom-panama"?']


def test_an_entry_that_has_gone_is_told_once_with_its_places(desk: Desk) -> None:
    text = desk.read("contacts.yaml")
    desk.write("contacts.yaml", text[text.index("- id: iom-staff") :])
    use_often(desk, "iom-panama", 8)

    (error,) = desk.errors()

    assert error.startswith(
        f'{DOCTOR}:6: there is no contact "iom-panama", which 10 places name; put it back into conta'
    )
    assert "pages/urgent/help.md:12" in error
    assert error.endswith("and 5 other places")


@pytest.mark.parametrize("field, name, told", [
    ("contacts", "iom-staff iom-panama", "put commas between: iom-staff, iom-panama"),
    ("topics_first", "health protection", "put commas between: health, protection"),
    ("languages", "en es", "put commas between: en, es"),
])  # fmt: skip
def test_a_list_without_commas_is_told(desk: Desk, field: str, name: str, told: str) -> None:
    text = desk.read("sites/station.yaml")
    lines = [f"{field}: [{name}]" if line.startswith(f"{field}:") else line for line in text.split("\n")]
    desk.write("sites/station.yaml", "\n".join(lines))

    (error,) = desk.errors()

    assert error.endswith(told)


# ---------------------------------------------------------------- topics and pages that were renamed


def test_a_folder_that_is_called_otherwise_than_its_topic_is_told_once(desk: Desk) -> None:
    desk.append("pages/urgent/help.md", "\n[Un doctor](page:health/doctor)\n")
    rename("pages/health", "pages/helth")(desk)

    what = 'there is no topic "helth", and 2 pages in this folder'
    what_to_do = 'call the folder and the topic "health" in bundle.yaml:6 the same'
    assert desk.errors() == [f"pages/helth: {what}; {what_to_do}"]
    assert 'the topic "health" has no page' not in desk.problems()


def test_a_topic_mistyped_where_it_is_defined_is_told_once(desk: Desk) -> None:
    desk.change("bundle.yaml", "id: health", "id: helth")
    desk.change("sites/station.yaml", "[protection]", "[health]")

    (error,) = desk.errors()

    assert error.startswith('pages/health: there is no topic "health", and 2 pages in this folder')
    assert error.endswith('call the folder and the topic "helth" in bundle.yaml:6 the same')


def test_a_link_to_a_renamed_page_is_told_its_new_name_by_its_title(translated: Desk) -> None:
    rename("pages/urgent/help.md", "pages/urgent/zzz.md")(translated)

    assert translated.errors() == [f'{DOCTOR}:14: there is no page "urgent/help"; was it renamed? write "urgent/zzz"']


def test_a_link_to_a_page_renamed_with_its_title_is_told_the_new_page_beside(translated: Desk) -> None:
    rename("pages/urgent/help.md", "pages/urgent/zzz.md")(translated)
    translated.change("pages/urgent/zzz.md", "title: Ayuda urgente", "title: Auxilio")

    (error,) = translated.errors()

    assert error.endswith('was it renamed? write "urgent/zzz"')


def test_a_link_to_a_page_that_was_moved_is_told_its_new_topic(desk: Desk) -> None:
    rename("pages/urgent/help.md", "pages/health/help.md")(desk)

    (error,) = desk.errors()

    assert error.endswith('was it renamed? write "health/help"')


def test_a_link_to_a_page_like_no_other_is_told_which_there_are(desk: Desk) -> None:
    desk.change(DOCTOR, "page:urgent/help", "page:health/toothache")

    (error,) = desk.errors()

    assert error.endswith('"health/toothache"; write the name of a page that is there: health/clinic, health/doctor')


def test_strings_tells_the_same(desk: Desk) -> None:
    """Whoever brings the catalogues up to date has no former titles, and is told all the same."""
    desk.change(DOCTOR, "page:urgent/help", "page:urgent/hlep")

    with pytest.raises(SourceError, match='did you mean "urgent/help"'):
        load(desk.folder)
