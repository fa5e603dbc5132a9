"""Each block at every size in both directions, and what the drawn ones are made of."""

import io
import os
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from wordfiles import W, body, of_blocks, outline, paragraphs, render, tables, text

from migplan.documents import (
    Agenda,
    AgendaItem,
    Axis,
    Bar,
    Block,
    Bullets,
    Canvas,
    Chart,
    ChartKind,
    Figures,
    Frame,
    Gantt,
    Holds,
    KeyFigure,
    Lane,
    Matrix,
    MatrixCell,
    MatrixLine,
    Medium,
    Milestone,
    Node,
    Picture,
    Point,
    Quadrant,
    Series,
    Signature,
    Signatures,
    Slot,
    Tone,
    Tree,
    Value,
)
from migplan.testing.extraction import said_by
from migplan.testing.keeping import lost
from migplan.testing.office import faults, linted
from migplan.testing.samples import sample_blocks, sample_document
from migplan_word.slots import passage_tag

SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("count", [0, 1, 7, 40])
def test_every_block_is_drawn_at_every_size(count: int, language: str) -> None:
    document = sample_document(language, Medium.PAGE, count)

    data = render(document)

    assert lost(document, said_by(data, ".docx")) == []
    assert faults(data, ".docx", language) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_four_hundred_of_everything_keep_the_rules(language: str) -> None:
    document = sample_document(language, Medium.PAGE, 400)

    data = render(document)

    assert lost(document, said_by(data, ".docx")) == []
    assert linted(data, language) == []


@pytest.mark.parametrize("name", sorted(sample_blocks()))
def test_a_block_stands_alone_without_a_fault(name: str) -> None:
    document = of_blocks(sample_blocks("ar", 5)[name], language="ar")

    assert linted(render(document), "ar") == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_a_reader_sees_is_the_golden_outline(language: str) -> None:
    golden = Path(__file__).parent / "golden" / f"sample-{language}.txt"

    seen = "\n".join(outline(render(sample_document(language, Medium.PAGE)))) + "\n"
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8")

    assert seen == golden.read_text(encoding="utf-8")


def fills(row: object) -> str:
    """Say the grounds of a row's cells: a dot for none, a letter for each colour as it comes."""
    known: dict[str, str] = {}
    said = ""
    for cell in row.iterchildren(f"{W}tc"):  # type: ignore[attr-defined]
        shade = cell.find(f"{W}tcPr/{W}shd")
        color = "" if shade is None else shade.get(f"{W}fill")
        said += "." if not color else known.setdefault(color, "abcdef"[len(known)])
    return said


def test_a_calendar_shades_the_quarters_of_an_action_and_marks_its_steps() -> None:
    bar = Bar(
        "A1", "Open a desk", date(2024, 4, 1), date(2024, 12, 31), "O1", "Town", Decimal(40), Tone.LATE, "late",
        [Milestone("Signed", date(2024, 5, 2), True), Milestone("Opened", date(2024, 11, 2))],
    )  # fmt: skip
    calendar = Gantt(
        "g",
        "Calendar",
        date(2024, 1, 1),
        date(2025, 6, 30),
        [Lane("O1", "Welcome", "series-1")],
        [bar],
        date(2024, 8, 1),
    )

    data = render(of_blocks(calendar))
    rows = list(tables(data)[0].iterchildren(f"{W}tr"))

    assert [text(cell) for cell in rows[1].iterchildren(f"{W}tc")] == [
        "No.",
        "Action",
        "Q1",
        "Q2",
        "▼ Q3",
        "Q4",
        "Q1",
        "Q2",
    ]
    assert text(rows[2]) == "Welcome"
    assert text(list(rows[3].iterchildren(f"{W}tc"))[1]) == "Open a desk Apr 2024 – Dec 2024 · Town · ▲\u00a0late"
    assert fills(rows[3]) == "...abb.."
    assert [text(cell) for cell in rows[3].iterchildren(f"{W}tc")][2:] == ["", "◆", "", "◇", "", ""]
    assert paragraphs(data, "Small") == ["Milestones: A1 ◆\u00a0Signed (May 2024), ◇\u00a0Opened (Nov 2024)"]


