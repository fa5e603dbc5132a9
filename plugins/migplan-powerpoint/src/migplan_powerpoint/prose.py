"""Running text: headings, paragraphs, lists, remarks set apart, prose still to be written."""

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from migplan.documents import Bullets, Heading, Note, NoteKind, Paragraph, ParagraphStyle, Slot, is_empty
from migplan_powerpoint import clipping
from migplan_powerpoint.balance import without_orphan
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import BODY_SIZES, Para, Run

LARGE_SIZES = (24.0, 22.0, *BODY_SIZES)
"""Sizes of a text that has a slide to itself."""
_QUOTE_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_BAR = cm(0.16)
_SIDE = cm(0.55)
_MOST_CARDS = 6
_PAIRS = cm(9.6)
"""Least height of lists that stand side by side."""

Prose = Heading | Paragraph | Bullets


def paras_of(block: Prose, stage: Stage, size: float) -> list[Para]:
    """Set a text block with body text at `size` points."""
    writer = stage.writer
    if isinstance(block, Heading):
        runs = writer.runs(block.text, is_bold=True, color="primary")
        number = (Run(f"{writer.text(block.number)}  ", True, "accent"),) if block.number else ()
        return [Para((*number, *runs), size + (2 if block.level < 3 else 0), before=size * 0.8)]
    if isinstance(block, Paragraph):
        if block.style is ParagraphStyle.LEAD:
            return [writer.para(block.text, size + 2, color="primary", before=size * 0.5)]
        if block.style is ParagraphStyle.SMALL:
            return [writer.para(block.text, max(size - 4, 12.0), color="muted", before=size * 0.4)]
        if block.style is ParagraphStyle.QUOTE:
            return [writer.para(block.text, size + 2, color="primary", before=size * 0.6)]
        return [writer.para(block.text, size, before=size * 0.5)]
    return bullet_paras(block, stage, size)


def bullet_paras(block: Bullets, stage: Stage, size: float) -> list[Para]:
    """Set a list; numbers run on for items of the first level."""
    paras: list[Para] = []
    number = 0
    for item in block.items:
        number += item.level == 1
        mark = f"{number}." if block.is_numbered and item.level == 1 else ("•" if item.level % 2 else "–")
        paras.append(
            stage.writer.para(item.text, size, mark=mark, level=min(max(item.level, 1), 3), before=size * 0.45)
        )
    return paras


def text_piece(blocks: Sequence[Prose], stage: Stage, width: int, *, is_alone: bool = False) -> Piece:
    """Give consecutive text blocks as one piece of one size, which parts between paragraphs."""
    kept = [block for block in blocks if not (isinstance(block, Heading | Paragraph) and is_empty(block.text))]
    sizes = LARGE_SIZES if is_alone else BODY_SIZES
    by_size = {
        size: _Set.of([para for block in kept for para in paras_of(block, stage, size)], stage, width) for size in sizes
    }
    keeps = bool(kept) and isinstance(kept[-1], Heading)
    return _paras_piece(by_size, stage, width, keeps_next=keeps)


@frozen
class _Set:
    """Paragraphs as set at one size, with the height of each in points, the space above it included."""

    paras: tuple[Para, ...]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, paras: Sequence[Para], stage: Stage, width: int) -> "_Set":
        """Measure paragraphs in a width in EMU."""
        heights = tuple(stage.writer.height([para], points(width)) + para.before for para in paras)
        return cls(tuple(paras), heights)

    def height(self) -> int:
        """Give the height of all, in EMU; the first has no space above."""
        return pt(sum(self.heights) - self.paras[0].before) if self.paras else 0

    def part(self, start: int, end: int | None = None) -> "_Set":
        """Give some of the paragraphs."""
        return _Set(self.paras[start:end], self.heights[start:end])


