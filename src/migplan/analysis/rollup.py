"""Several roadmaps in one view: money, actions and indicators, each traced back to its roadmap."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from attrs import frozen

from migplan.analysis.budget import Budget, planned_actions
from migplan.analysis.funding import execution, funding_gap
from migplan.analysis.money import product_of, quotient_of, total_of
from migplan.analysis.profile import profile
from migplan.analysis.progress import latest_measurement, target_in_force
from migplan.analysis.traced import Kind, Lack, Omission, Operation, Traced, counted, label, summed
from migplan.model import Indicator, Plan, Reference, Roadmap, RollUp, Text

POPULATION = "population"
"""Id of the measure that weighted means are weighted with, unless told otherwise."""


@frozen
class RoadmapRow:
    """What one roadmap brings; the last row of a roll-up holds the sums."""

    roadmap: str | None
    """`None` in the row of the sums."""
    title: Text | None
    actions: Traced
    cost: Traced
    secured: Traced
    gap: Traced
    paid: Traced


@frozen
class IndicatorRow:
    """One indicator over the roadmaps that have it under the same id."""

    indicator: str
    title: Text
    rule: RollUp
    roadmaps: tuple[str, ...]
    value: Traced | None
    """Latest values put together by the rule; `None` when nothing was measured or the rule is `none`."""
    baseline: Traced | None
    target: Traced | None
    is_mixed: bool
    """The roadmaps do not agree on unit or rule; nothing is put together then."""


@frozen
class Consolidation:
    """Several roadmaps put together, as of a day."""

    on: date
    roadmaps: tuple[RoadmapRow, ...]
    total: RoadmapRow
    indicators: tuple[IndicatorRow, ...]
    """In the order in which they first appear."""


def consolidated(
    plan: Plan,
    on: date,
    roadmaps: Iterable[Roadmap] | None = None,
    reference: Reference | None = None,
    weights: Mapping[str, Decimal] | None = None,
) -> Consolidation:
    """Put roadmaps of a plan together, all of them when none are named.

    `weights` gives the weight of each roadmap, by id, for weighted means; left out, it is the latest population
    of its territory, where a single value is known.
    """
    reference = reference or Reference.of(plan)
    chosen = tuple(plan.roadmaps if roadmaps is None else roadmaps)
    rows = tuple(_row(plan, roadmap, on, reference) for roadmap in chosen)
    weighed = dict(weights) if weights is not None else _populations(plan, chosen, reference)
    return Consolidation(on, rows, _total(plan, rows), _indicators(chosen, on, weighed))


def _row(plan: Plan, roadmap: Roadmap, on: date, reference: Reference) -> RoadmapRow:
    figures = Budget.of(plan, roadmap, reference)
    gap = funding_gap(plan, roadmap, figures=figures).total
    actions = counted(label("actions"), len(planned_actions(roadmap)), roadmap.id)
    paid = execution(plan, roadmap, on, figures=figures).paid
    return RoadmapRow(roadmap.id, roadmap.title, actions, figures.total, gap.secured, gap.gap, paid)


def _total(plan: Plan, rows: tuple[RoadmapRow, ...]) -> RoadmapRow:
    def added(name: str, parts: Iterable[Traced], kind: Kind = Kind.MONEY) -> Traced:
        return summed(label(name), parts, kind=kind, unit=plan.currency if kind is Kind.MONEY else "")

    return RoadmapRow(
        None,
        None,
        added("all_actions", (row.actions for row in rows), Kind.COUNT),
        added("all_costs", (row.cost for row in rows)),
        added("all_secured", (row.secured for row in rows)),
        added("all_gaps", (row.gap for row in rows)),
        added("all_paid", (row.paid for row in rows)),
    )


def _populations(plan: Plan, roadmaps: Iterable[Roadmap], reference: Reference) -> dict[str, Decimal]:
    found = {}
    for roadmap in roadmaps:
        row = profile(plan, roadmap, reference).row(roadmap.territory, POPULATION)
        if row is not None and not row.is_disputed:
            found[roadmap.id] = row.latest[0].value
    return found


def _indicators(roadmaps: Iterable[Roadmap], on: date, weights: Mapping[str, Decimal]) -> tuple[IndicatorRow, ...]:
    shared: dict[str, list[tuple[str, Indicator]]] = {}
    for roadmap in roadmaps:
        for indicator in roadmap.indicators:
            shared.setdefault(indicator.id, []).append((roadmap.id, indicator))
    return tuple(_indicator_row(name, found, on, weights) for name, found in shared.items())


def _indicator_row(
    name: str, found: list[tuple[str, Indicator]], on: date, weights: Mapping[str, Decimal]
) -> IndicatorRow:
    first = found[0][1]
    is_mixed = len({(indicator.unit, indicator.roll_up) for _, indicator in found}) > 1
    measured, baselines, targets = [], [], []
    for roadmap, indicator in found:
        latest, target = latest_measurement(indicator, on), target_in_force(indicator, on)
        measured.append((roadmap, latest.date if latest else None, latest.value if latest else None))
        base = indicator.baseline
        baselines.append((roadmap, base.date if base else None, base.value if base else None))
        targets.append((roadmap, target.date if target else None, target.value if target else None))
    value, baseline, target_value = (
        None if is_mixed else _together(what, first, values, weights)
        for what, values in (("measured_in", measured), ("baseline_in", baselines), ("target_in", targets))
    )
    names = tuple(roadmap for roadmap, _ in found)
    return IndicatorRow(name, first.title, first.roll_up, names, value, baseline, target_value, is_mixed)


Dated = tuple[str, date | None, Decimal | None]


def _together(what: str, indicator: Indicator, values: list[Dated], weights: Mapping[str, Decimal]) -> Traced | None:
    rule = indicator.roll_up
    unit = indicator.unit or ""
    parts, omitted = [], []
    for roadmap, day, value in values:
        address = f"{roadmap}/{indicator.id}"
        if day is None or value is None:
            omitted.append(Omission(address, Lack.VALUE))
        elif rule is RollUp.WEIGHTED_MEAN and roadmap not in weights:
            omitted.append(Omission(address, Lack.WEIGHT))
        else:
            part = Traced(value, label(what, roadmap=roadmap, day=day), Kind.NUMBER, unit, address)
            parts.append((roadmap, day, part))
    if not parts or rule is RollUp.NONE:
        return None
    result = _by_rule(rule, parts, weights)
    if result is None:
        return None
    number, operation = result
    name = label("rolled_up", indicator=indicator.title)
    members = tuple(part for _, _, part in parts)
    return Traced(number, name, Kind.NUMBER, unit, indicator.id, operation, members, tuple(omitted))


def _by_rule(
    rule: RollUp, parts: list[tuple[str, date, Traced]], weights: Mapping[str, Decimal]
) -> tuple[Decimal, Operation] | None:
    values = [part.value for _, _, part in parts]
    if rule is RollUp.SUM:
        return total_of(values), Operation.SUM
    if rule is RollUp.MAX:
        return max(values), Operation.MAX
    if rule is RollUp.LATEST:
        return max(parts, key=lambda part: part[1])[2].value, Operation.LATEST
    weighed = total_of(product_of(part.value, weights[roadmap]) for roadmap, _, part in parts)
    mean = quotient_of(weighed, total_of(weights[roadmap] for roadmap, _, _ in parts), Decimal(1))
    return None if mean is None else (mean, Operation.WEIGHTED)