def test_a_tree_is_one_group_of_shapes_with_its_words_and_a_text_for_who_cannot_see() -> None:
    nodes = [
        Node("o", "A valley that welcomes", "O"),
        Node("o1", "A desk", "O1", "o"),
        Node("o2", "Lessons", "O2", "o"),
    ]

    data = render(of_blocks(Tree("t", "Aims", nodes, alt="One aim rests on two")))
    boxes = [text(found) for found in body(data).iter(SHAPE) if text(found)]
    said = [found.get("descr") for found in body(data).iter("{*}docPr") if found.get("descr")]

    assert boxes == ["O A valley that welcomes", "O1 A desk", "O2 Lessons"]
    assert said == ["One aim rests on two"]
    assert paragraphs(data, "CaptionBelow") == ["Figure\u00a01 Aims"]


def test_a_tree_that_goes_round_or_is_too_deep_keeps_every_box() -> None:
    circle = [Node("a", "First", parent="b"), Node("b", "Second", parent="a")]
    deep = [Node(f"n{n}", f"Step {n}", parent=f"n{n - 1}" if n else "") for n in range(9)]

    assert {"First", "Second"} <= {text(found) for found in body(render(of_blocks(Tree("t", "T", circle)))).iter(SHAPE)}
    assert paragraphs(render(of_blocks(Tree("t", "T", deep))), "TreeLevel0", "TreeLevel4") == [
        "Step 0", *(f"Step {n}" for n in range(4, 9))
    ]  # fmt: skip


def frames(data: bytes) -> list[tuple[str, int, int, int, int]]:
    """Give the words and the frame of each shape that has words."""
    found = []
    for shape in body(data).iter(SHAPE):
        if text(shape):
            place, size = shape.find(".//{*}off"), shape.find(".//{*}ext[@cx]")
            found.append(
                (text(shape), int(place.get("x")), int(place.get("y")), int(size.get("cx")), int(size.get("cy")))
            )
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_labels_of_a_map_never_cross(language: str) -> None:
    points = [
        Point(f"Partner number {n}", Decimal(n % 3 + 3), Decimal(n % 2 + 4), "Town", is_emphasised=n == 0)
        for n in range(30)
    ]
    plane = Quadrant(
        "q", "Who", ("Convince", "Partner", "Watch", "Inform"), Axis("Interest"), Axis("Influence"), points
    )

    found = [
        frame for frame in frames(render(of_blocks(plane, language=language))) if frame[0].startswith("Partner number")
    ]
    crossing = [
        (one[0], other[0])
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
        and one[2] < other[2] + other[4]
        and other[2] < one[2] + one[4]
    ]

    assert len(found) == 30
    assert crossing == []


def test_a_chart_is_native_and_its_workbook_holds_its_numbers() -> None:
    chart = Chart(
        "c", "Cost grows", ChartKind.COLUMN, ["2024", "2025"], [Series("Cost", [Decimal(5), Decimal(7)])], unit="EUR"
    )

    data = render(of_blocks(chart))
    package = zipfile.ZipFile(io.BytesIO(data))
    drawn = etree.fromstring(package.read("word/charts/chart1.xml"))
    book = zipfile.ZipFile(io.BytesIO(package.read("word/embeddings/workbook1.xlsx")))

    assert [found.text for found in drawn.iter("{*}v")][-2:] == ["5", "7"]
    assert "xl/worksheets/sheet1.xml" in book.namelist()
    assert paragraphs(data, "CaptionBelow") == ["Figure\u00a01 Cost grows (EUR)"]


