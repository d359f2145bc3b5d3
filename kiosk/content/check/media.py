"""Checks that each file of the source's own is of a kind that kiosks show, and whole."""

from __future__ import annotations

from kiosk.content.drawings import MOST_NUMBERS, flaws, numbers_in
from kiosk.content.files import KIB, read_text, too_large
from kiosk.content.library.shapes import MOST_FILES
from kiosk.content.report import Place, Report
from kiosk.content.soundness.media import (
    CLIP,
    DRAWING,
    KINDS,
    MOST_DRAWINGS,
    MOST_TYPE,
    PICTURE,
    TYPEFACE,
    kind_of,
)
from kiosk.content.soundness.pictures import PIXELS, SIDE
from kiosk.content.source.tree import SourceTree
from kiosk.errors import reason_of

_MEGA = 1_000_000
#: What a file that is none of its kind is told.
_NONE = {
    PICTURE: (
        f"this is no PNG or JPEG, or has more than {PIXELS // _MEGA} megapixels",
        f"save it again as one of these, no side longer than {SIDE} pixels",
    ),
    TYPEFACE: ("this is no TrueType or OpenType font that a kiosk can use", "take another file of that font"),
    CLIP: ("this is no clip in Ogg, made with Opus or Vorbis", "save it again as .opus"),
}


def check_media(tree: SourceTree, report: Report) -> None:
    """Note the files that a kiosk would refuse, and with them the whole content."""
    if len(tree.media) > MOST_FILES:
        what = f"there are {len(tree.media)} files, more than the {MOST_FILES} that a kiosk takes"
        report.error(Place("media"), what, "take out those that nothing shows")
        return
    drawings = sum(kind_of(name) is DRAWING for name in tree.media)
    if drawings > MOST_DRAWINGS:
        what = f"there are {drawings} drawings, more than the {MOST_DRAWINGS} that a kiosk takes"
        report.error(Place("media"), what, "take out those that nothing shows")
    for name, file in tree.media.items():
        if file in report.unread:
            continue
        try:
            _check_file(name, file, tree, report)
        except OSError as error:
            report.refuse(file, f"the file cannot be read ({reason_of(error)})", "see who may read it")
    _check_fonts(tree, report)


def _check_file(name: str, file: str, tree: SourceTree, report: Report) -> None:
    kind = kind_of(name)
    if kind is None:
        endings = ", ".join(f".{ending}" for ending in KINDS)
        what_to_do = f"a kiosk takes {endings}: save it as one of them, or move it out of media/"
        report.error(Place(file), "no kiosk shows a file of this kind", what_to_do)
        return
    if too_large(tree.folder, file, report, kind.largest):
        return
    if kind is DRAWING:
        _check_drawing(name, file, tree, report)
    elif not kind.is_one((tree.folder / file).read_bytes()):
        report.error(Place(file), *_NONE[kind])


def _check_drawing(name: str, file: str, tree: SourceTree, report: Report) -> None:
    text = read_text(tree.folder, file, report)
    if text is None:
        return
    count = numbers_in(text)
    if count > MOST_NUMBERS:
        what = f"the drawing has {count} numbers, {MOST_NUMBERS} fit"
        report.error(Place(file), what, "simplify it: draw it with fewer corners")
    # Those of pictograms were noted when they were read.
    if not name.startswith("icons/"):
        for flaw in flaws(text):
            report.error(Place(file, flaw.line + 1), flaw.what, flaw.what_to_do)


def _check_fonts(tree: SourceTree, report: Report) -> None:
    files = [tree.media[language.font] for language in tree.languages if language.font in tree.media]
    size = sum((tree.folder / file).stat().st_size for file in set(files) - report.unread)
    if size > MOST_TYPE:
        what = f"the fonts of all languages have {size // KIB // KIB} MiB, {MOST_TYPE // KIB // KIB} fit"
        report.error(Place("languages"), what, "take smaller ones for some languages")
