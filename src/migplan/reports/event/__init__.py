"""The deck of an event: training, consultation, reflection or exchange, before it and after it."""

from collections.abc import Callable, Iterable, Mapping

from migplan.documents import Document, Section
from migplan.hooks import BuildRequest
from migplan.locale import format_date
from migplan.model import EventKind
from migplan.reports.event import closing, consultation, exchange, opening, outcomes, reflection, training, work
from migplan.reports.event.material import EventMaterial, unique

_CONTENT: Mapping[EventKind, Callable[[EventMaterial], Iterable[Section]]] = {
    EventKind.TRAINING: training.sections,
    EventKind.CONSULTATION: consultation.sections,
    EventKind.REFLECTION: reflection.sections,
    EventKind.EXCHANGE: exchange.sections,
}


def build_event(request: BuildRequest) -> Document:
    """Make the deck of the event that `request.of` names.

    Raises:
        KeyError: The plan has no event of that id (the pipeline has checked it).
    """
    material = EventMaterial(request)
    parts = (
        opening.sections(material),
        _CONTENT[material.event.kind](material),
        work.evaluation(material),
        outcomes.sections(material),
        closing.sections(material),
        outcomes.backup(material),
        exchange.backup(material) if material.event.kind is EventKind.EXCHANGE else (),
        closing.backup(material),
    )
    sections = unique((section for part in parts for section in part), request.language)
    return framed(material, "event", sections)


def framed(material: EventMaterial, report: str, sections: Iterable[Section]) -> Document:
    """Make a document of an event out of its sections."""
    voice, event = material.voice, material.event
    done = tuple(sections)
    return Document(
        report=report,
        title=material.title,
        language=material.request.language,
        cover=opening.cover(material),
        sections=done,
        subtitle=voice.plain(material.plan.title),
        short_title=material.title,
        occasion=format_date(event.start, voice.language) if event.start else "",
        region=voice.region,
        subject=material.place_and_day,
        creator=voice.stakeholder_name(event.organiser, short=False),
        sources=voice.cited,
        date=material.request.date,
        medium=material.request.medium,
        currency=material.plan.currency,
    )
