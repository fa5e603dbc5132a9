"""A workbook that people filled in, handed over as forms; nothing is typed and nothing is trusted here."""

import base64
import binascii
import itertools
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from migplan.problems import Position, Problem, Severity
from migplan.records.forms import layout
from migplan.records.labels import folded
from migplan.records.sheets import CellKind, FilledForm, FilledForms, SheetRow
from migplan_excel.reading.cells import Cells, rows
from migplan_excel.reading.finding import HEADER_ROWS, Header, header
from migplan_excel.reading.package import Book, SheetPart, opened
from migplan_office.gate import Kind, received, understood
from migplan_office.package import Parts

CARRIED_SHEET = "_migplan"
MAX_CARRIED = 64 * 1024 * 1024
"""Characters that what a workbook carries may grow to when it is inflated."""


def read_workbook(path: Path) -> FilledForms | Problem:
    """Read the forms of a workbook: what people filled in, or the one problem why it cannot be read."""
    data = received(path)
    return data if isinstance(data, Problem) else forms_of(data, path.name)


def forms_of(data: bytes, source: str) -> FilledForms | Problem:
    """Read the forms of a workbook given as bytes."""

    def read(parts: Parts) -> FilledForms:
        book = opened(parts)
        carried = _carried(book)
        return FilledForms(source, tuple(_forms(book, carried)), carried, book.epoch)

    filled = understood(data, Kind.WORKBOOK, source, "unreadable-workbook", read)
    if not isinstance(filled, Problem) and not filled.forms:
        return Problem("no-forms", Severity.ERROR, values={"path": source}, position=Position(source))
    return filled


def _forms(book: Book, carried: Mapping[str, str]) -> list[FilledForm]:
    languages = _languages(carried)
    forms = layout((*languages, "", "fr", "ar", "en"), has_roadmaps=True)
    found: dict[str, FilledForm] = {}
    for sheet in book.sheets:
        if sheet.name.casefold() == CARRIED_SHEET:
            continue
        walk = rows(book, sheet)
        top = list(itertools.takewhile(lambda row: row[0] <= HEADER_ROWS, itertools.islice(walk, HEADER_ROWS)))
        head = header(sheet, top, forms, book)
        if head is None or head.form in found:
            continue
        found[head.form] = FilledForm(
            head.form,
            sheet.name,
            head.row,
            head.columns,
            tuple(_rows(head, rows(book, sheet), _heads(head, top))),
        )
    return list(found.values())


def _heads(head: Header, top: Iterable[tuple[int, Cells]]) -> Mapping[str, str]:
    """Give the words of a header by the letters of their column."""
    cells = next((cells for number, cells in top if number == head.row), {})
    return {letters: folded(cell.text) for letters, cell in cells.items()}


def _rows(head: Header, found: Iterable[tuple[int, Cells]], heads: Mapping[str, str]) -> Iterator[SheetRow]:
    for number, cells in found:
        own = {key: cells[letters] for key, letters in head.columns.items() if letters in cells}
        if own and number > head.row and not _is_head(cells, heads):
            yield SheetRow(number, own)


def _is_head(cells: Cells, heads: Mapping[str, str]) -> bool:
    """Say whether a row repeats the header, as people do before they print.

    Its first or second cell tells nearly always that it does not, so that the others need not be looked at.
    """
    least = max(min(2, len(heads)), len(cells) // 2 + 1)
    same = 0
    for place, (letters, cell) in enumerate(cells.items()):
        head = heads.get(letters)
        same += bool(head) and cell.kind is CellKind.TEXT and folded(cell.text) == head
        if same == 0 and place == 1:
            return False
    return same >= least


def _languages(carried: Mapping[str, str]) -> tuple[str, ...]:
    try:
        held = json.loads(carried.get("languages", "[]"))
    except ValueError:
        return ()
    return tuple(one for one in held if isinstance(one, str)) if isinstance(held, list) else ()


def _carried(book: Book) -> dict[str, str]:
    """Read the texts that the exporter sent along: rows of name, number and text, long ones deflated and in base 64."""
    sheet: SheetPart | None = book.sheet(CARRIED_SHEET)
    if sheet is None:
        return {}
    pieces: dict[str, dict[int, str]] = {}
    for _, cells in rows(book, sheet):
        name, number, text = (cells.get(letters) for letters in "ABC")
        if name is None or text is None:
            continue
        order = int(number.number) if number is not None and number.number is not None else 1
        pieces.setdefault(name.text, {})[order] = text.text
    return {name: _inflated("".join(text for _, text in sorted(parts.items()))) for name, parts in pieces.items()}


def _inflated(text: str) -> str:
    if not text.startswith("deflate:"):
        return text
    try:
        data = base64.b64decode(text.removeprefix("deflate:"), validate=True)
        return zlib.decompressobj().decompress(data, MAX_CARRIED).decode("utf-8")
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        return ""
