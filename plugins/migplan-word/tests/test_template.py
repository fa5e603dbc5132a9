"""Clients' templates: hard ones drawn here, filled in French and Arabic, and what is said of them before."""

import io
import os
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from wordfiles import W, names, of_sections, part, text

from migplan.documents import Column, Medium, Paragraph, Row, Section, Table
from migplan.locale import Words, explained
from migplan.pipeline import render_document
from migplan.problems import Severity
from migplan.testing.samples import sample_document
from migplan.themes import DEFAULT
from migplan_office.custom import carried
from migplan_office.lint import lint
from migplan_office.package import Parts
from migplan_word.brand_check import check_template
from migplan_word.hooks import migplan_exporters
from migplan_word.templates import TemplateUnusable

EXPORTER = migplan_exporters()[0]
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<w:hdr xmlns:w="{}"><w:p><w:pPr><w:pStyle w:val="En-tte"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p></w:hdr>'
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1400" w:right="1400" w:bottom="1400" w:left="1400" w:header="700" w:footer="700" w:gutter="0"/>'
FRENCH = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id}"{more}><w:name w:val="{name}"/>{base}{look}</w:style>'
    for id, name, more, base, look in (
        ("Normal", "Normal", ' w:default="1"', "", '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr>'),
        ("Titre1", "heading 1", "", '<w:basedOn w:val="Normal"/>', '<w:pPr><w:jc w:val="left"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="7030A0"/><w:sz w:val="36"/></w:rPr>'),
        ("Titre2", "heading 2", "", '<w:basedOn w:val="Normal"/>', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:color w:val="FFD966"/></w:rPr>'),
        ("Titre", "Title", "", '<w:basedOn w:val="Normal"/>', '<w:rPr><w:sz w:val="60"/></w:rPr>'),
        ("En-tte", "header", "", '<w:basedOn w:val="Normal"/>', '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9106"/></w:tabs></w:pPr>'),
        ("Source", "Source", "", '<w:basedOn w:val="Normal"/>', '<w:rPr><w:color w:val="FF0000"/></w:rPr>'),
    )
)  # fmt: skip


def template(
    body="<w:p><w:r><w:t>Exemple</w:t></w:r></w:p>",
    section=PAGE,
    styles=FRENCH,
    heads=(),
    settings="",
    kind=f"{WORD}.document.main+xml",
    extra=None,
    defaults="",
):
    """Draw a template: `heads` are kinds of page (`default`, `first`, `even`) and words of the head of each."""
    references = "".join(
        f'<w:headerReference w:type="{page}" r:id="rId{10 + n}"/>' for n, (page, _) in enumerate(heads)
    )
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{SPACE}" xmlns:r="{OFFICE}"><w:body>{body}<w:sectPr>{references}{section}</w:sectPr></w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{SPACE}">{defaults}{styles}</w:styles>',
        "word/settings.xml": f'<w:settings xmlns:w="{SPACE}">{settings}</w:settings>',
        **{f"word/header{n}.xml": HEAD.format(SPACE, said) for n, (_, said) in enumerate(heads)},
        **(extra or {}),
    }
    kinds = {"word/document.xml": kind, "word/styles.xml": f"{WORD}.styles+xml",
             "word/settings.xml": f"{WORD}.settings+xml", "word/numbering.xml": f"{WORD}.numbering+xml",
             **{f"word/header{n}.xml": f"{WORD}.header+xml" for n in range(9)}}  # fmt: skip
    rows = [("styles", "styles.xml"), ("settings", "settings.xml")]
    rows += [("numbering", "numbering.xml")] if "word/numbering.xml" in parts else []
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{type_}" Target="{name}"/>' for n, (type_, name) in enumerate(rows)
    )
    related += "".join(
        f'<Relationship Id="rId{10 + n}" Type="{OFFICE}/header" Target="header{n}.xml"/>' for n in range(len(heads))
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    named = "".join(f'<Override PartName="/{name}" ContentType="{kinds[name]}"/>' for name in parts if name in kinds)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{space}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{named}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/relationships">{related}</Relationships>',
        **parts,
    }  # fmt: skip
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return file.getvalue()


def control(name, words, more=""):
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/>{more}<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
        "</w:sdtContent></w:sdt>"
    )


