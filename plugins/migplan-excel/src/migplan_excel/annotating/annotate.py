"""A workbook with its problems shown in it; what is not marked stays byte for byte."""

import struct
from collections.abc import Callable, Mapping, Sequence
from xml.parsers import expat

from attrs import frozen

from migplan.locale import Words, explained, is_right_to_left
from migplan.problems import Problem, Severity
from migplan_excel.annotating import cells, notes, tabs
from migplan_excel.annotating.book import SPREADSHEET, Package, SheetEntry, place
from migplan_excel.annotating.boxes import Boxes
from migplan_excel.annotating.cells import Mark, Place
from migplan_excel.annotating.formats import EMPTY, Formats
from migplan_excel.annotating.listing import Line, Listing
from migplan_excel.annotating.records import Records, State, records
from migplan_excel.annotating.refusal import CannotAnnotate
from migplan_excel.annotating.zipping import rezipped
from migplan_excel.names import sheet_name
from migplan_office.gate import Kind, admitted
from migplan_office.gate.limits import WORKBOOK
from migplan_office.package import Parts
from migplan_office.scripts import isolate

LAST_ROW, LAST_COLUMN = 20_000, 256
"""What we read ourselves."""
MOST_MARKS = 10_000
"""Cells that are marked in one file."""


def annotate(data: bytes, problems: Sequence[Problem], words: Words) -> bytes:
    """Give the same workbook with the problems shown in it: cells tinted, a note on each, and a list of all in front.

    Marks of an earlier check go first; without problems they go, and nothing comes.

    Raises:
        CannotAnnotate: The bytes are no workbook that we read, or would be none with the marks.
    """
    parts = admit(data, words)
    told = [problem if problem.text else explained((problem,), words.language)[0] for problem in problems]
    try:
        written = _annotated(data, parts, told, words)
    except (LookupError, ValueError, ArithmeticError, StopIteration, struct.error, expat.ExpatError) as error:
        values = {"error": f"{type(error).__name__}: {error}"}
        problem = Problem("unreadable-workbook", Severity.ERROR, values=values)
        raise CannotAnnotate(explained((problem,), words.language)[0]) from error
    if written is not data:
        admit(written, words)
    return written


def admit(data: bytes, words: Words) -> Parts:
    """Let a workbook through the gate and give its parts, or say why not.

    Raises:
        CannotAnnotate: The gate refuses it.
    """
    parts = admitted(data, Kind.WORKBOOK)
    if isinstance(parts, Problem):
        raise CannotAnnotate(explained((parts,), words.language)[0])
    return parts


def _annotated(data: bytes, parts: Parts, problems: Sequence[Problem], words: Words) -> bytes:
    package = Package(parts)
    styles = package.target(package.workbook, "styles")
    formats = Formats(package[styles] if styles else EMPTY)
    _clean(package, formats)
    if problems:
        if not styles:
            styles = package.free("xl/styles{}.xml")
            package.add(styles, EMPTY, f"{SPREADSHEET}.styles+xml")
            package.relate(package.workbook, "styles", styles)
        _mark(package, formats, problems, words)
    if styles:
        package[styles] = formats.xml()
    return rezipped(data, package.changed) if package.changed else data


def _clean(package: Package, formats: Formats) -> None:
    """Take away what an earlier check has put in."""
    sheets = package.sheets()
    entry = tabs.listed(package, sheets)
    held = records(package, entry) if entry is not None else Records()
    marked = formats.marks
    way_back = _ways_back(held, formats)
    for sheet in sheets:
        if not sheet.is_worksheet or (entry is not None and sheet.index == entry.index):
            continue
        if marked:
            own = held.marks.get(sheet.name.casefold(), {})
            package[sheet.part] = cells.unmark(package[sheet.part], marked, own, way_back, formats.unmarked)
        notes.remove(package, sheet.part)
    if entry is not None:
        tabs.take_out(package, entry, held.state)
    else:
        tabs.drop_name(package)


def _ways_back(held: Records, formats: Formats) -> Callable[[int], int | None]:
    """Give a function that finds the former format of a marked one wherever its cell is now; `None` where nothing tells."""
    alike: dict[bytes, int] = {}
    for marked, former in held.ways_back.items():
        alike.setdefault(formats.but_font(marked), former)

    def way_back(marked: int) -> int | None:
        if marked in held.ways_back:
            return held.ways_back[marked]
        former = alike.get(formats.but_font(marked))
        return formats.untinted(marked, former) if former is not None else None

    return way_back


