"""The rows of a table: values, words, and formulas that give what the document says."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from migplan.documents import (
    TREES,
    Column,
    Holds,
    Inline,
    Lookup,
    Row,
    Tag,
    Total,
    Value,
    evaluate,
    plain,
    single_value,
)
from migplan_excel.columns import Planned, cell_at
from migplan_excel.expressions import as_decimal, decimals, formula, rounded_sum, structured
from migplan_excel.heights import height, line_count
from migplan_excel.page import Page
from migplan_excel.trees import tree_formula
from migplan_office.columns import column_letters

_ROW_RESERVE = 0.92
"""Share of a column's letters that surely fit on one line without measuring."""

Numbers = dict[str, Decimal | None]
"""The numbers of a row by column key."""


class TableRows:
    """The rows of one table being written."""

    def __init__(self, page: Page, planned: Planned, first_column: int, is_entry: bool) -> None:
        self.page, self.planned, self.first_column, self.is_entry = page, planned, first_column, is_entry
        self.sheet, self.looks, self.writer = page.sheet, page.writer.looks, page.writer
        self.columns: Sequence[Column] = planned.block.columns
        self.measures = page.writer.measured(planned.block)
        self.own = self.measures[planned.offset :]
        self.computes = any(column.formula is not None for column in self.columns)
        self.sums_up = any(column.total is not Total.NONE for column in self.columns)
        self.numbers: list[Numbers] = []
        self.text_style = self.looks.style(wrap=True, indent=1)
        self.heights: dict[int, float] = {}
        self._styles()
        self.formulas = {
            number: text
            for number, column in enumerate(self.columns)
            if column.formula is not None and (text := self.formula(column, self._place_in_row)) is not None
        }

    # -- places ------------------------------------------------------------------------------------------------

    def _place_in_row(self, key: str) -> str | None:
        header = self.planned.header(key)
        return None if header is None else structured(self.planned.name, header, "#This Row")

    def _find(self, table: str, key: str) -> str | None:
        return self.writer.find(table, key)

    def formula(self, column: Column, place: Callable[[str], str | None]) -> str | None:
        if column.formula is None:
            return None
        if isinstance(column.formula, TREES):
            return tree_formula(column.formula, place, self._find, self.writer.labels)
        return formula(column.formula, place, self._find, decimals(column))

    # -- rows --------------------------------------------------------------------------------------------------

    def write(self, empty_rows: int) -> None:
        """Write the rows of data, then so many empty ones to be filled in."""
        planned = self.planned
        if not planned.has_groups:
            for row in planned.data:
                self._row(row, "", "", False)
        else:
            before = planned.groups[0] if planned.groups else ""
            for row, group, color in zip(planned.data, planned.groups, planned.group_colors, strict=True):
                self._row(row, group, color, group != before)
                before = group
        for _ in range(empty_rows):
            self._empty_row()

    def _styles(self) -> None:
        """Choose the format of each column once."""
        self.formats: list[str] = []
        self.numbers_of_style: list[int] = []
        for number, column in enumerate(self.columns):
            code = self.looks.format(column.holds, self.own[number].decimals)
            self.formats.append(code)
            self.numbers_of_style.append(self._style(number))
        self.letters = [
            column_letters(self.first_column + self.planned.offset + number) for number in range(len(self.columns))
        ]
        self.fits = [
            self.page.grid[self.first_column - 1 + self.planned.offset + number] * _ROW_RESERVE - 3
            for number in range(len(self.columns))
        ]
        sheet = self.sheet
        sheet.last_column = max(sheet.last_column, self.first_column + len(self.planned.headers) - 1)

    def _kind(self, number: int) -> str:
        if self.columns[number].formula is not None:
            return "computed"
        return "entry" if self.is_entry else "data"

    def _style(self, number: int, color: str = "", opens: bool = False) -> int:
        column = self.columns[number]
        wrap = not column.holds.is_number and column.holds is not Holds.DATE
        return self.looks.cell(column.holds, self.formats[number], self._kind(number), color, wrap, opens)

    def _row(self, row: Row, group: str, group_color: str, opens: bool) -> None:
        sheet, strings = self.sheet, self.writer.book.strings
        place = sheet.next
        cells: list[str] = []
        lines = 1
        color = row.color or group_color
        if self.planned.has_groups:
            style = self.looks.cell(Holds.TEXT, "General", "group", color, opens=opens)
            cells.append(sheet.text(self.first_column, group, style))
            if len(group) > self.page.grid[self.first_column - 1] * _ROW_RESERVE - 3:
                lines = self._lines(-1, group)
            color = ""
        numbers: Numbers = {}
        keeps = self.computes or self.sums_up
        given = row.cells
        for number, column in enumerate(self.columns):
            inline = given[number] if number < len(given) else ""
            style = self.numbers_of_style[number]
            if opens or (color and number == 0):
                style = self._style(number, color if number == 0 else "", opens)
            kind = type(inline)
            if number in self.formulas or column.formula is not None:
                cells.append(self._computed(number, column, inline, numbers, row, style))
                continue
            if kind is str:
                assert isinstance(inline, str)
                if not inline:
                    cells.append(f'<c r="{self.letters[number]}{place}" s="{style}"/>')
                    continue
                shared = strings.number(inline)
                if shared in strings.like_formulas:
                    style = self.writer.book.styles.quoted(style)
                cells.append(f'<c r="{self.letters[number]}{place}" s="{style}" t="s"><v>{shared}</v></c>')
                if len(inline) > self.fits[number] or "\n" in inline:
                    lines = max(lines, self._lines(number, inline))
                continue
            value = inline if isinstance(inline, Value) else single_value(inline)
            if value is not None:
                if keeps:
                    numbers[column.key] = as_decimal(value.value)
                cells.append(self.value(number, column, value, style))
                continue
            cells.append(self._inline(number, inline, style))
            text = plain(inline, self.page.language) + ("  " if isinstance(inline, Tag) else "")
            if len(text) > self.fits[number] or "\n" in text:
                lines = max(lines, self._lines(number, text))
        if keeps:
            self.numbers.append(numbers)
        if row.address:
            self.writer.targets.setdefault(row.address, (sheet, place))
        sheet.add("".join(cells), self._height(lines))

    def _height(self, lines: int) -> float:
        if lines not in self.heights:
            self.heights[lines] = height(lines + 1 if self.is_entry else lines, self.text_style, 6.0)
        return self.heights[lines]

    def _lines(self, number: int, text: str) -> int:
        return line_count(text, self.page.grid[self.first_column - 1 + self.planned.offset + number], self.text_style)

    def value(self, number: int, column: Column, value: Value, style: int) -> str:
        page, sheet = self.page, self.sheet
        place = self.first_column + self.planned.offset + number
        content = value.value
        if value.source:
            page.sources[value.source] = None
        if content is None:
            return sheet.text(place, "", style)
        if value.address:
            self.writer.remember(value, sheet, place, sheet.next)
        if (
            value.is_estimated
            or value.holds is not column.holds
            or (value.unit and value.unit != column.unit)
            or (value.decimals is not None and value.decimals != self.own[number].decimals)
        ):
            own = page.format_of(value, unit=value.unit != column.unit)
            if column.holds is Holds.BAR or value.holds is Holds.BAR:
                own = self.looks.format(Holds.NUMBER, self.own[number].decimals, is_estimated=value.is_estimated)
            style = self.writer.book.styles.number(
                self.writer.book.styles.all[style].but(format=own, horizontal=self.looks.horizontal(value.holds))
            )
        return sheet.number(place, content, style)

    def _inline(self, number: int, inline: Inline, style: int) -> str:
        place = self.first_column + self.planned.offset + number
        if isinstance(inline, tuple) and len(inline) == 1:
            inline = inline[0]
        if isinstance(inline, Tag) and self.columns[number].holds is not Holds.STATUS:
            return self.sheet.text(place, self.writer.tag(inline), self.looks.number(self.looks.tone(inline.tone)))
        return self.page.cell(place, inline, self.writer.book.styles.all[style])

    def _computed(self, number: int, column: Column, inline: Inline, numbers: Numbers, row: Row, style: int) -> str:
        """Write a computed cell: the formula when it gives what the document says, else what the document says."""
        assert column.formula is not None
        place = self.first_column + self.planned.offset + number
        if isinstance(column.formula, TREES):
            return self._tree(number, column, inline, numbers, style)
        keys = {other.key: plain(cell_at(row, index), self.page.language) for index, other in enumerate(self.columns)}
        tables = (
            {column.formula.table: self.writer.rows_of(column.formula.table)}
            if isinstance(column.formula, Lookup)
            else {}
        )
        exact = evaluate(column.formula, numbers, tables, keys)
        result = rounded_sum(exact, decimals(column))
        said = single_value(inline)
        numbers[column.key] = result
        text = self.formulas.get(number)
        if said is not None and said.value is not None and as_decimal(said.value) != result:
            numbers[column.key] = as_decimal(said.value)
            return self.value(number, column, said, style)
        if text is None or (result is None and exact is not None):
            return self.sheet.text(place, "", style) if result is None else self.sheet.number(place, result, style)
        if said is not None:
            self.writer.remember(said, self.sheet, place, self.sheet.next)
        return self.sheet.formula(place, text, result, style)

    def _tree(self, number: int, column: Column, inline: Inline, numbers: Numbers, style: int) -> str:
        """Write a cell whose value comes along with its formula."""
        place = self.first_column + self.planned.offset + number
        said, text = single_value(inline), self.formulas.get(number)
        content = said.value if said is not None else None
        numbers[column.key] = as_decimal(content)
        is_beyond = isinstance(content, int | Decimal) and as_decimal(content) is None
        if text is None or is_beyond:  # a number that no cell holds is written out
            return self.value(number, column, said, style) if said is not None else self._inline(number, inline, style)
        if said is None:
            return self.sheet.formula(place, text, plain(inline, self.page.language), style)
        self.writer.remember(said, self.sheet, place, self.sheet.next)
        return self.sheet.formula(place, text, content, style)

    def _empty_row(self) -> None:
        sheet = self.sheet
        cells = []
        if self.planned.has_groups:
            cells.append(sheet.text(self.first_column, "", self.looks.cell(Holds.TEXT, "General", "entry")))
        for number in range(len(self.columns)):
            place = self.first_column + self.planned.offset + number
            style = self.numbers_of_style[number]
            if number in self.formulas:
                cells.append(sheet.formula(place, self.formulas[number], None, style))
            else:
                cells.append(sheet.text(place, "", style))
        sheet.add("".join(cells), self._height(1))
