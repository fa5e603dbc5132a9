"""The roadmap to be filtered and summed: a dashboard, then one sheet per kind of thing."""

from collections.abc import Iterable
from decimal import Decimal

from migplan.analysis.budget import line_cost, line_year
from migplan.documents import (
    Block,
    Column,
    Holds,
    Inline,
    Product,
    Role,
    Row,
    RowKind,
    Section,
    Table,
    Tag,
    Tone,
    Total,
    Value,
)
from migplan.reports.roadmap import (
    actions,
    closing,
    diagnosis,
    finances,
    frame,
    governance,
    monitoring,
    opening,
    profile,
    strategy,
)
from migplan.reports.roadmap.material import Material, present


def sections(material: Material) -> tuple[Section, ...]:
    """Every sheet, in order; sheets without content are left out."""
    return tuple(section for section in _sheets(material) if section.blocks)


def _sheet(material: Material, key: str, message: Inline, *blocks: Block | None, role: Role = Role.BODY) -> Section:
    title = material.voice.say(f"sheet.{key}")
    return Section(f"sheet-{key.replace('_', '-')}", title, present(blocks), role, message)


def _sheets(material: Material) -> Iterable[Section]:
    voice = material.voice
    yield _sheet(
        material,
        "dashboard",
        opening.message(material),
        opening.dashboard_figures(material),
        finances.by_year_chart(material),
        monitoring.paid_chart(material),
        profile.trend_chart(material, most=12),
        attention_table(material),
        role=Role.SUMMARY,
    )
    yield _sheet(material, "actions", actions.message(material), actions.overview_table(material))
    yield _sheet(material, "calendar", actions.message(material), actions.gantt(material))
    yield _sheet(material, "budget_lines", finances.message(material), budget_lines_table(material))
    yield _sheet(
        material,
        "budget",
        finances.message(material),
        finances.by_year_table(material),
        finances.by_objective_table(material),
    )
    yield _sheet(
        material,
        "funding",
        finances.sources_message(material),
        fundings_table(material),
        finances.by_source_table(material),
    )
    yield _sheet(material, "payments", monitoring.execution_message(material), payments_table(material))
    yield _sheet(material, "milestones", milestones_message(material), milestones_table(material))
    yield _sheet(material, "indicators", monitoring.message(material), monitoring.progress_table(material))
    yield _sheet(material, "measurements", measurements_message(material), measurements_table(material))
    yield _sheet(material, "logframe", monitoring.message(material), monitoring.logframe(material))
    yield _sheet(material, "needs", diagnosis.needs_message(material), diagnosis.needs_table(material))
    yield _sheet(
        material,
        "findings",
        voice.say("diagnosis.message", n=len(material.roadmap.findings)),
        diagnosis.findings_table(material),
    )
    yield _sheet(
        material,
        "priorities",
        diagnosis.priorities_message(material),
        diagnosis.priorities_table(material),
        diagnosis.criteria_table(material),
    )
    yield _sheet(
        material, "stakeholders", diagnosis.stakeholders_message(material), diagnosis.stakeholders_table(material)
    )
    yield _sheet(
        material, "stakeholder_map", diagnosis.stakeholders_message(material), diagnosis.stakeholder_map(material)
    )
    yield _sheet(material, "raci", governance.message(material), governance.raci_matrix(material, most=40))
    yield _sheet(material, "load", governance.message(material), governance.load_table(material))
    yield _sheet(material, "risks", governance.risks_message(material), governance.risks_table(material))
    yield _sheet(material, "proposals", closing.proposals_message(material), closing.proposals_table(material))
    yield _sheet(
        material, "profile", profile.message(material), profile.parts_table(material), profile.other_table(material)
    )
    yield _sheet(material, "alignment", strategy.alignment_message(material), strategy.alignment(material))
    yield _sheet(material, "events", frame.approach_message(material), frame.events_table(material))
    yield _sheet(material, "steps", closing.steps_message(material), closing.steps_table(material))
    yield _sheet(material, "sources", closing.sources_message(material), closing.sources_table(material))


