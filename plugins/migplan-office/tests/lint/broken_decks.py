"""Presentations that break one rule."""

from .broken_packages import Case
from .deck_sample import (
    CHART,
    CM,
    DECK,
    FIRST,
    MASTER,
    NOTES,
    SECOND,
    good_deck,
    paragraph,
    placed,
    shape,
)
from .samples import Sample


def _fr(old: str, new: str, count: int = 1, part: str = FIRST) -> Sample:
    return good_deck().but(part, old, new, count)


def _ar(old: str, new: str, count: int = 1, part: str = FIRST) -> Sample:
    return good_deck("ar").but(part, old, new, count)


def _swapped() -> Sample:
    """Put the body of the first slide before its title."""
    content = str(good_deck().parts[FIRST])
    title, body, table = (content.index(mark) for mark in (_shape(2), _shape(3), "<p:graphicFrame>"))
    return good_deck().put(FIRST, content[:title] + content[body:table] + content[title:body] + content[table:])


def _shape(number: int) -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="{number}"'


_BOX = shape(20, "Box", paragraph("Une note", "fr", 1200), placed(18, 8, 8, 2))
_FOOTER = '<p:sp><p:nvSpPr><p:cNvPr id="9" name="Page"/>'

CASES: tuple[Case, ...] = (
    ("P1", "same-id", lambda: _fr('<p:cNvPr id="3" name="Body"', '<p:cNvPr id="2" name="Body"')),
    ("P1", "negative-size", lambda: _fr(placed(0, 0, 33.867, 1), placed(0, 0, -1, 1))),
    ("P1", "table-beyond-the-margin", lambda: _fr(placed(18, 4, 12, 3, "p:xfrm"), placed(22, 4, 12, 3, "p:xfrm"))),
    ("P1", "text-beyond-the-slide", lambda: _fr(_FOOTER, _BOX.replace(f'x="{18 * CM}"', f'x="{30 * CM}"') + _FOOTER)),
    ("P2", "rows-beyond-the-footer", lambda: _fr(f'<a:tr h="{CM}">', f'<a:tr h="{14 * CM}">')),
    ("P2", "lines-beyond-the-footer", lambda: _fr("<a:t>Fait</a:t>", f"<a:t>{'territorialisation ' * 40}</a:t>")),
    ("P3", "shrinks", lambda: _fr('<a:bodyPr/><a:lstStyle/><a:p><a:pPr/><a:r><a:rPr lang="fr-FR"/><a:t>Le plan', '<a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr/><a:r><a:rPr lang="fr-FR"/><a:t>Le plan')),
    ("P3", "shrinks-by-its-layout", lambda: good_deck().but("ppt/slideLayouts/slideLayout1.xml", "<a:bodyPr/>", "<a:bodyPr><a:spAutoFit/></a:bodyPr>")),
    ("P4", "no-title", lambda: _fr("<a:t>Le Nord agit</a:t>", "<a:t> </a:t>")),
    ("P4", "same-title-twice", lambda: _fr("<a:t>Parties</a:t>", "<a:t>Le Nord agit</a:t>", part=SECOND)),
    ("P4", "long-title", lambda: _fr("<a:t>Le Nord agit</a:t>", f"<a:t>{'La province perd des habitants ' * 8}</a:t>")),
    ("P4", "title-not-first", _swapped),
    ("P4", "empty-placeholder", lambda: _fr(_FOOTER, shape(21, "Body", "<a:p/>", placed(18, 8, 8, 2), 'type="body" idx="7"') + _FOOTER)),
    ("P5", "slide-id-too-high", lambda: _fr('<p:sldId id="257"', '<p:sldId id="2147483648"', part=DECK)),
    ("P5", "layout-id-too-low", lambda: _fr('<p:sldLayoutId id="2147483649"', '<p:sldLayoutId id="300"', part=MASTER)),
    ("P5", "same-id-over-masters-and-layouts", lambda: _fr('<p:sldLayoutId id="2147483649"', '<p:sldLayoutId id="2147483648"', part=MASTER)),
    ("C1", "no-stored-values", lambda: _fr('<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>Coût</c:v></c:pt></c:strCache>', "", part=CHART)),
    ("C3", "too-many-categories", lambda: _many_categories(31)),
    ("C3", "no-number", lambda: _fr("<c:v>250</c:v>", "<c:v>NaN</c:v>", part=CHART).put("ppt/embeddings/book1.xlsx", _book_with_text())),
    ("R1", "deck-not-marked", lambda: _ar(' rtl="1"', "", part=DECK)),
    ("R1", "master-not-marked", lambda: _ar(' rtl="1"><a:defRPr sz="1400">', '><a:defRPr sz="1400">', part=MASTER)),
    ("R1", "paragraph-not-marked", lambda: _ar('<a:pPr algn="r" rtl="1"/>', '<a:pPr algn="r"/>')),
    ("R1", "text-at-the-left", lambda: _ar('<a:pPr algn="r" rtl="1"/>', '<a:pPr algn="l" rtl="1"/>')),
    ("R1", "table-not-marked", lambda: _ar('<a:tblPr firstRow="1" rtl="1"/>', '<a:tblPr firstRow="1"/>')),
    ("R1", "notes-not-marked", lambda: _ar(' rtl="1"', "", part=NOTES)),
    ("R1", "font-without-arabic", lambda: _ar("<a:rPr lang=\"ar-MA\"/><a:t>الشمال", '<a:rPr lang="ar-MA"><a:cs typeface="Carlito"/></a:rPr><a:t>الشمال')),
    ("R6", "run-without-language", lambda: _fr('<a:rPr lang="fr-FR"/><a:t>Le plan', "<a:rPr/><a:t>Le plan")),
    ("R6", "notes-without-language", lambda: _fr(' lang="fr-FR"', "", part=NOTES)),
    ("R6", "arabic-marked-french", lambda: _ar('<a:rPr lang="ar-MA"/>', '<a:rPr lang="fr-FR"/>')),
    ("A2", "table-without-text", lambda: _fr('name="Table" descr="Deux actions, la seconde coûte plus."', 'name="Table"')),
    ("A2", "picture-named-by-its-file", lambda: _fr('name="Picture" descr="Deux actions, la seconde coûte plus."', 'name="Picture" descr="image1.png"', part=SECOND)),
    ("A2", "group-without-text", lambda: _fr('name="Group" descr="Deux actions, la seconde coûte plus."', 'name="Group"', part=SECOND)),
    ("A2", "child-of-a-group-with-its-own-text", lambda: _fr(shape(10, "Box", paragraph("Accueil des personnes", "fr", 1200), placed(0, 0, 16, 4)), shape(10, "Box", "<a:p/>", placed(0, 0, 16, 4)).replace('name="Box"', 'name="Box" descr="Une boîte"'), part=SECOND)),
    ("A2", "decoration-with-a-text", lambda: _fr('name="Band"', 'name="Band" descr="Une bande"')),
    ("A2", "shape-neither-told-nor-decoration", lambda: _fr("<p:sp><p:nvSpPr>", shape(22, "Rule", "<a:p/>", placed(1.5, 3.6, 10, 0)) + "<p:sp><p:nvSpPr>")),
    ("A3", "no-header-row", lambda: _fr('<a:tblPr firstRow="1"/>', "<a:tblPr/>")),
    ("A4", "merged-data", lambda: _fr("</a:tr><a:tr h=\"360000\"><a:tc>", '</a:tr><a:tr h="360000"><a:tc gridSpan="2">').but(FIRST, "</a:tc><a:tc><a:txBody><a:bodyPr/><a:lstStyle/>" + paragraph("Fait", "fr", 1400), '</a:tc><a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/>')),
    ("A4", "empty-paragraphs", lambda: _fr("</a:p><a:p>", "</a:p><a:p/><a:p/><a:p>")),
    ("A4", "empty-column", lambda: _fr(paragraph("État", "fr", 1400), "<a:p/>").but(FIRST, paragraph("Fait", "fr", 1400), "<a:p/>").but(FIRST, paragraph("Ouvert", "fr", 1400), "<a:p/>")),
    ("A6", "address-as-text", lambda: _fr("Le site du réseau", "www.example.org/plan")),
    ("A7", "small-body", lambda: _fr('<a:rPr lang="fr-FR"/><a:t>Le plan', '<a:rPr lang="fr-FR" sz="1400"/><a:t>Le plan')),
    ("A7", "small-table", lambda: _fr('sz="1400"/><a:t>Fait', 'sz="1000"/><a:t>Fait')),
    ("A8", "footer-before-content", lambda: _fr("</p:spTree>", f"{_BOX}</p:spTree>")),
    ("A8", "upper-box-read-last", lambda: _fr(_FOOTER, shape(23, "Low", paragraph("Bas", "fr", 1200), placed(18, 14, 8, 2)) + _BOX + _FOOTER)),
)  # fmt: skip


