"""Packages that break one rule of all packages: V2, V4, T4, I4, A1, P6."""

from collections.abc import Callable

from attrs import evolve

from . import deck_sample as deck
from . import prose_sample as prose
from . import sheets
from .deck_sample import good_deck
from .prose_sample import good_document
from .samples import PIXEL, Sample, relations
from .sheets import good_workbook

_DECK_RELATIONS = "ppt/_rels/presentation.xml.rels"
_PROSE_RELATIONS = "word/_rels/document.xml.rels"
_SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
_CORE = "docProps/core.xml"
Case = tuple[str, str, Callable[[], Sample]]


def _orphan() -> Sample:
    return good_document().put("word/media/image2.png", PIXEL)


def _unlisted_slide() -> Sample:
    return good_deck().but(deck.DECK, '<p:sldId id="257" r:id="rId3"/>', "")


def _slide_listed_twice() -> Sample:
    return good_deck().but(deck.DECK, "</p:sldIdLst>", '<p:sldId id="258" r:id="rId2"/></p:sldIdLst>')


def _shared_drawing() -> Sample:
    sample = good_workbook().but(sheets.DATA, "</worksheet>", '<drawing r:id="rId1"/></worksheet>')
    return sample.put("xl/worksheets/_rels/sheet3.xml.rels", relations(("rId1", "drawing", "../drawings/drawing1.xml")))


def _copied_table() -> Sample:
    """Copy a table to another sheet with all its names, and only forget its id."""
    sample = good_workbook()
    table = str(sample.parts[sheets.TABLE]).replace("actions_1", "actions_2").replace("A4:D7", "A1:C3")
    table = table.replace("A4:D6", "A1:C3").replace(' totalsRowCount="1"', "").replace(' totalsRowFunction="sum"', "")
    for extra in (
        ' totalsRowLabel="Somme"',
        '<tableColumn id="4" name="État"/>',
        "<calculatedColumnFormula>B5/SUM(B$5:B$6)</calculatedColumnFormula>",
    ):
        table = table.replace(extra, "")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
    sample = sample.put("xl/tables/table2.xml", table.replace('count="4"', 'count="3"'))
    sample = sample.but(
        "[Content_Types].xml", "</Types>", f'<Override PartName="/xl/tables/table2.xml" ContentType="{kind}"/></Types>'
    )
    sample = sample.but(
        sheets.DATA, "</worksheet>", '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )
    return sample.put("xl/worksheets/_rels/sheet3.xml.rels", relations(("rId1", "table", "../tables/table2.xml")))


def relation_of(id: str) -> str:
    """Give the element of a relationship to the site, to cut it out."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    return f'<Relationship Id="{id}" Type="{kind}" Target="https://example.org/plan" TargetMode="External"/>'


CASES: tuple[Case, ...] = (
    ("V2", "no-package", lambda: Sample({})),
    ("V2", "same-name-but-case", lambda: evolve(good_document(), doubled=("word/Document.xml",))),
    ("V2", "dangling-relationship", lambda: good_document().without("word/media/image1.png")),
    ("V2", "unreached-part", _orphan),
    ("V2", "unknown-id", lambda: good_document().but(prose.DOCUMENT, 'r:id="rId5"', 'r:id="rId55"').but(_PROSE_RELATIONS, 'Id="rId5"', 'Id="rId56"').but(prose.DOCUMENT, "</w:sectPr>", '</w:sectPr>').but(prose.DOCUMENT, '<w:footerReference', '<w:headerReference w:type="first" r:id="rId56"/><w:footerReference')),
    ("V2", "external-picture", lambda: good_document().but(_PROSE_RELATIONS, 'Target="media/image1.png"', 'Target="https://example.org/p.png" TargetMode="External"').without("word/media/image1.png")),
    ("V2", "no-content-type", lambda: good_document().put("word/media/image1.gif", PIXEL).without("word/media/image1.png").but(_PROSE_RELATIONS, "image1.png", "image1.gif")),
    ("V4", "slide-kept-but-not-listed", _unlisted_slide),
    ("V4", "slide-listed-twice", _slide_listed_twice),
    ("V4", "drawing-shared-by-sheets", _shared_drawing),
    ("V4", "table-copied-with-its-id", _copied_table),
    ("V4", "relationship-left-behind", lambda: good_deck().but(deck.FIRST, '<a:hlinkClick r:id="rId2"/>', "")),
    ("T4", "override-in-text", lambda: good_document().but(prose.DOCUMENT, "Accueil", "Acc\u202eueil")),
    ("T4", "isolate-in-attribute", lambda: good_deck().but(deck.SECOND, 'descr="Deux', 'descr="\u2067Deux')),
    ("T4", "isolate-as-reference", lambda: good_workbook().but(sheets.STRINGS, "Accueil", "&#x2068;Accueil").but(sheets.CHART, "<c:v>Accueil", "<c:v>&#x2068;Accueil", 2)),
    ("I4", "broken-xml", lambda: good_document().put("word/header1.xml", "<w:hdr>R&D</w:hdr>")),
    ("I4", "document-type", lambda: good_deck().put("ppt/presProps.xml", "<!DOCTYPE p><p:presentationPr xmlns:p='urn:p'/>")),
    ("I4", "not-utf-8", lambda: good_workbook().put("xl/theme/theme1.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><a/>")),
    ("A1", "no-title", lambda: good_document().but(_CORE, "Le Nord agit", "")),
    ("A1", "no-language", lambda: good_deck().but(_CORE, "<dc:language>fr-FR</dc:language>", "")),
    ("A1", "other-language", lambda: good_workbook().but(_CORE, "fr-FR", "en-GB")),
    ("A1", "library-left-its-name", lambda: good_workbook().but(_CORE, "<dc:creator>migplan", "<dc:creator>openpyxl")),
    ("P6", "file-link-in-slides", lambda: good_deck().but("ppt/slides/_rels/slide1.xml.rels", "https://example.org", "file:///etc")),
    ("P6", "server-link-in-prose", lambda: good_document().but(_PROSE_RELATIONS, "https://example.org/plan", "\\\\host:1\\share")),
    ("P6", "script-link-in-sheets", lambda: good_workbook().but(_SHEET_RELATIONS, "https://example.org/plan", "javascript:alert(1)")),
    ("P6", "program-behind-a-shape", lambda: good_deck().but(deck.FIRST, '<a:hlinkClick r:id="rId2"/>', '<a:hlinkClick r:id="rId2" action="ppaction://program"/>')),
    ("P6", "bookmark-that-is-not-there", lambda: good_document().but(prose.DOCUMENT, '<w:hyperlink r:id="rId9">', '<w:hyperlink w:anchor="plan_2">').but(_PROSE_RELATIONS, relation_of("rId9"), "")),
    ("P6", "page-of-nothing", lambda: good_document().but("word/footer1.xml", " PAGE ", " PAGEREF plan_2 \\h ")),
    ("P6", "place-that-is-not-there", lambda: good_workbook().but(sheets.SHEET, '<hyperlink ref="A9" r:id="rId1"/>', '<hyperlink ref="A9" r:id="rId1"/><hyperlink ref="A5" location="\'Rien\'!A1"/>')),
)  # fmt: skip
