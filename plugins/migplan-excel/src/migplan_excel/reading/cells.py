"""The cells of a sheet, in one pass over its XML: value and formula together."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from io import BytesIO

from lxml import etree

from migplan.records.sheets import CellKind, SheetCell
from migplan_excel.reading.package import MAIN, Book, SheetPart, text_of, unescaped
from migplan_office.columns import column_letters, column_number

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (f"{MAIN}{name}" for name in ("row", "c", "v", "f", "is"))

Cells = dict[str, SheetCell]
"""Filled cells of a row by the letters of their column."""


def rows(book: Book, sheet: SheetPart) -> Iterator[tuple[int, Cells]]:
    """Walk over the rows of a sheet that hold anything, with their number from 1.

    Rows and cells without a reference follow on the one before. What cannot be a value of its kind is an error cell.
    """
    following = 1
    for _, row in etree.iterparse(
        BytesIO(book.parts[sheet.part]),
        tag=_ROW,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    ):
        written = row.get("r", "")
        number = int(written) if written.isdecimal() else following
        following = number + 1
        cells = _cells(row, book)
        if cells:
            yield number, cells
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]


def _cells(row: etree._Element, book: Book) -> Cells:
    cells: Cells = {}
    following = 1
    for cell in row.iterchildren(_CELL):
        found = _REFERENCE.fullmatch(cell.get("r", ""))
        letters = found[1] if found else column_letters(following)
        following = column_number(letters) + 1
        value = _cell(cell, book)
        if value is not None:
            cells[letters] = value
    return cells


def _cell(cell: etree._Element, book: Book) -> SheetCell | None:
    kind = cell.get("t", "n")
    value = formula = inline = None
    for child in cell:
        if child.tag == _VALUE:
            value = child.text
        elif child.tag == _FORMULA:
            formula = child.text or ""
        elif child.tag == _INLINE:
            inline = text_of(child)
    if kind == "inlineStr":
        return SheetCell(CellKind.TEXT, inline) if inline and inline.strip() else None
    if value is None or value == "":
        return SheetCell(CellKind.PENDING, f"={formula}") if formula and value is None else None
    if kind == "s":
        index = int(value) if value.isdecimal() else -1
        if not 0 <= index < len(book.strings):
            return SheetCell(CellKind.ERROR, f"#{value}")
        text = book.strings[index]
        return SheetCell(CellKind.TEXT, text) if text.strip() else None
    if kind == "str":
        text = unescaped(value)
        return SheetCell(CellKind.TEXT, text) if text.strip() else None
    if kind == "b":
        return SheetCell(CellKind.BOOLEAN, "1" if value in ("1", "true") else "0")
    if kind == "e":
        return SheetCell(CellKind.ERROR, value)
    if kind == "d":
        return SheetCell(CellKind.TEXT, value.partition("T")[0])
    return _number(value, cell.get("s", ""), book)


def _number(value: str, style: str, book: Book) -> SheetCell:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return SheetCell(CellKind.ERROR, value)
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return SheetCell(CellKind.ERROR, value)
    index = int(style) if style.isdecimal() else 0
    return SheetCell(
        CellKind.NUMBER, value, is_percent=index in book.formats.percents, is_date=index in book.formats.dates
    )
