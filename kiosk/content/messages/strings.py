"""Brings the catalogues of a source up to date with its messages."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import polib

from kiosk.content.files import read_text
from kiosk.content.messages.align import align
from kiosk.content.messages.catalogue import catalogue_limit
from kiosk.content.messages.listing import Message, messages
from kiosk.content.messages.screens import hint, is_shipped, screen_messages
from kiosk.content.model import LIMITS
from kiosk.content.po import parse
from kiosk.content.report import Report
from kiosk.content.source.screen_texts import LIMIT, file_of, key_of
from kiosk.content.source.tree import SourceTree
from kiosk.errors import Problem, SourceError, reason_of

_HEADER = "Translations of {title}.\nWrite only what stands after msgstr. See docs/translating.md."

_SCREENS_HEADER = (
    "The words of the screens; those that visitors see stand first.\n"
    "Write only what stands after msgstr. See docs/translating.md."
)

_ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def update_catalogues(tree: SourceTree) -> tuple[str, ...]:
    """Write the catalogues of all languages but the source's, and the words of the screens; return those that changed.

    Raises:
        SourceError: A catalogue cannot be read, and none is written; or one cannot be written.
    """
    report = Report()
    found = messages(tree)
    changed: dict[str, str] = {}
    for code in tree.codes():
        if code != tree.source_language:
            changed |= _change(tree, found, code, report)
        changed |= _change_screens(tree, code, report)
    if report.errors:
        raise SourceError(report.errors)
    for file, text in changed.items():
        try:
            _write(tree.folder / file, text.rstrip("\n") + "\n")
        except OSError as error:
            what = f"the file cannot be written ({reason_of(error)})"
            raise SourceError([Problem(file, 0, what, "see who may write there")]) from error
    return tuple(changed)


def _change(tree: SourceTree, found: Sequence[Message], code: str, report: Report) -> dict[str, str]:
    """Return the file of a language's catalogue and its new text, if that says anything new."""
    file = tree.catalogues.get(code, f"translations/{code}.po")
    old = _read(tree, file, report)
    if old is None:
        return {}
    before = _essence(old)
    new = _updated(tree, found, old, code)
    is_new = code not in tree.catalogues
    return {file: str(new)} if is_new or before != _essence(new) else {}


def _change_screens(tree: SourceTree, code: str, report: Report) -> dict[str, str]:
    """Return the file of a language's words of the screens and its new text, if that says anything new.

    A language that comes with the program needs none, and gets none.
    """
    file = file_of(code)
    if code not in tree.screen_texts:
        return {} if is_shipped(code) or (tree.folder / file).exists() else {file: str(_screens(tree, None, code))}
    old = _parsed(tree, file, LIMIT, report)
    if old is None:
        return {}
    before, new = _essence(old), _screens(tree, old, code)
    return {file: str(new)} if before != _essence(new) else {}


def _screens(tree: SourceTree, old: polib.POFile | None, code: str) -> polib.POFile:
    new = _catalogue(tree, old or polib.POFile(wrapwidth=0), code, _SCREENS_HEADER)
    known = {key_of(entry): entry for entry in _unique(old)} if old is not None else {}
    for message in screen_messages():
        entry = polib.POEntry(msgid=message.text, comment=hint(message))
        if (origin := known.pop(message.text, None)) is not None:
            entry.msgstr, entry.tcomment = _msgstr(origin), origin.tcomment
            entry.flags = ["fuzzy"] if origin.fuzzy and entry.msgstr else []
        entry.flags += ["python-brace-format"] if message.is_format else []
        new.append(entry)
    if old is not None:
        new.extend(_obsolete(old, {id(entry) for entry in _unique(old)} - {id(entry) for entry in known.values()}))
    return new


def _read(tree: SourceTree, file: str, report: Report) -> polib.POFile | None:
    if file not in tree.catalogues.values():
        return polib.POFile(wrapwidth=0)
    return _parsed(tree, file, catalogue_limit(tree), report)


def _parsed(tree: SourceTree, file: str, limit: int, report: Report) -> polib.POFile | None:
    content = read_text(tree.folder, file, report, limit)
    return parse(content, file, report) if content is not None else None


def _essence(catalogue: polib.POFile) -> list[object]:
    """Return what a catalogue says, however a translator's tool breaks its lines."""
    entries = [
        (e.msgctxt, e.msgid, e.msgstr, e.previous_msgid, e.flags, e.obsolete, e.comment.split(), e.occurrences)
        for e in catalogue
    ]
    return [catalogue.header.split(), catalogue.metadata, *entries]


