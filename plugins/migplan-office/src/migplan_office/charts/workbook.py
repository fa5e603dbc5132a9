"""The small workbook inside a chart, so that a person may edit its numbers: texts as texts, no formula, no link."""

from datetime import date

from migplan.cleaning import cut
from migplan_office.charts.plotted import Cell, Column, plotted, ranges_at
from migplan_office.charts.spec import ChartSpec, number_text, require_drawable
from migplan_office.columns import column_letters
from migplan_office.fonts import excel_width
from migplan_office.package import CONTENT_TYPES, Properties, build
from migplan_office.text import escape_cell, xml_attribute, xml_escape, xml_text

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Content type of an embedded workbook."""


def chart_workbook(spec: ChartSpec, created: date = date(2000, 1, 1), title: str = "") -> bytes:
    """Write the workbook that holds a chart's table, from cell A1 of its one sheet.

    Args:
        created: Day that the workbook carries; `repack` sets it to that of the whole file.
        title: What its properties say; the chart's title, or the name of its first series, when not given.

    Raises:
        ChartError: The chart cannot be drawn, see `is_drawable`.
    """
    require_drawable(spec)
    columns = plotted(spec)
    strings: dict[str, int] = {}
    sheet = _sheet(spec, columns, strings)
    parts = {
        CONTENT_TYPES: _types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _workbook(spec, columns),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": _styles(spec),
        "xl/sharedStrings.xml": _strings(strings),
        "xl/theme/theme1.xml": _theme(spec),
    }
    said = title or spec.title or spec.series[0].name or spec.sheet_name
    return build(
        {name: (_HEAD + content).encode() for name, content in parts.items()},
        created=created,
        properties=Properties(title=said, language=spec.language),
    )


def _types() -> str:
    overrides = (
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/worksheets/sheet1.xml", "worksheet"),
        ("/xl/styles.xml", "styles"),
        ("/xl/sharedStrings.xml", "sharedStrings"),
    )
    declared = "".join(
        f'<Override PartName="{name}" ContentType="{_SHEET_TYPE}.{kind}+xml"/>' for name, kind in overrides
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{declared}<Override PartName="/xl/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    written = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _workbook(spec: ChartSpec, columns: tuple[Column, ...]) -> str:
    sheet = ranges_at(spec, spec.sheet_name)[0].header.rpartition("!")[0]
    area = f"{sheet}!$A$1:${column_letters(len(columns))}${len(spec.categories) + 1}"
    names = (
        f'<definedName name="_xlnm.Print_Area" localSheetId="0">{xml_text(area)}</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{xml_text(f"{sheet}!$1:$1")}</definedName>'
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>'
        f'<sheet name="{xml_attribute(spec.sheet_name)}" sheetId="1" r:id="rId1"/></sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )


def _sheet(spec: ChartSpec, columns: tuple[Column, ...], strings: dict[str, int]) -> str:
    lines: list[tuple[Cell, ...]] = [tuple(column.header for column in columns)]
    lines.extend(zip(*(column.cells for column in columns), strict=True))
    written = "".join(_row(cells, number, strings) for number, cells in enumerate(lines, start=1))
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{min(max(_width(column), 9.0), 50.0):.2f}" customWidth="1"/>'
        for place, column in enumerate(columns, start=1)
    )
    mirrored = ' rightToLeft="1"' if spec.rtl else ""
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{column_letters(len(columns))}{len(lines)}"/><sheetViews>'
        f'<sheetView{mirrored} tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
        ' activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A1" sqref="A1"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{written}</sheetData>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _row(cells: tuple[Cell, ...], number: int, strings: dict[str, int]) -> str:
    written = "".join(_cell(cell, number, place, strings) for place, cell in enumerate(cells, start=1))
    return f'<row r="{number}">{written}</row>'


def _width(column: Column) -> float:
    return (
        max(excel_width(cell if isinstance(cell, str) else _shown(cell)) for cell in (column.header, *column.cells)) + 2
    )


def _shown(cell: Cell) -> str:
    return "" if cell is None else f"{number_text(cell)}   " if not isinstance(cell, str) else cell


def _cell(cell: Cell, row: int, column: int, strings: dict[str, int]) -> str:
    place = f"{column_letters(column)}{row}"
    if cell is None or cell == "":
        return ""
    if not isinstance(cell, str):
        return f'<c r="{place}" s="3"><v>{number_text(cell)}</v></c>'
    number = strings.setdefault(cut(cell, _LONGEST)[0], len(strings))
    style = 2 if cell.startswith(_LIKE_FORMULA) else 1
    if row == 1:
        style += 3
    return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'


def _strings(strings: dict[str, int]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{xml_escape(escape_cell(text))}</t></si>' for text in strings)
    return f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{items}</sst>'


def _styles(spec: ChartSpec) -> str:
    order = 2 if spec.rtl else 1
    aligned = f'applyAlignment="1"><alignment vertical="top" wrapText="1" readingOrder="{order}"/></xf>'
    font = f'<sz val="11"/><color rgb="FF{spec.looks.ink}"/><name val="{xml_attribute(_font(spec))}"/><family val="2"/>'
    text = '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
    head = '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164"'
        f' formatCode="{xml_attribute(spec.number_format)}"/></numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'{text} {aligned}{text} quotePrefix="1" {aligned}'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        f'{head} {aligned}{head} quotePrefix="1" {aligned}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _font(spec: ChartSpec) -> str:
    return spec.looks.arabic_font if spec.rtl else spec.looks.latin_font


def _theme(spec: ChartSpec) -> str:
    looks = spec.looks
    own = [series.color for series in spec.series] * 6
    roles = ("dk1", looks.ink), ("lt1", looks.ground), ("dk2", looks.muted), ("lt2", looks.rule)
    accents = ((f"accent{number}", own[number - 1]) for number in range(1, 7))
    links = ("hlink", looks.ink), ("folHlink", looks.muted)
    colors = "".join(f'<a:{role}><a:srgbClr val="{color}"/></a:{role}>' for role, color in (*roles, *accents, *links))
    faces = (
        f'<a:latin typeface="{xml_attribute(looks.latin_font)}"/><a:ea typeface=""/>'
        f'<a:cs typeface="{xml_attribute(looks.arabic_font)}"/>'
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="migplan"><a:themeElements>'
        f'<a:clrScheme name="migplan">{colors}</a:clrScheme><a:fontScheme name="migplan"><a:majorFont>{faces}</a:majorFont>'
        f'<a:minorFont>{faces}</a:minorFont></a:fontScheme><a:fmtScheme name="migplan"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
