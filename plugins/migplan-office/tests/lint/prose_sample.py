"""A good text document."""

from .samples import (
    CHART_TYPE,
    CORE_TYPE,
    HEAD,
    OFFICE,
    PIXEL,
    THEME_TYPE,
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
from .sheets import embedded_workbook

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
NUMBERING = "word/numbering.xml"
CHART = "word/charts/chart1.xml"
BOOK = "word/embeddings/book1.xlsx"
_WIDTH = 11906 - 2 * 1247
FIRST, SECOND = 6000, _WIDTH - 6000


def run(text: str, language: str, style: str = "") -> str:
    """Write a run in its language."""
    tag = WORDS[language]["tag"]
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    marks = f'<w:rtl/><w:lang w:bidi="{tag}"/>' if language == "ar" else f'<w:lang w:val="{tag}"/>'
    return f'<w:r><w:rPr>{named}{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", extra: str = "") -> str:
    """Write a paragraph."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{extra}</w:pPr>{content}</w:p>"


def field(instruction: str, result: str, language: str) -> str:
    """Write a field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result, language)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _inline(number: int, text: str, graphic: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="3600000" cy="1800000"/>'
        f'<wp:docPr id="{number}" name="Drawing {number}" descr="{text}"/><wp:cNvGraphicFramePr/>{graphic}</wp:inline>'
        "</w:drawing></w:r>"
    )


def _picture(text: str) -> str:
    return _inline(
        1,
        text,
        f'<a:graphic><a:graphicData uri="{OFFICE}/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId10"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="1800000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>',
    )


def _chart(text: str) -> str:
    uri = f"{OFFICE}/drawingml/2006/chart"
    return _inline(
        2, text, f'<a:graphic><a:graphicData uri="{uri}"><c:chart r:id="rId11"/></a:graphicData></a:graphic>'
    )


