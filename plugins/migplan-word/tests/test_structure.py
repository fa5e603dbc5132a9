"""The document as a whole: cover, contents, numbers, heads and feet, pages, properties."""

import io
import zipfile

import docx
import pytest
from wordfiles import R, W, body, names, of_blocks, of_sections, outline, paragraphs, part, render, style, tables, text

from migplan.documents import (
    ActionSheet,
    Column,
    Cover,
    Fact,
    Heading,
    LogoMark,
    Logos,
    Medium,
    Paragraph,
    Role,
    Section,
    Signature,
    Signatures,
    Span,
    Table,
    Tag,
)
from migplan.hooks import ExportRequest
from migplan.locale import Words
from migplan.testing.samples import DAY, sample_document
from migplan.themes import DEFAULT
from migplan_word.hooks import migplan_exporters
from migplan_word.templates import TemplateUnusable

LONG = "The valley loses people in four of its five communes, and most of those who leave are young. " * 40


def shown_numbers(data: bytes) -> list[str]:
    """Number the headings as Word does, from the lists of the file alone; a typed number comes first in its words."""
    numbering, counts, shown = part(data, "numbering"), {}, []
    lists = {one.get(f"{W}numId"): one for one in numbering.iterchildren(f"{W}num")}
    started: set[str] = set()
    of_style = {"Heading1": ("1", 0), "Heading2": ("1", 1)}
    for paragraph in body(data).iter(f"{W}p"):
        if not style(paragraph).startswith("Heading"):
            continue
        identifier, level = of_style.get(style(paragraph), ("", 0))
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None:
            depth = own.find(f"{W}ilvl")
            identifier = own.find(f"{W}numId").get(f"{W}val")
            level = int(depth.get(f"{W}val")) if depth is not None else level
        if not identifier:
            shown.append("")
            continue
        chosen = lists[identifier]
        kind = chosen.find(f"{W}abstractNumId").get(f"{W}val")
        now = counts.setdefault(kind, [0] * 9)
        if identifier not in started:
            started.add(identifier)
            for change in chosen.iterchildren(f"{W}lvlOverride"):
                now[int(change.get(f"{W}ilvl"))] = int(change.find(f"{W}startOverride").get(f"{W}val")) - 1
        now[level] += 1
        now[level + 1 :] = [0] * (8 - level)
        levels = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl", namespaces={"w": W[1:-1]})
        said = levels[level].find(f"{W}lvlText").get(f"{W}val")
        for place, one in enumerate(levels[: level + 1]):
            form = one.find(f"{W}numFmt").get(f"{W}val")
            number = chr(64 + now[place]) if form == "upperLetter" else str(now[place])
            said = said.replace(f"%{place + 1}", number)
        shown.append(said)
    return shown


def section(number: str, level: int = 1, title: str = "Aims", **more: object) -> Section:
    return Section(f"s{number or title}", title, (Paragraph("Words."),), number=number, level=level, **more)  # type: ignore[arg-type]


def test_words_numbers_of_headings_are_those_of_the_document() -> None:
    wanted = [
        ("1", 1),
        ("2", 1),
        ("2.1", 2),
        ("2.2", 2),
        ("4", 1),
        ("5", 1),
        ("5.1", 2),
        ("A", 1),
        ("B", 1),
        ("B.1", 2),
    ]

    data = render(of_sections([section(number, level) for number, level in wanted]))

    assert shown_numbers(data) == [number for number, _ in wanted]


def test_a_number_that_no_list_gives_is_written_out() -> None:
    data = render(of_sections([section("I"), section("7.3", 2), section("", title="Preface"), section("1")]))

    assert shown_numbers(data) == ["I", "", "", "1"] or shown_numbers(data) == ["", "", "", "1"]
    assert paragraphs(data, "Heading1")[1:] == ["Preface", "Aims"]
    assert paragraphs(data, "Heading2") == ["7.3 Aims"]


def test_headings_of_blocks_go_one_level_down_at_a_time() -> None:
    blocks = (Heading("Deep", 3), Heading("Deeper", 3), Heading("Beside", 2))

    data = render(of_sections([Section("one", "One", blocks, number="1"), Section("two", "Two", blocks, level=3)]))
    levels = [style(found)[-1] for found in body(data).iter(f"{W}p") if style(found).startswith("Heading")]

    assert levels == ["1", "2", "3", "2", "3", "4", "5", "4"]