GALLERY = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj></w:sdtPr><w:sdtContent>'
    + control("Titre", "[Titre du document]") + control("Date de publication", "[Date]") + control("Adresse", "[Adresse]")
    + '<w:p><w:r><w:t>Ministère exemplaire</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p></w:sdtContent></w:sdt><w:p/>'
)  # fmt: skip
FRONT = (
    '<w:p><w:pPr><w:pStyle w:val="Titre"/></w:pPr><w:r><w:t>Titre du rapport type</w:t></w:r></w:p>'
    f'<w:p><w:pPr><w:sectPr>{PAGE}<w:vAlign w:val="center"/></w:sectPr></w:pPr></w:p><w:p><w:r><w:t>Texte type</w:t></w:r></w:p>'
)
LETTER = '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1600" w:header="500" w:footer="500" w:gutter="200"/>'
PLAIN = '<w:style w:type="paragraph" w:default="1" w:styleId="Texte"><w:name w:val="Normal"/></w:style>'
HARD = {
    "french ids": lambda: template(),
    "no headings": lambda: template(styles=PLAIN),
    "letter, mirrored margins": lambda: template(section=LETTER, settings="<w:mirrorMargins/>"),
    "first, odd and even": lambda: template(
        heads=(("default", "Impaire"), ("first", "Une"), ("even", "Paire")), section=PAGE + "<w:titlePg/>",
        settings="<w:evenAndOddHeaders/>",
    ),
    "cover of the gallery": lambda: template(GALLERY),
    "cover before a section": lambda: template(FRONT, heads=(("default", "Charte"),)),
    "dark": lambda: template(
        '<w:p/>', settings="<w:displayBackgroundShape/>",
        styles=FRENCH.replace("7030A0", "1F1F1F"),
    ),
    "two columns": lambda: template(section=PAGE + '<w:cols w:num="2" w:space="500"/>'),
    "right to left": lambda: template(
        section=PAGE + "<w:bidi/>", styles=FRENCH.replace('<w:jc w:val="left"/>', '<w:bidi/><w:jc w:val="left"/>'),
        defaults="<w:docDefaults><w:pPrDefault><w:pPr><w:bidi/></w:pPr></w:pPrDefault></w:docDefaults>",
    ),
    "template type": lambda: template(kind=f"{WORD}.template.main+xml"),
}  # fmt: skip


def dark():
    """A template on a dark ground."""
    data = HARD["dark"]()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b'<w:background w:color="202428"/><w:body>')
            new.writestr(name, content)
    return file.getvalue()


@cache
def drawn(name):
    return dark() if name == "dark" else HARD[name]()


@cache
def branded(name, language="fr"):
    return render_document(sample_document(language, Medium.PAGE, 3), EXPORTER, ("fr", "ar"), template=drawn(name))


def faults(data):
    """List what the linter finds, less what the client's own paper and heads are answerable for."""
    return [str(one) for one in lint(data) if "the page is" not in str(one) and not re.search("W4.*brand", str(one))]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", HARD)
def test_a_document_in_a_hard_template_keeps_every_rule_of_files(name, language):
    assert faults(branded(name, language)) == []


