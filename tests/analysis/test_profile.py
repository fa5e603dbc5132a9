"""Figures by territory: latest, change, sources that disagree, sums."""

from datetime import date
from decimal import Decimal

import attrs

from migplan.analysis import profile
from migplan.locale import words
from migplan.model import Edition, Figure

D = Decimal
OLD, NEW = date(2014, 1, 1), date(2024, 1, 1)


def figure(
    value: int, day: date | None, source: str | None = "c", place: str | None = None, measure: str = "population"
):
    return Figure(measure, D(value), day, source, territory=place)


def with_profile(plan, *figures: Figure):
    return attrs.evolve(plan["south"], profile=figures)


def test_the_change_is_told_from_the_earlier_to_the_latest_figure(plan):
    row = profile(plan, with_profile(plan, figure(990, NEW))).row("R", "population")

    assert row is not None
    assert ([one.value for one in row.latest], [one.value for one in row.earlier]) == ([990], [900])
    assert row.change_percent is not None
    assert row.change_percent.value == 10
    assert "990" in row.change_percent.explain(words("fr"))


def test_sources_that_disagree_are_both_kept_and_nothing_is_averaged(plan):
    row = profile(plan, with_profile(plan, figure(990, NEW, "x"), figure(1000, NEW, "y"))).row("R", "population")

    assert row is not None
    assert row.is_disputed
    assert [one.value for one in row.latest] == [990, 1000]
    assert row.change_percent is None


def test_a_shared_source_still_tells_the_change(plan):
    row = profile(plan, with_profile(plan, figure(990, NEW, "c"), figure(1000, NEW, "y"))).row("R", "population")

    assert row is not None
    assert row.change_percent is not None
    assert row.change_percent.value == 10


def test_stocks_of_lower_territories_add_up_by_day_and_source(plan):
    roadmap = with_profile(
        plan,
        figure(100, NEW, place="R-1"),
        figure(50, NEW, place="R-2"),
        figure(80, OLD, place="R-1"),
        figure(7, NEW, place="R-1", measure="rate"),
    )

    sums = profile(plan, roadmap).sums

    assert [(one.measure, one.date, one.total.value, one.counted, one.expected) for one in sums] == [
        ("population", OLD, 80, 1, 2),
        ("population", NEW, 150, 2, 2),
    ]


def test_reference_figures_later_than_the_edition_are_not_quoted(plan):
    roadmap = attrs.evolve(plan["south"], edition=Edition(1, date(2013, 1, 1)))

    assert profile(plan, roadmap).rows == ()


def test_a_figure_told_twice_counts_once(plan):
    row = profile(plan, with_profile(plan, figure(900, OLD))).row("R", "population")

    assert row is not None
    assert len(row.figures) == 1
    assert profile(plan, plan["south"]).row("R", "unknown") is None


def test_a_reference_figure_about_another_territory_is_kept_after_the_others(plan):
    pack = plan.packs[0]
    strayed = attrs.evolve(pack.territories[0], figures=(figure(5, OLD, place="Z"), figure(900, OLD)))
    plan = attrs.evolve(plan, packs=(attrs.evolve(pack, territories=(strayed, *pack.territories[1:])),))

    assert [row.territory for row in profile(plan, plan["south"]).rows] == ["R", "Z"]
