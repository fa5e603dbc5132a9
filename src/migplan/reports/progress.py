"""The progress review of a roadmap, to be projected: what is done, what is late, what is paid, what is due."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import evolve

from migplan.analysis.money import total_of
from migplan.analysis.progress import ActionProgress, Standing
from migplan.documents import (
    Block,
    Column,
    Document,
    Figures,
    Holds,
    Inline,
    Role,
    Row,
    Section,
    Slot,
    Table,
    Tag,
    Tone,
    Value,
    rounded,
)
from migplan.hooks import BuildRequest
from migplan.locale import format_money, format_share
from migplan.model import Decision, Event
from migplan.reports.event.material import unique
from migplan.reports.roadmap import actions, closing, finances, governance, monitoring, opening, projected
from migplan.reports.roadmap.material import Material, present

MOST_KEPT = 8
"""Decisions that are shown where all are kept, the last ones."""
MOST_LATE = 9
"""Late actions on one slide, the longest delays first; all stand in the hidden table."""
MOST_BARS = 20
MINUTES = 5


def build_progress(request: BuildRequest) -> Document:
    """Make the progress review of the roadmap that `request.of` names.

    Raises:
        KeyError: The plan has no roadmap of that id (the pipeline has checked it).
    """
    material = Material(request)
    voice = material.voice
    sections = unique(_slides(material), request.language)
    title = voice.words("progress.title", territory=material.territory_name)
    cover = evolve(opening.cover(material), title=title, subtitle=material.title)
    return Document(
        report="progress",
        title=title,
        language=request.language,
        cover=cover,
        sections=sections,
        subtitle=material.title,
        short_title=title,
        region=voice.region,
        subject=voice.plain(material.roadmap.vision),
        creator=voice.stakeholder_name(material.roadmap.council, short=False),
        sources=voice.cited,
        date=request.date,
        medium=request.medium,
        currency=material.plan.currency,
    )


def _slide(
    material: Material, key: str, message: Inline, *blocks: Block | None, role: Role = Role.BODY, hidden: bool = False
) -> Section:
    words = material.voice.words
    notes: tuple[Inline, ...] = (
        (words("event.notes.aim"), words(f"progress.aim.{key}")),
        words("event.notes.minutes", n=MINUTES),
        (words("event.notes.ask"), words(f"progress.ask.{key}")),
    )
    held = present(blocks) or (Slot(f"progress-{key}", words(f"progress.missing.{key}")),)
    source = words("event.source", event=material.title, day=material.day)
    return Section(
        f"slide-{key}", words(f"progress.name.{key}"), held, role, message,
        notes=() if hidden else notes, source=source, is_hidden=hidden,
    )  # fmt: skip


def _divider(material: Material, key: str, message: Inline) -> Section:
    title = material.voice.words(f"progress.part.{key}")
    aim = (material.voice.say("notes.divider"),)
    return Section(f"part-{key}", title, role=Role.DIVIDER, message=message, notes=aim)


def _slides(material: Material) -> Iterable[Section]:
    words = material.voice.words
    yield _slide(material, "summary", progress_message(material), summary_figures(material), role=Role.SUMMARY)
    yield _divider(material, "done", actions.message(material))
    late = late_actions(material)
    yield _slide(material, "late", late_message(material, late), late_table(material, late[:MOST_LATE]))
    chart = actions.gantt(material)
    if chart is not None and len(chart.bars) > MOST_BARS:
        chart = actions.gantt(material, material.day.year)
    yield _slide(material, "calendar", calendar_message(material), chart)
    if material.roadmap.indicators:
        yield _slide(material, "indicators", monitoring.message(material), projected.indicators_table(material))
    yield _divider(material, "money", finances.sources_message(material))
    yield _slide(material, "paid", monitoring.execution_message(material), monitoring.paid_chart(material))
    if material.roadmap.actions:
        yield _slide(material, "funding", finances.message(material), finances.by_year_chart(material))
    yield _divider(material, "due", closing.next_message(material))
    due = waiting_decisions(material)
    if due:
        yield _slide(material, "decisions", words("progress.decisions", n=len(due)), decisions_table(material, due))
    else:
        yield _all_kept(material)
    if material.roadmap.risks:
        yield _slide(
            material,
            "risks",
            governance.risks_message(material),
            governance.risk_matrix(material),
            *projected.grave_risks(material),
        )
    if material.roadmap.proposals:
        yield _slide(material, "proposals", closing.proposals_message(material), closing.proposals_table(material))
    yield _slide(material, "steps", closing.steps_message(material), closing.steps_table(material))
    if material.roadmap.actions:
        message = words("progress.all", n=len(material.roadmap.actions))
        yield _slide(material, "all", message, actions.overview_table(material), role=Role.ANNEX, hidden=True)
    sources = closing.sources_table(material)
    if sources is not None:
        yield _slide(material, "sources", closing.sources_message(material), sources, role=Role.ANNEX, hidden=True)


def progress_message(material: Material) -> str:
    """Say how many actions are done or on course, and how many are late."""
    words, progress = material.voice.words, material.progress
    kept = progress.count(Standing.ACHIEVED)[1] + progress.count(Standing.ON_THE_WAY)[1]
    late = progress.count(Standing.LATE)[1]
    head = words("progress.kept", n=kept, all=len(material.roadmap.actions))
    return material.voice.say("between_groups").join((head, words("progress.late", n=late))) if late else head


def summary_figures(material: Material) -> Figures:
    """How many actions are where, what was paid and what lacks, and what to settle first."""
    money = finances.figures(material).items
    items = (*monitoring.figures(material).items, *money[3:], *money[2:3])
    return Figures(items, conclusion(material), alt=progress_message(material))


def conclusion(material: Material) -> str:
    """Say what share of the cost waits behind late actions and which to settle first; nothing when none is late."""
    voice, budget = material.voice, material.budget
    costs = {one.action: budget.costs[one.action].value for one in late_actions(material) if one.action in budget.costs}
    if not costs or not budget.total.value:
        return ""
    dearest = max(costs, key=lambda code: costs[code])
    share = total_of(costs.values()) * 100 / budget.total.value
    return voice.words(
        "progress.conclusion",
        share=format_share(share.quantize(Decimal(1)), voice.language),
        code=dearest,
        cost=format_money(costs[dearest], voice.language, material.plan.currency),
    )


def calendar_message(material: Material) -> str:
    """Say how many milestones are to be reached before the year ends, and which is the first."""
    words, year = material.voice.words, material.day.year
    coming = sorted(
        (step.date, action.id)
        for action in material.roadmap.actions
        for step in action.milestones
        if step.date is not None and not step.is_reached and material.day <= step.date and step.date.year == year
    )
    if not coming:
        return words("progress.calendar", year=str(year))
    day, code = coming[0]
    return words("progress.calendar_next", n=len(coming), year=str(year), code=code, day=day)


def late_actions(material: Material) -> list[ActionProgress]:
    """Actions that are late, the longest delay first."""
    found = [one for one in material.progress.actions if one.standing is Standing.LATE]
    return sorted(found, key=lambda one: (-one.delay_days, one.action))


def late_message(material: Material, late: Sequence[ActionProgress]) -> str:
    """Say how many actions are late, and by how many days where one is past its end."""
    words = material.voice.words
    days = max((one.delay_days for one in late), default=0)
    said = words("progress.late", n=len(late))
    return words("progress.late_days", late=said, days=days) if days else said


def late_table(material: Material, late: Iterable[ActionProgress]) -> Table | None:
    """Late actions: who answers for them, how many days, why; `None` when none is late."""
    voice, words = material.voice, material.voice.words
    known = {action.id: action for action in material.roadmap.actions}
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("action", voice.say("column.action"), width=46),
        Column("lead", words("blocks.gantt.lead"), width=20),
        Column("done", words("blocks.progress"), Holds.SHARE, width=10, decimals=0),
        Column("expected", words("progress.column.expected"), Holds.SHARE, width=10, decimals=0),
        Column("days", words("progress.column.days"), Holds.INTEGER, width=10),
        Column("why", words("progress.column.why"), width=34),
    ]
    rows = []
    for one in late:
        action, address = known[one.action], f"{material.roadmap.id}/{one.action}"
        done = Value(one.progress_percent, Holds.SHARE, decimals=0, address=f"{address}/progress")
        wanted = Value(rounded(one.expected_percent, 0), Holds.SHARE, decimals=0, address=f"{address}/expected")
        days = Value(one.delay_days or None, Holds.INTEGER, address=f"{address}/delay")
        rows.append(
            Row(
                (one.action, voice.text(one.title), material.lead(action), done, wanted, days, voice.text(action.progress_note, "–")),
                address=address,
            )
        )  # fmt: skip
    return Table("late-actions", words("progress.name.late"), columns, rows) if rows else None


def waiting_decisions(material: Material) -> list[tuple[Event, int, Decision]]:
    """Decisions of the roadmap's events that are not done, the earliest deadline first, with their place in the event."""
    found = [
        (event, place, one) for event in material.events for place, one in enumerate(event.decisions) if not one.is_done
    ]
    return sorted(found, key=lambda item: (item[2].due is None, str(item[2].due)))