def _paras_piece(by_size: dict[float, _Set], stage: Stage, width: int, *, keeps_next: bool = False) -> Piece:
    sizes = sorted(by_size, reverse=True)
    heights = {size: by_size[size].height() for size in sizes}
    least = sizes[-1]

    def draw(pen: Pen, box: Box) -> None:
        paras, _, _ = stage.largest(lambda size: by_size[size].paras, box, sizes)
        place = pen.claim("obj") if all(para.size >= 16 for para in paras) else None
        pen.text(box, paras, name="body", place=place)

    def cut(height: int) -> tuple[Piece, Piece] | None:
        whole = by_size[least]
        room = points(height) + (whole.paras[0].before if whole.paras else 0.0)
        count, used = 0, 0.0
        while count < len(whole.paras) and used + whole.heights[count] <= room:
            used += whole.heights[count]
            count += 1
        while count and count < len(whole.paras) and _is_head(whole.paras[count - 1]):
            count -= 1
        if count == len(whole.paras):
            return None
        if count:
            first = {size: by_size[size].part(0, count) for size in sizes}
            rest = {size: by_size[size].part(count) for size in sizes}
        else:
            parted = part_para(whole.paras[0], stage, width, height)
            if parted is None:
                return None
            first = {least: _Set.of([parted[0]], stage, width)}
            tail = _Set.of([parted[1]], stage, width)
            others = whole.part(1)
            rest = {least: _Set(tail.paras + others.paras, tail.heights + others.heights)}
        return _paras_piece(first, stage, width), _paras_piece(rest, stage, width, keeps_next=keeps_next)

    want_size = next((size for size in sizes if size <= 20), least)
    return Piece(heights[want_size], heights[least], draw, cut, is_text=True, keeps_next=keeps_next)


def _is_head(para: Para) -> bool:
    return bool(para.runs) and all(run.is_bold for run in para.runs) and not para.mark


def part_para(para: Para, stage: Stage, width: int, height: int) -> tuple[Para, Para] | None:
    """Part one long paragraph so that its first part fits a height; lengths in EMU."""
    return clipping.part_para(para, stage.writer, points(width), points(height))


def quote_piece(block: Paragraph, stage: Stage, width: int, height: int) -> Piece:
    """Give a text that has a slide to itself, such as a vision: large, beside a bar of accent."""

    def draw(pen: Pen, box: Box) -> None:
        inner = Box(box.x + cm(1.2), box.y, min(box.w - cm(1.2), cm(27)), box.h)
        paras, _, _ = stage.largest(
            lambda size: [stage.writer.para(block.text, size, color="primary")], inner, _QUOTE_SIZES
        )
        used = min(stage.height(paras, inner.w) + cm(0.4), box.h)
        top = box.y + (box.h - used) * 2 // 5
        pen.shape(Box(box.x, top, cm(0.22), used), fill="accent", name="bar")
        pen.text(inner.at(y=top, h=used), paras, name="body", anchor="ctr")

    def cut(room: int) -> tuple[Piece, Piece] | None:
        return text_piece([block], stage, width).cut(room)  # type: ignore[misc]  # a text piece always has a cut

    least = stage.height([stage.writer.para(block.text, _QUOTE_SIZES[-1])], min(width - cm(1.2), cm(27))) + cm(0.4)
    return Piece(max(height, least), least, draw, cut, grows=True)


def quotes_piece(blocks: Sequence[Paragraph], stage: Stage, width: int) -> Piece | None:
    """Give a few sayings one below the other, each beside its bar; `None` when they do not fit."""
    gap, wide = cm(0.9), min(width - cm(1.2), cm(27))

    def sets(size: float) -> list[list[Para]]:
        made = (stage.writer.para(block.text, size, color="primary") for block in blocks)
        return [[without_orphan(para, stage.writer, points(wide))] for para in made]

    def needed(size: float) -> int:
        return sum(stage.height(paras, wide) + cm(0.3) for paras in sets(size)) + gap * (len(blocks) - 1)

    def draw(pen: Pen, box: Box) -> None:
        size = next((size for size in (26.0, *LARGE_SIZES) if needed(size) <= box.h), LARGE_SIZES[-1])
        y = box.y + max(box.h - needed(size), 0) // 4
        for paras in sets(size):
            high = stage.height(paras, wide) + cm(0.3)
            pen.shape(Box(box.x, y, cm(0.22), high), fill="accent", name="bar")
            pen.text(Box(box.x + cm(1.2), y, wide, high), paras, name="quote", anchor="ctr")
            y += high + gap

    least = needed(LARGE_SIZES[-1])
    return Piece(stage.body_height, least, draw, grows=True) if least <= stage.body_height else None


