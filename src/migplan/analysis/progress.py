"""How far indicators and actions are, as of a day."""

from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import frozen

from migplan.analysis.calendar import delay_days
from migplan.analysis.money import difference_of, quotient_of
from migplan.analysis.traced import Kind, Operation, Traced, counted, label, shared
from migplan.model import (
    Action,
    ActionStatus,
    DatedValue,
    Direction,
    Indicator,
    Measurement,
    Plan,
    Roadmap,
    Text,
)

TOLERANCE_POINTS = Decimal(10)
"""How many points of the way behind the straight line still count as on the way."""


class Standing(Enum):
    """Where an indicator or an action stands."""

    ACHIEVED = "achieved"
    ON_THE_WAY = "on-the-way"
    LATE = "late"
    NOT_BEGUN = "not-begun"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """Nothing to judge by: no target, no baseline or no day."""


@frozen
class IndicatorProgress:
    """Where one indicator stands."""

    indicator: str
    title: Text
    baseline: DatedValue | None
    latest: Measurement | None
    """Latest measurement of everybody, the day included; of two on one day the one added last."""
    target: DatedValue | None
    """Target in force: the first that is not past, else the last one."""
    share: Traced | None
    """Percent of the way from baseline to target, in the indicator's direction: below zero when things got worse,
    above 100 when the target is passed; `None` when it cannot be told."""
    expected_percent: Decimal | None
    """Percent of the way that the straight line asks for on the day of the latest measurement."""
    standing: Standing


@frozen
class ActionProgress:
    """Where one action stands."""

    action: str
    title: Text
    status: ActionStatus
    """As its lead says."""
    progress_percent: Decimal | None
    """As its lead says; 100 when it is done."""
    expected_percent: Decimal | None
    """Percent of its time that is past."""
    delay_days: int
    standing: Standing


@frozen
class Progress:
    """Where a roadmap stands, as of a day."""

    on: date
    indicators: tuple[IndicatorProgress, ...]
    actions: tuple[ActionProgress, ...]

    def count(self, standing: Standing) -> tuple[int, int]:
        """Give how many indicators and how many actions have a standing."""
        return (
            sum(1 for one in self.indicators if one.standing is standing),
            sum(1 for one in self.actions if one.standing is standing),
        )

    @property
    def achieved_share(self) -> Traced | None:
        """Percent of the indicators whose target is achieved; `None` without indicators."""
        achieved = counted(label("indicators_achieved"), self.count(Standing.ACHIEVED)[0])
        return shared(label("achieved_share"), achieved, counted(label("indicators"), len(self.indicators)))


def progress(plan: Plan, roadmap: Roadmap, on: date) -> Progress:
    """Say where every indicator and every action of a roadmap stands on a day."""
    return Progress(
        on,
        tuple(indicator_progress(one, on, f"{roadmap.id}/{one.id}") for one in roadmap.indicators),
        tuple(action_progress(one, on) for one in roadmap.actions),
    )


def latest_measurement(indicator: Indicator, on: date | None = None) -> Measurement | None:
    """Give the latest measurement that counts everybody, until a day, that day included."""
    found: Measurement | None = None
    for measurement in indicator.measurements:
        if measurement.group is not None or (on is not None and measurement.date > on):
            continue
        if found is None or measurement.date >= found.date:
            found = measurement
    return found


def target_in_force(indicator: Indicator, on: date) -> DatedValue | None:
    """Give the first target that is not past on a day, else the last one; `None` without targets."""
    targets = sorted(indicator.targets, key=lambda target: target.date)
    return next((target for target in targets if target.date >= on), targets[-1] if targets else None)


def indicator_progress(indicator: Indicator, on: date, address: str = "") -> IndicatorProgress:
    """Say where an indicator stands on a day.

    Achieved when the latest measurement reaches the target in force; not begun without a measurement
    while the target is ahead; late when the way made is more than `TOLERANCE_POINTS` behind the straight line from baseline
    to target on the day of the measurement, or when the target's day is past; else on the way.
    """
    latest, target, baseline = latest_measurement(indicator, on), target_in_force(indicator, on), indicator.baseline
    share = _way_made(indicator, baseline, latest, target, address)
    expected = _expected(baseline, target, latest.date if latest else on)
    standing = _standing(indicator, latest, target, share, expected, on)
    return IndicatorProgress(indicator.id, indicator.title, baseline, latest, target, share, expected, standing)


