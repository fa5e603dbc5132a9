"""Limits of workbooks: X5, T3, X6."""

import re
from collections.abc import Iterator

from migplan.locale import LANGUAGES
from migplan_office.lint.cells import Box
from migplan_office.lint.file import File, speaks_right_to_left
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.scripts import has_right_to_left
from migplan_office.lint.workbook import Sheet
from migplan_office.lint.xml import Element, R, S, child, is_true, local, real, said, units

CELL_UNITS, CELL_LINE_FEEDS = 32_767, 253
_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
_AFTER = re.compile("x[0-9A-Fa-f]{4}_")
_X14_VALIDATION = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}dataValidation"
_XM_F = "{http://schemas.microsoft.com/office/excel/2006/main}f"


def _long(text: str) -> str | None:
    if len(text) > CELL_UNITS // 2 and units(text) > CELL_UNITS:
        return f"has {units(text)} units; cut it at 32 767 with a problem"
    if len(text) > CELL_LINE_FEEDS and text.count("\n") > CELL_LINE_FEEDS:
        return f"has {text.count(chr(10))} line feeds; keep at most 253"
    return None


def within_limits(file: File) -> Iterator[Finding]:
    """Cells, texts, widths, heights, headers, links, formats and properties keep to Excel's limits."""
    book, package = file.workbook, file.package
    for number, text in enumerate(book.strings):
        if (fault := _long(text)) is not None:
            yield Finding("X5", package.target(file.main, "sharedStrings"), f"si[{number + 1}]", f"the text {fault}")
    for sheet in book.sheets:
        yield from _sheet(file, sheet)
    if len(book.formats) > 65_490:
        yield Finding("X5", "xl/styles.xml", "cellXfs", f"{len(book.formats)} cell formats; reuse them, at most 65 490")
    custom = package.target("", "custom-properties")
    root = package.root(custom)
    for item in root if root is not None else ():
        value = "".join(str(text) for text in item.itertext())
        if units(value) > 255:
            yield Finding(
                "X5", custom, item.get("name") or "", f"the property has {units(value)} units; keep at most 255"
            )


def _sheet(file: File, sheet: Sheet) -> Iterator[Finding]:
    part = sheet.part
    for (row, column), cell in sheet.cells.items():
        if row > 1_048_576 or column > 16_384:
            yield Finding("X5", part, cell.name, "lies outside the grid of 1 048 576 rows and 16 384 columns")
        if cell.kind not in ("s", "n") and (fault := _long(cell.text)) is not None:
            yield Finding("X5", part, cell.name, f"the text {fault}")
    for item in sheet.root.iter(f"{S}col"):
        if real(item.get("width")) > 255:
            yield Finding("X5", part, f"col {item.get('min')}", f"is {item.get('width')} wide; Excel allows 255")
    for item in sheet.root.iter(f"{S}row"):
        if real(item.get("ht")) > 409.5:
            yield Finding("X5", part, f"row {item.get('r')}", f"is {item.get('ht')} pt high; Excel allows 409")
    header_footer = child(sheet.root, f"{S}headerFooter")
    for item in header_footer if header_footer is not None else ():
        if units(item.text or "") > 255:
            yield Finding("X5", part, local(item), f"has {units(item.text or '')} units; keep at most 255")
    links = list(sheet.root.iter(f"{S}hyperlink"))
    if len(links) > 65_530:
        yield Finding(
            "X5", part, "hyperlinks", f"{len(links)} links; Excel allows 65 530 a sheet, write the rest as text"
        )
    for link in links:
        relation = file.package.relation(part, link.get(f"{R}id"))
        address = relation.target if relation is not None and relation.is_external else link.get("location") or ""
        if units(address) > 2079:
            yield Finding(
                "X5", part, link.get("ref") or "", f"the address has {units(address)} units; keep at most 2 079"
            )
    comments = file.package.target(part, "comments")
    root = file.package.root(comments)
    for item in root.iter(f"{S}comment") if root is not None else ():
        if units(said(item, f"{S}t")) > CELL_UNITS:
            yield Finding("X5", comments, item.get("ref") or "", "the comment has more than 32 767 units; cut it")


def escaped_text(file: File) -> Iterator[Finding]:
    """`_xHHHH_` typed by a user is escaped as `_x005F_xHHHH_`, so that Excel shows what was typed."""
    book = file.workbook
    shared = file.package.target(file.main, "sharedStrings")
    for number, text in enumerate(book.strings):
        if "_x" in text:
            yield from _escapes(text, shared, f"si[{number + 1}]")
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.kind in ("inlineStr", "str") and "_x" in cell.text:
                yield from _escapes(cell.text, sheet.part, cell.name)
        for item in sheet.root.iter(f"{S}dataValidation"):
            for name in ("errorTitle", "error", "promptTitle", "prompt"):
                yield from _escapes(item.get(name) or "", sheet.part, f"{item.get('sqref')} {name}")
    for table in book.tables:
        for column in table.columns:
            yield from _escapes(re.sub("_x000[aA]_", "", column.get("name") or ""), table.part, "tableColumn")


def _escapes(text: str, part: str, where: str) -> Iterator[Finding]:
    for found in _ESCAPE.finditer(text):
        if found[0].lower() != "_x005f_" or not _AFTER.match(text, found.end()):
            yield Finding("T3", part, where, f"Excel reads {found[0]} as one character; write _x005F{found[0]}")


def guided_choices(file: File) -> Iterator[Finding]:
    """Choices refer to a range; titles have at most 32 units, messages 255; each choice has its texts."""
    for sheet in file.workbook.sheets:
        for item in sheet.root.iter(f"{S}dataValidation", _X14_VALIDATION):
            yield from _validation(file, sheet, item)


def _validation(file: File, sheet: Sheet, item: Element) -> Iterator[Finding]:
    where = item.get("sqref") or said(item, "{http://schemas.microsoft.com/office/excel/2006/main}sqref")
    for name, most in (("errorTitle", 32), ("promptTitle", 32), ("error", 255), ("prompt", 255)):
        if units(item.get(name) or "") > most:
            yield Finding(
                "X6", sheet.part, where, f"{name} has {units(item.get(name) or '')} units; keep at most {most}"
            )
    if item.get("type") != "list" or not file.strict:
        return
    formula = (said(item, f"{S}formula1") or said(item, _XM_F)).strip()
    if not formula or formula.startswith('"'):
        yield Finding(
            "X6", sheet.part, where, "lists its choices literally; refer to a range of a hidden sheet by a name"
        )
    if not item.get("error") or not is_true(item.get("showErrorMessage")):
        yield Finding("X6", sheet.part, where, "a choice without its message of error; say what is allowed")
    if not item.get("prompt") or not is_true(item.get("showInputMessage")):
        yield Finding("X6", sheet.part, where, "a choice without its help text; say how to fill it in")
    words = "".join(item.get(name) or "" for name in ("errorTitle", "promptTitle", "error", "prompt"))
    has_catalogue = (file.language or "").partition("-")[0] in LANGUAGES
    if words and has_catalogue and speaks_right_to_left(file.language) and not has_right_to_left(words):
        yield Finding("X6", sheet.part, where, f"its texts are not in {file.language}; take them from the catalogue")


def boxes(text: str) -> list[Box]:
    """Read the ranges of an `sqref`."""
    return [box for box in (Box.of(piece) for piece in text.split()) if box is not None]


RULES = (
    Rule("X5", within_limits, ("xlsx",)),
    Rule("T3", escaped_text, ("xlsx",), ours=True),
    Rule("X6", guided_choices, ("xlsx",)),
)
