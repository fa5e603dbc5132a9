"""What the list of problems keeps in its hidden columns, so that every mark can be undone.

A cell in the first says where a mark is; the one beside it wears the former format of the marked cell, and the next the
marked format. A program that numbers the formats anew when it saves numbers those too.
"""

import json
from collections.abc import Mapping
from html import unescape
from typing import Any

from attrs import field, frozen

from migplan_excel.annotating.book import Package, SheetEntry, place
from migplan_excel.annotating.cells import Mark, Place
from migplan_excel.annotating.markup import Element, elements
from migplan_office.columns import column_letters
from migplan_office.text import unescape_cell

TEXT_COLUMN, FORMER_COLUMN, MARKED_COLUMN = 5, 6, 7
VERSION = 1


@frozen
class State:
    """How the workbook opened before the list came."""

    view: str = ""
    """Tag of the window as it was; empty where there is none."""
    shown: str = ""
    """The same as we wrote it."""
    selected: Mapping[str, str] = field(factory=dict)
    """What the mark of selection said, by name of the sheet that lost it."""

    @property
    def text(self) -> str:
        """As the list keeps it."""
        held = {"version": VERSION, "view": self.view, "shown": self.shown, "selected": dict(self.selected)}
        return json.dumps(held, ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> "State":
        """Read what the list kept; what cannot be read is as if it was not there."""
        held = _read(text)
        if not isinstance(held, dict):
            return cls()
        view, shown, selected = (held.get(name) for name in ("view", "shown", "selected"))
        return cls(
            view if isinstance(view, str) else "",
            shown if isinstance(shown, str) else "",
            {str(name): str(value) for name, value in selected.items()} if isinstance(selected, dict) else {},
        )


@frozen
class Records:
    """All that the list kept."""

    state: State = State()
    marks: Mapping[str, Mapping[Place, Mark]] = field(factory=dict)
    """By name of sheet in lower case, then by cell."""
    ways_back: Mapping[int, int] = field(factory=dict)
    """Former format by marked format."""


def record_text(sheet: str, mark: Mark) -> str:
    """Write where a mark is and what the cell was."""
    return json.dumps([sheet, mark.place.name, mark.was], ensure_ascii=False)


def records(package: Package, entry: SheetEntry) -> Records:
    """Read what a list of problems keeps."""
    data = package[entry.part]
    columns = {column_letters(TEXT_COLUMN): 0, column_letters(FORMER_COLUMN): 1, column_letters(MARKED_COLUMN): 2}
    rows: dict[int, list[Element | None]] = {}
    for cell in elements(data, lambda name, _, depth: name == "c" and depth == 3):
        reference = cell.attributes.get("r", "")
        found = place(reference)
        column = columns.get(reference.rstrip("0123456789"))
        if found is not None and column is not None:
            rows.setdefault(found[0], [None, None, None])[column] = cell
    strings = _Strings(package)
    state = State()
    marks: dict[str, dict[Place, Mark]] = {}
    ways_back: dict[int, int] = {}
    for text_cell, former, marked in rows.values():
        if text_cell is None:
            continue
        text = strings.text(data, text_cell)
        if text.startswith("{"):
            state = State.of(text)
            continue
        held = _read(text)
        if not (isinstance(held, list) and len(held) == 3 and all(isinstance(one, str) for one in held)):
            continue
        where = place(held[1])
        if where is None or marked is None:
            continue
        mark = Mark(Place(*where), held[2], _style(former), _style(marked))
        marks.setdefault(held[0].casefold(), {})[mark.place] = mark
        ways_back.setdefault(mark.marked, mark.former)
    return Records(state, marks, ways_back)


def _style(cell: Element | None) -> int:
    if cell is None:  # an empty cell of the usual format, which programs leave out
        return 0
    text = cell.attributes.get("s", "")
    return int(text) if text.isdecimal() else 0


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


class _Strings:
    """Texts of cells, shared ones read once they are asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._items: list[str] | None = None

    def text(self, data: bytes, cell: Element) -> str:
        content = data[cell.inner : cell.outer]
        if cell.attributes.get("t") != "s":
            return _texts(b"<c>" + content + b"</c>")
        index = _texts(b"<c>" + content + b"</c>", "v")
        items = self._shared()
        return items[int(index)] if index.isdecimal() and int(index) < len(items) else ""

    def _shared(self) -> list[str]:
        if self._items is None:
            part = self._package.target(self._package.workbook, "sharedStrings")
            data = self._package[part] if part else b"<sst/>"
            found = elements(data, lambda name, _, depth: depth == 1 and name == "si")
            self._items = [_texts(b"<c>" + data[one.inner : one.outer] + b"</c>") for one in found]
        return self._items


def _texts(data: bytes, name: str = "t") -> str:
    found = elements(data, lambda called, _, depth: called == name)
    return unescape_cell("".join(unescape(data[one.inner : one.outer].decode()) for one in found))
