"""Tables on slides: parted between rows, header repeated, nothing lost, widths by content."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pptx
import pytest

from migplan.documents import Column, Cover, Document, Holds, Row, RowKind, Section, Table, Tag, Tone, Value
from migplan.testing.samples import DAY
from migplan_powerpoint.tables import MOST_ROWS

Render = Callable[[Document], bytes]


def tables_of(data: bytes) -> list[Any]:
    deck = pptx.Presentation(io.BytesIO(data))
    return [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]


def document(table: Table, language: str = "en") -> Document:
    return Document("t", "Test", language, Cover("Test"), (Section("s", "Table", (table,)),), date=DAY)


def rows_of(table: Any) -> list[list[str]]:
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


def test_long_tables_go_on_with_their_header_and_lose_no_row(render: Render) -> None:
    columns = [Column("code", "No.", Holds.CODE, width=6), Column("text", "Action", width=40)]
    rows = [(f"A{n}", f"Action number {n} of the valley") for n in range(50)]

    tables = tables_of(render(document(Table("t", "Actions", columns, rows))))

    assert [rows_of(table)[0] for table in tables] == [["No.", "Action"]] * len(tables)
    assert [tuple(row) for table in tables for row in rows_of(table)[1:]] == rows
    assert all(len(table.rows) <= MOST_ROWS + 2 for table in tables)


def test_slides_of_a_long_table_are_filled_alike(render: Render) -> None:
    columns = [Column("text", "Action", width=40)]

    tables = tables_of(render(document(Table("t", "Actions", columns, [(f"Action {n}",) for n in range(25)]))))

    assert [len(table.rows) - 1 for table in tables] == [9, 9, 7]


def test_a_group_never_stands_last_on_a_slide(render: Render) -> None:
    columns = [Column("text", "Action", width=40), Column("lead", "Lead")]
    rows = [
        row
        for group in range(8)
        for row in (Row((f"Objective {group}",), RowKind.GROUP), *(Row((f"Action {n}", "Council")) for n in range(3)))
    ]

    tables = tables_of(render(document(Table("t", "Actions", columns, rows))))

    assert len(tables) > 1
    assert not any(rows_of(table)[-1][0].startswith("Objective") for table in tables)


def test_a_cell_higher_than_a_slide_goes_on_in_the_next_row(render: Render) -> None:
    columns = [Column("code", "No.", width=6), Column("text", "Text", width=40)]
    text = " ".join(f"word{n}" for n in range(900))

    tables = tables_of(render(document(Table("t", "Long", columns, [("A1", text)]))))

    said = "".join(row[1] for table in tables for row in rows_of(table)[1:])
    assert len(tables) > 1
    assert said.split() == text.split()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_high_header_and_a_long_note_still_leave_a_row_parted_over_slides(language: str, render: Render) -> None:
    columns = [Column(f"c{n}", "جملة قصيرة هنا. " * 8, width=8) for n in range(6)]
    text = " ".join(["جملة", "قصيرة", "phrase"] * 220)
    table = Table("t", "Long", columns, [("", text, "", "", "", "") for _ in range(3)], note="note " * 200)

    deck = pptx.Presentation(io.BytesIO(render(document(table, language))))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]

    assert all(shape.top + shape.height < deck.slide_height for shape in shapes)
    said = " ".join(row[1] for shape in shapes for row in rows_of(shape.table)[1:])
    assert said.count("phrase") == 660


def test_columns_that_do_not_fit_side_by_side_come_in_turn_beside_the_first(render: Render) -> None:
    columns = [Column(f"c{n}", f"Territorialisation{n}", width=12) for n in range(20)]
    rows = [tuple(f"valeur{n}" for n in range(20))]

    tables = tables_of(render(document(Table("t", "Wide", columns, rows))))

    assert len(tables) > 1
    assert all(rows_of(table)[0][0] == "Territorialisation0" for table in tables)
    assert {text for table in tables for text in rows_of(table)[1]} == {f"valeur{n}" for n in range(20)}


def test_numbers_stand_at_the_end_and_the_unit_in_the_header(render: Render) -> None:
    columns = [Column("a", "Action", width=30), Column("c", "Cost", Holds.MONEY, unit="EUR")]

    table = tables_of(render(document(Table("t", "Costs", columns, [("Desk", Value(1250, Holds.MONEY, "EUR"))]))))[0]

    assert rows_of(table) == [["Action", "Cost (EUR)"], ["Desk", "1,250"]]
    assert "r" in str(table.cell(1, 1)._tc.xpath("./a:txBody/a:p/a:pPr/@algn"))


def test_an_estimate_is_starred_and_the_star_explained(render: Render) -> None:
    columns = [Column("a", "Place"), Column("n", "People", Holds.INTEGER)]
    table = Table("t", "People", columns, [("North", Value(40, Holds.INTEGER, is_estimated=True))])

    deck = pptx.Presentation(io.BytesIO(render(document(table))))
    texts = [shape.text_frame.text for shape in deck.slides[1].shapes if shape.has_text_frame]

    assert rows_of(tables_of(render(document(table)))[0])[1] == ["North", "40*"]
    assert "* estimate" in texts


def test_a_state_is_a_symbol_and_a_word_on_its_ground(render: Render) -> None:
    columns = [Column("a", "Action"), Column("s", "State", Holds.STATUS)]

    table = tables_of(render(document(Table("t", "States", columns, [("Desk", Tag("late", Tone.LATE))]))))[0]

    assert rows_of(table)[1][1] == "▲ late"
    assert table.cell(1, 1)._tc.xpath("./a:tcPr/a:solidFill/a:srgbClr/@val") == ["F8DDD3"]


def test_bars_grow_with_their_number(render: Render) -> None:
    columns = [Column("a", "Place", width=20), Column("c", "Change", Holds.BAR, width=20)]
    rows = [(f"Place {n}", Value(Decimal(n), Holds.BAR)) for n in (-40, -20, 10)]

    deck = pptx.Presentation(io.BytesIO(render(document(Table("t", "Change", columns, rows)))))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    table = next(shape for shape in shapes if shape.has_table)
    bars = [bar for group in shapes if group.name.startswith("bars") for bar in group.shapes]

    assert [bar.width // 1000 for bar in bars] == [bars[0].width * share // 4000 for share in (4, 2, 1)]
    assert len({bar.left for bar in bars}) == 1
    assert all(table.left < bar.left and bar.left + bar.width <= table.left + table.width for bar in bars)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_table_without_rows_keeps_its_header(language: str, render: Render) -> None:
    table = tables_of(render(document(Table("t", "Empty", [Column("a", "Action")], []), language)))[0]

    assert rows_of(table)[0] == ["Action"]


def test_groups_with_long_names_stand_above_their_rows_and_the_total_below_all(render: Render) -> None:
    names = ["O1 – " + "Welcome people who return and those who come " * 4, "O2 – Mobilise those who live abroad"]
    columns = [
        Column("code", "Code", Holds.CODE, width=7),
        Column("title", "Action", width=30),
        Column("lead", "Lead", width=30),
        Column("cost", "Cost", Holds.INTEGER, width=14),
    ]
    rows = []
    for number, name in enumerate(names, start=1):
        rows.append(Row((name,), RowKind.GROUP))
        rows.extend(Row((f"A{number}.{index}", "Visits at home", "Province", Value(index))) for index in range(1, 5))
    rows.append(Row(("Total", "", "", Value(20)), RowKind.TOTAL))
    section = Section("s", "Actions", (Table("t", "", columns, rows),))
    slides = list(
        pptx.Presentation(io.BytesIO(render(Document("d", "D", "en", Cover("D"), (section,), date=DAY)))).slides
    )
    shapes = [shape for slide in slides for shape in slide.shapes]
    tables = [shape.table for shape in shapes if shape.has_table]
    assert len(tables) == 2 and all(table.cell(0, 0).text == "Code" for table in tables)
    assert [table.cell(1, 0).text for table in tables] == ["A1.1", "A2.1"]
    assert len({tuple(column.width for column in table.columns) for table in tables}) == 1
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert all(any(name.strip() in text for text in texts) for name in names)
    assert "Total" in texts and "20" in texts


def test_a_table_of_one_row_is_told_as_its_fields(render: Render) -> None:
    columns = [
        Column("code", "No.", Holds.CODE, width=6),
        Column("text", "Proposal", width=40),
        Column("cost", "Amount", Holds.MONEY, width=12, unit="EUR"),
    ]
    row = Row(("P3", "A register in every town", Value(Decimal(250), Holds.MONEY, unit="EUR")))

    (table,) = tables_of(render(document(Table("t", "Proposals", columns, (row,)))))

    assert rows_of(table) == [["No.", "P3"], ["Proposal", "A register in every town"], ["Amount", "250\u00a0EUR"]]


def test_a_date_is_never_parted_over_two_lines(render: Render) -> None:
    columns = [Column("text", "Step", width=40), Column("due", "Due", Holds.DATE, width=12)]
    rows = [(f"Step number {n}", Value(DAY, Holds.DATE)) for n in range(3)]

    (table,) = tables_of(render(document(Table("t", "Steps", columns, rows))))

    assert all(" " not in line[1] for line in rows_of(table)[1:])
