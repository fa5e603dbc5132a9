"""A good workbook, and the small one that stands inside a chart."""

from .samples import (
    CHART_TYPE,
    CORE_TYPE,
    HEAD,
    OFFICE,
    WORDS,
    Sample,
    chart,
    content_types,
    core,
    relations,
    root_relations,
    space,
    theme,
)

_MAIN = f'xmlns="{OFFICE}/spreadsheetml/2006/main"{space("r")}'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
LISTS = "xl/worksheets/sheet2.xml"
DATA = "xl/worksheets/sheet3.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
TABLE = "xl/tables/table1.xml"
BOOK = "xl/workbook.xml"
CHART = "xl/charts/chart1.xml"
DRAWING = "xl/drawings/drawing1.xml"
TEXTS = ("title", "action", "cost", "rate", "state", "first", "second", "done", "open", "sum", "site", "minus")


def strings(language: str) -> str:
    """Write the shared strings."""
    words = {**WORDS[language], "minus": "-12 =1+1"}
    listed = "".join(f"<si><t>{words[name]}</t></si>" for name in TEXTS)
    return f'{HEAD}<sst xmlns="{OFFICE}/spreadsheetml/2006/main" count="{len(TEXTS)}" uniqueCount="{len(TEXTS)}">{listed}</sst>'


def text(place: str, name: str, style: int = 1) -> str:
    """Write a cell with a shared string."""
    return f'<c r="{place}" s="{style}" t="s"><v>{TEXTS.index(name)}</v></c>'