def attention_table(material: Material) -> Table | None:
    """What needs attention: late actions, late milestones, late indicators, the gravest risks."""
    voice = material.voice
    rows: list[Row] = []
    for entry in material.calendar.late:
        address = f"{material.roadmap.id}/{entry.action}"
        late = Tag(voice.say("attention.days_late", n=entry.delay_days), Tone.LATE)
        rows.append(Row((entry.action, voice.text(entry.title), voice.stakeholder(entry.lead), late), address=address))
    overdue = {entry.action for entry in material.calendar.late}
    for action in actions.ordered(material):
        tag_of_action = actions.status_tag(material, action)
        if tag_of_action.tone is Tone.LATE and action.id not in overdue:
            cells = (action.id, voice.text(action.title), voice.stakeholder(action.lead), tag_of_action)
            rows.append(Row(cells, address=f"{material.roadmap.id}/{action.id}"))
    for entry in material.calendar.entries:
        for step in entry.milestones:
            if step.is_late and not entry.is_late:
                rows.append(
                    Row(
                        (
                            entry.action,
                            voice.text(step.title),
                            voice.stakeholder(entry.lead),
                            Tag(voice.say("attention.milestone"), Tone.LATE),
                        ),
                        address=f"{material.roadmap.id}/{entry.action}/{step.id}",
                    )
                )
    for indicator in material.roadmap.indicators:
        tag = monitoring.standing(material, indicator)
        if tag.tone is Tone.LATE:
            rows.append(Row((indicator.id, voice.text(indicator.title), voice.stakeholder(indicator.responsible), tag)))
    for risk in governance.risks_from(material, "high")[:3]:
        tag_of_risk = governance.band(material, governance.score(risk))
        rows.append(Row((risk.id, voice.text(risk.title), voice.stakeholder(risk.owner), tag_of_risk)))
    if not rows:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=8),
        Column("what", voice.say("attention.what"), width=56),
        Column("who", voice.say("column.lead"), width=22),
        Column("why", voice.say("attention.why"), Holds.STATUS, width=24),
    ]
    return Table("attention", voice.say("attention.table"), columns, rows[:12])


def budget_lines_table(material: Material) -> Table | None:
    """Every budget line, its cost as a product."""
    voice, amounts = material.voice, material.budget.amounts
    columns = [
        Column("action", voice.say("column.code"), Holds.CODE, width=8),
        Column("item", voice.say("budget.item"), width=46),
        Column("year", voice.words("blocks.year"), Holds.CODE, width=8),
        Column("unit", voice.say("budget.unit"), width=14),
        Column("quantity", voice.say("budget.quantity"), Holds.NUMBER, width=10),
        Column("unit_cost", voice.say("budget.unit_cost"), Holds.MONEY, width=14, unit=material.plan.currency),
        Column(
            "cost",
            voice.say("finances.cost"),
            Holds.MONEY,
            width=16,
            unit=material.plan.currency,
            total=Total.SUM,
            formula=Product(("quantity", "unit_cost")),
        ),
    ]
    rows = []
    for action in material.budget.actions:
        for number, line in enumerate(action.budget):
            address = f"{material.roadmap.id}/{action.id}/budget/{number}"
            unit_cost = amounts.amount(line.unit_cost) if line.unit_cost else None
            exact = line_cost(line, amounts)
            quantity = line.quantity
            if unit_cost is not None and exact is not None and quantity * unit_cost != exact:
                quantity, unit_cost = Decimal(1), exact  # a rounded product: the line is shown as a lump sum
            year = line_year(line, action)
            rows.append(
                Row(
                    (
                        action.id,
                        voice.text(line.item),
                        str(year) if year is not None else "–",
                        voice.text(line.unit),
                        Value(quantity, Holds.NUMBER, address=f"{address}/quantity"),
                        Value(unit_cost, Holds.MONEY, unit=material.plan.currency, address=f"{address}/unit_cost"),
                        "",
                    ),
                    address=address,
                )
            )
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/budget"))
    return Table.computed("budget-lines", voice.say("budget.table"), columns, rows)


def fundings_table(material: Material) -> Table | None:
    """Every funding: who, how much, how sure."""
    voice = material.voice
    columns = [
        Column("action", voice.say("column.code"), Holds.CODE, width=8),
        Column("funder", voice.say("finances.funder"), width=36),
        Column("source", voice.say("finances.source"), Holds.CHOICE, width=20),
        Column("nature", voice.say("finances.nature"), Holds.CHOICE, width=16),
        Column("state", voice.say("finances.state"), Holds.CHOICE, width=16),
        Column("year", voice.words("blocks.year"), Holds.CODE, width=8),
        Column(
            "amount", voice.say("column.amount"), Holds.MONEY, width=16, unit=material.plan.currency, total=Total.SUM
        ),
    ]
    rows = []
    for action, funding, amount in material.budget.fundings:
        rows.append(
            Row(
                (
                    action.id,
                    voice.stakeholder(funding.funder, short=False),
                    voice.words.choice(funding.source),
                    voice.words.choice(funding.nature),
                    voice.words.choice(funding.state),
                    str(funding.year) if funding.year is not None else "–",
                    voice.money(amount),
                ),
                address=amount.address,
            )
        )
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/funding"))
    return Table.computed("fundings", voice.say("finances.fundings"), columns, rows)


