"""One worksheet: rows written from top to bottom, and all that hangs on them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from attrs import field, frozen, mutable

from migplan_excel.list_objects import MAIN, X14, ListObject, Validation
from migplan_excel.names import absolute, cell, quoted
from migplan_excel.strings import Strings
from migplan_excel.styles import Style, Styles
from migplan_office.columns import column_letters
from migplan_office.text import clean, cut, utf16_length, xml_attribute, xml_escape

_EPOCH = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
PIXELS_PER_CHARACTER = 7
PADDING_PIXELS = 5
POINTS_PER_PIXEL = 0.75
HIGHEST_ROW = 409.0
"""Points."""
_MOST_DIGITS = 15
_LONGEST_FOOTER = 255
DEFAULT_HEIGHT = 15.0
"""Height of a row that says nothing of it, in points."""
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def serial(day: date) -> int | None:
    """Give a day as Excel counts it; `None` before 1 March 1900, where Excel counts wrong."""
    return (day - _EPOCH).days if day >= _FIRST_DAY else None


def width_points(characters: float) -> float:
    """Give the width of a column in points."""
    return (characters * PIXELS_PER_CHARACTER + PADDING_PIXELS) * POINTS_PER_PIXEL


def number_text(value: Decimal | int) -> str | None:
    """Write a number for a cell; `None` when Excel cannot hold it exactly (more than 15 digits) or at all."""
    if type(value) is int:
        return str(value) if -(10**_MOST_DIGITS) < value < 10**_MOST_DIGITS else None
    number = Decimal(value)
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        return None
    digits = len(number.as_tuple().digits)
    text = str(number)
    if digits > _MOST_DIGITS:
        number = number.normalize()
        if len(number.as_tuple().digits) > _MOST_DIGITS:
            return None
        text = str(number)
    return format(number, "f") if "E" in text else text


@frozen
class Condition:
    """A conditional look: a formula, or a bar in proportion."""

    ranges: str
    rule: str
    """XML of the rule, with `{priority}` in the place of its number."""
    bar: str = ""
    """XML of the same bar for newer Excel, which knows solid bars."""


@frozen
class Note:
    """A note that hangs on a cell."""

    column: int
    row: int
    text: str


@mutable
class Anchored:
    """Something drawn over the cells: a chart, a picture or a group of shapes."""

    column: int
    row: int
    """Cell of its top start corner, 1 for the first."""
    x_points: float
    y_points: float
    """From that corner."""
    width_points: float
    height_points: float
    name: str
    alt: str
    """Empty for decoration."""
    chart: str = ""
    """XML of a chart's part."""
    picture: bytes = b""
    suffix: str = ""
    """Of the picture's kind: `png`, `jpeg`."""
    shapes: str = ""
    """XML of a group's shapes."""


_HIDDEN = ' hidden="1"'


