"""Matrices: a native table, steps of tint with a letter or symbol that says the same, totals at the end."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import Inline, Matrix, MatrixCell, MatrixLine, parts
from migplan_office.text import cut, utf16_length
from migplan_powerpoint.captions import captioned, free_height
from migplan_powerpoint.cells import MARGIN_ABOVE
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.tables import TABLE_URI
from migplan_powerpoint.template import TABLE_STYLE
from migplan_powerpoint.words import LEAST, Para, Run

_MOST_ROWS = 12
_LEAST_COLUMN = 42.0
_SIDE = 3.0
_HEAD, _WIDEST_HEAD = 300.0, 370.0
"""Points that the names of the rows take, and may take where the columns are narrow."""
_NARROWED = 0.95
"""Share of its width in which a name is measured, since the mark before it comes from another font."""
_SIZES = (14.0, 13.0, 12.0, 11.0)
_TALLEST = 46.0
_LONGEST_LABEL, _LONGEST_HEAD, _LONGEST_CODE = 160, 36, 24
"""In UTF-16 units; what is longer is cut and said in the notes."""

_RESERVE = pt(8)
"""Kept free below the last row: heads break into lines in more than one way."""

_NAME_SIZE, _NAME_SIDES = 14.0, 30.0
"""Letters in which short names are measured, and the points that margins and mark take beside them."""


def matrix_pieces(block: Matrix, stage: Stage, width: int) -> list[Piece]:
    """Give a matrix in parts of as many rows and columns as can be read."""
    if not block.rows or not block.columns:
        return []
    pieces: list[Piece] = []
    block, full = _shortened(block, stage)
    legend = _legend(block, stage)
    foot = _foot_height(legend, stage, width)
    free = free_height(stage, width, block.title, block.note) - foot - _RESERVE
    for columns in _column_groups(block, stage, points(width)):
        heads = _row_heights(block, stage, points(width), columns)
        is_last = columns.stop >= len(block.columns)
        for rows in _row_groups(block, heads, points(free), _header_least(block, columns, stage, points(width))):
            part = _Part(block, rows, columns, stage, width, free, has_row_totals=is_last and bool(block.row_totals))
            pieces.append(captioned(part.piece(legend, [] if pieces else full), stage, width, block.title, block.note))
    return pieces


def _legend(block: Matrix, stage: Stage) -> list[Para]:
    if not block.legend:
        return []
    runs: list[Run] = []
    for symbol, meaning in block.legend:
        if runs:
            runs.append(Run("     ", False, "muted"))
        runs.extend(stage.writer.runs(symbol, is_bold=True, color="primary"))
        runs.append(Run("  ", False, "muted"))
        runs.extend(stage.writer.runs(meaning, color="muted"))
    return [Para(tuple(runs), 12.0)]


def _foot_height(legend: Sequence[Para], stage: Stage, width: int) -> int:
    return min(stage.height(legend, width), cm(2.4)) + cm(0.35) if legend else 0


def _shortened(block: Matrix, stage: Stage) -> tuple[Matrix, list[Para]]:
    """Cut what is too long for a cell; give what was cut in full, for the notes."""
    full: list[Para] = []

    def short(inline: Inline, most: int) -> Inline:
        text = stage.plain(inline)
        if utf16_length(text) <= most:
            return inline
        full.append(stage.writer.para(inline, 12.0))
        return cut(text, most)[0]

    def line(one: MatrixLine, most: int) -> MatrixLine:
        return evolve(one, label=short(one.label, most), code=str(short(one.code, _LONGEST_CODE)))

    return evolve(
        block,
        corner=str(short(block.corner, _LONGEST_HEAD)),
        rows=tuple(line(row, _LONGEST_LABEL) for row in block.rows),
        columns=tuple(line(column, _LONGEST_HEAD) for column in block.columns),
        cells=tuple(
            tuple(evolve(cell, text=str(short(cell.text, _LONGEST_CODE))) for cell in row) for row in block.cells
        ),
    ), full


def _head_width(block: Matrix, stage: Stage, width: float) -> float:
    """Give the names of the rows the width that the columns leave, so that most stay on one line."""
    extra = _LEAST_COLUMN if block.row_totals else 0.0
    left = width - extra - len(block.columns) * _widest(block, stage)
    wide = min(max(left, min(width * 0.36, _HEAD)), min(width * 0.45, _WIDEST_HEAD))
    # Names that are short leave their room to the columns.
    writer, texts = stage.writer, [stage.writer.text(block.corner)]
    texts += [" ".join(part for part in (line.code, stage.plain(line.label)) if part) for line in block.rows]
    return min(wide, max(writer.width(text, _NAME_SIZE, True) for text in texts) + _NAME_SIDES)


def _widest(block: Matrix, stage: Stage) -> float:
    widest = max(stage.writer.widest_word(_head(column, stage, LEAST)) + 2 * _SIDE for column in block.columns)
    return max(widest, _LEAST_COLUMN) + 0.5


def _column_groups(block: Matrix, stage: Stage, width: float) -> list[range]:
    extra = _LEAST_COLUMN if block.row_totals else 0.0
    free = width - _head_width(block, stage, width) - extra
    most = max(int(free // _widest(block, stage)), 1)
    count = len(block.columns)
    each = -(-count // -(-count // most))
    return [range(start, min(start + each, count)) for start in range(0, count, each)]


def _head(line: MatrixLine, stage: Stage, size: float) -> list[Para]:
    code = stage.writer.runs(line.code, is_bold=True, color="primary") if line.code else ()
    label = stage.writer.runs(line.label, is_bold=not code, color="primary")
    between = (Run(" ", False, "primary"),) if code and label else ()
    return [Para((*code, *between, *label), size, "ctr")]


def _row_label(line: MatrixLine, stage: Stage, size: float) -> Para:
    mark = (Run("■ ", True, line.color, font="Arial"),) if line.color else ()
    code = (Run(f"{stage.writer.text(line.code)}  ", True, "ink"),) if line.code else ()
    return Para((*mark, *code, *stage.writer.runs(line.label)), size)


def _row_heights(block: Matrix, stage: Stage, width: float, columns: range) -> list[float]:
    inner = _head_width(block, stage, width) - 10.0
    return [
        stage.writer.height([_row_label(line, stage, LEAST)], inner * _NARROWED) + 2 * MARGIN_ABOVE
        for line in block.rows
    ]


def _header_least(block: Matrix, columns: range, stage: Stage, width: float) -> float:
    """Give the height of the heads and of a row of totals at the smallest size."""
    each = min((width - _head_width(block, stage, width)) / (len(columns) + bool(block.row_totals)), 110.0)
    tallest = max(stage.writer.height(_head(block.columns[index], stage, LEAST), each - 2 * _SIDE) for index in columns)
    totals = LEAST * 1.35 * stage.writer.scale + 2 * MARGIN_ABOVE if block.column_totals else 0.0
    return max(tallest, LEAST * 1.3) + 2 * MARGIN_ABOVE + totals + 2


def _row_groups(block: Matrix, heads: Sequence[float], free: float, header: float) -> list[range]:
    """Say which rows share a slide, as evenly as can be."""
    room = free - header
    most = max(-(-len(heads) // _MOST_ROWS), 1)
    even = -(-len(heads) // most)
    groups: list[range] = []
    start, used = 0, 0.0
    for index, height in enumerate(heads):
        if index > start and (used + height > room or index - start >= even):
            groups.append(range(start, index))
            start, used = index, 0.0
        used += height
    groups.append(range(start, len(heads)))
    return groups


class _Part:
    """Rows and columns of a matrix that share a slide."""

    def __init__(
        self, block: Matrix, rows: range, columns: range, stage: Stage, width: int, free: int, *, has_row_totals: bool
    ) -> None:
        self.block, self.stage, self.width = block, stage, points(width)
        self.rows, self.columns = rows, columns
        self.free = points(free)
        self.has_row_totals = has_row_totals
        self.has_column_totals = bool(block.column_totals) and rows.stop >= len(block.rows)
        head = _head_width(block, stage, self.width)
        count = len(columns) + has_row_totals
        each = min((self.width - head) / count, 110.0)
        self.widths = [min(self.width - each * count, self.width * 0.55), *([each] * count)]
        self.size = self._size()

    def _size(self) -> float:
        inner = self.widths[0] - 10.0
        for size in _SIZES:
            heads = all(
                self.stage.writer.widest_word(_head(self.block.columns[index], self.stage, size))
                <= self.widths[1] - 2 * _SIDE
                for index in self.columns
            )
            total = self._header_height(size) + sum(self._height(index, inner, size) for index in self.rows)
            totals = size * 1.35 * self.stage.writer.scale + 2 * MARGIN_ABOVE if self.has_column_totals else 0.0
            if heads and total + totals <= self.free:
                return size
        return _SIZES[-1]

    def _header_height(self, size: float) -> float:
        tallest = max(
            self.stage.writer.height(_head(self.block.columns[index], self.stage, size), self.widths[1] - 2 * _SIDE)
            for index in self.columns
        )
        said = self.stage.writer.para(self.block.corner, size, is_bold=True)
        corner = self.stage.writer.height([said], self.widths[0] - 10)
        return max(tallest, corner) + 2 * MARGIN_ABOVE

    def _height(self, index: int, inner: float, size: float) -> float:
        cells = self.block.cells[index] if index < len(self.block.cells) else ()
        tallest = max(
            (
                self.stage.writer.height(self.stage_cell(cells[column], size), self.widths[1] - 2 * _SIDE)
                for column in self.columns
                if column < len(cells) and cells[column].text
            ),
            default=0.0,
        )
        label = self.stage.writer.height([_row_label(self.block.rows[index], self.stage, size)], inner * _NARROWED)
        return max(tallest, label) + 2 * MARGIN_ABOVE

    def stage_cell(self, cell: MatrixCell, size: float) -> list[Para]:
        """Set the text of a crossing."""
        ink = self._looks(cell)[1]
        return [Para(self.stage.writer.runs(cell.text, is_bold=True, color=ink), size, "ctr")]

    def _looks(self, cell: MatrixCell) -> tuple[str, str]:
        """Give ground and ink of a crossing."""
        if cell.tone is not None:
            tone = self.stage.theme.tone(cell.tone.value)
            return tone.ground, tone.ink
        step = min(max(cell.step, 0), 3)
        ground = ("", "tint-1", "tint-2", "primary")[step]
        return ground, self.stage.palette.on(ground) if ground else "ink"

    def piece(self, legend: Sequence[Para], full: Sequence[Para]) -> Piece:
        """Give the part as a piece, its legend below."""
        inner = self.widths[0] - 10.0
        heights = [self._height(index, inner, self.size) for index in self.rows]
        header = self._header_height(self.size)
        totals = self.size * 1.3 * self.stage.writer.scale + 2 * MARGIN_ABOVE if self.has_column_totals else 0.0
        foot = _foot_height(legend, self.stage, pt(self.width))
        least = pt(header + sum(heights) + totals) + foot
        airy = pt(header + sum(max(height, _TALLEST) for height in heights) + totals) + foot

        def draw(pen: Pen, box: Box) -> None:
            spare = points(box.h - foot) - header - sum(heights) - totals
            air = max(min(spare / (len(heights) or 1), _TALLEST - min(heights)), 0.0)
            tall = [height + air for height in heights]
            pen.note(full)
            body = self._table(tall, header, totals)
            high = pt(header) + sum(pt(height) for height in tall) + (pt(totals) if totals else 0)
            frame = Box(box.x, box.y, sum(pt(width) for width in self.widths), high)
            pen.graphic(frame, TABLE_URI, body, self.stage.alt(self.block.alt, self.block.title, "table_alt"), "matrix")
            if legend:
                pen.text(Box(box.x, box.y + high + cm(0.3), box.w, foot - cm(0.3)), legend, name="legend")

        return Piece(max(min(airy, pt(self.free) + foot), least), least, draw)

    def _table(self, heights: Sequence[float], header: float, totals: float) -> str:
        block, stage = self.block, self.stage
        grid = "".join(f'<a:gridCol w="{pt(width)}"/>' for width in self.widths)
        total = stage.words("blocks.matrix.total")
        # A column with neither head nor words would be read as mere space.
        is_bare = all(
            stage.is_blank((line.code, *parts(line.label))) for line in (block.rows[row] for row in self.rows)
        )
        said = "–" if is_bare and stage.is_blank(block.corner) else block.corner
        corner = stage.writer.para(said, self.size, is_bold=True, color="primary")
        head = [self._cell([corner], "sand")]
        head += [self._cell(_head(block.columns[index], stage, self.size), "sand") for index in self.columns]
        if self.has_row_totals:
            head.append(self._cell([self._strong(total)], "sand"))
        rows = [f'<a:tr h="{pt(header)}">{"".join(head)}</a:tr>']
        for index, height in zip(self.rows, heights, strict=True):
            cells = [self._cell([_row_label(block.rows[index], stage, self.size)], "")]
            given = block.cells[index] if index < len(block.cells) else ()
            for column in self.columns:
                cell = given[column] if column < len(given) else MatrixCell()
                cells.append(self._cell(self.stage_cell(cell, self.size), self._looks(cell)[0]))
            if self.has_row_totals:
                number = block.row_totals[index] if index < len(block.row_totals) else 0
                cells.append(self._cell([self._strong(str(number))], ""))
            rows.append(f'<a:tr h="{pt(height)}">{"".join(cells)}</a:tr>')
        if self.has_column_totals:
            label = stage.writer.para(total, self.size, is_bold=True)
            cells = [self._cell([label], "")]
            for column in self.columns:
                number = block.column_totals[column] if column < len(block.column_totals) else 0
                cells.append(self._cell([self._strong(str(number))], ""))
            if self.has_row_totals:
                cells.append(self._cell([self._strong(str(sum(block.row_totals)))], ""))
            rows.append(f'<a:tr h="{pt(totals)}">{"".join(cells)}</a:tr>')
        rtl = ' rtl="1"' if stage.writer.is_mirrored else ""
        return (
            f'<a:tbl><a:tblPr{rtl} firstRow="1" firstCol="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl>"
        )

    def _strong(self, text: str) -> Para:
        return Para((Run(self.stage.writer.text(text), True, "ink"),), self.size, "ctr")

    def _cell(self, paras: Sequence[Para], fill: str) -> str:
        writer = self.stage.writer
        texts = []
        for para in paras:
            runs = "".join(writer.run_xml(run, para.size) for run in para.runs) or writer.end_xml(para.size)
            texts.append(f"<a:p><a:pPr {writer.align(para.align)}/>{runs}</a:p>")
        side, above = pt(5.0 if paras and paras[0].align == "start" else _SIDE), pt(MARGIN_ABOVE)
        edges = "".join(
            f'<a:{edge} w="{pt(1.5)}">{self.stage.palette.fill("ground")}</a:{edge}>' for edge in ("lnL", "lnR")
        ) if fill and fill != "sand" else ""  # fmt: skip
        paint = self.stage.palette.fill(fill) if fill else ""
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{''.join(texts)}</a:txBody>"
            f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr">{edges}{paint}</a:tcPr></a:tc>'
        )
