"""Rules of values and of printing in workbooks: X8, X9."""

import math
import re
from collections.abc import Iterator
from functools import cache

from migplan_office.lint.cells import Cell
from migplan_office.lint.file import File, is_language
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.workbook import Sheet, Workbook
from migplan_office.lint.xml import S, child, is_true, whole

_NUMBER = re.compile(r"[+-]?(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?")
_CURRENCY = re.compile(r"\[\$[^\]-]+[\]-]|[€£¥]|(?<!\[)\$|\b[A-Z]{3}\b")
_PLACES = re.compile(r"0(?:\.(0+))?")
_DATE_PARTS = re.compile(r"(?:\[[^\]]*\])|(y+)|(m+)|(d+)", re.IGNORECASE)
_DATE_BUILTINS = frozenset(("#14", "#22"))
"""Formats that Excel shows in the reader's own order."""
_FIRST_DAY = 61
"""1 March 1900."""
_CODE = re.compile(r'&(?:&|"[^"]*"|K[0-9A-Fa-f]{6}|K\d{2}[+-]\d{3}|\d+|(.?))', re.DOTALL)
_ALLOWED = frozenset("LCRPNABIUSXYEOH")


def sound_numbers(file: File) -> Iterator[Finding]:
    """Numbers are finite and at most 15 digits, money is rounded, dates begin in March 1900 in a clear format."""
    book = file.workbook
    used: set[int] = set()
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.kind == "d" and file.strict:
                yield Finding("X8", sheet.part, cell.name, "a date as text of the cell; write its serial number")
            if not cell.is_number or cell.raw is None:
                continue
            used.add(cell.style)
            fault = _fault(cell, book, file.strict)
            if fault:
                yield Finding("X8", sheet.part, cell.name, fault)
    if file.strict:
        for style in sorted(used & book.date_styles):
            if not _is_clear(book.code(style), file.language):
                message = (
                    f"the date format {book.code(style)!r} has neither the ISO order nor the language's; use yyyy-mm-dd"
                )
                yield Finding("X8", "xl/styles.xml", f"cellXfs[{style + 1}]", message)


def _fault(cell: Cell, book: Workbook, strict: bool) -> str:
    text = (cell.raw or "").strip()
    if not text and cell.formula is not None:
        return ""  # X7 reports a formula without its value
    try:
        value = float(text)
    except ValueError:
        return f"{text!r} is no number; write text cells as strings and leave out empty values"
    if not math.isfinite(value):
        return f"{text} is not finite; leave the cell empty or write text"
    if not strict:
        return ""
    if cell.style in book.date_styles and value < _FIRST_DAY and cell.formula is None:
        return f"the date {text} lies before 1900-03-01, where Excel counts wrong; write it as text"
    if cell.formula is not None or len(text) < 4:
        return ""
    matched = _NUMBER.fullmatch(text)
    digits = len((matched[1] + matched[2]).strip("0")) if matched else 0
    if digits > (15 if value == int(value) and abs(value) >= 1e15 else 17):
        return f"{text} has more digits than Excel keeps; write it as text, or round it"
    code = book.code(cell.style)
    if matched and matched[2] and _CURRENCY.search(code):
        places = _PLACES.search(code)
        shown = len(places[1] or "") if places else 0
        if len(matched[2].rstrip("0")) > shown and not matched[3]:
            return f"the amount {text} is rounded by its format only; round it in the model"
    return ""


@cache
def _language_order(language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        try:
            locale = Locale.parse(language.partition("-")[0])
        except (UnknownLocaleError, ValueError):
            return "dmy"
    pattern = locale.date_formats["short"].pattern.lower()
    return "".join(sorted("ymd", key=pattern.find))


def _is_clear(code: str, language: str) -> bool:
    if code in _DATE_BUILTINS:
        return True
    if code.startswith("#"):
        return int(code[1:]) not in (14, 15, 16, 17)
    found = [(match[1] or match[2] or match[3] or "").lower() for match in _DATE_PARTS.finditer(code.partition(";")[0])]
    parts = [part for part in found if part]
    if any(part.startswith("m") and len(part) > 2 for part in parts) or not {"y", "m", "d"} <= {
        part[0] for part in parts
    }:
        return True
    order = "".join(dict.fromkeys(part[0] for part in parts))
    return order == "ymd" or order == (_language_order(language) if is_language(language) else "dmy")


def ready_to_print(file: File) -> Iterator[Finding]:
    """Each sheet has a frozen header, print titles and area, orientation, one page of width, page numbers and widths."""
    book = file.workbook
    for sheet in book.sheets:
        if sheet.is_hidden:
            continue
        missing = [what for what, is_there in _print_set_up(book, sheet) if not is_there]
        for what in missing:
            yield Finding("X9", sheet.part, sheet.name, f"has no {what}; set it")
    for sheet in book.sheets:
        header_footer = child(sheet.root, f"{S}headerFooter")
        for item in header_footer if header_footer is not None else ():
            for found in _CODE.finditer(item.text or ""):
                if found[1] is not None and (not found[1] or found[1].upper() not in _ALLOWED):
                    message = f"{found[0]!r} is not a mark that we use; write & in words as &&"
                    yield Finding("X9", sheet.part, sheet.name, message)


def _print_set_up(book: Workbook, sheet: Sheet) -> Iterator[tuple[str, bool]]:
    pane = child(sheet.view, f"{S}pane")
    yield "frozen header", pane is not None and pane.get("state") == "frozen" and whole(pane.get("ySplit")) > 0
    names = {item.name for item in book.names if item.sheet == sheet.index and item.content}
    yield "print titles", "_xlnm.Print_Titles" in names
    yield "print area", "_xlnm.Print_Area" in names
    setup = child(sheet.root, f"{S}pageSetup")
    yield "orientation", setup is not None and setup.get("orientation") in ("portrait", "landscape")
    properties = child(sheet.root, f"{S}sheetPr", f"{S}pageSetUpPr")
    fits = properties is not None and is_true(properties.get("fitToPage"))
    wide = whole(setup.get("fitToWidth"), 1) if setup is not None else 0
    yield "fit to one page of width", fits and wide == 1
    footer = child(sheet.root, f"{S}headerFooter", f"{S}oddFooter")
    marks = [match[1] for match in _CODE.finditer(footer.text or "")] if footer is not None else []
    yield "footer with page of pages", "P" in marks and "N" in marks
    yield "column widths", child(sheet.root, f"{S}cols", f"{S}col") is not None


RULES = (
    Rule("X8", sound_numbers, ("xlsx",)),
    Rule("X9", ready_to_print, ("xlsx",), ours=True),
)
