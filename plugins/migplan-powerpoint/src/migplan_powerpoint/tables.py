"""Tables: native, header repeated on every slide, columns as wide as their content, rows written as strings."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve

from migplan.documents import Column, EntryTable, Inline, Row, RowKind, Table, is_empty, parts
from migplan_powerpoint.captions import HIGHEST_FRAME, captioned, free_height
from migplan_powerpoint.cells import MARGIN_ABOVE, MARGIN_SIDE, Cell, Cells, Rich
from migplan_powerpoint.geometry import Box, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.template import TABLE_STYLE
from migplan_powerpoint.widths import column_groups, shared_widths
from migplan_powerpoint.words import TABLE_SIZES, Para

TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
MOST_ROWS = 12
"""Rows of one slide; more are hard to read from a chair."""
_SIZE_OF_LONG_TABLES = (12.0, 11.0)
_LONG = 60
_SIZES_OF_SHORT_TABLES = (20.0, 18.0, 16.0)
_FEW = 5
"""Rows of a table that has a slide to itself and may be read from the last row."""
_AIR = 9.0
_ENTRY_ROW = 26.0
_HIGHEST_HEADER = 0.4
"""Share of a slide that a header may take; longer labels are cut, and said in the notes."""


def table_pieces(block: Table, stage: Stage, width: int, *, is_alone: bool = False) -> list[Piece]:
    """Give a table as one piece that parts between rows; too many columns give several tables side by side in turn."""
    if not block.columns:
        return []
    rows = block.rows or (Row(("",) * len(block.columns)),)
    groups = column_groups(block.columns, rows, stage, points(width))
    pieces = []
    for group in groups:
        columns, own = _only(block.columns, rows, group)
        room = free_height(stage, width, block.title, block.note)
        grid = _Grid(columns, own, stage, width, stage.alt(block.alt, block.title, "table_alt"), 0.0, room, is_alone)
        note = grid.note(block.note)
        pieces.append(captioned(grid.piece(0), stage, width, block.title, note))
    return pieces


def entry_pieces(block: EntryTable, stage: Stage, width: int) -> list[Piece]:
    """Give a table to be filled in, with its empty rows."""
    empty = Row(tuple("" for _ in block.columns))
    rows = (*block.rows, *(empty for _ in range(block.empty_rows)))
    if not block.columns or not rows:
        return []
    room = free_height(stage, width, block.title, block.note)
    alt = stage.alt(block.alt, block.title, "table_alt")
    grid = _Grid(block.columns, rows, stage, width, alt, _ENTRY_ROW, room)
    return [captioned(grid.piece(0), stage, width, block.title, grid.note(block.note))]


def _only(
    columns: Sequence[Column], rows: Sequence[Row], kept: Sequence[int]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    if len(kept) == len(columns):
        return tuple(columns), tuple(rows)
    chosen = tuple(columns[index] for index in kept)
    own = []
    for row in rows:
        if row.kind is RowKind.GROUP:
            own.append(row)
        else:
            own.append(evolve(row, cells=tuple(row.cells[index] if index < len(row.cells) else "" for index in kept)))
    return chosen, tuple(own)


class _Grid:
    """A table measured at one size: columns in points, rows with their heights."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        stage: Stage,
        width: int,
        alt: str,
        least_row: float,
        room: int,
        is_alone: bool = False,
    ) -> None:
        self.stage = stage
        self.room = points(room)
        """Height of one slide for header and rows, in points."""
        self.columns = tuple(columns)
        self.alt = alt
        self.width = width
        self.cells = Cells(columns, stage)
        self._whole_header = [self.cells.header(column) for column in columns]
        self.header = self._whole_header
        self.kinds = [row.kind for row in rows]
        self.rows: list[list[Cell]] = [self.cells.row(row) for row in rows]
        self.least_row = least_row
        self.is_short = is_alone and len(rows) <= _FEW
        self.has_estimates = self.cells.has_estimates
        self._choose_size(points(width))
        self._prefix = [0.0, *accumulate(self.heights)]

    @property
    def _air(self) -> float:
        """Points by which a row may grow where there is room."""
        return _AIR * 2 if self.is_short else _AIR

    def note(self, note: Inline) -> Inline:
        """Give the table's note, with what the star of estimates means."""
        if not self.has_estimates:
            return note
        star = f"* {self.stage.words('blocks.estimated')}"
        return star if is_empty(note) else (*parts(note), " ", star)

    def _choose_size(self, width: float) -> None:
        sizes = TABLE_SIZES if len(self.rows) <= _LONG else _SIZE_OF_LONG_TABLES
        if self.is_short:
            sizes = (*_SIZES_OF_SHORT_TABLES, *sizes)
        room = self.room
        best: tuple[int, float] | None = None
        spans = self.cells.spans([self.header, *self.rows])
        for size in sizes:
            widths, fits = shared_widths(self.columns, spans, size, width, MARGIN_SIDE)
            if not fits and size != sizes[-1]:
                continue
            self._measure(size, widths)
            if len(self.rows) > _LONG:
                return
            pages = self._pages_needed(room - self.header_height)
            if best is None or pages < best[0]:
                best = (pages, size)
            if pages == 1:
                return
        if best is not None and best[1] != self.size:
            widths, _ = shared_widths(self.columns, spans, best[1], width, MARGIN_SIDE)
            self._measure(best[1], widths)

    def _measure(self, size: float, widths: Sequence[float]) -> None:
        self.size = size
        self.widths = list(widths)
        inner = [width - 2 * MARGIN_SIDE for width in widths]
        height = self.cells.height
        self.heights = [max(height(row, inner, size), self.least_row) for row in self.rows]
        self.header = self._whole_header
        self.header_height = height(self.header, inner, size)
        most = points(self.stage.body_height) * _HIGHEST_HEADER
        if self.header_height > most:
            self.header = self.cells.parted(self._whole_header, inner, size, most - 2 * MARGIN_ABOVE, is_cut=True)[0]
            self.header_height = height(self.header, inner, size)

    def _pages_needed(self, room: float) -> int:
        pages, used, count = 1, 0.0, 0
        for height in self.heights:
            if count and (used + height > room or count >= MOST_ROWS):
                pages, used, count = pages + 1, 0.0, 0
            used += height
            count += 1
        return pages

    def piece(self, start: int) -> Piece:
        """Give what is left of the table from a row on."""
        count = len(self.rows) - start
        height = self._prefix[-1] - self._prefix[start]
        whole = pt(self.header_height + height)
        least = whole if count <= MOST_ROWS + 1 else max(whole, self.stage.body_height + 1)
        airy = pt(self.header_height + height + self._air * (count + 1))

        def draw(pen: Pen, box: Box) -> None:
            self._draw(pen, box, start, len(self.rows))

        def cut(room: int) -> tuple[Piece, Piece] | None:
            end = self._end(start, points(room) - self.header_height)
            if end == start:
                return self._cut_row(start, points(room) - self.header_height)
            if end == len(self.rows):
                return None
            return self._part(start, end), self.piece(end)

        return Piece(max(airy, least), least, draw, cut)

    def _part(self, start: int, end: int) -> Piece:
        height = self._prefix[end] - self._prefix[start]

        def draw(pen: Pen, box: Box) -> None:
            self._draw(pen, box, start, end)

        least = pt(self.header_height + height)
        return Piece(least + pt(self._air * (end - start + 1)), least, draw)

    def _end(self, start: int, room: float) -> int:
        """Say before which row to break, so that the slides that follow are filled alike."""
        prefix, base = self._prefix, self._prefix[start]
        most = min(bisect_right(prefix, base + room) - 1, start + MOST_ROWS, len(self.rows))
        if most <= start:
            return start
        left = len(self.rows) - start
        if most < len(self.rows):
            full = self.room - self.header_height
            pages = max(-(-left // MOST_ROWS), -(-int(prefix[-1] - base) // max(int(full), 1)))
            even = bisect_right(prefix, base + (prefix[-1] - base) / pages + 0.01)
            most = max(min(most, even if even > start else most), start + 1)
        while most > start + 1 and self.kinds[most - 1] is RowKind.GROUP:
            most -= 1
        return most

    def _cut_row(self, start: int, room: float) -> tuple[Piece, Piece] | None:
        """Part one row that is higher than a slide: its cells run on in a second row."""
        # On a slide of its own a row is always parted: a high header and a long note leave it less than a good share.
        alone = points(self.stage.body_height) - self.header_height - HIGHEST_FRAME
        if room < self.size * 3 or room < min(points(self.stage.body_height) * 0.4, alone):
            return None
        inner = [width - 2 * MARGIN_SIDE for width in self.widths]
        first, rest = self.cells.parted(self.rows[start], inner, self.size, room - 2 * MARGIN_ABOVE)
        if rest is None:
            return None
        height = self.cells.height
        self.rows[start : start + 1] = [first, rest]
        self.kinds.insert(start, self.kinds[start])
        self.heights[start : start + 1] = [height(first, inner, self.size), height(rest, inner, self.size)]
        self._prefix = [0.0, *accumulate(self.heights)]
        return self._part(start, start + 1), self.piece(start + 1)

    def _draw(self, pen: Pen, box: Box, start: int, end: int) -> None:
        heights = self.heights[start:end]
        spare = points(box.h) - self.header_height - sum(heights)
        air = min(max(spare, 0.0) / (len(heights) + 1), self._air)
        widths = [pt(width) for width in self.widths]
        columns = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
        xml = self.cells.xml
        rows = [xml(self.header, None, self.size, self.widths, self.header_height + air)]
        for index in range(start, end):
            rows.append(xml(self.rows[index], self.kinds[index], self.size, self.widths, self.heights[index] + air))
        total = pt(self.header_height + air) + sum(pt(height + air) for height in heights)
        rtl = ' rtl="1"' if self.stage.writer.is_mirrored else ""
        body = (
            f'<a:tbl><a:tblPr{rtl} firstRow="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>"
        )
        if start == 0 and self.header is not self._whole_header:
            for cell in self._whole_header:
                pen.note([Para(cell.runs, 12.0)] if isinstance(cell, Rich) else [])
        whole = Box(box.x, box.y, sum(widths), total)
        pen.graphic(whole, TABLE_URI, body, self.alt, "table")
        self._draw_bars(pen, whole, start, end, air)

    def _draw_bars(self, pen: Pen, box: Box, start: int, end: int, air: float) -> None:
        """Draw the bars of cells over the table, as one group."""
        y = box.y + pt(self.header_height + air)
        bars: list[tuple[Box, str]] = []
        for index in range(start, end):
            high = pt(self.heights[index] + air)
            bars.extend(self.cells.bars(self.rows[index], self.size, self.widths, Box(box.x, y, box.w, high)))
            y += high
        if bars:
            with pen.group(box, "", "bars"):
                for place, color in bars:
                    pen.shape(place, fill=color, name="bar")