def test_the_contents_link_to_every_heading_and_show_no_page_number() -> None:
    data = render(of_sections([section("1"), section("1.1", 2, "Means"), section("", title="Thanks")]))
    entries = [
        found for found in body(data).iter(f"{W}p") if style(found).startswith("TOC") and style(found) != "TOCHeading"
    ]
    anchors = [found.find(f".//{W}hyperlink").get(f"{W}anchor") for found in entries]
    marks = {found.get(f"{W}name") for found in body(data).iter(f"{W}bookmarkStart")}
    results = [text(found) for found in entries]

    assert results == ["1 Aims", "1.1 Means", "Thanks"]
    assert set(anchors) <= marks
    assert 'TOC \\o "1-2"' in text_of_fields(data)
    assert part(data, "settings").find(f"{W}updateFields") is None


def text_of_fields(data: bytes) -> str:
    return " ".join(found.text for found in body(data).iter(f"{W}instrText"))


def test_each_head_shows_its_chapter_and_each_foot_page_of_pages_and_the_funding() -> None:
    document = of_sections(
        [section("1", title="Aims", starts_page=True), section("2", title="Means", starts_page=True)],
        cover=Cover("The valley welcomes", statement="Paid by the fund"),
        short_title="Roadmap of the valley",
    )

    data = render(document)
    heads = {text(part(data, name[5:-4])) for name in names(data) if name.startswith("word/header")}
    feet = {text(part(data, name[5:-4])) for name in names(data) if name.startswith("word/footer")}

    assert heads == {"Contents", "Aims", "Means"}
    assert feet == {"Paid by the fund", "Roadmap of the valley Page 1 of 1Paid by the fund"}
    package = zipfile.ZipFile(io.BytesIO(data))
    assert [b"STYLEREF 1" in package.read(name) for name in names(data) if name.startswith("word/header")] == [
        False,
        True,
        True,
    ]


def test_short_chapters_share_a_page_and_long_ones_do_not() -> None:
    short = of_sections([section("1"), section("2"), section("3")])
    long = of_sections([Section(f"s{n}", "Aims", (Paragraph(LONG),), number=f"{n}") for n in (1, 2, 3)])

    assert len(list(body(render(short)).iter(f"{W}sectPr"))) == 3
    assert len(list(body(render(long)).iter(f"{W}sectPr"))) == 5


def wide_table(columns: int) -> Table:
    return Table(
        "wide", "Wide", [Column(f"c{n}", "Welcome", width=14) for n in range(columns)], [["orientation"] * columns]
    )


@pytest.mark.parametrize(("columns", "expected"), [(4, [False]), (14, [True])])
def test_a_table_whose_words_would_break_lies_on_a_wide_page(columns: int, expected: list[bool]) -> None:
    data = render(of_blocks(Paragraph(LONG), wide_table(columns), Paragraph(LONG)))
    pages = [found.find(f"{W}pgSz").get(f"{W}orient") == "landscape" for found in body(data).iter(f"{W}sectPr")][2:]

    assert [page for page in pages if page] == [page for page in expected if page]
    assert not pages[-1]


def test_the_cover_says_what_the_document_is_and_who_pays() -> None:
    cover = Cover(
        "The valley welcomes", "Roadmap", [Fact("Period", "2025–2027")], (3, 5, 2), Logos([LogoMark("The fund", statement="Paid by the fund")]),
        "With the help of the fund", "Views are the authors'.", "All invented.",
    )  # fmt: skip

    lines = list(outline(render(of_sections([section("1")], cover=cover))))

    assert lines[:6] == [
        "Title: The valley welcomes",
        "Subtitle: Roadmap",
        "CoverFact: Period 2025–2027",
        "CoverNote: Illustration: All invented.",
        "CoverNote: Disclaimer: Views are the authors'.",
        "row: The fundPaid by the fund",
    ]


def test_the_file_says_its_title_language_and_day() -> None:
    properties = docx.Document(io.BytesIO(render(sample_document("fr", Medium.PAGE)))).core_properties

    assert properties.title == "Feuille de route de la vallée"
    assert properties.language == "fr-FR"
    assert properties.created is not None and properties.created.date() == DAY
    assert "python-docx" not in properties.comments


