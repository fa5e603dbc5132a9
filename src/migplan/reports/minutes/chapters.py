"""The chapters that the reports of events share: what it was, who came, how it went, what came out of it."""

from collections.abc import Iterable

from migplan.documents import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Heading,
    Holds,
    Inline,
    Paragraph,
    ParagraphStyle,
    Row,
    Section,
    Slot,
    Span,
    Table,
    Value,
    Weight,
)
from migplan.documents import Role as Part
from migplan.hooks import BuildRequest
from migplan.model import AgendaItem, Method
from migplan.reports import people
from migplan.reports.event import closing, opening, outcomes, pages
from migplan.reports.event.material import EventMaterial
from migplan.reports.paper import Paper
from migplan.reports.roadmap import diagnosis

WORK = (Method.GROUP_WORK, Method.EXERCISE)
"""Parts of the agenda of which groups give back a result."""


class EventPaper(Paper):
    """The report of one event."""

    def __init__(self, request: BuildRequest, report: str) -> None:
        """Take the event that the request is about.

        Raises:
            KeyError: The plan has no event of that id (the pipeline has checked it).
        """
        self.material = EventMaterial(request)
        event = self.material.event
        super().__init__(
            request, report, self.material.voice, "minutes", roadmap=event.roadmap, event=event.id, of=event.id
        )

    def lacking(self, key: str) -> tuple[Slot, ...]:
        """Give a slot for what the plan does not say of the event, or what is written in its place."""
        return self.prose(key, hint=self.material.tell(f"missing.{key}"))

    def work(self, item: AgendaItem, number: int) -> Iterable[Block]:
        """A work of groups: its title, what was asked, and room for what it gave."""
        found = self.prose("work", number)
        yield Heading(self.voice.text(item.title), 2)
        if item.instructions is not None:
            yield Paragraph(self.voice.listed((self.tell("asked"), self.voice.text(item.instructions)), " "))
        elif not found:
            yield Paragraph(self.voice.words("blocks.canvas.minutes", n=item.minutes))
        yield from found

    def facts(self) -> list[Fact]:
        """What, when, where, by whom, and the place in its series."""
        material, voice, event = self.material, self.voice, self.material.event
        team = self.plan.assignment.team if self.plan.assignment else ()
        run_by = [voice.plain(one.title) for one in team if one.id in event.facilitators]
        facts = [
            Fact(voice.say("column.kind"), voice.words.choice(event.kind)),
            Fact(self.tell("fact.number"), self.tell("rank", n=material.rank, of=len(material.series))),
            Fact(voice.say("column.date"), material.days_of(event) or material.tell("to_be_set")),
            Fact(voice.say("frame.place"), voice.text(event.place) if event.place else material.tell("to_be_set")),
        ]
        if event.territories:
            named = (voice.territory(id) for id in event.territories)
            facts.append(Fact(voice.say("column.territory"), voice.words("roadmap.between").join(named)))
        if event.organiser:
            facts.append(Fact(material.tell("organiser"), voice.stakeholder(event.organiser, short=False)))
        if run_by:
            facts.append(Fact(material.tell("facilitation"), voice.words("roadmap.between").join(run_by)))
        return facts


def made(paper: EventPaper, sections: Iterable[Section]) -> Document:
    """Make the document of an event's report."""
    voice, event = paper.voice, paper.material.event
    name = paper.tell(f"document.{paper.report.replace('-', '_')}")
    cover = paper.cover(name, voice.text(event.title), paper.facts()[2:])
    creator = voice.stakeholder_name(event.organiser, short=False)
    arranged = paper.arranged(sections)
    return paper.document(f"{name} – {paper.material.title}", arranged, cover, creator)