def _updated(tree: SourceTree, found: Sequence[Message], old: polib.POFile, code: str) -> polib.POFile:
    new = _catalogue(tree, old, code, _HEADER.format(title=tree.id))
    by_context: dict[str, list[polib.POEntry]] = defaultdict(list)
    for entry in _unique(old):
        by_context[entry.msgctxt or ""].append(entry)
    fields: dict[str, list[Message]] = defaultdict(list)
    for message in found:
        fields[message.context].append(message)
    used: set[int] = set()
    for context, several in fields.items():
        for message, origin in _origins(several, by_context[context]):
            used |= {id(origin)} if origin is not None else set()
            new.append(_entry(tree, message, origin))
    new.extend(_obsolete(old, used))
    return new


def _catalogue(tree: SourceTree, old: polib.POFile, code: str, header: str) -> polib.POFile:
    """Return a catalogue without messages, with the header of the old one as far as it has any."""
    new = polib.POFile(wrapwidth=0)
    new.header = old.header or header
    new.metadata = _metadata(tree, code) | {name: text for name, text in old.metadata.items() if text} | _ENCODING
    new.metadata_is_fuzzy = old.metadata_is_fuzzy
    return new


def _unique(old: polib.POFile) -> Iterator[polib.POEntry]:
    """Yield one entry of each message, the ones in use before the obsolete."""
    seen: set[tuple[str, str]] = set()
    for entry in sorted(old, key=lambda entry: (bool(entry.obsolete), not entry.translated())):
        key = (entry.msgctxt or "", entry.msgid)
        if key not in seen:
            seen.add(key)
            yield entry


def _origins(
    several: Sequence[Message], entries: list[polib.POEntry]
) -> Iterator[tuple[Message, polib.POEntry | None]]:
    """Yield each message of a field with the entry that it is or was."""
    entries.sort(key=lambda entry: entry.linenum or 0)
    texts = [message.text for message in several]
    usable = [entry for entry in entries if entry.msgid in texts or not entry.obsolete]
    pairs = align(texts, [entry.msgid for entry in usable])
    for index, message in enumerate(several):
        yield message, usable[pairs[index]] if index in pairs else None


def _entry(tree: SourceTree, message: Message, origin: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context,
        msgid=message.text,
        comment=_hint(message),
        occurrences=[(tree.place(message.key).file, "")],
    )
    flags = []
    if origin is not None:
        entry.msgstr = _msgstr(origin)
        entry.tcomment = origin.tcomment
        flags = [flag for flag in origin.flags if flag not in {"fuzzy", "python-brace-format"}]
        if entry.msgstr and (origin.fuzzy or origin.msgid != message.text):
            flags.insert(0, "fuzzy")
            entry.previous_msgid = origin.previous_msgid or _changed(origin, message)
    if message.context.startswith("notice:"):
        flags.append("python-brace-format")
    entry.flags = flags
    return entry


def _changed(origin: polib.POEntry, message: Message) -> str | None:
    """Return the text that the translation was made from, unless it is the same."""
    return origin.msgid if origin.msgid != message.text else None


def _msgstr(entry: polib.POEntry) -> str:
    forms = [entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)]
    return forms[0] if forms else entry.msgstr


def _hint(message: Message) -> str:
    """Return what a translator has to know of a message."""
    if message.context.endswith("#keywords"):
        return "Words that people search for, with commas between; not a translation word by word."
    if message.limit in LIMITS.values():
        return f"At most {message.limit} characters."
    return ""


def _obsolete(old: polib.POFile, used: set[int]) -> Iterator[polib.POEntry]:
    """Yield the finished translations that nothing uses any more: the text may come back."""
    for entry in _unique(old):
        if id(entry) not in used and entry.msgstr and not entry.fuzzy:
            entry.obsolete = True
            entry.comment, entry.occurrences, entry.previous_msgid = "", [], None
            yield entry


def _metadata(tree: SourceTree, code: str) -> dict[str, str]:
    return {
        "Project-Id-Version": tree.id,
        # A translator's tool writes the real ones; msgfmt -c wants some.
        "PO-Revision-Date": "2000-01-01 00:00+0000",
        "Last-Translator": "none yet",
        "Language-Team": "none yet",
        "Language": code.replace("-", "_"),
    }


def _write(path: Path, text: str) -> None:
    """Write a catalogue so that a power cut leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stage = path.with_name(f".{path.name}.new")
    with stage.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    stage.replace(path)