def payments_table(material: Material) -> Table | None:
    """Every commitment and payment until the day."""
    voice, amounts = material.voice, material.budget.amounts
    columns = [
        Column("date", voice.say("column.date"), Holds.DATE, width=13),
        Column("action", voice.say("column.code"), Holds.CODE, width=8),
        Column("label", voice.say("payments.label"), width=44),
        Column("kind", voice.say("column.kind"), Holds.CHOICE, width=14),
        Column("funder", voice.say("finances.funder"), width=26),
        Column(
            "amount", voice.say("column.amount"), Holds.MONEY, width=16, unit=material.plan.currency, total=Total.NONE
        ),
    ]
    rows = []
    for action in material.roadmap.actions:
        for number, payment in enumerate(action.payments):
            amount = amounts.amount(payment.amount)
            address = f"{material.roadmap.id}/{action.id}/payments/{number}"
            if payment.date <= material.day:
                rows.append(
                    Row(
                        (
                            Value(payment.date, Holds.DATE, address=f"{address}/date"),
                            action.id,
                            voice.text(payment.label),
                            voice.words.choice(payment.kind),
                            voice.stakeholder(payment.funder),
                            Value(amount, Holds.MONEY, unit=material.plan.currency, address=address),
                        ),
                        address=address,
                    )
                )
    rows.sort(key=lambda row: (str(getattr(row.cells[0], "value", "")), row.address))
    return Table("payments", voice.say("payments.table"), columns, rows) if rows else None


def milestones_message(material: Material) -> str:
    """Say how many milestones are reached and how many late."""
    steps = [step for entry in material.calendar.entries for step in entry.milestones]
    return material.voice.say(
        "milestones.message",
        reached=sum(1 for step in steps if step.is_reached),
        late=sum(1 for step in steps if step.is_late),
        n=len(steps),
    )


def milestones_table(material: Material) -> Table | None:
    """Every milestone, with its day and whether it is reached."""
    voice = material.voice
    columns = [
        Column("date", voice.say("column.date"), Holds.DATE, width=13),
        Column("action", voice.say("column.code"), Holds.CODE, width=8),
        Column("title", voice.say("milestones.title"), width=54),
        Column("lead", voice.say("column.lead"), width=22),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
    ]
    rows = []
    for entry in material.calendar.entries:
        for step in entry.milestones:
            tone = Tone.ACHIEVED if step.is_reached else Tone.LATE if step.is_late else Tone.NOT_BEGUN
            word = "reached" if step.is_reached else "late" if step.is_late else "to_come"
            address = f"{material.roadmap.id}/{entry.action}/{step.id}"
            rows.append(
                Row(
                    (
                        Value(step.date, Holds.DATE, address=f"{address}/date"),
                        entry.action,
                        voice.text(step.title),
                        voice.stakeholder(entry.lead),
                        Tag(voice.say(f"milestones.{word}"), tone),
                    ),
                    address=address,
                )
            )
    rows.sort(key=lambda row: (str(getattr(row.cells[0], "value", "")), row.address))
    return Table("milestones", voice.say("milestones.table"), columns, rows) if rows else None


def measurements_message(material: Material) -> str:
    """Say how many measurements there are, of how many indicators."""
    measured = [len(one.measurements) for one in material.roadmap.indicators if one.measurements]
    indicators = material.voice.of("indicators", len(measured))
    return material.voice.say("measurements.message", n=sum(measured), indicators=indicators)


def measurements_table(material: Material) -> Table | None:
    """Every measurement, dated and sourced."""
    voice = material.voice
    columns = [
        Column("indicator", voice.say("column.code"), Holds.CODE, width=8),
        Column("title", voice.say("column.indicator"), width=48),
        Column("date", voice.say("column.date"), Holds.DATE, width=13),
        Column("value", voice.words("blocks.figures.value"), Holds.NUMBER, width=12),
        Column("unit", voice.say("budget.unit"), width=14),
        Column("source", voice.words("blocks.source"), width=36),
    ]
    rows = []
    for indicator in material.roadmap.indicators:
        for number, one in enumerate(indicator.measurements):
            address = f"{material.roadmap.id}/{indicator.id}/measurements/{number}"
            rows.append(
                Row(
                    (
                        indicator.id,
                        voice.text(indicator.title),
                        Value(one.date, Holds.DATE, address=f"{address}/date"),
                        Value(one.value, Holds.NUMBER, decimals=indicator.decimals, address=address),
                        voice.text(indicator.unit),
                        voice.source_text(one.source) if one.source else "–",
                    ),
                    address=address,
                )
            )
    return Table("measurements", voice.say("measurements.table"), columns, rows) if rows else None