@frozen
class _Found:
    """A problem with its place in this workbook."""

    problem: Problem
    sheet: SheetEntry | None
    place: Place | None

    @property
    def order(self) -> tuple[object, ...]:
        index = self.sheet.index if self.sheet is not None else -1
        return (self.problem.severity.rank, index, self.place or (0, 0), self.problem.code)


def _found(problem: Problem, by_name: Mapping[str, SheetEntry]) -> _Found:
    position = problem.position
    sheet = by_name.get(position.sheet.casefold()) if position is not None else None
    where = place(position.cell) if position is not None and sheet is not None and sheet.is_worksheet else None
    if where is not None and (where[0] > LAST_ROW or where[1] > LAST_COLUMN):
        where = None
    return _Found(problem, sheet, Place(*where) if where is not None else None)


def _mark(package: Package, formats: Formats, problems: Sequence[Problem], words: Words) -> None:
    sheets = package.sheets()
    if len(sheets) >= WORKBOOK.sheets:
        problem = Problem("no-room-for-list", Severity.ERROR, values={"limit": WORKBOOK.sheets})
        raise CannotAnnotate(explained((problem,), words.language)[0])
    by_name = {sheet.name.casefold(): sheet for sheet in sheets}
    found = sorted((_found(problem, by_name) for problem in problems), key=lambda one: one.order)
    listing = Listing(words, formats)
    listing.write([_line(one, words) for one in found])
    kept: list[tuple[str, Mark]] = []
    by_sheet = _by_sheet(found)
    for sheet in sheets:
        on_cells = by_sheet.get(sheet.name)
        if on_cells:
            kept += ((sheet.name, mark) for mark in _mark_sheet(package, formats, sheet, on_cells, words, listing.font))
    opens, selected = tabs.selection(package, sheets, frozenset(by_sheet))
    name = sheet_name(words("annotating.sheet"), [sheet.name for sheet in sheets])
    part, state = tabs.put_in(package, name, listing, opens, State(selected=selected))
    listing.keep(state, kept)
    package[part] = listing.xml(is_selected=opens)


def _by_sheet(found: Sequence[_Found]) -> dict[str, dict[Place, list[Problem]]]:
    """Gather the problems of each cell, the worst first, up to what one file may hold."""
    by_sheet: dict[str, dict[Place, list[Problem]]] = {}
    count = 0
    for one in found:
        if one.sheet is None or one.place is None:
            continue
        on_cells = by_sheet.setdefault(one.sheet.name, {})
        if one.place not in on_cells:
            count += 1
            if count > MOST_MARKS:
                continue
        on_cells.setdefault(one.place, []).append(one.problem)
    return {name: on_cells for name, on_cells in by_sheet.items() if on_cells}


def _mark_sheet(
    package: Package,
    formats: Formats,
    sheet: SheetEntry,
    on_cells: Mapping[Place, Sequence[Problem]],
    words: Words,
    font: str,
) -> list[Mark]:
    wanted = {where: _marker(formats, problems[0].severity) for where, problems in on_cells.items()}
    boxes = Boxes(package[sheet.part])
    package[sheet.part], marks = cells.mark(package[sheet.part], wanted)
    written = []
    for where, problems in sorted(on_cells.items()):
        text = _note(problems, words)
        written.append(notes.Note(where, text, boxes.box(where, text)))
    notes.add(package, sheet.part, written, font, is_right_to_left(words.language))
    return marks


def _marker(formats: Formats, severity: Severity) -> Callable[[int], int]:
    return lambda former: formats.marked(former, severity)


def _note(problems: Sequence[Problem], words: Words) -> str:
    return "\n\n".join(
        f"{words(f'annotating.severity.{problem.severity.value}')}\n{_said(problem, words)}" for problem in problems
    )


def _line(one: _Found, words: Words) -> Line:
    position = one.problem.position
    sheet = one.sheet.name if one.sheet is not None else position.sheet if position is not None else ""
    written = position.cell if position is not None else ""
    target = (one.place.name if one.place else "A1") if one.sheet is not None and not one.sheet.is_hidden else ""
    return Line(
        one.problem.severity, sheet, one.place.name if one.place else written, target, _said(one.problem, words)
    )


def _said(problem: Problem, words: Words) -> str:
    """Give the message, with a capital at its start, since it stands by itself; codes keep their order in Arabic."""
    text = problem.text or ", ".join(f"{name}={value}" for name, value in problem.values.items()) or problem.code
    text = text[:1].upper() + text[1:]
    return isolate(text) if is_right_to_left(words.language) else text
