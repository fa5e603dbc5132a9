"""Where words stand when LibreOffice draws the slides: inside their frames, inside the slide, and not over one another."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from attrs import evolve
from lxml import etree

import migplan
from migplan.documents import GroupWork, Medium, Paper, VoteSheet
from migplan.locale import Words
from migplan.model import EventKind
from migplan.pipeline import render_document
from migplan.problems import Severity
from migplan.testing.samples import sample_document
from migplan.themes import DEFAULT
from migplan_office.lint import lint
from migplan_office.scripts import has_rtl
from migplan_powerpoint.hooks import migplan_exporters

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU_PER_POINT = 12_700
EXAMPLE = Path(__file__).parents[3] / "examples" / "souss-massa"
EDGE = 0.5 / 2.54 * 72
TOLERANCE = 2.0

Frame = tuple[float, float, float, float]
Word = tuple[float, float, float, float, str]


def slides_of(data: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        count = sum(name.startswith("ppt/slides/slide") for name in package.namelist())
        roots = [etree.fromstring(package.read(f"ppt/slides/slide{number}.xml")) for number in range(1, count + 1)]
    return [root for root in roots if root.get("show") != "0"]


def frame_of(place: Any) -> Frame | None:
    offset, extent = place.find(f"{A}off"), place.find(f"{A}ext")
    if offset is None or place.get("rot"):
        return None
    x, y = int(offset.get("x")) / EMU_PER_POINT, int(offset.get("y")) / EMU_PER_POINT
    return x, y, x + int(extent.get("cx")) / EMU_PER_POINT, y + int(extent.get("cy")) / EMU_PER_POINT


def framed_texts(slide: etree._Element) -> Iterator[tuple[Frame, list[str]]]:
    """Walk over the shapes that say where they stand, with their words; tables count as one frame."""
    for shape in slide.iter(f"{P}sp"):
        place = shape.find(f"{P}spPr/{A}xfrm")
        body = shape.find(f"{P}txBody")
        if place is None or body is None or body.find(f"{A}bodyPr").get("vert"):
            continue
        frame = frame_of(place)
        if frame is not None:
            yield frame, words_in(body)
    for shape in slide.iter(f"{P}graphicFrame"):
        frame = frame_of(shape.find(f"{P}xfrm"))
        if frame is not None and shape.find(f".//{A}tbl") is not None:
            yield frame, words_in(shape)


def words_in(element: Any) -> list[str]:
    said = []
    for paragraph in element.iter(f"{A}p"):
        pieces = [node.text or "" if node.tag == f"{A}t" else " " for node in paragraph.iter(f"{A}t", f"{A}br")]
        said.extend(re.split(r"[\s-]+", "".join(pieces).strip()))
    return [word for word in said if word]


def drawn_words(page: Any) -> list[Word]:
    return [tuple(word[:5]) for word in page.get_text("words", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)]


def lines_of(page: Any) -> list[tuple[Frame, float, int, str]]:
    """Give what is drawn, span by span: the frame of its ink, its baseline, the number of its block, its text."""
    found = []
    for number, block in enumerate(page.get_text("dict")["blocks"]):
        for line in block.get("lines", ()):
            for span in line["spans"]:
                text = span["text"].strip()
                if any(letter.isalnum() for letter in text) and line["dir"][0] > 0.9:
                    # The ink of a line stands between cap height and baseline, not in the whole of the font's box.
                    baseline, high = span["origin"][1], span["size"] * 0.62
                    frame = (span["bbox"][0] + 1, baseline - high, span["bbox"][2] - 1, baseline)
                    found.append((frame, baseline, number, text))
    return found


def meet(one: Frame, two: Frame) -> bool:
    return min(one[2], two[2]) - max(one[0], two[0]) > 1.0 and min(one[3], two[3]) - max(one[1], two[1]) > 1.0


def overlaps(page: Any) -> list[str]:
    """List texts drawn over one another; pieces of one line of one text, whose order is mixed, are let alone."""
    lines = lines_of(page)
    return [
        f"{text!r} over {other!r}"
        for index, (frame, baseline, block, text) in enumerate(lines)
        for second, line, same, other in lines[index + 1 :]
        if not (block == same and abs(baseline - line) < 2.0) and meet(frame, second)
    ]


def outside(page: Any) -> list[str]:
    width, height = page.rect.width, page.rect.height
    return [
        word[4]
        for word in drawn_words(page)
        if word[0] < EDGE or word[1] < EDGE or word[2] > width - EDGE or word[3] > height - EDGE
    ]


def out_of_frame(slide: etree._Element, page: Any) -> list[str]:
    """List the words that are drawn, but none of whose drawn places lies within their frame.

    Arabic words are let alone: a PDF gives back their ligatures in another order.
    """
    drawn = drawn_words(page)
    places: dict[str, list[Frame]] = {}
    faults = []
    for frame, words in framed_texts(slide):
        for word in (one for one in words if not has_rtl(one)):
            if word not in places:
                places[word] = [spot[:4] for spot in drawn if word in spot[4]]
            spots = places[word]
            if spots and not any(
                spot[0] >= frame[0] - TOLERANCE
                and spot[2] <= frame[2] + TOLERANCE
                and (spot[1] + spot[3]) / 2 >= frame[1] - TOLERANCE
                and (spot[1] + spot[3]) / 2 <= frame[3] + TOLERANCE
                for spot in spots
            ):
                faults.append(f"{word!r} outside {tuple(round(edge) for edge in frame)}")
    return faults


def lost(slide: etree._Element, page: Any) -> Counter[str]:
    """Count the letters of the slide that the page lacks: what runs over the slide's edge disappears from a PDF."""
    wanted = Counter("".join(word for word in words_in(slide)))
    drawn = Counter(re.sub(r"[\s-]+", "", page.get_text()))
    return wanted - drawn


