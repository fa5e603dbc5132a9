"""The sheet that lists the problems, first in the workbook, with a link to each cell."""

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from migplan.locale import Words, is_right_to_left
from migplan.problems import Severity
from migplan.themes import DEFAULT
from migplan_excel.annotating.cells import Mark
from migplan_excel.annotating.formats import INK, MAIN, TINTS, Formats
from migplan_excel.annotating.records import FORMER_COLUMN, MARKED_COLUMN, TEXT_COLUMN, State, record_text
from migplan_excel.heights import height, line_count
from migplan_excel.names import cell, quoted
from migplan_excel.sheet import footer_text
from migplan_excel.strings import Strings, cell_text
from migplan_excel.styles import Style
from migplan_office.text import xml_attribute, xml_escape

LONGEST_LIST = 500
"""Problems that the list shows; of the others it says how many there are."""
WIDTHS = (16.0, 26.0, 10.0, 92.0)
HEAD_ROW = 5
_HEAD_FILL, _HEAD_INK, _LINK_INK, _LINE = "1F4E78", "FFFFFF", "0B4F8A", "BFC5CC"
_COLUMNS = ("severity", "sheet", "cell", "problem")


@frozen
class Line:
    """One problem as it is listed."""

    severity: Severity
    sheet: str
    """Name of the sheet; empty when the whole file is meant."""
    cell: str
    """`D7`; empty when no cell is meant."""
    target: str
    """Cell that a click leads to; empty when there is none to see."""
    text: str


