"""Matrices: rows against columns, tinted by step, each crossing with its letter or symbol, totals at the ends."""

from collections.abc import Sequence

from migplan.documents import Inline, Matrix, MatrixCell, MatrixLine
from migplan_word.grids import HEADER_ROW, NAMELESS, ROW, cell_properties, opening
from migplan_word.inline import is_blank, joined
from migplan_word.looks import color_style
from migplan_word.prose import source_line
from migplan_word.widths import in_twips
from migplan_word.writer import Writer, kept

_LEAST_HEAD, _MOST_HEAD = 120.0, 210.0
_LEAST_CELL = 24.0
_KEPT_ROWS = 3
"""Last rows that stay on one page, so that no page holds a single one."""
_SUM = "Σ"
_SHORT = 2
"""Words of a short name, each on its own line."""
_DOT = "·"
"""Stands in an empty crossing, so that the eye keeps its row."""


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
    legend = " · ".join(f"{symbol}{writer.words('blocks.colon')}{meaning}" for symbol, meaning in block.legend)
    told = joined(legend, block.note, between="\n") if legend else block.note
    for number, start in enumerate(range(0, count, size), start=1):
        chosen = range(start, min(start + size, len(block.columns)))
        part = writer.words("blocks.part_of", part=number, parts=pieces) if pieces > 1 else ""
        title = joined(block.title, part)
        if not is_blank(title):
            writer.flow.add(writer.caption("table", title, "" if number > 1 else block.id), 30)
        grid = _Grid(writer, block, chosen, number == pieces, head)
        below = _below(writer, grid.key(), told if number == pieces else "")
        if sum(grid.heights) + grid.head + below > writer.flow.left:
            grid.close_up()
        writer.flow.add(grid.written(), sum(grid.heights), grid.heights, grid.head)
        source_line(writer, grid.key())
        if number < pieces:
            writer.gap()
    source_line(writer, told)
    if is_blank(told):
        writer.gap()


def _below(writer: Writer, *lines: Inline) -> float:
    """Believe the height in points of the lines below a matrix."""
    return sum(writer.height(line, 9, 12) + 12 for line in lines if not is_blank(line))


def _head_width(writer: Writer, block: Matrix) -> float:
    return max((writer.wide(writer.plain(_name(row)), 9) for row in block.rows), default=0.0) + 12


def _name(line: MatrixLine) -> Inline:
    return joined(line.code, line.label, between="\u2002")


