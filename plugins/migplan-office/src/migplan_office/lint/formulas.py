"""Rules of formulas: X7, I1."""

import re
from collections.abc import Iterator
from functools import lru_cache

from migplan_office.lint.cells import Cell
from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.workbook import Sheet, Workbook
from migplan_office.lint.xml import S, child, units

_OPAQUE = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]""", re.DOTALL)
"""A string, a quoted sheet name, or a structured reference, in which an apostrophe escapes the next letter."""
_FUNCTION = re.compile(r"([^\W\d][\w.]*)\s*\(")
_ARRAY = re.compile(r"\{[^{}]*\}")
_LIVE = ("=", "+", "-", "@", "\t", "\r")

_OLD = """ABS AND AVERAGE AVERAGEIF AVERAGEIFS CEILING CHAR CHOOSE COLUMN COLUMNS CONCATENATE COUNT COUNTA COUNTBLANK
    COUNTIF COUNTIFS DATE DATEVALUE DAY DAYS360 EDATE EOMONTH EXACT FALSE FIND FLOOR HLOOKUP HOUR IF IFERROR INDEX INT
    ISBLANK ISERROR ISNA ISNUMBER ISTEXT LARGE LEFT LEN LOOKUP LOWER MATCH MAX MEDIAN MID MIN MINUTE MOD MONTH N NA
    NETWORKDAYS NOT OR PERCENTILE PRODUCT PROPER QUOTIENT RANK REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS
    SEARCH SIGN SMALL SQRT STDEV SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT T TEXT TODAY TRIM TRUE TRUNC UPPER
    VALUE VAR VLOOKUP WEEKDAY WEEKNUM WORKDAY YEAR YEARFRAC"""
OLD_FUNCTIONS = frozenset(_OLD.split())
"""Functions that our formulas may use, known to every Excel."""
_NEW = """CONCAT DAYS FILTER IFNA IFS ISOWEEKNUM LET MAXIFS MINIFS NUMBERVALUE SEQUENCE SORT SORTBY SWITCH TEXTJOIN UNICHAR
    UNIQUE XLOOKUP XMATCH XOR"""
NEW_FUNCTIONS = frozenset(_NEW.split())
"""Functions that came after 2007 and are written with `_xlfn.`."""


@lru_cache(maxsize=65_536)
def bare(formula: str, keep_quoted: bool = False) -> str:
    """Empty the strings, structured references and, unless kept, quoted sheet names of a formula."""

    def emptied(found: re.Match[str]) -> str:
        if found[0][0] == "'":
            return found[0] if keep_quoted else "_"
        return '""' if found[0][0] == '"' else "[]"

    return _OPAQUE.sub(emptied, formula)


@lru_cache(maxsize=65_536)
def faults(formula: str, strict: bool) -> tuple[str, ...]:
    """Say what is wrong with the text of a formula."""
    found = []
    if units(formula) > 8192:
        found.append(f"has {units(formula)} units; keep at most 8 192")
    text = bare(formula)
    if text.count("(") != text.count(")") or text.count("[") != text.count("]") or '"' in text.replace('""', ""):
        found.append("is not balanced; close every bracket and quote")
    if strict:
        if ";" in _ARRAY.sub("", text):
            found.append("separates by semicolons; files use commas in every language")
        if "|" in text:
            found.append("talks to another program (DDE); write text as a string")
        if text.startswith("="):
            found.append("begins with =; the file stores formulas without it")
        for name in _FUNCTION.findall(text):
            upper = name.upper()
            if upper in NEW_FUNCTIONS:
                found.append(f"calls {name} without _xlfn.; add it, or Excel shows #NAME?")
            elif upper.removeprefix("_XLFN.").removeprefix("_XLWS.") not in OLD_FUNCTIONS | NEW_FUNCTIONS:
                found.append(
                    f"calls {name}, which is not on the list of functions we use; use an English name of that list"
                )
    return tuple(found)


def sound_formulas(file: File) -> Iterator[Finding]:
    """Formulas are balanced, at most 8 192 units, English, of declared functions, and carry the value they had."""
    for sheet in file.workbook.sheets:
        for cell in sheet.cells.values():
            if cell.formula is None:
                continue
            for fault in faults(cell.formula, file.strict) if cell.formula else ():
                yield Finding("X7", sheet.part, cell.name, f"the formula {fault}")
            if not file.strict:
                continue
            if cell.raw is None or (cell.raw == "" and cell.kind != "str"):
                yield Finding(
                    "X7", sheet.part, cell.name, "the formula has no stored value; compute it and write it beside"
                )
            elif cell.kind == "e":
                yield Finding(
                    "X7",
                    sheet.part,
                    cell.name,
                    f"the formula's stored value is {cell.raw}; guard it with IF or IFERROR",
                )
    for table in file.workbook.tables:
        for tag in ("calculatedColumnFormula", "totalsRowFormula"):
            for element in table.root.iter(f"{S}{tag}"):
                for fault in faults(element.text or "", file.strict):
                    yield Finding("X7", table.part, tag, f"the formula {fault}")
    for name in file.workbook.names:
        for fault in faults(name.content, False):
            yield Finding("X7", file.main, name.name, f"the name's formula {fault}")


def text_stays_text(file: File) -> Iterator[Finding]:
    """A cell of a table is a formula only in a column declared so; text that looks like one is marked as text."""
    book = file.workbook
    live = frozenset(str(number) for number, text in enumerate(book.strings) if text.startswith(_LIVE))
    for sheet in book.sheets:
        declared = _declared(book, sheet)
        for cell in sheet.cells.values():
            if cell.formula is not None:
                if declared.get((cell.row, cell.column)) is False:
                    message = (
                        "is a formula in a column that declares none; write the text as a string, or declare the column"
                    )
                    yield Finding("I1", sheet.part, cell.name, message)
            elif cell.kind == "e":
                message = f"is the error {cell.raw}, not text; write the text as a string"
                yield Finding("I1", sheet.part, cell.name, message)
            elif _is_live(cell, live) and cell.style not in book.quoted_styles:
                message = f"the text {cell.text[:20]!r} becomes a formula when edited; give the cell a format with quotePrefix"
                yield Finding("I1", sheet.part, cell.name, message)


def _is_live(cell: Cell, live: frozenset[str]) -> bool:
    if cell.kind == "s":
        return cell.raw in live
    return cell.is_text and cell.text.startswith(_LIVE)


def _declared(book: Workbook, sheet: Sheet) -> dict[tuple[int, int], bool]:
    """Say for each formula cell of a table whether its column, or its totals row, declares a formula."""
    found: dict[tuple[int, int], bool] = {}
    formulas = [cell for cell in sheet.cells.values() if cell.formula is not None]
    for table, box in book.tables_of(sheet) if formulas else ():
        calculated = [child(column, f"{S}calculatedColumnFormula") is not None for column in table.columns]
        totalled = [bool(column.get("totalsRowFunction")) for column in table.columns]
        for cell in formulas:
            if not box.holds(cell.row, cell.column) or cell.column - box.left >= len(calculated):
                continue
            is_total = cell.row > box.bottom - table.totals_rows
            is_header = cell.row < box.top + table.header_rows
            known = totalled if is_total else calculated
            found[cell.row, cell.column] = not is_header and known[cell.column - box.left]
    return found


RULES = (
    Rule("X7", sound_formulas, ("xlsx",)),
    Rule("I1", text_stays_text, ("xlsx",), ours=True),
)
