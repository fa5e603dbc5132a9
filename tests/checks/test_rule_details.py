"""Rules looked at more closely: what they let pass, and what they tell."""

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

import attrs
import pytest
from planting import T, adding, both, first_agenda, found, line, mandate, moved, on

from migplan.locale import explained
from migplan.model import (
    Action,
    ActionStatus,
    AgendaItem,
    AttendanceCount,
    Audience,
    BudgetLine,
    DatedValue,
    Direction,
    Figure,
    Funding,
    FundingSource,
    Indicator,
    Measurement,
    Money,
    Pack,
    Plan,
    Sex,
    Statement,
    Task,
    Territory,
    Text,
)
from migplan.problems import Address, Problem, Severity, sort_key


def euros(amount: str) -> Money:
    return Money(Decimal(amount))


I1: Address = ("roadmaps", "south", "indicators", "I1")
MI2: Address = ("assignment", "tasks", "MI2")
A1: Address = ("roadmaps", "south", "actions", "A1")


class TestFunding:
    def test_the_gap_is_told_year_by_year(self, good_plan):
        plan = on("south/A1", funding=(Funding(FundingSource.OWN, euros("10000"), year=2024),))(good_plan)

        gap = next(problem for problem in found(plan) if problem.code == "funding-gap")

        assert gap.values["missing"] == Decimal("5007.50")
        assert str(gap.values["years"]) == "2024: 2,006 · 2025: 3,001.5"

    def test_a_currency_without_rate_is_told_once_and_nothing_is_guessed_from_it(self, good_plan):
        plan = both(line("A3", unit_cost=Money(Decimal(9), "USD")), line("A1", unit_cost=Money(Decimal(9), "USD")))(
            good_plan
        )

        assert [(problem.code, problem.at) for problem in found(plan)] == [
            ("missing-rate", (*A1, "budget", 0, "unit_cost"))
        ]

    def test_a_cancelled_action_needs_nothing(self, good_plan):
        plan = adding("south", "actions", Action("A9", T({"fr": "x", "en": "x"}), status=ActionStatus.CANCELLED))(
            good_plan
        )

        assert found(plan) == []


class TestIndicators:
    def test_a_falling_indicator_may_fall(self, good_plan):
        falling = (DatedValue(date(2025, 12, 31), Decimal(-1)), DatedValue(date(2027, 12, 31), Decimal(-2)))

        plan = on("south/I1", direction=Direction.DOWN, targets=falling)(good_plan)

        assert found(plan) == []

    def test_a_measurement_after_the_edition_is_told(self, good_plan):
        plan = adding("south/I1", "measurements", Measurement(date(2025, 5, 2), Decimal(31)))(good_plan)

        assert [problem.at for problem in found(plan)] == [(*I1, "measurements", 1, "date")]


class TestEvents:
    def test_a_season_that_suits_says_nothing(self, good_plan):
        assert found(moved("E2", date(2025, 7, 8))(good_plan)) == []

    def test_a_break_may_fill_unfit_hours(self, good_plan):
        assert found(moved("E2", date(2025, 4, 16))(good_plan)) == []

    def test_a_facilitator_may_run_two_events_one_after_the_other(self, good_plan):
        plan = both(moved("E2", date(2025, 2, 18)), first_agenda("E2", start=time(15)))(good_plan)

        assert found(plan) == []

    def test_attendance_whose_sex_is_partly_unknown_accuses_nobody(self, good_plan):
        came = (AttendanceCount(1, "council", Sex.MAN, 3), AttendanceCount(1, "ngo", Sex.UNKNOWN, 2))

        assert found(on("E1", attendance=came)(good_plan)) == []

    def test_groups_kept_away_are_named_in_the_language_of_the_message(self, good_plan):
        pack: Pack = good_plan.packs[0]
        arrived = T({"fr": "Gens arrivés", "ar": "الوافدون"})
        groups = tuple(attrs.evolve(group, title=arrived) for group in pack.groups)
        plan = attrs.evolve(moved("E2", date(2025, 9, 2))(good_plan), packs=(attrs.evolve(pack, groups=groups),))

        (problem,) = explained(found(plan), "ar")

        assert "الوافدون" in problem.text


class TestContactData:
    @pytest.mark.parametrize("words", ["+99 5 28 86 00 00", "0099528860000", "05 28 86 00 00", "a.b-c@d-e.example"])
    def test_what_can_be_dialled_or_written_to_is_found(self, words, good_plan):
        plan = on("south", vision=T({"fr": f"Appelez {words}.", "en": "x"}))(good_plan)

        (problem,) = found(plan)

        assert problem.code == "contact-data-public"
        assert problem.values["found"] == words

    @pytest.mark.parametrize(
        "words",
        ["1 200 000 000 EUR", "2022-05-14 – 2027-12-31", "loi n° 1-15-84 du 7 juillet 2015", "@ 10 %", "0,5 à 1,5"],
    )
    def test_amounts_dates_and_laws_are_no_contact_data(self, words, good_plan):
        assert found(on("south", vision=T({"fr": words, "en": "x"}))(good_plan)) == []

    def test_contacts_and_internal_notes_stay_internal(self, good_plan):
        plan = both(
            on("E1", notes=T("jo@exemple.org")),
            on("E1", statements=(Statement(T("jo@exemple.org"), audience=Audience.INTERNAL),)),
        )(good_plan)

        assert found(plan) == []