class Listing:
    """The list being written."""

    def __init__(self, words: Words, formats: Formats) -> None:
        """Know the words and the formats."""
        self._words, self._formats = words, formats
        self._is_rtl = is_right_to_left(words.language)
        self.font = DEFAULT.arabic_font if self._is_rtl else DEFAULT.latin_font
        self._base = Style(
            font=self.font,
            size=11,
            color=INK,
            horizontal="right" if self._is_rtl else "left",
            vertical="top",
            wrap=True,
            reading=2 if self._is_rtl else 1,
            edges=(("bottom", "thin", _LINE),),
        )
        self._strings = Strings(self._base, DEFAULT.arabic_font, DEFAULT.tifinagh_font)
        self._rows: dict[int, list[str]] = {}
        self._heights: dict[int, float] = {}
        self._links: list[str] = []
        self.last_row = HEAD_ROW

    def _put(self, row: int, column: int, text: str, style: Style) -> None:
        number = self._strings.number(text, style)
        if number in self._strings.like_formulas:
            style = style.but(quote=True)
        content = self._strings.items[number].removeprefix("<si>").removesuffix("</si>")
        self._rows.setdefault(row, []).append(
            f'<c r="{cell(column, row)}" s="{self._formats.own(style)}" t="inlineStr"><is>{content}</is></c>'
        )

    def _blank(self, row: int, column: int, style: Style) -> None:
        self._rows.setdefault(row, []).append(f'<c r="{cell(column, row)}" s="{self._formats.own(style)}"/>')

    def write(self, lines: Sequence[Line]) -> None:
        """Write title, advice, counts and one row a problem."""
        words, plain = self._words, self._base.but(edges=())
        whole = sum(WIDTHS)
        counts = Counter(line.severity for line in lines)
        said = [words(f"cli.severity.{one.value}", n=counts[one]) for one in Severity if counts[one]]
        tops = (
            (words("annotating.title"), plain.but(size=18, bold=True, color=_HEAD_FILL)),
            (words("annotating.advice"), plain),
            (words("blocks.comma").join(said), plain.but(bold=True)),
        )
        for row, (text, style) in enumerate(tops, 1):
            self._put(row, 1, text, style)
            for column in range(2, len(WIDTHS) + 1):
                self._blank(row, column, style)
            self._heights[row] = height(line_count(text, whole, style), style)
        head = self._base.but(bold=True, color=_HEAD_INK, fill=_HEAD_FILL, vertical="center")
        for column, name in enumerate(_COLUMNS, 1):
            self._put(HEAD_ROW, column, words(f"annotating.column.{name}"), head)
        self._heights[HEAD_ROW] = height(1, head)
        for row, line in enumerate(lines[:LONGEST_LIST], HEAD_ROW + 1):
            self._line(row, line)
            self.last_row = row
        if len(lines) > LONGEST_LIST:
            self.last_row += 1
            self._put(
                self.last_row,
                1,
                words("annotating.more", n=len(lines) - LONGEST_LIST),
                plain.but(bold=True, wrap=False),
            )
            self._heights[self.last_row] = height(1, plain)

    def _line(self, row: int, line: Line) -> None:
        tinted = self._base.but(bold=True, fill=TINTS[line.severity])
        linked = self._base.but(color=_LINK_INK, underline=True)
        self._put(row, 1, self._words(f"annotating.severity.{line.severity.value}"), tinted)
        sheet = line.sheet or self._words("annotating.whole_file")
        self._put(row, 2, sheet, linked if line.target else self._base)
        if line.cell:
            self._put(row, 3, line.cell, linked if line.target else self._base)
        else:
            self._blank(row, 3, self._base)
        self._put(row, 4, line.text, self._base)
        if line.target:
            location = xml_attribute(f"{quoted(line.sheet)}!{line.target}")
            for column in (2, 3) if line.cell else (2,):
                self._links.append(f'<hyperlink ref="{cell(column, row)}" location="{location}"/>')
        texts = ((cell_text(line.text), WIDTHS[3]), (sheet, WIDTHS[1]))
        self._heights[row] = height(max(line_count(text, width, self._base) for text, width in texts), self._base)

    def keep(self, state: State, marks: Sequence[tuple[str, Mark]]) -> None:
        """Write into the hidden columns what undoes the marks."""
        style = self._base.but(edges=(), wrap=False)
        self._put(1, TEXT_COLUMN, state.text, style)
        for row, (sheet, mark) in enumerate(marks, 2):
            self._put(row, TEXT_COLUMN, record_text(sheet, mark), style)
            self._rows[row].append(f'<c r="{cell(FORMER_COLUMN, row)}" s="{mark.former}"/>')
            self._rows[row].append(f'<c r="{cell(MARKED_COLUMN, row)}" s="{mark.marked}"/>')

    @property
    def area(self) -> str:
        """What is printed."""
        return f"$A$1:${'ABCD'[len(WIDTHS) - 1]}${self.last_row}"

    def xml(self, is_selected: bool) -> bytes:
        """Write the part of the sheet."""
        last = max(self._rows)
        rows = "".join(self._row(number) for number in sorted(self._rows))
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{width + 5 / 7:.4f}" customWidth="1"/>'
            for number, width in enumerate(WIDTHS, 1)
        )
        merges = "".join(f'<mergeCell ref="A{row}:D{row}"/>' for row in (1, 2, 3))
        pages = self._words("blocks.page_of", page="&P", pages="&N")
        title = self._words("annotating.title").replace("&", "&&")
        view = (' rightToLeft="1"' if self._is_rtl else "") + (' tabSelected="1"' if is_selected else "")
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
            '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{cell(MARKED_COLUMN, last)}"/>'
            f'<sheetViews><sheetView showGridLines="0"{view} workbookViewId="0">'
            f'<pane ySplit="{HEAD_ROW}" topLeftCell="A{HEAD_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
            '<selection pane="bottomLeft" activeCell="A1" sqref="A1"/></sheetView></sheetViews>'
            '<sheetFormatPr defaultRowHeight="15"/>'
            f'<cols>{columns}<col min="{TEXT_COLUMN}" max="{MARKED_COLUMN}" width="9.7" hidden="1" customWidth="1"/></cols>'
            f'<sheetData>{rows}</sheetData><mergeCells count="3">{merges}</mergeCells>'
            + (f"<hyperlinks>{''.join(self._links)}</hyperlinks>" if self._links else "")
            + '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>{xml_escape(footer_text(title, pages, self._is_rtl))}</oddFooter></headerFooter>"
            "</worksheet>"
        ).encode()

    def _row(self, number: int) -> str:
        content = "".join(self._rows[number])
        if number in self._heights:
            return f'<row r="{number}" ht="{self._heights[number]:g}" customHeight="1">{content}</row>'
        is_past = ' hidden="1"' if number > self.last_row else ""
        return f'<row r="{number}" ht="15" customHeight="1"{is_past}>{content}</row>'
