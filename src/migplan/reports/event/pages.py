"""What is printed for the day from the word processor: the facilitator's guide, the sheets to sign and to fill in."""

from collections.abc import Iterable

from attrs import evolve

from migplan.documents import (
    Block,
    Bullets,
    Column,
    Document,
    EntryTable,
    Heading,
    Holds,
    Inline,
    Paragraph,
    Quiz,
    Role,
    Row,
    RowKind,
    Section,
    Table,
    Total,
    Value,
)
from migplan.documents.sequences import as_tuple
from migplan.hooks import BuildRequest
from migplan.model import AgendaItem, Event, Method
from migplan.reports.event import framed, opening, work
from migplan.reports.event.material import EventMaterial
from migplan.reports.roadmap.page import numbered

NOON = 13
"""Hour that parts morning and afternoon, where an agenda gives no other sign."""
ROWS = 25
"""Rows of a sheet to sign when nobody says how many persons are expected."""
FORMS = frozenset({"attendance", "evaluation"})
"""Documents that are signed or filled in by hand."""

_RUN = {
    Method.VOTE: tuple(f"vote_step.{key}" for key in ("think", "stick", "count")),
    **{
        method: (f"run.{method.value}.first", f"run.{method.value}.then")
        for method in (Method.PLENARY, Method.PRESENTATION, Method.DEBATE, Method.QUIZ, Method.VISIT)
    },
}
"""How a part of the agenda is run, where the plan gives no instructions of its own.

Source: common practice of facilitation.
"""


def build_guide(request: BuildRequest) -> Document:
    """Make the facilitator's guide: aims, programme, each part with its steps, people expected, what to bring."""
    material = EventMaterial(request)
    return _paged(material, "guide", numbered([one for one in _guide(material) if one.blocks]))


def build_attendance(request: BuildRequest) -> Document:
    """Make the sheets to sign, one for each half-day."""
    material = EventMaterial(request)
    return _paged(material, "attendance", _attendance(material))


def build_evaluation(request: BuildRequest) -> Document:
    """Make the form by which participants judge the event; for a training, with the questions of the quiz."""
    material = EventMaterial(request)
    return _paged(material, "evaluation", _evaluation(material))


def _paged(material: EventMaterial, report: str, sections: Iterable[Section]) -> Document:
    document = framed(material, report, sections)
    name = material.tell(f"document.{report}")
    cover = evolve(document.cover, title=name, subtitle=material.voice.text(material.event.title))
    is_form = report in FORMS
    return evolve(
        document, title=f"{name} – {material.title}", cover=cover, sources=material.voice.cited, is_form=is_form
    )


def _head(material: EventMaterial) -> Paragraph:
    """Which event a form is of, when and where: a form has no cover that would say so."""
    return Paragraph(
        material.voice.listed((material.voice.strong(material.event.title), material.place_and_day), " – ")
    )


def _section(
    material: EventMaterial, key: str, *blocks: Block, message: Inline = "", level: int = 1, id: str = ""
) -> Section:
    return Section(id or f"guide-{key}", material.tell(f"guide.{key}"), blocks, message=message, level=level)


def _guide(material: EventMaterial) -> Iterable[Section]:
    event, voice = material.event, material.voice
    aims: Block = opening.slot(material, "aims")
    if event.objectives:
        aims = Bullets(tuple(voice.text(one) for one in event.objectives), is_numbered=True)
    yield _section(material, "aims", aims, message=material.tell("aims", n=len(event.objectives)))
    blocks: list[Block] = []
    for day in material.days:
        items = [item for item in material.agenda if item.day == day]
        if len(material.days) > 1:
            blocks.append(Heading(voice.words("blocks.agenda.day", n=day), 2))
        blocks.append(opening.agenda(material, items))
    yield _section(material, "agenda", *(blocks or (opening.slot(material, "agenda"),)))
    parts: list[Block] = []
    for day in material.days:
        several = len(material.days) > 1
        if several:
            parts.append(Heading(voice.words("blocks.agenda.day", n=day), 2))
        for item in material.agenda:
            if item.day == day and item.method is not Method.BREAK:
                parts += _part(material, item, 3 if several else 2)
    if parts:
        yield _section(material, "parts", *parts, message=material.tell("guide.parts_message"))
    people = expected(material)
    if people is not None:
        yield _section(material, "people", people)
    yield _section(material, "bring", *_bring(material), message=material.tell("guide.bring_message"))
    if event.notes is not None and not voice.is_public:
        yield _section(material, "notes", Paragraph(voice.text(event.notes)))