def test_headings_take_the_styles_of_the_template_whatever_its_language_and_show_our_numbers():
    document = part(branded("french ids"), "document")

    styles = [one.get(f"{W}val") for one in document.iter(f"{W}pStyle")]
    heading = next(p for p in document.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Titre1")
    assert "Titre1" in styles and "Titre2" in styles
    assert "Heading1" not in styles
    assert heading.find(f"{W}pPr/{W}numPr/{W}numId") is not None


def test_styles_of_ours_never_take_the_names_of_the_template():
    styles = part(branded("french ids"), "styles")

    ids = [one.get(f"{W}styleId").lower() for one in styles.iter(f"{W}style")]
    titles = [one.get(f"{W}val").lower() for one in styles.iterfind(f"{W}style/{W}name")]
    assert len(ids) == len(set(ids))
    assert len(titles) == len(set(titles))
    assert {"source", "migplansource"} <= set(ids)


def test_headings_that_a_template_lacks_are_added_and_said():
    styles = part(branded("no headings"), "styles")
    fit = check_template(drawn("no headings"), DEFAULT, Words("fr"))

    assert "heading 1" in [one.get(f"{W}val") for one in styles.iterfind(f"{W}style/{W}name")]
    assert "document-style-missing" in [problem.code for problem in fit.problems]
    assert all(problem.severity is not Severity.ERROR for problem in fit.problems)


def test_a_colour_that_cannot_be_read_is_said_and_made_stronger():
    fit = check_template(drawn("french ids"), DEFAULT, Words("fr"))
    style = next(
        one for one in part(branded("french ids"), "styles").iter(f"{W}style") if one.get(f"{W}styleId") == "Titre2"
    )

    found = [problem for problem in fit.problems if problem.code == "document-style-contrast"]
    assert [problem.values["style"] for problem in found] == ["heading 2"]
    assert style.find(f"{W}rPr/{W}color").get(f"{W}val") != "FFD966"
    assert all("{" not in problem.text for problem in explained(fit.problems, "ar"))


def test_size_margins_and_mirrored_margins_are_kept():
    sections = list(part(branded("letter, mirrored margins"), "document").iter(f"{W}sectPr"))

    sizes = {tuple(sorted((one.find(f"{W}pgSz").get(f"{W}w"), one.find(f"{W}pgSz").get(f"{W}h")))) for one in sections}
    margins = {one.find(f"{W}pgMar").get(f"{W}left") for one in sections}
    assert sizes == {("12240", "15840")}
    assert margins == {"1600"}
    assert part(branded("letter, mirrored margins"), "settings").find(f"{W}mirrorMargins") is not None


def heads_of(data, section):
    """Give the words of each head of a section, by kind of page."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        related = {one.get("Id"): one.get("Target").split("/")[-1] for one in root}
        return {
            one.get(f"{W}type"): text(etree.fromstring(package.read(f"word/{related[one.get(f'{{{OFFICE}}}id')]}")))
            for one in section.iterfind(f"{W}headerReference")
        }


def test_first_odd_and_even_heads_stand_where_the_template_has_them():
    data = branded("first, odd and even")

    sections = list(part(data, "document").iter(f"{W}sectPr"))
    assert heads_of(data, sections[0]) == {"first": "Une"}
    assert sections[0].find(f"{W}titlePg") is not None
    assert heads_of(data, sections[1]) == {"default": "Impaire", "even": "Paire"}
    assert sections[1].find(f"{W}titlePg") is None


def test_a_landscape_section_takes_the_heads_with_their_tab_stops_moved_out():
    data = branded("first, odd and even")

    wide = [one for one in part(data, "document").iter(f"{W}sectPr") if one.find(f"{W}pgSz").get(f"{W}orient")]
    heads = [part(data, name[5:-4]) for name in names(data) if name.startswith("word/header-brand")]
    places = {
        int(tab.get(f"{W}pos")) for head in heads for tab in head.iter(f"{W}tab") if tab.get(f"{W}val") == "right"
    }
    assert wide
    assert places == {round(9106 * 14038 / 9106)}


def test_a_cover_of_the_gallery_is_filled_and_its_empty_places_are_cleared():
    said = text(part(branded("cover of the gallery"), "document")[0])

    assert "Ministère exemplaire" in said
    assert "[" not in said[:400]
    assert sample_document("fr").title in said[:400] or "Feuille de route" in said[:400]
    assert said.index("2025") < 400


def test_what_stands_before_the_first_section_is_the_cover_and_its_title_ours():
    data = branded("cover before a section")
    document = part(data, "document")

    sections = list(document.iter(f"{W}sectPr"))
    assert "Feuille de route" in text(document[0][0])
    assert sections[0].find(f"{W}vAlign") is not None
    assert "Texte type" not in text(document[0])
    assert heads_of(data, sections[2]) == {"default": "Charte"}


def test_arabic_from_a_template_from_left_to_right_runs_from_right_to_left():
    data = branded("french ids", "ar")
    styles = part(data, "styles")

    assert all(one.find(f"{W}bidi") is not None for one in part(data, "document").iter(f"{W}sectPr"))
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}bidi") is not None
    heading = next(one for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == "Titre1")
    assert heading.find(f"{W}pPr/{W}jc").get(f"{W}val") == "start"
    assert [heading.find(f"{W}rPr/{W}{name}") is not None for name in ("bCs", "szCs")] == [True, True]
    normal = next(one for one in styles.iter(f"{W}style") if one.get(f"{W}styleId") == "Normal")
    assert normal.find(f"{W}rPr/{W}rFonts").get(f"{W}cs") == DEFAULT.arabic_font


def test_french_from_a_template_from_right_to_left_runs_from_left_to_right():
    data = branded("right to left")

    assert not any(True for _ in part(data, "styles").iter(f"{W}bidi"))
    assert all(one.find(f"{W}bidi") is None for one in part(data, "document").iter(f"{W}sectPr"))


def test_a_dark_ground_is_kept_and_everything_of_ours_reads_on_it():
    data = branded("dark")

    assert part(data, "document")[0].get(f"{W}color") == "202428"
    base = next(one for one in part(data, "styles").iter(f"{W}style") if one.get(f"{W}styleId") == "MigplanBase")
    assert int(base.find(f"{W}rPr/{W}color").get(f"{W}val")[:2], 16) > 128


def test_lists_of_the_template_and_ours_have_numbers_of_their_own():
    lists = f'<w:numbering xmlns:w="{SPACE}"><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    data = render_document(
        sample_document("fr", Medium.PAGE, 3), EXPORTER, ("fr",), template=template(extra={"word/numbering.xml": lists})
    )
    root = part(data, "numbering")

    numbers = [one.get(f"{W}numId") for one in root.iter(f"{W}num")]
    used = {one.get(f"{W}val") for one in part(data, "document").iter(f"{W}numId")}
    assert len(numbers) == len(set(numbers))
    assert used <= {*numbers, "0"}
    assert "1" not in used


def test_slots_in_a_template_carry_what_brings_their_words_back():
    document = sample_document("fr", Medium.PAGE, 3)
    held = carried(Parts(render_document(document, EXPORTER, ("fr",), template=drawn("cover of the gallery"))))

    assert "slots" in held


def test_a_template_with_macros_or_of_another_kind_or_damaged_is_refused():
    macros = template(kind="application/vnd.ms-word.template.macroEnabledTemplate.main+xml")

    assert [problem.code for problem in check_template(macros, DEFAULT, Words("en")).problems] == ["office-macros"]
    assert [problem.severity for problem in check_template(b"PK", DEFAULT, Words("en")).problems] == [Severity.ERROR]
    assert [problem.code for problem in check_template(template(styles=""), DEFAULT, Words("en")).problems] == [
        "document-template-damaged"
    ]
    sizes = template(styles=FRENCH.replace('<w:sz w:val="36"/>', '<w:sz w:val="large"/>'))
    assert [problem.code for problem in check_template(sizes, DEFAULT, Words("en")).problems] == [
        "document-template-damaged"
    ]
    with pytest.raises(TemplateUnusable):
        from migplan_word.templates import template_of

        template_of(macros)


FAULTS = {
    "document-template-damaged": lambda: template(styles=""),
    "document-template-page-size": lambda: template(section='<w:pgSz w:w="4000" w:h="4000"/>'),
    "document-style-missing": lambda: drawn("no headings"),
    "document-style-contrast": lambda: drawn("french ids"),
    "document-font-without-arabic": lambda: drawn("french ids"),
    "document-part-missing": lambda: drawn("french ids"),
    "document-cover-without-title": lambda: template(FRONT.replace("Titre", "Source")),
    "document-columns": lambda: drawn("two columns"),
}
"""Templates of which each problem is told."""
GOLDEN = Path(__file__).parents[3] / "tests" / "golden" / "problems"


@pytest.mark.parametrize("code", FAULTS)
def test_golden_line_of_each_problem_of_a_template(code):
    data = FAULTS[code]()

    told = []
    for language in ("fr", "ar", "en"):
        fit = check_template(data, DEFAULT, Words(language))
        problem = next(problem for problem in explained(fit.problems, language) if problem.code == code)
        told.append(f"{language}: {problem.text}")

    lines = "\n".join((f"| {code}", f"{code}: {problem.severity.value}", *told, ""))
    golden = GOLDEN / f"{code}.txt"
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        golden.write_text(lines, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == lines


def test_prose_runs_in_the_columns_of_the_template_and_tables_do_not():
    prose = [Paragraph("Les communes accueillent les familles qui reviennent et celles qui arrivent. " * 8)] * 3
    sections = [
        Section("a", "Accueil", (*prose, Table("t", "Coûts", (Column("c", "Coût"),), (Row(("1",)),))), number="1")
    ]

    data = render_document(of_sections(sections, "fr"), EXPORTER, ("fr",), template=drawn("two columns"))

    found = list(part(data, "document").iter(f"{W}sectPr"))
    kinds = [one.find(f"{W}type").get(f"{W}val") for one in found]
    numbers = [one.find(f"{W}cols").get(f"{W}num", "1") for one in found]
    assert kinds[-3:] == ["nextPage", "continuous", "continuous"]
    assert numbers[-3:] == ["1", "2", "1"]
    assert faults(data) == []
