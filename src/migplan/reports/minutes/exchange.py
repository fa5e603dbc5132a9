"""The report of an exchange between levels: who came from which, the roadmaps side by side, what goes to the level above."""

from collections.abc import Iterable

from attrs import evolve

from migplan.documents import Block, Bullets, Comparison, Heading, Section
from migplan.reports.event import exchange
from migplan.reports.event.exchange import MOST_COLUMNS
from migplan.reports.minutes import chapters
from migplan.reports.minutes.chapters import EventPaper


def sections(paper: EventPaper) -> Iterable[Section]:
    """Every chapter; before the event, those that prepare it."""
    yield chapters.identification(paper)
    yield chapters.aims(paper)
    yield chapters.participants(paper, "participants_level")
    yield chapters.programme(paper)
    yield roadmaps(paper)
    yield shared(paper)
    yield proposals(paper)
    if paper.material.event.is_held:
        yield chapters.exchanges(paper)
        yield chapters.decisions(paper)
        yield chapters.evaluation(paper)
    yield from chapters.annexes(paper)


def roadmaps(paper: EventPaper) -> Section:
    """The roadmaps side by side, on one scale."""
    material = paper.material
    found = material.roadmaps
    if not found:
        return paper.chapter("roadmaps", material.tell("no_roadmap"), *paper.prose("roadmaps"))
    blocks = [
        exchange.side_by_side(material, found[start : start + MOST_COLUMNS])
        for start in range(0, len(found), MOST_COLUMNS)
    ]
    return paper.chapter("roadmaps", exchange.comparison_message(material), *blocks[:1], *_renamed(blocks[1:]))


def _renamed(blocks: list[Comparison]) -> Iterable[Comparison]:
    return (evolve(block, id=f"{block.id}-{place}") for place, block in enumerate(blocks, start=2))


def shared(paper: EventPaper) -> Section:
    """What the roadmaps share, and what was settled between levels."""
    material, event, voice = paper.material, paper.material.event, paper.voice
    table, heat = exchange.convergences(material), exchange.alignment(material)
    blocks: list[Block] = [block for block in (table, heat) if block is not None]
    for name, lines in (("agreements", event.agreements), ("disagreements", event.disagreements)):
        if lines:
            blocks += [Heading(material.tell(f"head.{name}"), 2), Bullets(tuple(voice.text(one) for one in lines))]
    if not event.agreements and not event.disagreements:
        blocks += paper.prose("arbitration")
    message = table.alt if table is not None else material.tell("arbitrate", n=len(event.disagreements))
    return paper.chapter("convergences", message, *blocks)


def proposals(paper: EventPaper) -> Section:
    """What each roadmap asks of another level, and the answer."""
    going = exchange.proposals(paper.material)
    if going is None:
        return paper.chapter("proposals", paper.material.tell("no_proposal"), *paper.prose("proposals"))
    return paper.chapter("proposals", going.alt, going)
