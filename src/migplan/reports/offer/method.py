"""How the offer would do the work: principles, each task, deliverables, calendar, team, roles, risks, ethics."""

from collections.abc import Iterable
from datetime import date

from migplan.documents import (
    Bar,
    Block,
    Bullets,
    Column,
    Gantt,
    Holds,
    Inline,
    Lane,
    Matrix,
    MatrixCell,
    MatrixLine,
    Milestone,
    Row,
    RowKind,
    Section,
    Table,
    Total,
    Value,
)
from migplan.model import Role, Task
from migplan.reports.offer.material import OfferPaper


def principles(paper: OfferPaper) -> Section:
    """What every task keeps to."""
    lines = tuple(paper.numbered("principle"))
    return paper.chapter("approach", paper.tell("approach"), Bullets(lines), *paper.prose("approach"))


def tasks(paper: OfferPaper) -> Iterable[Section]:
    """The method, task by task."""
    found = paper.mandate.tasks
    if not found:
        yield paper.chapter("method", "", *paper.prose("method"))
        return
    columns = [
        Column("code", paper.voice.say("column.code"), Holds.CODE, width=8),
        Column("task", paper.tell("column.task"), width=56),
        Column("days", paper.tell("fact.days"), Holds.NUMBER, width=10, total=Total.SUM),
        Column("period", paper.voice.say("column.period"), width=22),
    ]
    rows = [
        Row((one.id, paper.voice.text(one.title), paper.days(one.days, f"{one.id}/days"), paper.voice.period(one.start, one.end) or "–"), address=f"assignment/{one.id}")
        for one in found
    ]  # fmt: skip
    rows.append(Row((paper.voice.words("blocks.total"),), RowKind.TOTAL, address="assignment/tasks"))
    message = paper.tell("tasks", n=len(found), days=paper.mandate.days)
    yield paper.chapter(
        "method", message, Table.computed("tasks", paper.tell("chapter.method"), columns, rows, alt=message)
    )
    for one in found:
        yield _task(paper, one)


def _task(paper: OfferPaper, task: Task) -> Section:
    voice = paper.voice
    lines: list[tuple[str, Inline]] = []
    if task.audience is not None:
        said: Inline = voice.text(task.audience)
        if task.audience_count:
            count = Value(task.audience_count, Holds.INTEGER, address=f"assignment/{task.id}/audience_count")
            said = voice.listed((said, voice.listed((paper.tell("about"), count), " ")), " – ")
        lines.append((paper.tell("fact.audience"), said))
    if task.start or task.end:
        lines.append((voice.say("column.period"), voice.period(task.start, task.end)))
    least = task.minimum_events or 0
    if least:
        lines.append(
            (paper.tell("fact.events"), Value(least, Holds.INTEGER, address=f"assignment/{task.id}/minimum_events"))
        )
    given = [voice.text(one.title) for one in paper.mandate.deliverables if one.task == task.id]
    if given:
        lines.append((paper.tell("chapter.deliverables"), voice.listed(given, " ; ")))
    columns = [Column("what", paper.tell("column.what"), width=24), Column("said", paper.tell("column.said"), width=60)]
    blocks: list[Block] = []
    if lines:
        blocks.append(Table(f"task-{task.id}", voice.text(task.title), columns, lines))
    kind = task.event_kind.value if task.event_kind is not None else "other"
    steps = list(paper.numbered(f"steps.{kind}"))
    if task.produces_roadmap:
        steps += paper.numbered("steps.roadmap")
    blocks.append(Bullets(tuple(steps), is_numbered=True))
    return paper.chapter(
        "task", days_message(paper, task), *blocks, level=2, id=f"task-{task.id}", title=voice.listed((task.id, voice.text(task.title)), " – ")
    )  # fmt: skip


def days_message(paper: OfferPaper, task: Task) -> str:
    """Say how the days of a task come about."""
    if not task.is_priced or not task.days:
        return paper.tell("days_none", task=task.id)
    values = {"task": task.id, "n": task.days, "territories": task.territories}
    if task.units_per_territory and task.days_per_unit:
        return paper.tell("days_units", units=task.units_per_territory, each=task.days_per_unit, **values)
    if task.per_territory_days:
        return paper.tell("days_territory", each=task.per_territory_days, **values)
    return paper.tell("days_plain", **values)


def deliverables_section(paper: OfferPaper) -> Section:
    """What is handed over, how many, when; and how its quality is kept."""
    voice = paper.voice
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("title", paper.tell("column.deliverable"), width=54),
        Column("task", paper.tell("column.task"), Holds.CODE, width=10),
        Column("count", paper.tell("column.count"), width=14),
        Column("due", voice.say("steps.due"), Holds.DATE, width=16),
    ]
    rows = []
    for one in paper.mandate.deliverables:
        where = f"assignment/{one.id}"
        count: Inline = Value(one.count, Holds.INTEGER, address=f"{where}/count")
        if one.count_high is not None and one.count_high != one.count:
            high = Value(one.count_high, Holds.INTEGER, address=f"{where}/count_high")
            count = voice.listed((count, high), paper.tell("to"))
        rows.append(Row((one.id, voice.text(one.title), one.task or "–", count, Value(one.due, Holds.DATE, address=f"{where}/due")), address=where))  # fmt: skip
    blocks: list[Block] = list(paper.prose("deliverables"))
    message = ""
    if rows:
        message = paper.tell("deliverables", n=len(rows))
        blocks = [Table("deliverables", paper.tell("chapter.deliverables"), columns, rows, alt=message)]
    return paper.chapter("deliverables", message, *blocks, Bullets(tuple(paper.numbered("quality"))))


