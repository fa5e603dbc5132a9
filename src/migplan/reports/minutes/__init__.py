"""The reports of events: minutes of a workshop, of a training, of a reflection, of an exchange between levels."""

from collections.abc import Callable

from migplan.documents import Document
from migplan.hooks import BuildRequest
from migplan.model import EventKind, Plan
from migplan.reports.minutes import chapters, exchange, reflection, training
from migplan.reports.minutes.chapters import EventPaper


def build_minutes(request: BuildRequest) -> Document:
    """Make the minutes of the workshop that `request.of` names.

    Raises:
        KeyError: The plan has no event of that id (the pipeline has checked it).
    """
    paper = EventPaper(request, "minutes")
    found = [
        chapters.identification(paper),
        chapters.aims(paper),
        chapters.participants(paper),
        chapters.programme(paper),
    ]
    if paper.material.event.is_held:
        found += [
            chapters.results(paper),
            chapters.exchanges(paper),
            chapters.agreements(paper),
            chapters.needs(paper),
            chapters.decisions(paper),
            chapters.evaluation(paper),
        ]
    return chapters.made(paper, [*found, *chapters.annexes(paper)])


def build_training_report(request: BuildRequest) -> Document:
    """Make the report of the training that `request.of` names."""
    paper = EventPaper(request, "training-report")
    return chapters.made(paper, training.sections(paper))


def build_reflection_report(request: BuildRequest) -> Document:
    """Make the report of the reflection that `request.of` names, with the draft of the opinion."""
    paper = EventPaper(request, "reflection-report")
    return chapters.made(paper, reflection.sections(paper))


def build_exchange_report(request: BuildRequest) -> Document:
    """Make the report of the exchange between levels that `request.of` names."""
    paper = EventPaper(request, "exchange-report")
    return chapters.made(paper, exchange.sections(paper))


def is_kind(kind: EventKind) -> Callable[[Plan, str | None], bool]:
    """Give the function that says whether an event is of a kind."""
    return KindOf(kind).suits


class KindOf:
    """Says whether an event of a plan is of one kind; it can be sent to another process."""

    def __init__(self, kind: EventKind) -> None:
        """Take the kind."""
        self.kind = kind

    def suits(self, plan: Plan, of: str | None) -> bool:
        """Say whether the event is of the kind."""
        return any(event.id == of and event.kind is self.kind for event in plan.events)


__all__ = ["build_exchange_report", "build_minutes", "build_reflection_report", "build_training_report", "is_kind"]
