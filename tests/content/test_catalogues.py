"""`kiosk author strings` keeps what translators wrote, and gives no text to another field."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.messages import messages
from kiosk.content.messages.align import align
from kiosk.content.source import load
from kiosk.errors import SourceError
from tests.content.desk import Desk
from tests.machine import need

HELP = "pages/urgent/help.md"
BODY = "page:urgent/help#body"


def entries(desk: Desk, context: str) -> list[polib.POEntry]:
    """The English entries of a field that are in use."""
    return [entry for entry in desk.catalogue("en") if entry.msgctxt == context and not entry.obsolete]


def write_help(desk: Desk, *blocks: str) -> None:
    """Give the page of urgent help these paragraphs."""
    text = desk.read(HELP)
    front = text[: text.rindex("---") + 4]
    desk.write(HELP, front + "\n" + "\n\n".join(blocks) + "\n")


def assert_msgfmt_accepts(path: Path) -> None:
    done = subprocess.run(
        [need("msgfmt"), "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_new_catalogue_has_every_message_in_order(desk: Desk) -> None:
    written = desk.strings()

    assert written == ("translations/en.po", "translations/fr.po")
    expected = [(message.context, message.text) for message in messages(load(desk.folder))]
    assert [(entry.msgctxt, entry.msgid) for entry in desk.catalogue("en")] == expected
    assert_msgfmt_accepts(desk.folder / "translations" / "en.po")


def test_equal_blocks_of_one_page_are_one_message(desk: Desk) -> None:
    write_help(desk, "Espere.", "Avise.", "Espere.")
    desk.strings()

    assert [entry.msgid for entry in entries(desk, BODY)] == ["Espere.", "Avise."]


def test_equal_texts_of_two_fields_are_two_messages(desk: Desk) -> None:
    desk.change(HELP, "Qué hacer ahora", "Ayuda urgente")
    desk.strings()

    contexts = [entry.msgctxt for entry in desk.catalogue("en") if entry.msgid == "Ayuda urgente"]
    assert contexts == ["topic:urgent#title", "page:urgent/help#title", "page:urgent/help#summary"]


def test_a_card_is_no_message(desk: Desk) -> None:
    desk.strings()

    assert not [entry for entry in desk.catalogue("en") if entry.msgid == "[[contact:iom-staff]]"]


def test_a_second_run_changes_no_byte(desk: Desk) -> None:
    desk.translate("en")
    write_help(desk, "Avise ya al personal de este lugar.", "Espere.")
    desk.strings()
    before = desk.read("translations/en.po")

    assert desk.strings() == ()
    assert desk.read("translations/en.po") == before
    assert_msgfmt_accepts(desk.folder / "translations" / "en.po")


def test_what_poedit_saved_is_left_alone_when_nothing_changed(desk: Desk) -> None:
    desk.translate("en")
    desk.strings()
    catalogue = desk.catalogue("en")
    catalogue.wrapwidth = 40
    catalogue.save()
    before = desk.read("translations/en.po")

    assert desk.strings() == ()
    assert desk.read("translations/en.po") == before


def test_a_changed_block_keeps_its_translation_as_stale_with_the_old_text(desk: Desk) -> None:
    desk.translate("en")
    write_help(desk, "Avise ya al personal de este lugar.")
    desk.strings()

    (entry,) = entries(desk, BODY)
    assert entry.fuzzy
    assert entry.msgstr == "en Avise ya al personal de este centro."
    assert entry.previous_msgid == "Avise ya al personal de este centro."


def test_a_block_changed_twice_still_tells_what_its_translation_translates(desk: Desk) -> None:
    desk.translate("en")
    write_help(desk, "Avise ya al personal de este lugar.")
    desk.strings()
    write_help(desk, "Avise pronto al personal de este lugar.")
    desk.strings()

    (entry,) = entries(desk, BODY)
    assert entry.previous_msgid == "Avise ya al personal de este centro."


def test_a_block_that_became_another_one_has_no_translation(desk: Desk) -> None:
    desk.translate("en")
    write_help(desk, "Beba agua.")
    desk.strings()

    (entry,) = entries(desk, BODY)
    assert (entry.msgstr, entry.flags) == ("", [])


def test_blocks_that_only_moved_stay_translated(desk: Desk) -> None:
    write_help(desk, "Uno.", "Dos.", "Tres.")
    desk.translate("en")
    write_help(desk, "Tres.", "Cuatro mil.", "Uno.", "Dos.")
    desk.strings()

    assert [(e.msgstr, e.fuzzy) for e in entries(desk, BODY)] == [
        ("en Tres.", False),
        ("", False),
        ("en Uno.", False),
        ("en Dos.", False),
    ]


def test_a_changed_block_never_gets_another_fields_text(desk: Desk) -> None:
    """GNU msgmerge gave a health block the text of a protection page."""
    desk.write("pages/protection/trust.md", desk.read(HELP).replace("critical: yes\n", ""))
    desk.translate("en")
    desk.remove(HELP)
    desk.change("pages/health/doctor.md", "page:urgent/help", "page:urgent/now")
    desk.write("pages/urgent/now.md", desk.read("pages/protection/trust.md").replace("este centro", "este lugar"))
    desk.strings()

    (entry,) = entries(desk, "page:urgent/now#body")
    assert entry.msgstr == ""


def test_a_text_that_comes_back_finds_its_translation(desk: Desk) -> None:
    write_help(desk, "Avise ya.", "Beba mucha agua limpia.")
    desk.translate("en")
    write_help(desk, "Avise ya.")
    desk.strings()
    write_help(desk, "Avise ya.", "Beba mucha agua limpia.")
    desk.strings()

    assert [(e.msgstr, e.fuzzy) for e in entries(desk, BODY)][1] == ("en Beba mucha agua limpia.", False)
    assert not desk.catalogue("en").obsolete_entries()


def test_unfinished_translations_of_texts_that_are_gone_are_dropped(desk: Desk) -> None:
    desk.strings()
    write_help(desk, "Beba agua.")
    desk.strings()

    assert not desk.catalogue("en").obsolete_entries()


def test_what_a_translator_noted_stays(desk: Desk) -> None:
    desk.translate("en")
    catalogue = desk.catalogue("en")
    catalogue.header = "By Ana"
    catalogue.metadata["Last-Translator"] = "Ana"
    next(iter(catalogue)).tcomment = "a note"
    catalogue.save()
    desk.append(HELP, "\nOtra frase.\n")
    desk.strings()

    catalogue = desk.catalogue("en")
    assert catalogue.header == "By Ana"
    assert catalogue.metadata["Last-Translator"] == "Ana"
    assert next(iter(catalogue)).tcomment == "a note"


def test_a_message_that_stands_twice_is_made_one(desk: Desk) -> None:
    desk.translate("en")
    desk.append("translations/en.po", '\nmsgctxt "topic:health#title"\nmsgid "Salud"\nmsgstr "Care"\n')
    desk.strings()

    assert [entry.msgstr for entry in entries(desk, "topic:health#title")] == ["en Salud"]
    assert_msgfmt_accepts(desk.folder / "translations" / "en.po")


def test_a_broken_catalogue_is_not_overwritten(desk: Desk) -> None:
    desk.write("translations/en.po", 'msgid "a"\nmsgstr "b\n')

    with pytest.raises(SourceError, match=r"translations/en\.po:2"):
        desk.strings()

    assert desk.read("translations/en.po") == 'msgid "a"\nmsgstr "b\n'
    assert not (desk.folder / "translations" / "fr.po").exists()


def test_a_language_with_a_hyphen_finds_its_catalogue(desk: Desk) -> None:
    desk.change("bundle.yaml", "[es, en, fr]", "[es, en, pt-BR]")
    desk.write("translations/pt_BR.po", 'msgctxt "topic:health#title"\nmsgid "Salud"\nmsgstr "Saúde"\n')

    assert "translations/pt_BR.po" in desk.strings()
    assert desk.review().coverage[2].translated == 1


def test_signs_that_gettext_escapes_survive(desk: Desk) -> None:
    write_help(desk, r'Diga "ayuda" o C:\\dir.')
    desk.translate("en")

    (entry,) = entries(desk, BODY)
    assert entry.msgstr == r'en Diga "ayuda" o C:\\dir.'
    assert desk.strings() == ()
    assert_msgfmt_accepts(desk.folder / "translations" / "en.po")


def test_two_thousand_messages_with_two_hundred_changes_take_less_than_five_seconds(desk: Desk) -> None:
    pages = 200
    for number in range(pages):
        write_numbered_page(desk, number, "El personal del centro responde")
    desk.translate("en")
    for number in range(pages):
        write_numbered_page(desk, number, "El personal de este centro responde")

    start = time.process_time()
    desk.strings()
    duration = time.process_time() - start

    catalogue = desk.catalogue("en")
    assert len(catalogue) > 2000
    assert len(catalogue.fuzzy_entries()) == pages
    assert not catalogue.untranslated_entries()
    assert duration < 5


def write_numbered_page(desk: Desk, number: int, changing: str) -> None:
    front = f"---\ntitle: Página {number}\nsummary: Resumen {number}\nsource: brochure\n---\n\n"
    blocks = [f"Frase {block} de la página {number} sobre la salud y los documentos." for block in range(8)]
    blocks[3] = f"{changing} a la pregunta {number}."
    desk.write(f"pages/health/page-{number}.md", front + "\n\n".join(blocks) + "\n")


def test_one_page_of_a_thousand_blocks_does_not_stop_the_alignment() -> None:
    old = [f"Frase número {n} sobre el centro y las personas que viven en él." for n in range(1000)]
    new = [text.replace("las personas", "la gente") if n % 5 == 0 else text for n, text in enumerate(old)]

    start = time.process_time()
    pairs = align(new, old)

    assert pairs == {n: n for n in range(1000)}
    assert time.process_time() - start < 5


@given(
    st.lists(st.text("abc ", max_size=12), max_size=8, unique=True), st.lists(st.text("abc ", max_size=12), max_size=8)
)
def test_an_alignment_uses_each_old_text_once_and_equal_ones_first(new: list[str], old: list[str]) -> None:
    pairs = align(new, old)

    assert len(set(pairs.values())) == len(pairs)
    for index, text in enumerate(new):
        if text in old:
            assert old[pairs[index]] == text
