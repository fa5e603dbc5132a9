"""Documents that nobody would write on purpose still give a sound workbook."""

import re
from datetime import date
from decimal import Decimal

import pytest
from workbooks import grid, one_section, opened, part, render

from migplan.documents import (
    Axis,
    Bar,
    Chart,
    ChartKind,
    Column,
    Cover,
    Document,
    EntryTable,
    Gantt,
    Holds,
    Lane,
    Logos,
    Matrix,
    MatrixCell,
    MatrixLine,
    Medium,
    Node,
    Paragraph,
    Picture,
    Point,
    Quadrant,
    Ratio,
    Role,
    Row,
    RowKind,
    Section,
    Series,
    Span,
    Sum,
    Table,
    Total,
    Tree,
    Value,
)
from migplan.testing.samples import DAY, sample_blocks, sample_picture
from migplan.themes import DEFAULT
from migplan_office.lint import lint

MONEY = Holds.MONEY
TWO = (Column("a", "A"), Column("b", "B", MONEY, total=Total.SUM))

ODD = {
    "short and long rows": Table("t", "T", TWO, [("x",), ("x", "y", "more"), Row((), RowKind.TOTAL)]),
    "groups of one name": Table(
        "t", "T", TWO,
        [Row(("G",), RowKind.GROUP), ("x", Value(1)), Row(("G",), RowKind.GROUP), ("y", Value(2)), Row(("s",), RowKind.SUBTOTAL)],
    ),
    "a group without words": Table("t", "T", TWO, [Row((), RowKind.GROUP), ("x", "y")]),
    "two totals": Table("t", "T", TWO, [("x", Value(1)), Row(("T", Value(9)), RowKind.TOTAL), Row(("U",), RowKind.TOTAL)]),
    "no column": Table("t", "T", [], []),
    "no finite number": Table(
        "t", "T", TWO, [("x", Value(Decimal("NaN"))), ("y", Value(Decimal("1E+40"))), Row(("T",), RowKind.TOTAL)]
    ),
    "days where money stands": Table("t", "T", TWO, [("x", Value(date(2024, 1, 1), Holds.DATE)), Row(("T",), RowKind.TOTAL)]),
    "an entry table that computes": EntryTable("e", "E", (*TWO, Column("c", "C", MONEY, formula=Sum(("b",)))), [], 3),
    "many columns": Table("t", "T", [Column(f"c{n}", f"C{n}") for n in range(200)], [["x"] * 200]),
    "links of every kind": Paragraph((Span("a", link="#things"), Span("b", link="javascript:x"), Span("c", link="#none"))),
    "a calendar before Excel's time": Gantt(
        "g", "G", date(1890, 1, 1), date(2050, 1, 1), [Lane("a", "=L", "nope")],
        [Bar("=1", "=2", date(1895, 1, 1), date(1880, 1, 1), "other", progress=Decimal(150))], DAY,
    ),
    "a chart without finite numbers": Chart("c", "C", ChartKind.COLUMN, ["a"], [Series("s", [Decimal("NaN")])]),
    "a chart of too many categories": Chart("c", "C", ChartKind.BAR, ["a"] * 40, [Series("s", [Decimal(1)] * 40)]),
    "a plane without axes": Quadrant("q", "Q", ("", "", "", ""), points=[Point("=1", Decimal(99), Decimal(-5))]),
    "a plane of one value": Quadrant(
        "q", "Q", ("a", "b", "c", "d"), Axis("x", Decimal(1), Decimal(1)), Axis("y"), [Point("p", Decimal(1), Decimal(1))]
    ),
    "a matrix of doubled heads": Matrix(
        "m", "M", "", [MatrixLine("r", "")], [MatrixLine("c", ""), MatrixLine("d", "")], [[MatrixCell("=1", 9)]], [7], [3, 4]
    ),
    "a tree that bites its tail": Tree("t", "T", [Node("a", "A", parent="b"), Node("b", "B", parent="a"), Node("c", "C", parent="c")]),
    "a picture that is none": Picture(b"junk", "what it would show"),
    "a very wide picture": Picture(sample_picture(4000, 10), "a line of colour"),
    "no logo": Logos(()),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_block_gives_a_sound_workbook(name):
    data = one_section([ODD[name]])

    assert lint(data) == ()
    assert opened(data).sheetnames[:2] == ["Cover", "Things"]


@pytest.mark.parametrize("language", ["zgh", "ar-EG", "en-GB", "xx"])
def test_any_language_gives_a_sound_workbook(language):
    assert lint(one_section(list(sample_blocks(language, 3).values()), language)) == ()


def test_digits_follow_the_language():
    table = Table("t", "", TWO, [("x", Value(Decimal("1.5"), MONEY))])

    assert opened(one_section([table], "ar-EG"))["Things"]["B5"].number_format == "[$-2000401]#,##0.00"
    assert opened(one_section([table], "ar-MA"))["Things"]["B5"].number_format == "#,##0.00"


def test_the_same_table_twice_gets_two_names():
    table = Table("t", "", TWO, [("x", Value(1))])

    assert sorted(opened(one_section([table, table]))["Things"].tables) == ["t", "t_2"]


@pytest.mark.parametrize("sections", [(), (Section("s", "x", [Paragraph("x")], is_hidden=True),)])
def test_a_document_without_a_visible_section_still_opens(sections):
    data = render(Document("r", "A & <b>", "ar", Cover(""), sections, date=DAY, short_title="&" * 400))

    assert lint(data) == ()


def test_a_hidden_section_is_a_hidden_sheet():
    sections = [Section("a", "Seen", [Paragraph("x")]), Section("b", "Unseen", [Paragraph("y")], is_hidden=True)]

    book = opened(render(Document("r", "T", "en", Cover("T"), sections, date=DAY)))

    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets][1:] == [
        ("Seen", "visible"),
        ("Unseen", "hidden"),
    ]


