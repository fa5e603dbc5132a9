"""Costs and fundings, cut every way, add up to the same cent."""

from decimal import Decimal

import attrs
from hypothesis import given
from hypothesis import strategies as st

from migplan.analysis import Lack, budget, funding_gap
from migplan.analysis.budget import Breakdown
from migplan.analysis.money import total_of
from migplan.analysis.traced import Operation, Traced
from migplan.locale import words
from migplan.model import (
    Action,
    ActionStatus,
    BudgetLine,
    ExchangeRate,
    Funding,
    FundingSource,
    FundingState,
    Money,
    Objective,
    Plan,
    Roadmap,
    Stakeholder,
    Text,
)

T = Text.of

amounts = st.builds(
    Money,
    st.integers(0, 10**11).map(lambda number: Decimal(number).scaleb(-3)),
    st.sampled_from([None, "EUR", "USD", "XXX"]),
)
years = st.none() | st.integers(2022, 2027)
quantities = st.integers(0, 10**6).map(lambda number: Decimal(number).scaleb(-2))
lines = st.builds(BudgetLine, st.just(T("x")), years, quantity=quantities, unit_cost=st.none() | amounts)
fundings = st.builds(
    Funding,
    st.sampled_from(FundingSource),
    amounts,
    st.none() | st.sampled_from(["s1", "s2"]),
    state=st.sampled_from(FundingState),
    year=years,
)
actions = st.builds(
    Action,
    st.just("A"),
    st.just(T("x")),
    objective=st.sampled_from([None, "O1", "O2", "O9"]),
    lead=st.sampled_from([None, "s1", "s2", "s9"]),
    budget=st.lists(lines, max_size=4).map(tuple),
    funding=st.lists(fundings, max_size=4).map(tuple),
    status=st.sampled_from(ActionStatus),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan whose money may lack rates, unit costs, years, leads and objectives."""
    drawn = draw(st.lists(actions, max_size=5))
    numbered = tuple(attrs.evolve(action, id=f"A{number}") for number, action in enumerate(drawn))
    roadmap = Roadmap("south", "R", objectives=(Objective("O1", T("x")), Objective("O2", T("y"))), actions=numbered)
    return Plan(
        T("x"),
        ("fr",),
        draw(st.sampled_from(["EUR", "XOF"])),
        rates=(ExchangeRate("USD", Decimal("0.9137")), ExchangeRate("EUR", Decimal("655.957"))),
        stakeholders=(Stakeholder("s1", T("x")), Stakeholder("s2", T("y"))),
        roadmaps=(roadmap,),
    )


def assert_adds_up(breakdown: Breakdown) -> None:
    assert total_of(part.value for part in breakdown.slices) == breakdown.total.value
    assert len(set(breakdown.keys)) == len(breakdown.keys)


def assert_sums_hold(figure: Traced) -> None:
    if figure.operation is Operation.SUM:
        assert total_of(part.value for part in figure.parts) == figure.value
    for part in figure.parts:
        assert_sums_hold(part)


@given(plans())
def test_every_breakdown_of_costs_and_fundings_adds_up(plan):
    figures = budget(plan, plan.roadmaps[0])

    for breakdown in (figures.by_action, figures.by_year, figures.by_objective, figures.by_level):
        assert breakdown.total.value == figures.total.value
        assert_adds_up(breakdown)
        assert_sums_hold(breakdown.total)
    for breakdown in (figures.by_source, figures.by_state, figures.by_funder):
        assert breakdown.total.value == figures.funding_total.value
        assert_adds_up(breakdown)
    for breakdown in (*figures.by_action_and_year.values(), *figures.by_source_and_state.values()):
        assert_adds_up(breakdown)


@given(plans())
def test_the_gap_of_the_years_adds_up_to_the_gap_and_the_actions_to_the_roadmap(plan):
    roadmap = plan.roadmaps[0]
    figures = budget(plan, roadmap)
    whole = funding_gap(plan, roadmap, figures=figures)
    single = [funding_gap(plan, roadmap, action, figures) for action in roadmap.actions]

    for column in ("cost", "secured", "requested", "to_find", "uncovered", "gap"):
        total = getattr(whole.total, column).value
        assert total_of(getattr(row, column).value for row in whole.years) == total
        assert total_of(getattr(gap.total, column).value for gap in single) == total
    total = whole.total
    assert total.cost.value == figures.total.value
    assert total.gap.value == total.requested.value + total.to_find.value + total.uncovered.value
    assert total.secured.value == figures.by_state.value(FundingState.SECURED)


@given(plans())
def test_every_figure_explains_itself_in_every_language(plan):
    roadmap = plan.roadmaps[0]

    for figure in (budget(plan, roadmap).total, funding_gap(plan, roadmap).total.gap):
        for language in ("fr", "ar", "en"):
            assert figure.explain(words(language), depth=9)


def test_lines_are_rounded_one_by_one_and_converted(plan):
    figures = budget(plan, plan["south"])

    assert figures.by_action_and_year["A1"].value(2024) == Decimal("100.01")
    assert figures.by_action_and_year["A1"].value(2025) == Decimal("18.00")
    assert figures.total.value == Decimal("125.01")
    assert figures.by_year.keys == (2024, 2025, None)


def test_costs_are_told_by_objective_and_by_level_of_the_lead(plan):
    figures = budget(plan, plan["south"])

    assert [(part.key, part.value) for part in figures.by_objective.slices] == [
        ("O1", Decimal("118.01")),
        (None, Decimal("7.00")),
    ]
    assert [(part.key, part.value) for part in figures.by_level.slices] == [
        ("region", Decimal("118.01")),
        (None, Decimal("7.00")),
    ]


def test_a_cancelled_action_costs_nothing(plan):
    actions = tuple(attrs.evolve(action, status=ActionStatus.CANCELLED) for action in plan["south"].actions)
    roadmap = attrs.evolve(plan["south"], actions=actions)

    assert budget(plan, roadmap).total.value == 0


def test_what_cannot_be_counted_is_named(plan):
    plan = attrs.evolve(plan, rates=())
    bare = attrs.evolve(plan["south/A2"], budget=(BudgetLine(T("Cours")),))
    roadmap = attrs.evolve(plan["south"], actions=(plan["south/A1"], bare))

    total = budget(plan, roadmap).total

    assert not total.is_complete
    assert [(omission.address, omission.lack) for omission in total.omitted] == [
        ("south/A1/budget/1", Lack.RATE),
        ("south/A2/budget/0", Lack.UNIT_COST),
    ]
    assert "10 USD" in total.explain(words("en"))


def test_an_explanation_goes_down_to_quantity_unit_cost_and_rate(plan):
    text = budget(plan, plan["south"]).total.explain(words("en"), depth=4)

    assert text.splitlines()[:6] == [
        "Total cost of south: 125.01\u00a0EUR [south]",
        "  the sum of:",
        "    Cost of action A1: 118.01\u00a0EUR [south/A1/budget]",
        "      the sum of:",
        "        Agent (A1): 100.01\u00a0EUR [south/A1/budget/0]",
        "          the product of:",
    ]
    assert "Rate of 1 USD: 0.9\u00a0EUR" in text


def test_a_long_explanation_says_how_many_parts_it_leaves_out(plan):
    text = budget(plan, plan["south"]).total.explain(words("en"), depth=1, most=1)

    assert text.splitlines()[-1].strip() == "… and 2 more"
