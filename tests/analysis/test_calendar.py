"""Actions in time: lanes, dependencies, delays, years."""

from datetime import date

import attrs

from migplan.analysis import calendar
from migplan.model import Action, ActionStatus, Milestone, Objective, Period, Plan, Roadmap, Text

T = Text.of

ACTIONS = (
    Action(
        "A1",
        T("x"),
        objective="O1",
        start=date(2024, 1, 1),
        end=date(2024, 6, 30),
        milestones=(Milestone("M1", T("x"), date(2024, 3, 1)), Milestone("M2", T("y"), date(2024, 3, 1), True)),
    ),
    Action("A2", T("x"), objective="O1", start=date(2024, 7, 1), end=date(2025, 6, 30), depends_on=("A1", "A9")),
    Action("A3", T("x"), objective="O9", start=date(2024, 6, 1), end=date(2024, 6, 2), depends_on=("A1",)),
    Action("A4", T("x"), depends_on=("A3",)),
)
ROADMAP = Roadmap("south", "R", objectives=(Objective("O1", T("Accueillir")), Objective("O2", T("x"))), actions=ACTIONS)
PLAN = Plan(T("x"), ("fr",), "EUR", as_of=date(2024, 7, 10), roadmaps=(ROADMAP,))


def test_dependencies_tell_their_slack_and_whether_they_are_kept():
    links = {(link.before, link.after): link for link in calendar(PLAN, ROADMAP).dependencies}

    assert {pair: link.slack_days for pair, link in links.items()} == {
        ("A1", "A2"): 0,
        ("A1", "A3"): -30,
        ("A3", "A4"): None,
    }
    assert [link.is_kept for link in links.values()] == [True, False, True]
    assert [link.is_critical for link in links.values()] == [True, True, False]


def test_what_should_be_over_is_late_and_so_is_what_waits_for_it():
    view = calendar(PLAN, ROADMAP)

    assert [(entry.action, entry.delay_days) for entry in view.late] == [("A1", 10), ("A3", 38)]
    assert [link.is_late for link in view.dependencies] == [True, True, True]
    assert [item.is_late for item in view.entries[0].milestones] == [True, False]


def test_what_is_done_or_cancelled_is_not_late():
    done = tuple(attrs.evolve(action, status=ActionStatus.DONE) for action in ACTIONS)

    assert calendar(PLAN, attrs.evolve(ROADMAP, actions=done)).late == ()


def test_lanes_follow_the_objectives_and_lose_no_action():
    lanes = calendar(PLAN, ROADMAP).lanes

    assert [(lane.objective, [entry.action for entry in lane.entries]) for lane in lanes] == [
        ("O1", ["A1", "A2"]),
        (None, ["A3", "A4"]),
    ]


def test_years_run_over_the_whole_period_and_tell_what_happens_in_each():
    framed = attrs.evolve(ROADMAP, period=Period(date(2024, 1, 1), date(2026, 12, 31)))

    years = calendar(PLAN, framed).years

    assert [(year.year, year.active, year.starting, year.ending) for year in years] == [
        (2024, ("A1", "A2", "A3"), ("A1", "A2", "A3"), ("A1", "A3")),
        (2025, ("A2",), (), ("A2",)),
        (2026, (), (), ()),
    ]
    assert years[0].milestones == (("A1", "M1"), ("A1", "M2"))


def test_a_roadmap_without_dates_has_no_years():
    bare = Roadmap("south", "R", actions=(Action("A1", T("x")),))

    view = calendar(PLAN, bare)

    assert (view.start, view.end, view.years) == (None, None, ())
