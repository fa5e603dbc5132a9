"""Quadrants: the four fields of a SWOT as a table, or things placed between two axes as a native drawing."""

from collections.abc import Sequence

from attrs import frozen

from migplan.documents import (
    Bullets,
    Inline,
    Point,
    Quadrant,
    Table,
    fallback,
)
from migplan.documents.categories import PLAIN, marks_of, shown_marks
from migplan_office.markers import PRESETS
from migplan_word.grids import ROW, cell_properties, opening
from migplan_word.inline import is_blank
from migplan_word.prose import draw_bullets, heading, source_line
from migplan_word.shapes import Drawing
from migplan_word.tables import draw_table
from migplan_word.widths import in_twips
from migplan_word.writer import Writer

_MOST_POINTS = 64
_LEFT, _TOP, _BOTTOM = 4.0, 7.0, 7.0
_LOWEST, _HIGHEST = 116.0, 190.0
"""Heights of the plane, in millimetres."""
_MANY = 24
"""Points from which the plane takes all the height there is."""
_ATTEMPTS = ((46.0, True), (36.0, True), (30.0, True), (46.0, False))
"""Widest line of a label in millimetres, and whether labels at the edges of the plane
are set first instead of the longest."""
_HEAD = 72.0
"""Points of a heading and its message, which stay on the page of the drawing."""
_DOT = 2.6
_ROW = 4.3
"""Height of a label, in millimetres."""
_SWOT_ROOM = 0.85


def draw_quadrant(writer: Writer, block: Quadrant) -> None:
    """Set four lists, or points on a plane; too many of either are told in simpler blocks."""
    if block.lists:
        _draw_lists(writer, block)
        return
    if 0 < len(block.points) <= _MOST_POINTS:
        for height in _heights(writer, block):
            for room, by_place in _ATTEMPTS:
                placed = _placed(writer, block, height, room, by_place)
                if placed is not None:
                    _draw_plane(writer, block, placed, height)
                    return
    for simpler in fallback(block, writer.words):
        if isinstance(simpler, Table):
            draw_table(writer, simpler)
        else:
            source_line(writer, getattr(simpler, "text", ""))


def _draw_lists(writer: Writer, block: Quadrant) -> None:
    lists = [
        [item for item in (block.lists[index] if index < len(block.lists) else ()) if not is_blank(item)]
        for index in range(4)
    ]
    widths = in_twips([writer.width / 40] * 2, writer.width)
    room = widths[0] / 20 - 26
    heights = [
        25 + sum(12.5 * len(writer.lines(writer.plain(item), room, 9.5)) + 2.5 for item in items) for items in lists
    ]
    tall = max(heights[:2]) + max(heights[2:])
    if tall > _SWOT_ROOM * writer.flow.page.height:
        _lists_in_turn(writer, block, lists)
        return
    if not is_blank(block.title):
        writer.flow.add(writer.caption("table", block.title, block.id), 30)
    close = ""
    if tall > writer.flow.left:
        close = "Dense"
        tall -= 2.6 * sum(max(len(lists[top]), len(lists[top + 1])) for top in (0, 2))
    rows = []
    tones = ("achieved", "late", "achieved", "late")
    grounds = [writer.theme.tone(tone).ground for tone in tones]
    for top in (0, 2):
        cells = ""
        for index in (top, top + 1):
            name = writer.paragraph(f"SwotTitle{'Low' if index % 2 else ''}", block.quarters[index])
            items = "".join(writer.paragraph(f"SwotItem{close}", item) for item in lists[index])
            cells += f"<w:tc>{cell_properties(widths[index - top], grounds[index])}{name}{items}</w:tc>"
        rows.append(f"{ROW}{cells}</w:tr>")
    title = writer.plain(block.title)
    alt = block.alt or writer.words("blocks.draw_alt", title=title)
    writer.flow.add(f"{opening(writer, widths, title, alt, 'Cards', look='side')}{''.join(rows)}</w:tbl>", tall)
    writer.gap()
    source_line(writer, block.note)


def _lists_in_turn(writer: Writer, block: Quadrant, lists: Sequence[Sequence[Inline]]) -> None:
    """Set long lists one after another, over as many pages as they need."""
    if not is_blank(block.title):
        heading(writer, block.title, min(3, writer.depth + 1), "", block.id)
    for name, items in zip(block.quarters, lists, strict=True):
        writer.flow.add(writer.paragraph("SwotTitle", name), 22)
        draw_bullets(writer, Bullets(tuple(items)))
    source_line(writer, block.note)


@frozen
class _Label:
    """A point's dot and the words beside it, in millimetres from the drawing's corner."""

    point: Point
    x: float
    y: float
    left: float
    width: float
    lines: int