def identification(paper: EventPaper) -> Section:
    """What, when, where, by whom."""
    event, material = paper.material.event, paper.material
    columns = [
        Column("what", paper.tell("column.what"), width=24),
        Column("said", paper.tell("column.said"), width=60),
    ]
    rows = [(fact.label, fact.content) for fact in paper.facts()]
    key = "met" if event.is_held else "planned"
    message = paper.tell(f"{key}_plain")
    if event.start is not None:
        message = paper.tell(key, days=material.days_of(event))
    table = Table("identification", paper.tell("chapter.identification"), columns, rows, alt=message)
    return paper.chapter("identification", message, table)


def aims(paper: EventPaper, key: str = "aims") -> Section:
    """Aims and programme."""
    material, event = paper.material, paper.material.event
    blocks: list[Block] = list(paper.lacking("aims"))
    if event.objectives:
        blocks = [Bullets(tuple(paper.voice.text(one) for one in event.objectives), is_numbered=True)]
    return paper.chapter(key, material.tell("aims", n=len(event.objectives)), *blocks)


def programme(paper: EventPaper, key: str = "programme") -> Section:
    """What happened when: the agenda of each day."""
    material, voice = paper.material, paper.voice
    blocks: list[Block] = []
    for day in material.days:
        if len(material.days) > 1:
            blocks.append(Heading(voice.words("blocks.agenda.day", n=day), 2))
        blocks.append(opening.agenda(material, [item for item in material.agenda if item.day == day]))
    minutes = sum(item.minutes for item in material.agenda if item.method is not Method.BREAK)
    message = paper.tell("programme", n=minutes // 60) if minutes >= 60 else ""
    return paper.chapter(key, message, *(blocks or paper.lacking("agenda")))


def participants(paper: EventPaper, key: str = "participants") -> Section:
    """Who came, by category, level, territory, age and sex; before the event, who is expected."""
    material, event = paper.material, paper.material.event
    expected = pages.expected(material)
    if event.attendance:
        return paper.chapter(
            key,
            people.message(paper.voice, event),
            *people.tables(paper.voice, event),
            people.half_days(paper.voice, event),
        )
    if event.is_held:
        return paper.chapter(key, material.tell("no_attendance"), *paper.lacking("attendance"), expected)
    wanted = sum(one.count or 0 for one in event.expected)
    said = paper.tell("expected", n=wanted) if wanted else ""
    return paper.chapter(key, said, *([expected] if expected is not None else paper.lacking("attendance")))


def results(paper: EventPaper, key: str = "results") -> Section:
    """What each work of groups was to give, with room for what it gave; votes and dots."""
    material = paper.material
    blocks: list[Block] = []
    for number, item in enumerate((one for one in material.agenda if one.method in WORK), start=1):
        blocks += paper.work(item, number)
    for main, ballot in material.ballots:
        if ballot.scores and main.ranking is not None and main.ranking.ballot == ballot.id:
            blocks.append(Paragraph(diagnosis.priorities_message(main), ParagraphStyle.LEAD))
            chart = diagnosis.priorities_chart(main)
            blocks += [chart] if chart is not None else []
        dots = outcomes.dots_chart(material, main, ballot)
        blocks += [dots] if dots is not None else []
    return paper.chapter(key, "", *(blocks or paper.prose("results")))


def exchanges(paper: EventPaper, key: str = "exchanges") -> Section:
    """What was said, without names, and what was discussed."""
    event, voice = paper.material.event, paper.voice
    quotes: list[Block] = []
    for one in event.statements:
        category = paper.reference.categories.get(one.category or "")
        text: Inline = voice.text(one.title)
        if category is not None:
            text = voice.listed((text, Span(f" – {voice.plain(category.title)}", weight=Weight.MUTED)), "")
        quotes.append(Paragraph(text, ParagraphStyle.QUOTE))
    said = paper.material.tell("statements", n=len(event.statements)) if event.statements else ""
    return paper.chapter(key, said, *quotes, *paper.prose("exchanges"))


def agreements(paper: EventPaper, key: str = "agreements") -> Section:
    """What is agreed and what is not, both kept."""
    material, event, voice = paper.material, paper.material.event, paper.voice
    blocks: list[Block] = []
    said: list[str] = []
    for name, lines in (("agreements", event.agreements), ("disagreements", event.disagreements)):
        if lines:
            blocks += [Heading(material.tell(f"head.{name}"), 2), Bullets(tuple(voice.text(one) for one in lines))]
            said.append(material.tell(f"count.{name}", n=len(lines)))
    message = ""
    if len(said) > 1:
        message = material.tell("agreed", agreed=said[0], open=said[1])
    elif said:
        message = material.tell("agreed_only", said=said[0])
    return paper.chapter(key, message, *(blocks or paper.prose("agreements")))


def needs(paper: EventPaper, key: str = "needs") -> Section:
    """Needs that the participants raised, and what the roadmap does about each."""
    material, voice, event = paper.material, paper.voice, paper.material.event
    raised = [
        (main, need)
        for main in material.roadmaps
        for need in main.roadmap.needs
        if need.event == event.id or f"{main.roadmap.id}/{need.id}" in event.needs or need.id in event.needs
    ]
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("need", voice.say("column.need"), width=52),
        Column("votes", voice.say("column.votes"), Holds.INTEGER, width=8),
        Column("answers", voice.say("column.answers"), width=14),
    ]
    rows = []
    for main, need in raised:
        address = f"{main.roadmap.id}/{need.id}"
        answers = [one.id for one in main.roadmap.objectives if need.id in one.answers]
        votes = Value(need.votes, Holds.INTEGER, address=f"{address}/votes")
        rows.append(Row((need.id, voice.text(need.title), votes, ", ".join(answers) or "–"), address=address))
    if not rows:
        return paper.chapter(key, "", *paper.prose("needs"))
    message = material.tell("raised", n=len(rows))
    return paper.chapter(key, message, Table("raised", material.tell("name.raised"), columns, rows, alt=message))