def cell(width: int, content: str) -> str:
    """Write a cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def table(language: str) -> str:
    """Write a table of two columns."""
    words = WORDS[language]
    rtl = "<w:bidiVisual/>" if language == "ar" else ""
    lines = (("action", "cost"), ("first", "done"), ("second", "open"))
    rows = ""
    for number, line in enumerate(lines):
        header = "<w:tblHeader/>" if not number else ""
        cells = "".join(
            cell(width, paragraph(run(words[name], language), "Cell"))
            for name, width in zip(line, (FIRST, SECOND), strict=True)
        )
        rows += f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>{rtl}<w:tblW w:w="{_WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="{words["parts"]}"/>'
        f'<w:tblDescription w:val="{words["told"]}"/></w:tblPr><w:tblGrid><w:gridCol w:w="{FIRST}"/>'
        f'<w:gridCol w:w="{SECOND}"/></w:tblGrid>{rows}</w:tbl>'
    )


def styles(language: str) -> str:
    """Write the styles."""
    rtl = "<w:bidi/>" if language == "ar" else ""
    listed = ""
    for id, name, before, after, size in (
        ("Normal", "Normal", "", "", 21),
        ("Heading1", "heading 1", "<w:keepNext/>", '<w:outlineLvl w:val="0"/>', 36),
        ("Heading2", "heading 2", "<w:keepNext/>", '<w:outlineLvl w:val="1"/>', 28),
        ("Caption", "caption", "<w:keepNext/>", "", 18),
        ("Cell", "Table cell", "", "", 18),
        ("Bullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>', "", 21),
        ("FootnoteText", "footnote text", "", "", 18),
    ):
        based = '<w:basedOn w:val="Normal"/>' if id != "Normal" else ""
        default = ' w:default="1"' if id == "Normal" else ""
        listed += (
            f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{based}'
            f'<w:pPr>{before}{rtl}<w:jc w:val="start"/>{after}</w:pPr><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            "</w:rPr></w:style>"
        )
    tag = WORDS[language]["tag"]
    lang = f'<w:lang w:val="en-GB" w:bidi="{tag}"/>' if language == "ar" else f'<w:lang w:val="{tag}" w:bidi="ar-SA"/>'
    return (
        f"{HEAD}<w:styles{space('w')}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="21"/><w:szCs w:val="21"/>{lang}'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{listed}"
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
        '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="D8D2C4"/></w:tblBorders></w:tblPr></w:style></w:styles>'
    )


def good_document(language: str = "fr") -> Sample:
    """Build a text document with headings, list, table, link, field, note, picture and chart."""
    words = WORDS[language]
    tag, rtl = words["tag"], language == "ar"
    note = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    link = f'<w:hyperlink r:id="rId9">{run(words["site"], language)}</w:hyperlink>'
    title = f'<w:bookmarkStart w:id="0" w:name="plan_1"/>{run(words["title"], language)}<w:bookmarkEnd w:id="0"/>'
    body = (
        paragraph(title, "Heading1")
        + paragraph(run(words["lead"], language) + run(words["plan"], language, "Strong") + note)
        + paragraph(run(words["parts"], language), "Heading2")
        + paragraph(run(words["first"], language), "Bullet")
        + paragraph(run(words["second"], language), "Bullet")
        + paragraph(run(words["told"], language), "Caption")
        + table(language)
        + paragraph(link)
        + paragraph(_picture(words["told"]))
        + paragraph(_chart(words["told"]))
        + paragraph("")
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1247" w:bottom="1417" w:left="1247" w:header="708"'
        f' w:footer="708" w:gutter="0"/>{"<w:bidi/>" if rtl else ""}</w:sectPr>'
    )
    all_spaces = space("w", "r", "a", "c", "wp", "pic")
    compat = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
    )
    settings = f'<w:themeFontLang w:val="{tag}"{f" w:bidi={chr(34)}{tag}{chr(34)}" if rtl else ""}/>'
    listed = '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    footnotes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run(words["note"], language), "FootnoteText")}</w:footnote>'
    )
    kinds = {
        DOCUMENT: f"{_KIND}.document.main+xml", STYLES: f"{_KIND}.styles+xml", SETTINGS: f"{_KIND}.settings+xml",
        NUMBERING: f"{_KIND}.numbering+xml", "word/header1.xml": f"{_KIND}.header+xml",
        "word/footer1.xml": f"{_KIND}.footer+xml", "word/footnotes.xml": f"{_KIND}.footnotes+xml",
        "word/fontTable.xml": f"{_KIND}.fontTable+xml", "word/theme/theme1.xml": THEME_TYPE, CHART: CHART_TYPE, "docProps/core.xml": CORE_TYPE,
    }  # fmt: skip
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": root_relations(DOCUMENT),
        "docProps/core.xml": core(language),
        DOCUMENT: f"{HEAD}<w:document{all_spaces}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            ("rId1", "styles", "styles.xml"),
            ("rId2", "settings", "settings.xml"),
            ("rId3", "numbering", "numbering.xml"),
            ("rId4", "theme", "theme/theme1.xml"),
            ("rId5", "header", "header1.xml"),
            ("rId6", "footer", "footer1.xml"),
            ("rId7", "footnotes", "footnotes.xml"),
            ("rId8", "fontTable", "fontTable.xml"),
            ("rId9", "hyperlink", "https://example.org/plan"),
            ("rId10", "image", "media/image1.png"),
            ("rId11", "chart", "charts/chart1.xml"),
        ),
        STYLES: styles(language),
        SETTINGS: f"{HEAD}<w:settings{space('w')}>{compat}{settings}</w:settings>",
        NUMBERING: (
            f'{HEAD}<w:numbering{space("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{listed}</w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        ),
        "word/header1.xml": f"{HEAD}<w:hdr{space('w', 'r')}>{paragraph(run(words['title'], language))}</w:hdr>",
        "word/footer1.xml": f"{HEAD}<w:ftr{space('w', 'r')}>{paragraph(field('PAGE', '1', language))}</w:ftr>",
        "word/footnotes.xml": f"{HEAD}<w:footnotes{space('w', 'r')}>{footnotes}</w:footnotes>",
        "word/fontTable.xml": f"{HEAD}<w:fonts{space('w')}/>",
        "word/theme/theme1.xml": theme(),
        "word/media/image1.png": PIXEL,
        CHART: chart(language, words["data"]),
        "word/charts/_rels/chart1.xml.rels": relations(("rId1", "package", "../embeddings/book1.xlsx")),
        BOOK: embedded_workbook(language).data(),
    }
    return Sample(parts, language)