def test_a_link_to_a_section_leads_to_its_sheet():
    sections = [Section("a", "One", [Paragraph(Span("see", link="#b"))]), Section("b", "L'autre", [Paragraph("y")])]

    sheet = opened(render(Document("r", "T", "en", Cover("T"), sections, date=DAY)))["One"]

    assert [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink] == ["'L''autre'!A1"]


def test_values_keep_their_numbers_beside_other_tables_of_the_sheet():
    first = Table("a", "First", TWO, [("x", Value(1))])
    second = Table("b", "Second", [Column("only", "Only")], [("z",)])

    assert grid(one_section([first, second]), "Things").splitlines()[2:] == [
        "First", "A | B", "x | 1", "", "Second", "Only", "z",
    ]  # fmt: skip


def test_a_quotation_mark_in_a_computed_columns_head_is_sound():
    columns = (
        Column("top", "It's ;)/\".& (=1", Holds.NUMBER),
        Column("bottom", "Base &", Holds.NUMBER),
        Column("ratio", "Ratio", Holds.SHARE, formula=Ratio("top", "bottom")),
    )
    data = one_section([Table("t", "", columns, [(Value(Decimal(1)), Value(Decimal(2)), "")])])

    assert "#This Row" in part(data, "xl/worksheets/sheet2.xml")
    assert not lint(data)


def test_a_last_page_that_would_be_nearly_empty_is_set_on_those_before_it():
    columns = tuple(Column(f"c{number}", f"Column {number}") for number in range(6))

    def pages(rows: int) -> str:
        table = Table("t", "", columns, [("word",) * 6] * rows)
        found = re.search(r'fitToHeight="(\d+)"', part(one_section([table]), "xl/worksheets/sheet2.xml"))
        assert found is not None
        return found[1]

    heights = [pages(rows) for rows in range(60, 130, 2)]

    assert {"0", "2"} <= set(heights)
    assert pages(5) in ("0", "1")


def test_the_footer_of_a_mirrored_sheet_is_mirrored():
    table = Table("t", "", [Column("a", "A")], [("b",)])

    left, right = (part(one_section([table], language), "xl/worksheets/sheet2.xml") for language in ("fr", "ar"))

    assert "&amp;L&amp;8 Test&amp;R" in left
    assert "&amp;L&amp;8 &amp;P / &amp;N&amp;R&amp;8 Test<" in right


def test_words_of_another_script_in_a_charts_title_say_their_language():
    chart = Chart("c", "جملة قصيرة and more", ChartKind.COLUMN, ["a", "b"], [Series("s", [Decimal(1), Decimal(2)])])

    data = one_section([chart], "es")

    assert 'lang="ar"' in part(data, "xl/charts/chart1.xml")
    assert not lint(data)


def test_a_point_has_the_mark_of_its_category_and_a_grey_one_where_several_share_a_place():
    points = [
        Point("One", Decimal(1), Decimal(3), "b"),
        Point("Two", Decimal(2), Decimal(2), "a"),
        Point("Three", Decimal(2), Decimal(2), "b"),
    ]
    axis = Axis("x", Decimal(0), Decimal(4), "low", "high")
    plane = Quadrant("q", "Plane", ("1", "2", "3", "4"), axis, axis, points, categories=("a", "b"))

    data = one_section([plane])
    symbols = re.findall(r'<c:dPt>.*?<c:symbol val="(\w+)"/>.*?srgbClr val="(\w+)"', part(data, "xl/charts/chart1.xml"))

    shared = ("circle", DEFAULT.color("muted"))
    assert symbols == [("square", DEFAULT.color("series-2")), shared, shared]


@pytest.mark.parametrize("kind", [RowKind.TOTAL, RowKind.SUBTOTAL])
def test_words_among_numbers_stand_where_words_begin(kind):
    rows = [
        Row(("G",), RowKind.GROUP),
        (Value(2), Value(1)),
        Row(("مجموع", "دون"), kind),
        Row(("كل", ""), RowKind.TOTAL),
    ]
    numbers = (Column("a", "A", Holds.NUMBER), Column("b", "B", MONEY, total=Total.SUM))

    data = one_section([Table("t", "T", numbers, rows)], "ar")

    assert [one for one in lint(data, language="ar") if one.rule == "R1"] == []
    said = [cell for row in opened(data)["Things"].iter_rows() for cell in row if cell.value in ("مجموع", "دون", "كل")]
    assert said
    assert {cell.alignment.horizontal for cell in said} == {"right"}


def test_a_guide_keeps_all_that_its_section_says():
    long = "How to use the sheets of this workbook, one by one and in their order"
    guide = Section(
        "g", long, (Paragraph("Begin here"),), Role.COVER, "Read this first", source="Town hall", notes=("By May",)
    )

    document = Document("test", "Test", "en", Cover("Test"), [guide], date=DAY, medium=Medium.SHEET)

    told = [cell.value for row in opened(render(document)).worksheets[0].iter_rows() for cell in row if cell.value]

    assert {long, "Read this first", "By May"} <= set(told)
    assert any("Town hall" in str(text) for text in told)
