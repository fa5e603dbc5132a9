"""Tables as Excel's own tables: filtered, sorted, summed and computed by live formulas."""

from decimal import Decimal

import attrs
from attrs import frozen

from migplan.documents import EntryTable, Holds, RowKind, Table, is_empty, plain, single_value
from migplan_excel.columns import Planned, cell_at, header_text, long_heads
from migplan_excel.conditions import bar_condition, status_conditions
from migplan_excel.expressions import as_decimal
from migplan_excel.heights import height, line_count
from migplan_excel.list_objects import ListObject, TableColumn, Validation
from migplan_excel.names import cell
from migplan_excel.page import Page
from migplan_excel.table_rows import TableRows
from migplan_excel.table_totals import TableTotals


@frozen
class Placed:
    """Where a table stands."""

    header: int
    """Row of its head."""
    first: int
    last: int
    """Rows of its data."""
    column: int
    """Its first column."""


def draw_table(page: Page, block: Table | EntryTable, title_above: bool = True, first_column: int = 1) -> Placed | None:
    """Write a table, its totals and its note; `None` when it has no row, which is said in words."""
    planned = page.writer.planned(block)
    if id(block) in page.writer.placed:  # the same table again: a name of its own
        planned = attrs.evolve(planned, name=page.writer.book.name(block.id))
    page.mark(block.id)
    if title_above and not is_empty(block.title):
        page.heading(block.title, 3)
    empty_rows = max(block.empty_rows, 0) if isinstance(block, EntryTable) else 0
    if not block.columns:
        return None
    page.need(first_column - 1 + len(planned.headers))
    if not planned.data and not empty_rows:
        _draw_empty(page, planned, first_column)
        return None
    placed = _Drawing(page, planned, first_column, isinstance(block, EntryTable)).write(empty_rows)
    page.writer.placed.setdefault(id(block), (page.sheet, placed))
    _draw_key(page, planned)
    page.small(*long_heads(planned, page.language))
    page.small(block.note)
    page.cite()
    return placed


def _draw_empty(page: Page, planned: Planned, first_column: int) -> None:
    looks = page.writer.looks
    cells = [
        page.sheet.text(first_column + number, header, looks.header()) for number, header in enumerate(planned.headers)
    ]
    page.sheet.add(cells, _header_height(page, planned, first_column))
    page.line(
        page.writer.words("blocks.empty"),
        looks.words(color="muted", italic=True),
        first=first_column,
        last=first_column + len(planned.headers) - 1,
    )
    closing = [row for row in planned.block.rows if row.kind is not RowKind.DATA]
    page.small(
        *long_heads(planned, page.language), *(cell for row in closing for cell in row.cells), planned.block.note
    )


def _draw_key(page: Page, planned: Planned) -> None:
    """Write what the short names of groups stand for."""
    colors = dict(zip(planned.groups, planned.group_colors, strict=False))
    for name, label in planned.group_names:
        edges = (page.writer.looks.edge("start", "thick", colors[name]),) if colors.get(name) else ()
        page.line(label, page.writer.looks.words("small", "muted", indent=1, edges=edges))


def _header_height(page: Page, planned: Planned, first_column: int) -> float:
    looks = page.writer.looks
    style = looks.style("body", bold=True, wrap=True)
    lines = max(
        line_count(header, page.grid[first_column - 1 + number] - 2.5, style)
        for number, header in enumerate(planned.headers)
    )
    return max(24.0, height(lines, style, 9.0))


class _Drawing:
    """One table being written."""

    def __init__(self, page: Page, planned: Planned, first_column: int, is_entry: bool) -> None:
        self.page, self.planned, self.first_column, self.is_entry = page, planned, first_column, is_entry
        self.sheet, self.looks, self.writer = page.sheet, page.writer.looks, page.writer
        self.columns = planned.block.columns
        self.rows = TableRows(page, planned, first_column, is_entry)
        self.totals = TableTotals(self.rows)

    def write(self, empty_rows: int) -> Placed:
        """Write head, rows and total, and make Excel's table of them."""
        page, planned, sheet = self.page, self.planned, self.sheet
        header = sheet.add(self._heads(), _header_height(page, planned, self.first_column))
        first = sheet.next
        self.rows.write(empty_rows)
        last = sheet.next - 1
        totals = self.totals.closing(planned.totals) if planned.totals is not None else {}
        title = plain(planned.block.title, page.language) or page.title
        sheet.tables.append(
            ListObject(
                planned.name,
                self.first_column,
                header,
                sheet.next - 1,
                tuple(self._table_column(number, totals) for number in range(len(planned.headers))),
                planned.totals is not None,
                title,
                self.writer.alt(planned.block.alt, title, "table"),
            )
        )
        placed = Placed(header, first, last, self.first_column)
        self._conditions(placed)
        self._validations(placed)
        self.totals.below()
        return placed

    def _heads(self) -> list[str]:
        offset = self.planned.offset
        cells = []
        for number, text in enumerate(self.planned.headers):
            column = self.columns[number - offset] if number >= offset else None
            style = self.looks.header(column.holds if column else Holds.TEXT, column is not None and column.is_required)
            cells.append(self.sheet.text(self.first_column + number, text, style))
        return cells

    def _table_column(self, number: int, totals: dict[int, TableColumn]) -> TableColumn:
        about = totals.get(number, TableColumn(""))
        own = number - self.planned.offset
        return TableColumn(
            self.planned.headers[number],
            self.rows.formulas.get(own, "") if own >= 0 else "",
            about.total_label,
            about.total_function,
            about.total_formula,
        )

    def _range(self, number: int, placed: Placed) -> str:
        column = self.first_column + self.planned.offset + number
        return f"{cell(column, placed.first)}:{cell(column, placed.last)}"

    def _conditions(self, placed: Placed) -> None:
        for number, column in enumerate(self.columns):
            if column.holds is Holds.STATUS:
                self.sheet.conditions += status_conditions(self.page, self._range(number, placed))
            elif column.holds is Holds.BAR:
                self.sheet.conditions.append(
                    bar_condition(self.page, self._range(number, placed), self._numbers(number))
                )

    def _numbers(self, number: int) -> list[Decimal]:
        """Give the numbers of one of the block's columns."""
        values = [single_value(cell_at(row, number)) for row in self.planned.data]
        found = [as_decimal(value.value) for value in values if value is not None]
        return [one for one in found if one is not None]

    def _validations(self, placed: Placed) -> None:
        words = self.writer.words
        for number, column in enumerate(self.columns):
            title = header_text(column, self.page.language)
            if column.formula is not None:
                self.sheet.validations.append(
                    Validation(self._range(number, placed), title=title, prompt=words("blocks.computed"))
                )
            elif column.choices:
                name = self.writer.book.choices(column.choices, column.key)
                prompt = column.hint or words("blocks.choose")
                self.sheet.validations.append(
                    Validation(self._range(number, placed), name, title, prompt, words("blocks.choose_error"))
                )
            elif column.hint and self.is_entry:
                self.sheet.validations.append(Validation(self._range(number, placed), title=title, prompt=column.hint))
