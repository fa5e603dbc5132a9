"""The cells of a sheet: marked and unmarked in the text of its part, every other cell as it was."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from attrs import define, field, frozen

from migplan_excel.annotating.book import place
from migplan_excel.annotating.markup import (
    Edit,
    Element,
    closed,
    elements,
    inserted,
    outline,
    prefix,
    spliced,
    was_opened,
    with_attributes,
    with_prefix,
)
from migplan_excel.names import cell as place_name


class Place(NamedTuple):
    """A cell by row and column, from 1."""

    row: int
    column: int

    @property
    def name(self) -> str:
        """`D7`."""
        return place_name(self.column, self.row)


STYLED, BARE, NEW, NEW_ROW = "s", "-", "c", "r"
"""What a cell was before its mark: with a format, without, not there, in a row that was not there."""


@frozen
class Mark:
    """One cell that was marked, and the way back."""

    place: Place
    was: str
    former: int
    """Number of its former format."""
    marked: int
    """Number of its format now."""


@define(eq=False)
class Grid:
    """What is known of the cells of a sheet."""

    data: bytes
    sheet_data: Element
    rows: dict[int, Element] = field(factory=dict)
    cells: dict[Place, Element] = field(factory=dict)
    """Those of the rows that were asked for."""
    columns: list[Element] = field(factory=list)

    def style_of_empty(self, where: Place) -> int:
        """Give the format that an absent cell shows: of its row, else of its column."""
        row = self.rows.get(where.row)
        if row is not None and row.attributes.get("customFormat") in ("1", "true"):
            return _whole(row.attributes.get("s", ""), 0)
        for column in self.columns:
            span = (_whole(column.attributes.get(name, ""), 0) for name in ("min", "max"))
            if next(span) <= where.column <= next(span):
                return _whole(column.attributes.get("style", ""), 0)
        return 0


def grid(data: bytes, is_wanted: Callable[[Place, Mapping[str, str]], bool]) -> Grid:
    """Find the cells that are wanted; those without a reference follow on the one before."""
    row, column = 0, 0
    in_row = False

    def keep(name: str, attributes: Mapping[str, str], depth: int) -> bool:
        nonlocal row, column, in_row
        if depth == 3:
            if name != "c" or not in_row:
                return False
            found = place(attributes.get("r", ""))
            column = found[1] if found else column + 1
            return is_wanted(Place(row, column), attributes)
        if depth == 2:
            in_row = name == "row"
            if in_row:
                row, column = _whole(attributes.get("r", ""), row + 1), 0
            return name in ("row", "col")
        return depth == 1 and name == "sheetData"

    found = elements(data, keep)
    sheet_data = next(one for one in found if one.name == "sheetData")
    result = Grid(data, sheet_data)
    for one in found:
        if one.name == "row" and sheet_data.holds(one):
            row = (
                _whole(one.attributes.get("r", ""), row + 1) if result.rows else _whole(one.attributes.get("r", ""), 1)
            )
            result.rows.setdefault(row, one)
            column = 0
        elif one.name == "c":
            read = place(one.attributes.get("r", ""))
            column = read[1] if read else column + 1
            result.cells.setdefault(Place(row, column), one)
        elif one.name == "col":
            result.columns.append(one)
    return result


def mark(data: bytes, wanted: Mapping[Place, Callable[[int], int]]) -> tuple[bytes, list[Mark]]:
    """Give each cell its marked format, which a function makes of the number of its own; absent cells are put in."""
    targets = {where.row for where in wanted}
    found = grid(data, lambda where, attributes: where.row in targets)
    edits: list[Edit] = []
    marks: list[Mark] = []
    new: dict[int, list[tuple[Place, int]]] = {}
    for where in sorted(wanted):
        cell = found.cells.get(where)
        if cell is None:
            former = found.style_of_empty(where)
            marked = wanted[where](former)
            marks.append(Mark(where, NEW if where.row in found.rows else NEW_ROW, former, marked))
            new.setdefault(where.row, []).append((where, marked))
            continue
        has_style = "s" in cell.attributes
        former = _whole(cell.attributes.get("s", ""), 0)
        marked = wanted[where](former)
        marks.append(Mark(where, STYLED if has_style else BARE, former, marked))
        tag = with_attributes(data[cell.start : cell.inner], {"s": str(marked)})
        edits.append(Edit(cell.start, cell.inner, tag))
    edits += _absent(found, new)
    return spliced(data, edits), marks


def _absent(found: Grid, new: Mapping[int, list[tuple[Place, int]]]) -> list[Edit]:
    """Put in cells that are not there yet, each in its place in the row, and rows in theirs."""
    data, edits = found.data, []
    mark = prefix(data, found.sheet_data)
    numbers = sorted(found.rows)
    rows_in = b""
    by_row: dict[int, list[tuple[Place, Element]]] = {}
    for where, cell in found.cells.items():
        by_row.setdefault(where.row, []).append((where, cell))
    for number, cells in sorted(new.items()):
        written = {where: with_prefix(f'<c r="{where.name}" s="{style}"/>', mark) for where, style in cells}
        row = found.rows.get(number)
        if row is None:
            content = (
                with_prefix(f'<row r="{number}">', mark) + b"".join(written.values()) + with_prefix("</row>", mark)
            )
            after = bisect_right(numbers, number)
            if after < len(numbers):
                following = found.rows[numbers[after]].start
                edits.append(Edit(following, following, content))
            else:
                rows_in += content
            continue
        last = b""
        for where, content in written.items():
            following = min(
                (one.start for other, one in by_row.get(number, ()) if other.column > where.column), default=-1
            )
            if following >= 0:
                edits.append(Edit(following, following, content))
            else:
                last += content
        if last:
            edits += inserted(data, row, last)
    if rows_in:
        edits += inserted(data, found.sheet_data, rows_in)
    return edits


def unmark(
    data: bytes,
    marked: frozenset[int],
    records: Mapping[Place, Mark],
    way_back: Callable[[int], int | None],
    otherwise: Callable[[int], int],
) -> bytes:
    """Give each marked cell its former format back; cells that we put in go, unless somebody filled them.

    `records` holds the marks by cell; `way_back` gives the former format of a marked one for cells that have moved, and
    `otherwise` makes one where nobody kept it.
    """
    targets = {str(number) for number in marked}
    if not re.search(rb"""\bs\s*=\s*["'](?:%s)["']""" % "|".join(sorted(targets)).encode(), data):
        return data
    found = grid(data, lambda where, attributes: attributes.get("s") in targets)
    edits: list[Edit] = []
    gone: dict[int, list[Element]] = {}
    may_go = set()
    for where, cell in found.cells.items():
        style = _whole(cell.attributes["s"], 0)
        record = records.get(where)
        if record is not None and record.marked != style and way_back(style) is not None:  # another cell moved here
            record = None
        is_empty = cell.children == 0
        if record is not None and record.was in (NEW, NEW_ROW) and is_empty:
            gone.setdefault(where.row, []).append(cell)
            if record.was == NEW_ROW:
                may_go.add(where.row)
            continue
        bare = record is not None and record.was == BARE
        former = None if bare else str(_former(record, style, way_back, otherwise))
        tag = with_attributes(data[cell.start : cell.inner], {"s": former})
        edits.append(Edit(cell.start, cell.inner, tag))
    rows_gone = 0
    last_edits: list[Edit] = []
    for number, cells in gone.items():
        row = found.rows[number]
        if len(cells) < row.children:
            last_edits += [Edit(one.start, one.end, b"") for one in cells]
        elif number in may_go and set(row.attributes) <= {"r"}:
            rows_gone += 1
            last_edits.append(Edit(row.start, row.end, b""))
        else:
            last_edits += closed(data, row)
    if rows_gone and rows_gone == found.sheet_data.children and was_opened(data, found.sheet_data):
        return spliced(data, closed(data, found.sheet_data))
    return spliced(data, (*edits, *last_edits))


def _former(
    record: Mark | None, style: int, way_back: Callable[[int], int | None], otherwise: Callable[[int], int]
) -> int:
    if record is not None:
        return record.former
    former = way_back(style)
    return former if former is not None else otherwise(style)


def following_element(data: bytes, names: Iterable[str]) -> int:
    """Say where an element belongs that must stand before those named: at the first of them, else at the end."""
    wanted = frozenset(names)
    root, *others = outline(data, lambda name, _, depth: depth == 0 or (depth == 1 and name in wanted))
    return min((one.start for one in others), default=root.outer)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
