"""The workbook that we write, opened and saved by openpyxl as if somebody had worked in it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from attrs import frozen
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList

import migplan
from migplan.model import Plan
from migplan.problems import Problem, Severity


@frozen
class Page:
    """One form of a workbook."""

    sheet: Any
    keys: int
    """Number of the hidden row of keys; the header follows."""

    @property
    def first(self) -> int:
        """Number of the first row of data."""
        return self.keys + 2

    def column(self, key: str) -> int:
        """Give the number of a column by its key."""
        return next(cell.column for cell in self.sheet[self.keys] if cell.value == key)

    def cell(self, row: int, key: str) -> Any:
        """Give a cell of the row of data with this number, from 0."""
        return self.sheet.cell(self.first + row, self.column(key))

    def rows(self) -> list[list[Any]]:
        """Give the values of the rows that were filled in."""
        rows = self.sheet.iter_rows(min_row=self.first, max_row=self.end() - 1)
        return [[cell.value for cell in row] for row in rows]

    def end(self) -> int:
        """Give the number of the first prepared row."""
        typed = [cell.column for cell in self.sheet[self.keys] if cell.value and "." not in str(cell.value)]
        row = self.first
        while any(self.sheet.cell(row, column).value not in (None, "") for column in typed):
            row += 1
        return row


@frozen
class Book:
    """A whole workbook."""

    book: Workbook

    def __getitem__(self, form: str) -> Page:
        """Give a form by its name."""
        target = self.book.defined_names[f"migplan_form_{form}"].attr_text
        name, _, cells = target.rpartition("!")
        header = int(cells.replace("$", "").partition(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        return Page(self.book[name.strip("'").replace("''", "'")], header - 1)


def written(plan: Plan, folder: Path, *, of: str | None = None, language: str | None = None) -> bytes:
    """Write the workbook of a plan."""
    path = folder / "sent.xlsx"
    migplan.export(plan, "workbook", of=of, to=path, language=language, replace=True)
    return path.read_bytes()


def slim(book: Book) -> None:
    """Take the prepared rows and the help with typing out of every sheet: quick to open, and read as before."""
    for sheet in book.book:
        heads = [row for row in range(1, 8) if sheet.row_dimensions[row].hidden]
        if not heads or sheet.sheet_state != "visible":
            continue
        end = Page(sheet, heads[0]).end()
        for place in [one for one in sheet._cells if one[0] >= end]:
            del sheet._cells[place]
        for row in [one for one in sheet.row_dimensions if one >= end]:
            del sheet.row_dimensions[row]
        sheet.data_validations.dataValidation.clear()
        sheet.conditional_formatting = ConditionalFormattingList()


def changed(data: bytes, change: Callable[[Book], None]) -> bytes:
    """Open a workbook, change it and save it."""
    book = load_workbook(BytesIO(data))
    change(Book(book))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read_back(data: bytes, folder: Path) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a workbook that came back."""
    path = folder / "back.xlsx"
    path.write_bytes(data)
    return migplan.read(path)


def errors(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """Give code, sheet and cell of each error."""
    return [
        (one.code, one.position.sheet, one.position.cell)
        for one in problems
        if one.severity is Severity.ERROR and one.position is not None
    ]
