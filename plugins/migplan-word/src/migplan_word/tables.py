"""Tables to be read: written as text, row by row, since they are the longest things in a document."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from migplan.documents import (
    Column,
    Holds,
    Inline,
    Row,
    RowKind,
    Span,
    Table,
    Tag,
    Value,
    parts,
    single_value,
)
from migplan_office.brand import mixed
from migplan_office.text import clean
from migplan_word.directions import embedded, opened_in
from migplan_word.grids import HEADER_ROW, KEEP, NAMELESS, ROW, cell_properties, opening
from migplan_word.inline import cut_at, is_blank, joined
from migplan_word.looks import color_style
from migplan_word.runs import ESTIMATE
from migplan_word.widths import PADDING, Need, fits, in_twips, need, shared
from migplan_word.writer import Writer, opened

SIZE, LEADING, PAD = 9.0, 12.0, 5.5
_BAR_ROOM = "0" * 8
"""As wide as the longest bar in a cell, with the space before it."""
_KEPT_TOGETHER = 0.3
"""Share of a page up to which a whole table is kept on one page."""
_MEASURED = 200
"""Rows up to which each is measured; more are believed by their letters."""
_TALLEST = 0.8
"""Share of a page that one row may take; a higher one is split into several."""
_FIRST_ROWS, _LAST_ROWS = 3, 4
"""Rows at the head and at the end of a table that stay on one page."""
_FEW_ROWS = 8
"""Rows up to which fewer stay together."""
_GROUP_LINES = 1.9
"""Lines that the head of a group may take."""
_GROUP_MOST = 2
"""Lines of a head up to which a column before the widest may hold it."""
_GROUP_TINT = 0.07
"""Strength of the ground under the head of a group."""
_NARROW, _MANY_LINES = 72.0, 3.4
"""Points of a column of sentences, and lines of its usual cell, that are too few and too many."""
_SPLIT, _PIECE = 0.3, 24.0
"""Share of a page from which what follows a table goes over to the next, in pieces of so many points."""
_CHUNK = 0.22
"""Share of a page that rows which stay together may take."""


@frozen
class Planned:
    """A table measured before it is set."""

    table: Table
    cells: tuple[tuple[str, ...], ...]
    """What each cell says, as plain text; a group row has one."""
    needs: tuple[Need, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether there is no column to set."""
        return not self.needs


def plan_table(writer: Writer, table: Table) -> Planned:
    """Measure a table: what each cell says, and what each column needs."""
    language = writer.language
    cells = []
    for row in table.rows:
        line = []
        for cell, column in zip(row.cells, table.columns, strict=False):
            if isinstance(cell, str):
                line.append(clean(cell))
            elif isinstance(cell, Value):
                line.append(_written(cell, column, language) + _marks(cell))
            else:
                line.append(_plain(writer, cell, column))
        cells.append(tuple(line))
    needs = []
    spans = [row.kind is RowKind.GROUP for row in table.rows]
    places = _place_of_total(table)
    for index, column in enumerate(table.columns):
        moved = bool(index == 0 and places)
        said = [
            line[index]
            for line, span, row in zip(cells, spans, table.rows, strict=True)
            if not span and index < len(line) and not (moved and row.kind is not RowKind.DATA)
        ]
        kept = column.holds.is_number or column.holds in (Holds.DATE, Holds.CODE, Holds.STATUS)
        if column.holds is Holds.BAR:
            said, kept = [text + _BAR_ROOM for text in said], True
        found = need(writer.wide, writer.plain(header(column)), said, column.width, SIZE, kept)
        if column.holds is Holds.STATUS:
            found = Need(*(width + 15 for width in (found.least, found.usual, found.most)))
        needs.append(found)
    heads = [line[0] for line, span in zip(cells, spans, strict=True) if span and line]
    texts = [index for index, column in enumerate(table.columns) if not _ends(column)]
    if heads and texts:
        wide = max(writer.wide(head, SIZE + 0.5, True) for head in heads) / _GROUP_LINES + PADDING
        widest = max(texts, key=lambda index: needs[index].usual)
        one = needs[widest]
        lacking = max(wide - one.least, 0.0)
        least = one.least + min(lacking, max(writer.width / 20 - sum(other.least for other in needs), 0.0))
        needs[widest] = Need(least, max(one.usual, wide), max(one.most, wide))
    return Planned(table, tuple(cells), tuple(needs))


