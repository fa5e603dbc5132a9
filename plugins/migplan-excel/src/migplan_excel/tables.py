"""Tables as Excel's own tables: filtered, sorted, summed and computed by live formulas."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from attrs import frozen

from migplan.documents import (
    Column,
    EntryTable,
    Holds,
    Inline,
    Row,
    Table,
    Tag,
    Tone,
    Total,
    Value,
    evaluate,
    is_empty,
    plain,
    rounded,
    single_value,
)
from migplan_excel.columns import Measure, Planned, cell_at, header_text, measures
from migplan_excel.expressions import as_decimal, decimals, formula, structured
from migplan_excel.heights import height, line_count
from migplan_excel.names import cell, letters
from migplan_excel.page import Page
from migplan_excel.sheet import HIGHEST_ROW, Condition, ListObject, TableColumn, Validation, number_text

_ROW_RESERVE = 0.92
"""Share of a column's letters that surely fit on one line without measuring."""

Numbers = dict[str, Decimal | None]


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


def wishes(page: Page | None, planned: Planned, language: str) -> list[Measure]:
    """Say how wide the table's columns would like to be."""
    return measures(planned, language)


def draw_table(page: Page, block: Table | EntryTable, title_above: bool = True, first_column: int = 1) -> Placed | None:
    """Write a table, its totals and its note; `None` when it has no row, which is said in words."""
    planned = page.writer.planned(block)
    page.mark(block.id)
    if title_above and not is_empty(block.title):
        page.heading(block.title, 3)
    is_entry = isinstance(block, EntryTable)
    empty_rows = max(block.empty_rows, 0) if isinstance(block, EntryTable) else 0
    if not block.columns:
        return None
    page.need(first_column - 1 + len(planned.headers))
    if not planned.data and not empty_rows:
        _draw_empty(page, planned, first_column)
        return None
    table = _Writing(page, planned, first_column, is_entry)
    placed = table.write(empty_rows)
    page.writer.placed[id(block)] = (page.sheet, placed)
    table.draw_sums()
    _draw_key(page, planned)
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
    page.small(planned.block.note)


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


