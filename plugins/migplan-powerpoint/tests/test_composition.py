"""What a slide is made of: action sheets with their money, covers that keep the law's words, titles, calendars, proofs."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pptx
import pytest
from attrs import evolve

from migplan.documents import (
    ActionSheet,
    Bar,
    Block,
    Bullets,
    Chart,
    ChartKind,
    Column,
    Cover,
    Document,
    Fact,
    Figures,
    Gantt,
    Heading,
    Holds,
    KeyFigure,
    Lane,
    LogoMark,
    Logos,
    Paragraph,
    ParagraphStyle,
    Section,
    Series,
    SheetPart,
    Table,
    Tag,
    Tone,
    Value,
)
from migplan.testing.samples import DAY
from migplan_office.lint import lint
from migplan_powerpoint.balance import without_orphan
from migplan_powerpoint.cells import Span
from migplan_powerpoint.widths import shared_widths
from migplan_powerpoint.words import Para, Run, Writer

Render = Callable[[Document], bytes]

DISCLAIMER = "This document was made with the financial support of the Fund. " * 6


def slides_of(data: bytes) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(data)).slides)


def named(slide: Any, name: str) -> list[Any]:
    """List shapes by the first word of their name, those within groups too."""
    found: list[Any] = []
    queue = list(slide.shapes)
    while queue:
        shape = queue.pop(0)
        if shape.shape_type == 6:
            queue[:0] = list(shape.shapes)
        if re.fullmatch(rf"{name} \d+", shape.name):
            found.append(shape)
    return found


def texts(data: bytes) -> list[str]:
    """Give the text of every shape, slide by slide."""
    deck = pptx.Presentation(io.BytesIO(data))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    return [shape.text_frame.text for shape in shapes if shape.has_text_frame and shape.text_frame.text]


def document(*blocks: Block, title: str = "Actions", cover: Cover | None = None, language: str = "en") -> Document:
    section = Section("s", title, blocks)
    return Document("t", "Test", language, cover or Cover("Test"), (section,), date=DAY)


def money(*years: tuple[int, int, int, int]) -> Table:
    """Make a table of money: year, secured, requested and to find."""
    columns = [Column("year", "Year", Holds.CODE), Column("cost", "Cost", Holds.MONEY, unit="EUR")] + [
        Column(key, label, Holds.MONEY, unit="EUR")
        for key, label in (("secured", "Secured"), ("requested", "Requested"), ("to_find", "To find"))
    ]
    rows = [
        (str(year), *(Value(Decimal(amount), Holds.MONEY) for amount in (sum(parts), *parts))) for year, *parts in years
    ]
    return Table("cost", "Cost by year", columns, rows)


def steps(*days: date) -> Table:
    columns = [Column("date", "Date", Holds.DATE), Column("milestone", "Milestone"), Column("status", "Status")]
    rows = [
        (Value(day, Holds.DATE), f"Step {number}", Tag("reached" if number == 0 else "ahead", tone))
        for number, (day, tone) in enumerate(zip(days, (Tone.ACHIEVED, *(Tone.NOT_BEGUN,) * 9), strict=False))
    ]
    return Table("steps", "Milestones", columns, rows)


def sheet(*tables: Table, lines: int = 1) -> ActionSheet:
    parts = [SheetPart(label, [f"{label} of the action, line {n}" for n in range(lines)]) for label in ("Why", "What")]
    return ActionSheet(
        "A1.1",
        "A welcome desk",
        "O1",
        "Welcome those who return",
        Tag("on the way", Tone.ON_THE_WAY),
        [Fact("Lead", "The town"), Fact("Progress", Value(Decimal(60), Holds.SHARE))],
        parts,
        tables=tables,
        color="series-2",
    )


def test_money_of_an_action_is_a_bar_of_what_is_secured_requested_and_missing(render: Render) -> None:
    slides = slides_of(render(document(sheet(money((2026, 300, 100, 0), (2027, 100, 100, 200))))))

    assert len(slides) == 2
    secured, requested, gap = (named(slides[1], name) for name in ("secured", "requested", "gap"))
    bar = secured[0].width, requested[0].width, gap[0].width
    # 400, 200 and 200 of 800; the outline of what is missing lies within its part.
    assert bar[0] == pytest.approx(2 * bar[1], rel=0.01)
    assert bar[1] == pytest.approx(bar[2], rel=0.05)
    assert [shape.text_frame.text for shape in named(slides[1], "amount")] == ["400", "200", "200"]
    assert not slides[1].shapes.title.text_frame.text.endswith("(1/2)")


def test_what_an_action_has_no_money_for_is_not_drawn(render: Render) -> None:
    slide = slides_of(render(document(sheet(money((2026, 400, 0, 0))))))[1]

    assert [shape.text_frame.text for shape in named(slide, "legend")] == ["Secured"]
    assert named(slide, "gap") == []


def test_milestones_stand_in_time_and_are_full_when_reached(render: Render) -> None:
    slide = slides_of(render(document(sheet(steps(date(2026, 1, 1), date(2026, 6, 1), date(2027, 1, 1))))))[1]

    marks = named(slide, "milestone")
    assert [mark.left for mark in marks] == sorted(mark.left for mark in marks)
    fills = [str(mark._element.xpath("./p:spPr/a:solidFill/a:schemeClr/@val")) for mark in marks]
    assert fills[0] != fills[1] == fills[2]


def test_words_of_every_action_sheet_have_one_size(render: Render) -> None:
    for lines in (1, 3):
        slide = slides_of(render(document(sheet(money((2026, 1, 1, 1)), lines=lines))))[1]
        sizes = {
            run.font.size.pt
            for shape in named(slide, "part")
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
        }
        assert sizes == {16.0}


@pytest.mark.parametrize("marks", [0, 5])
def test_a_cover_says_its_disclaimer_whole_however_long(render: Render, marks: int) -> None:
    logos = Logos([LogoMark(f"Partner number {n} of the region", "Paid by the Fund") for n in range(marks)])
    cover = Cover("A title that is long enough to take several lines beside the band", disclaimer=DISCLAIMER)
    cover = Cover(cover.title, disclaimer=DISCLAIMER, logos=logos if marks else None)

    slide = slides_of(render(document(Paragraph("Text"), cover=cover)))[0]

    said = " ".join(" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame).split())
    assert " ".join(DISCLAIMER.split()) in said


def test_content_rises_below_a_title_of_one_line(render: Render) -> None:
    text = Paragraph("Text")
    short, long = (
        named(slides_of(render(document(text, title=title)))[1], "body")[0].top
        for title in ("Short", "A title that goes on for so long that it takes the second line of the slide as well")
    )

    assert short < long


def test_the_last_line_of_a_title_is_no_orphan(writer: Writer) -> None:
    text = "The roadmap costs sixteen million and there is a gap of five million francs"
    width = writer.width("The roadmap costs sixteen million and there is a gap of five million", 28.0, True) + 2
    para = Para((Run(text, True),), 28.0)

    held = without_orphan(para, writer, width)

    assert writer.lines(para, width) == writer.lines(held, width) == 2
    assert held.text.replace("\u00a0", " ") == text
    assert "five\u00a0million\u00a0francs" in held.text


def test_a_title_of_one_line_keeps_its_spaces(writer: Writer) -> None:
    para = Para((Run("A short title", True),), 28.0)

    assert without_orphan(para, writer, 900.0) == para


def test_calendars_part_between_lanes(render: Render) -> None:
    lanes = [Lane(f"O{n}", f"Objective {n}", f"series-{n}") for n in range(1, 5)]
    bars = [
        Bar(f"A{lane.key[1]}.{n}", "An action", date(2026, 1, 1), date(2026, 12, 31), lane.key)
        for lane in lanes
        for n in range(6)
    ]
    block = Gantt("g", "Calendar", date(2026, 1, 1), date(2026, 12, 31), lanes, bars)

    slides = slides_of(render(document(block)))[1:]

    heads = [[shape.text_frame.text for shape in named(slide, "lane") if shape.text_frame.text] for slide in slides]
    assert len(slides) > 1
    assert sorted(head for part in heads for head in part) == [f"Objective {n}" for n in range(1, 5)]


def test_nine_numbers_share_a_slide_as_proofs(render: Render) -> None:
    items = [KeyFigure(Value(Decimal(n)), f"F{n} – A finding of the territory", "Measure, 2024") for n in range(1, 10)]

    slides = slides_of(render(document(Figures(items))))

    assert len(slides) == 2
    assert len({shape.top for shape in named(slides[1], "card")}) == 3


def test_short_lists_under_headings_stand_side_by_side(render: Render) -> None:
    blocks = [Heading("Agreed", 2), Bullets(["One thing"]), Heading("Open", 2), Bullets(["Another"])]

    first, second = named(slides_of(render(document(*blocks)))[1], "list")

    assert first.top == second.top
    assert first.left != second.left


def test_sayings_stand_each_beside_its_bar(render: Render) -> None:
    said = [Paragraph(f"A saying that is worth keeping, number {n}.", ParagraphStyle.QUOTE) for n in range(3)]

    slide = slides_of(render(document(*said)))[1]

    assert len(named(slide, "bar")) == len(named(slide, "quote")) == 3


def test_a_note_stands_on_the_line_of_sources(render: Render) -> None:
    table = Table("t", "Numbers", [Column("a", "Name")], [("One",)], note="Source: census")

    slide = slides_of(render(document(table)))[1]

    assert [shape.text_frame.text for shape in named(slide, "source")] == ["Source: census"]


def test_the_code_of_an_objective_is_said_also_where_it_has_no_title(render: Render) -> None:
    untitled = evolve(sheet(), objective_code="O17", objective_title="")

    assert any("O17" in text for text in texts(render(document(untitled))))


@pytest.mark.parametrize("title", ["", " ", "\u200b"])
def test_a_cover_whose_title_shows_nothing_takes_that_of_the_document(render: Render, title: str) -> None:
    deck = document(Paragraph("Said"), cover=Cover(title))

    assert texts(render(deck))[0] == "Test"


def test_a_chart_of_columns_without_categories_is_written(render: Render) -> None:
    chart = Chart("c", "Nothing yet", ChartKind.COLUMN, (), (Series("People", ()),))

    assert render(document(chart))


def test_a_word_without_end_takes_no_width_from_the_narrow_columns() -> None:
    columns = [Column("a", "A"), Column("b", "B"), Column("c", "C")]
    spans = [Span(word=900.0, line=900.0), Span(word=4.0, line=6.0), Span(word=300.0, line=300.0)]

    widths, holds_all = shared_widths(columns, spans, 11.0, 800.0, 5.0)

    assert not holds_all
    assert widths[1] == 4.0 * 11.0 + 2 * 5.0
    assert widths[0] == widths[2] == pytest.approx((800.0 - widths[1]) / 2)


def test_the_legend_of_a_ring_has_the_language_of_its_parts_not_of_its_series(render: Render) -> None:
    ring = Chart("c", "Vues et lues", ChartKind.DOUGHNUT, ("Vues", "Lues"), (Series("مسار", (Decimal(2), Decimal(1))),))

    assert [str(finding) for finding in lint(render(document(ring, language="fr")))] == []


def test_a_chart_that_cannot_be_drawn_leaves_its_table_and_its_reading_on_the_slides(render: Render) -> None:
    names = [f"Commune {number}" for number in range(40)]
    ring = Chart("c", "Parts", ChartKind.DOUGHNUT, names, (Series("s", [None, *[Decimal(2)] * 39]),), reading=["Lu"])

    data = render(document(ring))

    assert [str(finding) for finding in lint(data)] == []
    tables = [shape for slide in slides_of(data) for shape in slide.shapes if shape.has_table]
    assert [row.cells[0].text for table in tables for row in table.table.rows if row.cells[0].text in names] == names
    assert any("Lu" in text for text in texts(data))


def test_how_far_an_action_is_keeps_its_name_and_shows_where_no_status_stands(render: Render) -> None:
    share = Fact("Avancement", Value(Decimal(55), Holds.SHARE))
    told = [render(document(evolve(sheet(), status=status, facts=(share,)))) for status in (Tag("En cours"), "")]

    for data in told:
        slide = slides_of(data)[-1]
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        said = "\n".join([*texts(data), notes])
        assert "Avancement" in said
        assert "55" in said
