"""Logframe, indicators and where they stand."""

from decimal import Decimal

from migplan.analysis.money import total_of
from migplan.analysis.progress import Standing
from migplan.documents import (
    Chart,
    ChartKind,
    Column,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Pattern,
    Row,
    RowKind,
    Series,
    Table,
    Tag,
    Tone,
    Value,
)
from migplan.locale import format_money, format_share
from migplan.model import Indicator, IndicatorKind, Objective, ObjectiveKind, PaymentKind
from migplan.reports.roadmap.actions import COUNTED, dated
from migplan.reports.roadmap.actions import message as actions_message
from migplan.reports.roadmap.material import Material
from migplan.reports.voice import TONES, tag


def message(material: Material) -> str:
    """Say how many indicators are where; what there is none of is not mentioned."""
    voice = material.voice
    head = voice.say("monitoring.message", n=len(material.roadmap.indicators))
    counts = [(one, material.progress.count(one)[0]) for one in COUNTED]
    return voice.counted(head, [(f"monitoring.count.{one.value}", count) for one, count in counts])


def execution_message(material: Material) -> str:
    """Say what was paid and how much of the cost that is."""
    voice, execution = material.voice, material.execution
    if not execution.paid.value or execution.paid_share is None:
        return actions_message(material)
    return voice.say(
        "monitoring.execution",
        paid=format_money(execution.paid.value, voice.language, material.plan.currency),
        share=format_share(execution.paid_share.value.quantize(Decimal(1)), voice.language),
        day=material.day,
    )


def standing(material: Material, indicator: Indicator) -> Tag:
    """Where an indicator stands."""
    found = material.indicator_progress[indicator.id].standing.value
    if found not in TONES:
        return Tag(material.voice.say("status.unknown"), Tone.NEUTRAL)
    return tag(material.voice, found)


def _levels(material: Material) -> list[tuple[str, list[Objective]]]:
    """Rows of the results chain: overall objective, specific objectives, results."""
    return [
        (kind.value, [one for one in material.roadmap.objectives if one.kind is kind])
        for kind in (ObjectiveKind.OVERALL, ObjectiveKind.SPECIFIC, ObjectiveKind.RESULT)
    ]


def logframe(material: Material) -> Table | None:
    """Results chain, indicators with baseline and target, sources, assumptions.

    Source: European Commission, logical framework matrix of action documents.
    """
    voice = material.voice
    known = {indicator.id: indicator for indicator in material.roadmap.indicators}
    columns = [
        Column("result", voice.say("monitoring.result"), width=46),
        Column("indicator", voice.say("column.indicator"), width=46),
        Column("baseline", voice.say("column.baseline"), width=16),
        Column("latest", voice.say("column.latest"), width=16),
        Column("target", voice.say("column.target"), width=16),
        Column("verification", voice.say("monitoring.verification"), width=32),
        Column("assumptions", voice.say("monitoring.assumptions"), width=36),
    ]
    rows: list[Row] = []
    listed: set[str] = set()
    for kind, objectives in _levels(material):
        if not objectives:
            continue
        rows.append(Row((voice.words(f"choices.ObjectiveKind.{kind}"),), RowKind.GROUP))
        for objective in objectives:
            indicators = [known[id] for id in objective.indicators if id in known]
            listed.update(indicator.id for indicator in indicators)
            rows.extend(_logframe_rows(material, objective, indicators))
    rest = [indicator for indicator in material.roadmap.indicators if indicator.id not in listed]
    if rest:
        rows.append(Row((voice.say("monitoring.actions_level"),), RowKind.GROUP))
        rows.extend(_logframe_rows(material, None, rest))
    return Table("logframe", voice.say("monitoring.logframe"), columns, rows, alt=message(material)) if rows else None


def _logframe_rows(material: Material, objective: Objective | None, indicators: list[Indicator]) -> list[Row]:
    voice = material.voice
    result: Inline = (
        voice.listed((objective.id, voice.text(objective.title)), " – ") if objective else _result_of(material, None)
    )
    assumptions = (
        voice.listed([voice.text(item) for item in objective.assumptions], voice.say("between_groups"))
        if objective
        else ""
    )
    color = material.color(objective.id) if objective else ""
    if not indicators:
        return [Row((result, "–", "", "", "", "", assumptions), color=color)]
    rows = []
    for number, indicator in enumerate(indicators):
        shown = (result if objective else _result_of(material, indicator)) if number == 0 or objective is None else ""
        rows.append(
            Row(
                (
                    shown,
                    voice.listed((indicator.id, _with_unit(material, indicator)), " "),
                    dated(material, indicator, "baseline"),
                    dated(material, indicator, "latest"),
                    dated(material, indicator, "final"),
                    voice.text(indicator.verification),
                    assumptions if number == 0 else "",
                ),
                address=f"{material.roadmap.id}/{indicator.id}",
                color=color if number == 0 else "",
            )
        )
    return rows