class _Writing:
    """One table being written."""

    def __init__(self, page: Page, planned: Planned, first_column: int, is_entry: bool) -> None:
        self.page, self.planned, self.first_column, self.is_entry = page, planned, first_column, is_entry
        self.sheet, self.looks, self.writer = page.sheet, page.writer.looks, page.writer
        self.columns: Sequence[Column] = planned.block.columns
        self.measures = measures(planned, page.language)
        self.own = self.measures[planned.offset :]
        self.computes = any(column.formula is not None for column in self.columns)
        self.sums_up = any(column.total is not Total.NONE for column in self.columns)
        self.numbers: list[Numbers] = []
        self.formulas = {
            number: text
            for number, column in enumerate(self.columns)
            if column.formula is not None and (text := self._formula(column, self._place_in_row)) is not None
        }

    # -- places ------------------------------------------------------------------------------------------------

    def _place_in_row(self, key: str) -> str | None:
        header = self.planned.header(key)
        return None if header is None else structured(self.planned.name, header, "#This Row")

    def _place_in_totals(self, key: str) -> str | None:
        header = self.planned.header(key)
        return None if header is None else structured(self.planned.name, header, "#Totals")

    def _find(self, table: str, key: str) -> str | None:
        block = self.writer.tables.get(table)
        if block is None:
            return None
        other = self.writer.planned(block)
        header = other.header(key)
        return structured(other.name, header) if header and other.data else None

    def _formula(self, column: Column, place: Callable[[str], str | None]) -> str | None:
        if column.formula is None:
            return None
        return formula(column.formula, place, self._find, decimals(column))

    # -- rows --------------------------------------------------------------------------------------------------

    def write(self, empty_rows: int) -> Placed:
        page, planned, sheet = self.page, self.planned, self.sheet
        header = sheet.next
        offset = planned.offset
        heads = [
            sheet.text(
                self.first_column + number,
                text,
                self.looks.header(
                    self.columns[number - offset].holds if number >= offset else Holds.TEXT,
                    number >= offset and self.columns[number - offset].is_required,
                ),
            )
            for number, text in enumerate(planned.headers)
        ]
        sheet.add(heads, _header_height(page, planned, self.first_column))
        self._styles()
        first = sheet.next
        for number, row in enumerate(planned.data):
            group = planned.groups[number] if planned.has_groups else ""
            opens = planned.has_groups and number > 0 and planned.groups[number - 1] != group
            self._row(row, group, self._color(number), opens)
        for _ in range(empty_rows):
            self._empty_row()
        last = sheet.next - 1
        has_totals = planned.totals is not None
        totals = self._totals(planned.totals) if planned.totals is not None else {}
        sheet.tables.append(
            ListObject(
                planned.name,
                self.first_column,
                header,
                last + (1 if has_totals else 0),
                tuple(self._table_column(number, totals) for number in range(len(planned.headers))),
                has_totals,
                plain(planned.block.title, page.language),
                planned.block.alt
                or self.writer.words("blocks.table_alt", title=plain(planned.block.title, page.language)),
            )
        )
        placed = Placed(header, first, last, self.first_column)
        self._conditions(placed)
        self._validations(placed)
        self.placed = placed
        return placed

    def _color(self, number: int) -> str:
        return self.planned.group_colors[number] if self.planned.has_groups else ""

    def _styles(self) -> None:
        """Choose the format of each column once."""
        self.formats: list[str] = []
        self.numbers_of_style: list[int] = []
        for number, column in enumerate(self.columns):
            code = self.looks.format(column.holds, self.own[number].decimals)
            self.formats.append(code)
            self.numbers_of_style.append(self._style(number))
        self.letters = [
            letters(self.first_column + self.planned.offset + number) for number in range(len(self.columns))
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
                if inline[0] in "=+-@\t\r":
                    style = self.writer.book.styles.quoted(style)
                cells.append(
                    f'<c r="{self.letters[number]}{place}" s="{style}" t="s"><v>{strings.number(inline)}</v></c>'
                )
                if len(inline) > self.fits[number] or "\n" in inline:
                    lines = max(lines, self._lines(number, inline))
                continue
            value = inline if isinstance(inline, Value) else single_value(inline)
            if value is not None:
                if keeps:
                    numbers[column.key] = as_decimal(value.value)
                cells.append(self._value(number, column, value, style))
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
        if self.is_entry:
            lines += 1
        style = self.looks.style()
        return height(lines, style, 6.0)

    def _lines(self, number: int, text: str) -> int:
        style = self.looks.style(wrap=True, indent=1)
        return line_count(text, self.page.grid[self.first_column - 1 + self.planned.offset + number], style)

    def _value(self, number: int, column: Column, value: Value, style: int) -> str:
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
        keys = {other.key: plain(cell_at(row, index), self.page.language) for index, other in enumerate(self.columns)}
        tables = (
            {column.formula.table: self.writer.rows_of(column.formula.table)}
            if hasattr(column.formula, "table")
            else {}
        )
        result = rounded(evaluate(column.formula, numbers, tables, keys), decimals(column))
        said = single_value(inline)
        numbers[column.key] = result
        text = self.formulas.get(number)
        if said is not None and as_decimal(said.value) not in (None, result):
            numbers[column.key] = as_decimal(said.value)
            return self._value(number, column, said, style)
        if text is None or (result is not None and number_text(result) is None):
            return self.sheet.text(place, "", style) if result is None else self.sheet.number(place, result, style)
        if said is not None:
            self.writer.remember(said, self.sheet, place, self.sheet.next)
        return self.sheet.formula(place, text, result, style)

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

    # -- totals ------------------------------------------------------------------------------------------------

    def _summed(self, rows: Sequence[Numbers]) -> Numbers:
        """Compute what a total row holds, as the documents do."""
        sums: Numbers = {}
        for column in self.columns:
            if column.total is Total.SUM:
                known = [number for numbers in rows if (number := numbers.get(column.key)) is not None]
                sums[column.key] = sum(known, Decimal(0))
            elif column.total is Total.COUNT:
                sums[column.key] = Decimal(len(rows))
            elif column.total is Total.FORMULA and column.formula is not None:
                sums[column.key] = evaluate(column.formula, sums)
        return {
            column.key: rounded(sums[column.key], decimals(column)) for column in self.columns if column.key in sums
        }

    def _totals(self, row: Row) -> dict[int, TableColumn]:
        """Write the table's own total row; give what its columns say of it."""
        sums = self._summed(self.numbers)
        sheet = self.sheet
        cells: list[str] = []
        about: dict[int, TableColumn] = {}
        if self.planned.has_groups:
            label = plain(cell_at(row, 0), self.page.language)
            cells.append(sheet.text(self.first_column, label, self._total_style(None)))
            about[0] = TableColumn("", total_label=label)
        for number, column in enumerate(self.columns):
            place = self.first_column + self.planned.offset + number
            inline: Inline = "" if self.planned.has_groups and number == 0 else cell_at(row, number)
            header = self.planned.headers[number + self.planned.offset]
            style = self._total_style(number)
            written = self._total_formula(column, header, sums, single_value(inline))
            if written is None:
                text = plain(inline, self.page.language)
                cells.append(sheet.text(place, text, style))
                if text:
                    about[number + self.planned.offset] = TableColumn("", total_label=text)
                continue
            function, text = written
            value = single_value(inline)
            if value is not None:
                self.writer.remember(value, sheet, place, sheet.next)
            cells.append(sheet.formula(place, text, sums[column.key], style))
            about[number + self.planned.offset] = TableColumn("", total_function=function, total_formula=text)
        sheet.add("".join(cells), height(1, self.looks.style(), 9.0))
        return about

    def _total_style(self, number: int | None) -> int:
        if number is None:
            return self.looks.cell(Holds.TEXT, "General", "total", "", False)
        column = self.columns[number]
        holds = Holds.NUMBER if column.holds is Holds.BAR else column.holds
        code = (
            self.formats[number]
            if holds.is_number
            else self.looks.format(Holds.NUMBER, 0)
            if column.total is Total.COUNT
            else "General"
        )
        return self.looks.cell(holds, code, "total", "", False)

    def _total_formula(self, column: Column, header: str, sums: Numbers, said: Value | None) -> tuple[str, str] | None:
        """Give the function and the formula of a total; `None` where the column has none, or says otherwise."""
        if column.key not in sums or (said is not None and as_decimal(said.value) not in (None, sums[column.key])):
            return None
        name = self.planned.name
        if column.total is Total.SUM:
            return "sum", f"SUBTOTAL(109,{structured(name, header)})"
        if column.total is Total.COUNT:
            return "custom", f"ROWS({structured(name, header)})"
        text = self._formula(column, self._place_in_totals)
        return None if text is None else ("custom", text)

    def draw_sums(self) -> None:
        """Write further total rows below the table, where they disturb neither filter nor sorting."""
        planned, sheet = self.planned, self.sheet
        if not planned.sums:
            return
        sheet.skip()
        for row, group in planned.sums:
            chosen = self.numbers
            if group:
                chosen = [numbers for numbers, of in zip(self.numbers, planned.groups, strict=False) if of == group]
            sums = self._summed(chosen)
            cells: list[str] = []
            if planned.has_groups:
                cells.append(sheet.text(self.first_column, group, self._sum_style(None)))
            for number, column in enumerate(self.columns):
                cells.append(self._sum(number, column, cell_at(row, number), group, sums))
            sheet.add("".join(cells), height(1, self.looks.style(), 6.0))

    def _sum_style(self, number: int | None) -> int:
        if number is None:
            return self.looks.cell(Holds.TEXT, "General", "group", "", False)
        column = self.columns[number]
        holds = Holds.NUMBER if column.holds is Holds.BAR else column.holds
        return self.looks.cell(holds, self.formats[number] if holds.is_number else "General", "subtotal", "", False)

    def _sum(self, number: int, column: Column, inline: Inline, group: str, sums: Numbers) -> str:
        sheet, planned = self.sheet, self.planned
        place = self.first_column + planned.offset + number
        style = self._sum_style(number)
        said = single_value(inline)
        header = planned.headers[number + planned.offset]
        agreed = column.key in sums and (said is None or as_decimal(said.value) in (None, sums[column.key]))
        if not agreed:
            if said is not None and said.value is not None:
                return self._value(number, column, said, style)
            return self.page.cell(place, inline, self.writer.book.styles.all[style])
        chosen = structured(planned.name, planned.headers[0]) if planned.has_groups else ""
        test = f"--({chosen}=${letters(self.first_column)}{sheet.next})"
        if column.total is Total.SUM:
            values = structured(planned.name, header)
            text: str | None = f"SUMPRODUCT({test},{values})" if group else f"SUM({values})"
        elif column.total is Total.COUNT:
            text = f"SUMPRODUCT({test})" if group else f"ROWS({structured(planned.name, header)})"
        else:
            text = self._formula(column, self._place_beside)
        if text is None:
            return self.page.cell(place, inline, self.writer.book.styles.all[style])
        if said is not None:
            self.writer.remember(said, sheet, place, sheet.next)
        return sheet.formula(place, text, sums[column.key], style)

    def _place_beside(self, key: str) -> str | None:
        number = self.planned.keys.get(key)
        return (
            None if number is None else f"{letters(self.first_column + self.planned.offset + number)}{self.sheet.next}"
        )

    def _table_column(self, number: int, totals: dict[int, TableColumn]) -> TableColumn:
        about = totals.get(number, TableColumn(""))
        own = number - self.planned.offset
        return TableColumn(
            self.planned.headers[number],
            self.formulas.get(own, "") if own >= 0 else "",
            about.total_label,
            about.total_function,
            about.total_formula,
        )

    # -- conditions and validations ----------------------------------------------------------------------------

    def _range(self, number: int, placed: Placed) -> str:
        column = self.first_column + self.planned.offset + number
        return f"{cell(column, placed.first)}:{cell(column, placed.last)}"

    def _conditions(self, placed: Placed) -> None:
        for number, column in enumerate(self.columns):
            if column.holds is Holds.STATUS:
                self.sheet.conditions += status_conditions(self.page, self._range(number, placed))
            elif column.holds is Holds.BAR:
                self.sheet.conditions.append(bar_condition(self.page, self._range(number, placed)))

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


def status_conditions(page: Page, ranges: str) -> list[Condition]:
    """Give the conditional looks of cells that begin with the symbol of a tone."""
    looks = page.writer.looks
    first = ranges.split(":")[0]
    found = []
    for tone in Tone:
        symbol = looks.theme.tone(tone.value).symbol
        look = looks.tone_difference(tone)
        found.append(
            Condition(
                ranges,
                f'<cfRule type="beginsWith" dxfId="{look}" priority="{{priority}}" operator="beginsWith" text="{symbol}">'
                f'<formula>LEFT({first},1)="{symbol}"</formula></cfRule>',
            )
        )
    return found


def bar_condition(page: Page, ranges: str) -> Condition:
    """Give a bar in each cell, in proportion to the largest value."""
    looks = page.writer.looks
    color, negative = looks.color("tint-2"), looks.theme.tone("late").ground
    identifier = f"{{00000000-0000-4000-8000-{page.writer.next_bar():012X}}}"
    direction = "rightToLeft" if page.writer.is_right_to_left else "leftToRight"
    return Condition(
        ranges,
        '<cfRule type="dataBar" priority="{priority}"><dataBar><cfvo type="min"/><cfvo type="max"/>'
        f'<color rgb="FF{color}"/></dataBar><extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
        f' uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}"><x14:id>{identifier}</x14:id></ext></extLst></cfRule>',
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f'<x14:cfRule type="dataBar" id="{identifier}"><x14:dataBar minLength="0" maxLength="100" gradient="0"'
        f' direction="{direction}"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/>'
        f'<x14:negativeFillColor rgb="FF{negative}"/><x14:axisColor rgb="FF{looks.color("muted")}"/></x14:dataBar></x14:cfRule>'
        f"<xm:sqref>{ranges}</xm:sqref></x14:conditionalFormatting>",
    )


__all__ = ["HIGHEST_ROW", "Placed", "bar_condition", "draw_table", "status_conditions", "wishes"]
