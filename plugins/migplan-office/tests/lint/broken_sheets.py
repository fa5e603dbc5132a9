"""Workbooks that break one rule."""

from .broken_packages import Case
from .samples import Sample, relations
from .sheets import BOOK, CHART, DATA, DRAWING, LISTS, SHEET, STRINGS, STYLES, TABLE, good_workbook, text


def _fr(old: str, new: str, count: int = 1, part: str = SHEET) -> Sample:
    return good_workbook().but(part, old, new, count)


def _renamed(name: str) -> Sample:
    """Give the list another name, in the workbook and in the reference alike."""
    quoted = name.replace("'", "''")
    return good_workbook().but(BOOK, 'name="Listes"', f'name="{name}"').but(BOOK, "'Listes'!", f"'{quoted}'!")


def _cell(xml: str, row: int = 9) -> Sample:
    """Add a cell at the end of a row outside the table."""
    sample = good_workbook()
    content = str(sample.parts[SHEET])
    end = content.index("</row>", content.index(f'<row r="{row}"'))
    return sample.put(SHEET, content[:end] + xml + content[end:])


def _formula(formula: str) -> Sample:
    return _cell(f'<c r="C9"><f>{formula}</f><v>1</v></c>')


def _second_table(reference: str, row: int) -> Sample:
    """Add a table of one column that begins at a row."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
    sample = good_workbook().but(
        SHEET,
        '<row r="9">',
        f'<row r="8">{text("A8", "state")}</row><row r="9">' if row == 8 else '<row r="9">',
    )
    sample = sample.put(
        "xl/tables/table2.xml",
        str(sample.parts[TABLE])[: str(sample.parts[TABLE]).index("<table ")]
        + '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="2" name="notes_1" displayName="notes_1"'
        f' ref="{reference}"><tableColumns count="1"><tableColumn id="1" name="{"État" if row == 8 else "Le site du réseau"}"/>'
        "</tableColumns></table>",
    )
    sample = sample.but(
        "[Content_Types].xml", "</Types>", f'<Override PartName="/xl/tables/table2.xml" ContentType="{kind}"/></Types>'
    )
    sample = sample.but(
        "xl/worksheets/_rels/sheet1.xml.rels",
        "</Relationships>",
        relations(("rId4", "table", "../tables/table2.xml")).split('relationships">')[1],
    )
    return sample.but(SHEET, '<tablePart r:id="rId3"/>', '<tablePart r:id="rId3"/><tablePart r:id="rId4"/>')


def _long_text(content: str) -> Sample:
    return _fr("<t>Le site du réseau</t>", f"<t>{content}</t>", part=STRINGS)


def _other_format(code: str) -> Sample:
    return _fr("yyyy\\-mm\\-dd", code, part=STYLES)


def _with_property(value: str) -> Sample:
    """Add a property of one's own."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    content = (
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes"><property pid="2" name="plan"'
        f' fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}"><vt:lpwstr>{value}</vt:lpwstr></property></Properties>'
    )
    added = relations(("rId3", "custom-properties", "docProps/custom.xml")).split('relationships">')[1]
    return good_workbook().put("docProps/custom.xml", content).but("_rels/.rels", "</Relationships>", added)


def _with_comment(text: str) -> Sample:
    """Add a comment to a cell."""
    content = (
        '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author/></authors><commentList>'
        f'<comment ref="A5" authorId="0"><text><t>{text}</t></text></comment></commentList></comments>'
    )
    added = relations(("rId4", "comments", "../comments1.xml")).split('relationships">')[1]
    part = "xl/worksheets/_rels/sheet1.xml.rels"
    return good_workbook().put("xl/comments1.xml", content).but(part, "</Relationships>", added)


def _ar(old: str, new: str, part: str = SHEET) -> Sample:
    return good_workbook("ar").but(part, old, new)


_CHOICE = "<formula1>states_1</formula1>"

