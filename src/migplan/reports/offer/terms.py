"""What the offer says of the terms: the mandate, the contradictions found in them, what it takes as given."""

from migplan.documents import Block, Bullets, Column, Holds, Inline, Row, Section, Table, Tag, Tone, Value
from migplan.documents import Role as Part
from migplan.reports.offer.material import OfferPaper


def mandate_table(paper: OfferPaper) -> Table:
    """The mandate in a few facts."""
    voice, one = paper.voice, paper.mandate
    lines: list[tuple[str, Inline]] = [(paper.tell("fact.subject"), voice.text(one.title))]
    if one.reference:
        lines.append((paper.tell("fact.reference"), one.reference))
    if one.client:
        lines.append((paper.tell("fact.client"), voice.stakeholder(one.client, short=False)))
    if one.chain:
        names = [voice.stakeholder(id, short=False) for id in one.chain]
        lines.append((paper.tell("fact.chain"), voice.listed(names, " → ")))
    for key, day in (("published", one.published), ("closing", one.closing)):
        if day is not None:
            lines.append((paper.tell(f"fact.{key}"), Value(day, Holds.DATE, address=f"assignment/{key}")))
    lines.append((paper.tell("fact.days"), paper.days(one.days, "days")))
    if paper.ceiling is not None:
        lines.append((paper.tell("fact.ceiling"), paper.money(paper.ceiling, "ceiling")))
    lines.append((paper.tell("fact.tax"), voice.words.choice(one.tax)))
    columns = [Column("what", paper.tell("column.what"), width=24), Column("said", paper.tell("column.said"), width=60)]
    return Table("mandate", paper.tell("chapter.mandate"), columns, lines)


def understanding(paper: OfferPaper) -> Section:
    """What is asked, in facts and in the offer's own words."""
    message = ""
    if paper.mandate.tasks:
        message = paper.tell(
            "asked", n=len(paper.mandate.tasks), days=paper.mandate.days, deliverables=len(paper.mandate.deliverables)
        )
    return paper.chapter("understanding", message, mandate_table(paper), *paper.prose("context"))


def tensions(paper: OfferPaper) -> Section:
    """What the terms leave open or contradict, and what the offer proposes for each."""
    columns = [
        Column("tension", paper.tell("column.tension"), width=48),
        Column("answer", paper.tell("column.answer"), width=48),
    ]
    rows = [
        Row(
            (paper.tell(f"tension.{one.code}", **one.values), paper.tell(f"proposed.{one.code}", **one.values)),
            address=one.address,
        )
        for one in paper.tensions
    ]  # fmt: skip
    blocks: list[Block] = []
    if rows:
        message = paper.tell("tensions", n=len(rows))
        blocks = [Table("tensions", paper.tell("chapter.tensions"), columns, rows, alt=message)]
    else:
        message = paper.tell("no_tension")
        blocks = list(paper.prose("tensions"))
    return paper.chapter("tensions", message, *blocks, level=2)


def assumptions(paper: OfferPaper) -> Section:
    """What the offer takes as given."""
    columns = [
        Column("code", paper.voice.say("column.code"), Holds.CODE, width=6),
        Column("assumption", paper.tell("column.assumption"), width=90),
    ]
    rows = [
        Row((one.id, paper.voice.text(one.title)), address=f"assignment/{one.id}") for one in paper.mandate.assumptions
    ]
    if not rows:
        return paper.chapter("assumptions", "", *paper.prose("assumptions"), level=2)
    message = paper.tell("assumptions", n=len(rows))
    return paper.chapter(
        "assumptions", message, Table("assumptions", paper.tell("chapter.assumptions"), columns, rows, alt=message), level=2
    )  # fmt: skip


def pieces(paper: OfferPaper) -> Section:
    """The pieces that the terms want, and whether each is in the offer."""
    voice = paper.voice
    columns = [
        Column("piece", paper.tell("column.piece"), width=60),
        Column("kind", voice.say("column.kind"), width=26),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
    ]
    rows = []
    for place, one in enumerate(paper.mandate.pieces):
        ready = Tag(paper.tell("ready"), Tone.ACHIEVED) if one.is_ready else Tag(paper.tell("to_add"), Tone.LATE)
        rows.append(
            Row((voice.text(one.title), voice.words.choice(one.kind), ready), address=f"assignment/pieces/{place}")
        )
    waiting = sum(1 for one in paper.mandate.pieces if not one.is_ready)
    message = paper.tell("pieces_waiting", n=waiting) if waiting else paper.tell("pieces_ready")
    table = Table("pieces", paper.tell("chapter.pieces"), columns, rows, alt=message) if rows else None
    return paper.chapter("pieces", message if rows else "", table, role=Part.ANNEX)


def references(paper: OfferPaper) -> Section:
    """Similar work and the documents that the offer rests on."""
    voice = paper.voice
    columns = [
        Column("title", paper.tell("column.work"), width=60),
        Column("client", paper.tell("fact.client"), width=30),
        Column("year", voice.words("blocks.year"), width=10),
    ]
    rows = [
        (voice.text(one.title), voice.text(one.client, "–"), str(one.year) if one.year else "–")
        for one in paper.mandate.references
    ]
    found: list[Block] = []
    if rows:
        found.append(Table("similar", paper.tell("chapter.references"), columns, rows))
    books = [voice.source_text(one.id) for one in paper.plan.sources]
    if books:
        found.append(Bullets(tuple(books)))
    message = paper.tell("references", n=len(rows)) if rows else ""
    return paper.chapter("references", message, *(found if rows else [*paper.prose("references"), *found]))


def profile(paper: OfferPaper) -> Section:
    """What the terms ask of the team, with room to say where it is shown."""
    asked = [paper.voice.text(one) for one in paper.mandate.profile]
    block = Bullets(tuple(asked)) if asked else None
    message = paper.tell("profile", n=len(asked)) if asked else ""
    return paper.chapter("profile", message, block, *paper.prose("resumes"), role=Part.ANNEX)
