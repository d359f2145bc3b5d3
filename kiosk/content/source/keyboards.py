"""Reads the keyboards on which visitors type: rows of keys, shipped here or brought by a source."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.model import Keyboard
from kiosk.content.report import Place, Report, place_of
from kiosk.content.soundness.frame import KEYS, LETTERS, ROWS
from kiosk.content.source.cldr import script
from kiosk.content.source.documents import Mapping, Node, Scalar, Sequence, read_document
from kiosk.content.source.fields import Fields, Notes
from kiosk.content.source.folder import Folder

#: The layouts that come with the program.
SHIPPED = Path(__file__).parents[1] / "keyboards"
#: Whose layout serves where there is no other, and in which script it is.
_LAST, _LATIN = "en", "Latn"


def read_keyboards(codes: tuple[str, ...], source: str, folder: Folder) -> dict[str, Keyboard]:
    """Return a keyboard for each language: its own, else one whose letters its speakers know."""
    own = {code: _own(code, folder) or _shipped(code) for code in codes}
    return {code: own[code] or _other(code, source, own.get(source, ())) for code in codes}


def _other(code: str, source: str, of_source: Keyboard) -> Keyboard:
    """Return another language's keyboard in the same script: that of the source if it can be, else a Latin one."""
    if of_source and script(source) == script(code):
        return of_source
    stems = [_LAST, *sorted(path.stem for path in SHIPPED.glob("*.yaml"))]
    shipped = next((stem for stem in stems if script(stem) == script(code)), "")
    return _shipped(shipped) or (of_source if script(source) == _LATIN else ()) or _shipped(_LAST)


def read_keyboard(mapping: Mapping, file: str, owner: str, notes: Notes) -> Keyboard:
    """Return the keyboard that a file describes, and note what is wrong with it."""
    fields = Fields(mapping, file, owner, notes)
    rows = tuple(tuple(row.split()) for row in fields.texts("rows"))
    fields.unknown()
    place = place_of(notes.places, f"{owner}#rows")
    if not rows and _is_empty(fields.node("rows")):
        notes.report.error(place, "the keyboard has no keys", 'write "rows:" and lines as in "- q w e r t y"')
    if len(rows) > ROWS:
        what_to_do = f"put more keys, up to {KEYS}, in each row"
        notes.report.error(place, f"the keyboard has {len(rows)} rows, more than {ROWS}", what_to_do)
    seen: set[str] = set()
    for index, row in enumerate(rows):
        _check_row(row, seen, place_of(notes.places, f"{owner}#rows/{index}"), notes.report)
    return rows


def _is_empty(node: Node | None) -> bool:
    return node is None or not (node.text if isinstance(node, Scalar) else isinstance(node, Sequence) and node.items)


def _check_row(row: tuple[str, ...], seen: set[str], place: Place, report: Report) -> None:
    if len(row) > KEYS:
        report.error(place, f"a row has {len(row)} keys, more than {KEYS}", "move some to another row")
    for key in row:
        if len(key) > LETTERS:
            what_to_do = "put a blank between the keys"
            report.error(place, f'the key "{key}" has {len(key)} letters, more than {LETTERS}', what_to_do)
        if key in seen:
            report.error(place, f'the key "{key}" stands twice', "keep one of them")
        seen.add(key)


def _own(code: str, folder: Folder) -> Keyboard:
    file = f"languages/{code}/keyboard.yaml"
    mapping = folder.mapping(file, 'write "rows:" into it') if file in folder else None
    return read_keyboard(mapping, file, f"keyboard:{code}", folder.notes) if mapping else ()


def _shipped(code: str) -> Keyboard:
    path = SHIPPED / f"{code.replace('_', '-').partition('-')[0]}.yaml"
    if not path.is_file():
        return ()
    report = Report()
    node = read_document(path.read_text(encoding="utf-8"), path.name, report)
    return read_keyboard(node, path.name, "keyboard", Notes(report)) if isinstance(node, Mapping) else ()
