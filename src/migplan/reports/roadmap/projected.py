"""What a slide shows of the roadmap's tables: fewer columns and rows than a page, and one message each."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import evolve

from migplan.analysis.money import total_of
from migplan.analysis.profile import ProfileRow
from migplan.documents import Block, Bullets, Column, Heading, Holds, Inline, Row, RowKind, Table, Value
from migplan.locale import format_money
from migplan.model import Action, Objective, Territory
from migplan.reports.roadmap import actions, governance, monitoring, profile
from migplan.reports.roadmap.material import Material

_FEWEST_LOSING = 4
"""Territories that lose, below which nothing is said of where the losses are gathered."""

_MOST_RISKS = 5
"""Risks named beside the matrix, which shows all."""


def objective_message(material: Material, objective: Objective | None, own: Sequence[Action]) -> str:
    """Say how many actions an objective has, what they cost and how far they are."""
    voice = material.voice
    cost = total_of(material.budget.costs[one.id].value for one in own if one.id in material.budget.costs)
    code = voice.say("no_objective") if objective is None else objective.id
    amount = format_money(cost, voice.language, material.plan.currency)
    key = "actions.objective_costs" if cost else "actions.objective"
    head = voice.say(key, code=code, actions=voice.of("actions", len(own)), cost=amount)
    standings = [material.action_progress[one.id].standing for one in own]
    counts = [(f"actions.count.{one.value}", standings.count(one)) for one in actions.COUNTED]
    return voice.say("between").join((head, *(voice.say(key, n=count) for key, count in counts if count)))


def objective_table(material: Material, whole: Table, objective: Objective | None, own: Sequence[Action]) -> Table:
    """The actions of one objective and what they cost together; `whole` is the table of all actions."""
    voice = material.voice
    key = objective.id if objective is not None else "none"
    addresses = {f"{material.roadmap.id}/{one.id}" for one in own}
    place = next(index for index, column in enumerate(whole.columns) if column.key == "period")
    rows = [
        evolve(row, cells=(*row.cells[:place], _unbroken(row.cells[place]), *row.cells[place + 1 :]))
        for row in whole.rows
        if row.kind is RowKind.DATA and row.address in addresses
    ]
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/{key}/budget"))
    title = actions.group_row(material, objective).cells[0]
    alt = objective_message(material, objective, own)
    return Table.computed(f"actions-{key}", title, whole.columns, rows, alt=alt)


def _unbroken(period: Inline) -> Inline:
    """Let a period break after its dash only: half a date says nothing."""
    return period.replace(" ", "\u00a0").replace("–\u00a0", "– ") if isinstance(period, str) else period


def indicators_table(material: Material) -> Table | None:
    """Where each indicator stands now, in the order of their kinds; kind and baseline stand in the table of all columns."""
    table = monitoring.progress_table(material)
    if table is None:
        return None
    held = [index for index, column in enumerate(table.columns) if column.key not in ("kind", "baseline")]
    rows = [evolve(row, cells=tuple(row.cells[index] for index in held)) for row in table.rows]
    return evolve(table, columns=tuple(table.columns[index] for index in held), rows=rows)


def grave_risks(material: Material) -> Iterable[Block]:
    """The gravest of the risks that are high or critical, under a heading; nothing when there is none."""
    voice = material.voice
    lines = [
        voice.listed((voice.strong(risk.id), voice.text(risk.title)), " ")
        for risk in governance.risks_from(material, "high")[:_MOST_RISKS]
    ]
    return (Heading(voice.say("risks.grave"), 3), Bullets(tuple(lines))) if lines else ()


Loss = tuple[Territory, ProfileRow, Decimal]
"""A territory below, its main figure at both dates, and by how much the figure grew: below zero where it fell."""


def _losses(material: Material) -> list[Loss]:
    """The territories below by what each lost, the highest loss first; those that grew last."""
    found = [(part, row, row.latest[0].value - row.earlier[0].value) for part, row, _ in profile.trends(material)]
    return sorted(found, key=lambda one: (one[2], one[0].id))


def _bearers(losses: Sequence[Loss]) -> tuple[int, int]:
    """Give how many territories bear half of all losses, and how many lose."""
    fallen = [change for *_, change in losses if change < 0]
    half, borne = total_of(fallen) / 2, Decimal(0)
    for count, change in enumerate(fallen, start=1):
        borne += change
        if borne <= half:
            return count, len(fallen)
    return len(fallen), len(fallen)


def parts_message(material: Material) -> str:
    """Say in how many territories half of the losses are; where few lose, between which the changes run."""
    few, losing = _bearers(_losses(material))
    if losing < _FEWEST_LOSING:
        return profile.parts_message(material)
    return material.voice.say("profile.losses_message", n=few, losing=losing)


def parts_table(material: Material, most: int) -> Table | None:
    """The territories that lose most, with their share of all losses; where few lose, those of strongest change."""
    table = profile.parts_table(material)
    losses = _losses(material)
    if table is None or _bearers(losses)[1] < _FEWEST_LOSING:
        return profile.parts_table(material, most)
    voice = material.voice
    rows = {row.address: row for row in table.rows}
    lost = total_of(change for *_, change in losses if change < 0)
    held = [index for index, column in enumerate(table.columns) if column.key != "kind"]
    columns = [table.columns[index] for index in held]
    columns[-1] = evolve(columns[-1], holds=Holds.NUMBER)
    columns.append(Column("losses", voice.say("profile.losses"), Holds.BAR, width=16, unit="%", decimals=0))
    shown = []
    for part, _, change in losses[:most]:
        row = rows[part.id]
        share = (change * 100 / lost).quantize(Decimal(1)) if change < 0 else None
        value = Value(share, Holds.BAR, decimals=0, address=f"{material.roadmap.id}/profile/{part.id}/losses")
        cells = [row.cells[index] for index in held]
        if isinstance(cells[-1], Value):
            cells[-1] = evolve(cells[-1], holds=Holds.NUMBER)
        shown.append(evolve(row, cells=(*cells, value)))
    note = table.note
    if len(shown) < len(losses):
        note = voice.listed((voice.say("profile.losses_cut", n=len(losses) - len(shown)), note), " ")
    return evolve(table, columns=columns, rows=shown, note=note, alt=parts_message(material))