def _all_kept(material: Material) -> Section:
    """What was decided and done, where nothing waits: the last ones; a marked slot where nothing was decided."""
    words = material.voice.words
    kept = [(event, place, one) for event in material.events for place, one in enumerate(event.decisions)]
    message = words("progress.decisions_kept", n=len(kept)) if kept else words("progress.no_decision")
    last = sorted(kept, key=lambda item: str(item[2].due or ""), reverse=True)[:MOST_KEPT]
    return _slide(material, "decisions", message, decisions_table(material, last))


def decisions_table(material: Material, found: Iterable[tuple[Event, int, Decision]]) -> Table | None:
    """Decisions: what, from which event, who, by when, where they stand; `None` when there is none."""
    voice, words = material.voice, material.voice.words
    columns = [
        Column("decision", words("event.column.decision"), width=50),
        Column("event", voice.say("frame.event"), width=30),
        Column("owner", voice.say("steps.owner"), width=20),
        Column("due", voice.say("steps.due"), Holds.DATE, width=14),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
    ]
    rows = []
    for event, place, one in found:
        late = one.due is not None and one.due < material.day
        tag = Tag(voice.say("steps.late"), Tone.LATE) if late else Tag(voice.say("steps.to_do"), Tone.NOT_BEGUN)
        tag = Tag(voice.say("steps.done"), Tone.ACHIEVED) if one.is_done else tag
        address = f"{event.id}/decisions/{place}"
        due = Value(one.due, Holds.DATE, address=f"{address}/due")
        rows.append(
            Row(
                (voice.text(one.title), voice.text(event.title), voice.stakeholder(one.owner), due, tag),
                address=address,
            )
        )
    return Table("decisions-due", words("progress.name.decisions"), columns, rows) if rows else None
