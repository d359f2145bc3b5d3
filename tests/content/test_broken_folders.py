"""What stands wrongly in a source's folder is told: files too large, unreadable, misnamed or leading out."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.content.desk import Desk

DOCTOR = "pages/health/doctor.md"


def add_huge_file(desk: Desk) -> None:
    desk.append(DOCTOR, "palabra " * 1_400_000)


def add_huge_picture(desk: Desk) -> None:
    (desk.folder / "media").mkdir()
    (desk.folder / "media" / "photo.png").write_bytes(b"x" * 10_000_000)


def add_huge_stray(desk: Desk) -> None:
    (desk.folder / "video.mp4").write_bytes(b"x" * 10_000_000)


def add_huge_catalogue(desk: Desk) -> None:
    desk.translate("en")
    desk.append("translations/en.po", "# " + "x" * 10_000_000 + "\n")


def write_latin_1(desk: Desk) -> None:
    text = desk.read("phrases.yaml").replace("ahora", "aquí")
    (desk.folder / "phrases.yaml").write_bytes(text.encode("latin-1"))


def link_to_nothing(desk: Desk) -> None:
    (desk.folder / "pages" / "health" / "gone.md").symlink_to("nowhere.md")


def link_out(desk: Desk) -> None:
    outside = desk.folder.parent / "outside.md"
    outside.write_text(desk.read(DOCTOR), encoding="utf-8")
    (desk.folder / "pages" / "health" / "outside.md").symlink_to(outside)


def link_folder(desk: Desk) -> None:
    (desk.folder / "pages" / "loop").symlink_to(desk.folder / "pages")


def put_a_fifo(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pages" / "health" / "pipe.md")


def put_a_page_nowhere(desk: Desk) -> None:
    (desk.folder / "pages" / "lost.md").write_text(desk.read(DOCTOR), encoding="utf-8")


def put_a_page_in_no_topic(desk: Desk) -> None:
    desk.write("pages/helth/doctor.md", desk.read(DOCTOR))


def put_a_page_too_deep(desk: Desk) -> None:
    desk.write("pages/health/more/doctor.md", desk.read(DOCTOR))


def name_a_page_with_accents(desk: Desk) -> None:
    desk.write("pages/health/Médico.md", desk.read(DOCTOR))


def misname_a_table(desk: Desk) -> None:
    (desk.folder / "contacts.yaml").rename(desk.folder / "contact.yaml")


def misname_a_folder(desk: Desk) -> None:
    (desk.folder / "pages").rename(desk.folder / "page")


def misname_a_site(desk: Desk) -> None:
    (desk.folder / "sites" / "station.yaml").rename(desk.folder / "sites" / "station.yml")


def name_a_file_with_a_line_end(desk: Desk) -> None:
    desk.write("pages/health/a\nb.md", desk.read(DOCTOR))


def empty_the_bundle(desk: Desk) -> None:
    desk.write("bundle.yaml", "")


def remove_the_bundle(desk: Desk) -> None:
    desk.remove("bundle.yaml")


def write_a_bomb(desk: Desk) -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    desk.append("bundle.yaml", "\n".join(lines))


def nest_too_deep(desk: Desk) -> None:
    desk.append("bundle.yaml", f"deep: {'[' * 500}{']' * 500}\n")


def describe_an_unknown_locale(desk: Desk) -> None:
    desk.write("languages/fr/language.yaml", "locale: zz_ZZ\n")


def ask_for_a_missing_font(desk: Desk) -> None:
    desk.write("languages/fr/language.yaml", "font: noto.ttf\n")


def name_a_picture_with_capitals(desk: Desk) -> None:
    desk.write("media/Foto 1.PNG", "x")


def empty_a_page(desk: Desk) -> None:
    text = desk.read(DOCTOR)
    desk.write(DOCTOR, text[: text.index("## Primero")])


def spoil_words(desk: Desk) -> None:
    desk.write("languages/fr/ui.po", 'msgid "Home"\nmsgstr "Accueil\n')


def put_a_number_on_the_screens(desk: Desk) -> None:
    desk.write("languages/fr/ui.po", 'msgid "Home"\nmsgstr "Accueil"\n\nmsgid "Back"\nmsgstr "6123 · 4567"\n')


def put_what_nobody_sees_on_the_screens(desk: Desk) -> None:
    desk.write("languages/fr/ui.po", 'msgid "Home"\nmsgstr "Accueil"\n\nmsgid "Back"\nmsgstr "\u3164"\n')


def leave_a_note_on_the_screens(desk: Desk) -> None:
    desk.write("languages/fr/ui.po", 'msgid "Home"\nmsgstr "Accueil"\n\nmsgid "Back"\nmsgstr "TODO"\n')


def spoil_a_catalogue(desk: Desk) -> None:
    desk.write("translations/fr.po", 'msgid "a"\nmsgstr "b\n')


def translate_twice(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, en, pt-BR]")
    desk.write("translations/pt-BR.po", "")
    desk.write("translations/pt_BR.po", "")


FOLDERS: dict[Callable[[Desk], None], str] = {
    add_huge_file: f"{DOCTOR}: the file has 10.7 MiB, more than the 256 KiB allowed",
    add_huge_picture: "media/photo.png: the file has 9.5 MiB, more than the 5.0 MiB allowed",
    add_huge_stray: "video.mp4: the file has 9.5 MiB, more than the 5.0 MiB allowed",
    add_huge_catalogue: "translations/en.po: the file has 9.5 MiB, more than the",
    write_latin_1: "phrases.yaml:3: the file is not UTF-8 (byte 0xED); save it as UTF-8",
    link_to_nothing: "pages/health/gone.md: the symbolic link is broken",
    link_out: "pages/health/outside.md: the symbolic link leads out of the source",
    link_folder: "pages/loop: the symbolic link leads to a folder",
    put_a_fifo: "pages/health/pipe.md: this is no regular file",
    put_a_page_nowhere: "pages/lost.md: nobody reaches this file; call it pages/TOPIC/NAME.md",
    put_a_page_in_no_topic: 'pages/helth/doctor.md:2: there is no topic "helth"; did you mean "health"?',
    put_a_page_too_deep: "pages/health/more/doctor.md: nobody reaches this file",
    name_a_page_with_accents: 'pages/health/Médico.md: "Médico" cannot be the name of a page or topic; write small',
    misname_a_table: 'contact.yaml: no file of that name is read; did you mean "contacts.yaml"?',
    misname_a_folder: 'page: no folder of that name is read; did you mean "pages"?',
    misname_a_site: "sites/station.yml: no file of that name is read; call it sites/NAME.yaml",
    name_a_file_with_a_line_end: "pages/health/a\\nb.md: a file cannot have that name; rename it",
    empty_the_bundle: "bundle.yaml: the file is empty; put it back, or write id, title",
    remove_the_bundle: "bundle.yaml: the file is missing; put it back, or write id",
    write_a_bomb: "bundle.yaml:21: an alias (*) is refused; write the value out",
    nest_too_deep: "bundle.yaml:20: the lists lie too deep in one another",
    describe_an_unknown_locale: 'languages/fr/language.yaml:1: CLDR knows no locale "zz_ZZ"',
    ask_for_a_missing_font: 'languages/fr/language.yaml:1: there is no font "noto.ttf" in languages/fr',
    name_a_picture_with_capitals: "media/Foto 1.PNG: a file in media cannot have that name; rename it, as in",
    empty_a_page: f"{DOCTOR}:11: the page has no text",
    spoil_words: "languages/fr/ui.po:2: this is no catalogue",
    put_a_number_on_the_screens: 'languages/fr/ui.po:4: a phone number in a text ("6123 · 4567"); put it in',
    put_what_nobody_sees_on_the_screens: "languages/fr/ui.po:4: nobody sees anything of this text; delete it",
    leave_a_note_on_the_screens: 'languages/fr/ui.po:4: "TODO" says that this text is not finished; finish it',
    translate_twice: "translations/pt_BR.po: translations/pt-BR.po is in the same language",
    spoil_a_catalogue: "translations/fr.po:2: this is no catalogue",
}


#: What a file is called, and the beginning of what is told about it.
NAMES = {
    "pages/health/doctor2.docx": ": no kiosk reads a .docx file; export it as plain text (UTF-8), as pages/health/",
    "pages/health/Ver al médico.odt": ": no kiosk reads a .odt file; export it as plain text (UTF-8), as pages/",
    "pages/brochure.pdf": ": no kiosk reads a .pdf file; copy its text, as pages/brochure.md",
    "pages/health/doctor.html": ": no kiosk reads a .html file; copy its text",
    "pages/health/photo.jpg": ": a .jpg file is no text; put it into media, or move it away",
    "sites/centres.xlsx": ": no kiosk reads a .xlsx file; copy its cells into the text, as sites/centres.yaml",
    "translations/fr.docx": ": no kiosk reads a .docx file; export it as plain text (UTF-8), as translations/fr.po",
    "translations/fr.po.txt": ": no file of that name is read; call it translations/fr.po",
    "translations/notes.txt": ": warning: nobody reads this file; move it out of translations",
    "languages/fr/langauge.yaml": ': no file of that name is read; did you mean "language.yaml"?',
    "languages/fr/Language.yaml": ': no file of that name is read; did you mean "language.yaml"?',
    "languages/fr/language.yml": ': no file of that name is read; did you mean "language.yaml"?',
    "languages/fr/language.yaml.txt": ': no file of that name is read; did you mean "language.yaml"?',
    "languages/fr/keybord.yaml": ': no file of that name is read; did you mean "keyboard.yaml"?',
    "languages/fr/UI.po": ": no file of that name is read; call it languages/fr/ui.po",
    "languages/fr.yaml": ": no file of that name is read; call it languages/fr/language.yaml",
    "pages/health/Thumbs.db": ": warning: Windows made this file, which is passed over",
    "media/desktop.ini": ": warning: Windows made this file, which is passed over",
    "Thumbs.db": ": warning: Windows made this file, which is passed over",
    "pages/health/~$ctor.docx": ": warning: a word processor made this file, which is passed over",
    "pages/health/.~lock.x.odt#": ": warning: a word processor made this file, which is passed over",
    "pages/.DS_Store": ": warning: macOS made this file, which is passed over",
    "pages/health/._doctor.md": ": warning: macOS made this file, which is passed over; delete it if you like",
    "pages/health/doctor.md.orig": ": warning: a merge or an editor made this file, which is passed over",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_nobody_reads_is_told_once(desk: Desk, name: str) -> None:
    desk.write(name, "x: y\n")

    told = [line for line in desk.problems().split("\n") if "nothing is translated" not in line]

    assert len(told) == 1
    assert told[0].startswith(f"{name}{NAMES[name]}")


def test_a_licence_beside_a_font_is_let_be(desk: Desk) -> None:
    desk.write("languages/fr/OFL.txt", "x")
    desk.write("translations/small.pot", "")

    assert "OFL" not in desk.problems()
    assert "pot" not in desk.problems()


def test_a_page_in_the_form_of_a_word_processor_is_not_missing_as_well(desk: Desk) -> None:
    (desk.folder / "pages" / "urgent" / "help.md").rename(desk.folder / "pages" / "urgent" / "help.docx")

    assert [error.split(";")[0] for error in desk.errors()] == ["pages/urgent/help.docx: no kiosk reads a .docx file"]


@pytest.mark.parametrize("spoil", FOLDERS, ids=lambda spoil: spoil.__name__)
def test_a_broken_folder_is_told_with_its_place(desk: Desk, spoil: Callable[[Desk], None]) -> None:
    spoil(desk)

    errors = desk.errors()

    assert any(error.startswith(FOLDERS[spoil]) for error in errors), errors