def test_a_chart_with_too_many_series_is_told_as_a_table() -> None:
    series = [Series(f"S{n}", [Decimal(n)]) for n in range(9)]

    data = render(of_blocks(Chart("c", "Many", ChartKind.COLUMN, ["2024"], series)))

    assert len(tables(data)) == 1
    assert "word/charts/chart1.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_key_numbers_are_as_large_as_the_widest_allows() -> None:
    def size(number: int) -> str:
        figures = Figures([KeyFigure(Value(number, Holds.MONEY, "EUR"), f"Cost {n}") for n in range(4)])
        return next(
            found
            for found in map(str, (26, 22, 18, 15, 12))
            if paragraphs(render(of_blocks(figures)), f"Figure{found}")
        )

    assert (size(7), size(16_337_000)) == ("26", "15")


def test_a_matrix_tints_by_step_and_sums_its_columns() -> None:
    rows, columns = [MatrixLine("a", "Desk", "A1")], [MatrixLine("t", "Town"), MatrixLine("s", "State")]
    cells = [[MatrixCell("A", 3), MatrixCell()]]

    lines = list(
        outline(
            render(of_blocks(Matrix("m", "Roles", "Action", rows, columns, cells, (1,), (1, 0), (("A", "answers"),))))
        )
    )

    assert lines[-4:] == [
        "head: Action | Town | State | Total",
        "row: A1 Desk | A | · | 1",
        "row: Total | 1 | · | 1",
        "Source: A: answers",
    ]


def test_prose_to_be_written_is_a_content_control_that_carries_its_passage() -> None:
    data = render(of_blocks(Slot("foreword", "say why"), Slot("lessons", "say what", "We learnt a lot.")))
    controls = [found for found in body(data).iter(f"{W}sdt") if found.find(f"{W}sdtPr/{W}tag") is not None]

    assert [found.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for found in controls] == [
        "passage:foreword",
        "passage:lessons",
    ]
    assert [found.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for found in controls] == [True, False]
    assert [text(found) for found in controls] == ["To be written: say why", "We learnt a lot."]


def test_a_long_passage_keeps_a_tag_of_its_own() -> None:
    first, second = passage_tag("x" * 90 + "1"), passage_tag("x" * 90 + "2")

    assert len(first) == len(second) == 64
    assert first != second


def test_an_agenda_gives_longer_parts_more_height() -> None:
    items = [
        AgendaItem(1, "09:00", 30, "Welcome"),
        AgendaItem(1, "09:30", 120, "Groups", is_break=False),
        AgendaItem(1, "11:30", 15, "Pause", is_break=True),
    ]

    data = render(of_blocks(Agenda(items, "Morning")))
    rows = list(tables(data)[0].iterchildren(f"{W}tr"))[1:]
    heights = [int(row.find(f"{W}trPr/{W}trHeight").get(f"{W}val")) for row in rows]

    assert [text(row) for row in rows] == ["09:00–09:3030Welcome", "09:30–11:30120Groups", "11:30–11:4515Pause"]
    assert heights[1] > heights[0] == heights[2]


def test_frames_and_places_to_sign_leave_room() -> None:
    data = render(
        of_blocks(
            Canvas("What first?", [Frame("One"), Frame("Two"), Frame("Three")]),
            Signatures([Signature("President", "Council")]),
        )
    )
    heights = [int(found.get(f"{W}val")) for found in body(data).iter(f"{W}trHeight")]

    assert min(heights) >= 40 * 56
    assert paragraphs(data, "SignatureRole") == ["President"]


def test_lists_are_numbered_anew() -> None:
    data = render(of_blocks(Bullets(["a", "b"], True), Bullets(["c"], True)))
    lists = [
        found.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        for found in body(data).iter(f"{W}p")
        if found.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    ]

    assert len(lists) == 3
    assert lists[0] == lists[1] != lists[2]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0\x00"])
def test_a_picture_that_cannot_be_read_is_said_by_its_words(data: bytes) -> None:
    picture: Block = Picture(data, "The valley from the south")

    assert paragraphs(render(of_blocks(picture)), "Small") == ["The valley from the south"]
