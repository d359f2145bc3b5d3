"""The texts of the screens and their translations."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
import strings
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk.content.check.font_coverage import FontCoverage, shipped

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "translations"
CATALOGUES = sorted(TRANSLATIONS.glob("*.po"))
SHIPPED = {"es", "fr"}


def catalogue(path: Path) -> Catalog:
    """Read *path* as strictly as translators' tools do."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def test_template_and_catalogues_hold_the_texts_of_the_code() -> None:
    stale = strings.update(ROOT / "kiosk", TRANSLATIONS, [], write=False)

    assert not stale, "run make strings"


def test_the_shipped_languages_have_a_catalogue() -> None:
    assert {path.stem for path in CATALOGUES} >= SHIPPED


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_text_is_translated(path: Path) -> None:
    open_texts = [entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete and not entry.translated()]

    assert not open_texts


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_translations_keep_placeholders_and_plurals(path: Path) -> None:
    faults = [f"{message.id}: {error}" for message in catalogue(path) for error in message.check()]

    assert not faults


@pytest.mark.parametrize("path", [*CATALOGUES, TRANSLATIONS / "kiosk.pot"], ids=lambda path: path.stem)
def test_the_shipped_typefaces_have_every_sign(path: Path) -> None:
    texts = "".join(entry.msgid + entry.msgstr for entry in polib.pofile(str(path)) if not entry.obsolete)

    assert FontCoverage(shipped()).missing(texts) == []
