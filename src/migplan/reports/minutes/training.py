"""The report of a training: why, for whom, what was taught, what was learned, what follows."""

from collections.abc import Iterable

from migplan.documents import Block, Bullets, Column, Holds, Inline, Paragraph, Section, Table, Value
from migplan.reports.minutes import chapters
from migplan.reports.minutes.chapters import WORK, EventPaper


def sections(paper: EventPaper) -> Iterable[Section]:
    """Every chapter; before the training, those that prepare it."""
    yield context(paper)
    yield chapters.aims(paper, "learning_aims")
    yield chapters.participants(paper)
    yield chapters.programme(paper)
    yield contents(paper)
    if paper.material.event.is_held:
        yield groups(paper)
        yield chapters.evaluation(paper)
        yield chapters.exchanges(paper)
        yield paper.chapter("difficulties", "", *paper.prose("difficulties"))
        yield chapters.decisions(paper, "recommendations")
        yield paper.chapter("advice", "", *paper.prose("recommendations"), level=2)
    yield from chapters.annexes(paper)


def context(paper: EventPaper) -> Section:
    """The task it fulfils, its place in the series, its identity."""
    voice, event = paper.voice, paper.material.event
    blocks: list[Block] = []
    tasks = paper.plan.assignment.tasks if paper.plan.assignment else ()
    for task in (one for one in tasks if one.id == event.task):
        said: list[Inline] = [voice.strong(task.title)]
        if task.audience is not None:
            said.append(voice.text(task.audience))
        blocks.append(Paragraph(voice.listed((paper.tell("task_of"), voice.listed(said, " – ")), " ")))
    identity = chapters.identification(paper)
    return paper.chapter("context", identity.message, *blocks, *identity.blocks, *paper.prose("context"))


def contents(paper: EventPaper) -> Section:
    """The module: whose it is, its aims, its units."""
    voice, module, material = paper.voice, paper.material.module, paper.material
    if module is None:
        return paper.chapter("contents", material.tell("no_module"), *paper.prose("contents"))
    columns = [
        Column("unit", material.tell("column.unit"), width=60),
        Column("minutes", voice.words("blocks.agenda.minutes"), Holds.INTEGER, width=12),
    ]
    rows = [
        (voice.text(unit.title), Value(unit.minutes, Holds.INTEGER, address=f"{module.id}/units/{number}/minutes"))
        for number, unit in enumerate(module.units)
    ]
    owner = voice.stakeholder_name(module.owner, short=False) or material.tell("owner_unknown")
    message = material.tell("module", n=len(module.units), title=voice.plain(module.title), owner=owner)
    found: list[Block] = [Paragraph(voice.strong(module.title))]
    if module.aims:
        found.append(Bullets(tuple(voice.text(one) for one in module.aims)))
    if rows:
        found.append(Table("module-units", material.tell("module_units"), columns, rows, alt=message))
    return paper.chapter("contents", message, *found)


def groups(paper: EventPaper) -> Section:
    """Works in groups: what was asked, and room for what came of it."""
    material = paper.material
    items = [one for one in material.agenda if one.method in WORK]
    blocks: list[Block] = []
    for number, item in enumerate(items, start=1):
        blocks += paper.work(item, number)
    message = paper.tell("worked", n=len(items)) if items else ""
    return paper.chapter("groups", message, *(blocks or paper.prose("work")))
