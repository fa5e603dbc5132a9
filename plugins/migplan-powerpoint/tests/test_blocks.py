"""Every block, from none to four hundred items, in both directions: no finding of the linter, sound to the validator."""

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pptx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from migplan.documents import Axis, Cover, Document, Medium, Point, Quadrant, Section
from migplan.testing.samples import DAY, sample_blocks, sample_document
from migplan_office.lint import lint

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
Render = Callable[[Document], bytes]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("count", [0, 1, 7, 40, 300])
def test_each_block_keeps_the_rules_whatever_its_size(language: str, count: int, render: Render) -> None:
    sections = [
        Section(f"s{number}", f"Section {number}", (block,))
        for number, block in enumerate(sample_blocks(language, count).values())
    ]
    document = Document("t", "Test", language, Cover("Test"), sections, date=DAY, medium=Medium.SLIDE)

    findings = lint(render(document), language=language)

    assert [str(finding) for finding in findings] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_sample_is_sound_to_the_validator(language: str, render: Render, tmp_path: Path) -> None:
    file = tmp_path / "sample.pptx"
    file.write_bytes(render(sample_document(language, Medium.SLIDE)))

    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(file)

    assert [error.description for error in result.errors] == []


@pytest.mark.parametrize("block", ["tree", "gantt"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_connectors_are_glued_to_shapes_of_their_slide(block: str, language: str, render: Render) -> None:
    document = Document(
        "t", "Test", language, Cover("Test"), (Section("s", "Drawn", (sample_blocks(language)[block],)),), date=DAY
    )

    glued = 0
    for slide in pptx.Presentation(io.BytesIO(render(document))).slides:
        root = slide._element
        ids = {shape.get("id") for shape in root.iter(f"{P}cNvPr")}
        for connector in root.iter(f"{P}cxnSp"):
            ends = [end.get("id") for end in connector.iter(f"{A}stCxn", f"{A}endCxn")]
            assert set(ends) <= ids
            glued += len(ends) == 2

    assert glued > 0 if block == "tree" else glued >= 0


def test_a_connector_ends_where_its_boxes_are(render: Render) -> None:
    document = Document(
        "t", "Test", "fr", Cover("Test"), (Section("s", "Drawn", (sample_blocks("fr")["tree"],)),), date=DAY
    )
    root = pptx.Presentation(io.BytesIO(render(document))).slides[1]._element
    frames = {}
    for shape in root.iter(f"{P}sp"):
        place = shape.find(f"{P}spPr/{A}xfrm")
        if place is not None:
            off, ext = place.find(f"{A}off"), place.find(f"{A}ext")
            frames[shape.find(f"{P}nvSpPr/{P}cNvPr").get("id")] = tuple(
                int(value) for value in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
            )

    for connector in root.iter(f"{P}cxnSp"):
        start = frames[next(connector.iter(f"{A}stCxn")).get("id")]
        end = frames[next(connector.iter(f"{A}endCxn")).get("id")]
        off, ext = connector.find(f"{P}spPr/{A}xfrm/{A}off"), connector.find(f"{P}spPr/{A}xfrm/{A}ext")
        assert int(off.get("x")) == start[0] + start[2]
        assert int(off.get("x")) + int(ext.get("cx")) == end[0]
        middles = sorted((start[1] + start[3] // 2, end[1] + end[3] // 2))
        assert [int(off.get("y")), int(off.get("y")) + int(ext.get("cy"))] == middles


def test_labels_of_a_map_never_meet(render: Render) -> None:
    document = Document(
        "t", "Test", "fr", Cover("Test"), (Section("s", "Map", (sample_blocks("fr", 40)["quadrant"],)),), date=DAY
    )

    for slide in list(pptx.Presentation(io.BytesIO(render(document))).slides)[1:]:
        boxes = [
            (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
            for group in slide.shapes
            if group.shape_type == 6
            for shape in group.shapes
            if shape.name.startswith(("label", "quarter")) and shape.has_text_frame and shape.text_frame.text
        ]
        assert len(boxes) > 4
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_points_of_a_higher_score_stand_higher_and_further(render: Render) -> None:
    scores = [(5, 5), (3, 5), (5, 3), (3, 3), (4, 3), (3, 2), (5, 2), (4, 1)]
    points = [Point(f"p{x}{y}", Decimal(x), Decimal(y)) for x, y in scores for _ in range(2)]
    axis = Axis("Axis", Decimal(1), Decimal(5))
    block = Quadrant("map", "Map", ("One", "Two", "Three", "Four"), axis, axis, points)
    document = Document("t", "Test", "fr", Cover("Test"), (Section("s", "Map", (block,)),), date=DAY)

    slides = list(pptx.Presentation(io.BytesIO(render(document))).slides)[1:]

    assert len(slides) == 1
    shapes = [shape for group in slides[0].shapes if group.shape_type == 6 for shape in group.shapes]
    quarters = [shape for shape in shapes if shape.name.startswith("quarter") and not shape.text_frame.text]
    middle_x, middle_y = quarters[1].left, quarters[2].top
    labels = [shape for shape in shapes if shape.name.startswith("label")]
    assert len(labels) == len(points)
    for label in labels:
        x, y = label.text_frame.text[1:]
        assert label.left > middle_x
        assert (label.top < middle_y) == (int(y) >= 3)
        for other in labels:
            other_x, other_y = other.text_frame.text[1:]
            assert y <= other_y or label.top + label.height <= other.top
            assert x <= other_x or label.left >= other.left + other.width


def outline(data: bytes) -> str:
    """Give what a reader of the deck sees, slide by slide: layout, title, then texts in reading order."""
    lines = []
    for number, slide in enumerate(pptx.Presentation(io.BytesIO(data)).slides, start=1):
        root = etree.fromstring(etree.tostring(slide._element))
        lines.append(f"== {number} [{slide.slide_layout.name}] {slide.shapes.title.text_frame.text}")
        for paragraph in root.iter(f"{A}p"):
            text = "".join(node.text or "" for node in paragraph.iter(f"{A}t")).strip()
            if text:
                lines.append(f"   {text}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_what_a_reader_sees_is_the_golden_outline(language: str, render: Render) -> None:
    import os

    golden = Path(__file__).parent / "golden" / f"sample-{language}.txt"
    seen = outline(render(sample_document(language, Medium.SLIDE)))
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(seen, encoding="utf-8")

    assert seen == golden.read_text(encoding="utf-8")
