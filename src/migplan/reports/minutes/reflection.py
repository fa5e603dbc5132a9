"""The report of a reflection with a consultative body, with the draft of its opinion."""

from collections.abc import Iterable

from migplan.documents import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Role,
    Section,
    Signature,
    Signatures,
    Table,
)
from migplan.model import Opinion
from migplan.reports.event import reflection
from migplan.reports.minutes import chapters
from migplan.reports.minutes.chapters import EventPaper


def sections(paper: EventPaper) -> Iterable[Section]:
    """Every chapter; before the session, those that prepare it."""
    yield chapters.identification(paper)
    yield role_of_body(paper)
    yield chapters.aims(paper)
    yield chapters.participants(paper)
    yield chapters.programme(paper)
    yield questions(paper)
    if paper.material.event.is_held:
        yield chapters.exchanges(paper)
        yield chapters.agreements(paper)
        yield paper.chapter("place", "", *paper.prose("place"))
        yield commitments(paper)
        yield chapters.evaluation(paper)
        yield draft(paper)
    yield from chapters.annexes(paper)


def opinions(paper: EventPaper) -> list[tuple[str, Opinion]]:
    """Opinions given at the event, else those of its roadmaps, with the roadmap's id."""
    material = paper.material
    found = [(main.roadmap.id, said) for main, said in material.opinions]
    return found or [(main.roadmap.id, said) for main in material.roadmaps for said in main.roadmap.opinions]


def role_of_body(paper: EventPaper) -> Section:
    """What the body is for, by which law, who sits in it."""
    voice, found = paper.voice, reflection.bodies(paper.material)
    if not found:
        return paper.chapter("body", paper.material.tell("no_body"), *paper.lacking("body"))
    columns = [
        Column("body", voice.say("governance.body"), width=34),
        Column("law", voice.say("frame.source"), width=34),
        Column("members", voice.say("governance.members"), width=50),
    ]
    rows = [(voice.text(one.title), voice.text(one.legal_source), voice.text(one.members)) for one in found]
    message = paper.material.tell("bodies", n=len(found), name=voice.plain(found[0].title))
    return paper.chapter(
        "body", message, Table("bodies", paper.material.tell("name.bodies"), columns, rows, alt=message)
    )


def questions(paper: EventPaper) -> Section:
    """The questions put to the body."""
    found = list(dict.fromkeys(paper.voice.text(said.question) for _, said in opinions(paper)))
    if not found:
        return paper.chapter("questions", paper.material.tell("no_question"), *paper.lacking("question"))
    return paper.chapter("questions", paper.tell("questions", n=len(found)), Bullets(tuple(found), is_numbered=True))


def commitments(paper: EventPaper) -> Section:
    """What the body commits to, and the decisions taken."""
    lines = [paper.voice.text(line) for _, said in opinions(paper) for line in said.commitments]
    taken = chapters.decisions(paper)
    blocks: list[Block] = [Bullets(tuple(lines))] if lines else []
    if paper.material.event.decisions or not lines:
        blocks += taken.blocks
    message = paper.tell("commitments", n=len(lines)) if lines else taken.message
    return paper.chapter("commitments", message, *blocks)


def draft(paper: EventPaper) -> Section:
    """The draft of the opinion, ready to be read again and signed."""
    voice = paper.voice
    found = opinions(paper)
    blocks: list[Block] = []
    for _, said in found:
        body = paper.reference.bodies.get(said.body)
        blocks.append(Heading(voice.text(body.title) if body else said.body, 2))
        blocks.append(
            Paragraph(voice.listed((voice.strong(voice.say("opinion.question")), voice.text(said.question)), " "))
        )
        for key, lines in (
            ("points", said.points),
            ("reservations", said.reservations),
            ("commitments", said.commitments),
        ):
            if lines:
                blocks.append(Heading(voice.say(f"opinion.{key}"), 3))
                blocks.append(Bullets(tuple(voice.text(line) for line in lines), is_numbered=True))
    if not found:
        blocks += paper.prose("draft")
    names = [voice.plain(one.title) for one in reflection.bodies(paper.material)]
    places = [
        Signature(paper.tell("sign.chair"), names[0] if names else ""),
        Signature(paper.tell("sign.rapporteur"), ""),
    ]
    blocks.append(Signatures(places, voice.say("closing.signatures")))
    message = paper.tell("draft", n=len(found)) if found else ""
    return paper.chapter("draft", message, *blocks, role=Role.BODY, starts_page=True)
