"""Tables: readable cells, kinds of rows, widths, sources, rows higher than a page."""

from decimal import Decimal

from wordfiles import W, body, of_blocks, outline, paragraphs, part, render, style, tables, text

from migplan.documents import (
    Column,
    EntryTable,
    Holds,
    Inline,
    Row,
    RowKind,
    SourceNote,
    Span,
    Table,
    Tag,
    Tone,
    Total,
    Value,
    Weight,
)
from migplan.documents import Note as Remark
from migplan_word.inline import cut_at

COLUMNS = (
    Column("code", "No.", Holds.CODE),
    Column("title", "Action", width=40),
    Column("cost", "Cost", Holds.MONEY, unit="EUR", total=Total.SUM),
    Column("state", "State", Holds.STATUS),
)


def money(amount: str, **more: object) -> Value:
    return Value(Decimal(amount), Holds.MONEY, **more)  # type: ignore[arg-type]


def test_rows_read_as_the_document_says_them() -> None:
    table = Table.computed(
        "actions", "Actions", COLUMNS,
        [
            Row(("Welcome",), RowKind.GROUP, color="series-2"),
            ("A1", "Open a desk", money("12500.5"), Tag("late", Tone.LATE)),
            ("A2", "=1+1", money("800", is_estimated=True), ""),
            Row(("Subtotal",), RowKind.SUBTOTAL),
            Row(("Total",), RowKind.TOTAL),
        ],
        "Source: budget", "What actions cost",
    )  # fmt: skip

    lines = list(outline(render(of_blocks(table))))[4:]

    assert lines == [
        "Caption: Table\u00a01 Actions",
        "head: No. | Action | Cost (EUR) | State",
        "row: Welcome |  |  | ",
        "row: A1 | Open a desk | 12,500.50 | ▲\u00a0late",
        "row: A2 | =1+1 | ≈\u00a0800 | ",
        "row:  | Subtotal | 13,300.50 | ",
        "row:  | Total | 13,300.50 | ",
        "Source: Source: budget · ≈\u00a0estimate",
    ]


def test_a_table_is_as_wide_as_the_text_repeats_its_head_and_cuts_no_row() -> None:
    data = render(of_blocks(Table("t", "T", COLUMNS, [("A", "b", money("1"), "")] * 60)))
    table = tables(data)[0]
    rows = list(table.iterchildren(f"{W}tr"))

    assert sum(int(found.get(f"{W}w")) for found in table.iter(f"{W}gridCol")) == 11906 - 1417 - 1247
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 60
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val") == "Diagram: T" or "T" in table.find(
        f"{W}tblPr/{W}tblDescription"
    ).get(f"{W}val")


def test_numbers_stand_at_the_end_and_words_at_the_start() -> None:
    data = render(of_blocks(Table("t", "T", COLUMNS, [("A", "b", money("1"), "")])))
    cells = list(tables(data)[0].iter(f"{W}tc"))[4:]

    assert [style(cell.find(f"{W}p")) for cell in cells] == ["TableText", "TableText", "TableTextNumber", "TableText"]


def test_a_row_higher_than_a_page_is_parted_and_keeps_every_word() -> None:
    words = " ".join(f"word{number}" for number in range(4000))

    data = render(
        of_blocks(Table("t", "T", COLUMNS[:2], [("A", (words[:9000], Span(words[9000:], weight=Weight.STRONG)))]))
    )
    rows = list(tables(data)[0].iterchildren(f"{W}tr"))[1:]
    said = "".join(text(row[2]) + " " for row in rows)

    assert len(rows) > 3
    assert said.split() == words.split()


def test_cutting_a_line_loses_nothing() -> None:
    line: Inline = ("one two ", Span("three four", weight=Weight.STRONG), money("5"))

    for letters in range(25):
        head, tail = cut_at(line, letters, "en")
        joined = "".join(
            part if isinstance(part, str) else part.text if isinstance(part, Span) else "5"
            for part in (*head, *tail)  # type: ignore[misc]
        )
        assert joined == "one two three four5"