def _reached(direction: Direction, value: Decimal, target: Decimal) -> bool:
    if direction is Direction.UP:
        return value >= target
    return value <= target if direction is Direction.DOWN else value == target


def _way_made(
    indicator: Indicator,
    baseline: DatedValue | None,
    latest: Measurement | None,
    target: DatedValue | None,
    address: str,
) -> Traced | None:
    if baseline is None or latest is None or target is None:
        return None
    made, whole = difference_of(latest.value, baseline.value), difference_of(target.value, baseline.value)
    value = quotient_of(made, whole)
    if value is None:
        value = Decimal(100 if _reached(indicator.direction, latest.value, target.value) else 0)
    unit = indicator.unit or ""
    parts = (
        Traced(latest.value, label("measured", day=latest.date), Kind.NUMBER, unit, f"{address}/measurements"),
        Traced(baseline.value, label("baseline", day=baseline.date), Kind.NUMBER, unit, f"{address}/baseline"),
        Traced(target.value, label("target", day=target.date), Kind.NUMBER, unit, f"{address}/targets"),
    )
    name = label("way_made", indicator=indicator.id)
    return Traced(value, name, Kind.SHARE, "", address, Operation.WAY, parts)


def _expected(baseline: DatedValue | None, target: DatedValue | None, on: date) -> Decimal | None:
    if baseline is None or target is None:
        return None
    return _share_of_time(baseline.date, target.date, on)


def _share_of_time(start: date, end: date, on: date) -> Decimal:
    whole = (end - start).days
    if whole <= 0 or on >= end:
        return Decimal(100 if on >= end else 0)
    return quotient_of(Decimal(max(0, (on - start).days)), Decimal(whole)) or Decimal(0)


def _standing(
    indicator: Indicator,
    latest: Measurement | None,
    target: DatedValue | None,
    share: Traced | None,
    expected: Decimal | None,
    on: date,
) -> Standing:
    if target is None:
        return Standing.UNKNOWN
    if latest is None:
        return Standing.LATE if target.date < on else Standing.NOT_BEGUN
    if _reached(indicator.direction, latest.value, target.value):
        return Standing.ACHIEVED
    if target.date < on:
        return Standing.LATE
    if share is None or expected is None:
        return Standing.UNKNOWN
    return Standing.LATE if share.value < expected - TOLERANCE_POINTS else Standing.ON_THE_WAY


def action_progress(action: Action, on: date) -> ActionProgress:
    """Say where an action stands on a day.

    Achieved when its lead says done; late when its end is past, when its start is past and nothing is begun, or when
    its progress is more than `TOLERANCE_POINTS` behind its time; not begun before its start; else on the way.
    """
    percent = Decimal(100) if action.status is ActionStatus.DONE else action.progress
    expected = _share_of_time(action.start, action.end, on) if action.start and action.end else None
    delay = delay_days(action, on)
    is_begun = action.status in (ActionStatus.RUNNING, ActionStatus.SUSPENDED) or bool(action.progress)
    if action.status is ActionStatus.CANCELLED:
        standing = Standing.CANCELLED
    elif action.status is ActionStatus.DONE:
        standing = Standing.ACHIEVED
    elif (
        delay
        or (not is_begun and action.start is not None and action.start < on)
        or (is_begun and percent is not None and expected is not None and percent < expected - TOLERANCE_POINTS)
    ):
        standing = Standing.LATE
    elif is_begun:
        standing = Standing.ON_THE_WAY
    else:
        standing = Standing.UNKNOWN if action.start is None else Standing.NOT_BEGUN
    return ActionProgress(action.id, action.title, action.status, percent, expected, delay, standing)
