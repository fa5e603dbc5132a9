"""What goes up and down, what comes next, what the body said, where figures come from, who signs."""

from datetime import date

from migplan.documents import (
    Block,
    Bullets,
    Column,
    Heading,
    Holds,
    Inline,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    Tag,
    Tone,
    Total,
    Value,
)
from migplan.model import Proposal, ProposalAnswer
from migplan.reports.roadmap.material import Material
from migplan.reports.voice import Voice

ANSWERS = {
    ProposalAnswer.PENDING: Tone.NOT_BEGUN,
    ProposalAnswer.ACCEPTED: Tone.ACHIEVED,
    ProposalAnswer.AMENDED: Tone.ON_THE_WAY,
    ProposalAnswer.DECLINED: Tone.LATE,
}


def recipient(voice: Voice, proposal: Proposal) -> str:
    """Whom a proposal goes to."""
    if proposal.recipient:
        name, what = voice.territory(proposal.recipient), voice.level_of(proposal.recipient)
        return f"{name} ({what})" if what else name
    level = voice.reference.levels.get(proposal.recipient_level or "")
    return voice.plain(level.plural or level.title) if level else "–"


def proposals_message(material: Material) -> str:
    """Say how many proposals go out and how many were accepted."""
    found = material.roadmap.proposals
    accepted = sum(1 for one in found if one.answer in (ProposalAnswer.ACCEPTED, ProposalAnswer.AMENDED))
    voice = material.voice
    return voice.say(
        "proposals.message", proposals=voice.of("proposals", len(found)), accepted=voice.of("accepted", accepted)
    )


def proposals_table(material: Material) -> Table | None:
    """Each proposal: to whom, what, which actions, how much, the answer."""
    voice = material.voice
    if not material.roadmap.proposals:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("to", voice.say("proposals.to"), width=20),
        Column("title", voice.say("proposals.proposal"), width=46),
        Column("actions", voice.say("column.actions"), width=14),
        Column(
            "amount", voice.say("column.amount"), Holds.MONEY, width=14, unit=material.plan.currency, total=Total.SUM
        ),
        Column("answer", voice.say("proposals.answer"), Holds.STATUS, width=16),
    ]
    rows = []
    for one in material.roadmap.proposals:
        amount = material.budget.amounts.amount(one.amount) if one.amount else None
        said: Inline = voice.text(one.title)
        if one.description is not None:
            said = voice.listed((voice.strong(one.title), voice.text(one.description)), ". ")
        rows.append(
            Row(
                (
                    one.id,
                    recipient(voice, one),
                    said,
                    ", ".join(one.actions) or "–",
                    Value(
                        amount,
                        Holds.MONEY,
                        unit=material.plan.currency,
                        address=f"{material.roadmap.id}/{one.id}/amount",
                    ),
                    Tag(voice.words.choice(one.answer), ANSWERS[one.answer]),
                ),
                address=f"{material.roadmap.id}/{one.id}",
            )
        )
    return Table("proposals", voice.say("proposals.table"), columns, rows, alt=proposals_message(material))


def steps_message(material: Material) -> str:
    """Say what has to happen first."""
    voice = material.voice
    waiting = [step for step in material.roadmap.next_steps if not step.is_done]
    if not waiting:
        return voice.say("steps.message_plain")
    return voice.say("steps.message", n=len(waiting), first=voice.plain(waiting[0].title))


def next_message(material: Material) -> str:
    """Say which step not yet done comes next, and on which day."""
    voice = material.voice
    coming = [
        (step.due, step.title)
        for step in material.roadmap.next_steps
        if not step.is_done and step.due is not None and step.due >= material.day
    ]
    if not coming:
        return voice.say("closing.no_next")
    day, title = min(coming, key=lambda one: one[0])
    return voice.say("closing.next", day=day, step=voice.plain(title))


def step_columns(voice: Voice) -> list[Column]:
    """Columns of a table of steps: what, who, by when, where it stands."""
    return [
        Column("step", voice.say("steps.step"), width=56),
        Column("owner", voice.say("steps.owner"), width=26),
        Column("due", voice.say("steps.due"), Holds.DATE, width=16),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
    ]


def step_tag(voice: Voice, due: date | None, day: date, *, is_done: bool) -> Tag:
    """Say where a step stands on a day."""
    if is_done:
        return Tag(voice.say("steps.done"), Tone.ACHIEVED)
    if due is not None and due < day:
        return Tag(voice.say("steps.late"), Tone.LATE)
    return Tag(voice.say("steps.to_do"), Tone.NOT_BEGUN)


