"""The action plan: overview, calendar and one sheet per action."""

from decimal import Decimal

from migplan.analysis.funding import funding_gap
from migplan.analysis.progress import Standing
from migplan.documents import (
    ActionSheet,
    Bar,
    Column,
    Fact,
    Gantt,
    Holds,
    Inline,
    Lane,
    Milestone,
    Row,
    RowKind,
    SheetPart,
    Table,
    Tag,
    Tone,
    Total,
    Value,
)
from migplan.locale import format_money
from migplan.model import (
    Action,
    BeneficiarySex,
    DatedValue,
    Funding,
    FundingState,
    Indicator,
    Measurement,
    Objective,
    Risk,
    Role,
)
from migplan.model import Milestone as PlannedStep
from migplan.reports.roadmap.finances import missing
from migplan.reports.roadmap.material import Material
from migplan.reports.voice import TONES, status_word, tag

COUNTED = (Standing.ACHIEVED, Standing.ON_THE_WAY, Standing.LATE, Standing.NOT_BEGUN)
"""Standings that messages count, in order."""


def status_tag(material: Material, action: Action) -> Tag:
    """Where an action stands, in a word and a tone."""
    standing = material.action_progress[action.id].standing
    if standing in (Standing.CANCELLED, Standing.UNKNOWN):
        return Tag(material.voice.words.choice(action.status), Tone.NEUTRAL)
    return tag(material.voice, standing.value, "action")


def overview_table(material: Material) -> Table:
    """Every action under its objective: lead, period, cost, status."""
    voice = material.voice
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=7),
        Column("title", voice.say("column.action"), width=52),
        Column("lead", voice.say("column.lead"), Holds.REFERENCE, width=20),
        Column("period", voice.say("column.period"), width=20),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=14, unit=material.plan.currency, total=Total.SUM),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
    ]
    rows: list[Row] = []
    for objective, actions in material.actions_by_objective:
        rows.append(group_row(material, objective))
        rows.extend(_overview_row(material, action) for action in actions)
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/budget"))
    alt = voice.say("actions.alt", n=len(material.roadmap.actions))
    return Table.computed("actions", voice.say("actions.table"), columns, rows, alt=alt)


def group_row(material: Material, objective: Objective | None) -> Row:
    """Head of an objective's rows."""
    voice = material.voice
    if objective is None:
        return Row((voice.say("no_objective"),), RowKind.GROUP)
    head: Inline = voice.listed((objective.id, voice.text(objective.title)), " – ")
    return Row(
        (head,), RowKind.GROUP, address=f"{material.roadmap.id}/{objective.id}", color=material.color(objective.id)
    )


def _overview_row(material: Material, action: Action) -> Row:
    voice = material.voice
    cost = material.budget.costs.get(action.id)
    return Row(
        (
            action.id,
            voice.text(action.title),
            material.lead(action),
            voice.period(action.start, action.end),
            voice.money(cost) if cost is not None else Value(None, Holds.MONEY),
            status_tag(material, action),
        ),
        address=f"{material.roadmap.id}/{action.id}",
    )


def gantt(material: Material, year: int | None = None) -> Gantt | None:
    """The calendar by objective, of all years or of one; `None` without a dated action."""
    voice, calendar = material.voice, material.calendar
    entries = [
        entry
        for entry in calendar.entries
        if entry.start and entry.end and entry.start <= entry.end and (year is None or entry.is_active_in(year))
    ]
    if not entries or calendar.start is None or calendar.end is None:
        return None
    known = {objective.id: objective for objective in material.roadmap.objectives}
    lanes: list[Lane] = []
    for lane in calendar.lanes:
        if any(
            entry.objective == lane.objective or (lane.objective is None and entry.objective not in known)
            for entry in entries
        ):
            title: Inline = voice.say("no_objective")
            if lane.objective and lane.title:
                title = voice.listed((lane.objective, voice.text(lane.title)), " – ")
            lanes.append(Lane(lane.objective or "none", title, material.color(lane.objective)))
    bars = []
    for entry in entries:
        if entry.start is None or entry.end is None:
            continue
        progress = material.action_progress[entry.action]
        standing = progress.standing.value
        bars.append(
            Bar(
                code=entry.action,
                title=voice.text(entry.title),
                start=entry.start,
                end=entry.end,
                lane=entry.objective if entry.objective in known and entry.objective else "none",
                lead=voice.stakeholder_name(entry.lead),
                progress=progress.progress_percent,
                tone=TONES.get(standing, Tone.NEUTRAL),
                status=status_word(voice, standing, "action")
                if standing in TONES
                else voice.words.choice(entry.status),
                milestones=[
                    Milestone(voice.plain(step.title), step.date, step.is_reached)
                    for step in entry.milestones
                    if step.date is not None
                ],
                depends_on=entry.depends_on,
            )
        )
    start, end = calendar.start, calendar.end
    if year is not None:
        start, end = start.replace(year=year, month=1, day=1), end.replace(year=year, month=12, day=31)
    title = voice.say("actions.calendar") if year is None else voice.say("actions.calendar_year", year=str(year))
    return Gantt(
        "calendar" if year is None else f"calendar-{year}",
        title,
        start,
        end,
        lanes,
        bars,
        today=material.day if start <= material.day <= end else None,
        alt=voice.say("actions.calendar_alt", n=len(bars), late=sum(1 for entry in entries if entry.is_late)),
    )


