"""Text documents that break one rule."""

from .broken_packages import Case
from .prose_sample import (
    BOOK,
    CHART,
    DOCUMENT,
    FIRST,
    NUMBERING,
    SETTINGS,
    STYLES,
    field,
    good_document,
    paragraph,
    run,
    table,
)
from .samples import Sample, space
from .sheets import SHEET, embedded_workbook

_END = "<w:sectPr>"


def _with(block: str, language: str = "fr") -> Sample:
    """Add blocks at the end of the body."""
    return good_document(language).but(DOCUMENT, f"{paragraph('')}{_END}", f"{block}{_END}")


def _fr(old: str, new: str, count: int = 1) -> Sample:
    return good_document().but(DOCUMENT, old, new, count)


def _ar(old: str, new: str, count: int = 1) -> Sample:
    return good_document("ar").but(DOCUMENT, old, new, count)


def _header_rows(marks: str) -> Sample:
    """Mark the rows of the table as headers where `marks` has 1; the first row keeps its mark as first column otherwise."""
    document = str(good_document().parts[DOCUMENT]).replace("<w:tblHeader/>", "")
    pieces = document.split("<w:cantSplit/></w:trPr>")
    ends = [f"<w:cantSplit/>{'<w:tblHeader/>' if mark == '1' else ''}</w:trPr>" for mark in marks]
    joined = "".join(piece + end for piece, end in zip(pieces, [*ends, ""], strict=True))
    if marks[0] == "0":
        joined = joined.replace('w:firstRow="1"', 'w:firstRow="0"').replace('w:firstColumn="0"', 'w:firstColumn="1"')
    return good_document().put(DOCUMENT, joined)


def _many_series(count: int) -> Sample:
    """Repeat the first series of the chart."""
    chart = str(good_document().parts[CHART])
    start, end = chart.index("<c:ser>"), chart.index("</c:ser>") + len("</c:ser>")
    more = chart[start:end] * (count - 2)
    return good_document().put(CHART, chart[:end] + more + chart[end:])


_PLACED = '<w:jc w:val="start"/></w:pPr><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/>'