def steps_table(material: Material) -> Table | None:
    """Next steps: what, who, by when."""
    voice = material.voice
    if not material.roadmap.next_steps:
        return None
    columns = step_columns(voice)
    rows = []
    for number, step in enumerate(material.roadmap.next_steps):
        address = f"{material.roadmap.id}/next_steps/{number}"
        rows.append(
            Row(
                (
                    voice.text(step.title),
                    voice.stakeholder(step.owner),
                    Value(step.due, Holds.DATE, address=f"{address}/due"),
                    step_tag(voice, step.due, material.day, is_done=step.is_done),
                ),
                address=address,
            )
        )
    return Table("next-steps", voice.say("steps.table"), columns, rows, alt=steps_message(material))


def opinion_blocks(material: Material) -> list[Block]:
    """What each consultative body said."""
    voice = material.voice
    blocks: list[Block] = []
    for opinion in material.roadmap.opinions:
        body = material.reference.bodies.get(opinion.body)
        blocks.append(Heading(voice.text(body.title) if body else opinion.body, 2))
        facts: list[Inline] = []
        if opinion.number:
            facts.append(voice.say("opinion.number", number=opinion.number))
        if opinion.date:
            facts.append(voice.say("opinion.date", day=opinion.date))
        if opinion.is_favourable is not None:
            facts.append(voice.say("opinion.favourable" if opinion.is_favourable else "opinion.unfavourable"))
        if facts:
            blocks.append(Paragraph(voice.listed(facts, " – ")))
        blocks.append(
            Paragraph(voice.listed((voice.strong(voice.say("opinion.question")), voice.text(opinion.question)), " "))
        )
        for key, lines in (
            ("points", opinion.points),
            ("reservations", opinion.reservations),
            ("commitments", opinion.commitments),
        ):
            if lines:
                blocks.append(Heading(voice.say(f"opinion.{key}"), 3))
                blocks.append(Bullets(tuple(voice.text(line) for line in lines)))
    return blocks


def sources_message(material: Material) -> str:
    """Say how many sources the figures rest on."""
    return material.voice.of("sources", len(material.voice.cited))


def sources_table(material: Material) -> Table | None:
    """Every source cited, with its publisher, its date and its address."""
    voice = material.voice
    cited = voice.cited
    if not cited:
        return None
    columns = [
        Column("title", voice.words("blocks.source"), width=60),
        Column("date", voice.words("blocks.year"), width=8),
        Column("link", voice.say("closing.link"), width=48),
    ]
    rows = []
    for note in cited:
        found = material.reference.sources.get(note.key)
        title: Inline = note.text if found is None else voice.text(found.title)
        if found is not None and found.publisher is not None:
            title = voice.listed((voice.text(found.publisher), voice.text(found.title)))
        year = str(found.date.year) if found and found.date else "–"
        rows.append((title, year, found.url or "–" if found else "–"))
    return Table("sources", voice.say("closing.sources"), columns, rows)


def signatures(material: Material) -> Signatures:
    """Who signs the deliberation."""
    voice, level = material.voice, material.level
    places = []
    council = voice.stakeholder(material.roadmap.council, short=False) if material.roadmap.council else ""
    executive = voice.say("closing.president")
    if not council and level is not None and level.executive is not None:
        executive = voice.plain(level.executive)
    places.append(Signature(executive, council))
    places.append(Signature(voice.say("closing.secretary"), council))
    if level is not None and level.state_authority is not None:
        places.append(Signature(voice.plain(level.state_authority), voice.say("closing.visa")))
    return Signatures(places, voice.say("closing.signatures"))


def adoption_blocks(material: Material) -> list[Block]:
    """Status, deliberation, visa, and the places to sign."""
    voice, roadmap = material.voice, material.roadmap
    lines: list[Inline] = [voice.say("closing.status", status=voice.words.choice(roadmap.status))]
    if roadmap.adoption is not None:
        if roadmap.adoption.number:
            lines.append(voice.say("closing.deliberation", number=roadmap.adoption.number))
        if roadmap.adoption.date:
            lines.append(voice.say("closing.adopted_on", day=roadmap.adoption.date))
        if roadmap.adoption.visa:
            lines.append(voice.say("closing.visa_number", number=roadmap.adoption.visa))
    return [*(Paragraph(line) for line in lines), signatures(material)]