def message(material: Material) -> str:
    """Say how many actions there are and how far they are; what there is none of is not mentioned."""
    voice = material.voice
    head = voice.say(
        "actions.message",
        actions=voice.of("actions", len(material.roadmap.actions)),
        objectives=voice.of("objectives", len(material.strategic)),
    )
    counts = [(standing, material.progress.count(standing)[1]) for standing in COUNTED]
    return voice.counted(head, [(f"actions.count.{standing.value}", count) for standing, count in counts])


def table_message(material: Material) -> str:
    """Say what the actions cost and which is the dearest; without costs, how far the actions are."""
    voice, budget, currency = material.voice, material.budget, material.plan.currency
    dearest = max(material.roadmap.actions, key=lambda one: _cost(material, one), default=None)
    if dearest is None or len(material.roadmap.actions) < 2 or not _cost(material, dearest):
        return message(material)
    return voice.say(
        "actions.table_message_dearest",
        cost=format_money(budget.total.value, voice.language, currency),
        code=dearest.id,
        dearest=format_money(_cost(material, dearest), voice.language, currency),
    )


def _cost(material: Material, action: Action) -> Decimal:
    cost = material.budget.costs.get(action.id)
    return cost.value if cost is not None else Decimal(0)


def sheet(material: Material, action: Action) -> ActionSheet:
    """One action, whole, on one page."""
    voice = material.voice
    objectives = {objective.id: objective for objective in material.roadmap.objectives}
    objective = objectives.get(action.objective or "")
    return ActionSheet(
        code=action.id,
        title=voice.text(action.title),
        objective_code=objective.id if objective else "–",
        objective_title=voice.text(objective.title) if objective else voice.say("no_objective"),
        status=status_tag(material, action),
        facts=_facts(material, action),
        parts=_parts(material, action),
        tables=tuple(table for table in (cost_table(material, action), indicator_table(material, action)) if table),
        color=material.color(action.objective),
        id=f"action-{action.id}",
        address=f"{material.roadmap.id}/{action.id}",
    )


def _facts(material: Material, action: Action) -> tuple[Fact, ...]:
    voice = material.voice
    facts = [Fact(voice.say("column.lead"), voice.stakeholder(action.lead, short=False) if action.lead else "–")]
    if action.start or action.end:
        facts.append(Fact(voice.say("column.period"), voice.period(action.start, action.end)))
    cost = material.budget.costs.get(action.id)
    if cost is not None and cost.value:
        facts.append(Fact(voice.say("finances.cost"), voice.money(cost)))
    percent = material.action_progress[action.id].progress_percent
    if percent is not None:
        facts.append(
            Fact(voice.say("column.progress"), voice.share(percent, f"{material.roadmap.id}/{action.id}/progress"))
        )
    if basis := _legal_basis(material, action):
        facts.append(Fact(voice.say("actions.basis"), basis))
    instruments = [material.reference.instruments.get(id or "") for id in (action.instrument, action.convention)]
    named: list[Inline] = [voice.text(found.title) for found in instruments if found is not None]
    if named:
        facts.append(Fact(voice.say("actions.instrument"), voice.listed(named, voice.say("between_groups"))))
    if action.territories:
        places = [voice.territory(id) for id in action.territories]
        facts.append(Fact(voice.say("actions.places"), voice.listed(places)))
    return tuple(facts)


