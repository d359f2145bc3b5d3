"""Tells what to do with files that no kiosk reads: those of office programs, and those that are called otherwise."""

from __future__ import annotations

import re

from kiosk.content.report import Place, Report, suggest
from kiosk.content.source.fields import slug
from kiosk.content.source.folder import Folder

#: What is read of a language's folder besides its font.
_OF_A_LANGUAGE = ("language.yaml", "keyboard.yaml", "ui.po")
#: How like one of these names a misspelt one is.
_SLIP = 0.75

_WORD = "export it as plain text (UTF-8)"
#: What to do with a file, by its ending.
_OFFICE = (
    (re.compile(r"docx?m?|dotx?|odt|ott|rtf|pages|wpd|wps|fodt|abw|gdoc", re.IGNORECASE), _WORD),
    (re.compile(r"xlsx?m?|ods|numbers|csv|tsv|gsheet", re.IGNORECASE), "copy its cells into the text"),
    (re.compile(r"pptx?|odp|key|gslides|pub|vsdx?|odg", re.IGNORECASE), "copy its text"),
    (re.compile(r"pdf|xps|epub|mobi|djvu", re.IGNORECASE), "copy its text"),
    (re.compile(r"html?|xhtml|mht(?:ml)?|xml|json|tex|rst|adoc|org|eml|msg", re.IGNORECASE), "copy its text"),
    (re.compile(r"zip|rar|7z|gz|tar|tgz", re.IGNORECASE), "take out of it what belongs here"),
    (re.compile(r"jpe?g|png|gif|webp|heic|tiff?|bmp|svg|mp3|mp4|ogg|opus|wav|m4a|mov", re.IGNORECASE), ""),
)


def refuse_document(file: str, report: Report) -> bool:
    """Note a *file* that an office program made, or a picture, in place of a page, a centre or a catalogue."""
    stem, _, ending = file.rpartition(".")
    what_to_do = next((found for endings, found in _OFFICE if stem and endings.fullmatch(ending)), None)
    if what_to_do is None:
        return False
    folder, _, name = stem.rpartition("/")
    wanted = {"pages": ".md", "sites": ".yaml", "translations": ".po"}.get(file.partition("/")[0], "")
    meant = f"{folder}/{slug(name)}{wanted}"
    if not what_to_do:
        report.refuse(file, f"a .{ending.lower()} file is no text", "put it into media, or move it away")
        return True
    # Whoever links to it is right.
    report.unread.add(meant)
    what = f"no kiosk reads a .{ending.lower()} file"
    report.refuse(file, what, f"{what_to_do}, as {meant}" if wanted else f"{what_to_do}, or move it away")
    return True


def note_misnamed(codes: tuple[str, ...], folder: Folder) -> None:
    """Note the files of languages and translations that would be read under another name."""
    for name in folder.below("languages"):
        if refuse_document(name, folder.report):
            continue
        parts = name.split("/")
        if len(parts) == 2:  # noqa: PLR2004 - languages and a file
            what_to_do = f"put it into a folder: languages/CODE/{parts[-1]}"
            if re.split(r"[.]", parts[-1])[0] in codes:
                what_to_do = f"call it languages/{parts[-1].partition('.')[0]}/language.yaml"
            folder.report.error(Place(name), "no file of that name is read", what_to_do)
        elif parts[-1] not in _OF_A_LANGUAGE:
            _note_of_a_language(name, parts[-1], folder)
    _note_translations(codes, folder)


def _note_translations(codes: tuple[str, ...], folder: Folder) -> None:
    for name in folder.below("translations"):
        if not name.lower().endswith((".po", ".pot")) and not refuse_document(name, folder.report):
            code = name.removeprefix("translations/").partition(".")[0]
            known = {each.replace("-", "_") for each in codes}
            if code.replace("-", "_") in known and f"translations/{code}.po" not in folder:
                folder.report.error(Place(name), "no file of that name is read", f"call it translations/{code}.po")
            else:
                folder.report.warning(Place(name), "nobody reads this file", "move it out of translations")


def _note_of_a_language(path: str, name: str, folder: Folder) -> None:
    if ".po" in name.lower():
        # It is told where catalogues are read.
        return
    is_text = re.search(r"\.(?:ya?ml|pot?)\b", name, re.IGNORECASE)
    meant = suggest(re.sub(r"\.txt$|\.yml$", "", name.lower()), _OF_A_LANGUAGE, "", _SLIP)
    if is_text or meant.startswith("did you mean"):
        folder.report.error(Place(path), "no file of that name is read", meant)
