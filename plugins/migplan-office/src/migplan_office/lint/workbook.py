"""A package read as a workbook: sheets, cells, tables, names, formats."""

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import define, field, frozen

from migplan_office.columns import column_number
from migplan_office.lint.cells import Box, Cell
from migplan_office.lint.package import Package
from migplan_office.lint.xml import Element, R, S, child, is_true, said, whole

_DATE_CODES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_BUILTIN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))


@frozen(eq=False)
class DefinedName:
    """A name of the workbook."""

    name: str
    sheet: int | None
    """Number of the sheet it belongs to, from 0; `None` for the whole workbook."""
    content: str


@define(slots=False, eq=False)
class Sheet:
    """One worksheet."""

    name: str
    index: int
    """Place among the sheets, from 0."""
    part: str
    root: Element
    is_hidden: bool
    strings: list[str] = field(repr=False)

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        """Cells by row and column, from 1."""
        found: dict[tuple[int, int], Cell] = {}
        data = child(self.root, f"{S}sheetData")
        row_number = 0
        for row in data if data is not None else ():
            row_number = whole(row.get("r"), row_number + 1)
            column = 0
            for element in row:
                reference = element.get("r")
                letters = reference.rstrip("0123456789") if reference else ""
                column = column_number(letters) if letters else column + 1
                found[row_number, column] = Cell(row_number, column, element, self.strings)
        return found

    def text(self, row: int, column: int) -> str:
        """Give what a cell holds; empty when it holds nothing."""
        cell = self.cells.get((row, column))
        return cell.text if cell is not None else ""

    @cached_property
    def merges(self) -> list[Box]:
        """Merged ranges, unreadable ones left out."""
        boxes = (Box.of(item.get("ref") or "") for item in self.root.iter(f"{S}mergeCell"))
        return [box for box in boxes if box is not None]

    @cached_property
    def view(self) -> Element | None:
        """The first view."""
        return child(self.root, f"{S}sheetViews", f"{S}sheetView")


@define(slots=False, eq=False)
class Table:
    """One table of a sheet."""

    sheet: Sheet
    part: str
    root: Element

    @property
    def name(self) -> str:
        """The name that formulas use."""
        return self.root.get("displayName") or self.root.get("name") or ""

    @cached_property
    def box(self) -> Box | None:
        """Its cells; `None` when the range cannot be read."""
        return Box.of(self.root.get("ref") or "")

    @property
    def header_rows(self) -> int:
        """0 or 1."""
        return whole(self.root.get("headerRowCount"), 1)

    @property
    def totals_rows(self) -> int:
        """0 or 1."""
        return whole(self.root.get("totalsRowCount"), 0)

    @cached_property
    def columns(self) -> list[Element]:
        """Its column elements."""
        return list(self.root.iter(f"{S}tableColumn"))


@define(slots=False, eq=False)
class Workbook:
    """The whole workbook."""

    package: Package

    @cached_property
    def root(self) -> Element | None:
        """The workbook's part."""
        return self.package.root(self.package.main)

    @cached_property
    def strings(self) -> list[str]:
        """Shared strings, phonetic guides left out."""
        root = self.package.root(self.package.target(self.package.main, "sharedStrings"))
        if root is None:
            return []
        texts = []
        for item in root.iterchildren(f"{S}si"):
            only = item[0] if len(item) == 1 else None
            if only is not None and only.tag == f"{S}t":
                texts.append(only.text or "")
            else:
                texts.append("".join(said(piece, f"{S}t") for piece in item if piece.tag != f"{S}rPh"))
        return texts

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Worksheets in the order of their tabs."""
        found: list[Sheet] = []
        if self.root is None:
            return found
        for index, item in enumerate(self.root.iter(f"{S}sheet")):
            relation = self.package.relation(self.package.main, item.get(f"{R}id"))
            root = self.package.root(relation.target) if relation is not None else None
            if relation is not None and root is not None:
                hidden = (item.get("state") or "visible") != "visible"
                found.append(Sheet(item.get("name") or "", index, relation.target, root, hidden, self.strings))
        return found

    @cached_property
    def sheet_names(self) -> list[str]:
        """Names of all sheets, chart sheets included."""
        return [] if self.root is None else [item.get("name") or "" for item in self.root.iter(f"{S}sheet")]

    def sheet(self, name: str) -> Sheet | None:
        """Find a worksheet by its name, without regard to case."""
        return next((sheet for sheet in self.sheets if sheet.name.lower() == name.lower()), None)

    @cached_property
    def tables(self) -> list[Table]:
        """Tables of all sheets."""
        found = []
        for sheet in self.sheets:
            for target in self.package.targets(sheet.part, "table"):
                root = self.package.root(target)
                if root is not None:
                    found.append(Table(sheet, target, root))
        return found

    def tables_of(self, sheet: Sheet) -> Iterator[tuple[Table, Box]]:
        """Give the tables of a sheet with their cells."""
        for table in self.tables:
            if table.sheet is sheet and table.box is not None:
                yield table, table.box

    @cached_property
    def names(self) -> list[DefinedName]:
        """Defined names."""
        if self.root is None:
            return []
        return [
            DefinedName(
                item.get("name") or "",
                whole(item.get("localSheetId")) if item.get("localSheetId") is not None else None,
                item.text or "",
            )
            for item in self.root.iter(f"{S}definedName")
        ]

    @cached_property
    def styles(self) -> Element | None:
        """The part of formats."""
        return self.package.root(self.package.target(self.package.main, "styles"))

    @cached_property
    def formats(self) -> list[Element]:
        """The cell formats that cells name by number."""
        cell_formats = child(self.styles, f"{S}cellXfs")
        return list(cell_formats) if cell_formats is not None else []

    @cached_property
    def fonts(self) -> list[Element]:
        """The fonts that cell formats name by number."""
        fonts = child(self.styles, f"{S}fonts")
        return list(fonts) if fonts is not None else []

    @cached_property
    def _codes(self) -> dict[int, str]:
        if self.styles is None:
            return {}
        return {
            whole(item.get("numFmtId"), -1): item.get("formatCode") or "" for item in self.styles.iter(f"{S}numFmt")
        }

    def code(self, style: int) -> str:
        """Give the number format of a cell format; a built-in one as `#14`."""
        number = whole(self.formats[style].get("numFmtId")) if style < len(self.formats) else 0
        return self._codes.get(number, f"#{number}")

    @cached_property
    def date_styles(self) -> frozenset[int]:
        """Numbers of the cell formats that show a day or an hour."""
        return frozenset(style for style in range(len(self.formats)) if is_date_code(self.code(style)))

    @cached_property
    def quoted_styles(self) -> frozenset[int]:
        """Numbers of the cell formats that mark their content as text."""
        return frozenset(index for index, item in enumerate(self.formats) if is_true(item.get("quotePrefix")))


def is_date_code(code: str) -> bool:
    """Say whether a number format shows a day or an hour."""
    if code.startswith("#") and code[1:].isdigit():
        return int(code[1:]) in _BUILTIN_DATES
    bare = _DATE_CODES.sub("", code.partition(";")[0]).lower()
    return any(letter in bare for letter in "ymdhs") and "general" not in bare