def styles(language: str) -> str:
    """Write the formats: plain, text, marked text, amount, share, day."""
    order = "2" if language == "ar" else "1"
    side = f'<alignment readingOrder="{order}"/>'
    formats = (
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">{side}</xf>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1">'
        '<alignment readingOrder="1"/></xf>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    )
    return (
        f'{HEAD}<styleSheet xmlns="{OFFICE}/spreadsheetml/2006/main"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="#,##0.00&quot; NOK&quot;"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/>'
        '</numFmts><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill>'
        '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="6">{formats}</cellXfs></styleSheet>'
    )


def view(language: str, header: int, is_first: bool) -> str:
    """Write a view with a frozen header."""
    marks = (' rightToLeft="1"' if language == "ar" else "") + (' tabSelected="1"' if is_first else "")
    return (
        f'<sheetViews><sheetView{marks} workbookViewId="0"><pane ySplit="{header}" topLeftCell="A{header + 1}"'
        ' activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A1" sqref="A1"/></sheetView>'
        "</sheetViews>"
    )


_FITS = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
_COLUMNS = '<cols><col min="1" max="4" width="24" customWidth="1"/></cols>'
_PRINT = (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;LR&amp;&amp;D&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
)


def _data(language: str) -> str:
    rows = (
        f'<row r="1">{text("A1", "action")}{text("B1", "cost")}{text("C1", "rate")}</row>'
        f'<row r="2">{text("A2", "first")}<c r="B2"><v>100</v></c><c r="C2"><v>0.25</v></c></row>'
        f'<row r="3">{text("A3", "second")}<c r="B3"><v>250</v></c><c r="C3"><v>0.75</v></c></row>'
    )
    return f"{HEAD}<worksheet {_MAIN}>{_FITS}{view(language, 1, False)}{_COLUMNS}<sheetData>{rows}</sheetData>{_PRINT}</worksheet>"


def good_workbook(language: str = "fr") -> Sample:
    """Build a workbook with a table, a choice, formulas, a link, a merged title, a chart and a hidden list."""
    words = WORDS[language]
    plan, lists, data = (words[name] for name in ("plan", "list", "data"))
    body = (
        f'<row r="1" ht="30" customHeight="1">{text("A1", "title")}</row>'
        f'<row r="2">{text("A2", "minus", 2)}</row>'
        f'<row r="4">{text("A4", "action")}{text("B4", "cost")}{text("C4", "rate")}{text("D4", "state")}</row>'
        f'<row r="5">{text("A5", "first")}<c r="B5" s="3"><v>100.5</v></c><c r="C5" s="4"><f>B5/SUM(B$5:B$6)</f>'
        f"<v>0.25</v></c>{text('D5', 'done')}</row>"
        f'<row r="6">{text("A6", "second")}<c r="B6" s="3"><v>301.5</v></c><c r="C6" s="4"><f>B6/SUM(B$5:B$6)</f>'
        f"<v>0.75</v></c>{text('D6', 'open')}</row>"
        f'<row r="7">{text("A7", "sum")}<c r="B7" s="3"><f>SUBTOTAL(109,{{TABLE}}[{words["cost"]}])</f><v>402</v></c></row>'
        f'<row r="9">{text("A9", "site")}<c r="B9" s="5"><v>45658</v></c></row>'
    ).replace("{TABLE}", "actions_1")
    choice = (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f' errorTitle="{words["state"]}" error="{words["wrong"]}" promptTitle="{words["state"]}" prompt="{words["pick"]}"'
        ' sqref="D5:D6"><formula1>states_1</formula1></dataValidation></dataValidations>'
    )
    sheet = (
        f"{HEAD}<worksheet {_MAIN}>{_FITS}{view(language, 4, True)}{_COLUMNS}<sheetData>{body}</sheetData>"
        f'<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>{choice}'
        f'<hyperlinks><hyperlink ref="A9" r:id="rId1"/></hyperlinks>{_PRINT}<drawing r:id="rId2"/>'
        '<tableParts count="1"><tablePart r:id="rId3"/></tableParts></worksheet>'
    )
    listed = f'<row r="1">{text("A1", "done")}</row><row r="2">{text("A2", "open")}</row>'
    rtl = '<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>' if language == "ar" else ""
    columns = (
        f'<tableColumn id="1" name="{words["action"]}" totalsRowLabel="{words["sum"]}"/>'
        f'<tableColumn id="2" name="{words["cost"]}" totalsRowFunction="sum"/><tableColumn id="3" name="{words["rate"]}">'
        f"<calculatedColumnFormula>B5/SUM(B$5:B$6)</calculatedColumnFormula></tableColumn>"
        f'<tableColumn id="4" name="{words["state"]}"/>'
    )
    table = (
        f'{HEAD}<table xmlns="{OFFICE}/spreadsheetml/2006/main" id="1" name="actions_1" displayName="actions_1" ref="A4:D7"'
        f' totalsRowCount="1"><autoFilter ref="A4:D6"/><tableColumns count="4">{columns}</tableColumns></table>'
    )
    drawing = (
        f"{HEAD}<xdr:wsDr{space('xdr', 'a')}><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>"
        '<xdr:row>10</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="5000000" cy="2500000"/>'
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1" descr="{words["told"]}"/>'
        '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{OFFICE}/drawingml/2006/chart"><c:chart{space("c", "r")} r:id="rId1"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
    )
    names = (
        f'<definedName name="_xlnm.Print_Area" localSheetId="0">\'{plan}\'!$A$1:$D$9</definedName>'
        f'<definedName name="_xlnm.Print_Area" localSheetId="2">\'{data}\'!$A$1:$C$3</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{plan}\'!$4:$4</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="2">\'{data}\'!$1:$1</definedName>'
        f"<definedName name=\"states_1\">'{lists}'!$A$1:$A$2</definedName>"
    )
    book = (
        f'{HEAD}<workbook {_MAIN}><bookViews><workbookView activeTab="0"/></bookViews><sheets>'
        f'<sheet name="{plan}" sheetId="1" r:id="rId1"/><sheet name="{lists}" sheetId="2" state="hidden" r:id="rId2"/>'
        f'<sheet name="{data}" sheetId="3" r:id="rId3"/></sheets><definedNames>{names}</definedNames></workbook>'
    )
    kinds = {
        BOOK: f"{_KIND}.sheet.main+xml", SHEET: f"{_KIND}.worksheet+xml", LISTS: f"{_KIND}.worksheet+xml",
        DATA: f"{_KIND}.worksheet+xml", STRINGS: f"{_KIND}.sharedStrings+xml", STYLES: f"{_KIND}.styles+xml",
        TABLE: f"{_KIND}.table+xml", CHART: CHART_TYPE, DRAWING: "application/vnd.openxmlformats-officedocument.drawing+xml",
        "docProps/core.xml": CORE_TYPE, "xl/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }  # fmt: skip
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": root_relations(BOOK),
        "docProps/core.xml": core(language),
        BOOK: book,
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "worksheets/sheet2.xml"),
            ("rId3", "worksheet", "worksheets/sheet3.xml"),
            ("rId4", "sharedStrings", "sharedStrings.xml"),
            ("rId5", "styles", "styles.xml"),
            ("rId6", "theme", "theme/theme1.xml"),
        ),
        "xl/theme/theme1.xml": theme(),
        SHEET: sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            ("rId1", "hyperlink", "https://example.org/plan"),
            ("rId2", "drawing", "../drawings/drawing1.xml"),
            ("rId3", "table", "../tables/table1.xml"),
        ),
        LISTS: f"{HEAD}<worksheet {_MAIN}>{rtl}<sheetData>{listed}</sheetData></worksheet>",
        DATA: _data(language),
        STRINGS: strings(language),
        STYLES: styles(language),
        TABLE: table,
        DRAWING: drawing,
        "xl/drawings/_rels/drawing1.xml.rels": relations(("rId1", "chart", "../charts/chart1.xml")),
        CHART: chart(language, data, ""),
    }
    return Sample(parts, language)


def embedded_workbook(language: str = "fr") -> Sample:
    """Build the workbook that a chart of a text document or a slide carries."""
    data = WORDS[language]["data"]
    names = (
        f'<definedName name="_xlnm.Print_Area" localSheetId="0">\'{data}\'!$A$1:$C$3</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{data}\'!$1:$1</definedName>'
    )
    kinds = {
        BOOK: f"{_KIND}.sheet.main+xml", SHEET: f"{_KIND}.worksheet+xml", STRINGS: f"{_KIND}.sharedStrings+xml",
        STYLES: f"{_KIND}.styles+xml", "docProps/core.xml": CORE_TYPE,
    }  # fmt: skip
    return Sample(
        {
            "[Content_Types].xml": content_types(kinds),
            "_rels/.rels": root_relations(BOOK),
            "docProps/core.xml": core(language),
            BOOK: (
                f'{HEAD}<workbook {_MAIN}><sheets><sheet name="{data}" sheetId="1" r:id="rId1"/></sheets>'
                f"<definedNames>{names}</definedNames></workbook>"
            ),
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "sharedStrings", "sharedStrings.xml"),
                ("rId3", "styles", "styles.xml"),
            ),
            SHEET: _data(language),
            STRINGS: strings(language),
            STYLES: styles(language),
        },
        language,
    )
