"""Pages that read well: rows that stay together, heads that stand level, calendars and lists that stay whole."""

from datetime import date
from decimal import Decimal

import pytest
from wordfiles import W, body, of_blocks, of_sections, outline, paragraphs, part, render, style, tables, text

from migplan.documents import (
    ActionSheet,
    Axis,
    Bar,
    Column,
    Gantt,
    Holds,
    Lane,
    Matrix,
    MatrixCell,
    MatrixLine,
    Milestone,
    Paragraph,
    ParagraphStyle,
    Point,
    Quadrant,
    Row,
    RowKind,
    Section,
    Slot,
    SourceNote,
    Span,
    Table,
    Tag,
    Tone,
    Value,
)


def small_tables(count: int) -> list[Table]:
    return [Table(f"t{n}", f"Costs {n}", [Column("a", "Action")], [["Open a desk"]]) for n in range(count)]


def of_rows(count: int, words: int = 1) -> Table:
    return Table("t", "Needs", [Column("n", "Need", width=20)], [["welcome " * words + str(n)] for n in range(count)])


def kept_rows(table: object) -> list[bool]:
    rows = list(table.iterchildren(f"{W}tr"))[1:]  # type: ignore[attr-defined]  # lxml
    return [row.find(f".//{W}keepNext") is not None for row in rows]


def styles_of(table: object) -> set[str]:
    return {style(found) for found in table.iter(f"{W}p")}  # type: ignore[attr-defined]  # lxml


def test_lists_of_tables_and_figures_follow_the_contents_and_link_to_each() -> None:
    data = render(of_blocks(*small_tables(10)))
    entries = [found for found in body(data).iter(f"{W}p") if style(found) == "TableofFigures"]
    marks = {found.get(f"{W}name") for found in body(data).iter(f"{W}bookmarkStart")}
    instructions = " ".join(found.text for found in body(data).iter(f"{W}instrText"))

    assert [text(found) for found in entries] == [f"Table\u00a0{n + 1} Costs {n}" for n in range(10)]
    assert {found.find(f".//{W}hyperlink").get(f"{W}anchor") for found in entries} <= marks
    assert 'TOC \\h \\z \\c "Table"' in instructions
    assert '\\c "Figure"' not in instructions


def test_a_document_with_few_tables_has_no_list_of_them() -> None:
    data = render(of_blocks(*small_tables(9)))

    assert paragraphs(data, "TableofFigures", "ListHeading", "ListHeadingFirst") == []


def test_the_first_rows_and_the_last_ones_of_a_long_table_stay_together() -> None:
    kept = kept_rows(tables(render(of_blocks(of_rows(60))))[0])

    assert [n for n, is_kept in enumerate(kept) if is_kept] == [0, 1, 56, 57, 58]


@pytest.mark.parametrize(("rows", "expected"), [(30, False), (42, True), (60, False)])
def test_a_table_closes_its_lines_where_that_saves_a_page(rows: int, expected: bool) -> None:
    used = styles_of(tables(render(of_blocks(of_rows(rows))))[0])

    assert ("TableTextDense" in used) == expected


def test_the_word_of_a_total_stands_beside_the_codes_not_among_them() -> None:
    columns = [Column("c", "No.", Holds.CODE), Column("t", "Action"), Column("m", "Cost", Holds.MONEY)]
    rows = [Row(("A1", "Open a desk", Value(Decimal(5), Holds.MONEY))), Row(("Total",), RowKind.TOTAL)]

    lines = list(outline(render(of_blocks(Table.computed("t", "Costs", columns, rows)))))

    assert lines[-1].startswith("row:  | Total | ")


def test_codes_of_one_family_share_a_level_head() -> None:
    heads = [MatrixLine(code, "", code) for code in ("GCM-01", "GCM-02", "SDG-1.3")]
    block = Matrix("m", "Goals", "Action", [MatrixLine("a", "Desk", "A1")], heads, [[MatrixCell("●", 3)] * 3])

    data = render(of_blocks(block))

    assert [line for line in outline(data) if line.startswith("head:")] == [
        "head:  | GCM | SDG",
        "head: Action | 01 | 02 | 1.3",
    ]
    assert body(data).find(f".//{W}textDirection") is None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_heads_too_long_to_stand_level_are_short_names_or_numbers_told_below(language: str) -> None:
    heads = [MatrixLine(f"s{n}", f"Association of families number {n}") for n in range(13)]
    heads.append(MatrixLine("m", "ME"))
    block = Matrix("m", "Roles", "Action", [MatrixLine("a", "Desk", "A1")], heads, [[MatrixCell("R", 2)] * 14])

    data = render(of_blocks(block, language=language))
    cells = [text(cell) for cell in next(tables(data)[0].iterchildren(f"{W}tr")).iterchildren(f"{W}tc")]
    told = paragraphs(data, "Source")[0]

    assert cells[1:] == [*(str(n) for n in range(1, 14)), "ME"]
    assert "13: Association of families number 12" in told
    assert "ME" not in told