class TestTermsThatContradictThemselves:
    """The tensions that the reference data on method lists, in the shape of the terms they were read in."""

    TASKS = (
        Task(
            "MI1",
            T("Formations"),
            Decimal(18),
            territories=3,
            units_per_territory=3,
            days_per_unit=Decimal(2),
            start=date(2022, 5, 1),
            end=date(2022, 6, 30),
        ),
        Task(
            "MI2",
            T("Accompagnement"),
            Decimal(15),
            Decimal(5),
            3,
            minimum_events=9,
            produces_roadmap=True,
            start=date(2022, 5, 1),
            end=date(2022, 7, 31),
        ),
        Task("MI3", T("Réflexion"), Decimal(3), Decimal(1), 3, start=date(2022, 5, 1), end=date(2022, 5, 31)),
        Task("MI4", T("Échange"), Decimal(2), start=date(2022, 7, 1), end=date(2022, 7, 31)),
        Task("MI5", T("Ateliers avec la région"), Decimal(0), is_priced=False),
    )

    def test_each_tension_is_found_from_the_data(self, good_plan):
        plan = both(
            mandate(
                tasks=self.TASKS,
                budget=(),
                worked=(),
                published=date(2022, 4, 18),
                closing=date(2022, 5, 8),
                ceiling=euros("120000"),
                first_instruments_year=2003,
                policy_year=2013,
            ),
            on("assignment/L1", count=6, count_high=12, task="MI1"),
            on("E1", task=None),
            on("E2", task=None),
        )(good_plan)

        problems = {(problem.code, problem.at): problem for problem in found(plan)}

        assert sorted(code for code, _ in problems) == [
            "ceiling-by-day",
            "deliverable-count-unclear",
            "expert-in-several-territories",
            "policy-years-differ",
            "task-too-soon",
            "too-few-writing-days",
            "work-not-priced",
        ]
        assert problems["ceiling-by-day", ("assignment", "ceiling")].values["by_day"] == Decimal("3157.89")
        assert problems["too-few-writing-days", (*MI2, "days")].values["left"] == 2
        assert problems["task-too-soon", ("assignment", "tasks", "MI3", "end")].values["n"] == 23


def test_figures_of_corrections_need_a_source_too(good_plan):
    corrections = Pack("own", territories=(Territory("R-1", T("Aubourg"), "town", figures=(_unsourced(),)),))

    plan = attrs.evolve(good_plan, corrections=corrections)

    assert [problem.at for problem in found(plan)] == [("corrections", "territories", "R-1", "figures", 0, "source")]


def _unsourced() -> Figure:
    return Figure("population", Decimal(5), date(2024, 1, 1))


def test_a_large_plan_is_checked_in_order(good_plan):
    actions = tuple(Action(f"B{number}", T({"fr": "x", "en": "x"}), lead="ngo") for number in range(300))

    problems = sorted(found(on("south", actions=actions)(good_plan)), key=sort_key)

    assert len(problems) == len(set(problems_key(problems)))
    assert {problem.code for problem in problems} >= {"action-without-budget", "partner-overloaded"}


def problems_key(problems: Iterable[Problem]) -> list[tuple[str, Address]]:
    return [(problem.code, problem.at) for problem in problems]


def test_agenda_items_and_lines_without_effect_are_left_alone(good_plan):
    plan = both(
        adding("E1", "agenda", AgendaItem(T("Accueil"), time(8, 30), 30)),
        adding("south/A3", "budget", BudgetLine(T("Don"), unit_cost=euros("0"))),
        adding("south", "indicators", attrs.evolve(_indicator(good_plan), id="I2")),
    )(good_plan)

    assert found(plan) == []


def _indicator(plan: Plan) -> Indicator:
    indicator: Indicator = plan["south/I1"]
    return indicator


def test_titles_without_the_language_of_a_message_are_told_in_the_first_of_the_plan():
    title = Text.of({"ar": "ورشة", "fr": "Atelier"})
    problem = Problem("work-not-priced", Severity.WARNING, values={"task": "T1", "title": title})

    assert "Atelier" in explained([problem], "en", otherwise=("fr", "ar"))[0].text
    assert "ورشة" in explained([problem], "ar", otherwise=("fr", "ar"))[0].text