class _Grid:
    """One part of a matrix: some of its columns."""

    def __init__(self, writer: Writer, block: Matrix, chosen: range, is_last: bool, head: float) -> None:
        self.writer, self.block, self.chosen, self.suffix = writer, block, chosen, ""
        self.leading, self.pad = 12.0, 5.5
        self.has_totals = bool(block.row_totals) and is_last
        self.columns = [block.columns[index] for index in chosen]
        self.told: list[tuple[str, Inline]] = []
        """Heads too long to stand level: what stands for each, and what it means."""
        self.head = 0.0
        self.widths, self.header = self._laid(head)
        self.heights = self._heights()

    def close_up(self) -> None:
        """Set the rows in close lines."""
        self.suffix, self.leading, self.pad = "Dense", 11.3, 2.1
        self.heights = self._heights()

    def _laid(self, head: float) -> tuple[list[int], list[str]]:
        """Give the widths of the columns and the rows of heads; `head` is the least width of the row heads, in points."""
        writer = self.writer
        total = writer.width / 20
        count = len(self.chosen) + self.has_totals
        wanted = min(_head_width(writer, self.block), total * 0.6)
        cell = min(max((total - wanted) / count, _LEAST_CELL), (total - head) / count) if count else 0.0
        families = self._families()
        points = [cell] * count
        if families:
            points = self._widened(points, families, total - head)
        widths = in_twips([total - sum(points), *points], writer.width)
        return widths, self._family_header(families, widths) if families else [self._header(widths, cell)]

    def _heights(self) -> list[float]:
        """Believe the heights of the rows, in points."""
        inner, is_close = self.widths[0] / 20 - 10, bool(self.suffix)
        names = (self.writer.plain(_name(row)) for row in self.block.rows)
        heights = [len(self.writer.lines(name, inner, 9, is_even=is_close)) * self.leading + self.pad for name in names]
        return [*heights, self.leading + self.pad + 1] if self.block.column_totals else heights

    def written(self) -> str:
        """Give the whole table; once, since it cites sources."""
        writer, block, widths = self.writer, self.block, self.widths
        rows = [*self.header, *(self._row(row, number, widths) for number, row in enumerate(block.rows))]
        has_sums = bool(block.column_totals)
        if has_sums:
            rows.append(self._sums(widths))
        if not block.rows and not has_sums:
            texts = [writer.words("blocks.empty"), *([""] * (len(widths) - 1))]
            rows.append(self._line([(writer.paragraph("TableText", text), "") for text in texts], widths))
        title = writer.plain(block.title)
        alt = block.alt or writer.words("blocks.draw_alt", title=title)
        look = "head and total" if has_sums else "head"
        return f"{opening(writer, widths, title, alt, 'Lined', look=look)}{''.join(rows)}</w:tbl>"

    def _families(self) -> list[tuple[str, int]]:
        """Part codes such as `GCM-02` into families and numbers: each family and its columns; none when heads say more."""
        if any(not is_blank(column.label) or "-" not in column.code for column in self.columns):
            return []
        done: list[tuple[str, int]] = []
        for column in self.columns:
            family = column.code.rpartition("-")[0]
            if done and done[-1][0] == family:
                done[-1] = (family, done[-1][1] + 1)
            else:
                done.append((family, 1))
        return done

    def _widened(self, points: list[float], families: Sequence[tuple[str, int]], most: float) -> list[float]:
        """Give each family the width of its name, and what that takes from the row heads no more than there is."""
        at = 0
        wide = list(points)
        for family, count in families:
            lacking = self.writer.wide(family, 9, True) + 6 - sum(wide[at : at + count])
            if lacking > 0:
                wide[at : at + count] = [width + lacking / count for width in wide[at : at + count]]
            at += count
        return wide if sum(wide) <= most else points

    def _corner(self) -> str:
        return self.writer.paragraph("TableHeader", self.block.corner if self.block.corner.strip() else NAMELESS)

    def _family_header(self, families: Sequence[tuple[str, int]], widths: Sequence[int]) -> list[str]:
        """Two rows of heads: families over their numbers."""
        writer, sand = self.writer, self.writer.theme.sand
        style = "TableHeaderCentered"
        blank = f"<w:tc>{cell_properties(widths[0], sand)}{writer.paragraph('TableHeader', '')}</w:tc>"
        upper, at = [blank], 1
        for family, count in families:
            width = sum(widths[at : at + count])
            upper.append(f"<w:tc>{cell_properties(width, sand, count)}{writer.paragraph(style, family)}</w:tc>")
            at += count
        lower = [f"<w:tc>{cell_properties(widths[0], sand)}{self._corner()}</w:tc>"]
        for column, width in zip(self.columns, widths[1:], strict=False):
            number = writer.paragraph(style, column.code.rpartition("-")[2])
            lower.append(f"<w:tc>{cell_properties(width, sand)}{number}</w:tc>")
        if self.has_totals:
            upper.append(f"<w:tc>{cell_properties(widths[-1], sand)}{writer.paragraph(style, '')}</w:tc>")
            lower.append(f"<w:tc>{cell_properties(widths[-1], sand)}{self._sum_head(widths[-1] / 20)}</w:tc>")
        self.head = 37.0
        return [f"{HEADER_ROW}{''.join(upper)}</w:tr>", f"{HEADER_ROW}{''.join(lower)}</w:tr>"]

    def _header(self, widths: Sequence[int], cell: float) -> str:
        """One row of heads: whole where all stand level, else their short names or numbers, which are told below."""
        writer, sand = self.writer, self.writer.theme.sand
        labels = [_name(column) for column in self.columns]
        is_whole = all(self._stands(label, cell) for label in labels)
        cells = [f"<w:tc>{cell_properties(widths[0], sand)}{self._corner()}</w:tc>"]
        most = 1
        for place, (column, label, width) in enumerate(
            zip(self.columns, labels, widths[1:], strict=False), start=self.chosen.start + 1
        ):
            if is_whole:
                said = writer.runs.inline(column.label, notes=False) or writer.runs.text(
                    "" if column.code else NAMELESS
                )
                code = column.code + ("\n" if said else "")
                runs = writer.runs.text(code, color_style(column.color or "primary")) + said
                most = max(most, len(self._lines(label, cell)) + bool(code and said))
            else:
                short = column.code or writer.plain(column.label).strip()
                words = short.split()
                fits = 0 < len(words) <= _SHORT and all(writer.wide(word, 9, True) <= cell - 5 for word in words)
                short = short if fits else str(place)
                if short != writer.plain(label):
                    self.told.append((short, column.label if short == column.code else label))
                most = max(most, len(words) if fits else 1)
                runs = writer.runs.text(short, color_style(column.color or "primary"))
            paragraph = writer.paragraph("TableHeaderCentered", runs=runs)
            cells.append(f"<w:tc>{cell_properties(width, sand)}{paragraph}</w:tc>")
        if self.has_totals:
            cells.append(f"<w:tc>{cell_properties(widths[-1], sand)}{self._sum_head(cell)}</w:tc>")
        self.head = most * 12 + 6.5
        return f"{HEADER_ROW}{''.join(cells)}</w:tr>"

    def _sum_head(self, cell: float) -> str:
        """Head the totals: in words where they fit, else by a sign that is told below."""
        writer = self.writer
        said = writer.words("blocks.matrix.total")
        if writer.wide(said, 9, True) > cell - 5:
            self.told.append((_SUM, said))
            said = _SUM
        return writer.paragraph("TableHeaderCentered", said)

    def _lines(self, label: Inline, cell: float) -> list[str]:
        return self.writer.lines(self.writer.plain(label), max(cell - 10, 8), 9, True)

    def _stands(self, label: Inline, cell: float) -> bool:
        """Say whether a head stands level in its cell: no word broken, at most four lines."""
        text = self.writer.plain(label).replace("\u2002", " ").replace("-", "- ")
        widest = max((self.writer.wide(word, 9, True) for word in text.split(" ")), default=0.0)
        return widest <= cell - 9 and len(self._lines(label, cell)) <= 4

    def key(self) -> Inline:
        """Say what stands for which column, where heads are short."""
        colon = self.writer.words("blocks.colon")
        said = [joined(f"{short}{colon}", label, between="") for short, label in self.told]
        return joined(*said, between=" · ")

    def _row(self, row: MatrixLine, number: int, widths: Sequence[int]) -> str:
        writer, block = self.writer, self.block
        code = writer.runs.text(f"{row.code}\u2002", color_style(row.color or "primary")) if row.code else ""
        head = writer.paragraph(f"TableText{self.suffix}", runs=code + writer.runs.inline(row.label))
        cells = [(head, "")]
        line = block.cells[number] if number < len(block.cells) else ()
        for index in self.chosen:
            cell = line[index] if index < len(line) else MatrixCell()
            cells.append(self._cell(cell))
        if self.has_totals:
            total = str(block.row_totals[number] or _DOT) if number < len(block.row_totals) else ""
            cells.append((writer.paragraph(f"TableTotalCentered{self.suffix}", total), ""))
        return self._line(
            cells, widths, len(block.rows) - _KEPT_ROWS <= number < len(block.rows) - 1 + bool(block.column_totals)
        )

    def _cell(self, cell: MatrixCell) -> tuple[str, str]:
        writer, theme = self.writer, self.writer.theme
        if cell.tone is not None:
            look = theme.tone(cell.tone.value)
            text = f"{look.symbol}\n{cell.text}" if cell.text else ""
            return writer.paragraph(f"TableCentered{self.suffix}", text), look.ground
        fill = theme.color(f"tint-{min(cell.step, 3)}") if cell.step > 0 else ""
        text = cell.text if cell.text or fill else _DOT
        runs = writer.runs.text(text, "Muted" if text == _DOT else "")
        return writer.paragraph(f"TableCentered{self.suffix}", runs=runs), fill

    def _sums(self, widths: Sequence[int]) -> str:
        writer, block = self.writer, self.block
        sand, centered = writer.theme.sand, f"TableTotalCentered{self.suffix}"
        cells = [(writer.paragraph(f"TableTotal{self.suffix}", writer.words("blocks.matrix.total")), sand)]
        for index in self.chosen:
            total = str(block.column_totals[index] or _DOT) if index < len(block.column_totals) else ""
            cells.append((writer.paragraph(centered, total), sand))
        if self.has_totals:
            cells.append((writer.paragraph(centered, str(sum(block.row_totals))), sand))
        return self._line(cells, widths)

    def _line(self, cells: Sequence[tuple[str, str]], widths: Sequence[int], keep: bool = False) -> str:
        done = [
            f"<w:tc>{cell_properties(width, fill)}{kept(paragraph) if keep else paragraph}</w:tc>"
            for (paragraph, fill), width in zip(cells, widths, strict=True)
        ]
        return f"{ROW}{''.join(done)}</w:tr>"