def calendar(paper: OfferPaper) -> Section:
    """Tasks over time, their events as milestones; what became of them is no matter of the offer."""
    chart = gantt(paper)
    message = paper.tell("calendar", first=chart.start, last=chart.end) if chart is not None else ""
    return paper.chapter("calendar", message, *([chart] if chart is not None else paper.prose("calendar")))


def gantt(paper: OfferPaper) -> Gantt | None:
    """The calendar of the tasks; `None` when none has both its dates."""
    voice = paper.voice
    lanes, bars = [], []
    days: list[date] = []
    for number, task in enumerate(paper.mandate.tasks, start=1):
        if task.start is None or task.end is None or task.end < task.start:
            continue
        steps = [
            Milestone(voice.plain(event.title), event.start)
            for event in paper.events_of(task.id)
            if event.start is not None and task.start <= event.start <= task.end
        ]
        lanes.append(Lane(task.id, voice.text(task.title), f"series-{(number - 1) % 6 + 1}"))
        bars.append(Bar(task.id, voice.text(task.title), task.start, task.end, task.id, milestones=steps))
        days += [task.start, task.end]
    if not bars:
        return None
    message = paper.tell("calendar", first=min(days), last=max(days))
    return Gantt("mission-calendar", paper.tell("chapter.calendar"), min(days), max(days), lanes, bars, alt=message)


def team(paper: OfferPaper) -> Section:
    """Who works on it: function, profile, days; names in the internal edition only."""
    voice = paper.voice
    columns = [
        Column("function", paper.tell("column.function"), width=36),
        Column("name", paper.voice.words("event.column.name"), width=20),
        Column("profile", paper.tell("column.profile"), width=46),
        Column("days", paper.tell("column.charged"), Holds.NUMBER, width=12, total=Total.SUM),
    ]
    rows: list[Row] = []
    for one in paper.mandate.team:
        days = paper.charged(one.id)
        cells: tuple[Inline, ...] = (
            voice.text(one.title), one.name or "–", voice.text(one.profile, "–"), paper.days(days or None, f"{one.id}/days"),
        )  # fmt: skip
        rows.append(Row(cells, address=f"assignment/{one.id}"))
    if not rows:
        return paper.chapter("team", "", *paper.prose("team"))
    message = paper.tell("team", n=len(rows))
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address="assignment/team"))
    return paper.chapter(
        "team", message, Table.computed("team", paper.tell("chapter.team"), columns, rows, alt=message), raci(paper)
    )


def raci(paper: OfferPaper) -> Matrix | None:
    """Who does what in each task: the team does, the client answers for it, organisers are consulted, funders informed."""
    voice, mandate = paper.voice, paper.mandate
    heads: dict[str, MatrixLine] = {one.id: MatrixLine(one.id, voice.text(one.title)) for one in mandate.team}
    organisers = {event.organiser: None for event in paper.plan.events if event.task and event.organiser}
    outside = dict.fromkeys([*([mandate.client] if mandate.client else []), *organisers, *mandate.chain])
    heads |= {f"of-{id}": MatrixLine(f"of-{id}", voice.stakeholder(id)) for id in outside if id}
    if not mandate.tasks or not heads:
        return None
    steps = {"R": 2, "A": 3, "C": 1, "I": 0, "": 0}
    rows, cells = [], []
    for task in mandate.tasks:
        rows.append(MatrixLine(task.id, voice.text(task.title), task.id))
        letters = dict.fromkeys(heads, "")
        letters |= {f"of-{id}": "I" for id in mandate.chain}
        letters |= {f"of-{event.organiser}": "C" for event in paper.events_of(task.id) if event.organiser}
        doing = [one.id for one in mandate.team if paper.charged(one.id, task.id)] or [
            one.id for one in mandate.team[:1]
        ]
        letters |= dict.fromkeys(doing, "R")
        if mandate.client:
            letters[f"of-{mandate.client}"] = "A"
        cells.append([MatrixCell(letters[key], steps[letters[key]]) for key in heads])
    legend = tuple((role.value, voice.words.choice(role)) for role in Role)
    return Matrix(
        "mission-raci", paper.tell("raci"), paper.tell("column.task"), rows, list(heads.values()), cells, legend=legend, alt=paper.tell("raci")
    )  # fmt: skip


def risks(paper: OfferPaper) -> Section:
    """What may go wrong in the mission, and what is done about it."""
    columns = [
        Column("risk", paper.voice.say("risks.risk"), width=44),
        Column("measure", paper.voice.say("risks.mitigation"), width=60),
    ]
    rows = list(zip(paper.numbered("risk"), paper.numbered("measure"), strict=True))
    message = paper.tell("risks", n=len(rows))
    table = Table("mission-risks", paper.tell("chapter.risks"), columns, rows, alt=message)
    return paper.chapter("risks", message, table, *paper.prose("risks"))


def ethics(paper: OfferPaper) -> Section:
    """How persons and their data are protected."""
    return paper.chapter("ethics", paper.tell("ethics"), Bullets(tuple(paper.numbered("rule"))))


def tools(paper: OfferPaper) -> Section:
    """What the work is done with."""
    return paper.chapter("tools", paper.tell("tools"), Bullets(tuple(paper.numbered("tool"))))
