"""Total rows: the table's own, which Excel keeps at its foot, and further ones below it."""

from collections.abc import Sequence
from decimal import Decimal

from migplan.documents import Column, Holds, Inline, Row, Total, Value, evaluate, plain, single_value
from migplan_excel.columns import cell_at
from migplan_excel.expressions import as_decimal, decimals, rounded_sum, structured
from migplan_excel.heights import height
from migplan_excel.list_objects import TableColumn
from migplan_excel.table_rows import Numbers, TableRows
from migplan_office.columns import column_letters


class TableTotals:
    """The total rows of one table."""

    def __init__(self, rows: TableRows) -> None:
        """Total the rows that were written."""
        self.rows = rows
        self.page, self.sheet, self.looks, self.writer = rows.page, rows.sheet, rows.looks, rows.writer
        self.planned, self.columns, self.first_column = rows.planned, rows.columns, rows.first_column
        self.numbers, self.formats = rows.numbers, rows.formats

    def _place_in_totals(self, key: str) -> str | None:
        header = self.planned.header(key)
        return None if header is None else structured(self.planned.name, header, "#Totals")

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
        done = {
            column.key: rounded_sum(sums[column.key], decimals(column)) for column in self.columns if column.key in sums
        }
        return {key: value for key, value in done.items() if value is not None or sums[key] is None}

    def closing(self, row: Row) -> dict[int, TableColumn]:
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
                cells.append(self.page.cell(place, text, self.writer.book.styles.all[style]))
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
        if column.key not in sums or (
            said is not None and said.value is not None and as_decimal(said.value) != sums[column.key]
        ):
            return None
        name = self.planned.name
        if column.total is Total.SUM:
            return "sum", f"SUBTOTAL(109,{structured(name, header)})"
        if column.total is Total.COUNT:
            return "custom", f"ROWS({structured(name, header)})"
        text = self.rows.formula(column, self._place_in_totals)
        return None if text is None else ("custom", text)

    def below(self) -> None:
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
        agreed = column.key in sums and (
            said is None or said.value is None or as_decimal(said.value) == sums[column.key]
        )
        if not agreed:
            if said is not None and said.value is not None:
                return self.rows.value(number, column, said, style)
            return self.page.cell(place, inline, self.writer.book.styles.all[style])
        chosen = structured(planned.name, planned.headers[0]) if planned.has_groups else ""
        test = f"--({chosen}=${column_letters(self.first_column)}{sheet.next})"
        if column.total is Total.SUM:
            values = structured(planned.name, header)
            text: str | None = f"SUMPRODUCT({test},{values})" if group else f"SUM({values})"
        elif column.total is Total.COUNT:
            text = f"SUMPRODUCT({test})" if group else f"ROWS({structured(planned.name, header)})"
        else:
            text = self.rows.formula(column, self._place_beside)
        if text is None:
            return self.page.cell(place, inline, self.writer.book.styles.all[style])
        if said is not None:
            self.writer.remember(said, sheet, place, sheet.next)
        return sheet.formula(place, text, sums[column.key], style)

    def _place_beside(self, key: str) -> str | None:
        number = self.planned.keys.get(key)
        return (
            None
            if number is None
            else f"{column_letters(self.first_column + self.planned.offset + number)}{self.sheet.next}"
        )