def test_every_style_that_is_used_is_defined_and_none_is_of_another_template() -> None:
    data = render(sample_document("ar", Medium.PAGE))
    defined = {found.get(f"{W}styleId") for found in part(data, "styles").iterchildren(f"{W}style")}
    used = {found.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for found in body(data).iter(W + kind)}

    assert used <= defined
    assert not any(name.startswith(("Light", "Medium", "Colorful")) for name in defined)


def test_links_lead_to_the_web_and_to_sections_and_to_nothing_else() -> None:
    line = (
        Span("the law", link="https://example.org/a b"), " ", Span("the aims", link="#s1"), " ",
        Span("a file", link="file:///etc/passwd"), " ", Span("nowhere", link="#missing"),
    )  # fmt: skip

    data = render(of_sections([Section("s1", "Aims", (Paragraph(line),))]))
    found = [one for one in body(data).iter(f"{W}hyperlink") if not text(one).startswith("Aims")]
    relations = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()

    assert [text(one) for one in found] == ["the law", "the aims"]
    assert found[0].get(f"{R}id") and found[1].get(f"{W}anchor")
    assert 'Target="https://example.org/a%20b" TargetMode="External"' in relations
    assert "passwd" not in relations


def test_the_message_stands_below_the_heading_and_the_source_at_the_end() -> None:
    one = Section(
        "s1",
        "Aims",
        (Paragraph("Words."),),
        Role.BODY,
        "Three aims lead.",
        ("Say it slowly",),
        "1",
        source="Source: census",
    )

    lines = list(outline(render(of_sections([one]))))[3:]

    assert lines == [
        "Heading1: Aims",
        "Lead: Three aims lead.",
        "BodyText: Words.",
        "NoteTitle: Notes",
        "Note: Say it slowly",
        "Source: Source: census",
    ]


def test_a_sheet_begins_its_page_and_says_its_number_objective_and_status() -> None:
    sheet = ActionSheet("A1.1", "Open a desk", "O1", "Welcome", Tag("late"), [Fact("Lead", "Town")], [], id="action-1")
    one = Section("action-1", "Open a desk", (sheet,), number="1.1", level=2)

    data = render(of_sections([section("1"), one]))
    lines = list(outline(data))[-4:]
    eyebrow = part(data, "styles").find(f"{W}style[@{W}styleId='SheetEyebrow']")

    assert lines == [
        "SheetEyebrow: Action sheet A1.1 ■\u00a0late",
        "Heading2: Open a desk",
        "SheetObjective: Strategic objective: O1 Welcome",
        "row: LeadTown",
    ]
    assert eyebrow.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_a_template_that_cannot_be_used_is_refused_rather_than_left_aside() -> None:
    request = ExportRequest(of_sections([section("1")]), ("en",), DEFAULT, Words("en"), DAY, template=b"PK")

    with pytest.raises(TemplateUnusable):
        migplan_exporters()[0].render(request)


@pytest.mark.parametrize(("language", "placed"), [("fr", "left"), ("ar", "center")])
def test_numbers_of_headings_begin_within_the_margin_of_either_direction(language: str, placed: str) -> None:
    sections = [Section("one", "Titre", (Paragraph("Texte"),), number="1")]
    numbering = part(render(of_sections(sections, language)), "numbering")
    levels = [level for level in numbering.iter(f"{W}lvl") if level.find(f"{W}pStyle[@{W}val='Heading1']") is not None]

    assert [level.find(f"{W}lvlJc").get(f"{W}val") for level in levels] == [placed]
    indent = levels[0].find(f"{W}pPr/{W}ind")
    room = int(indent.get(f"{W}left")) - int(indent.get(f"{W}hanging"))
    assert (room > 0) == (language == "ar")


def test_three_places_to_sign_stand_side_by_side_under_a_line_for_place_and_day() -> None:
    places = [Signature(role, "") for role in ("Présidence", "Secrétariat", "Visa")]
    data = render(of_sections([Section("end", "Adoption", (Signatures(places, "Signatures"),))], "fr"))

    assert [len(row.findall(f"{W}tc")) for table in tables(data) for row in table.iter(f"{W}tr")] == [3]
    assert any(said.startswith("Fait à …") for said in paragraphs(data, "BodyText"))