def _plane(writer: Writer, height: float) -> tuple[float, float, float, float]:
    width = min(writer.width / 56.7, 163.0)
    return _LEFT, _TOP, width - 2 * _LEFT, height


def _share(value: object, low: object, high: object) -> float:
    span = float(high) - float(low)  # type: ignore[arg-type]  # decimals
    share = (float(value) - float(low)) / span if span else 0.5  # type: ignore[arg-type]  # decimals
    return 0.07 + 0.86 * min(max(share, 0.0), 1.0)


def _heights(writer: Writer, block: Quadrant) -> list[float]:
    """Give the heights at which the drawing stays on the page of its heading."""
    flow = writer.flow
    legend = len(_legend_lines(writer, _categories(block), _plane(writer, 0)[2]))
    below = 16 + writer.height(block.title, 9.5, 13) + (20 if not is_blank(block.note) else 0)
    around = below + (_TOP + _BOTTOM + 5.5 * legend + 8) * 2.835
    here, elsewhere = ((room - around) / 2.835 for room in (flow.left, flow.page.height - _HEAD))
    found = [here if len(block.points) >= _MANY else _LOWEST] if here >= _LOWEST else []
    return [min(height, _HIGHEST) for height in (*found, elsewhere) if height >= _LOWEST]


def _categories(block: Quadrant) -> list[str]:
    return list(shown_marks(block))


