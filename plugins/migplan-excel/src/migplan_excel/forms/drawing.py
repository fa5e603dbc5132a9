"""A form on its sheet: title, how to fill it in, what is required, keys, head, rows, prepared rows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from migplan.documents import (
    TREES,
    Block,
    Column,
    EntryTable,
    Holds,
    Inline,
    Named,
    Section,
    Value,
    is_empty,
    plain,
    single_value,
)
from migplan.locale import is_right_to_left
from migplan_excel.columns import Planned, header_text
from migplan_excel.expressions import decimals, formula, structured
from migplan_excel.forms.checks import conditions, validation
from migplan_excel.forms.vocabularies import name_formula
from migplan_excel.heights import height, line_count
from migplan_excel.list_objects import ListObject, TableColumn
from migplan_excel.names import absolute, cell
from migplan_excel.page import Page, decimals_of
from migplan_excel.sheet import Note, Sheet, number_text, serial
from migplan_excel.strings import cell_text
from migplan_excel.styles import Style
from migplan_excel.trees import tree_formula
from migplan_excel.writer import Writer
from migplan_office.columns import column_letters
from migplan_office.text import xml_escape

NAME = "migplan_form_"
_WIDEST, _NARROWEST = 52.0, 7.0
_FROZEN = 46.0
"""Characters that the columns that stay in sight may take."""
_LEAST_YEAR = 1000
"""Whole numbers from here on are years, which are written without marks between thousands."""
_FIT = 0.9
"""Share of a column's letters that surely fit on one line without measuring."""


def form_of(blocks: Sequence[Block]) -> EntryTable | None:
    """Give the form that a sheet holds, where it holds one and nothing else."""
    block = blocks[0] if len(blocks) == 1 else None
    return block if isinstance(block, EntryTable) and block.form else None


def form_widths(writer: Writer, block: EntryTable) -> list[float]:
    """Choose the widths of a form's columns, in characters: what they usually hold, and the longest word of the head."""
    language = writer.language
    widths = []
    for column in block.columns:
        if column.is_helper:
            widths.append(_NARROWEST)
            continue
        head = header_text(column, language).replace("::", ":: ")
        longest = max((len(word) for word in head.split()), default=0) * 1.2 + 3
        widths.append(min(max(float(column.width), longest, _NARROWEST), _WIDEST))
    return widths


def fill_form(page: Page, block: EntryTable, section: Section) -> None:
    """Write the sheet of a form."""
    _Form(page, block, section).draw()