def test_a_source_is_one_footnote_a_section_and_later_marks_refer_to_it() -> None:
    sources = (SourceNote("census", "Census 2024", "https://example.org"), SourceNote("survey", "Survey"))
    rows = [
        ("A", "b", money("1", source="census"), ""),
        ("B", "c", money("2", source="survey"), ""),
        ("C", "d", money("3", source="census"), ""),
    ]

    data = render(of_blocks(Table("t", "T", COLUMNS, rows), sources=sources))
    notes = [text(found) for found in part(data, "footnotes")][2:]
    fields = [found.text for found in body(data).iter(f"{W}instrText") if "NOTEREF" in found.text]

    assert notes == ["Census 2024", "Survey"]
    assert len(list(body(data).iter(f"{W}footnoteReference"))) == 2
    assert fields == [" NOTEREF note_1 \\f \\h "]


def test_a_bar_stands_after_its_number_in_proportion_to_the_largest() -> None:
    column = Column("change", "Change", Holds.BAR)
    data = render(of_blocks(Table("t", "T", [column], [[Value(Decimal(number), Holds.BAR)] for number in (10, -5, 0)])))
    bars = [
        len("".join(run.find(f"{W}t").text for run in cell.iter(f"{W}r") if run.find(f"{W}rPr/{W}shd") is not None))
        for cell in list(tables(data)[0].iter(f"{W}tc"))[1:]
    ]

    assert bars == [18, 9, 0]


def test_an_empty_table_says_so() -> None:
    lines = list(outline(render(of_blocks(Table("t", "T", COLUMNS, [])))))

    assert lines[-1] == "row: Nothing to show here. |  |  | "


def test_a_table_to_fill_in_offers_its_choices_and_marks_what_is_required() -> None:
    columns = [
        Column("sex", "Sex", Holds.CHOICE, choices=("woman", "man"), is_required=True),
        Column("name", "Name", hint="in capitals"),
    ]

    data = render(of_blocks(EntryTable("e", "Attendance", columns, [("woman", "Ada")], empty_rows=2)))
    lists = [[item.get(f"{W}displayText") for item in found] for found in body(data).iter(f"{W}dropDownList")]

    assert list(outline(data))[-4:] == [
        "head: Sex •woman / man | Namein capitals",
        "row: woman | Ada",
        "row: ▾ | ",
        "row: ▾ | ",
    ]
    assert lists == [["woman", "man"]] * 2


def test_a_remark_stands_on_a_panel() -> None:
    assert paragraphs(render(of_blocks(Remark("Take it slowly.", title="Mind"))), "NoteTitle", "Note") == [
        "Mind",
        "Take it slowly.",
    ]


def test_a_column_of_another_direction_begins_at_the_other_side() -> None:
    columns = [Column("ar", Span("العربية", "ar"), language="ar"), Column("fr", Span("Français", "fr"), language="fr")]
    rows = [(Span("ثلاثة", "ar"), Span("3 actions.", "fr"))]

    data = render(of_blocks(Table("t", "", columns, rows), language="ar"))
    head, row = tables(data)[0].iterchildren(f"{W}tr")
    own, other = (cell.find(f"{W}p") for cell in row.iterchildren(f"{W}tc"))

    assert [style(own), style(other)] == ["TableText", "TableTextNumber"]
    assert text(other) == "\u200e3 actions.\u200e" and text(own) == "ثلاثة"
    assert [style(cell.find(f"{W}p")) for cell in head.iterchildren(f"{W}tc")] == ["TableHeader", "TableHeaderNumber"]


def test_the_heads_of_groups_stand_in_one_column_on_one_ground() -> None:
    columns = [Column("code", "No.", Holds.CODE), Column("title", "Action"), Column("where", "Place")]
    groups = ["Welcome", "Live and work together in every town of the county, in winter as in summer"]
    rows = [
        line
        for number, group in enumerate(groups)
        for line in (Row((group,), RowKind.GROUP), Row((f"A{number}", "Open a desk for all who come", "Haven")))
    ]

    found = tables(render(of_blocks(Table("t", "Actions", columns, rows))))[0]
    heads = [list(row.iterchildren(f"{W}tc")) for row in list(found.iterchildren(f"{W}tr"))[1::2]]
    grounds = {cell.find(f"{W}tcPr/{W}shd").get(f"{W}fill") for cells in heads for cell in cells}

    assert [[bool(text(cell)) for cell in cells] for cells in heads] == [[False, True, False]] * 2
    assert len(grounds) == 1