def _placed(writer: Writer, block: Quadrant, height: float, room: float, by_place: bool) -> list[_Label] | None:
    """Find a place for each label where it meets no other; `None` when there is none."""
    left, top, width, height = _plane(writer, height)
    taken: list[tuple[float, float, float, float]] = []
    for number, name in enumerate(block.quarters):
        high = len(writer.lines(name, width / 2 * 2.835 - 20, 10, True)) * 4.6 + 2
        x = left if number % 2 == 0 else left + width / 2
        y = top if number < 2 else top + height - high
        taken.append((x, y, x + width / 2, y + high))
    done: list[_Label] = []
    low_x, high_x = (block.x.low, block.x.high) if block.x else (1, 5)
    low_y, high_y = (block.y.low, block.y.high) if block.y else (1, 5)
    middle_x, middle_y = float(low_x + high_x) / 2, float(low_y + high_y) / 2

    def turn(point: Point) -> tuple[float, float, float, float, str]:
        reach = abs(float(point.x) - middle_x) + abs(float(point.y) - middle_y)
        first = -reach if by_place else -(len(point.label) // 12)
        return first, -len(point.label), -float(point.y), -float(point.x), point.label

    order = sorted(block.points, key=turn)
    for point in order:
        x = left + width * _share(point.x, low_x, high_x)
        y = top + height * (1 - _share(point.y, low_y, high_y))
        lines = writer.lines(point.label, room * 2.835, 9, point.is_emphasised)
        wide = max(writer.wide(line, 9, point.is_emphasised) for line in lines) / 2.835 * 1.06 + 3
        found = _free(x, y, wide, len(lines) * _ROW, taken, (left, top, left + width, top + height))
        if found is None:
            return None
        dot_x, dot_y, label_left, box = found
        taken.append(box)
        done.append(_Label(point, dot_x, dot_y, label_left, wide, len(lines)))
    return done


_Box = tuple[float, float, float, float]


_OFFSETS = sorted(
    ((dx * 2.5, dy * 1.4) for dx in range(-18, 19) for dy in range(-36, 37)),
    key=lambda offset: (round(abs(offset[0]) * 0.8 + abs(offset[1]), 3), offset),
)
"""Steps away from a point's own place, nearest first, in millimetres."""


def _free(
    x: float, y: float, wide: float, high: float, taken: list[_Box], plane: _Box
) -> tuple[float, float, float, _Box] | None:
    """Find the nearest free place for a dot and its words: the dot's place, where the words begin, and the room taken.

    Values are steps of a scale, so a dot may stand a little beside its place, but in its own quarter.
    """
    middle_x, middle_y = (plane[0] + plane[2]) / 2, (plane[1] + plane[3]) / 2
    for shift_x, shift_y in _OFFSETS:
        dot, at = x + shift_x, y + shift_y
        if not _same_side(x, dot, middle_x) or not _same_side(y, at, middle_y):
            continue
        top, bottom = at - high / 2, at + high / 2
        if top < plane[1] or bottom > plane[3] or top < middle_y < bottom:
            continue
        for start in (dot + _DOT / 2 + 0.6, dot - _DOT / 2 - 0.6 - wide):
            box = (min(start, dot - _DOT / 2), top, max(start + wide, dot + _DOT / 2), bottom)
            if box[0] < plane[0] or box[2] > plane[2] or start < middle_x < start + wide:
                continue
            if not any(_meet(box, other) for other in taken):
                return dot, at, start, box
    return None


def _same_side(place: float, moved: float, middle: float) -> bool:
    return abs(place - middle) < 0.5 or (place < middle) == (moved < middle)


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _draw_plane(writer: Writer, block: Quadrant, labels: Sequence[_Label], height: float) -> None:
    theme = writer.theme
    left, top, width, height = _plane(writer, height)
    marks = marks_of(block)
    legend = _legend_lines(writer, _categories(block), width)
    total = top + height + _BOTTOM + 5.5 * len(legend) + (2 if legend else 0)
    drawing = Drawing(writer, width + 2 * left, total, is_mirrored=writer.rtl)
    half_x, half_y = left + width / 2, top + height / 2
    drawing.box(half_x, top, width / 2, height / 2, fill=theme.sand)
    drawing.box(left, top, width, height, line=theme.line, line_width=0.75)
    drawing.line(left, half_y, left + width, half_y, theme.muted, 0.75)
    drawing.line(half_x, top, half_x, top + height, theme.muted, 0.75)
    for number, name in enumerate(block.quarters):
        high = len(writer.lines(name, width / 2 * 2.835 - 20, 10, True)) * 4.6 + 2
        x = left if number % 2 == 0 else half_x
        y = top if number < 2 else top + height - high
        drawing.box(x, y, width / 2, high, text=writer.paragraph("BoxQuarter", name), inset=1.6)
    _axes(writer, block, drawing, height)
    for label in labels:
        point = label.point
        mark = marks.get(point.category, PLAIN)
        own = point.color or ("accent" if point.is_emphasised else mark.color)
        color = theme.color(mark.color if point.category else own)
        shape = PRESETS[mark.shape]
        size = _DOT * (1.25 if point.is_emphasised else 1.0)
        drawing.box(label.x - size / 2, label.y - size / 2, size, size, fill=color, shape=shape)
        high = label.lines * _ROW
        after = label.left > label.x
        style = "BoxLabel" if after else "BoxLabelEnd"
        runs = writer.runs.text(point.label, "Strong" if point.is_emphasised else "")
        text = writer.paragraph(style, runs=runs)
        drawing.box(label.left, label.y - high / 2, label.width, high, text=text, inset=0.4)
    y = top + height + _BOTTOM + 1
    for line in legend:
        x = left
        for name, wide in line:
            fill, shape = theme.color(marks[name].color), PRESETS[marks[name].shape]
            drawing.box(x, y + 1.4, _DOT, _DOT, fill=fill, shape=shape)
            drawing.box(x + _DOT + 0.6, y, wide - _DOT - 2, 5.4, text=writer.paragraph("BoxText", name), inset=0.4)
            x += wide
        y += 5.5
    alt = writer.alternative(block.alt, block.title)
    writer.flow.add(writer.drawing(drawing.inline(alt)), total * 2.835 + 6)
    if not is_blank(block.title):
        writer.flow.add(writer.caption("figure", block.title, block.id), writer.height(block.title, 9.5, 13) + 7)
    source_line(writer, block.note)


def _axes(writer: Writer, block: Quadrant, drawing: Drawing, height: float) -> None:
    """Name the axes in words: the upright one above the plane, the level one below, each with its two ends."""
    left, top, width, height = _plane(writer, height)
    if block.y:
        ends = f" : {block.y.low_label} ↓ – {block.y.high_label} ↑" if block.y.low_label or block.y.high_label else " ↑"
        runs = writer.runs.text(block.y.label, "PrimaryStrong") + writer.runs.text(ends, "Muted")
        drawing.box(left, 0, width, 6, text=writer.paragraph("BoxText", runs=runs), inset=0.4)
    if block.x:
        arrow, back = ("←", "→") if writer.rtl else ("→", "←")
        ends = (
            f" : {block.x.low_label} {back} – {block.x.high_label} {arrow}"
            if block.x.low_label or block.x.high_label
            else f" {arrow}"
        )
        runs = writer.runs.text(block.x.label, "PrimaryStrong") + writer.runs.text(ends, "Muted")
        drawing.box(left, top + height + 0.8, width, 6, text=writer.paragraph("BoxEnd", runs=runs), inset=0.4)


def _legend_lines(writer: Writer, categories: Sequence[str], width: float) -> list[list[tuple[str, float]]]:
    lines: list[list[tuple[str, float]]] = []
    used = width
    for name in categories:
        wide = min(writer.wide(name, 9) / 2.835 * 1.08 + _DOT + 7, width)
        if used + wide > width:
            lines.append([])
            used = 0.0
        lines[-1].append((name, wide))
        used += wide
    return lines
