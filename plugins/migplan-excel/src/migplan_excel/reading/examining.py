"""What a workbook says, sheet by sheet, for an audit of its figures."""

from collections.abc import Iterator
from decimal import Decimal

from migplan.problems import Problem
from migplan.records.figures import Examined, Place
from migplan.records.sheets import CellKind
from migplan_excel.reading.cells import rows
from migplan_excel.reading.package import Book, opened
from migplan_office.custom import carried
from migplan_office.gate import Kind, understood
from migplan_office.package import Parts


def examine(data: bytes, source: str) -> Examined | Problem:
    """Read a workbook given as bytes; unsafe, damaged and other files are one problem."""

    def read(parts: Parts) -> Examined:
        return Examined(_places(opened(parts)), carried(parts))

    return understood(data, Kind.WORKBOOK, source, "unreadable-workbook", read)


def _places(book: Book) -> Iterator[Place]:
    for sheet in book.sheets:
        words: list[str] = []
        numbers: dict[Decimal, str] = {}
        said: list[tuple[str, str]] = []
        for row, cells in rows(book, sheet):
            for letters, cell in cells.items():
                place = f"{letters}{row}"
                if cell.number is not None:
                    numbers.setdefault(cell.number.normalize(), place)
                    said.append((place, f"{cell.number.normalize():f}"))
                elif cell.kind is CellKind.TEXT:
                    words.append(cell.text)
                    said.append((place, cell.text))
        yield Place("sheet", sheet.name, "\n".join(words), numbers, cells=said)