def _legal_basis(material: Material, action: Action) -> Inline:
    """Competence, its mode and its source in law, as the lead's level holds it."""
    if not action.competence:
        return ""
    voice, reference = material.voice, material.reference
    lead = reference.stakeholders.get(action.lead or "")
    levels = [lead.level if lead and lead.level else "", material.level.id if material.level else "", *reference.levels]
    for level in levels:
        found = reference.competences.get((level, action.competence))
        if found is not None:
            mode = reference.modes.get(found.mode)
            said: list[Inline] = [voice.text(found.title)]
            if mode is not None:
                said.append(voice.text(mode.title))
            if found.legal_source is not None:
                said.append(voice.text(found.legal_source))
            return voice.listed(said, " – ")
    return action.competence


def _parts(material: Material, action: Action) -> tuple[SheetPart, ...]:
    voice = material.voice
    found: list[SheetPart] = []

    def add(key: str, *content: Inline) -> None:
        lines = tuple(line for line in content if line not in ("", ()))
        if lines:
            found.append(SheetPart(voice.say(f"actions.part.{key}"), lines))

    add("why", voice.text(action.problem))
    add("what", voice.text(action.description))
    add("activities", *(voice.text(item) for item in action.activities))
    add("who", *beneficiaries(material, action))
    add("with", *partners(material, action))
    add("steps", *(_milestone(material, step) for step in action.milestones))
    add("deliverables", *(voice.text(item) for item in action.deliverables))
    risks = {risk.id: risk for risk in material.roadmap.risks}
    add("risks", *(_risk(material, risks[id]) for id in action.risks if id in risks))
    add("gender", voice.text(action.gender))
    add(
        "frameworks",
        voice.listed([_framework(material, id) for id in action.frameworks], voice.say("between_groups"))
        if action.frameworks
        else "",
    )
    add("progress", voice.text(action.progress_note))
    return tuple(found)


def _milestone(material: Material, step: PlannedStep) -> Inline:
    voice = material.voice
    when = Value(step.date, Holds.DATE) if step.date else "–"
    said: Inline = ("✓ ", voice.text(step.title)) if step.is_reached else voice.text(step.title)
    return voice.listed((said, when), " – ")


def _risk(material: Material, risk: Risk) -> Inline:
    voice = material.voice
    if risk.mitigation is None:
        return voice.listed((risk.id, voice.text(risk.title)), " ")
    return voice.listed(
        (risk.id, " ", voice.text(risk.title), voice.words("blocks.colon"), voice.text(risk.mitigation)), ""
    )


def _framework(material: Material, id: str) -> Inline:
    found = material.reference.framework_objectives.get(id)
    if found is None:
        return id
    _, goal = found
    return material.voice.listed((id, material.voice.text(goal.short or goal.title)), " ")


def beneficiaries(material: Material, action: Action) -> tuple[Inline, ...]:
    """Say for whom an action is, a line a group: its name, its sex where it matters, its number."""
    voice = material.voice
    lines: list[Inline] = []
    for one in action.beneficiaries:
        group = material.reference.groups.get(one.group)
        name: Inline = voice.text(group.title) if group else one.group
        said: list[Inline] = [name]
        if one.sex is not BeneficiarySex.ALL:
            said.append(voice.words.choice(one.sex))
        if one.count is not None:
            said.append(voice.count(one.count, f"{material.roadmap.id}/{action.id}/beneficiaries"))
        lines.append(voice.listed(said))
    return tuple(lines)


def partners(
    material: Material,
    action: Action,
    roles: tuple[Role, ...] = (Role.RESPONSIBLE, Role.CONSULTED, Role.INFORMED),
) -> tuple[Inline, ...]:
    """Say with whom an action is done, a line a role."""
    voice = material.voice
    lines: list[Inline] = []
    for role in roles:
        named = [voice.stakeholder(share.stakeholder) for share in action.roles if share.role is role]
        if named:
            lines.append(
                voice.listed((voice.say(f"role.{role.value}"), voice.listed(named)), voice.words("blocks.colon"))
            )
    return tuple(lines)


