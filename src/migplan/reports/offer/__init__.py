"""The technical and financial offer for the assignment: to be read, and as the detailed budget."""

from collections.abc import Iterable

from migplan.documents import Document, Fact, Medium, Section
from migplan.hooks import BuildRequest
from migplan.locale import format_date
from migplan.model import Plan
from migplan.reports.offer import budget, method, terms
from migplan.reports.offer.material import OfferPaper


def build_offer(request: BuildRequest) -> Document:
    """Make the offer for the plan's assignment: the whole of it on pages, the detailed budget on sheets."""
    paper = OfferPaper(request)
    voice, mandate = paper.voice, paper.mandate
    sections = budget.sheets(paper) if request.medium is Medium.SHEET else _pages(paper)
    facts = []
    if mandate.reference:
        facts.append(Fact(paper.tell("fact.reference"), mandate.reference))
    if mandate.client:
        facts.append(Fact(paper.tell("fact.client"), voice.stakeholder(mandate.client, short=False)))
    if mandate.closing:
        facts.append(Fact(paper.tell("fact.closing"), format_date(mandate.closing, voice.language)))
    title = paper.tell("sheet_title" if request.medium is Medium.SHEET else "title")
    cover = paper.cover(title, voice.text(mandate.title), facts)
    return paper.document(title, paper.arranged(sections), cover)


def _pages(paper: OfferPaper) -> Iterable[Section]:
    yield paper.chapter("letter", "", *paper.prose("letter"))
    yield terms.understanding(paper)
    yield terms.tensions(paper)
    yield terms.assumptions(paper)
    yield method.principles(paper)
    yield from method.tasks(paper)
    yield method.tools(paper)
    yield method.deliverables_section(paper)
    yield method.calendar(paper)
    yield method.team(paper)
    yield method.risks(paper)
    yield method.ethics(paper)
    yield from budget.page(paper)
    yield terms.references(paper)
    yield terms.pieces(paper)
    yield terms.profile(paper)


def has_assignment(plan: Plan, of: str | None) -> bool:
    """Say whether the plan has an assignment."""
    return plan.assignment is not None


__all__ = ["build_offer", "has_assignment"]
