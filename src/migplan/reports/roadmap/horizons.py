"""The two horizons of the budget: three years in detail, by action; six years as an indication, by objective."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from migplan.analysis.funding import funding_gap
from migplan.documents import Column, Holds, Row, RowKind, Table, Total
from migplan.model import Action
from migplan.reports.roadmap import actions, finances
from migplan.reports.roadmap.material import Material

DETAILED_YEARS = 3
INDICATIVE_YEARS = 6


def detailed_years(material: Material) -> range:
    """Three years from that of the document's day, within the roadmap's period; fewer where the period is shorter."""
    years = material.years
    if len(years) <= DETAILED_YEARS:
        return years
    first = min(max(material.request.date.year, years.start), years.stop - DETAILED_YEARS)
    return range(first, first + DETAILED_YEARS)


def detailed_table(material: Material) -> Table | None:
    """Cost of each action in each of three years, their sum, and what of it is not secured.

    Actions that cost nothing in these years are left out; `None` when none costs anything then.
    """
    voice, years = material.voice, detailed_years(material)
    rows = []
    for action in actions.ordered(material):
        costs = _costs(material, (action,), years)
        if not any(costs):
            continue
        gap = funding_gap(material.plan, material.roadmap, action, material.budget)
        missing = sum((row.gap.value for row in gap.years if row.year in years), Decimal(0))
        address = f"{material.roadmap.id}/{action.id}/budget"
        together = f"{address}/{years[0]}-{years[-1]}"
        rows.append(
            Row(
                (
                    action.id,
                    voice.text(action.title),
                    *(voice.money(cost, f"{address}/{year}") for cost, year in zip(costs, years, strict=True)),
                    voice.money(sum(costs, Decimal(0)), f"{together}/cost"),
                    voice.money(missing, f"{together}/gap"),
                ),
                color=material.color(action.objective),
                address=f"{material.roadmap.id}/{action.id}",
            )
        )
    if not rows:
        return None
    columns = (
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("title", voice.say("column.action"), width=34),
        *_by_year(material, years),
        _amounts(material, "cost", voice.words("blocks.total")),
        _amounts(material, "gap", voice.say("finances.gap")),
    )
    whole = f"{material.roadmap.id}/budget/{years[0]}-{years[-1]}"
    return _computed(material, "detailed", years, columns, rows, whole)


def indicative_table(material: Material) -> Table | None:
    """Cost of each strategic objective, in a column under its code, in each of the roadmap's first six years.

    What falls outside these years, or in none, is in a row of its own; `None` without years.
    """
    voice, years = material.voice, material.years[:INDICATIVE_YEARS]
    if not years:
        return None
    whole = {part.key: part.amount.value for part in material.budget.by_objective.slices}
    parts = {one.id if one else None: found for one, found in material.actions_by_objective}
    keys = [key for key in parts if key in whole]
    costs = {key: _costs(material, parts[key], years) for key in keys}
    beyond = {key: whole[key] - sum(costs[key], Decimal(0)) for key in keys}

    def row(label: str, address: str, found: Sequence[Decimal]) -> Row:
        amounts = [
            voice.money(value, f"{material.roadmap.id}/{key or 'none'}/budget/{address}")
            for key, value in zip(keys, found, strict=True)
        ]
        together = voice.money(sum(found, Decimal(0)), f"{material.roadmap.id}/budget/{address}/cost")
        return Row((label, *amounts, together))

    rows = [row(str(year), str(year), [costs[key][place] for key in keys]) for place, year in enumerate(years)]
    if any(beyond.values()):
        rows.append(row(voice.say("finances.no_year"), "beyond", list(beyond.values())))
    columns = (
        Column("year", voice.words("blocks.year"), Holds.CODE, width=10),
        *(_amounts(material, f"objective-{key}", key or voice.say("no_objective")) for key in keys),
        _amounts(material, "cost", voice.words("blocks.total")),
    )
    return _computed(material, "indicative", years, columns, rows, f"{material.roadmap.id}/budget")


def _costs(material: Material, found: Iterable[Action], years: Sequence[int]) -> list[Decimal]:
    """Add up what actions cost, year by year."""
    known = [
        material.budget.by_action_and_year[one.id] for one in found if one.id in material.budget.by_action_and_year
    ]
    return [sum((one.value(year) for one in known), Decimal(0)) for year in years]


def _amounts(material: Material, key: str, label: str) -> Column:
    return Column(key, label, Holds.MONEY, width=11, unit=material.plan.currency, total=Total.SUM)


def _by_year(material: Material, years: Iterable[int]) -> Iterable[Column]:
    return (_amounts(material, f"year-{year}", str(year)) for year in years)


def _computed(
    material: Material, kind: str, years: Sequence[int], columns: Iterable[Column], rows: list[Row], address: str
) -> Table:
    voice = material.voice
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=address))
    title = voice.say(f"finances.table_{kind}", first=str(years[0]), last=str(years[-1]))
    return Table.computed(f"budget-{kind}", title, tuple(columns), rows, alt=finances.message(material))


__all__ = ["detailed_table", "detailed_years", "indicative_table"]
