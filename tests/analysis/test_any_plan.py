"""Figures of any plan that hypothesis can build: they can be computed, and can say where they come from."""

from datetime import date

from hypothesis import given, settings

from migplan.analysis import (
    budget,
    calendar,
    compare,
    consolidated,
    coverage,
    execution,
    funding_gap,
    load,
    priorities,
    profile,
    progress,
    raci,
)
from migplan.analysis.money import total_of
from migplan.locale import words
from migplan.model import Plan
from migplan.testing.plan_strategies import plans

DAY = date(2025, 1, 1)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_every_figure_can_be_computed_and_explained(plan: Plan) -> None:
    for roadmap in plan.roadmaps:
        figures = budget(plan, roadmap)
        gap = funding_gap(plan, roadmap, figures=figures)
        spent = execution(plan, roadmap, DAY, figures=figures)
        for figure in (figures.total, figures.funding_total, gap.total.gap, spent.paid):
            assert all(figure.explain(words(language), depth=9) for language in ("fr", "ar", "en"))
        assert total_of(row.gap.value for row in gap.years) == gap.total.gap.value
        assert len(calendar(plan, roadmap, DAY).entries) == len(roadmap.actions)
        assert len(progress(plan, roadmap, DAY).actions) == len(roadmap.actions)
        assert len(coverage(plan, roadmap).needs) == len(roadmap.needs)
        assert {one.stakeholder for one in load(plan, roadmap)} == set(raci(plan, roadmap).stakeholders)
        assert all(row.latest for row in profile(plan, roadmap).rows)
        for ballot in roadmap.ballots:
            assert 0 <= priorities(plan, roadmap, ballot).stability.share <= 1


@settings(max_examples=30, deadline=None)
@given(plans())
def test_roadmaps_add_up_to_the_consolidated_view(plan: Plan) -> None:
    view = consolidated(plan, DAY)

    assert total_of(row.cost.value for row in view.roadmaps) == view.total.cost.value
    assert total_of(row.gap.value for row in view.roadmaps) == view.total.gap.value


@settings(max_examples=30, deadline=None)
@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert compare(plan, plan).changes == ()
