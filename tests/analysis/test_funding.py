"""What is not funded, and what is spent."""

from datetime import date
from decimal import Decimal

import attrs

from migplan.analysis import execution, funding_gap
from migplan.model import BudgetLine, Funding, FundingSource, FundingState, Money, Text

D = Decimal


def test_the_gap_is_the_cost_that_is_not_secured_year_by_year(plan):
    gap = funding_gap(plan, plan["south"], plan["south/A1"])

    rows = [(row.year, row.cost.value, row.secured.value, row.requested.value, row.gap.value) for row in gap.years]
    assert rows == [
        (2024, D("100.01"), D("50.00"), D("8.47"), D("50.01")),
        (2025, D("18.00"), D("0"), D("1.53"), D("18.00")),
    ]
    assert gap.total.uncovered.value == D("58.01")


def test_funding_in_a_year_without_cost_is_kept_in_that_year(plan):
    late = Funding(FundingSource.STATE, Money(D(5)), state=FundingState.SECURED, year=2030)
    action = attrs.evolve(plan["south/A2"], funding=(late,))
    roadmap = attrs.evolve(plan["south"], actions=(action,))

    gap = funding_gap(plan, roadmap)

    assert [(row.year, row.gap.value) for row in gap.years] == [(2030, D(-5)), (None, D(7))]
    assert gap.total.gap.value == D(2)


def test_payments_count_until_the_day_asked_for(plan):
    early = execution(plan, plan["south"], date(2024, 12, 31))
    late = execution(plan, plan["south"], date(2025, 6, 1), plan["south/A1"])

    assert (early.paid.value, early.committed.value) == (D(30), D(60))
    assert late.paid.value == D(39)
    assert late.paid_share is not None
    assert late.paid_share.value == D("33.05")


def test_an_action_without_cost_has_no_execution_rate(plan):
    assert execution(plan, plan["south"], date(2025, 1, 1), plan["south/A3"]).paid_share is None


def test_an_amount_with_cents_is_spread_to_the_cent(plan):
    odd = Funding(FundingSource.STATE, Money(D("10.01")), state=FundingState.REQUESTED)
    action = attrs.evolve(plan["south/A1"], funding=(odd,))
    roadmap = attrs.evolve(plan["south"], actions=(action,))

    gap = funding_gap(plan, roadmap)

    assert sum((row.requested.value for row in gap.years), D(0)) == D("10.01")
    assert [row.requested.value for row in gap.years] == [D("8.48"), D("1.53")]


def test_an_action_whose_fundings_equal_its_cost_is_covered_in_every_year(plan):
    lines = tuple(
        BudgetLine(Text.of("Work"), year, quantity=D(1), unit_cost=Money(D(cost)))
        for year, cost in ((2023, 60), (2024, 242), (2025, 132))
    )
    parts = tuple(
        Funding(FundingSource.STATE, Money(D(amount)), state=state)
        for amount, state in ((301, FundingState.SECURED), (100, FundingState.REQUESTED), (33, FundingState.TO_FIND))
    )
    action = attrs.evolve(plan["south/A1"], budget=lines, funding=parts)
    roadmap = attrs.evolve(plan["south"], actions=(action,))

    gap = funding_gap(plan, roadmap)

    assert [row.uncovered.value for row in gap.years] == [0, 0, 0]
    assert all(row.cost.value == row.secured.value + row.requested.value + row.to_find.value for row in gap.years)