def cost_table(material: Material, action: Action) -> Table | None:
    """Cost and funding of one action by year; `None` when it has no cost."""
    voice = material.voice
    by_year = material.budget.by_action_and_year.get(action.id)
    if by_year is None or not by_year.total.value:
        return None
    gap = funding_gap(material.plan, material.roadmap, action, material.budget)
    unit = material.plan.currency
    columns = [
        Column("year", voice.words("blocks.year"), Holds.CODE, width=8),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=14, unit=unit, total=Total.SUM),
        Column("secured", voice.words("blocks.secured"), Holds.MONEY, width=14, unit=unit, total=Total.SUM),
        Column("requested", voice.words("blocks.requested"), Holds.MONEY, width=14, unit=unit, total=Total.SUM),
        Column("to_find", voice.words("blocks.to_find"), Holds.MONEY, width=14, unit=unit, total=Total.SUM),
    ]
    rows = [
        Row(
            (
                str(row.year) if row.year is not None else voice.say("finances.no_year"),
                voice.money(row.cost),
                voice.money(row.secured),
                voice.money(row.requested),
                voice.money(
                    missing(row),
                    f"{material.roadmap.id}/{action.id}/funding",
                ),
            )
        )
        for row in gap.years
    ]
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/{action.id}/budget"))
    note = _fundings_line(material, action)
    return Table.computed(f"cost-{action.id}", voice.say("actions.cost_table"), columns, rows, note=note)


def _fundings_line(material: Material, action: Action) -> Inline:
    voice = material.voice
    named = [_funding(material, funding) for funding in action.funding if funding.funder]
    return (
        voice.listed(
            [voice.say("actions.funders"), voice.listed(named, voice.say("between_groups"))],
            voice.words("blocks.colon"),
        )
        if named
        else ""
    )


def _funding(material: Material, funding: Funding) -> Inline:
    voice = material.voice
    amount = material.budget.amounts.amount(funding.amount)
    said: list[Inline] = [voice.stakeholder(funding.funder)]
    if amount is not None:
        said.append(" ")
        said.append(voice.money(amount))
    if funding.state is not FundingState.SECURED:
        said.append(f" ({voice.words.choice(funding.state)})")
    return voice.listed(said, "")


def indicator_table(material: Material, action: Action) -> Table | None:
    """How we will know: the indicators of one action; `None` when it has none."""
    voice = material.voice
    known = {indicator.id: indicator for indicator in material.roadmap.indicators}
    found = [known[id] for id in action.indicators if id in known]
    if not found:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("indicator", voice.say("column.indicator"), width=42),
        Column("baseline", voice.say("column.baseline"), width=14),
        Column("latest", voice.say("column.latest"), width=14),
        Column("target", voice.say("column.target"), width=14),
    ]
    rows = [
        Row(
            (
                indicator.id,
                voice.text(indicator.title),
                dated(material, indicator, "baseline"),
                dated(material, indicator, "latest"),
                dated(material, indicator, "final"),
            ),
            address=f"{material.roadmap.id}/{indicator.id}",
        )
        for indicator in found
    ]
    return Table(f"indicators-{action.id}", voice.say("actions.indicator_table"), columns, rows)


def dated(material: Material, indicator: Indicator, what: str) -> Inline:
    """Give baseline, latest value, target in force or final target of an indicator, with its year."""
    progress = material.indicator_progress[indicator.id]
    found: DatedValue | Measurement | None
    if what == "final":
        found = max(indicator.targets, key=lambda target: target.date, default=None)
    else:
        found = {"baseline": progress.baseline, "target": progress.target}.get(what, progress.latest)
    held, day = (found.value, found.date) if found else (None, None)
    if held is None or day is None:
        return "–"
    unit = material.voice.plain(indicator.unit)
    holds = Holds.SHARE if unit == "%" else Holds.NUMBER
    address = f"{material.roadmap.id}/{indicator.id}/{what}"
    source = material.voice.cite(getattr(progress.latest, "source", None)) if what == "latest" else ""
    return (Value(held, holds, decimals=indicator.decimals, address=address, source=source), f" ({day.year})")


def ordered(material: Material) -> tuple[Action, ...]:
    """Actions below their objectives, in plan order."""
    return tuple(action for _, actions in material.actions_by_objective for action in actions)
