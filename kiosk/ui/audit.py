"""Looks at a screen by its geometry: nothing cut, overlapping, off the screen or too small to touch."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from kiosk.ui.screens.screen import Screen
from kiosk.ui.widgets.code import Code
from kiosk.ui.widgets.pager import Pager
from kiosk.ui.widgets.phone_text import PhoneText
from kiosk.ui.widgets.text import Text
from kiosk.ui.widgets.touchable import Touchable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.content.model import Phone
    from kiosk.ui.look import Look


#: Text larger than this is the largest.
LARGE_TEXT = 140


def faults(window: QWidget, look: Look) -> list[str]:
    """Return what a visitor could not read or touch, one line each; empty when all is well."""
    texts = [part for part in window.findChildren(Text) if part.isVisible()]
    targets = [part for part in window.findChildren(Touchable) if part.isVisible()]
    found = [f"cut: {text.text()!r}" for text in texts if text.is_cut()]
    found += [f"no typeface has a sign of: {text.text()!r}" for text in texts if text.has_boxes()]
    found += [f"outside its parent: {name(part)}" for part in [*texts, *targets] if _sticks_out(part)]
    found += [f"off the screen: {name(part)}" for part in [*texts, *targets] if _off_screen(part, window)]
    found += [f"too small to touch: {name(part)}" for part in targets if _too_small(part, look)]
    found += [f"not focusable: {name(part)}" for part in targets if not _focusable(part)]
    found += [f"without a name: {part!r}" for part in targets if not part.accessibleName()]
    found += _overlaps(targets, window)
    found += _overlaps(texts, window)
    found += _texts_under_targets(texts, targets, window)
    found += [f"line cut at the fold: {line}" for line in _cut_at_folds(window)]
    found += _hidden_contact(window, look)
    return found


def name(part: QWidget) -> str:
    """Return what a person would call a part of the screen."""
    return repr(part.text()) if isinstance(part, Text) else repr(part.accessibleName() or part.objectName())


def _sticks_out(part: QWidget) -> bool:
    """Whether a part leaves its parent, so that the parent's edge cuts it; a pager's content may."""
    parent = part.parentWidget()
    return parent is not None and not _within(part.geometry(), parent.rect())


def _off_screen(part: QWidget, window: QWidget) -> bool:
    if _in_pager(part):
        left, right = _box(part, window).left(), _box(part, window).right()
        return left < 0 or right > window.width()
    return not _within(_box(part, window), window.rect())


def _too_small(part: Touchable, look: Look) -> bool:
    width, height = part.smallest
    return part.width() < look.px(width) - 1 or part.height() < look.px(height) - 1


def _focusable(part: Touchable) -> bool:
    return not part.isEnabled() or part.focusPolicy() == Qt.FocusPolicy.StrongFocus


def _overlaps(parts: list[Text] | list[Touchable], window: QWidget) -> list[str]:
    boxes = [(part, _box(part, window)) for part in parts]
    return [
        f"overlap: {name(one)} and {name(other)}"
        for (one, box), (other, other_box) in combinations(boxes, 2)
        if box.intersects(other_box) and not _nested(one, other) and _same_layer(one, other)
    ]


def _texts_under_targets(texts: list[Text], targets: list[Touchable], window: QWidget) -> list[str]:
    boxes = [(target, _box(target, window)) for target in targets]
    return [
        f"covered: {name(text)} by {name(target)}"
        for text in texts
        for target, box in boxes
        if not target.isAncestorOf(text) and _box(text, window).intersects(box) and _same_layer(text, target)
    ]


def _nested(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other) or other.isAncestorOf(one)


def _same_layer(one: QWidget, other: QWidget) -> bool:
    """Whether both belong to the same part of the screen: a paged column may pass under nothing else."""
    return _in_pager(one) == _in_pager(other) and _layer(one) is _layer(other)


def _layer(part: QWidget) -> QWidget:
    """Return the child of the window that holds the part: the stage, or the question over it."""
    layer = part
    for above in _ancestors(part):
        if above.isWindow():
            break
        layer = above
    return layer


def _in_pager(part: QWidget) -> bool:
    pager = next((above for above in _ancestors(part) if isinstance(above, Pager)), None)
    return pager is not None and pager.holds(part)


def _ancestors(part: QWidget) -> Iterator[QWidget]:
    above = part.parent()
    while isinstance(above, QWidget):
        yield above
        above = above.parent()


def _cut_at_folds(window: QWidget) -> list[str]:
    return [line for pager in window.findChildren(Pager) if pager.isVisible() for line in pager.cut_lines()]


def _hidden_contact(window: QWidget, look: Look) -> list[str]:
    """Return whether the number or code of the contact to call is missing on the first screen.

    On a low screen with the largest text, long words in the bars may leave less than a code needs; the number is seen.
    """
    found = []
    needs_code = not look.low or look.text_size <= LARGE_TEXT
    for screen in window.findChildren(Screen):
        contact = screen.contact_to_call
        if contact is None or not screen.isVisible():
            continue
        phone = contact.phones[0]
        numbers = [part for part in screen.findChildren(PhoneText) if part.phone == phone]
        codes = [part for part in screen.findChildren(Code) if not phone.dials or _dials(part, phone)]
        needed: dict[str, Sequence[QWidget]] = {"number": numbers}
        if needs_code:
            needed["code"] = codes
        for what, parts in needed.items():
            if not any(_on_first_screen(part) for part in parts):
                found.append(f"not on the first screen: the {what} of {contact.name.text!r}")
    return found


def _dials(code: Code, phone: Phone) -> bool:
    return f"TEL:{phone.dials}" in code.data.splitlines()


def _on_first_screen(part: QWidget) -> bool:
    pager = next((above for above in _ancestors(part) if isinstance(above, Pager) and above.holds(part)), None)
    return part.isVisible() and (pager is None or pager.is_on_first_screen(part))


def _box(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def _within(inner: QRect, outer: QRect) -> bool:
    return outer.adjusted(-1, -1, 1, 1).contains(inner)
