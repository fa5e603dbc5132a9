"""The slide and its grid: boxes in EMU (360 000 a centimetre), counted from the start edge of the language.

Positions are logical: x runs from where reading starts. The pen turns them round for right-to-left documents, so
that nothing else has to think of it.
"""

from collections.abc import Sequence

from attrs import evolve, frozen

EMU_PER_CM = 360_000
EMU_PER_PT = 12_700


def cm(length: float) -> int:
    """Give a length in centimetres as EMU."""
    return round(length * EMU_PER_CM)


def pt(length: float) -> int:
    """Give a length in points as EMU."""
    return round(length * EMU_PER_PT)


def points(emu: int) -> float:
    """Give a length in EMU as points."""
    return emu / EMU_PER_PT


@frozen
class Box:
    """A rectangle: position and size in EMU."""

    x: int
    y: int
    w: int
    h: int

    @property
    def end(self) -> int:
        """Where it ends, along the line of reading."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """Where it ends, downwards."""
        return self.y + self.h

    def inset(self, sides: int, ends: int | None = None) -> "Box":
        """Give the box less a margin at its sides and, if it differs, at top and bottom."""
        rise = sides if ends is None else ends
        return Box(self.x + sides, self.y + rise, max(self.w - 2 * sides, 0), max(self.h - 2 * rise, 0))

    def at(self, x: int | None = None, y: int | None = None, w: int | None = None, h: int | None = None) -> "Box":
        """Give the box with some of its measures replaced."""
        changes = {name: value for name, value in (("x", x), ("y", y), ("w", w), ("h", h)) if value is not None}
        return evolve(self, **changes)

    def top(self, height: int) -> "Box":
        """Give its uppermost part."""
        return Box(self.x, self.y, self.w, min(height, self.h))

    def below(self, height: int) -> "Box":
        """Give what is left under its uppermost part."""
        return Box(self.x, self.y + height, self.w, max(self.h - height, 0))

    def columns(self, count: int, gap: int) -> tuple["Box", ...]:
        """Cut it into equal columns, in reading order."""
        width = (self.w - gap * (count - 1)) // count
        return tuple(Box(self.x + i * (width + gap), self.y, width, self.h) for i in range(count))

    def rows(self, count: int, gap: int) -> tuple["Box", ...]:
        """Cut it into equal rows."""
        height = (self.h - gap * (count - 1)) // count
        return tuple(Box(self.x, self.y + i * (height + gap), self.w, height) for i in range(count))

    def split(self, shares: Sequence[float], gap: int) -> tuple["Box", ...]:
        """Cut it into columns in proportion to `shares`."""
        free = self.w - gap * (len(shares) - 1)
        total = sum(shares) or 1
        boxes: list[Box] = []
        x = self.x
        for share in shares:
            width = round(free * share / total)
            boxes.append(Box(x, self.y, width, self.h))
            x += width + gap
        return tuple(boxes)


SLIDE = Box(0, 0, 12_192_000, 6_858_000)
"""33.87 x 19.05 cm."""
MARGIN = cm(1.5)
GUTTER = cm(0.5)
COLUMNS = 12

CONTENT = Box(MARGIN, 0, SLIDE.w - 2 * MARGIN, SLIDE.h)
"""The width that content may use."""
KICKER = Box(MARGIN, cm(0.95), CONTENT.w, cm(0.62))
"""What the slide is about, over its title."""
TITLE = Box(MARGIN, cm(1.55), CONTENT.w, cm(2.45))
"""What the slide says: at most two lines."""
BODY = Box(MARGIN, cm(4.3), CONTENT.w, cm(12.4))
SOURCE = Box(MARGIN, cm(16.85), CONTENT.w, cm(0.6))
FOOTER = Box(MARGIN, cm(17.62), CONTENT.w, cm(0.58))


def across(first: int, count: int, box: Box = BODY) -> Box:
    """Give `count` columns of the grid from column `first` (0 to 11), at the height of `box`."""
    column = (CONTENT.w - (COLUMNS - 1) * GUTTER) / COLUMNS
    x = CONTENT.x + round(first * (column + GUTTER))
    width = round(count * column + (count - 1) * GUTTER)
    return Box(x, box.y, width, box.h)
