#!/usr/bin/env python3
"""Bring translations/ up to date with the texts in the code.

    .venv/bin/python packaging/strings.py [--check] [LANGUAGE …]

Writes kiosk.pot and every catalogue beside it; a LANGUAGE without one gets one. A text that
changed is a new text: nothing is guessed from a similar one, and the old one is kept as
obsolete. The files hold no dates and no line numbers, so that they change only with the texts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None,
    "N_": None,
    "own": None,
    "_said": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
Key = tuple[str, str]


def main() -> int:
    """Write the files, or with --check say which of them are not up to date."""
    parser = argparse.ArgumentParser(description="Bring translations/ up to date with the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is stale")
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="a language to begin")
    options = parser.parse_args()
    stale = update(ROOT / "kiosk", ROOT / "translations", options.languages, write=not options.check)
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'stale; run make strings' if options.check else 'written'}")
    return 1 if stale and options.check else 0


def update(code: Path, translations: Path, begin: list[str], *, write: bool) -> list[Path]:
    """Bring the template and the catalogues up to date, and return those that were not."""
    texts = extract(code)
    known = {path.stem for path in translations.glob("*.po")}
    files = {translations / "kiosk.pot": render("", texts, {})}
    for language in sorted(known | set(begin)):
        path = translations / f"{language}.po"
        files[path] = render(language, texts, entries(path))
    stale = [path for path, text in files.items() if not path.exists() or path.read_text("utf-8") != text]
    if write:
        translations.mkdir(exist_ok=True)
        for path in stale:
            path.write_text(files[path], "utf-8")
    return stale


def entries(path: Path) -> dict[Key, polib.POEntry]:
    """The entries of a catalogue, those in use before obsolete ones of the same text."""
    if not path.exists():
        return {}
    catalogue = polib.pofile(str(path))
    both = [*catalogue.obsolete_entries(), *(entry for entry in catalogue if not entry.obsolete)]
    return {(entry.msgctxt or "", entry.msgid): entry for entry in both}


def extract(code: Path) -> list[polib.POEntry]:
    """Every text of *code* that is shown, in alphabetical order, with the files it stands in."""
    found: dict[Key, polib.POEntry] = {}
    for file, _line, ids, comments, context in read(code):
        singular, plural = ids if isinstance(ids, tuple) else (ids, "")
        entry = found.setdefault((context or "", singular), new_entry(context, singular, plural))
        place = ((code.relative_to(code.parent) / file).as_posix(), "")
        entry.occurrences = sorted({*entry.occurrences, place})
        if comments:
            entry.comment = "\n".join(comments)
    return [found[key] for key in sorted(found)]


def read(code: Path) -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    """What Babel finds: file, line, text or texts, comments for translators and context."""
    return extract_from_dir(
        code, [("**.py", "python")], keywords=KEYWORDS, comment_tags=["L10N:"], strip_comment_tags=True
    )


def new_entry(context: str | None, singular: str, plural: str) -> polib.POEntry:
    """An entry without translation, flagged when it has placeholders."""
    ids = (singular, plural) if plural else singular
    entry = polib.POEntry(msgid=singular, msgctxt=context, flags=sorted(Message(ids).flags))
    entry.msgid_plural = plural
    return entry


def render(language: str, texts: list[polib.POEntry], old: dict[Key, polib.POEntry]) -> str:
    """The catalogue of *language* with the translations of *old*; the template for no language."""
    catalogue = polib.POFile()
    catalogue.metadata = metadata(language)
    plurals = get_plural(language).num_plurals if language else 2
    for text in texts:
        entry = polib.POEntry(msgid=text.msgid, msgctxt=text.msgctxt, msgid_plural=text.msgid_plural)
        entry.occurrences, entry.comment, entry.flags = text.occurrences, text.comment, list(text.flags)
        if text.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(plurals), "")
        if before := old.pop((text.msgctxt or "", text.msgid), None):
            keep_translation(before, entry)
        catalogue.append(entry)
    for key in sorted(old):
        if old[key].translated() or old[key].obsolete:
            old[key].obsolete = True
            old[key].occurrences = []
            catalogue.append(old[key])
    return f"{catalogue}\n"


def keep_translation(before: polib.POEntry, entry: polib.POEntry) -> None:
    """Give *entry* the translation and the translator's remarks that it had."""
    entry.msgstr = before.msgstr
    entry.tcomment = before.tcomment
    if entry.msgid_plural and before.msgid_plural:
        entry.msgstr_plural = before.msgstr_plural
    if before.fuzzy:
        entry.flags.append("fuzzy")


def metadata(language: str) -> dict[str, str]:
    """The header's lines: what a tool has to know, and no date."""
    lines = {"Project-Id-Version": "kiosk", "MIME-Version": "1.0"}
    lines |= {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    if language:
        lines |= {"Language": language, "Plural-Forms": get_plural(language).plural_forms}
    return lines


if __name__ == "__main__":
    sys.exit(main())
