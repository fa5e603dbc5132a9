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


_SHORT_SIDE = cm(19.05)
"""Everything is drawn on a page whose shorter side has this length, and enlarged or reduced to the real one."""
_GRID_MARGIN = cm(1.5)
GUTTER = cm(0.5)
COLUMNS = 12


@frozen
class Opening:
    """Where things stand on covers and on slides that open chapters."""

    title: Box
    text: Box
    band: Box | None
    foot: Box
    number: Box
    name: Box
    message: Box


@frozen
class Grid:
    """Where things stand on one kind of page, as drawn: the pen works at this size, the deck writes it `scale` times as large."""

    slide: Box
    title: Box
    """What the page says: at most two lines."""
    kicker: Box
    """What the page is about."""
    body: Box
    source: Box
    footer: Box
    footer_text: Box
    page_number: Box
    scale: float = 1.0
    is_printed: bool = False
    margin: int = _GRID_MARGIN
    title_color: str = "primary"
    kicker_color: str = "muted"
    footer_color: str = "muted"
    title_anchor: str = "t"
    title_align: str = "start"
    opening: Opening | None = None
    """Places of a template's cover and divider; `None` for ours."""
    has_title_plate: bool = False
    has_foot_plate: bool = False
    has_plate: bool = False
    """A plate of ground lies under the content, because the template's own ground is a picture."""

    @property
    def width(self) -> int:
        """Real width of the page, in EMU."""
        return round(self.slide.w * self.scale)

    @property
    def height(self) -> int:
        """Real height of the page, in EMU."""
        return round(self.slide.h * self.scale)

    @property
    def content(self) -> Box:
        """The width that content may use, at the whole height."""
        return Box(self.margin, 0, self.slide.w - 2 * self.margin, self.slide.h)

    def across(self, first: int, count: int, box: Box | None = None) -> Box:
        """Give `count` columns of the grid from column `first` (0 to 11), at the height of `box` or of the body."""
        within = self.body if box is None else box
        column = (self.body.w - (COLUMNS - 1) * GUTTER) / COLUMNS
        x = self.body.x + round(first * (column + GUTTER))
        width = round(count * column + (count - 1) * GUTTER)
        return Box(x, within.y, width, within.h)


def page_scale(width: int, height: int) -> float:
    """Say how many times as large as drawn a page of a size in EMU is: posters larger, ballots smaller."""
    return min(width, height) / _SHORT_SIDE


def page_grid(width: int, height: int, *, is_printed: bool = False) -> Grid:
    """Give the grid of a page of a size in EMU; what is printed has a foot for logos in place of footer and number."""
    scale = page_scale(width, height)
    if abs(scale - 1) < 0.002:
        scale = 1.0
    w, h = round(width / scale), round(height / scale)
    margin = _GRID_MARGIN
    drop = max(round(cm(0.85) / scale) - cm(0.95), 0)
    wide = w - 2 * margin
    footer_y = h - cm(1.43) - drop
    footer = Box(margin, footer_y, wide, cm(0.58))
    if is_printed:
        footer = Box(margin, h - cm(2.4) - drop, wide, cm(1.5))
    source = Box(margin, footer.y - cm(0.77), wide, cm(0.6))
    top = cm(4.3) + drop
    return Grid(
        slide=Box(0, 0, w, h),
        title=Box(margin, cm(1.55) + drop, wide, cm(2.45)),
        kicker=Box(margin, cm(0.95) + drop, wide, cm(0.62)),
        body=Box(margin, top, wide, source.y - cm(0.15) - top),
        source=source,
        footer=footer,
        footer_text=footer.at(w=min(cm(20), wide - cm(3))),
        page_number=footer.at(x=footer.end - cm(2.5), w=cm(2.5)),
        scale=scale,
        is_printed=is_printed,
    )


SCREEN = page_grid(12_192_000, 6_858_000)
"""The slide of our own template: 33.87 x 19.05 cm, 16:9."""
