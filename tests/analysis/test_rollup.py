"""Several roadmaps in one view."""

from datetime import date
from decimal import Decimal

import attrs
import pytest

from migplan.analysis import consolidated
from migplan.analysis.traced import Lack
from migplan.model import DatedValue, Indicator, Measurement, RollUp, Text

T = Text.of
D = Decimal
DAY = date(2025, 1, 1)


def indicator(value: int, rule: RollUp, day: date = date(2024, 6, 1), unit: str = "x") -> Indicator:
    return Indicator(
        "I1",
        T("Reçus"),
        unit=T(unit),
        baseline=DatedValue(date(2023, 1, 1), D(1)),
        measurements=(Measurement(day, D(value)),),
        roll_up=rule,
    )


def two(plan, left: Indicator, right: Indicator):
    first = attrs.evolve(plan["south"], indicators=(left,))
    second = attrs.evolve(first, id="north", indicators=(right,))
    return attrs.evolve(plan, roadmaps=(first, second))


def test_money_and_actions_of_all_roadmaps_add_up(plan):
    view = consolidated(two(plan, indicator(1, RollUp.SUM), indicator(2, RollUp.SUM)), DAY)

    assert [row.cost.value for row in view.roadmaps] == [D("125.01"), D("125.01")]
    assert (view.total.cost.value, view.total.actions.value) == (D("250.02"), 6)
    assert view.total.gap.value == sum(row.gap.value for row in view.roadmaps)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RollUp.SUM, D(40)),
        (RollUp.MAX, D(30)),
        (RollUp.LATEST, D(10)),
        (RollUp.WEIGHTED_MEAN, D(15)),
        (RollUp.NONE, None),
    ],
)
def test_indicators_are_put_together_by_their_rule(plan, rule, expected):
    both = two(plan, indicator(30, rule), indicator(10, rule, date(2024, 7, 1)))

    (row,) = consolidated(both, DAY, weights={"south": D(1), "north": D(3)}).indicators

    assert (row.value.value if row.value else None) == expected
    assert row.roadmaps == ("south", "north")


def test_without_a_weight_a_value_is_left_out_and_named(plan):
    both = two(plan, indicator(30, RollUp.WEIGHTED_MEAN), indicator(10, RollUp.WEIGHTED_MEAN))

    (row,) = consolidated(both, DAY, weights={"south": D(1)}).indicators

    assert row.value is not None
    assert row.value.value == 30
    assert [(one.address, one.lack) for one in row.value.omitted] == [("north/I1", Lack.WEIGHT)]


def test_the_population_weighs_unless_told_otherwise(plan):
    both = two(plan, indicator(30, RollUp.WEIGHTED_MEAN), indicator(10, RollUp.WEIGHTED_MEAN))

    (row,) = consolidated(both, DAY).indicators

    assert row.value is not None
    assert row.value.value == 20


def test_indicators_that_do_not_count_the_same_are_not_put_together(plan):
    both = two(plan, indicator(30, RollUp.SUM), indicator(10, RollUp.SUM, unit="y"))

    (row,) = consolidated(both, DAY).indicators

    assert row.is_mixed
    assert row.value is None