def decisions(paper: EventPaper, key: str = "decisions") -> Section:
    """What was decided, who does it, by when, and where that stands."""
    material, found = paper.material, paper.material.event.decisions
    if not found:
        return paper.chapter(key, material.tell("no_decision"), *paper.lacking("decisions"))
    message = material.tell("decisions", n=len(found), first=paper.voice.plain(found[0].title))
    return paper.chapter(key, message, opening.decisions(material, material.event))


def evaluation(paper: EventPaper, key: str = "evaluation") -> Section:
    """What was learned, and what participants thought of the event."""
    material = paper.material
    scores, marks = outcomes.quiz_chart(material), outcomes.evaluation_chart(material)
    message = marks.alt if marks is not None else scores.alt if scores is not None else ""
    blocks: list[Block] = []
    if scores is not None:
        blocks += [Paragraph(scores.alt)] if marks is not None else []
        blocks.append(scores)
    if marks is not None:
        blocks.append(marks)
    return paper.chapter(key, message, *(blocks or paper.prose("evaluation")))


def annexes(paper: EventPaper) -> Iterable[Section]:
    """Pictures that may be shown, the names of the files that belong with it, sources, internal notes."""
    event, voice, material = paper.material.event, paper.voice, paper.material
    columns = [
        Column("picture", paper.tell("column.picture"), width=50),
        Column("file", paper.tell("column.file"), width=40),
        Column("credit", paper.tell("column.credit"), width=24),
    ]
    rows = [(voice.text(one.title), one.file, voice.text(one.credit, "–")) for one in event.pictures if one.has_consent]
    if rows:
        message = paper.tell("pictures", n=len(rows))
        yield paper.chapter(
            "pictures", message, Table("pictures", paper.tell("chapter.pictures"), columns, rows), role=Part.ANNEX
        )
    enclosed = Bullets(tuple(paper.tell(f"enclosed.{name}") for name in ("sheets", "forms", "deck")))
    yield paper.chapter("enclosed", "", enclosed, role=Part.ANNEX)
    yield paper.chapter("sources", "", closing.sources_table(material), role=Part.ANNEX)
    if event.notes is not None and not voice.is_public:
        yield paper.chapter("notes", "", Paragraph(voice.text(event.notes)), role=Part.ANNEX)
