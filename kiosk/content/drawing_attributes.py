"""Which attributes an SVG drawing may have, and which values: an allow-list with limits."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

#: The largest coordinate, the most commands of one path and the most functions of one transform.
LARGEST, MOST_COMMANDS, MOST_TRANSFORMS = 100_000.0, 5000, 6
#: How much all transforms around a shape may enlarge it together.
MOST_ENLARGED = 1000.0
#: The longest name, `id` or description, in characters.
_LONGEST_TEXT = 200

_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
_NUMBERS = re.compile(_NUMBER)
_LENGTH = re.compile(rf"({_NUMBER})(?:px|pt|pc|mm|cm|in|%)?")
_COMMANDS, _BETWEEN = "MmZzLlHhVvCcSsQqTtAa", " \t\r\n,"
_FUNCTION = re.compile(r"\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)\s*,?")
_COLOUR = re.compile(
    r"none|currentColor|inherit|transparent|#[0-9A-Fa-f]{3,8}|[A-Za-z]{3,24}"
    r"|rgba?\(\s*[0-9.]{1,6}%?(?:\s*,\s*[0-9.]{1,6}%?){2,3}\s*\)"
)
_WORD = re.compile(r"[A-Za-z0-9 ._,:/()#%+-]*")

Check = Callable[[str], bool]


def _is_number(text: str, largest: float = LARGEST) -> bool:
    value = text.strip()
    return _NUMBERS.fullmatch(value) is not None and abs(float(value)) <= largest


def _is_length(text: str) -> bool:
    found = _LENGTH.fullmatch(text.strip())
    return found is not None and abs(float(found[1])) <= LARGEST


def _numbers(text: str, others: str = _BETWEEN) -> list[float] | None:
    """Return the numbers of a text; None if one is too large, or something else than *others* stands between them."""
    if set(_NUMBERS.sub("", text)) - set(others):
        return None
    found = [float(number) for number in _NUMBERS.findall(text)]
    return found if all(abs(number) <= LARGEST for number in found) else None


def _is_points(text: str) -> bool:
    return _numbers(text) is not None


def _is_path(text: str) -> bool:
    if _numbers(text, _COMMANDS + _BETWEEN) is None:
        return False
    return sum(text.count(command) for command in _COMMANDS) <= MOST_COMMANDS


def _is_transform(text: str) -> bool:
    return enlargement(text) is not None


def _is_share(text: str) -> bool:
    return _is_number(text.strip().removesuffix("%"), 100)


def _is_text(text: str) -> bool:
    return len(text) <= _LONGEST_TEXT and _WORD.fullmatch(text) is not None


def _is_description(text: str) -> bool:
    return len(text) <= _LONGEST_TEXT


def _among(*words: str) -> Check:
    return lambda text: text.strip() in words


def _like(shape: re.Pattern[str]) -> Check:
    return lambda text: shape.fullmatch(text.strip()) is not None


def enlargement(text: str) -> float | None:
    """Return how much a transform enlarges at most; None if it is not allowed."""
    at, factor = 0, 1.0
    for _ in range(MOST_TRANSFORMS):
        found = _FUNCTION.match(text, at)
        if found is None:
            break
        numbers = _numbers(found[2])
        if numbers is None:
            return None
        factor *= _factor(found[1], numbers)
        at = found.end()
    return factor if not text[at:].strip() and math.isfinite(factor) else None


def _factor(function: str, numbers: list[float]) -> float:
    if function == "scale":
        return max(1.0, *(abs(number) for number in numbers or [1.0]))
    if function == "matrix":
        return max(1.0, sum(abs(number) for number in numbers[:4]))
    if function.startswith("skew"):
        return 1.0 + max((abs(math.tan(math.radians(number))) for number in numbers), default=0.0)
    return 1.0


_NONE = _among("none")
_NAMED = {
    "stroke-linecap": ("butt", "round", "square", "inherit"),
    "stroke-linejoin": ("miter", "round", "bevel", "arcs", "miter-clip", "inherit"),
    "fill-rule": ("nonzero", "evenodd", "inherit"),
    "clip-rule": ("nonzero", "evenodd", "inherit"),
    "display": ("none", "inline", "block", "inherit"),
    "visibility": ("visible", "hidden", "collapse", "inherit"),
    "overflow": ("visible", "hidden", "inherit"),
    "paint-order": ("normal",),
    "vector-effect": ("none",),
    "mix-blend-mode": ("normal",),
    "isolation": ("auto",),
    "shape-rendering": ("auto", "geometricPrecision", "crispEdges", "optimizeSpeed", "inherit"),
}
#: How something is painted: as an attribute, or within ``style``.
_PAINTING: Mapping[str, Check] = {
    **{name: _like(_COLOUR) for name in ("fill", "stroke", "color", "stop-color", "solid-color")},
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity", "solid-opacity"), _is_share),
    **{name: _among(*words) for name, words in _NAMED.items()},
    # Dashes cost as much as they are many; the others paint into pictures of their own.
    **dict.fromkeys(("stroke-dasharray", "filter", "mask", "clip-path", "marker", "-inkscape-stroke"), _NONE),
    **{f"marker-{place}": _NONE for place in ("start", "mid", "end")},
    "stroke-width": _is_length,
    "stroke-dashoffset": _is_length,
    "stroke-miterlimit": lambda text: _is_number(text, 100),
    "enable-background": _is_text,
}
_SHAPING: Mapping[str, Check] = {
    "d": _is_path,
    "points": _is_points,
    "transform": _is_transform,
    "style": lambda text: not refused_styles(text),
    **dict.fromkeys(("x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"), _is_length),
}
#: What is painted no otherwise for it.
_QUIET: Mapping[str, Check] = {
    **dict.fromkeys(("id", "class", "version", "baseProfile", "viewBox", "preserveAspectRatio", "role"), _is_text),
    **dict.fromkeys(("focusable", "xml:space", "xml:lang", "lang"), _is_text),
    **dict.fromkeys(("aria-hidden", "aria-label", "aria-labelledby", "data-name", "data-icon"), _is_description),
    "data-prefix": _is_text,
}
_ALLOWED: Mapping[str, Check] = {**_PAINTING, **_SHAPING, **_QUIET}


def is_allowed(name: str, value: str) -> bool:
    """Whether an attribute may have this value."""
    return name in _ALLOWED and _ALLOWED[name](value)


def refused_styles(style: str) -> list[str]:
    """Return the declarations in the attribute ``style`` that are not allowed."""
    found = []
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if declaration.strip() and not (colon and _is_style(name.strip(), value.strip())):
            found.append(declaration.strip())
    return found


def _is_style(name: str, value: str) -> bool:
    return name in _PAINTING and _PAINTING[name](value)


def stroke_widths(attributes: Mapping[str, str]) -> list[float]:
    """Return the widths of lines that an element names, without their units."""
    values = [attributes.get("stroke-width", "")]
    for declaration in attributes.get("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() == "stroke-width":
            values.append(value)
    return [float(found[1]) for value in values if (found := _LENGTH.fullmatch(value.strip()))]