CASES: tuple[Case, ...] = (
    ("T3", "unescaped", lambda: _fr("<t>Le site du réseau</t>", "<t>_x0041_</t>", part=STRINGS)),
    ("T3", "second-of-two-unescaped", lambda: _fr("<t>Le site du réseau</t>", "<t>_x005F_x0041_x0042_</t>", part=STRINGS)),
    ("X1", "too-long", lambda: _renamed("L" * 32)),
    ("X1", "forbidden-sign", lambda: _renamed("Un?")),
    ("X1", "apostrophe-at-the-end", lambda: _renamed("Listes'")),
    ("X1", "kept-by-excel", lambda: _renamed("History")),
    ("X1", "same-but-case", lambda: _renamed("PLAN")),
    ("X1", "default-name", lambda: _renamed("Feuil1")),
    ("X1", "reference-to-nothing", lambda: _fr("'Listes'!", "'Liste'!", part=BOOK)),
    ("X1", "reference-without-quotes", lambda: _renamed("2024").but(BOOK, "'2024'!", "2024!")),
    ("X2", "like-a-cell", lambda: _fr('name="states_1"', 'name="TVA2024"', part=BOOK).but(SHEET, "states_1", "TVA2024")),
    ("X2", "digit-first", lambda: _fr('name="states_1"', 'name="1states"', part=BOOK).but(SHEET, "states_1", "1states")),
    ("X2", "table-and-name-alike", lambda: _fr('name="states_1"', 'name="ACTIONS_1"', part=BOOK).but(SHEET, _CHOICE, "<formula1>ACTIONS_1</formula1>")),
    ("X3", "header-differs", lambda: _fr('name="État"', 'name="Etat"', part=TABLE)),
    ("X3", "year-as-number", lambda: _fr(text("D4", "state"), '<c r="D4"><v>2024</v></c>').but(TABLE, 'name="État"', 'name="2024"')),
    ("X3", "no-data-row", lambda: _fr('ref="A4:D7"', 'ref="A4:D5"', part=TABLE).but(SHEET, "<c r=\"C5\" s=\"4\"><f>B5/SUM(B$5:B$6)</f><v>0.25</v></c>", "")),
    ("X3", "merge-in-a-table", lambda: _fr('<mergeCells count="1">', '<mergeCells count="1"><mergeCell ref="A6:A7"/>')),
    ("X3", "sheet-filter", lambda: _fr("</sheetData>", '</sheetData><autoFilter ref="A4:D6"/>')),
    ("X3", "tables-meet", lambda: _second_table("A9:A10", 9).but("xl/tables/table2.xml", "A9:A10", "A7:A10").but("xl/tables/table2.xml", "Le site du réseau", "Somme")),
    ("X4", "overlap", lambda: _fr('<mergeCell ref="A1:D1"/>', '<mergeCell ref="A1:D1"/><mergeCell ref="A1:A3"/>').but(SHEET, '<mergeCell ref="A1:D1"/><mergeCell ref="A1:A3"/>', '<mergeCell ref="A1:D3"/><mergeCell ref="A2:D2"/>')),
    ("X4", "two-in-a-row", lambda: _cell(text("C9", "title"), 9).but(SHEET, '<mergeCell ref="A1:D1"/>', '<mergeCell ref="A9:B9"/><mergeCell ref="C9:D9"/>')),
    ("X4", "merged-numbers", lambda: _fr('<mergeCell ref="A1:D1"/>', '<mergeCell ref="B9:C9"/>')),
    ("X5", "long-text", lambda: _long_text("a" * 32_768)),
    ("X5", "many-line-feeds", lambda: _long_text("a\n" * 254)),
    ("X5", "outside-the-grid", lambda: _cell('<c r="XFE9"><v>1</v></c>')),
    ("X5", "wide-column", lambda: _fr('width="24"', 'width="256"')),
    ("X5", "high-row", lambda: _fr('ht="30"', 'ht="410"')),
    ("X5", "long-footer", lambda: _fr("&amp;LR", f"&amp;L{'r' * 260}")),
    ("X5", "long-address", lambda: good_workbook().but("xl/worksheets/_rels/sheet1.xml.rels", "org/plan", f"org/{'p' * 2100}")),
    ("X5", "many-formats", lambda: _fr("</cellXfs>", "<xf/>" * 65_491 + "</cellXfs>", part=STYLES)),
    ("X5", "many-links", lambda: _fr("</hyperlinks>", '<hyperlink ref="A5" location="states_1"/>' * 65_530 + "</hyperlinks>")),
    ("X5", "long-property", lambda: _with_property("v" * 256)),
    ("X5", "long-comment", lambda: _with_comment("c" * 32_768)),
    ("X6", "literal-list", lambda: _fr(_CHOICE, '<formula1>"Fait,Ouvert"</formula1>')),
    ("X6", "long-title", lambda: _fr('promptTitle="État"', f'promptTitle="{"É" * 33}"')),
    ("X6", "no-message", lambda: _fr(' error="Cet état n’existe pas."', "")),
    ("X6", "no-help", lambda: _fr(' showInputMessage="1"', "")),
    ("X6", "other-language", lambda: _other_words()),
    ("X7", "unbalanced", lambda: _formula("SUM(B5:B6")),
    ("X7", "french-name", lambda: _formula("SOMME(B5:B6)")),
    ("X7", "semicolons", lambda: _formula("SUM(B5;B6)")),
    ("X7", "new-function", lambda: _formula("XLOOKUP(A5,A5:A6,B5:B6)")),
    ("X7", "too-long", lambda: _formula("+".join(["SUM(B5:B6)"] * 800))),
    ("X7", "other-program", lambda: _formula("cmd|A1")),
    ("X7", "no-stored-value", lambda: _cell('<c r="C9"><f>SUM(B5:B6)</f></c>')),
    ("X7", "error-stored", lambda: _cell('<c r="C9" t="e"><f>B5/B8</f><v>#DIV/0!</v></c>')),
    ("X8", "empty-number", lambda: _cell('<c r="C9"><v></v></c>')),
    ("X8", "not-finite", lambda: _cell('<c r="C9"><v>NaN</v></c>')),
    ("X8", "too-large", lambda: _cell('<c r="C9"><v>1e400</v></c>')),
    ("X8", "sixteen-digits", lambda: _cell('<c r="C9"><v>1234567890123456</v></c>')),
    ("X8", "rounded-by-its-format", lambda: _fr("<v>100.5</v>", "<v>100.504</v>")),
    ("X8", "before-march-1900", lambda: _fr("<v>45658</v>", "<v>60</v>")),
    ("X8", "american-date", lambda: _other_format("mm/dd/yyyy")),
    ("X9", "nothing-frozen", lambda: _fr(' state="frozen"', "")),
    ("X9", "no-print-titles", lambda: _fr("_xlnm.Print_Titles", "titles_1", part=BOOK)),
    ("X9", "no-print-area", lambda: _fr("_xlnm.Print_Area", "area_1", part=BOOK)),
    ("X9", "no-page-numbers", lambda: _fr("&amp;P / &amp;N", "&amp;P")),
    ("X9", "no-widths", lambda: _fr('<cols><col min="1" max="4" width="24" customWidth="1"/></cols>', "")),
    ("X9", "two-pages-wide", lambda: _fr('fitToWidth="1"', 'fitToWidth="2"')),
    ("X9", "ampersand-prints-the-date", lambda: _fr("&amp;LR&amp;&amp;D", "&amp;LR&amp;D")),
    ("I1", "formula-among-data", lambda: _fr(text("A5", "first"), '<c r="A5"><f>SUM(B5:B6)</f><v>402</v></c>')),
    ("I1", "text-like-a-formula", lambda: _fr(text("A2", "minus", 2), text("A2", "minus", 1))),
    ("I1", "error-as-text", lambda: _cell('<c r="C9" t="e"><v>#N/A</v></c>')),
    ("C1", "cell-differs", lambda: _fr('<c r="B3"><v>250</v></c>', '<c r="B3"><v>2500</v></c>', part=DATA)),
    ("C4", "neighbours-alike", lambda: _plain_chart().but(CHART, "C77F12", "A84B17")),
    ("R1", "sheet-from-the-left", lambda: _ar(' rightToLeft="1"', "")),
    ("R1", "hidden-sheet-from-the-left", lambda: _ar(' rightToLeft="1"', "", LISTS)),
    ("R1", "direction-left-to-chance", lambda: _ar('readingOrder="2"', 'readingOrder="0"', STYLES)),
    ("R1", "text-at-the-left", lambda: _ar('readingOrder="2"', 'horizontal="left" readingOrder="2"', STYLES)),
    ("R1", "font-without-arabic", lambda: _ar('<name val="Arial"/>', '<name val="Liberation Sans"/>', STYLES)),
    ("A2", "chart-without-text", lambda: _fr(' descr="Deux actions, la seconde coûte plus."', "", part=DRAWING)),
    ("A3", "tables-touch", lambda: _second_table("A8:A9", 8)),
    ("A6", "address-as-text", lambda: _long_text("https://example.org/plan")),
    ("A6", "bar-without-value", lambda: _fr("<dataValidations", '<conditionalFormatting sqref="B5:B6"><cfRule type="dataBar" priority="1"><dataBar showValue="0"><cfvo type="min"/><cfvo type="max"/><color rgb="FF17495C"/></dataBar></cfRule></conditionalFormatting><dataValidations')),
    ("A7", "small-letters", lambda: _fr('<sz val="11"/>', '<sz val="8"/>', part=STYLES)),
    ("A8", "opens-elsewhere", lambda: _fr('activeTab="0"', 'activeTab="2"', part=BOOK)),
    ("A8", "cursor-elsewhere", lambda: _fr('activeCell="A1"', 'activeCell="B5"')),
)  # fmt: skip


def _other_words() -> Sample:
    """Put French words into the choice of an Arabic workbook."""
    sample = good_workbook("ar")
    content = str(sample.parts[SHEET])
    start, end = content.index(" errorTitle="), content.index(' sqref="D5:D6"')
    french = ' errorTitle="État" error="Cet état n’existe pas." promptTitle="État" prompt="Choisissez un état."'
    return sample.put(SHEET, content[:start] + french + content[end:])


def _plain_chart() -> Sample:
    """Take the borders off the bars of the chart."""
    border = '<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'
    return good_workbook().but(CHART, border, "", 2)
