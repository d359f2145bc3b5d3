"""Where a tall column may be cut between two screenfuls: never through a line, a card or a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Folds:
    """The boxes (top, bottom) of what must stay whole, in pixels from the column's top, and its height.

    The first screenful begins at *head*: below the blank above a box that fits only without it.
    """

    boxes: tuple[tuple[int, int], ...]
    height: int
    head: int = 0

    @classmethod
    def of(cls, boxes: list[tuple[int, int]], height: int, room: int = 0) -> Folds:
        """Merge boxes that overlap, as a card and the words in it; *room* pixels are seen at once."""
        merged: list[tuple[int, int]] = []
        for top, bottom in sorted(boxes):
            if merged and top < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], bottom))
            else:
                merged.append((top, bottom))
        top, bottom = merged[0] if merged else (0, 0)
        head = bottom - room if room < bottom <= top + room else 0
        return cls(tuple(merged), height, head)

    def visible_bottom(self, top: int, room: int) -> int:
        """Return how far the screenful that begins at *top* shows, at most *room* pixels."""
        if top + room >= self.height:
            return self.height
        cut = next((box for box in self.boxes if box[0] < top + room < box[1]), None)
        if cut is None or cut[0] <= top or cut[1] - cut[0] > room:
            return top + room
        return cut[0]

    def after(self, top: int, room: int) -> int:
        """Return where the next screenful begins."""
        bottom = self.visible_bottom(top, room)
        if bottom >= self.height:
            return top
        if any(box[0] < bottom < box[1] for box in self.boxes):
            # Taller than the screen: it goes on where this screenful ends.
            return bottom
        following = next((box[0] for box in self.boxes if box[0] >= bottom - 1), bottom)
        return following if following > top else min(top + room, self.height)

    def before(self, top: int, room: int) -> int:
        """Return where the screenful begins that ends at *top*."""
        wanted = top - room
        if wanted <= self.head:
            return self.head
        above = [box for box in self.boxes if box[0] < top]
        if above and above[-1][0] < wanted and above[-1][1] - above[-1][0] <= room:
            # A margin below it is not to be seen at the price of cutting the box.
            return above[-1][0]
        start = next((box[0] for box in above if box[0] >= wanted), wanted)
        return self.head if self.head and start <= self.boxes[0][0] else start

    def last(self, room: int) -> int:
        """Return where the screenful begins that shows the end."""
        return self.before(self.height, room)

    def snapped(self, wanted: int) -> int:
        """Return the first place at or below *wanted* where a screenful may begin."""
        if wanted <= self.head:
            return self.head
        return next((box[0] for box in self.boxes if box[0] >= wanted), wanted)
