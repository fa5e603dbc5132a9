"""Rules of tables in text documents: W2, W3."""

from collections.abc import Iterator

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.prose import Prose, blocks, cells, rows, text_width
from migplan_office.lint.xml import Element, W, child, is_on, place, whole

MOST_COLUMNS = 63
MILLIMETRE = 57
"""Twentieths of a point."""


def sound_tables(file: File) -> Iterator[Finding]:
    """Cells end with a paragraph, tables have at most 63 columns, fixed widths that agree, and no table within."""
    prose = file.prose
    for part, root in prose.stories:
        for cell in root.iter(f"{W}tc"):
            last = cell[-1] if len(cell) else None
            if last is None or last.tag != f"{W}p":
                yield Finding("W2", part, place(cell), "a cell does not end with a paragraph; add an empty w:p")
        for table in root.iter(f"{W}tbl"):
            grid = _grid(table)
            if len(grid) > MOST_COLUMNS:
                yield Finding("W2", part, place(table), f"{len(grid)} columns; Word takes 63, split the table")
            if file.strict and next(table.iterancestors(f"{W}tbl"), None) is not None:
                yield Finding("W2", part, place(table), "a table within a table; write it flat, or beside")
    if file.strict:
        for table, section in prose.body_tables:
            yield from _widths(file.main, prose, table, section)


def _grid(table: Element) -> list[int]:
    grid = child(table, f"{W}tblGrid")
    return [whole(item.get(f"{W}w")) for item in grid.iterchildren(f"{W}gridCol")] if grid is not None else []


def _widths(part: str, prose: Prose, table: Element, section: Element | None) -> Iterator[Finding]:
    layout = child(table, f"{W}tblPr", f"{W}tblLayout")
    if layout is None:
        layout = prose.of_style(prose.table_style(table), "tblPr", "tblLayout")
    if layout is None or layout.get(f"{W}type") != "fixed":
        yield Finding("W2", part, place(table), "has no fixed layout; write w:tblLayout w:type='fixed'")
    grid, room = _grid(table), text_width(section)
    if room is not None and abs(sum(grid) - room) > MILLIMETRE:
        message = f"its grid is {sum(grid)} wide, the text {room}; make them agree to 1 mm (57)"
        yield Finding("W2", part, place(table), message)
    for row in rows(table):
        fault = _row_fault(row, grid)
        if fault:
            yield Finding("W2", part, place(row), fault)


def _row_fault(row: Element, grid: list[int]) -> str:
    properties = child(row, f"{W}trPr")
    before, after = child(properties, f"{W}gridBefore"), child(properties, f"{W}gridAfter")
    column = whole(before.get(f"{W}val")) if before is not None else 0
    for cell in cells(row):
        own = child(cell, f"{W}tcPr")
        width = child(own, f"{W}tcW")
        span = child(own, f"{W}gridSpan")
        wide = whole(span.get(f"{W}val"), 1) if span is not None else 1
        expected = sum(grid[column : column + wide])
        found = whole(width.get(f"{W}w"), -1) if width is not None and width.get(f"{W}type", "dxa") == "dxa" else -1
        if abs(found - expected) > MILLIMETRE:
            says = f"is {found} wide" if found >= 0 else "has no width in dxa"
            return f"the cell over grid column {column + 1} {says}, the grid says {expected}; write w:tcW from the grid"
        column += wide
    column += whole(after.get(f"{W}val")) if after is not None else 0
    return "" if column == len(grid) else f"spans {column} grid columns of {len(grid)}; make them agree"


def kept_together(file: File) -> Iterator[Finding]:
    """Rows never break over pages, header rows come first and repeat; headings and captions keep to what follows."""
    prose = file.prose
    unkept: set[str] = set()
    for table, _ in prose.body_tables:
        by_style = is_on(prose.of_style(prose.table_style(table), "trPr", "cantSplit"))
        header_ended = False
        for number, row in enumerate(rows(table)):
            properties = child(row, f"{W}trPr")
            if not by_style and not is_on(child(properties, f"{W}cantSplit")):
                yield Finding("W3", file.main, place(row), "may break over two pages; write w:cantSplit")
            is_header = is_on(child(properties, f"{W}tblHeader"))
            if is_header and header_ended and number:
                yield Finding(
                    "W3", file.main, place(row), "is a header row below others; Word repeats the first rows only"
                )
            header_ended = header_ended or not is_header
        if not header_ended:
            yield Finding("W3", file.main, place(table), "has header rows only; leave the rows of data unmarked")
    before: Element | None = None
    for block in blocks(prose.body):
        if block.tag == f"{W}tbl" and before is not None and "caption" in prose.style_name(before):
            if not is_on(prose.paragraph_property(before, "keepNext")):
                yield Finding(
                    "W3", file.main, place(before), "the caption may part from its table; write w:keepNext in its style"
                )
        elif block.tag == f"{W}p" and prose.heading_level(block):
            style = prose.style_of(block)
            if style not in unkept and not is_on(prose.paragraph_property(block, "keepNext")):
                unkept.add(style)
                yield Finding(
                    "W3", file.main, place(block), f"a heading of style {style} may end a page; write w:keepNext in it"
                )
        before = block if block.tag == f"{W}p" else None


RULES = (
    Rule("W2", sound_tables, ("docx",)),
    Rule("W3", kept_together, ("docx",), ours=True),
)
