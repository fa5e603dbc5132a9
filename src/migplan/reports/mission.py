"""What the reports on the mission share: planned against done by task, participation, deliverables, money."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from migplan.analysis.deliverables import DeliverableStanding, Stage
from migplan.analysis.money import total_of
from migplan.documents import (
    Block,
    Bullets,
    Column,
    Difference,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Row,
    RowKind,
    Table,
    Tag,
    Tone,
    Total,
    Value,
)
from migplan.model import Event, EventKind
from migplan.reports import people
from migplan.reports.offer.material import OfferPaper

TONES = {
    Stage.DUE: Tone.NOT_BEGUN,
    Stage.LATE: Tone.LATE,
    Stage.BLOCKED: Tone.NEUTRAL,
    Stage.SUBMITTED: Tone.ON_THE_WAY,
    Stage.PAYABLE: Tone.ON_THE_WAY,
    Stage.INVOICED: Tone.ACHIEVED,
}


@frozen
class Numbers:
    """What a task asks for in one territory, or in all, and what was done."""

    task: str
    days: Decimal | None
    worked: Decimal
    asked: int | None
    held: int


def numbers(paper: OfferPaper, territory: str | None, events: Iterable[Event]) -> list[Numbers]:
    """Give days and events of each task, asked and done; those of one territory, or of all when it is `None`."""
    found, standing = [], {one.task: one for one in paper.standing.tasks}
    mine = {event.id for event in events}
    for task in paper.mandate.tasks:
        one = standing[task.id]
        held = sum(1 for id in one.held if id in mine)
        if territory is None:
            found.append(Numbers(task.id, task.days, one.worked, one.least or None, held))
            continue
        worked = total_of(
            day.days
            for day in paper.mandate.worked
            if (day.task, day.territory) == (task.id, territory) and day.date <= paper.request.date
        )
        asked = task.units_per_territory if task.event_kind is not None else None
        if task.per_territory_days or worked:
            found.append(Numbers(task.id, task.per_territory_days, worked, asked, held))
    return found


def tasks_table(
    paper: OfferPaper, territory: str | None, events: Iterable[Event], id: str = "achieved"
) -> Table | None:
    """Days and events by task, planned and done; `None` without tasks."""
    columns = [
        Column("task", paper.tell("column.task"), Holds.CODE, width=8),
        Column("title", paper.tell("column.title"), width=44),
        Column("days", paper.tell("column.days"), Holds.NUMBER, width=12, total=Total.SUM),
        Column("worked", paper.tell("column.worked"), Holds.NUMBER, width=12, total=Total.SUM),
        Column("gap", paper.tell("column.gap_days"), Holds.NUMBER, width=12, total=Total.SUM, formula=Difference("worked", "days")),
        Column("asked", paper.tell("column.asked"), Holds.INTEGER, width=12, total=Total.SUM),
        Column("held", paper.tell("column.held"), Holds.INTEGER, width=12, total=Total.SUM),
    ]  # fmt: skip
    rows: list[Row] = []
    for one in numbers(paper, territory, events):
        where = f"assignment/{one.task}" + (f"/{territory}" if territory else "")
        title = paper.task_name(one.task)
        cells: tuple[Inline, ...] = (
            one.task,
            title if isinstance(title, str) else paper.voice.text(title),
            Value(one.days, Holds.NUMBER, address=f"{where}/days"),
            Value(one.worked, Holds.NUMBER, address=f"{where}/worked"),
            "",
            Value(one.asked, Holds.INTEGER, address=f"{where}/events/asked"),
            Value(one.held, Holds.INTEGER, address=f"{where}/events/held"),
        )
        rows.append(Row(cells, address=where))
    if not rows:
        return None
    rows.append(Row((paper.voice.words("blocks.total"),), RowKind.TOTAL, address=f"assignment/{id}"))
    return Table.computed(id, paper.tell("table.achieved"), columns, rows, alt=done_message(paper, territory, events))


def done_message(paper: OfferPaper, territory: str | None, events: Iterable[Event]) -> str:
    """Say how many days were worked and how many events held, of those asked for."""
    found = numbers(paper, territory, list(events))
    worked, days = total_of(one.worked for one in found), total_of(one.days or Decimal(0) for one in found)
    held, asked = sum(one.held for one in found), sum(one.asked or 0 for one in found)
    return paper.tell("done", worked=worked, days=days, held=held, asked=asked)


def gaps(paper: OfferPaper, territory: str | None, events: Iterable[Event]) -> list[Inline]:
    """Say, task by task, what was not done, or was done beyond what was asked."""
    lines: list[Inline] = []
    for one in numbers(paper, territory, list(events)):
        if one.days is not None and one.worked != one.days:
            key = "more_days" if one.worked > one.days else "fewer_days"
            lines.append(paper.tell(key, task=one.task, worked=one.worked, days=one.days))
        if one.asked is not None and one.held < one.asked:
            lines.append(paper.tell("fewer_events", task=one.task, held=one.held, asked=one.asked))
    return lines


def participation(paper: OfferPaper, events: Iterable[Event]) -> list[Block]:
    """Attendances by kind of event and sex where they may be told, then event by event."""
    found = list(events)
    voice = paper.voice
    columns = [
        Column("kind", voice.say("column.kind"), width=40),
        Column("events", paper.tell("column.held"), Holds.INTEGER, width=14),
        Column("persons", voice.say("frame.persons"), Holds.INTEGER, width=14),
        Column("women", voice.say("frame.women"), Holds.INTEGER, width=14),
    ]
    rows: list[Row] = []
    for kind in EventKind:
        mine = [event for event in found if event.kind is kind and event.attendance]
        if not mine:
            continue
        told = [people.persons_and_women(voice, event) for event in mine]
        where = f"{paper.of or 'plan'}/attendance/{kind.value}"
        cells: list[Inline] = [voice.words.choice(kind), Value(len(mine), Holds.INTEGER, address=f"{where}/events")]
        for place, name in enumerate(("persons", "women")):
            known = [pair[place] for pair in told]
            total = sum(number for number in known if number is not None)
            cells.append(
                people.HIDDEN if None in known else Value(total, Holds.INTEGER, address=f"{where}/{name}")
            )  # fmt: skip
        rows.append(Row(tuple(cells), address=where))
    blocks: list[Block] = [Table("participation", paper.tell("table.participation"), columns, rows)] if rows else []
    listed = people.events_table(voice, found, paper.tell("table.events"), "events-held")
    return [*blocks, *([listed] if listed is not None else [])]


def deliverables_table(paper: OfferPaper) -> Table | None:
    """Deliverables, their day, their stage and why; `None` without any."""
    voice = paper.voice
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("title", paper.tell("column.deliverable"), width=44),
        Column("due", voice.say("steps.due"), Holds.DATE, width=14),
        Column("stage", voice.say("column.status"), Holds.STATUS, width=16),
        Column("why", paper.tell("column.why"), width=40),
    ]
    rows = [
        Row(
            (
                one.deliverable,
                voice.text(one.title),
                Value(one.due, Holds.DATE, address=f"assignment/{one.deliverable}/due"),
                Tag(voice.words(f"deliverables.stage.{one.stage.value}"), TONES[one.stage]),
                why(paper, one),
            ),
            address=f"assignment/{one.deliverable}",
        )
        for one in paper.standing.deliverables
    ]  # fmt: skip
    return Table("handed-over", paper.tell("chapter.deliverables"), columns, rows) if rows else None


def why(paper: OfferPaper, one: DeliverableStanding) -> str:
    """Say why a deliverable stands where it does."""
    words = paper.voice.words
    return words("roadmap.between_groups").join(
        words(f"deliverables.why.{reason.key}", **dict(reason.values)) for reason in one.reasons
    )


def bullets(lines: Iterable[Inline]) -> Bullets | None:
    """Make a list, `None` when there is nothing to list."""
    found = tuple(lines)
    return Bullets(found) if found else None


def figures(paper: OfferPaper, events: Iterable[Event], territory: str | None = None) -> Figures:
    """Days, events, persons: three or four numbers to remember."""
    found = list(events)
    told = numbers(paper, territory, found)
    where = f"assignment/{territory}" if territory else "assignment"
    seen = [people.persons_and_women(paper.voice, event)[0] for event in found]
    items = [
        KeyFigure(Value(total_of(one.worked for one in told), Holds.NUMBER, address=f"{where}/worked"), paper.tell("column.worked")),
        KeyFigure(Value(sum(one.held for one in told), Holds.INTEGER, address=f"{where}/events/held"), paper.tell("column.held")),
        KeyFigure(Value(sum(one or 0 for one in seen), Holds.INTEGER, address=f"{where}/attendance"), paper.tell("figure.attendances")),
    ]  # fmt: skip
    return Figures(items, alt=done_message(paper, territory, found))