def _part(material: EventMaterial, item: AgendaItem, level: int) -> Iterable[Block]:
    voice = material.voice
    yield Heading(voice.listed((f"{item.start:%H:%M}", voice.text(item.title)), " – "), level)
    yield Paragraph(
        voice.listed((voice.words.choice(item.method), voice.words("blocks.canvas.minutes", n=item.minutes)), " – ")
    )
    lines: list[Inline] = [voice.text(item.instructions)] if item.instructions else []
    if item.method in (Method.GROUP_WORK, Method.EXERCISE):
        done = work.group_work(material, item)
        lines = [*done.steps, *done.roles, voice.listed((material.tell("guide.hand_in"), done.hand_in), "")]
    elif not lines:
        lines = [material.tell(key) for key in _RUN[item.method]]
    if lines:
        yield Bullets(tuple(lines))
    if item.materials is not None:
        yield Paragraph(voice.listed((material.tell("notes.materials"), voice.text(item.materials)), ""))


def expected(material: EventMaterial) -> Table | None:
    """Who is expected, by category; `None` when nobody is named."""
    event, voice = material.event, material.voice
    columns = [
        Column("category", material.tell("column.category"), width=60),
        Column("count", material.tell("figure.expected"), Holds.INTEGER, width=18, total=Total.SUM),
    ]
    rows: list[Row] = []
    for one in event.expected:
        known = material.reference.categories.get(one.category)
        count = Value(one.count, Holds.INTEGER, address=f"{event.id}/expected/{one.category}")
        rows.append(Row((voice.text(known.title) if known else one.category, count)))
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{event.id}/expected"))
    return Table.computed("expected", material.tell("guide.people"), columns, rows)


def _bring(material: EventMaterial) -> list[Block]:
    voice = material.voice
    named = [voice.text(item.materials) for item in material.agenda if item.materials is not None]
    common = [material.tell(f"bring.{key}") for key in ("deck", "posters", "pens", "forms", "dots")]
    return [Bullets(tuple(dict.fromkeys((*named, *common))))]


def half_days(event: Event) -> tuple[int, ...]:
    """Half-days of an event, from 1: those of its attendance, else those of its agenda, else two for each day."""
    if event.attendance:
        return tuple(sorted({one.half_day for one in event.attendance}))
    if event.agenda:
        found = {2 * item.day - (1 if item.start.hour < NOON else 0) for item in event.agenda}
        return tuple(range(1, len(found) + 1))
    days = (event.end - event.start).days + 1 if event.start and event.end else 1
    return tuple(range(1, 2 * max(1, min(days, 10)) + 1))


def _attendance(material: EventMaterial) -> Iterable[Section]:
    event = material.event
    columns = [
        Column("name", _in_each(material, "event.column.name"), width=30),
        Column("organisation", _in_each(material, "blocks.signatures.organisation"), width=26),
        Column("category", _in_each(material, "event.column.category"), width=16),
        Column("sex", _in_each(material, "event.column.sex"), width=9, hint=material.tell("sex_hint")),
        Column("signature", _in_each(material, "blocks.signatures.signature"), width=24),
    ]
    wanted = sum(one.count or 0 for one in event.expected)
    rows = min(wanted + max(3, wanted // 5), 120) if wanted else ROWS
    halves = half_days(event)
    for half in halves:
        message = material.tell("sign_in", n=half, of=len(halves))
        table = EntryTable(f"sign-in-{half}", "", columns, (), rows, alt=message)
        yield Section(
            f"half-day-{half}",
            material.tell("half_day", n=half),
            (_head(material), table),
            message=message,
            starts_page=half > 1,
        )


def _in_each(material: EventMaterial, key: str) -> str:
    """Say the head of a column in the document's language and in the plan's others, since all sign the same sheet."""
    return " / ".join(dict.fromkeys(speak(key) for speak in work.speakers(material)))


def _evaluation(material: EventMaterial) -> Iterable[Section]:
    voice = material.voice
    columns = [Column("aspect", material.tell("column.aspect"), width=40)]
    columns += [Column(f"mark-{mark}", str(mark), width=7) for mark in range(1, work.HIGHEST_MARK + 1)]
    form = EntryTable(
        "marks", "", columns, [Row((one,)) for one in work.aspects(material)], 0, alt=material.tell("evaluate")
    )
    blocks: list[Block] = [_head(material), form]
    for key in work.OPEN:
        column = Column("answer", material.tell(f"open.{key}"), width=90)
        blocks.append(EntryTable(f"open-{key}", "", (column,), (), 4))
    yield Section("marks", material.tell("guide.marks"), blocks, message=material.tell("evaluate"))
    items = material.module.quiz if material.module else ()
    quizzes = [
        Quiz(voice.text(item.title), as_tuple(voice.text(choice) for choice in item.choices), None, number)
        for number, item in enumerate(items, start=1)
    ]
    if quizzes:
        message = material.tell("questions_after", n=len(quizzes))
        yield Section("quiz", material.tell("name.quiz"), quizzes, Role.ANNEX, message, starts_page=True)


__all__ = ["build_attendance", "build_evaluation", "build_guide", "expected", "half_days"]
