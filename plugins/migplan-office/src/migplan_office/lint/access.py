"""Structure and order that everyone can use: A3, A4, A8."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.prose import Prose, blocks, cells, is_blank, rows
from migplan_office.lint.slides import reading_order
from migplan_office.lint.workbook import Workbook
from migplan_office.lint.xml import A, Element, S, W, child, is_on, is_true, place, said, whole


def marked_headers(file: File) -> Iterator[Finding]:
    """Tables mark their header row, or first column; tables of a sheet stand apart."""
    if file.kind == "docx":
        for table, _ in file.prose.body_tables:
            if len(list(rows(table))) > 1 and not _has_header(table):
                yield Finding("A3", file.main, place(table), "marks no header row; write w:tblHeader in its first row")
    elif file.kind == "pptx":
        for slide in file.deck.slides:
            for shape in slide.shapes:
                mark = child(shape.table, f"{A}tblPr")
                marked = mark is not None and (is_true(mark.get("firstRow")) or is_true(mark.get("firstCol")))
                if shape.table is not None and not marked:
                    yield Finding("A3", slide.part, shape.name, "marks no header row; write a:tblPr firstRow='1'")
    elif file.kind == "xlsx":
        yield from _sheet_tables(file.workbook)


def _has_header(table: Element) -> bool:
    first = next(rows(table), None)
    if is_on(child(first, f"{W}trPr", f"{W}tblHeader")):
        return True
    look = child(table, f"{W}tblPr", f"{W}tblLook")
    return look is not None and is_true(look.get(f"{W}firstColumn")) and not is_true(look.get(f"{W}firstRow"))


def _sheet_tables(book: Workbook) -> Iterator[Finding]:
    for table in book.tables:
        if not table.header_rows:
            yield Finding("A3", table.part, table.name, "has no header row; write one")
    for sheet in book.sheets:
        for (first, one), (second, other) in combinations(book.tables_of(sheet), 2):
            if one.touches(other) and not one.meets(other):
                message = f"the tables {first.name} and {second.name} touch; leave a free row between"
                yield Finding("A3", sheet.part, str(other), message)


def plain_structure(file: File) -> Iterator[Finding]:
    """No merged cells among data, no empty columns and no empty paragraphs as spacing."""
    if file.kind == "docx":
        yield from _document(file.main, file.prose)
    elif file.kind == "pptx":
        for slide in file.deck.slides:
            for shape in slide.shapes:
                if shape.table is not None:
                    yield from _slide_table(slide.part, shape.name, shape.table)
            for body in slide.root.iter("{*}txBody"):
                texts = [bool(said(paragraph, f"{A}t").strip()) for paragraph in body.iterchildren(f"{A}p")]
                if len(texts) > 1 and any(not one and not two for one, two in pairwise(texts)):
                    yield Finding("A4", slide.part, place(body), "two empty paragraphs in a row; space by a:spcBef")


def _document(part: str, prose: Prose) -> Iterator[Finding]:
    for table, _ in prose.body_tables:
        lines = []
        for number, row in enumerate(rows(table)):
            is_header = is_on(child(row, f"{W}trPr", f"{W}tblHeader"))
            found = list(cells(row))
            lines.append([said(cell, f"{W}t") for cell in found])
            merged = next((cell for cell in found if _is_merged(cell)), None)
            if merged is not None and not is_header:
                message = f"merged cells in row {number + 1} of the data; repeat the value"
                yield Finding("A4", part, place(merged), message)
            for cell in found:
                if len(cell) > 2:
                    yield from _spacing(part, cell)
        if _has_empty_column(lines):
            yield Finding("A4", part, place(table), "a column without words or header; space by margins")
    yield from _spacing(part, prose.body)


def _is_merged(cell: Element) -> bool:
    for item in cell[0] if len(cell) else ():
        if item.tag == f"{W}vMerge" or (item.tag == f"{W}gridSpan" and whole(item.get(f"{W}val"), 1) > 1):
            return True
    return False


def _has_empty_column(lines: list[list[str]]) -> bool:
    """Say whether a table that has a header leaves a whole column empty."""
    if len(lines) < 2 or len({len(line) for line in lines}) != 1 or not any(text.strip() for text in lines[0]):
        return False
    return any(not any(text.strip() for text in column) for column in zip(*lines, strict=True))


def _spacing(part: str, parent: Element | None) -> Iterator[Finding]:
    empty = 0
    for block in blocks(parent):
        empty = empty + 1 if block.tag == f"{W}p" and is_blank(block) else 0
        if empty == 2:
            yield Finding("A4", part, place(block), "two empty paragraphs in a row; space by the styles")


def _slide_table(part: str, name: str, table: Element) -> Iterator[Finding]:
    lines = []
    for number, row in enumerate(table.iterchildren(f"{A}tr")):
        found = list(row.iterchildren(f"{A}tc"))
        lines.append([said(cell, f"{A}t") for cell in found])
        merged = any(whole(cell.get(key), 1) > 1 for cell in found for key in ("gridSpan", "rowSpan"))
        if number and merged:
            yield Finding("A4", part, name, f"merged cells in row {number + 1} of the data; repeat the value")
    if _has_empty_column(lines):
        yield Finding("A4", part, name, "a column without words or header; space by margins")


def ordered_reading(file: File) -> Iterator[Finding]:
    """Slides are read from title to footers, top to bottom; workbooks open on the first sheet with the cursor in A1."""
    if file.kind == "pptx":
        yield from reading_order(file)
        return
    book = file.workbook
    view = next(book.root.iter(f"{S}workbookView"), None) if book.root is not None else None
    visible = [sheet.index for sheet in book.sheets if not sheet.is_hidden]
    active = whole(view.get("activeTab")) if view is not None else 0
    if visible and active != visible[0]:
        yield Finding("A8", file.main, "activeTab", "does not open on the first sheet; set activeTab to it")
    for sheet in book.sheets:
        selected = sheet.view is not None and is_true(sheet.view.get("tabSelected"))
        if selected and visible and sheet.index != visible[0]:
            yield Finding("A8", sheet.part, sheet.name, "is selected beside the first sheet; typing would fill both")
        for item in sheet.root.iter(f"{S}selection"):
            if item.get("activeCell", "A1") != "A1":
                yield Finding(
                    "A8", sheet.part, sheet.name, f"the cursor stands in {item.get('activeCell')}; put it in A1"
                )


RULES = (
    Rule("A3", marked_headers, ours=True),
    Rule("A4", plain_structure, ("docx", "pptx"), ours=True),
    Rule("A8", ordered_reading, ("pptx", "xlsx"), ours=True),
)