def _many_categories(count: int) -> Sample:
    """Lengthen the plotted data, in the chart and in its workbook alike."""
    from .samples import WORDS
    from .sheets import SHEET, embedded_workbook

    more = range(2, count)
    rows = "".join(
        f'<row r="{index + 2}"><c r="A{index + 2}" s="1" t="s"><v>5</v></c><c r="B{index + 2}"><v>{index}</v></c>'
        f'<c r="C{index + 2}"><v>{index}</v></c></row>'
        for index in more
    )
    book = (
        embedded_workbook()
        .but(SHEET, "</sheetData>", f"{rows}</sheetData>")
        .but("xl/workbook.xml", "$C$3", f"$C${count + 1}")
    )
    names = "".join(f'<c:pt idx="{index}"><c:v>{WORDS["fr"]["first"]}</c:v></c:pt>' for index in more)
    values = "".join(f'<c:pt idx="{index}"><c:v>{index}</c:v></c:pt>' for index in more)
    sample = good_deck().put("ppt/embeddings/book1.xlsx", book.data())
    sample = sample.but(CHART, '<c:ptCount val="2"/>', f'<c:ptCount val="{count}"/>', 4).but(
        CHART, "$3</c:f>", f"${count + 1}</c:f>", 4
    )
    return sample.but(
        CHART, "</c:pt></c:strCache></c:strRef></c:cat>", f"</c:pt>{names}</c:strCache></c:strRef></c:cat>", 2
    ).but(CHART, "</c:pt></c:numCache>", f"</c:pt>{values}</c:numCache>", 2)


def _book_with_text() -> bytes:
    """Write the word that the broken chart stores into its workbook too, so that only the value is wrong."""
    from .sheets import SHEET, STRINGS, embedded_workbook

    book = embedded_workbook().but(STRINGS, "</sst>", "<si><t>NaN</t></si></sst>")
    return book.but(SHEET, '<c r="B3"><v>250</v></c>', '<c r="B3" s="1" t="s"><v>12</v></c>').data()
