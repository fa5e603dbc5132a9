"""Where indicators and actions stand on a day."""

from datetime import date
from decimal import Decimal

import pytest

from migplan.analysis import Standing, action_progress, indicator_progress, progress
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

T = Text.of
D = Decimal
DAY = date(2025, 1, 1)


def indicator(
    *measured: tuple[date, int], direction: Direction = Direction.UP, base: int = 0, goal: int = 100
) -> Indicator:
    return Indicator(
        "I1",
        T("x"),
        direction=direction,
        baseline=DatedValue(date(2023, 1, 1), D(base)),
        targets=(DatedValue(date(2027, 1, 1), D(goal)), DatedValue(date(2024, 1, 1), D((base + goal) // 2))),
        measurements=tuple(Measurement(day, D(value)) for day, value in measured),
    )


@pytest.mark.parametrize(
    ("value", "standing"), [(100, Standing.ACHIEVED), (45, Standing.ON_THE_WAY), (39, Standing.LATE)]
)
def test_an_indicator_is_judged_by_the_straight_line_to_its_target(value, standing):
    found = indicator_progress(indicator((DAY, value)), DAY)

    assert found.standing is standing
    assert found.share is not None
    assert found.share.value == value
    assert found.expected_percent == D("50.03")


def test_a_falling_indicator_makes_its_way_down():
    found = indicator_progress(indicator((DAY, 60), direction=Direction.DOWN, base=100, goal=20), DAY)

    assert found.share is not None
    assert found.share.value == 50
    assert found.standing is Standing.ON_THE_WAY


def test_things_that_got_worse_are_below_zero():
    found = indicator_progress(indicator((DAY, -10)), DAY)

    assert found.share is not None
    assert (found.share.value, found.standing) == (-10, Standing.LATE)


def test_later_measurements_and_those_of_one_group_do_not_count():
    one = Indicator(
        "I1",
        T("x"),
        measurements=(
            Measurement(date(2024, 1, 1), D(1)),
            Measurement(date(2024, 1, 1), D(2)),
            Measurement(date(2024, 6, 1), D(3), group="g"),
            Measurement(date(2025, 6, 1), D(4)),
        ),
    )

    found = indicator_progress(one, DAY)

    assert found.latest is not None
    assert (found.latest.value, found.standing) == (2, Standing.UNKNOWN)


def test_nothing_measured_is_not_begun_until_the_target_is_past():
    assert indicator_progress(indicator(), DAY).standing is Standing.NOT_BEGUN
    assert indicator_progress(indicator(), date(2028, 1, 1)).standing is Standing.LATE


def test_a_target_equal_to_the_baseline_is_reached_or_not():
    stable = indicator((DAY, 5), direction=Direction.STABLE, base=5, goal=5)
    moved = indicator((DAY, 6), direction=Direction.STABLE, base=5, goal=5)

    assert indicator_progress(stable, DAY).standing is Standing.ACHIEVED
    share = indicator_progress(moved, DAY).share
    assert share is not None
    assert share.value == 0


@pytest.mark.parametrize(
    ("status", "done", "start", "end", "standing"),
    [
        (ActionStatus.DONE, None, date(2024, 1, 1), date(2024, 2, 1), Standing.ACHIEVED),
        (ActionStatus.CANCELLED, None, date(2024, 1, 1), date(2024, 2, 1), Standing.CANCELLED),
        (ActionStatus.RUNNING, D(60), date(2024, 1, 1), date(2025, 12, 31), Standing.ON_THE_WAY),
        (ActionStatus.RUNNING, D(20), date(2024, 1, 1), date(2025, 12, 31), Standing.LATE),
        (ActionStatus.RUNNING, D(40), date(2024, 1, 1), date(2024, 12, 31), Standing.LATE),
        (ActionStatus.PLANNED, None, date(2024, 1, 1), date(2025, 12, 31), Standing.LATE),
        (ActionStatus.PLANNED, None, date(2025, 2, 1), date(2025, 12, 31), Standing.NOT_BEGUN),
        (ActionStatus.PLANNED, None, None, None, Standing.UNKNOWN),
    ],
)
def test_an_action_is_judged_by_its_dates_and_what_its_lead_says(status, done, start, end, standing):
    action = Action("A1", T("x"), start=start, end=end, status=status, progress=done)

    assert action_progress(action, DAY).standing is standing


def test_the_whole_roadmap_is_counted():
    roadmap = Roadmap(
        "south",
        "R",
        actions=(Action("A1", T("x"), status=ActionStatus.DONE),),
        indicators=(indicator((DAY, 100)), indicator()),
    )
    plan = Plan(T("x"), ("fr",), "EUR", roadmaps=(roadmap,))

    found = progress(plan, roadmap, DAY)

    assert found.count(Standing.ACHIEVED) == (1, 1)
    assert found.achieved_share is not None
    assert found.achieved_share.value == 50
