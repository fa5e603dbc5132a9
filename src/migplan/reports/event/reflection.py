"""A reflection with consultative bodies: their role, the questions put to them, the draft of their opinion."""

from collections.abc import Iterable

from migplan.documents import (
    Block,
    Bullets,
    Canvas,
    Column,
    Frame,
    GroupWork,
    Heading,
    Paragraph,
    ParagraphStyle,
    Section,
    Table,
)
from migplan.model import Body, Opinion
from migplan.reports.event import work
from migplan.reports.event.consultation import needs_slide
from migplan.reports.event.material import EventMaterial
from migplan.reports.event.opening import slot
from migplan.reports.roadmap import diagnosis, profile


def sections(material: EventMaterial) -> Iterable[Section]:
    """Role, what is known of the territory, questions, draft opinion."""
    yield material.divider("know")
    yield bodies_slide(material)
    for main in material.roadmaps:
        chart = profile.trend_chart(main, most=12)
        if chart is not None:
            yield material.slide("profile", profile.message(main), chart)
        found = diagnosis.findings_block(main)
        if found is not None:
            yield material.slide("diagnosis", main.voice.say("diagnosis.message", n=len(main.roadmap.findings)), found)
        if main.roadmap.needs:
            yield needs_slide(material, main)
    yield material.divider("work")
    asked = questions(material)
    for number, block in enumerate(asked, start=1):
        key = "body_question" if len(asked) > 1 else "body_question_only"
        message = material.tell(key, n=number, of=len(asked), body=block.alt)
        yield material.slide("body_question", message, block, id=f"slide-question-{number}", minutes=block.minutes)
    if not asked:
        yield material.slide("body_question", material.tell("no_question"), slot(material, "question"))
    yield from work.sections(material)
    frames = [Frame(material.tell(f"frame.{key}")) for key in ("points", "reservations", "commitments")]
    draft = Canvas(material.tell("draft"), frames, 3, 45, material.tell("draft_alt"))
    yield material.slide("draft", material.tell("draft_message"), draft, minutes=45)


def bodies(material: EventMaterial) -> tuple[Body, ...]:
    """The bodies that the event is held with: those that gave an opinion at it, else those of the level of its territory."""
    named = {said.body for _, said in material.opinions}
    if named:
        return tuple(body for id, body in material.reference.bodies.items() if id in named)
    places = material.event.territories or tuple(one.roadmap.territory for one in material.roadmaps)
    levels = {level.id: level for place in places if (level := material.reference.level_of(place)) is not None}
    return tuple(body for level in levels.values() for body in level.bodies)


def bodies_slide(material: EventMaterial) -> Section:
    """What the body is for, by which law, who sits in it."""
    voice, found = material.voice, bodies(material)
    if not found:
        return material.slide("bodies", material.tell("no_body"), slot(material, "body"))
    columns = [
        Column("body", voice.say("governance.body"), width=34),
        Column("law", voice.say("frame.source"), width=34),
        Column("members", voice.say("governance.members"), width=50),
    ]
    rows = [(voice.text(one.title), voice.text(one.legal_source), voice.text(one.members)) for one in found]
    message = material.tell("bodies", n=len(found), name=voice.plain(found[0].title))
    if len(found) == 1:
        return material.slide("bodies", message, *_one_body(material, found[0]))
    return material.slide("bodies", message, Table("bodies", material.tell("name.bodies"), columns, rows, alt=message))


def _one_body(material: EventMaterial, body: Body) -> Iterable[Block]:
    """What one body does with a roadmap, by which law, and who sits in it."""
    voice = material.voice
    yield Bullets(tuple(material.tell(f"body_role.{key}") for key in ("read", "doubt", "commit")), is_numbered=True)
    for label, text in (
        (voice.say("frame.source"), body.legal_source),
        (voice.say("governance.members"), body.members),
    ):
        if text is not None:
            line = voice.listed((label, voice.text(text)), voice.words("blocks.colon"))
            yield Paragraph(line, ParagraphStyle.LEAD)


def _asked(material: EventMaterial) -> list[Opinion]:
    """Opinions of the event, else those of its roadmaps."""
    found = [said for _, said in material.opinions]
    return found or [said for main in material.roadmaps for said in main.roadmap.opinions]


def questions(material: EventMaterial) -> list[GroupWork]:
    """One question a slide, with room for the answer; those of the opinions of the event, else of its roadmaps."""
    voice = material.voice
    found = _asked(material)
    return [
        GroupWork(
            voice.text(said.question), 30, [material.tell(f"step.{key}") for key in ("read", "discuss", "write")],
            hand_in=material.tell("hand_in_opinion"), prompt=material.tell("prompt"),
            alt=voice.plain(material.reference.bodies[said.body].title) if said.body in material.reference.bodies else said.body,
        )
        for said in found
    ]  # fmt: skip


def opinion_slides(material: EventMaterial) -> Iterable[Section]:
    """What each body said at the event: its points, its reservations, its commitments, side by side."""
    voice = material.voice
    for number, (_, said) in enumerate(material.opinions, start=1):
        body = material.reference.bodies.get(said.body)
        blocks: list[Block] = []
        for key, lines in (
            ("points", said.points),
            ("reservations", said.reservations),
            ("commitments", said.commitments),
        ):
            if lines:
                blocks.append(Heading(voice.say(f"opinion.{key}"), 3))
                blocks.append(Bullets(tuple(voice.text(line) for line in lines)))
        if blocks:
            message = material.tell("opinion_of", body=voice.plain(body.title) if body else said.body)
            yield material.slide("opinion", message, *blocks, id=f"slide-opinion-{number}")