CASES: tuple[Case, ...] = (
    ("W1", "letter-paper", lambda: _fr('w:w="11906" w:h="16838"', 'w:w="11906" w:h="15840"')),
    ("W1", "lying-paper-said-upright", lambda: _fr('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="11906" w:h="16838" w:orient="landscape"/>')),
    ("W1", "old-mode", lambda: good_document().but(SETTINGS, 'w:val="15"', 'w:val="14"')),
    ("W1", "no-mode", lambda: good_document().but(SETTINGS, "compatibilityMode", "other")),
    ("W2", "cell-without-paragraph-at-its-end", lambda: _fr("</w:p></w:tc>", "</w:p><w:bookmarkStart w:id='9' w:name='b'/><w:bookmarkEnd w:id='9'/></w:tc>")),
    ("W2", "table-narrower-than-the-text", lambda: _fr(f'w:w="{FIRST}"', f'w:w="{FIRST - 60}"', 4)),
    ("W2", "cells-against-the-grid", lambda: _fr(f'<w:tcW w:w="{FIRST}"', f'<w:tcW w:w="{FIRST - 60}"')),
    ("W2", "floating-layout", lambda: _fr('<w:tblLayout w:type="fixed"/>', "")),
    ("W3", "row-that-breaks", lambda: _fr("<w:trPr><w:cantSplit/></w:trPr>", "")),
    ("W3", "header-row-below", lambda: _header_rows("010")),
    ("W3", "header-rows-only", lambda: _header_rows("111")),
    ("W3", "heading-alone", lambda: good_document().but(STYLES, "<w:keepNext/>", "")),
    ("W3", "caption-alone", lambda: good_document().but(STYLES, '<w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/>', '<w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:pPr>')),
    ("W4", "bold-by-hand", lambda: _fr("<w:rPr><w:lang", "<w:rPr><w:b/><w:lang")),
    ("W4", "spacing-by-hand", lambda: _fr('<w:pStyle w:val="Bullet"/>', '<w:pStyle w:val="Bullet"/><w:spacing w:after="0"/>')),
    ("W4", "borders-by-hand", lambda: _fr('<w:tcW w:w="6000" w:type="dxa"/>', '<w:tcW w:w="6000" w:type="dxa"/><w:tcBorders/>')),
    ("W4", "level-skipped", lambda: _fr('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Normal"/>')),
    ("W4", "empty-heading", lambda: _with(paragraph("", "Heading2"))),
    ("W4", "typed-bullets", lambda: _with(paragraph(run("• un", "fr")) + paragraph(run("• deux", "fr")))),
    ("W5", "same-drawing-id", lambda: _fr('<wp:docPr id="2"', '<wp:docPr id="1"')),
    ("W5", "same-bookmark-id", lambda: _with(paragraph('<w:bookmarkStart w:id="0" w:name="b"/><w:bookmarkEnd w:id="0"/>'))),
    ("W5", "same-bookmark-name", lambda: _with(paragraph('<w:bookmarkStart w:id="5" w:name="PLAN_1"/><w:bookmarkEnd w:id="5"/>'))),
    ("W5", "bookmark-begins-with-a-digit", lambda: _fr('w:name="plan_1"', 'w:name="1plan"')),
    ("W5", "bookmark-too-long", lambda: _fr('w:name="plan_1"', f'w:name="{"p" * 41}"')),
    ("W5", "same-numbering-id", lambda: good_document().but(NUMBERING, "</w:numbering>", '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')),
    ("W5", "same-footnote-id", lambda: good_document().but("word/footnotes.xml", 'w:id="1"', 'w:id="0"')),
    ("W6", "attached-template", lambda: good_document().but(SETTINGS, "<w:compat>", '<w:attachedTemplate r:id=""/><w:compat>').but(SETTINGS, "<w:settings", f"<w:settings{space('r')}")),
    ("W6", "no-result", lambda: _with(paragraph(field("DATE", "", "fr")))),
    ("W6", "never-ends", lambda: _with(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'))),
    ("W6", "reads-another-file", lambda: _with(paragraph(field("INCLUDETEXT x.docx", "x", "fr")))),
    ("W6", "asks-to-update", lambda: good_document().but(SETTINGS, "<w:compat>", "<w:updateFields/><w:compat>")),
    ("C1", "no-workbook", lambda: good_document().but(CHART, '<c:externalData r:id="rId1"/>', "").without(BOOK).without("word/charts/_rels/chart1.xml.rels")),
    ("C1", "cell-differs", lambda: good_document().put(BOOK, embedded_workbook().but(SHEET, "<v>250</v>", "<v>251</v>").data())),
    ("C1", "name-differs", lambda: good_document().but(CHART, "<c:v>Coût</c:v>", "<c:v>Coûts</c:v>")),
    ("C1", "workbook-breaks-a-rule", lambda: good_document().put(BOOK, embedded_workbook().but(SHEET, 'orientation="landscape" ', "").data())),
    ("C3", "axis-that-is-not-there", lambda: good_document().but(CHART, '<c:axId val="102"/></c:barChart>', '<c:axId val="102"/><c:axId val="7"/></c:barChart>')),
    ("C3", "axis-not-crossed", lambda: good_document().but(CHART, '<c:crossAx val="101"/>', '<c:crossAx val="102"/>')),
    ("C3", "too-many-series", lambda: _many_series(8)),
    ("C4", "neighbours-alike", lambda: good_document().but(CHART, '<a:ln w="9525">', '<a:ln><a:noFill/></a:ln><!--').but(CHART, "</a:ln></c:spPr><c:invert", "--></c:spPr><c:invert").but(CHART, '<a:ln w="9525">', '<a:ln><a:noFill/></a:ln><!--').but(CHART, "</a:solidFill></a:ln></c:spPr>", "</a:solidFill>--></c:spPr>").but(CHART, "C77F12", "A84B17")),
    ("R1", "section-not-marked", lambda: _ar("<w:bidi/></w:sectPr>", "</w:sectPr>")),
    ("R1", "paragraph-not-marked", lambda: _ar('<w:pStyle w:val="Bullet"/>', '<w:pStyle w:val="Bullet"/><w:bidi w:val="0"/>')),
    ("R1", "side-by-hand", lambda: good_document("ar").but(STYLES, _PLACED, _PLACED.replace("start", "right"))),
    ("R1", "run-not-marked", lambda: _ar('<w:rtl/><w:lang w:bidi="ar-MA"/>', '<w:lang w:val="ar-MA" w:bidi="ar-MA"/>')),
    ("R1", "no-bold-for-the-script", lambda: good_document("ar").but(STYLES, "<w:b/><w:bCs/>", "<w:b/>")),
    ("R1", "font-without-arabic", lambda: good_document("ar").but(STYLES, 'w:cs="Arial"', 'w:cs="Carlito"')),
    ("R1", "table-not-marked", lambda: _ar("<w:bidiVisual/>", "")),
    ("R2", "paragraph-properties", lambda: _fr('<w:pStyle w:val="Heading2"/>', '<w:shd w:val="clear" w:fill="F5F0E6"/><w:pStyle w:val="Heading2"/>')),
    ("R2", "run-properties", lambda: good_document().but(STYLES, '<w:sz w:val="36"/><w:szCs w:val="36"/>', '<w:szCs w:val="36"/><w:sz w:val="36"/>')),
    ("R2", "section-properties", lambda: _ar("<w:bidi/></w:sectPr>", "</w:sectPr>").but(DOCUMENT, "<w:pgSz", "<w:bidi/><w:pgSz")),
    ("R3", "categories-from-the-left", lambda: good_document("ar").but(CHART, "maxMin", "minMax")),
    ("R3", "bars-from-the-left", lambda: good_document("ar").but(CHART, '<c:barDir val="col"/>', '<c:barDir val="bar"/>')),
    ("R3", "legend-at-the-right", lambda: good_document("ar").but(CHART, '<c:legendPos val="l"/>', '<c:legendPos val="r"/>')),
    ("R3", "text-not-marked", lambda: good_document("ar").but(CHART, '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr rtl="1">', '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>')),
    ("R6", "theme-fonts-without-language", lambda: good_document().but(SETTINGS, '<w:themeFontLang w:val="fr-FR"/>', "")),
    ("R6", "run-without-language", lambda: good_document("ar").but(DOCUMENT, '<w:rtl/><w:lang w:bidi="ar-MA"/>', "<w:rtl/>").but(STYLES, ' w:bidi="ar-MA"/>', "/>")),
    ("R6", "arabic-marked-french", lambda: _with(paragraph(f"{run('مرحبا', 'fr')}"))),
    ("R6", "chart-without-language", lambda: good_document().but(CHART, '<c:lang val="fr-FR"/>', "").but(CHART, '<a:defRPr lang="fr-FR"', "<a:defRPr")),
    ("A2", "picture-without-text", lambda: _fr('name="Drawing 1" descr="Deux actions, la seconde coûte plus."', 'name="Drawing 1"')),
    ("A2", "file-name-as-text", lambda: _fr('descr="Deux actions, la seconde coûte plus."', 'descr="carte-finale.png"')),
    ("A2", "default-name-as-text", lambda: _fr('descr="Deux actions, la seconde coûte plus."', 'descr="Graphique 12"')),
    ("A2", "text-too-long", lambda: _fr('descr="Deux actions, la seconde coûte plus."', f'descr="{"mot " * 70}"')),
    ("A2", "table-without-text", lambda: _fr('<w:tblDescription w:val="Deux actions, la seconde coûte plus."/>', "")),
    ("A3", "no-header-row", lambda: _fr("<w:tblHeader/>", "")),
    ("A4", "merged-data", lambda: _with(table("fr").replace('<w:tcW w:w="6000" w:type="dxa"/></w:tcPr>' + paragraph(run("Emploi des jeunes", "fr"), "Cell"), '<w:tcW w:w="6000" w:type="dxa"/><w:vMerge/></w:tcPr>' + paragraph("", "Cell")) + paragraph(""))),
    ("A4", "empty-paragraphs", lambda: _with(paragraph("") * 2)),
    ("A6", "address-as-text", lambda: _fr("Le site du réseau", "https://example.org/plan")),
    ("A6", "vague-text", lambda: _fr("Le site du réseau", "cliquez ici")),
    ("A7", "small-body", lambda: good_document().but(STYLES, '<w:name w:val="Normal"/><w:pPr><w:jc w:val="start"/></w:pPr><w:rPr><w:sz w:val="21"/>', '<w:name w:val="Normal"/><w:pPr><w:jc w:val="start"/></w:pPr><w:rPr><w:sz w:val="19"/>')),
    ("A7", "small-table", lambda: good_document().but(STYLES, '<w:name w:val="Table cell"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="start"/></w:pPr><w:rPr><w:sz w:val="18"/>', '<w:name w:val="Table cell"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="start"/></w:pPr><w:rPr><w:sz w:val="17"/>')),
    ("A7", "all-capitals", lambda: good_document().but(STYLES, "<w:b/><w:bCs/>", "<w:b/><w:bCs/><w:caps/>")),
    ("A7", "small-chart", lambda: good_document().but(CHART, 'sz="1200"', 'sz="800"')),
)  # fmt: skip
