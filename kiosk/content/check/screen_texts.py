"""Checks the texts of the screens that a source brings for its languages, and counts how far they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from kiosk.content.check.coverage import Coverage
from kiosk.content.literals import Flaw, literals
from kiosk.content.messages.screens import (
    DATE,
    FROM_CLDR,
    MONTHS,
    ScreenMessage,
    is_shipped,
    screen_messages,
)
from kiosk.content.report import Place, Report, counted, place_of, suggest
from kiosk.content.source.screen_texts import ScreenText, ScreenTexts, file_of
from kiosk.content.source.tree import SourceTree

#: How many texts are named in one message.
_TOLD = 3
_MONTHS = 12
_BRACE = re.compile(r"\{[^{}]*\}|[{}]")
_NUMBER = re.compile(r"\d+")
#: What looks like Markdown, which a screen would show as it is.
_MARKUP = re.compile(r"\*\*|__|~~|`|\[\[|\]\]|\]\(|^#+ ")


def check_screen_texts(tree: SourceTree, report: Report) -> list[Coverage]:
    """Note what is wrong or missing in the texts of the screens, and count those that visitors see."""
    found: list[Coverage] = []
    for index, code in enumerate(tree.codes()):
        texts = tree.screen_texts.get(code)
        if texts is not None:
            found.extend(_check(texts, code, report))
        elif not is_shipped(code) and file_of(code) not in report.unread:
            what = f'the words of the screens ("Back", "Contacts") are not there in "{code}"'
            what_to_do = f"run kiosk author strings and translate {file_of(code)}"
            report.warning(place_of(tree.places, f"bundle#languages/{index}"), what, what_to_do)
    return found


def _check(texts: ScreenTexts, code: str, report: Report) -> Iterator[Coverage]:
    """Note what is wrong in one file, and yield its numbers unless the program has the words of that language."""
    messages = {message.text: message for message in screen_messages()}
    if _tell_unknown(texts, messages, code, report):
        return
    for text, entry in texts.entries.items():
        if text in messages and any(entry.texts) and not entry.fuzzy:
            for flaw in _flaws(messages[text], "".join(entry.texts)):
                report.error(Place(texts.file, entry.line), flaw.what, flaw.what_to_do)
    _check_date(texts, report)
    if not is_shipped(code):
        yield _count(texts, report)


def _count(texts: ScreenTexts, report: Report) -> Coverage:
    """Note what is missing, and count what visitors see."""
    count: Counter[str] = Counter()
    missing: dict[bool, list[str]] = {True: [], False: []}
    for message in screen_messages():
        state = _state(texts.entries.get(message.text))
        if message.text in FROM_CLDR:
            continue
        count[state] += message.for_visitors
        if state != "translated":
            missing[message.for_visitors].append(message.text)
    _tell_missing(texts, missing, report)
    code = texts.file.split("/")[1]
    return Coverage(code, count["translated"], count["stale"], count["missing"], part="screens")


def _state(entry: ScreenText | None) -> str:
    if entry is None or not any(entry.texts):
        return "missing"
    return "stale" if entry.fuzzy else "translated"


def _tell_unknown(texts: ScreenTexts, messages: dict[str, ScreenMessage], code: str, report: Report) -> bool:
    """Note messages that no screen has; return whether it is another catalogue altogether."""
    unknown = [text for text in texts.entries if text not in messages]
    contexts = [text for text in unknown if "#" in text.partition("\x04")[0] and "\x04" in text]
    if contexts and len(contexts) == len(texts.entries):
        what_to_do = f"call it translations/{code}.po, and let kiosk author strings make {texts.file}"
        report.error(Place(texts.file), "this is a catalogue of the content, not of the screens", what_to_do)
        return True
    for text in unknown[:_TOLD]:
        shown = text.rpartition("\x04")[2][:60]
        advice = suggest(shown, messages, "run kiosk author strings", likeness=0.8)
        report.warning(Place(texts.file, texts.entries[text].line), f'no screen has the text "{shown}"', advice)
    if len(unknown) > _TOLD:
        line = texts.entries[unknown[_TOLD]].line
        what = f"{counted(len(unknown) - _TOLD, 'further message')} translate no text of a screen"
        report.warning(Place(texts.file, line), what, "run kiosk author strings")
    return False


def _tell_missing(texts: ScreenTexts, missing: dict[bool, list[str]], report: Report) -> None:
    """Note once what visitors read in another language, and once how much the staff do."""
    if of_visitors := missing[True]:
        first = texts.entries.get(of_visitors[0])
        named = ", ".join(f'"{text}"' for text in of_visitors[:_TOLD]) + (" …" if len(of_visitors) > _TOLD else "")
        verb = "is" if len(of_visitors) == 1 else "are"
        what = f"{counted(len(of_visitors), 'text')} that visitors see {verb} not translated ({named})"
        report.warning(Place(texts.file, first.line if first else 0), what, "translate them; they stand first")
    if of_staff := missing[False]:
        verb = "is" if len(of_staff) == 1 else "are"
        what = f"{counted(len(of_staff), 'text')} that only staff see {verb} not translated"
        report.warning(
            Place(texts.file), what, "translate them when there is time; till then they read another language"
        )


def _flaws(message: ScreenMessage, text: str) -> Iterator[Flaw]:
    if not text.strip():
        yield Flaw(0, "the translation is blank", "write the words, or leave it empty")
        return
    if text != text.strip() or "\n" in text:
        yield Flaw(0, "the translation begins or ends with a blank, or has several lines", "write it on one line")
    yield from _differences(_BRACE.findall(message.text), _BRACE.findall(text), "the placeholder")
    before, after = (_NUMBER.findall(unicodedata.normalize("NFKC", each)) for each in (message.text, text))
    yield from _differences(before, after, "the number")
    yield from literals(text)
    if (markup := _MARKUP.search(text)) and markup[0] not in message.text:
        yield Flaw(0, f'"{markup[0]}" would be shown as it is', "write plain text")
    length = len(unicodedata.normalize("NFC", text))
    if message.text not in FROM_CLDR and length > message.limit:
        yield Flaw(0, f"the text has {length} characters, {message.limit} fit", "say it in fewer words")


def _differences(source: Sequence[str], found: Sequence[str], name: str) -> Iterator[Flaw]:
    before, after = Counter(source), Counter(found)
    for lost in (before - after).elements():
        yield Flaw(0, f"{name} {lost} is missing", "put it in as in the English text")
    for added in (after - before).elements():
        yield Flaw(0, f"{name} {added} is not in the English text", "take it out")


def _check_date(texts: ScreenTexts, report: Report) -> None:
    """Note months and a form of dates that a kiosk would pass over."""
    months, form = (texts.entries.get(text) for text in (MONTHS, DATE))
    written = months is not None and any(months.texts) and not months.fuzzy
    if months is not None and written:
        names = [name.strip() for name in months.texts[0].split(",")]
        if len(names) != _MONTHS or not all(names) or len(set(names)) != _MONTHS:
            what = f"these are {len({*names} - {''})} different months"
            report.error(Place(texts.file, months.line), what, "write twelve, with commas between")
    if written != (form is not None and any(form.texts) and not form.fuzzy):
        line = (months if written else form or months).line if months or form else 0  # type: ignore[union-attr]
        what = "of the months and the form of a date only one is translated"
        report.error(Place(texts.file, line), what, "translate both, or leave both empty")
