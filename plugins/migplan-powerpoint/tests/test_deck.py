"""The deck as PowerPoint sees it: titles, layouts, notes, hidden slides, sections, direction, links."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pptx
import pytest
from lxml import etree

from migplan.documents import (
    Block,
    Bullets,
    Cover,
    Document,
    Fact,
    Medium,
    Paragraph,
    ParagraphStyle,
    Role,
    Section,
    Slot,
    Span,
)
from migplan.testing.samples import sample_document
from migplan_powerpoint.geometry import SCREEN
from migplan_powerpoint.template import layouts

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Render = Callable[[Document], bytes]


def document(*sections: Section, language: str = "en", cover: Cover | None = None) -> Document:
    return Document(
        "test",
        "Roadmap",
        language,
        cover or Cover("Roadmap of the valley"),
        sections,
        short_title="Valley",
        date=date(2025, 9, 30),
        medium=Medium.SLIDE,
    )


def one(block: Block, title: str = "Needs", message: str = "", language: str = "en") -> Document:
    return document(Section("s", title, (block,), message=message), language=language)


def opened(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def test_a_message_is_the_title_and_the_subject_stands_above_it(render: Render) -> None:
    deck = opened(render(one(Paragraph("Text."), "Needs", "Two needs come first")))

    slide = deck.slides[1]

    assert slide.shapes.title.text_frame.text == "Two needs come first"
    assert [shape.text_frame.text for shape in slide.shapes if shape.name.startswith("subject")] == ["Needs"]


def test_a_long_list_goes_on_under_the_same_numbered_title(render: Render) -> None:
    deck = opened(render(one(Bullets([f"A need that people of the valley named, number {n}" for n in range(40)]))))

    titles = [slide.shapes.title.text_frame.text for slide in deck.slides][1:]

    assert len(titles) > 1
    assert titles == [f"Needs ({number}/{len(titles)})" for number in range(1, len(titles) + 1)]


def test_two_sections_of_one_title_give_different_slide_titles(render: Render) -> None:
    deck = opened(render(document(Section("a", "Needs", (Paragraph("x"),)), Section("b", "Needs", (Paragraph("y"),)))))

    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]

    assert len(set(titles)) == 3


def test_a_title_too_long_for_two_lines_is_cut_and_said_in_the_notes(render: Render) -> None:
    title = "A sentence that never ends because its author likes words " * 9

    slide = opened(render(one(Paragraph("x"), "t", title))).slides[1]

    assert slide.shapes.title.text_frame.text.endswith("…")
    assert title.strip() in slide.notes_slide.notes_text_frame.text


def test_notes_of_a_section_are_speaker_notes(render: Render) -> None:
    section = Section("a", "Needs", (Paragraph("x"),), notes=("Ask who agrees.", "Five minutes."))

    slide = opened(render(document(section))).slides[1]

    assert slide.notes_slide.notes_text_frame.text == "Ask who agrees.\nFive minutes."


def test_a_hidden_section_is_a_hidden_slide(render: Render) -> None:
    data = render(document(Section("a", "Backup", (Paragraph("x"),), is_hidden=True)))

    assert part(data, "ppt/slides/slide2.xml").get("show") == "0"


def test_chapters_are_sections_of_the_deck(render: Render) -> None:
    data = render(
        document(
            Section("why", "Why", role=Role.DIVIDER, number="1"),
            Section("a", "Needs", (Paragraph("x"),)),
            Section("how", "How", role=Role.DIVIDER, number="2"),
        )
    )

    found = [
        (section.get("name"), len(list(section.iter("{*}sldId"))))
        for section in part(data, "ppt/presentation.xml").iter("{*}section")
    ]

    assert found == [("Roadmap of the valley", 1), ("Why", 2), ("How", 1)]


def test_layouts_carry_real_placeholders_and_names_in_the_language(render: Render) -> None:
    deck = opened(render(sample_document("fr", Medium.SLIDE)))

    names = [layout.name for layout in deck.slide_layouts]
    kinds = {
        layout.name: [holder.placeholder_format.type for holder in layout.placeholders] for layout in deck.slide_layouts
    }

    assert names == ["Couverture", "Intertitre", "Titre et texte", "Titre seul", "Deux colonnes", "Graphique et lecture",
                     "Image et texte"]  # fmt: skip
    assert all(kinds.values())
    assert len(names) == len(layouts(SCREEN))
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)


def test_running_text_fills_the_placeholder_of_its_layout(render: Render) -> None:
    slide = opened(render(one(Paragraph("Text that runs.")))).slides[1]

    assert slide.slide_layout.name == "Title and text"
    assert [holder.placeholder_format.idx for holder in slide.placeholders] == [0, 1, 11, 12]


def test_an_arabic_deck_is_mirrored_down_to_its_layouts(render: Render) -> None:
    french = render(sample_document("fr", Medium.SLIDE))
    arabic = render(sample_document("ar", Medium.SLIDE))

    width = 12_192_000
    assert part(arabic, "ppt/presentation.xml").get("rtl") == "1"
    for number in range(1, len(layouts(SCREEN)) + 1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        for one, other in zip(part(french, name).iter(f"{A}xfrm"), part(arabic, name).iter(f"{A}xfrm"), strict=True):
            left, right = one.find(f"{A}off"), other.find(f"{A}off")
            extent = one.find(f"{A}ext")
            assert left is not None and right is not None and extent is not None
            if int(extent.get("cx", "0")):
                assert int(right.get("x", "")) == width - int(left.get("x", "")) - int(extent.get("cx", ""))


def test_links_lead_outside_only_by_web_and_mail_and_inside_to_slides(render: Render) -> None:
    text = (
        Span("law", link="https://example.org/law"),
        Span("part", link="#other"),
        Span("file", link="file:///etc/passwd"),
        Span("gone", link="#nowhere"),
    )
    data = render(document(Section("a", "Links", (Paragraph(text),)), Section("other", "Other", (Paragraph("x"),))))

    targets = [
        (relation.get("Type", "").rpartition("/")[2], relation.get("Target"))
        for relation in part(data, "ppt/slides/_rels/slide2.xml.rels")
    ]

    assert targets == [("slideLayout", "../slideLayouts/slideLayout3.xml"), ("hyperlink", "https://example.org/law"),
                       ("slide", "slide3.xml")]  # fmt: skip


def test_the_cover_holds_title_facts_motif_and_says_that_it_is_invented(render: Render) -> None:
    cover = Cover(
        "Roadmap of the valley", "Council", [Fact("Period", "2022–2027")], [Decimal(3), Decimal(9)],
        illustration="Invented to show the form.",
    )  # fmt: skip

    slide = opened(render(document(cover=cover))).slides[0]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
    motif = [shape for shape in slide.shapes if shape.shape_type == 6]

    assert texts == ["Roadmap of the valley", "Council", "Period: 2022–2027", "Invented to show the form."]
    assert [len(group.shapes) for group in motif] == [2]


def test_a_vision_alone_on_its_slide_is_set_large(render: Render) -> None:
    slide = opened(render(one(Paragraph("Everybody is welcome here.", ParagraphStyle.QUOTE)))).slides[1]

    sizes = [
        run.font.size.pt
        for shape in slide.shapes
        if shape.name.startswith("body")
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]

    assert sizes == [30.0]


def test_prose_still_to_be_written_is_a_marked_place(render: Render) -> None:
    slide = opened(render(one(Slot("foreword", "Foreword of the president")))).slides[1]

    marked = [shape for shape in slide.shapes if shape.name.startswith("slot:foreword")]

    assert [shape.text_frame.text for shape in marked] == ["To be written: Foreword of the president"]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_footer_has_short_title_day_and_page(language: str, render: Render) -> None:
    deck = opened(render(sample_document(language, Medium.SLIDE)))

    slide = deck.slides[1]
    holders = {holder.placeholder_format.idx: holder.text_frame.text for holder in slide.placeholders}

    assert "2025" in holders[11]
    assert holders[12] == "2"
