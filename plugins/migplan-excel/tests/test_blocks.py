"""Every block, at 0, 1, 7, 40 and 400 items, in French and Arabic, without a finding."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from workbooks import grid, one_section, opened, part, parts, render

from migplan.documents import Medium, Role
from migplan.documents.text import said
from migplan.testing.samples import sample_blocks, sample_document
from migplan_office.lint import lint

COUNTS = (0, 1, 7, 40, 400)
KINDS = tuple(sample_blocks("fr", 1))


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_block_of_any_size_keeps_every_rule(kind, language):
    for count in COUNTS:
        data = one_section([sample_blocks(language, count)[kind]], language)

        assert lint(data) == (), count


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_whole_document_is_valid_and_keeps_every_rule(language):
    data = render(sample_document(language, Medium.SHEET))

    assert lint(data) == ()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sample.xlsx"
        file.write_bytes(data)
        assert list(OpenXmlValidator().validate(file).errors) == []


def test_the_same_request_gives_the_same_bytes():
    document = sample_document("fr", Medium.SHEET)

    assert render(document) == render(document)


def test_charts_of_any_size_fit_beside_each_other_on_a_dashboard():
    for count in COUNTS:
        blocks = sample_blocks("fr", count)
        charts = [blocks[kind] for kind in ("bar", "stacked", "line", "doughnut", "waterfall", "scatter")]

        assert lint(one_section(charts, "fr", Role.SUMMARY)) == (), count


def test_sheets_are_mirrored_in_arabic_and_every_text_reads_from_the_right():
    book = opened(render(sample_document("ar", Medium.SHEET)))

    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    readings = {
        cell.alignment.readingOrder
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    }
    assert readings == {2}


def test_sheets_run_from_the_left_in_french():
    book = opened(render(sample_document("fr", Medium.SHEET)))

    assert not any(sheet.sheet_view.rightToLeft for sheet in book.worksheets)


def test_the_cover_lists_the_sheets_with_links():
    data = render(sample_document("en", Medium.SHEET))
    cover = opened(data).worksheets[0]

    links = {cell.value: cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink}

    assert cover.title == "Cover"
    assert cover["A1"].value == "Roadmap of the valley"
    assert links["Cost"] == "'Cost'!A1"


def test_a_dashboard_comes_first_on_one_landscape_page():
    book = opened(render(sample_document("en", Medium.SHEET)))
    dashboard = book.worksheets[1]

    assert dashboard.page_setup.orientation == "landscape"
    assert dashboard.page_setup.fitToHeight == 1
    assert len(dashboard._charts) == 3


def test_key_figures_stand_in_a_row_as_numbers():
    sheet = opened(one_section([sample_blocks("en", 3)["figures"]], role=Role.SUMMARY))["Things"]

    assert [cell.value for cell in sheet[3]][:3] == ["Population (people)"] * 3
    assert [cell.value for cell in sheet[4]][:3] == [198542, 198543, 198544]
    assert sheet["A4"].font.size == 22


def test_charts_read_cells_that_hold_their_numbers():
    data = one_section([sample_blocks("en", 3)["stacked"]])

    xml = parts(data)["xl/charts/chart1.xml"]

    assert "<c:f>'Things'!$B$5:$B$7</c:f>" in xml
    assert grid(data, "Things").splitlines()[3:] == [
        "Year | Secured (EUR) | To be found (EUR)",
        "2022 | 120000 | 60000",
        "2023 | 135000",
        "2024 | 150000 | 50000",
        "Census (example)",
        "Hatched: to be found",
    ]


def test_a_chart_reads_a_table_of_the_document_that_holds_its_numbers():
    from migplan.documents import Chart, ChartKind, Column, Holds, Series, Table, Value

    table = Table(
        "t", "", [Column("y", "Year"), Column("c", "Cost", Holds.MONEY)],
        [("2022", Value(Decimal(5), Holds.MONEY)), ("2023", Value(Decimal(7), Holds.MONEY))],
    )  # fmt: skip
    chart = Chart("c", "Cost", ChartKind.COLUMN, ["2022", "2023"], [Series("cost", [Decimal(5), Decimal(7)])])

    data = one_section([table, chart])

    assert "<c:f>'Things'!$B$5:$B$6</c:f>" in part(data, "xl/charts/chart1.xml")
    assert len(opened(data)["Things"].tables) == 1


def test_a_long_calendar_colours_quarters_from_its_dates():
    data = one_section([sample_blocks("en", 4)["gantt"]])
    sheet = opened(data)["Things"]

    assert [cell.value for cell in sheet[4]][:9] == [
        "Group", "No.", "Action", "Lead", "Start", "End", "Length (months)", "Progress", "Status",
    ]  # fmt: skip
    assert sheet["G5"].value.startswith("=(YEAR(calendar[[#This Row],[End]])")
    assert opened(data, values=True)["Things"]["G5"].value == 18
    assert (sheet["J4"].value, sheet["J4"].number_format) == (44562, '"Q1"')  # 1 January 2022, shown as its quarter
    assert sheet.freeze_panes == "D5"
    rules = [
        rule.formula[0] for item in sheet.conditional_formatting for rule in item.rules if rule.type == "expression"
    ]
    assert "AND($E5<=EOMONTH(J$4,2),$F5>=J$4,$A5=$A$10)" in rules


def test_a_matrix_counts_its_marks_with_formulas():
    data = one_section([sample_blocks("en", 4)["matrix"]])
    lines, values = grid(data, "Things").splitlines(), grid(data, "Things", values=True).splitlines()

    assert "COUNTA(matrix[[#This Row],[F1 Town council]:[F4 Town council]])" in lines[4]
    assert "SUBTOTAL(103,matrix[F1 Town council])" in lines[8]
    assert values[8] == "Total | 2 | 3 | 3 | 2 | 10"


def test_a_tree_is_an_outline_that_folds():
    sheet = opened(one_section([sample_blocks("en", 5)["tree"]]))["Things"]

    assert [sheet.row_dimensions[row].outlineLevel for row in range(5, 10)] == [0, 1, 2, 1, 1]
    assert [sheet.cell(row, 1).value for row in range(5, 10)] == ["O1", "O2", "O5", "O3", "O4"]


def test_action_sheets_have_a_printed_page_each():
    sheets = [sample_blocks("en", 3)["action_sheet"]] * 3

    sheet = opened(one_section(sheets))["Things"]

    assert len(sheet.row_breaks.brk) == 2


def test_grids_of_their_own_get_sheets_of_their_own():
    blocks = sample_blocks("en", 3)

    book = opened(one_section([blocks["table"], blocks["gantt"], blocks["matrix"]]))

    assert book.sheetnames == ["Cover", "Things", "Roadmap of the valley", "Lead"]


def test_pictures_and_logos_say_what_they_show():
    data = one_section([sample_blocks("en", 3)["picture"], sample_blocks("en", 3)["logos"]])

    drawing = parts(data)["xl/drawings/drawing1.xml"]

    assert 'descr="North valley"' in drawing
    assert 'descr="Jobs agency"' in drawing


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_word_of_a_document_is_lost(language):
    document = sample_document(language, Medium.SHEET, 5)
    data = render(document)

    written = " ".join(_words(data).split())
    words = [text for text in said((document.cover, document.sections)) if isinstance(text, str)]

    assert [text for text in words if " ".join(text.split()) not in written] == []


def _words(data: bytes) -> str:
    found = []
    for name, text in parts(data).items():
        if name == "xl/sharedStrings.xml" or name.startswith("xl/charts/"):
            for item in etree.fromstring(text.encode()).iter("{*}si", "{*}p"):
                found.append("".join(item.itertext()))
    return "\n".join(found)


def test_a_short_calendar_has_months():
    gantt = attrs.evolve(sample_blocks("en", 4)["gantt"], start=date(2022, 1, 1), end=date(2023, 12, 31))

    sheet = opened(one_section([gantt]))["Things"]

    assert [sheet.cell(4, column).value.month for column in (10, 11, 12)] == [1, 2, 3]


def test_places_of_a_plane_are_numbered_as_their_points_are_listed():
    from migplan.documents import Axis, Point, Quadrant

    axis = Axis("interest", low_label="low", high_label="high")
    points = [
        Point(name, Decimal(x), Decimal(y)) for name, x, y in (("a", 1, 1), ("b", 4, 5), ("c", 1, 1), ("d", 2, 3))
    ]
    data = one_section([Quadrant("q", "Plane", ("NW", "NE", "SW", "SE"), axis, axis, points)])
    sheet = opened(data)["Things"]
    chart = part(data, "xl/charts/chart1.xml")

    listed = [[cell.value for cell in row[:2]] for row in sheet.iter_rows() if isinstance(row[0].value, int)]
    assert listed == [[1, "b"], [2, "d"], [3, "a"], [4, "c"]]
    assert all(f"<a:t>{label}</a:t>" in chart for label in ("1", "2", "3–4"))
    assert len(sheet.tables) == 1


def test_paper_repeats_no_head_over_another_table():
    from migplan.documents import Column, Holds, Table, Value

    columns = [Column("n", "Name"), Column("v", "Value", Holds.INTEGER)]
    rows = [(f"thing {number}", Value(number, Holds.INTEGER)) for number in range(20)]
    book = opened(one_section([Table("one", "First", columns, rows), Table("two", "Second", columns, rows)]))

    assert all(len(book[name].tables) == 1 for name in ("Things", "Second"))
    assert book["Second"].print_title_rows == "$3:$3"