class _Form:
    """One form being written."""

    def __init__(self, page: Page, block: EntryTable, section: Section) -> None:
        self.page, self.block, self.section = page, block, section
        self.sheet: Sheet = page.sheet
        self.writer, self.looks = page.writer, page.writer.looks
        self.planned: Planned = page.writer.planned(block)
        self.headers = {column.key: header for column, header in zip(block.columns, self.planned.headers, strict=True)}
        self.sheet.hidden_columns = frozenset(
            number for number, column in enumerate(block.columns, start=1) if column.is_helper
        )
        self.formulas = [self._formula(column) for column in block.columns]

    def _formula(self, column: Column) -> str | None:
        if column.formula is None:
            return None
        if isinstance(column.formula, Named):
            return name_formula(self.writer, column.formula, self.planned.name, self.headers)
        if isinstance(column.formula, TREES):
            return tree_formula(column.formula, self._place, self.writer.find, self.writer.labels)
        return formula(column.formula, self._place, self.writer.find, decimals(column))

    def _place(self, key: str) -> str | None:
        return structured(self.planned.name, self.headers[key], "#This Row") if key in self.headers else None

    def draw(self) -> None:
        """Write everything."""
        sheet, page, block = self.sheet, self.page, self.block
        sheet.shows_grid = True
        page.mark(self.section.id)
        if block.id != self.section.id:
            page.mark(block.id)
        self._top()
        self._kinds()
        keys = [sheet.text(number, column.key, self._small()) for number, column in enumerate(block.columns, start=1)]
        sheet.add(keys, 12.0, is_hidden=True)
        header = sheet.add(self._heads(), self._head_height())
        first = sheet.next
        self.styles = [self._style(number) for number in range(len(block.columns))]
        numbers = [self.writer.book.styles.number(style) for style in self.styles]
        sheet.column_styles = [
            self.writer.book.styles.number(style.but(fill="", italic=False)) for style in self.styles
        ]
        self._rows(numbers)
        sheet.last_printed = max(sheet.next - 1, header + 1)
        for _ in range(block.empty_rows):
            self._prepared(numbers)
        sheet.next = max(sheet.next, first + 1)
        last = sheet.next - 1
        self._table(header, last)
        self._checks(first, last)
        self._name(header, first)
        sheet.frozen_rows = header
        sheet.frozen_columns = self._frozen()
        sheet.title_rows = (header, header)
        sheet.is_landscape = True

    # ------------------------------------------------------------------ above the head

    def _top(self) -> None:
        page, looks = self.page, self.looks
        title: Inline = self.section.message if not is_empty(self.section.message) else self.section.title
        page.title = plain(title, page.language)
        last = self._last_of(70.0)
        page.line(
            title, looks.style("title", "primary", bold=True, vertical="center", wrap=True), last=last, at_least=30.0
        )
        use = plain(self.block.note, page.language)
        said = self.writer.words("workbook.entry.use")
        line = f"{use} {said}".strip()
        page.line(line, looks.words("body", "muted", vertical="center"), last=last, at_least=20.0)

    def _last_of(self, wanted: float) -> int:
        """Give the column up to which words above the head run."""
        total = 0.0
        for number, width in enumerate(self.page.grid, start=1):
            total += width
            if total >= wanted:
                return number
        return len(self.page.grid)

    def _small(self) -> int:
        return self.looks.number(self.looks.style("small", "muted"))

    def _kinds(self) -> None:
        """Say over each column whether it is required, optional or computed."""
        sheet, words, looks = self.sheet, self.writer.words, self.looks
        cells = []
        for number, column in enumerate(self.block.columns, start=1):
            if column.is_computed:
                key, style = "computed", looks.style("small", "muted", italic=True, fill="F3F3F1")
            elif column.is_aid:
                key, style = "aid", looks.style("small", "muted", italic=True)
            elif column.is_required:
                key, style = "required", looks.style("small", "accent", bold=True)
            else:
                key, style = "optional", looks.style("small", "muted")
            style = style.but(horizontal="center", vertical="center", shrink=True)
            cells.append(sheet.text(number, words(f"workbook.entry.{key}"), looks.number(style)))
        sheet.add(cells, 16.0)

    def _heads(self) -> list[str]:
        looks, sheet = self.looks, self.sheet
        cells = []
        for number, (column, text) in enumerate(zip(self.block.columns, self.planned.headers, strict=True), start=1):
            style = looks.header(column.holds, column.is_required)
            if column.is_aid:
                lighter = self.writer.book.styles.all[style]
                style = looks.number(lighter.but(bold=False, italic=True, fill=""))
            if column.is_computed:
                plain_style = self.writer.book.styles.all[style]
                style = looks.number(
                    plain_style.but(italic=True, bold=False, color=looks.color("muted"), fill="F3F3F1")
                )
            cells.append(sheet.text(number, text, style))
            if column.hint:
                sheet.notes.append(Note(number, sheet.next, f"{text.removesuffix(' •')}\n{column.hint}"))
        return cells

    def _head_height(self) -> float:
        style = self.looks.style("body", bold=True, wrap=True)
        lines = max(
            line_count(header, self.page.grid[number] - 2.5, style)
            for number, header in enumerate(self.planned.headers)
        )
        return max(30.0, height(lines, style, 9.0))

    # ------------------------------------------------------------------ rows

    def _style(self, number: int) -> Style:
        column, looks = self.block.columns[number], self.looks
        holds = column.holds
        code = looks.format(holds, self._decimals(number, column))
        if holds is Holds.INTEGER:
            code = "0" if isinstance(column.low, Decimal) and column.low >= _LEAST_YEAR else "#,##0"
        elif holds in (Holds.CODE, Holds.REFERENCE, Holds.TEXT, Holds.CHOICE):
            code = "@" if not column.is_computed else "General"
        wraps = holds in (Holds.TEXT, Holds.CHOICE)
        style = looks.words(
            "body",
            wrap=wraps,
            vertical="top",
            horizontal=looks.horizontal(holds),
            indent=looks.indent(holds),
            format=code,
        )
        if column.is_computed:
            return style.but(italic=True, color=looks.color("muted"), fill="F3F3F1", wrap=False)
        return self._in_language(style, column)

    def _in_language(self, style: Style, column: Column) -> Style:
        """Set words of the other direction in theirs."""
        if not column.language or is_right_to_left(column.language) is self.writer.is_right_to_left:
            return style
        theme = self.looks.theme
        if is_right_to_left(column.language):
            return style.but(reading=2, font=theme.arabic_font, horizontal="right")
        return style.but(reading=1, font=theme.latin_font, horizontal="left")

    def _decimals(self, number: int, column: Column) -> int:
        if column.decimals is not None:
            return column.decimals
        if not column.holds.is_number:
            return 0
        found = 0
        for row in self.planned.data:
            value = single_value(row.cells[number])
            if value is not None and value.value is not None and not hasattr(value.value, "year"):
                found = max(found, decimals_of(value.value, column.holds))
        return min(found, 6)

    def _rows(self, numbers: Sequence[int]) -> None:
        sheet, strings = self.sheet, self.writer.book.strings
        quoted = self.writer.book.styles.quoted
        columns = self.block.columns
        names = [column_letters(number) for number in range(1, len(columns) + 1)]
        fits = [width * _FIT - 3 for width in self.page.grid]
        wraps = [style.wrap for style in self.styles]
        formulas = [xml_escape(text) if text else "" for text in self.formulas]
        shared, like = strings.number, strings.like_formulas
        sheet.last_column = max(sheet.last_column, len(columns))
        for row in self.planned.data:
            at = sheet.next
            parts: list[str] = []
            lines = 1
            for number, content in enumerate(row.cells):
                if content == "" and not formulas[number]:
                    continue
                if formulas[number]:
                    parts.append(
                        self._computed(number + 1, names[number], at, numbers[number], formulas[number], content)
                    )
                    continue
                if type(content) is str:
                    text = shared(content)
                    style = quoted(numbers[number]) if text in like else numbers[number]
                    parts.append(f'<c r="{names[number]}{at}" s="{style}" t="s"><v>{text}</v></c>')
                    if wraps[number] and (len(content) > fits[number] or "\n" in content):
                        lines = max(lines, line_count(content, self.page.grid[number], self.styles[number]))
                    continue
                parts.append(self._value(number, names[number], at, numbers[number], content))
            sheet.add("".join(parts), height(lines, self.styles[0], 6.0))

    def _value(self, number: int, letter: str, at: int, style: int, content: Inline) -> str:
        value = single_value(content)
        if value is None:
            return self.page.cell(number + 1, content, self.styles[number])
        if value.value is None:
            return ""
        written = self._written(value)
        if written is None:
            return self.sheet.text(number + 1, str(value.value), style)
        return f'<c r="{letter}{at}" s="{style}"><v>{written}</v></c>'

    @staticmethod
    def _written(value: Value) -> str | None:
        content: Any = value.value
        if hasattr(content, "year"):
            day = serial(content)
            return None if day is None else str(day)
        return number_text(content)

    def _computed(self, number: int, letter: str, at: int, style: int, text: str, content: Inline) -> str:
        value = single_value(content)
        if value is not None and value.value is not None and (written := self._written(value)) is not None:
            return f'<c r="{letter}{at}" s="{style}"><f>{text}</f><v>{written}</v></c>'
        if value is not None and value.value is not None:  # a number that no cell holds is written out
            return self.sheet.text(number, str(value.value), style)
        said = xml_escape(cell_text(plain(content, self.page.language))) if content != "" else ""
        return f'<c r="{letter}{at}" s="{style}" t="str"><f>{text}</f><v>{said}</v></c>'

    def _prepared(self, numbers: Sequence[int]) -> None:
        """Write a row to be filled in: its formulas, the formats being those of the columns."""
        at = self.sheet.next
        parts = [
            f'<c r="{column_letters(number + 1)}{at}" s="{numbers[number]}" t="str"><f>{xml_escape(text)}</f><v></v></c>'
            for number, text in enumerate(self.formulas)
            if text
        ]
        self.sheet.add("".join(parts), self._prepared_height())

    def _prepared_height(self) -> float:
        return height(1, self.styles[0], 6.0)

    # ------------------------------------------------------------------ what hangs on them

    def _table(self, header: int, last: int) -> None:
        title = plain(self.block.title, self.page.language) or self.page.title
        columns = tuple(
            TableColumn(name, text or "") for name, text in zip(self.planned.headers, self.formulas, strict=True)
        )
        self.sheet.tables.append(
            ListObject(
                self.planned.name,
                1,
                header,
                last,
                columns,
                False,
                title,
                self.writer.alt(self.block.alt, title, "table"),
            )
        )

    def _checks(self, first: int, last: int) -> None:
        block = self.block
        at = {column.key: number for number, column in enumerate(block.columns, start=1)}
        places = {key: f"${column_letters(number)}{first}" for key, number in at.items()}
        for number, column in enumerate(block.columns, start=1):
            ranges = f"{cell(number, first)}:{cell(number, last)}"
            found = validation(self.writer, column, header_text(column, self.page.language), ranges, places)
            if found is not None:
                self.sheet.validations.append(found)
        self.sheet.conditions += conditions(self.writer, block.alerts, at, (first, last), (1, len(block.columns)))

    def _name(self, header: int, first: int) -> None:
        name = self.writer.book.name(f"{NAME}{self.block.form}")
        self.writer.book.names[name] = self.sheet.reference(absolute(1, header, len(self.block.columns), header))
        at = {column.key: number for number, column in enumerate(self.block.columns, start=1)}
        self.writer.forms[self.block.form] = (self.sheet, first, at)

    def _frozen(self) -> int:
        """Give the columns that stay in sight: those up to the code of the row, where they are narrow."""
        keys = [column.key for column in self.block.columns]
        wanted = next((keys.index(key) + 1 for key in ("id", "n") if key in keys), 0)
        while wanted and sum(self.page.grid[:wanted]) > _FROZEN:
            wanted -= 1
        return wanted
