"""Keeping the catalogues beside the code: what is kept, what is new, what is never guessed."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
import strings


class Desk:
    """A translator's folder beside the code of one module."""

    def __init__(self, folder: Path) -> None:
        self.code, self.translations = folder / "kiosk", folder / "translations"
        self.code.mkdir()

    def write(self, text: str) -> None:
        """Replace the code and bring the catalogues up to date."""
        (self.code / "home.py").write_text(text)
        strings.update(self.code, self.translations, ["es"], write=True)

    def translate(self, msgid: str, msgstr: str) -> None:
        """Write a translation as a translator's tool does."""
        catalogue = polib.pofile(str(self.translations / "es.po"))
        entry = catalogue.find(msgid)
        assert entry is not None
        entry.msgstr = msgstr
        catalogue.save()

    def entry(self, msgid: str) -> polib.POEntry:
        """The entry of a text, obsolete or not."""
        entry = polib.pofile(str(self.translations / "es.po")).find(msgid, include_obsolete_entries=True)
        assert entry is not None
        return entry


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_text_that_only_moves_changes_nothing(desk: Desk) -> None:
    desk.write("_('Back')")
    desk.translate("Back", "Atrás")

    desk.write("\n\n# a remark\n_('Back')")

    assert strings.update(desk.code, desk.translations, [], write=False) == []
    assert desk.entry("Back").msgstr == "Atrás"


def test_a_changed_text_is_untranslated_however_similar(desk: Desk) -> None:
    desk.write("_('Ask the staff today')")
    desk.translate("Ask the staff today", "Pregunte hoy al personal")

    desk.write("_('Ask the staff')")

    assert desk.entry("Ask the staff").msgstr == ""
    assert not desk.entry("Ask the staff").fuzzy
    assert desk.entry("Ask the staff today").obsolete


def test_a_text_that_comes_back_has_its_translation_again(desk: Desk) -> None:
    desk.write("_('Home')")
    desk.translate("Home", "Inicio")
    desk.write("_('Back')")

    desk.write("_('Home')")

    assert desk.entry("Home").msgstr == "Inicio"
    assert not desk.entry("Home").obsolete


def test_translators_see_remarks_placeholders_plurals_and_files(desk: Desk) -> None:
    desk.write("# L10N: how many pages\nngettext('{count} page', '{count} pages', n).format(count=n)")

    entry = desk.entry("{count} page")

    assert entry.comment == "how many pages"
    assert entry.flags == ["python-brace-format"]
    assert sorted(entry.msgstr_plural) == [0, 1]
    assert entry.occurrences == [("kiosk/home.py", "")]


def test_the_same_words_in_two_meanings_are_two_texts(desk: Desk) -> None:
    desk.write("pgettext('verb', 'Hide'), pgettext('noun', 'Hide')")

    contexts = [entry.msgctxt for entry in polib.pofile(str(desk.translations / "es.po"))]

    assert contexts == ["noun", "verb"]