def closing_piece(blocks: Sequence[Paragraph], stage: Stage, width: int) -> Piece | None:
    """Give a few lines that end a meeting: the first large, the others below; `None` when they do not fit."""
    inner = width - cm(1.2)

    def make(size: float) -> list[Para]:
        first = stage.writer.para(blocks[0].text, size * 1.3, color="primary")
        first = without_orphan(first, stage.writer, points(inner))
        return [first, *(stage.writer.para(block.text, size, before=size * 0.7) for block in blocks[1:])]

    def draw(pen: Pen, box: Box) -> None:
        place = Box(box.x + cm(1.2), box.y, inner, box.h)
        paras, _, _ = stage.largest(make, place, LARGE_SIZES)
        used = min(stage.height(paras, inner) + cm(0.3), box.h)
        top = box.y + (box.h - used) // 4
        pen.shape(Box(box.x, top, cm(0.22), used), fill="accent", name="bar")
        pen.text(place.at(y=top, h=used), paras, name="body", anchor="ctr")

    least = stage.height(make(LARGE_SIZES[-1]), inner) + cm(0.3)
    return Piece(stage.body_height, least, draw, grows=True) if least <= stage.body_height else None


def pairs_piece(blocks: Sequence[Prose], stage: Stage, width: int, room: int = 0) -> Piece | None:
    """Give two or three short lists, each under its heading, side by side; `None` when they do not fit.

    They take the slide, or no more than `room`.
    """
    gap, room = cm(0.6), room or stage.body_height
    heads = [block for block in blocks[::2] if isinstance(block, Heading)]
    lists = [block for block in blocks[1::2] if isinstance(block, Bullets)]
    if not 1 <= len(heads) == len(lists) <= 3 or len(heads) * 2 != len(blocks):
        return None
    column = (width - gap * (len(heads) - 1)) // len(heads)

    def make(index: int, size: float) -> list[Para]:
        return [*paras_of(heads[index], stage, 20.0), *bullet_paras(lists[index], stage, size)]

    def needed(size: float) -> int:
        return max(stage.height(make(index, size), column - 2 * _SIDE) for index in range(len(heads))) + cm(1)

    size = next((size for size in (28.0, 26.0, *LARGE_SIZES) if needed(size) <= room), None)
    if size is None:
        return None

    def draw(pen: Pen, box: Box) -> None:
        high = min(max(needed(size), min(_PAIRS, room)), box.h)
        for index, place in enumerate(box.top(high).columns(len(heads), gap)):
            pen.shape(place, fill="sand", name="card")
            pen.shape(place.at(h=cm(0.12)), fill="primary", name="bar")
            inner = place.inset(_SIDE, cm(0.45))
            pen.text(inner, make(index, size), name="list")

    return Piece(max(needed(size), min(_PAIRS, room)), needed(size), draw)


