"""The budget of a roadmap: what it costs, who pays, what is missing, what was spent."""

from decimal import Decimal

from migplan.analysis.funding import GapYear
from migplan.analysis.traced import Traced
from migplan.documents import (
    Chart,
    ChartKind,
    Column,
    Difference,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Pattern,
    Ratio,
    Row,
    RowKind,
    Series,
    Table,
    Total,
    Value,
)
from migplan.locale import format_money, format_share
from migplan.model import FundingState
from migplan.reports.roadmap.material import Material


def secured_share(material: Material) -> Decimal:
    """Percent of the cost that is secured, one decimal; 0 when nothing costs."""
    total = material.gap.total
    if not total.cost.value:
        return Decimal(0)
    return (total.secured.value * 100 / total.cost.value).quantize(Decimal("0.1"))


def message(material: Material) -> str:
    """Say in one sentence what the roadmap costs and what is missing."""
    voice, total = material.voice, material.gap.total
    currency = material.plan.currency
    cost = format_money(total.cost.value, voice.language, currency)
    share = format_share(secured_share(material), voice.language)
    if total.gap.value <= 0:
        return voice.say("finances.message_covered", cost=cost)
    gap = format_money(total.gap.value, voice.language, currency)
    return voice.say("finances.message", cost=cost, share=share, gap=gap)


def missing(row: GapYear) -> Decimal:
    """Cost of a year for which money is still to be found: said so by a funding, or answered for by none.

    Secured, requested and this always add up to the cost; below zero where a year has more funding than cost.
    """
    return row.to_find.value + row.uncovered.value


def _amount(material: Material, figure: Traced, what: str) -> Value:
    """An amount of the whole roadmap, under the address of its total in the table by year."""
    return material.voice.money(figure.value, f"{material.roadmap.id}/budget/{what}")


def figures(material: Material) -> Figures:
    """Cost, secured, gap and paid as key numbers."""
    voice, total, execution = material.voice, material.gap.total, material.execution
    secured = format_share(secured_share(material), voice.language)
    items = [
        KeyFigure(_amount(material, total.cost, "cost"), voice.say("finances.cost")),
        KeyFigure(
            _amount(material, total.secured, "secured"),
            voice.say("finances.secured"),
            voice.say("finances.of_cost", share=secured),
        ),
        KeyFigure(_amount(material, total.gap, "gap"), voice.say("finances.gap"), is_emphasised=total.gap.value > 0),
    ]
    if execution.paid.value:
        share = execution.paid_share
        trend = (
            voice.say("finances.of_cost", share=format_share(share.value.quantize(Decimal("0.1")), voice.language))
            if share
            else ""
        )
        items.append(KeyFigure(voice.money(execution.paid), voice.say("finances.paid", day=material.day), trend))
    return Figures(items, alt=message(material))


def by_year_chart(material: Material) -> Chart:
    """Cost by year, cut by how sure its funding is."""
    voice = material.voice
    years = [row for row in material.gap.years if row.year is not None]
    series = (
        Series(voice.words("blocks.secured"), [row.secured.value for row in years], "primary", Pattern.SOLID),
        Series(voice.words("blocks.requested"), [row.requested.value for row in years], "series-2", Pattern.HATCHED),
        Series(voice.words("blocks.to_find"), [missing(row) for row in years], "accent", Pattern.OUTLINE),
    )
    return Chart(
        "budget-by-year",
        voice.say("finances.by_year"),
        ChartKind.STACKED,
        [str(row.year) for row in years],
        series,
        category_label=voice.words("blocks.year"),
        unit=material.plan.currency,
        holds=Holds.MONEY,
        decimals=0,
        reading=reading(material),
        alt=message(material),
    )


def reading(material: Material) -> tuple[Inline, ...]:
    """Say what the chart of the budget shows."""
    voice = material.voice
    years = [row for row in material.gap.years if row.year is not None]
    if not years:
        return ()
    lines: list[Inline] = []
    dearest = max(years, key=lambda row: row.cost.value)
    lines.append(
        voice.say(
            "finances.reading_dearest",
            year=str(dearest.year),
            cost=format_money(dearest.cost.value, voice.language, material.plan.currency),
        )
    )
    widest = max(years, key=lambda row: row.gap.value)
    if widest.gap.value > 0:
        lines.append(
            voice.say(
                "finances.reading_gap",
                year=str(widest.year),
                gap=format_money(widest.gap.value, voice.language, material.plan.currency),
            )
        )
    lines.append(voice.say("finances.reading_states"))
    return tuple(lines)


def by_year_table(material: Material) -> Table:
    """Cost and funding by year, with the gap as a computed column."""
    voice = material.voice
    unit = material.plan.currency
    columns = [
        Column("year", voice.words("blocks.year"), Holds.CODE, width=8),
        *(
            Column(key, label, Holds.MONEY, width=16, unit=unit, total=Total.SUM)
            for key, label in (
                ("cost", voice.say("finances.cost")),
                ("secured", voice.words("blocks.secured")),
                ("requested", voice.words("blocks.requested")),
                ("to_find", voice.words("blocks.to_find")),
            )
        ),
        Column(
            "gap",
            voice.say("finances.gap"),
            Holds.MONEY,
            width=16,
            unit=unit,
            total=Total.SUM,
            formula=Difference("cost", "secured"),
        ),
        Column(
            "share",
            voice.say("finances.share"),
            Holds.SHARE,
            width=10,
            decimals=1,
            total=Total.FORMULA,
            formula=Ratio("secured", "cost"),
        ),
    ]
    rows = [
        Row(
            (
                str(row.year) if row.year is not None else voice.say("finances.no_year"),
                voice.money(row.cost.value, f"{material.roadmap.id}/budget/{row.year or 'none'}/cost"),
                voice.money(row.secured.value, f"{material.roadmap.id}/budget/{row.year or 'none'}/secured"),
                voice.money(row.requested.value, f"{material.roadmap.id}/budget/{row.year or 'none'}/requested"),
                voice.money(missing(row), f"{material.roadmap.id}/budget/{row.year or 'none'}/to_find"),
                "",
                "",
            ),
            address=f"{material.roadmap.id}/budget/{row.year or 'none'}",
        )
        for row in material.gap.years
    ]
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/budget"))
    return Table.computed("budget-years", voice.say("finances.table_years"), columns, rows, alt=message(material))


