"""Where words stand when LibreOffice draws the slides: inside their frames, inside the slide, and not over one another."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from attrs import evolve
from drawn import faults_of

import migplan
from migplan.documents import GroupWork, Medium, Paper, VoteSheet
from migplan.locale import Words
from migplan.model import EventKind
from migplan.pipeline import render_document
from migplan.problems import Severity
from migplan.testing.samples import sample_document
from migplan.themes import DEFAULT
from migplan_office.lint import lint
from migplan_powerpoint.hooks import migplan_exporters

EXAMPLE = Path(__file__).parents[3] / "examples" / "souss-massa"

TEMPLATES = (
    Path("/usr/lib/libreoffice/share/template/common/presnt"),
    Path("/opt/libreoffice/share/template/common/presnt"),
)
"""Where LibreOffice keeps its own templates; they may not be copied into the repository."""
TRIED = ("Beehive", "Blueprint_Plans", "Candy", "Forestbird", "Grey_Elegant", "Metropolis", "Midnightblue", "Vivid")
LEFT_TO_RIGHT = ("fr", "en")
EXPORTER = migplan_exporters()[0]


def example_decks() -> dict[str, bytes]:
    """Write a roadmap, each kind of event, the last consultation and what is printed for it: `.ci/rendered` draws all."""
    plan = migplan.load(EXAMPLE)
    first_of_kind = {event.kind: event.id for event in reversed(plan.events)}
    first = plan.roadmaps[0].id
    consultations = [
        event.id for event in plan.events if (event.kind, event.roadmap) == (EventKind.CONSULTATION, first)
    ]
    decks = list(dict.fromkeys((*first_of_kind.values(), consultations[-1])))
    asked = [("roadmap", first, "ar")]
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
