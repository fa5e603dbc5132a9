"""Tables: native, header repeated on every slide, columns as wide as their content, rows written as strings."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve

from migplan.documents import Column, EntryTable, Inline, Row, RowKind, Table, is_empty, parts
from migplan_powerpoint.captions import HIGHEST_FRAME, captioned, free_height
from migplan_powerpoint.cells import MARGIN_ABOVE, MARGIN_SIDE, MARK, MARK_FONT, Cell, Cells, Rich
from migplan_powerpoint.fields import as_fields
from migplan_powerpoint.geometry import Box, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.template import TABLE_STYLE
from migplan_powerpoint.widths import column_groups, shared_widths
from migplan_powerpoint.words import TABLE_SIZES, Para, Run

TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
MOST_ROWS = 12
"""Rows of one slide; more are hard to read from a chair."""
_SIZE_OF_LONG_TABLES = (12.0, 11.0)
_LONG = 60
_SIZES_OF_SHORT_TABLES = (20.0, 18.0, 16.0)
_SIZES_OF_SHORTEST_TABLES = (24.0, 22.0)
_FEWEST = 2
"""Rows of a table that would stay bare at the top of its slide."""
_FEW = 5
"""Rows of a table that has a slide to itself and may be read from the last row."""
_SIZES_OF_TABLES_ALONE = (18.0, 17.0, 16.0, 15.0)
_SOME = 9
"""Rows of a table that has a slide to itself and may take what letters the slide has room for."""
_HIGHEST_ROW = 4.6
"""Height of a row over the size of its letters, beyond which large letters only make narrow columns of short lines."""
_AIR = 9.0
_ENTRY_ROW = 26.0
_SIZES_OF_GROUPS = (16.0, 15.0, 14.0, 13.0, 12.0)
_HIGHEST_NAME = pt(60)
"""Of the name of a group above its table; longer ones are cut, and said in the notes."""
_HIGHEST_HEADER = 0.4
"""Share of a slide that a header may take; longer labels are cut, and said in the notes."""


def table_pieces(block: Table, stage: Stage, width: int, *, is_alone: bool = False) -> list[Piece]:
    """Give a table as one piece that parts between rows; too many columns give several tables side by side in turn."""
    if not block.columns:
        return []
    if is_alone:
        block = as_fields(block, stage)
    rows = block.rows or (Row(("",) * len(block.columns)),)
    groups = column_groups(block.columns, rows, stage, points(width))
    pieces = []
    for group in groups:
        columns, own = _only(block.columns, rows, group)
        room = free_height(stage, width, block.title, block.note)
        grid = _Grid(columns, own, stage, width, stage.alt(block.alt, block.title, "table_alt"), 0.0, room, is_alone)
        note = grid.note(block.note)
        if len(own) <= _LONG and grid.has_wrapped_groups:
            pieces.extend(_by_group(block, grid, own))
            continue
        pieces.append(captioned(grid.piece(0), stage, width, block.title, note))
    return pieces


def _by_group(block: Table, whole: "_Grid", rows: Sequence[Row]) -> list[Piece]:
    """Give a table whose groups have names too long for a cell as a table for each group, the name above it."""
    stage, width = whole.stage, whole.width
    totals: list[Row] = []
    rest = list(rows)
    while rest and rest[-1].kind is RowKind.TOTAL:
        totals.insert(0, rest.pop())
    sections: list[tuple[Row | None, list[Row]]] = [(None, [])]
    for row in rest:
        if row.kind is RowKind.GROUP:
            sections.append((row, []))
        else:
            sections[-1][1].append(row)
    whole.enlarge()
    pieces = []
    for head, own in sections:
        if own:
            piece = _Grid(whole.columns, own, stage, width, whole.alt, 0.0, pt(whole.room), like=whole).piece(0)
            pieces.append(piece if head is None else _headed(piece, head, stage, width))
        elif head is not None:
            pieces.append(_headed(Piece(0, 0, lambda pen, box: None), head, stage, width))
    if totals:
        if pieces:
            pieces[-1] = evolve(pieces[-1], keeps_next=True)
        pieces.append(whole.totals(totals))
    pieces[0] = captioned(pieces[0], stage, width, block.title)
    pieces[-1] = captioned(pieces[-1], stage, width, "", whole.note(block.note))
    return pieces


def _headed(piece: Piece, row: Row, stage: Stage, width: int) -> Piece:
    """Set the name of a group above its rows; it is parted only when no slide holds it whole."""
    mark = (Run(MARK, True, row.color, font=MARK_FONT),) if row.color else ()
    head = [Para((*mark, *stage.writer.runs(row.cells[0] if row.cells else "", is_bold=True, color="primary")), 16.0)]
    above = min(stage.height(head, width), _HIGHEST_NAME) + pt(3)

    def draw(pen: Pen, box: Box) -> None:
        pen.text(box.top(above), head, name="group")
        piece.draw(pen, Box(box.x, box.y + above, box.w, max(box.h - above, 0)))

    def cut(height: int) -> tuple[Piece, Piece] | None:
        if piece.cut is None or piece.least + above <= stage.body_height:
            return None
        parted = piece.cut(height - above)
        return (
            None if parted is None else (_headed(parted[0], row, stage, width), _headed(parted[1], row, stage, width))
        )

    return evolve(piece, want=piece.want + above, least=piece.least + above, draw=draw, cut=cut)


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
        like: "_Grid | None" = None,
    ) -> None:
        """Measure rows; `like` gives the size, the widths and the scale of bars of a table that these rows are a part of."""
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
        self.is_alone = is_alone
        self.is_short = is_alone and len(rows) <= _FEW
        self.has_estimates = self.cells.has_estimates
        if like is None:
            self._choose_size(points(width))
        else:
            self.is_short = len(rows) <= _FEW
            self.cells = like.cells
            self._measure(like.size, like.widths)
        self._prefix = [0.0, *accumulate(self.heights)]

    @property
    def _air(self) -> float:
        """Points by which a row may grow where there is room."""
        if self.is_short and len(self.rows) <= _FEWEST:
            return _AIR * 4
        return _AIR * 2 if self.is_short or (self.is_alone and len(self.rows) <= _SOME) else _AIR

    @property
    def has_wrapped_groups(self) -> bool:
        """Say whether the name of a group needs more than one line of its cell."""
        one = self.size * 1.9 + 2 * MARGIN_ABOVE
        return any(
            kind is RowKind.GROUP and height > one for kind, height in zip(self.kinds, self.heights, strict=True)
        )

    def enlarge(self) -> None:
        """Take the largest size at which every group has its slide: a group is read alone, from the last row."""
        spans = self.cells.spans([self.header, *self.rows])
        kept = self.size, self.widths
        for size in (size for size in _SIZES_OF_GROUPS if size > self.size):
            widths, fits = shared_widths(self.columns, spans, size, points(self.width), MARGIN_SIDE)
            self._measure(size, widths)
            if fits and max(self._groups()) + self.header_height + size * 2.5 <= self.room:
                return
        self._measure(*kept)

    def _groups(self) -> list[float]:
        """Give the height of the rows of each group, in points."""
        heights = [0.0]
        for kind, height in zip(self.kinds, self.heights, strict=True):
            if kind is RowKind.GROUP:
                heights.append(0.0)
            else:
                heights[-1] += height
        return heights

    def totals(self, rows: Sequence[Row]) -> Piece:
        """Give rows of totals that stand below several tables: a rule, and each number under its column."""
        cells = [self.cells.row(row) for row in rows]
        inner = [width - 2 * MARGIN_SIDE for width in self.widths]
        inner[0] = max(inner[0], sum(self.widths[:2]) - 2 * MARGIN_SIDE) if len(inner) > 2 else inner[0]
        heights = [pt(self.cells.height(line, inner, self.size)) for line in cells]

        def draw(pen: Pen, box: Box) -> None:
            pen.rule((box.x, box.y), (box.x + pt(sum(self.widths)), box.y), line="primary", width=1.25)
            y = box.y
            for line, height in zip(cells, heights, strict=True):
                x = 0.0
                if self.stage.writer.is_mirrored:
                    # Some programs do not turn tables round: no number would stand under its column there.
                    spoken = [cell.runs for cell in line if isinstance(cell, Rich) and cell.runs]
                    runs = [run for one in spoken for run in (*one, Run("   "))][:-1]
                    if runs:
                        whole = Box(box.x + pt(MARGIN_SIDE), y, box.w - 2 * pt(MARGIN_SIDE), height)
                        pen.text(whole, [Para(tuple(runs), self.size)], name="total", anchor="ctr")
                    y += height
                    continue
                for index, cell in enumerate(line):
                    if isinstance(cell, Rich) and cell.runs:
                        is_end = self.columns[index].holds.is_number
                        para = Para(cell.runs, self.size, align="end" if is_end else "start")
                        place = Box(box.x + pt(x + MARGIN_SIDE), y, pt(inner[index]), height)
                        pen.text(place, [para], name="total", anchor="ctr")
                    x += self.widths[index]
                y += height

        return Piece(sum(heights), sum(heights), draw)

    def note(self, note: Inline) -> Inline:
        """Give the table's note, with what the star of estimates means."""
        if not self.has_estimates:
            return note
        star = f"* {self.stage.words('blocks.estimated')}"
        return star if is_empty(note) else (*parts(note), " ", star)

    def _choose_size(self, width: float) -> None:
        sizes = TABLE_SIZES if len(self.rows) <= _LONG else _SIZE_OF_LONG_TABLES
        if self.is_alone and _FEW < len(self.rows) <= _SOME:
            sizes = (*_SIZES_OF_TABLES_ALONE, *sizes)
        if self.is_short:
            sizes = (*_SIZES_OF_SHORT_TABLES, *sizes)
            if len(self.rows) <= _FEWEST:
                sizes = (*_SIZES_OF_SHORTEST_TABLES, *sizes)
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
            if size > TABLE_SIZES[0] and max(self.heights, default=0) > size * _HIGHEST_ROW + 2 * MARGIN_ABOVE:
                continue
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