def _plain(writer: Writer, cell: Inline, column: Column) -> str:
    value = single_value(cell)
    if value is not None:
        return _written(value, column, writer.language) + _marks(value)
    return clean(writer.plain(cell)) + _marks(cell)


def _marks(cell: Inline) -> str:
    """Give as many figures as the marks of notes in a cell may take."""
    return "00" * sum(1 for part in parts(cell) if isinstance(part, Value | Span) and part.source)


def _written(value: Value, column: Column, language: str) -> str:
    text = value.written(language, not column.unit)
    return ESTIMATE + text if value.is_estimated else text


def header(column: Column, rtl: bool = False) -> Inline:
    """Give what stands at the head of a column: its label, and its unit in brackets, below it where scripts differ."""
    return joined(column.label, f"({column.unit})", between="\n" if rtl else " ") if column.unit else column.label


def wants_landscape(planned: Planned, width: float) -> bool:
    """Say whether a table reads better on a wide page.

    So it does where words would break, where many columns need much more than its room, or where a column of sentences
    would be so narrow that each took many lines.
    """
    if not fits(planned.needs, width):
        return True
    widths = shared(planned.needs, width)
    if any(have < _NARROW and one.usual > _MANY_LINES * have for one, have in zip(planned.needs, widths, strict=True)):
        return True
    return sum(one.usual for one in planned.needs) > 2.1 * width and len(planned.needs) >= 7


