"""Matrices: rows against columns, tinted by step, each crossing with its letter or symbol, totals at the ends."""

from collections.abc import Sequence

from migplan.documents import Inline, Matrix, MatrixCell, MatrixLine
from migplan_word.grids import HEADER_ROW, NAMELESS, ROW, cell_properties, opening, row_of
from migplan_word.inline import is_blank, joined
from migplan_word.looks import color_style
from migplan_word.prose import source_line
from migplan_word.widths import in_twips
from migplan_word.writer import Writer, kept

_LEAST_HEAD, _MOST_HEAD = 120.0, 210.0
_LEAST_CELL = 24.0
_KEPT_ROWS = 3
"""Last rows that stay on one page, so that no page holds a single one."""
_TURNED_MM = (24.0, 62.0)
"""Least and most height of a head whose words run upwards."""


def wants_landscape(writer: Writer, block: Matrix, width: float) -> bool:
    """Say whether a matrix has more columns than an upright page holds."""
    head = min(max(_head_width(writer, block) * 0.55, _LEAST_HEAD), _MOST_HEAD)
    return head + _LEAST_CELL * (len(block.columns) + bool(block.row_totals)) > width


def draw_matrix(writer: Writer, block: Matrix) -> None:
    """Set a matrix, in parts where it has more columns than a page holds."""
    total = writer.width / 20
    head = min(max(_head_width(writer, block) * 0.55, _LEAST_HEAD), _MOST_HEAD)
    most = max(int((total - head) / _LEAST_CELL) - bool(block.row_totals), 1)
    count = max(len(block.columns), 1)
    pieces = -(-count // most)
    size = -(-count // pieces)
    for number, start in enumerate(range(0, count, size), start=1):
        chosen = range(start, min(start + size, len(block.columns)))
        part = writer.words("blocks.part_of", part=number, parts=pieces) if pieces > 1 else ""
        title = joined(block.title, part)
        if not is_blank(title):
            writer.flow.add(writer.caption("table", title, "" if number > 1 else block.id), 30)
        grid = _Grid(writer, block, chosen, number == pieces)
        xml = grid.written(head)
        writer.flow.add(xml, sum(grid.heights), grid.heights, grid.head)
        if grid.is_numbered:
            source_line(writer, grid.key())
        if number < pieces:
            writer.gap()
    legend = " · ".join(f"{symbol}{writer.words('blocks.colon')}{meaning}" for symbol, meaning in block.legend)
    source_line(writer, joined(legend, block.note, between="\n") if legend else block.note)
    if not legend and is_blank(block.note):
        writer.gap()


def _head_width(writer: Writer, block: Matrix) -> float:
    return max((writer.wide(writer.plain(_name(row)), 9) for row in block.rows), default=0.0) + 12


def _name(line: MatrixLine) -> Inline:
    return joined(line.code, line.label, between="\u2002")


class _Grid:
    """One part of a matrix: some of its columns."""

    def __init__(self, writer: Writer, block: Matrix, chosen: range, is_last: bool) -> None:
        self.writer, self.block, self.chosen = writer, block, chosen
        self.has_totals = bool(block.row_totals) and is_last
        self.heights: list[float] = []
        self.head = 0.0
        self.is_numbered = False
        """Heads are numbers, told below: turned words are laid out beside the table where it runs right to left."""

    def written(self, head: float) -> str:
        """Give the whole table and believe its heights; `head` is the width of the row heads, in points."""
        writer, block = self.writer, self.block
        total = writer.width / 20
        count = len(self.chosen) + self.has_totals
        wanted = min(_head_width(writer, block), total * 0.6)
        cell = min(max((total - wanted) / count, _LEAST_CELL), (total - head) / count) if count else 0.0
        widths = in_twips([total - cell * count, *([cell] * count)], writer.width)
        heads = [block.columns[index] for index in self.chosen]
        labels: list[Inline] = [_name(column) for column in heads]
        if self.has_totals:
            labels.append(writer.words("blocks.matrix.total"))
        turned = self._is_turned(labels, cell)
        if turned and writer.request.is_right_to_left:
            self.is_numbered, turned = True, False
        high = self._turned_height(labels, cell) if turned else 0.0
        rows = [self._header(heads, widths, turned, high)]
        self.head = high * 2.835 if turned else 34.0
        inner = widths[0] / 20 - 10
        for number, row in enumerate(block.rows):
            rows.append(self._row(row, number, widths))
            self.heights.append(len(writer.lines(writer.plain(_name(row)), inner, 9)) * 12 + 5.5)
        has_sums = bool(block.column_totals)
        if has_sums:
            rows.append(self._sums(widths))
            self.heights.append(18.5)
        if not block.rows and not has_sums:
            texts = [writer.words("blocks.empty"), *([""] * (len(widths) - 1))]
            rows.append(self._line([(writer.paragraph("TableText", text), "") for text in texts], widths))
        title = writer.plain(block.title)
        alt = block.alt or writer.words("blocks.draw_alt", title=title)
        look = "head and total" if has_sums else "head"
        return f"{opening(writer, widths, title, alt, 'Lined', look=look)}{''.join(rows)}</w:tbl>"

    def _is_turned(self, labels: Sequence[Inline], cell: float) -> bool:
        texts = [self.writer.plain(label).replace("\u2002", " ").replace("-", "- ") for label in labels]
        words = [word for text in texts for word in text.split(" ")]
        widest = max((self.writer.wide(word, 9, True) for word in words), default=0.0)
        lines = max(
            (len(self.writer.lines(self.writer.plain(label), max(cell - 10, 8), 9, True)) for label in labels),
            default=1,
        )
        return widest > cell - 9 or lines > 4

    def _turned_height(self, labels: Sequence[Inline], cell: float) -> float:
        most = max(int((cell - 4) // 12), 1)
        low, high = _TURNED_MM
        for millimetres in range(int(low), int(high) + 1, 2):
            room = (millimetres - 3) * 2.835
            if all(len(self.writer.lines(self.writer.plain(label), room, 9, True)) <= most for label in labels):
                return float(millimetres)
        return high

    def _header(self, heads: Sequence[MatrixLine], widths: Sequence[int], turned: bool, high: float) -> str:
        writer, sand = self.writer, self.writer.theme.sand
        cells = [
            f"<w:tc>{cell_properties(widths[0], sand)}{writer.paragraph('TableHeader', self.block.corner if self.block.corner.strip() else NAMELESS)}</w:tc>"
        ]
        style = "TableHeaderTurned" if turned else "TableHeaderCentered"
        for place, (head, width) in enumerate(zip(heads, widths[1:], strict=False), start=self.chosen.start + 1):
            if self.is_numbered:
                paragraph = writer.paragraph(style, str(place))
                cells.append(f"<w:tc>{cell_properties(width, sand)}{paragraph}</w:tc>")
                continue
            runs = (
                writer.runs.text(
                    f"{head.code}\u2002" if turned else f"{head.code}\n", color_style(head.color or "primary")
                )
                if head.code
                else ""
            )
            label = writer.runs.inline(head.label, notes=False) or writer.runs.text("" if runs else NAMELESS)
            paragraph = writer.paragraph(style, runs=runs + label)
            cells.append(f"<w:tc>{cell_properties(width, sand, turned=turned)}{paragraph}</w:tc>")
        if self.has_totals:
            paragraph = writer.paragraph(style, "Σ" if self.is_numbered else writer.words("blocks.matrix.total"))
            cells.append(f"<w:tc>{cell_properties(widths[-1], sand, turned=turned)}{paragraph}</w:tc>")
        start = row_of(high, is_header=True) if turned else HEADER_ROW
        return f"{start}{''.join(cells)}</w:tr>"

    def key(self) -> Inline:
        """Say which number stands for which column."""
        names: list[Inline] = []
        for index in self.chosen:
            names.append(
                joined(f"{index + 1}{self.writer.words('blocks.colon')}", _name(self.block.columns[index]), between="")
            )
        if self.has_totals:
            names.append(
                joined("Σ", self.writer.words("blocks.matrix.total"), between=self.writer.words("blocks.colon"))
            )
        return joined(*names, between=" · ")

    def _row(self, row: MatrixLine, number: int, widths: Sequence[int]) -> str:
        writer, block = self.writer, self.block
        code = writer.runs.text(f"{row.code}\u2002", color_style(row.color or "primary")) if row.code else ""
        head = writer.paragraph("TableText", runs=code + writer.runs.inline(row.label))
        cells = [(head, "")]
        line = block.cells[number] if number < len(block.cells) else ()
        for index in self.chosen:
            cell = line[index] if index < len(line) else MatrixCell()
            cells.append(self._cell(cell))
        if self.has_totals:
            total = str(block.row_totals[number]) if number < len(block.row_totals) else ""
            cells.append((writer.paragraph("TableTotalCentered", total), ""))
        return self._line(
            cells, widths, len(block.rows) - _KEPT_ROWS <= number < len(block.rows) - 1 + bool(block.column_totals)
        )

    def _cell(self, cell: MatrixCell) -> tuple[str, str]:
        writer, theme = self.writer, self.writer.theme
        if cell.tone is not None:
            look = theme.tone(cell.tone.value)
            text = f"{look.symbol}\n{cell.text}" if cell.text else ""
            return writer.paragraph("TableCentered", text), look.ground
        fill = theme.color(f"tint-{min(cell.step, 3)}") if cell.step > 0 else ""
        return writer.paragraph("TableCentered", cell.text), fill

    def _sums(self, widths: Sequence[int]) -> str:
        writer, block = self.writer, self.block
        cells = [(writer.paragraph("TableTotal", writer.words("blocks.matrix.total")), writer.theme.sand)]
        for index in self.chosen:
            total = str(block.column_totals[index]) if index < len(block.column_totals) else ""
            cells.append((writer.paragraph("TableTotalCentered", total), writer.theme.sand))
        if self.has_totals:
            cells.append((writer.paragraph("TableTotalCentered", str(sum(block.row_totals))), writer.theme.sand))
        return self._line(cells, widths)

    def _line(self, cells: Sequence[tuple[str, str]], widths: Sequence[int], keep: bool = False) -> str:
        done = [
            f"<w:tc>{cell_properties(width, fill)}{kept(paragraph) if keep else paragraph}</w:tc>"
            for (paragraph, fill), width in zip(cells, widths, strict=True)
        ]
        return f"{ROW}{''.join(done)}</w:tr>"
