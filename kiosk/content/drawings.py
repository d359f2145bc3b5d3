"""Which SVG is a plain drawing: shapes only, so that painting it runs and fetches nothing and ends soon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.content.drawing_attributes import (
    LARGEST,
    MOST_ENLARGED,
    enlargement,
    is_allowed,
    refused_styles,
    stroke_widths,
)
from kiosk.content.literals import Flaw

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

#: The largest drawing, in bytes, and the most elements of one: ten times what a pictogram of this kiosk has.
LIMIT = 32 * 1024
_ELEMENTS, _DEPTH = 500, 16
#: How many numbers a drawing may have: ten times what a pictogram of this kiosk has. The time to fill
#: a shape grows with the square of its corners; so many take a tenth of a second.
MOST_NUMBERS = 5000
#: So much of a refused value is told, in characters, and so many flaws of one drawing.
_TOLD, _MOST_FLAWS = 40, 20
#: The widest and the tallest drawing: one side to the other.
_STRETCH = 3
#: The least width of a drawing, in its own units.
_SMALLEST = 0.5
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,36}")

_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_OTHERS = {"svg", "g", "defs", "title", "desc", "metadata"}
#: Namespaces are told from names by a sign that stands in neither.
_BETWEEN = " "
_PLAIN = "save it as plain SVG, all of it turned into paths"
_UNDASHED = "draw it without dashes (in Inkscape: Path, Stroke to Path)"
_NUMBER = re.compile(r"[0-9]*\.?[0-9]+")


def numbers_in(drawing: str) -> int:
    """Return how many numbers stand in a drawing."""
    return len(_NUMBER.findall(drawing))


def is_drawing(content: bytes) -> bool:
    """Whether a file is a drawing that can be painted."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return len(content) <= LIMIT and numbers_in(text) <= MOST_NUMBERS and not flaws(text)


def flaws(text: str) -> list[Flaw]:
    """Return what is wrong with *text* as a pictogram; nothing if it can be painted.

    An element is judged by its name whatever its namespace is, since Qt looks at no more.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8", namespace_separator=_BETWEEN)
    drawing = _Drawing(parser)
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003 - it takes no keyword
    except _RefusedError:
        pass
    except expat.ExpatError as error:
        drawing.note(f"this is no SVG: {expat.ErrorString(error.code)}", _PLAIN, error.lineno)
    else:
        drawing.note_if_empty()
    return drawing.flaws


class _RefusedError(Exception):
    """The rest of the drawing is not looked at."""


class _Drawing:
    """Judges a drawing while it is parsed."""

    def __init__(self, parser: XMLParserType) -> None:
        self.flaws: list[Flaw] = []
        self._parser = parser
        self._inside: list[str] = []
        self._enlarged = [1.0]
        self._elements = self._shapes = 0
        self._size = (0.0, 0.0)
        # Without a document type there are no entities, so nothing that grows or is fetched.
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.XmlDeclHandler = self._on_declaration
        parser.ProcessingInstructionHandler = self._on_instruction
        parser.StartElementHandler = self._on_element
        parser.EndElementHandler = self._on_end

    def note(self, what: str, what_to_do: str, line: int = 0) -> None:
        """Note something in a line from 1, else in the one being parsed."""
        flaw = Flaw((line or self._parser.CurrentLineNumber) - 1, what, what_to_do)
        if all(flaw.what != known.what for known in self.flaws):
            self.flaws.append(flaw)
        if len(self.flaws) >= _MOST_FLAWS:
            raise _RefusedError

    def note_if_empty(self) -> None:
        """Note if there is nothing to see in it."""
        if not self._shapes and not self.flaws:
            self.note("nothing is drawn in it", "draw something")

    def _stop(self, what: str, what_to_do: str) -> None:
        self.note(what, what_to_do)
        raise _RefusedError

    def _on_doctype(self, *_: object) -> None:
        self._stop("a DOCTYPE is refused", "delete the line <!DOCTYPE …>")

    def _on_declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self._stop(f"it says that it is {encoding}", 'save it as UTF-8, with encoding="UTF-8" in its first line')

    def _on_instruction(self, target: str, _data: str) -> None:
        self.note(f"<?{target} …?> is refused", "delete it")

    def _on_element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_BETWEEN)
        self._elements += 1
        if self._elements > _ELEMENTS or len(self._inside) >= _DEPTH:
            self._stop("the drawing is too complicated", f"simplify it: at most {_ELEMENTS} elements")
        if not self._inside and (local, space) != ("svg", _SVG):
            self._stop(f"<{local}> is no drawing", f'begin with <svg xmlns="{_SVG}" viewBox="…">')
        if not self._inside:
            self._size = self._view_box(attributes.get("viewBox", ""))
        elif local not in _SHAPES | _OTHERS or local == "svg":
            self.note(f"<{local}> is refused in a pictogram", _PLAIN)
        self._judge_all(attributes)
        if local in _SHAPES and "defs" not in self._inside:
            self._shapes += 1
            if local == "rect" and self._is_ground(attributes):
                self.note("a rectangle covers all of it", "delete it: whatever is drawn gets one colour, white too")
        self._inside.append(local)

    def _on_end(self, _name: str) -> None:
        self._inside.pop()
        self._enlarged.pop()

    def _view_box(self, text: str) -> tuple[float, float]:
        numbers = re.split(r"[\s,]+", text.strip())
        if len(numbers) != len("xywh") or not all(re.fullmatch(r"-?[0-9]{0,6}\.?[0-9]{1,9}", n) for n in numbers):
            self.note("its size is not known", 'write viewBox="0 0 WIDTH HEIGHT" into <svg>')
            return 0.0, 0.0
        width, height = float(numbers[2]), float(numbers[3])
        if not _SMALLEST <= width <= _STRETCH * height <= _STRETCH * _STRETCH * width <= LARGEST * _STRETCH**2:
            self.note("it is too wide or too tall", f"make no side more than {_STRETCH} times the other")
        return width, height

    def _judge_all(self, attributes: dict[str, str]) -> None:
        for attribute, value in attributes.items():
            space, _, local = attribute.rpartition(_BETWEEN)
            self._judge(f"xml:{local}" if space == _XML else local if not space else f"{space}:{local}", value)
        enlarged = self._enlarged[-1] * (enlargement(attributes.get("transform", "")) or 1.0)
        self._enlarged.append(enlarged)
        if enlarged > MOST_ENLARGED:
            self.note("its transforms enlarge too much", f"draw it larger: at most {MOST_ENLARGED:g} times")
        if any(abs(width) > max(self._size) for width in stroke_widths(attributes)):
            self.note("a line is wider than the drawing", "make it thinner")

    def _judge(self, name: str, value: str) -> None:
        if is_allowed(name, value):
            return
        what = f"the attribute {name[-_TOLD:]} is refused in a pictogram"
        if name == "style":
            what = f"{what}: {refused_styles(value)[0][:_TOLD]!r}"
        elif is_allowed(name, "none"):
            what = f"{what} with the value {value[:_TOLD]!r}"
        is_dashed = "stroke-dasharray" in (name, *(each.partition(":")[0].strip() for each in value.split(";")))
        self.note(what, _UNDASHED if is_dashed else _PLAIN)

    def _is_ground(self, attributes: dict[str, str]) -> bool:
        """Tell whether a rectangle is the ground that many programs put behind a drawing."""
        filled = attributes.get("fill") != "none" and "fill:none" not in attributes.get("style", "").replace(" ", "")
        sides = (attributes.get("width"), attributes.get("height"))
        return filled and all(side in {"100%", f"{whole:g}"} for side, whole in zip(sides, self._size, strict=True))