def test_a_matrix_that_closes_its_lines_cites_each_source_once() -> None:
    rows = [MatrixLine(f"a{n}", (f"Desk {n}", Span("", source="census"))) for n in range(30)]
    block = Matrix("m", "Roles", "Action", rows, [MatrixLine("t", "Town")], [[MatrixCell("R", 2)]] * 30)

    data = render(of_blocks(Paragraph("Words. " * 400), block, sources=[SourceNote("census", "Census 2024")]))
    notes = {found.get(f"{W}id") for found in part(data, "footnotes") if found.get(f"{W}type") is None}

    assert "TableTextDense" in styles_of(tables(data)[0])
    assert {found.get(f"{W}id") for found in body(data).iter(f"{W}footnoteReference")} == notes == {"1"}


def of_bars(count: int, steps: int) -> Gantt:
    bars = [
        Bar(f"A{n}", "Open a desk", date(2022, 1, 1), date(2026, 12, 31), "O1", "Town", Decimal(40), Tone.LATE, "late",
            [Milestone(f"Step {n}.{step}", date(2023, 1 + step, 1), step == 0) for step in range(steps)])
        for n in range(count)
    ]  # fmt: skip
    lanes = [Lane("O1", "Welcome", "series-1")]
    return Gantt("g", "Calendar", date(2022, 1, 1), date(2026, 12, 31), lanes, bars, date(2023, 1, 15))


@pytest.mark.parametrize(("bars", "expected"), [(5, False), (20, True), (60, False)])
def test_a_calendar_closes_its_lines_where_one_page_then_holds_it(bars: int, expected: bool) -> None:
    data = render(of_blocks(of_bars(bars, 0)))
    legend = paragraphs(data, "Source")[0]

    assert ("TableTextDense" in styles_of(tables(data)[0])) == expected
    assert ("▲\u00a0late" in legend) == expected


def test_many_milestones_are_listed_by_day_with_their_state() -> None:
    data = render(of_blocks(of_bars(7, 2)))
    lines = list(outline(data))
    at = lines.index("head: No. | Date | Milestones – reached | No. | Date | Milestones – to come")

    assert lines[at + 1] == "row: A0 | 1 Jan 2023 | Step 0.0 | A0 | 1 Feb 2023 | Step 0.1"
    assert sum("Step" in line for line in lines) == 7


def test_a_word_of_somebody_stands_large_once_it_is_written() -> None:
    data = render(
        of_blocks(
            Slot("foreword", "say why"),
            Slot("word", "say why", "We welcome.", style=ParagraphStyle.QUOTE),
        )
    )

    assert paragraphs(data, "Foreword") == ["We welcome."]
    assert paragraphs(data, "SlotHint") == ["To be written: say why"]


def test_years_stand_side_by_side_on_every_sheet() -> None:
    columns = [Column("y", "Year", Holds.CODE), *(Column(k, k, Holds.MONEY, unit="EUR") for k in ("Cost", "Secured"))]
    for years in (1, 2, 5):
        amounts = [Value(Decimal(n), Holds.MONEY) for n in range(years)]
        rows = [Row((str(2022 + n), amount, amount)) for n, amount in enumerate(amounts)]
        sheet = ActionSheet(
            "A1", "Desk", "O1", "Welcome", Tag("late"), [], [], [Table("c", "Costs", columns, rows)], id="a"
        )

        lines = list(outline(render(of_sections([Section("a", "Desk", (sheet,), number="1", level=1)]))))

        assert "head: Year | " + " | ".join(str(2022 + n) for n in range(years)) in lines


def test_a_category_keeps_its_mark_whichever_others_are_drawn() -> None:
    everything = ("State", "Town", "People")

    def shapes(*shown: str) -> list[str]:
        points = [Point(f"Partner {n}", Decimal(4), Decimal(n + 3), name) for n, name in enumerate(shown)]
        quarters = ("Convince", "Partner", "Watch", "Inform")
        plane = Quadrant("q", "Who", quarters, Axis("Interest"), Axis("Influence"), points, categories=everything)
        data = render(of_blocks(plane))
        found = [shape.get("prst") for shape in part(data, "document").iter("{*}prstGeom")]
        return [shape for shape in found if shape in ("ellipse", "triangle", "diamond")]

    assert set(shapes("People")) == {"triangle"}
    assert set(shapes("State", "People")) == {"ellipse", "triangle"}


def test_a_short_chapter_goes_on_where_it_fits_whole() -> None:
    def chapters(rows: int) -> int:
        first = Section("a", "Aims", (of_rows(17),), number="1")
        second = Section("b", "Steps", (Table("u", "Steps", [Column("s", "Step")], [["Open"]] * rows),), number="2")
        return len(list(body(render(of_sections([first, second]))).iter(f"{W}sectPr")))

    assert chapters(5) < chapters(30)