def draw_table(writer: Writer, table: Table, *, style: str = "", suffix: str = "", after: float = 0.0) -> None:
    """Set a table with its caption above and its sources below; in close lines where that saves a page.

    `style` sets the title as a small head instead; `suffix` is that of the styles of close lines; `after` is the room
    in points that what follows would like to have on the same page.
    """
    planned = writer.planned(table)
    if not is_blank(table.title):
        if style:
            writer.flow.add(writer.paragraph(style, table.title), 20)
        else:
            writer.flow.add(writer.caption("table", table.title, table.id), 30)
    if planned.is_empty:
        source_below(writer, table.note)
        return
    widths = in_twips(shared(planned.needs, writer.width / 20), writer.width)
    writer.runs.has_estimate = False
    rows = _Rows(writer, planned, widths, suffix)
    if not suffix and 1 < len(planned.cells) <= _MEASURED:
        close = _Rows(writer, planned, widths, "Dense")
        asked = [_PIECE] * int(after // _PIECE) if after > _SPLIT * writer.flow.page.height else [after] * bool(after)
        few, many = (writer.flow.pages([*(one.chunks() or [one.height]), *asked], one.head)[0] for one in (close, rows))
        if few < many:
            rows = close
    xml = rows.written()
    writer.flow.add(xml, rows.height, rows.chunks(), rows.head)
    note = table.note
    if writer.runs.has_estimate:
        note = joined(note, ESTIMATE + writer.words("blocks.estimated"), between=" · ")
    source_below(writer, note, suffix)


def source_below(writer: Writer, note: Inline, suffix: str = "") -> None:
    """Set sources or reading help under a table, or the space that ends it."""
    if is_blank(note):
        writer.gap()
    else:
        height = writer.height(note, 9, 11 if suffix else 12) + (3 if suffix else 12)
        writer.flow.add(writer.paragraph(f"Source{suffix}", note), height)


def believed_height(writer: Writer, table: Table, suffix: str = "") -> float:
    """Believe the height in points of a table's rows; `suffix` is that of the styles of close lines."""
    planned = writer.planned(table)
    if planned.is_empty:
        return 0.0
    return _Rows(writer, planned, in_twips(shared(planned.needs, writer.width / 20), writer.width), suffix).height


class _Rows:
    """The rows of one table, on their way."""

    def __init__(self, writer: Writer, planned: Planned, widths: Sequence[int], suffix: str = "") -> None:
        self.writer, self.planned, self.widths, self.suffix = writer, planned, widths, suffix
        self.letter = 5.3 if writer.rtl else 4.5
        self.text, self.number = f"TableText{suffix}", f"TableTextNumber{suffix}"
        self.leading, self.pad = (11.3, 2.1) if suffix else (LEADING, PAD)
        self.columns = planned.table.columns
        self.inner = [width / 20 - PADDING + 1 for width in widths]
        self.opens = [f"<w:tc>{cell_properties(width)}" for width in widths]
        self.names = [self.number if _ends(column) else self.text for column in self.columns]
        self.starts = {
            (name, keep): opened(name, writer.rtl, KEEP if keep else "")
            for name in (self.text, self.number)
            for keep in (False, True)
        }
        self.most = self._largest()
        self.cited: dict[int, str] = {}
        count = self._exact_count if len(planned.cells) <= _MEASURED else self._line_count
        self.lines = [count(row, cells) for row, cells in zip(planned.table.rows, planned.cells, strict=True)]
        heads = [self.writer.plain(header(column, writer.rtl)) for column in self.columns]
        head = max(
            (len(writer.lines(text, inner, SIZE, True)) for text, inner in zip(heads, self.inner, strict=True)),
            default=1,
        )
        self.head = head * self.leading + self.pad + 1
        self.heights = [count * self.leading + self.pad for count in self.lines]
        self.height = sum(self.heights) + self.head
        self.is_together = self.height < _KEPT_TOGETHER * writer.flow.page.height
        self.keeps = self._kept_rows()

    def _kept_rows(self) -> list[bool]:
        """Say of each row whether it stays on the page of the next: heads of groups, rows before totals, first and last ones."""
        rows, most = self.planned.table.rows, _CHUNK * self.writer.flow.page.height
        last = len(rows) - 1
        if self.is_together:
            return [index < last for index in range(len(rows))]
        few = len(rows) <= _FEW_ROWS
        first, end = (2, 2) if few else (_FIRST_ROWS, _LAST_ROWS)
        while first > 1 and sum(self.heights[:first]) > most:
            first -= 1
        while end > 1 and sum(self.heights[-end:]) > most:
            end -= 1
        return [
            index < last
            and (
                row.kind is RowKind.GROUP
                or rows[index + 1].kind in (RowKind.TOTAL, RowKind.SUBTOTAL)
                or index < first - 1
                or index > last - end
            )
            for index, row in enumerate(rows)
        ]

    def chunks(self) -> list[float]:
        """Give the heights in points of the rows that stay together; nothing when the whole table does."""
        if self.is_together:
            return []
        done: list[float] = []
        is_open = False
        for height, keep in zip(self.heights, self.keeps, strict=True):
            if is_open:
                done[-1] += height
            else:
                done.append(height)
            is_open = keep
        return done

    def _largest(self) -> dict[int, Decimal]:
        largest = {}
        for index, column in enumerate(self.columns):
            if column.holds is Holds.BAR:
                found = [
                    abs(Decimal(value.value))
                    for row in self.planned.table.rows
                    if row.kind is RowKind.DATA and index < len(row.cells)
                    and (value := single_value(row.cells[index])) is not None
                    and isinstance(value.value, int | Decimal)
                ]  # fmt: skip
                largest[index] = max(found, default=Decimal(0))
        return largest

    def written(self) -> str:
        """Give the whole table."""
        writer, table = self.writer, self.planned.table
        title = writer.plain(table.title)
        alt = table.alt or (writer.words("blocks.table_alt", title=title) if title else "")
        look = "head and total" if table.rows and table.rows[-1].kind is RowKind.TOTAL else "head"
        start = opening(writer, self.widths, title, alt, look=look)
        rows = [self._header()]
        for index, row in enumerate(table.rows):
            rows.append(self._row(row, self.planned.cells[index], self.keeps[index], self.lines[index]))
        if not table.rows:
            rows.append(self._said_empty())
        return f"{start}{''.join(rows)}</w:tbl>"

    def _line_count(self, row: Row, cells: Sequence[str]) -> int:
        if row.kind is RowKind.GROUP:
            return 2
        most = 1
        for text, inner in zip(cells, self.inner, strict=False):
            letters = len(text)
            if letters * self.letter > inner or "\n" in text:
                most = max(most, -int(-letters * self.letter // inner) + text.count("\n"))
        return most

    def _exact_count(self, row: Row, cells: Sequence[str]) -> int:
        if row.kind is RowKind.GROUP:
            said = cells[0] if cells else ""
            inner = self.inner[self.place_of_group]
            return len(self.writer.lines(said, inner, SIZE + 0.5, True)) + (0 if self.suffix else 1)
        counts = (
            len(self.writer.lines(text, inner, SIZE, is_even=bool(self.suffix)))
            if len(text) * 3.5 > inner or "\n" in text
            else 1
            for text, inner in zip(cells, self.inner, strict=False)
        )
        return max(counts, default=1)

    def _header(self) -> str:
        writer = self.writer
        cells = []
        for column, width in zip(self.columns, self.widths, strict=True):
            style = f"TableHeaderNumber{self.suffix}" if _ends(column) else f"TableHeader{self.suffix}"
            label = header(column, writer.rtl)
            if column.is_required:
                label = joined(label, "•")
            said = writer.runs.inline(NAMELESS if is_blank(label) else label)
            said = embedded(writer, column, said)
            start = f"<w:tc>{cell_properties(width, writer.theme.sand)}{opened_in(writer, column, style, label)}"
            cells.append(f"{start}{said}</w:p></w:tc>")
        return f"{HEADER_ROW}{''.join(cells)}</w:tr>"

    def _said_empty(self) -> str:
        writer = self.writer
        filled = f"<w:tc>{cell_properties(self.widths[0])}{writer.paragraph('TableText', writer.words('blocks.empty'))}</w:tc>"
        rest = "".join(f"{start}{writer.paragraph('TableText', '')}</w:tc>" for start in self.opens[1:])
        return f"{ROW}{filled}{rest}</w:tr>"

    def _row(self, row: Row, cells: Sequence[str], keep: bool, lines: int) -> str:
        if row.kind is RowKind.GROUP:
            return self._group(row)
        if row.kind is not RowKind.DATA:
            return self._total(row, keep)
        if lines * LEADING > _TALLEST * self.writer.flow.page.height:
            return "".join(self._data(part, keep) for part in self._split(row, cells))
        return self._data(row, keep, cells)

    def _data(self, row: Row, keep: bool, texts: Sequence[str] = ()) -> str:
        """Write a row; `texts` is what its cells say, already clean, where that was planned."""
        runs = self.writer.runs
        color = color_style(row.color) if row.color else ""
        done = [ROW]
        for index, cell in enumerate(row.cells[: len(self.columns)]):
            kind = type(cell)
            if kind is str:
                said = texts[index] if texts else clean(cell)  # type: ignore[arg-type]  # a string
            elif kind is Value and texts and index not in self.most and not cell.source:  # type: ignore[union-attr]  # a value
                said = texts[index]
                runs.has_estimate = runs.has_estimate or cell.is_estimated  # type: ignore[union-attr]  # a value
            else:
                done.append(self._cell(index, cell, keep, row.color if not index else ""))
                continue
            words = runs.cleaned(said, color if not index else "")
            done.append(f"{self.opens[index]}{self.starts[self.names[index], keep]}{words}</w:p></w:tc>")
        for index in range(len(row.cells), len(self.columns)):
            done.append(f"{self.opens[index]}{self.starts[self.text, keep]}</w:p></w:tc>")
        done.append("</w:tr>")
        return "".join(done)

    def _cell(self, index: int, cell: Inline, keep: bool, color: str) -> str:
        writer, column = self.writer, self.columns[index]
        value = single_value(cell)
        if value is not None:
            runs = self._value(index, value)
            return f"{self.opens[index]}{self.starts[self.names[index], keep]}{runs}</w:p></w:tc>"
        if isinstance(cell, Tag):
            look = writer.theme.tone(cell.tone.value)
            start = f"<w:tc>{cell_properties(self.widths[index], look.ground)}"
            return f"{start}{self.starts[self.text, keep]}{writer.runs.tag(cell)}</w:p></w:tc>"
        style = self.text if _ends(column) and not _is_number(cell) else self.names[index]
        start = opened_in(writer, column, style, cell, KEEP if keep else "")
        runs = writer.runs.inline(cell, color_style(color) if color else "")
        runs = embedded(writer, column, runs)
        return f"{self.opens[index]}{start}{runs}</w:p></w:tc>"

    def _value(self, index: int, value: Value, style: str = "") -> str:
        writer, column = self.writer, self.columns[index]
        if column.holds is Holds.BAR and index in self.most and isinstance(value.value, int | Decimal) and not style:
            return self._bar(index, value)
        runs = writer.runs.value(value, style, not column.unit, notes=False)
        if value.source and self.cited.get(index) != value.source:
            self.cited[index] = value.source
            runs += writer.notes.cite(value.source)
        return runs

    def _bar(self, index: int, value: Value) -> str:
        """A bar after the number, in proportion to the column's largest."""
        runs, theme = self.writer.runs, self.writer.theme
        number = Decimal(value.value) if isinstance(value.value, int | Decimal) else Decimal(0)
        written = _written(value, self.columns[index], self.writer.language)
        share = float(abs(number) / self.most[index]) if self.most[index] else 0.0
        bar = runs.bar(share, theme.accent if number < 0 else theme.color("tint-2")) if share else ""
        return runs.text(written) + runs.text("\u2002") + bar

    def _group(self, row: Row) -> str:
        """The head of rows that follow, in one cell of several, since cells are never merged."""
        writer = self.writer
        cell: Inline = row.cells[0] if row.cells else ""
        style = color_style(row.color) if row.color else ""
        done = [ROW]
        ground = mixed(writer.theme.ground, writer.theme.primary, _GROUP_TINT)
        for index, width in enumerate(self.widths):
            runs = writer.runs.inline(cell, style) if index == self.place_of_group else ""
            start = opened(f"TableGroup{self.suffix}", writer.is_rtl(cell))
            done.append(f"<w:tc>{cell_properties(width, ground)}{start}{runs}</w:p></w:tc>")
        return "".join((*done, "</w:tr>"))

    @cached_property
    def place_of_group(self) -> int:
        """The column in which the heads of all groups stand: the first that holds each on few lines, else the widest."""
        texts = [index for index, column in enumerate(self.columns) if not _ends(column)] or [0]
        rows, cells = self.planned.table.rows, self.planned.cells
        heads = [line[0] for row, line in zip(rows, cells, strict=True) if row.kind is RowKind.GROUP and line]
        lines = self.writer.lines
        for index in texts:
            inner = self.inner[index]
            if all(
                len(lines(said, inner, SIZE + 0.5, True)) <= _GROUP_MOST and _unbroken(self.writer, said, inner)
                for said in heads
            ):
                return index
        return max(texts, key=lambda index: self.widths[index])

    def _total(self, row: Row, keep: bool) -> str:
        writer = self.writer
        fill = writer.theme.sand if row.kind is RowKind.TOTAL else ""
        done = [ROW]
        place = _place_of_total(self.planned.table)
        for index, (column, width) in enumerate(zip(self.columns, self.widths, strict=True)):
            source = {0: place, place: 0}.get(index, index)
            cell: Inline = row.cells[source] if source < len(row.cells) else ""
            value = single_value(cell)
            style = f"TableTotal{'Number' if _ends(column) and index else ''}{self.suffix}"
            runs = self._value(index, value, "Strong") if value is not None else writer.runs.inline(cell)
            start = opened(style, writer.rtl, KEEP if keep else "")
            done.append(f"<w:tc>{cell_properties(width, fill)}{start}{runs}</w:p></w:tc>")
        return "".join((*done, "</w:tr>"))

    def _split(self, row: Row, cells: Sequence[str]) -> list[Row]:
        """Split a row that is too high for a page into rows that follow one another, at the ends of lines."""
        most = int(_TALLEST * self.writer.flow.page.height / LEADING) - 1
        columns = []
        for index, cell in enumerate(row.cells[: len(self.columns)]):
            lines = (
                self.writer.lines(cells[index], self.inner[index], SIZE) if len(cells[index]) > 200 else [cells[index]]
            )
            if len(lines) <= most:
                columns.append([cell])
                continue
            pieces, rest = [], cell
            for start in range(0, len(lines) - most, most):
                letters = sum(len(line) + 1 for line in lines[start : start + most])
                piece, rest = cut_at(rest, letters, self.writer.language)
                pieces.append(piece)
            columns.append([*pieces, rest])
        count = max(len(pieces) for pieces in columns)
        return [
            Row(tuple(pieces[number] if number < len(pieces) else "" for pieces in columns), color=row.color)
            for number in range(count)
        ]


def _unbroken(writer: Writer, text: str, room: float) -> bool:
    return max((writer.wide(word, SIZE + 0.5, True) for word in text.split()), default=0.0) <= room


def _place_of_total(table: Table) -> int:
    """Give the column in which the word of a total stands: the second where the first holds codes and the second has none."""
    totals = [row.cells for row in table.rows if row.kind in (RowKind.TOTAL, RowKind.SUBTOTAL)]
    if len(table.columns) < 2 or table.columns[0].holds is not Holds.CODE or _ends(table.columns[1]):
        return 0
    return int(bool(totals) and all(len(cells) < 2 or is_blank(cells[1]) for cells in totals))


def _ends(column: Column) -> bool:
    return column.holds.is_number and column.holds is not Holds.BAR


def _is_number(cell: Inline) -> bool:
    return any(isinstance(part, Value) for part in parts(cell))
