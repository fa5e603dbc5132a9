"""Rules of tables and merged cells in workbooks: X3, X4."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from migplan_office.lint.cells import Box, decoded
from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.workbook import Sheet, Table
from migplan_office.lint.xml import S, child


def sound_tables(file: File) -> Iterator[Finding]:
    """Tables have data, headers that are text and equal to the column names, and meet no table, merge or sheet filter."""
    book = file.workbook
    for table in book.tables:
        yield from _table(table)
    for sheet in book.sheets:
        tables = list(book.tables_of(sheet))
        for (first, one), (second, other) in combinations(tables, 2):
            if one.meets(other):
                yield Finding(
                    "X3", sheet.part, str(other), f"the tables {first.name} and {second.name} meet; keep them apart"
                )
        sheet_filter = child(sheet.root, f"{S}autoFilter")
        filtered = Box.of(sheet_filter.get("ref") or "") if sheet_filter is not None else None
        for table, box in tables:
            for merge in sheet.merges:
                if merge.meets(box):
                    yield Finding("X3", sheet.part, str(merge), f"merged cells meet the table {table.name}; split them")
            if filtered is not None and filtered.meets(box):
                yield Finding(
                    "X3",
                    sheet.part,
                    str(filtered),
                    f"a sheet filter meets the table {table.name}; drop it, tables filter",
                )


def _table(table: Table) -> Iterator[Finding]:
    box, sheet = table.box, table.sheet
    if box is None or not box.is_inside_grid:
        yield Finding(
            "X3", table.part, table.name, f"the range {table.root.get('ref')!r} cannot be read; write it as A1:C3"
        )
        return
    if box.bottom - box.top + 1 - table.header_rows - table.totals_rows < 1:
        yield Finding("X3", table.part, table.name, "has no data row; add an empty one")
    if len(table.columns) != box.right - box.left + 1:
        message = f"has {len(table.columns)} columns over {box.right - box.left + 1} columns of cells; make them agree"
        yield Finding("X3", table.part, table.name, message)
        return
    names = [decoded(column.get("name") or "") for column in table.columns]
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield Finding("X3", table.part, table.name, f"has {count} columns named {name!r}; number them")
    for number, name in enumerate(names) if table.header_rows else ():
        cell = sheet.cells.get((box.top, box.left + number))
        where = f"{Box(box.top, box.left + number, box.top, box.left + number)}".partition(":")[0]
        if cell is None or not cell.is_text or not cell.text:
            yield Finding(
                "X3", sheet.part, where, "a table's header must be text that is not empty; write years as text"
            )
        elif decoded(cell.text) != name:
            message = f"the header {decoded(cell.text)!r} differs from the column's name {name!r}; write both alike, \\n as _x000a_"
            yield Finding("X3", sheet.part, where, message)


def sound_merges(file: File) -> Iterator[Finding]:
    """Merged ranges never overlap; they hold titles only, outside tables, at most one a row."""
    for sheet in file.workbook.sheets:
        ordered = sorted(sheet.merges, key=lambda box: (box.top, box.left))
        for one, other in _overlaps(ordered):
            yield Finding("X4", sheet.part, str(other), f"overlaps the merged cells {one}; Excel would repair the file")
        if file.strict:
            yield from _titles(sheet, ordered)


def _overlaps(ordered: list[Box]) -> Iterator[tuple[Box, Box]]:
    open_boxes: list[Box] = []
    for box in ordered:
        open_boxes = [earlier for earlier in open_boxes if earlier.bottom >= box.top]
        yield from ((earlier, box) for earlier in open_boxes if earlier.meets(box))
        open_boxes.append(box)


def _titles(sheet: Sheet, ordered: list[Box]) -> Iterator[Finding]:
    rows: Counter[int] = Counter()
    for box in ordered:
        rows[box.top] += 1
        if rows[box.top] == 2:
            yield Finding("X4", sheet.part, str(box), "is the second merge of its row; merge at most one title a row")
        anchor = sheet.cells.get((box.top, box.left))
        if anchor is None or not anchor.text or (anchor.is_number and anchor.formula is None):
            yield Finding("X4", sheet.part, str(box), "merges cells that hold no title; leave data unmerged")


RULES = (
    Rule("X3", sound_tables, ("xlsx",)),
    Rule("X4", sound_merges, ("xlsx",)),
)