def _result_of(material: Material, indicator: Indicator | None) -> Inline:
    """For an indicator of actions: their codes."""
    if indicator is None:
        return "–"
    users = [action.id for action in material.roadmap.actions if indicator.id in action.indicators]
    return ", ".join(users) or "–"


def _with_unit(material: Material, indicator: Indicator) -> Inline:
    voice = material.voice
    if indicator.unit is None:
        return voice.text(indicator.title)
    return voice.listed((voice.text(indicator.title), " (", voice.text(indicator.unit), ")"), "")


def progress_table(material: Material) -> Table | None:
    """Each indicator: baseline, latest, target in force, share of the way, standing."""
    voice = material.voice
    if not material.roadmap.indicators:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("indicator", voice.say("column.indicator"), width=46),
        Column("kind", voice.say("column.kind"), width=12),
        Column("baseline", voice.say("column.baseline"), width=13),
        Column("latest", voice.say("column.latest"), width=13),
        Column("target", voice.say("column.target_now"), width=13),
        Column("way", voice.say("monitoring.way"), Holds.BAR, width=12, unit="%", decimals=0),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
    ]
    rows: list[Row] = []
    for kind in (IndicatorKind.IMPACT, IndicatorKind.OUTCOME, IndicatorKind.OUTPUT):
        for indicator in material.roadmap.indicators:
            if indicator.kind is not kind:
                continue
            share = material.indicator_progress[indicator.id].share
            address = f"{material.roadmap.id}/{indicator.id}"
            way = max(share.value, Decimal(0)).quantize(Decimal(1)) if share is not None else None
            rows.append(
                Row(
                    (
                        indicator.id,
                        _with_unit(material, indicator),
                        voice.words.choice(kind),
                        dated(material, indicator, "baseline"),
                        dated(material, indicator, "latest"),
                        dated(material, indicator, "target"),
                        Value(way, Holds.BAR, decimals=0, address=f"{address}/way"),
                        standing(material, indicator),
                    ),
                    address=address,
                )
            )
    return Table("indicators", voice.say("monitoring.table"), columns, rows, alt=message(material))


def figures(material: Material) -> Figures:
    """How many actions are where, as key numbers."""
    voice = material.voice
    items = []
    for one in (Standing.ACHIEVED, Standing.ON_THE_WAY, Standing.LATE, Standing.NOT_BEGUN):
        count = material.progress.count(one)[1]
        items.append(
            KeyFigure(
                voice.count(count, f"{material.roadmap.id}/progress/{one.value}"),
                voice.say(f"monitoring.actions_{one.value}"),
                is_emphasised=one is Standing.LATE and count > 0,
            )
        )
    return Figures(items, alt=message(material))


def paid_chart(material: Material) -> Chart | None:
    """Planned cost against payments, by year; `None` before any payment."""
    voice = material.voice
    amounts = material.budget.amounts
    paid: dict[int, list[Decimal]] = {}
    for action in material.roadmap.actions:
        for payment in action.payments:
            if payment.kind is PaymentKind.PAYMENT and payment.date <= material.day:
                amount = amounts.amount(payment.amount)
                if amount is not None:
                    paid.setdefault(payment.date.year, []).append(amount)
    if not paid:
        return None
    years = [row for row in material.gap.years if row.year is not None and row.year <= material.day.year]
    return Chart(
        "paid-by-year",
        voice.say("monitoring.paid"),
        ChartKind.COLUMN,
        [str(row.year) for row in years],
        (
            Series(voice.say("monitoring.planned"), [row.cost.value for row in years], "tint-2", Pattern.SOLID),
            Series(
                voice.say("finances.paid_short"), [total_of(paid.get(row.year or 0, [])) for row in years], "primary"
            ),
        ),
        category_label=voice.words("blocks.year"),
        unit=material.plan.currency,
        holds=Holds.MONEY,
        decimals=0,
        alt=voice.say("monitoring.paid"),
    )
