"""Workshops: every block at any length, on every paper, in both directions."""

import io
import zipfile

import pytest
from attrs import evolve
from lxml import etree
from pptx import Presentation

from migplan.documents import (
    Canvas,
    Comparison,
    Document,
    Frame,
    GroupWork,
    Medium,
    Paper,
    Quiz,
    Section,
    Signs,
    VoteSheet,
)
from migplan.pipeline import render_document
from migplan.testing.samples import sample_document
from migplan_office.lint import lint
from migplan_powerpoint.geometry import cm, page_grid
from migplan_powerpoint.hooks import migplan_exporters

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EXPORTER = migplan_exporters()[0]
WORKSHOP = (GroupWork, Quiz, VoteSheet, Signs, Comparison, Canvas)


def workshop(language: str, count: int, paper: Paper = Paper.SCREEN) -> Document:
    """Give the sample's sections that hold something of a workshop."""
    document = sample_document(language, Medium.SLIDE, count)
    kept = tuple(
        section for section in document.sections if any(isinstance(block, WORKSHOP) for block in section.blocks)
    )
    return evolve(document, sections=kept, paper=paper)


def rendered(document: Document) -> bytes:
    return render_document(document, EXPORTER, ("fr", "ar"))


def slides(data: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        count = sum(name.startswith("ppt/slides/slide") for name in package.namelist())
        return [etree.fromstring(package.read(f"ppt/slides/slide{number}.xml")) for number in range(1, count + 1)]


def named(slide: etree._Element, name: str) -> list[etree._Element]:
    return [
        shape for shape in slide.iter(f"{P}sp") if shape.find(f"{P}nvSpPr/{P}cNvPr").get("name").startswith(f"{name} ")
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("count", [0, 1, 7, 40, 300])
def test_blocks_of_a_workshop_keep_the_rules_at_any_length(count: int, language: str) -> None:
    assert [str(finding) for finding in lint(rendered(workshop(language, count)))] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("paper", [paper for paper in Paper if paper.is_printed])
def test_printed_pages_keep_the_rules_on_every_paper(paper: Paper, language: str) -> None:
    file = rendered(workshop(language, 7, paper))

    deck = Presentation(io.BytesIO(file))

    assert [str(finding) for finding in lint(file)] == []
    assert abs(deck.slide_width - cm(paper.width_mm / 10)) < 20
    assert abs(deck.slide_height - cm(paper.height_mm / 10)) < 20


def test_a_printed_page_has_neither_cover_nor_number() -> None:
    pages = slides(rendered(workshop("fr", 7, Paper.A3_LANDSCAPE)))

    kinds = {mark.get("type") for page in pages for mark in page.iter(f"{P}ph")}
    assert kinds.isdisjoint({"ctrTitle", "subTitle", "sldNum", "ftr"})


def test_letters_and_cells_of_a_poster_can_be_used_from_two_metres() -> None:
    frames = [Frame(f"Idée {number}") for number in range(6)]
    section = Section("c", "Idées", (Canvas("Idées", frames, 3),), message="Que faut-il changer d’abord ?")
    document = evolve(sample_document("fr", Medium.SLIDE, 1), sections=(section,), paper=Paper.A3_LANDSCAPE)

    (page,) = slides(rendered(document))

    cells = named(page, "frame")
    sizes = [int(run.get("sz")) / 100 for cell in cells for run in cell.iter(f"{A}rPr")]
    extents = [cell.find(f"{P}spPr/{A}xfrm/{A}ext") for cell in cells]
    assert min(sizes) >= 24
    assert all(int(one.get("cx")) >= cm(6) and int(one.get("cy")) >= cm(4) for one in extents)


def test_everything_is_enlarged_alike_on_a_poster() -> None:
    grid = page_grid(cm(42), cm(29.7), is_printed=True)

    assert grid.scale == pytest.approx(29.7 / 19.05, rel=1e-3)
    assert grid.body.bottom < grid.source.bottom < grid.footer.bottom < grid.slide.h
    assert grid.across(0, 12).w == grid.body.w


def test_a_box_stands_beside_each_choice_of_a_ballot_in_both_languages() -> None:
    document = sample_document("fr", Medium.SLIDE, 7)
    ballot = next(block for block in document.blocks if isinstance(block, VoteSheet) and block.id == "ballot")
    section = Section("b", "Bulletin", (evolve(ballot, voters=()),), message="Je choisis")

    pages = slides(rendered(evolve(document, sections=(section,), paper=Paper.A4_PORTRAIT)))

    boxes = [box for page in pages for box in named(page, "box")]
    texts = [text for page in pages for text in named(page, "choice")]
    directions = {mark.get("rtl") for text in texts for mark in text.iter(f"{A}pPr")}
    assert len(boxes) == 7
    assert directions == {"0", "1"}
    assert all(int(box.find(f"{P}spPr/{A}xfrm/{A}ext").get("cx")) >= cm(1.2) for box in boxes)


def test_a_sign_says_the_same_on_both_faces_one_of_them_upside_down() -> None:
    document = sample_document("ar", Medium.SLIDE, 1)
    signs = next(block for block in document.blocks if isinstance(block, Signs))
    section = Section("s", "علامات", (signs,))

    (page,) = slides(rendered(evolve(document, sections=(section,), paper=Paper.A4_LANDSCAPE)))

    def words(shapes: list[etree._Element]) -> str:
        return "".join(text.text or "" for shape in shapes for text in shape.iter(f"{A}t"))

    faces = named(page, "face")
    turned = [face for face in faces if face.find(f"{P}spPr/{A}xfrm").get("rot") == "10800000"]
    upright = [*named(page, "title"), *(face for face in faces if face not in turned)]
    assert len(turned) == 1
    assert words(turned) == words(upright)


def test_minutes_are_an_arc_that_is_not_mirrored() -> None:
    def arcs(language: str) -> list[list[str]]:
        work = GroupWork("Question", 45, roles=("Rôle",))
        document = evolve(sample_document(language, Medium.SLIDE, 1), sections=(Section("g", "Groupe", (work,)),))
        found = [
            form
            for slide in slides(rendered(document))
            for form in slide.iter(f"{A}prstGeom")
            if form.get("prst") == "pie"
        ]
        return [[guide.get("fmla") for guide in form.iter(f"{A}gd")] for form in found]

    assert arcs("fr") == arcs("ar") == [["val 16200000", "val 10800000"]]