def by_objective_table(material: Material) -> Table:
    """Cost by objective, with its share of the whole."""
    voice = material.voice
    titles = {objective.id: objective for objective in material.roadmap.objectives}
    total = material.budget.total.value
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("objective", voice.words("blocks.sheet.objective"), width=54),
        Column("actions", voice.say("column.actions"), Holds.INTEGER, width=9, total=Total.SUM),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=16, unit=material.plan.currency, total=Total.SUM),
        Column("share", voice.say("finances.part"), Holds.SHARE, width=9, decimals=1),
    ]
    rows: list[Row] = []
    counts = {one.id if one else None: len(actions) for one, actions in material.actions_by_objective}
    for part in material.budget.by_objective.slices:
        objective = titles.get(str(part.key)) if part.key else None
        share = (part.value * 100 / total) if total else Decimal(0)
        rows.append(
            Row(
                (
                    objective.id if objective else "–",
                    voice.text(objective.title) if objective else voice.say("no_objective"),
                    voice.count(counts.get(objective.id if objective else None, 0)),
                    voice.money(part.amount),
                    voice.share(share.quantize(Decimal("0.1")), decimals=1),
                ),
                color=material.color(objective.id if objective else None),
                address=f"{material.roadmap.id}/{objective.id}" if objective else "",
            )
        )
    rows.append(Row((voice.words("blocks.total"), ""), RowKind.TOTAL, address=f"{material.roadmap.id}/budget"))
    return Table.computed("budget-objectives", voice.say("finances.table_objectives"), columns, rows)


def by_source_table(material: Material) -> Table:
    """Funding by source and state."""
    voice = material.voice
    unit = material.plan.currency
    columns = [
        Column("source", voice.say("finances.source"), width=28),
        *(
            Column(state.value, voice.words.choice(state), Holds.MONEY, width=16, unit=unit, total=Total.SUM)
            for state in FundingState
        ),
    ]
    rows = []
    for source, breakdown in material.budget.by_source_and_state.items():
        cells: list[Inline] = [voice.words.choice(source)]
        cells += [
            voice.money(breakdown.value(state), f"{material.roadmap.id}/funding/{source.value}")
            for state in FundingState
        ]
        rows.append(Row(tuple(cells)))
    uncovered = material.gap.total.uncovered.value
    if uncovered:
        cells = [voice.say("finances.uncovered")]
        for state in FundingState:
            amount = uncovered if state is FundingState.TO_FIND else Decimal(0)
            cells.append(voice.money(amount, f"{material.roadmap.id}/funding/none/{state.value}"))
        rows.append(Row(tuple(cells)))
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/funding"))
    return Table.computed("funding-sources", voice.say("finances.table_sources"), columns, rows)


def sources_message(material: Material) -> str:
    """Say which sources most of what is secured comes from."""
    voice = material.voice
    if not material.gap.total.cost.value:
        return voice.say("finances.sources_message_free")
    secured = [
        (breakdown.value(FundingState.SECURED), source)
        for source, breakdown in material.budget.by_source_and_state.items()
    ]
    found = sorted((one for one in secured if one[0] > 0), key=lambda one: -one[0])
    whole = sum(amount for amount, _ in found)
    if not whole:
        return voice.say("finances.sources_message_none")
    said = [
        (
            format_share((amount * 100 / whole).quantize(Decimal(1)), voice.language),
            voice.say(f"finances.from.{source.value}"),
        )
        for amount, source in found
    ]
    (share, first), (next_share, second) = said[0], said[1] if len(said) > 1 else ("", "")
    key = "finances.sources_message_two" if second else "finances.sources_message"
    return voice.say(key, share=share, source=first, next_share=next_share, next_source=second)


def dearest_message(material: Material) -> str:
    """Say which year costs most; without years, what the whole costs."""
    years = [row for row in material.gap.years if row.year is not None and row.cost.value]
    return str(reading(material)[0]).rstrip(".") if len(years) > 1 else message(material)


def funders_table(material: Material) -> Table:
    """Who pays: each funder's part, largest first."""
    voice = material.voice
    columns = [
        Column("funder", voice.say("finances.funder"), width=48),
        Column(
            "amount", voice.say("column.amount"), Holds.MONEY, width=16, unit=material.plan.currency, total=Total.SUM
        ),
    ]
    slices = sorted(material.budget.by_funder.slices, key=lambda part: (part.key is None, -part.value))
    rows = [
        Row(
            (
                voice.stakeholder(str(part.key), short=False) if part.key else voice.say("finances.no_funder"),
                voice.money(part.amount),
            )
        )
        for part in slices
    ]
    if material.gap.total.uncovered.value:
        left = voice.money(material.gap.total.uncovered.value, f"{material.roadmap.id}/funding/none")
        rows.append(Row((voice.say("finances.uncovered"), left)))
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/funding"))
    return Table.computed("funders", voice.say("finances.table_funders"), columns, rows)