def faults_of(data: bytes, pdf: bytes, *, is_latin: bool) -> list[str]:
    slides = slides_of(data)
    with pymupdf.open(stream=pdf, filetype="pdf") as drawn:
        assert len(drawn) == len(slides)
        faults = []
        for number, (slide, page) in enumerate(zip(slides, drawn, strict=True), start=1):
            faults += [f"slide {number}: {fault}" for fault in overlaps(page)]
            faults += [f"slide {number}: {word!r} at the edge" for word in outside(page)]
            if is_latin:
                faults += [f"slide {number}: {fault}" for fault in out_of_frame(slide, page)]
                faults += [f"slide {number}: lost {letter!r} x {n}" for letter, n in lost(slide, page).items()]
    return faults


TEMPLATES = (
    Path("/usr/lib/libreoffice/share/template/common/presnt"),
    Path("/opt/libreoffice/share/template/common/presnt"),
)
"""Where LibreOffice keeps its own templates; they may not be copied into the repository."""
TRIED = ("Beehive", "Blueprint_Plans", "Candy", "Forestbird", "Grey_Elegant", "Metropolis", "Midnightblue", "Vivid")
LEFT_TO_RIGHT = ("fr", "en")
EXPORTER = migplan_exporters()[0]


def example_decks() -> dict[str, bytes]:
    """Write the roadmap, its progress, each kind of event, the last consultation and what is printed for it."""
    plan = migplan.load(EXAMPLE)
    first_of_kind = {event.kind: event.id for event in reversed(plan.events)}
    first = plan.roadmaps[0].id
    consultations = [
        event.id for event in plan.events if (event.kind, event.roadmap) == (EventKind.CONSULTATION, first)
    ]
    decks = list(dict.fromkeys((*first_of_kind.values(), consultations[-1])))
    asked = [("roadmap", first, "fr"), ("roadmap", first, "ar"), ("progress", first, "ar")]
    asked += [("event", event, ("fr", "ar")[place % 2]) for place, event in enumerate(decks)]
    printed = [(report, of) for report in ("boards", "dots", "ballots") for of in consultations[-1:]]
    printed += [("signs", consultations[-1]), ("boards", first_of_kind[EventKind.EXCHANGE])]
    asked += [(report, of, ("fr", "ar")[place % 2]) for place, (report, of) in enumerate(printed)]
    return {
        f"{report}-{of}-{language}": migplan.render(plan, report, of=of, format="pptx", language=language)
        for report, of, language in asked
    }


def printed_decks() -> dict[str, bytes]:
    """Write the sample's blocks of workshops on paper."""
    decks = {}
    for language, paper in (("fr", Paper.A3_LANDSCAPE), ("ar", Paper.A4_PORTRAIT), ("fr", Paper.A5_LANDSCAPE)):
        document = sample_document(language, Medium.SLIDE, 7)
        kept = [
            section
            for section in document.sections
            if any(isinstance(block, VoteSheet | GroupWork) for block in section.blocks)
        ]
        printed = evolve(document, sections=tuple(kept), paper=paper)
        decks[f"paper-{paper.name}-{language}"] = render_document(printed, EXPORTER, ("fr", "ar"))
    return decks


def faults_by_deck(
    decks: Mapping[str, bytes], as_pdfs: Callable[[Mapping[str, bytes]], dict[str, bytes]]
) -> dict[str, list[str]]:
    drawn = as_pdfs(decks)
    found = {name: faults_of(data, drawn[name], is_latin=name.endswith(LEFT_TO_RIGHT)) for name, data in decks.items()}
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.needs_libreoffice
def test_no_word_of_any_deck_leaves_its_frame_or_meets_another(
    as_pdfs: Callable[[Mapping[str, bytes]], dict[str, bytes]],
) -> None:
    samples = {
        f"sample-{count}-{language}": render_document(
            sample_document(language, Medium.SLIDE, count), EXPORTER, ("fr", "ar")
        )
        for language, count in (("fr", 40), ("ar", 7))
    }

    assert faults_by_deck(samples | example_decks() | printed_decks(), as_pdfs) == {}


@pytest.mark.needs_libreoffice
def test_decks_in_the_templates_of_libreoffice_keep_their_words_apart(
    as_pptx: Callable[[list[Path]], dict[str, bytes]], as_pdfs: Callable[[Mapping[str, bytes]], dict[str, bytes]]
) -> None:
    folder = next((folder for folder in TEMPLATES if folder.is_dir()), None)
    if folder is None:
        pytest.skip("the templates of LibreOffice are not on this machine")
    templates = as_pptx([folder / f"{name}.otp" for name in TRIED])

    decks = {}
    for place, (name, template) in enumerate(sorted(templates.items())):
        assert EXPORTER.check_template is not None
        fit = EXPORTER.check_template(template, DEFAULT, Words("en"))
        assert not [problem for problem in fit.problems if problem.severity is Severity.ERROR]
        language = ("fr", "ar")[place % 2]
        document = sample_document(language, Medium.SLIDE, 3)
        decks[f"{name}-{language}"] = render_document(document, EXPORTER, ("fr", "ar"), template=template)
        assert [str(finding) for finding in lint(decks[f"{name}-{language}"])] == []

    assert len(decks) == len(TRIED)
    assert faults_by_deck(decks, as_pdfs) == {}