def cards_piece(block: Bullets, stage: Stage, width: int) -> Piece | None:
    """Give a short list that has a slide to itself as cards in a grid; `None` when it is too long for that."""
    items = block.items
    if not 2 <= len(items) <= _MOST_CARDS or any(item.level > 1 for item in items):
        return None
    columns = 2 if len(items) in (2, 4) else 3
    rows = -(-len(items) // columns)
    gap = cm(0.5)

    def room(box: Box) -> Box:
        return Box(box.x + _SIDE, box.y + cm(0.9), box.w - 2 * _SIDE, box.h - cm(1.2))

    def fitting(boxes: Sequence[Box]) -> float | None:
        for size in (36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 17.0, 16.0):
            if all(
                stage.writer.fits([stage.writer.para(item.text, size)], points(room(box).w), points(room(box).h))
                for item, box in zip(items, boxes, strict=True)
            ):
                return size
        return None

    def grid(box: Box) -> list[Box]:
        return [cell for row in box.rows(rows, gap) for cell in row.columns(columns, gap)][: len(items)]

    def draw(pen: Pen, box: Box) -> None:
        high = min(box.h, rows * cm(6.2 if rows > 1 else 9.6))
        boxes = grid(box.at(h=high))
        size = fitting(boxes) or 16.0
        for number, (item, cell) in enumerate(zip(items, boxes, strict=True), start=1):
            pen.shape(cell, fill="sand", name="card")
            pen.shape(cell.at(h=cm(0.12)), fill="primary", name="bar")
            paras = [stage.writer.para(item.text, size)]
            if block.is_numbered:
                mark = Para((Run(str(number), True, "accent"),), 16.0)
                pen.text(Box(cell.x + _SIDE, cell.y + cm(0.28), cm(1.2), cm(0.72)), [mark], name="number")
            pen.text(room(cell), paras, name="card", anchor="t" if block.is_numbered else "ctr")

    least = rows * cm(4.2)
    if fitting(grid(Box(0, 0, width, least + (rows - 1) * gap))) is None:
        least = rows * cm(5.6)
        if fitting(grid(Box(0, 0, width, least + (rows - 1) * gap))) is None:
            return None
    return Piece(rows * cm(6), least + (rows - 1) * gap, draw, grows=True)


_NOTE_COLORS = {NoteKind.INFORMATION: "primary", NoteKind.WARNING: "accent", NoteKind.ILLUSTRATION: "muted"}


def note_piece(block: Note, stage: Stage, width: int) -> Piece:
    """Give a remark as a panel with its kind in words."""
    title = block.title if not is_empty(block.title) else stage.words(f"blocks.note.{block.kind.value}")
    color = _NOTE_COLORS[block.kind]

    def paras(size: float) -> list[Para]:
        head = stage.writer.para(title, size, is_bold=True, color=color)
        return [head, stage.writer.para(block.text, size, before=size * 0.2)]

    return panel_piece(paras, stage, width, fill="sand", bar=color, name="note")


def slot_piece(block: Slot, stage: Stage, width: int) -> Piece:
    """Give prose still to be written as a marked place that takes the room left, or what was written there."""
    if not is_empty(block.text):
        return text_piece([Paragraph(block.text)], stage, width)
    hint = stage.words("blocks.slot.hint", hint=block.hint)

    def paras(size: float) -> list[Para]:
        return [stage.writer.para(hint, size, color="muted")]

    piece = panel_piece(paras, stage, width, line="muted", dash="dash", name=f"slot:{block.passage}", spare=cm(1.6))
    return evolve(piece, grows=True)


def panel_piece(
    make: Callable[[float], list[Para]],
    stage: Stage,
    width: int,
    *,
    fill: str = "",
    line: str = "",
    dash: str = "",
    bar: str = "",
    name: str = "panel",
    spare: int = 0,
) -> Piece:
    """Give a text in a frame of its own; too long for a slide, it parts into running text."""
    side, rise = _SIDE, cm(0.35)
    inner = width - 2 * side
    sizes = (18.0, 17.0, 16.0)

    def height(size: float) -> int:
        return stage.height(make(size), inner) + 2 * rise + spare

    def draw(pen: Pen, box: Box) -> None:
        paras, _, _ = stage.largest(make, box.inset(side, rise), sizes)
        pen.text(box, paras, name=name, fill=fill, line=line, dash=dash, anchor="ctr", inset=(side, rise, side, rise))
        if bar:
            pen.shape(box.at(w=_BAR), fill=bar, name="bar")

    def cut(room: int) -> tuple[Piece, Piece] | None:
        return _paras_piece({16.0: _Set.of(make(16.0), stage, width)}, stage, width).cut(room)  # type: ignore[misc]  # a text piece always has a cut

    return Piece(height(18.0), height(16.0) - spare, draw, cut)