@mutable
class Sheet:
    """One worksheet."""

    name: str
    styles: Styles
    strings: Strings
    is_right_to_left: bool = False
    widths: list[float] = field(factory=list)
    """Of the columns, in characters."""
    hidden_columns: frozenset[int] = frozenset()
    """Numbers of those that are not shown, from 1."""
    rows: list[str] = field(factory=list)
    next: int = 1
    """Number of the row to be written next."""
    tall: float = 0.0
    """Height of all rows so far, in points."""
    merges: list[str] = field(factory=list)
    conditions: list[Condition] = field(factory=list)
    validations: list[Validation] = field(factory=list)
    links: list[tuple[str, str]] = field(factory=list)
    """Cell and target: an address, or `#` and a place of the workbook."""
    tables: list[ListObject] = field(factory=list)
    drawn: list[Anchored] = field(factory=list)
    breaks: list[int] = field(factory=list)
    """Rows after which paper ends."""
    starts: list[tuple[int, float]] = field(factory=list)
    """Where blocks begin that paper should not cut: the row before, and the height of all rows up to it in points."""
    frozen_rows: int = 0
    frozen_columns: int = 0
    title_rows: tuple[int, int] | None = None
    """Repeated on each printed page."""
    last_column: int = 1
    is_landscape: bool = False
    paper: int = 9
    """9 is A4, 8 is A3."""
    fits_height: bool = False
    """Print on one page."""
    pages_high: int = 0
    """Print on so many pages at most, a little smaller where needed; 0 for as many as it takes."""
    is_hidden: bool = False
    tab_color: str = ""
    footer: str = ""
    has_outline: bool = False
    shows_zeros: bool = True
    is_very_hidden: bool = False
    """Only a program shows it again."""
    shows_grid: bool = False
    column_styles: list[int] = field(factory=list)
    """Formats of the empty cells of each column; none for the usual one."""
    notes: list[Note] = field(factory=list)
    last_printed: int = 0
    """Last row on paper; 0 for all that are written."""

    def add(
        self, cells: str | Sequence[str], height: float | None = None, level: int = 0, *, is_hidden: bool = False
    ) -> int:
        """Write the next row from the XML of its cells, in the order of columns, and give its number.

        `height` is in points; the program's own height when it is `None`. `level` is the depth of the outline.
        """
        number = self.next
        marks = ""
        if height is not None:
            marks = f' ht="{min(height, HIGHEST_ROW):g}" customHeight="1"'
        if is_hidden:
            marks += ' hidden="1"'
        if level:
            marks += f' outlineLevel="{min(level, 7)}"'
            self.has_outline = True
        inner = cells if isinstance(cells, str) else "".join(cells)
        self.rows.append(f'<row r="{number}"{marks}>{inner}</row>')
        self.next = number + 1
        self.tall += min(height, HIGHEST_ROW) if height is not None else DEFAULT_HEIGHT
        return number

    def skip(self) -> None:
        """Leave one row empty."""
        self.next += 1
        self.tall += DEFAULT_HEIGHT

    def text(self, column: int, text: str, style: int, row: int | None = None) -> str:
        """Give the XML of a text cell; an empty text gives an empty cell with its format."""
        place = f"{column_letters(column)}{row or self.next}"
        self.last_column = max(self.last_column, column)
        if not text:
            return f'<c r="{place}" s="{style}"/>'
        number = self.strings.number(text, self.styles.all[style])
        if number in self.strings.like_formulas:
            style = self.styles.quoted(style)
        return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'

    def rich(self, column: int, runs: list[tuple[str, Style]], style: int) -> str:
        """Give the XML of a cell with a text in several fonts."""
        self.last_column = max(self.last_column, column)
        number = self.strings.rich(runs)
        if number in self.strings.like_formulas:
            style = self.styles.quoted(style)
        return f'<c r="{column_letters(column)}{self.next}" s="{style}" t="s"><v>{number}</v></c>'

    def number(self, column: int, value: Decimal | int | date, style: int) -> str:
        """Give the XML of a cell with a number or a day; what Excel cannot hold becomes text."""
        written = (
            str(serial(value)) if isinstance(value, date) and value >= _FIRST_DAY
            else None if isinstance(value, date) else number_text(value)
        )  # fmt: skip
        self.last_column = max(self.last_column, column)
        if written is None:
            text = value.isoformat() if isinstance(value, date) else str(value)
            return self.text(column, text, style)
        return f'<c r="{column_letters(column)}{self.next}" s="{style}"><v>{written}</v></c>'

    def formula(self, column: int, formula: str, value: Decimal | int | date | str | None, style: int) -> str:
        """Give the XML of a formula with the value it has; `None` is the empty text."""
        self.last_column = max(self.last_column, column)
        kind, written = "", ""
        if value is None or isinstance(value, str):
            kind, written = ' t="str"', xml_escape(clean(value or ""))
        elif isinstance(value, date):
            written = str(serial(value) or "")
        else:
            written = number_text(value) or ""
        return (
            f'<c r="{column_letters(column)}{self.next}" s="{style}"{kind}><f>{xml_escape(clean(formula))}</f>'
            f"<v>{written}</v></c>"
        )

    def merge(self, first: int, last: int, row: int | None = None) -> None:
        """Merge cells of a row into one."""
        if last > first:
            at = row or self.next
            self.merges.append(f"{cell(first, at)}:{cell(last, at)}")

    @property
    def area(self) -> str:
        """All cells written, for the print area."""
        last = max((self.last_column, *(item.column for item in self.drawn), len(self.widths) or 1))
        return absolute(1, 1, last, self.last_printed or max(self.next - 1, 1))

    def reference(self, place: str) -> str:
        """Write a place of this sheet for a formula of another."""
        return f"{quoted(self.name)}!{place}"

    def xml(self, relation: dict[str, str]) -> str:
        """Write the sheet's part; `relation` gives the ids of links, of the drawing and of tables."""
        parts = [
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">',
            "<sheetPr>",
            f'<tabColor rgb="FF{self.tab_color}"/>' if self.tab_color else "",
            '<outlinePr summaryBelow="0"/>' if self.has_outline else "",
            '<pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<dimension ref="A1:{cell(self.last_column, max(self.next - 1, 1))}"/>',
            self._view(relation),
            '<sheetFormatPr defaultRowHeight="15"' + (' outlineLevelRow="7"' if self.has_outline else "") + "/>",
            self._columns(),
            "<sheetData>",
            *self.rows,
            "</sheetData>",
        ]
        if self.merges:
            merged = "".join(f'<mergeCell ref="{place}"/>' for place in self.merges)
            parts.append(f'<mergeCells count="{len(self.merges)}">{merged}</mergeCells>')
        for priority, condition in enumerate(self.conditions, start=1):
            rule = condition.rule.replace("{priority}", str(priority))
            parts.append(f'<conditionalFormatting sqref="{condition.ranges}">{rule}</conditionalFormatting>')
        if self.validations:
            listed = "".join(validation.xml() for validation in self.validations)
            parts.append(f'<dataValidations count="{len(self.validations)}">{listed}</dataValidations>')
        parts.append(self._links(relation))
        parts.append(self._print())
        if "drawing" in relation:
            parts.append(f'<drawing r:id="{relation["drawing"]}"/>')
        if "notes" in relation:
            parts.append(f'<legacyDrawing r:id="{relation["notes"]}"/>')
        if self.tables:
            listed = "".join(f'<tablePart r:id="{relation[table.name]}"/>' for table in self.tables)
            parts.append(f'<tableParts count="{len(self.tables)}">{listed}</tableParts>')
        bars = "".join(condition.bar for condition in self.conditions if condition.bar)
        if bars:
            parts.append(
                f'<extLst><ext xmlns:x14="{X14}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
                f"<x14:conditionalFormattings>{bars}</x14:conditionalFormattings></ext></extLst>"
            )
        parts.append("</worksheet>")
        return "".join(parts)

    def _view(self, relation: dict[str, str]) -> str:
        marks = ' rightToLeft="1"' if self.is_right_to_left else ""
        selected = ' tabSelected="1"' if relation.get("selected") else ""
        frozen, grid = "", "" if self.shows_grid else ' showGridLines="0"'
        if self.frozen_rows or self.frozen_columns:
            corner = cell(self.frozen_columns + 1, self.frozen_rows + 1)
            x = f' xSplit="{self.frozen_columns}"' if self.frozen_columns else ""
            y = f' ySplit="{self.frozen_rows}"' if self.frozen_rows else ""
            pane = "bottomRight" if x and y else "topRight" if x else "bottomLeft"
            frozen = f'<pane{x}{y} topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        return (
            f'<sheetViews><sheetView{grid}{marks}{selected} workbookViewId="0">'
            f'{frozen}<selection{self._pane()} activeCell="A1" sqref="A1"/></sheetView></sheetViews>'
        )

    def _pane(self) -> str:
        if not (self.frozen_rows or self.frozen_columns):
            return ""
        return (
            ' pane="bottomLeft"'
            if not self.frozen_columns
            else ' pane="topRight"'
            if not self.frozen_rows
            else ' pane="bottomRight"'
        )

    def _columns(self) -> str:
        if not self.widths:
            return ""
        listed = "".join(
            f'<col min="{number}" max="{number}" width="{min(width, 255) + PADDING_PIXELS / PIXELS_PER_CHARACTER:.4f}"'
            f'{self._column_style(number)}{_HIDDEN if number in self.hidden_columns else ""} customWidth="1"/>'
            for number, width in enumerate(self.widths, start=1)
        )
        return f"<cols>{listed}</cols>"

    def _column_style(self, number: int) -> str:
        return f' style="{self.column_styles[number - 1]}"' if number <= len(self.column_styles) else ""

    def _links(self, relation: dict[str, str]) -> str:
        listed = ""
        for place, target in self.links:
            if target.startswith("#"):
                listed += f'<hyperlink ref="{place}" location="{xml_attribute(target[1:])}"/>'
            else:
                listed += f'<hyperlink ref="{place}" r:id="{relation[target]}"/>'
        return f"<hyperlinks>{listed}</hyperlinks>" if listed else ""

    def _print(self) -> str:
        orientation = "landscape" if self.is_landscape else "portrait"
        height = 1 if self.fits_height else self.pages_high
        breaks = ""
        if self.breaks:
            listed = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in self.breaks)
            breaks = f'<rowBreaks count="{len(self.breaks)}" manualBreakCount="{len(self.breaks)}">{listed}</rowBreaks>'
        footer = f"<headerFooter><oddFooter>{xml_escape(self.footer)}</oddFooter></headerFooter>" if self.footer else ""
        return (
            '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>'
            f'<pageSetup paperSize="{self.paper}" fitToWidth="1" fitToHeight="{height}" orientation="{orientation}"/>'
            f"{footer}{breaks}"
        )


def footer_text(title: str, pages: str, is_right_to_left: bool = False) -> str:
    """Write a footer within 255 units: the title where lines begin, the page at their end.

    `&` is doubled by the caller, so that page marks stay.
    """
    before, after = (f"&L&8 {pages}&R&8 ", "") if is_right_to_left else ("&L&8 ", f"&R&8 {pages}")
    room = _LONGEST_FOOTER - utf16_length(before + after)
    short = cut(title, room)[0]
    if short != title:
        short = re.sub(r"(?<!&)((?:&&)*)&(?=…?$)", r"\1", short)
    return before + short + after
