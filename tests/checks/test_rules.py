"""Every rule: one planted mistake gives one problem, at its place; the sound plan gives none."""

import os
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from planting import Change, T, adding, both, first_agenda, found, line, mandate, moved, on

from migplan.checks import CHECKS
from migplan.locale import LANGUAGES, explained
from migplan.model import (
    ActionStatus,
    AttendanceCount,
    DatedValue,
    ExchangeRate,
    Expense,
    Figure,
    Funding,
    FundingSource,
    FundingState,
    Money,
    Objective,
    Partner,
    PartnerRole,
    Payment,
    Plan,
    Role,
    RoleShare,
    Sex,
    Statement,
    replace,
)
from migplan.problems import Address

GOLDEN = Path(__file__).parent.parent / "golden" / "problems"


def task(name: str, **changes: object) -> Change:
    return on(f"assignment/{name}", **changes)


def euros(amount: str) -> Money:
    return Money(Decimal(amount))


def speaking(*languages: str) -> Change:
    return lambda plan: attrs.evolve(plan, languages=languages)


ROADMAP: Address = ("roadmaps", "south")
A1: Address = (*ROADMAP, "actions", "A1")
A2: Address = (*ROADMAP, "actions", "A2")
A3: Address = (*ROADMAP, "actions", "A3")
I1: Address = (*ROADMAP, "indicators", "I1")
K1: Address = (*ROADMAP, "risks", "K1")
E1: Address = ("events", "E1")
E2: Address = ("events", "E2")
MI1: Address = ("assignment", "tasks", "MI1")
MI2: Address = ("assignment", "tasks", "MI2")
L1: Address = ("assignment", "deliverables", "L1")

PLANTED: dict[str, tuple[Change, Address]] = {
    "language-not-known": (speaking("fr", "en", "zz"), ("languages", 2)),
    "language-without-words": (speaking("fr", "en", "es"), ("languages", 2)),
    "language-repeated": (speaking("fr", "en", "fr"), ("languages", 2)),
    "currency-not-known": (lambda plan: attrs.evolve(plan, currency="XQQ"), ("currency",)),
    "dates-reversed": (on("south/A3", end=date(2025, 1, 1)), (*A3, "end")),
    "action-without-date": (on("south/A3", end=None), (*A3, "end")),
    "action-outside-period": (on("south/A3", end=date(2028, 1, 1)), (*A3, "end")),
    "milestone-outside-action": (
        on("south/A1/M1", date=date(2025, 4, 1)),
        (*A1, "milestones", "M1", "date"),
    ),
    "dependency-too-early": (
        on("south/A3", depends_on=("A2",), start=date(2025, 3, 31), end=date(2026, 6, 30)),
        (*A3, "depends_on", 0),
    ),
    "dependency-overlaps": (on("south/A2", start=date(2025, 3, 30)), (*A2, "depends_on", 0)),
    "action-late": (on("south/A1", status=ActionStatus.RUNNING), (*A1, "status")),
    "action-without-lead": (on("south/A3", lead=None), (*A3, "lead")),
    "raci-several-accountable": (adding("south/A1", "roles", RoleShare("agency", Role.ACCOUNTABLE)), (*A1, "roles")),
    "raci-without-responsible": (on("south/A2", roles=(RoleShare("state", Role.INFORMED),)), (*A2, "roles")),
    "role-repeated": (adding("south/A1", "roles", RoleShare("ngo", Role.RESPONSIBLE)), (*A1, "roles", 2)),
    "partner-overloaded": (on("south/A3", lead="ngo"), (*ROADMAP, "actions")),
    "competence-lacking": (on("south/A1", competence="reception"), (*A1, "competence")),
    "convention-missing": (on("south/A3", competence="housing"), (*A3, "convention")),
    "action-without-competence": (on("south/A1", competence=None), (*A1, "competence")),
    "stakeholder-unused": (on("south/G1", members=()), ("stakeholders", "state")),
    "action-without-objective": (on("south/A1", objective=None), (*A1, "objective")),
    "objective-without-action": (
        adding("south", "objectives", Objective("O3", T({"fr": "Loger", "en": "House"}), frameworks=("G-1",))),
        (*ROADMAP, "objectives", "O3"),
    ),
    "need-without-objective": (on("south/O1", answers=()), (*ROADMAP, "needs", "N1")),
    "need-without-evidence": (on("south/N2", event=None), (*ROADMAP, "needs", "N2")),
    "action-without-indicator": (on("south/A2", indicators=()), (*A2, "indicators")),
    "objective-without-framework": (on("south/O2", frameworks=()), (*ROADMAP, "objectives", "O2", "frameworks")),
    "action-outside-territory": (on("south/A1", territories=("R-1", "Q")), (*A1, "territories", 1)),
    "risk-unhandled": (on("south/K1", mitigation=None), (*K1, "mitigation")),
    "residual-risk-higher": (on("south/K1", residual_likelihood=5), (*K1, "residual_likelihood")),
    "action-without-budget": (on("south/A3", budget=()), (*A3, "budget")),
    "line-without-unit-cost": (line("A1", unit_cost=None), (*A1, "budget", 0, "unit_cost")),
    "year-outside-action": (line("A3", year=2025), (*A3, "budget", 0, "year")),
    "missing-rate": (line("A3", unit_cost=Money(Decimal(9), "USD")), (*A3, "budget", 0, "unit_cost")),
    "bad-rate": (adding("", "rates", ExchangeRate("USD", Decimal(0))), ("rates", 0, "rate")),
    "funding-above-cost": (line("A3", unit_cost=euros("899.99")), (*A3, "funding")),
    "funding-gap": (line("A3", unit_cost=euros("900.01")), (*A3, "funding")),
    "funding-to-find": (
        on("south/A3", funding=(Funding(FundingSource.OWN, euros("900"), state=FundingState.REQUESTED),)),
        (*ROADMAP, "actions"),
    ),
    "payments-above-cost": (
        adding("south/A1", "payments", Payment(date(2024, 7, 1), euros("10007.51"))),
        (*A1, "payments"),
    ),
    "payment-in-future": (
        adding("south/A1", "payments", Payment(date(2025, 5, 11), euros("1"))),
        (*A1, "payments", 1, "date"),
    ),
    "indicator-without-baseline": (on("south/I1", baseline=None), (*I1, "baseline")),
    "indicator-without-target": (on("south/I1", targets=()), (*I1, "targets")),
    "indicator-without-source": (on("south/I1", verification=None), (*I1, "verification")),
    "target-before-baseline": (
        on("south/I1", targets=(DatedValue(date(2023, 12, 31), Decimal(50)),)),
        (*I1, "targets", 0, "date"),
    ),
    "target-wrong-way": (
        on(
            "south/I1",
            targets=(DatedValue(date(2027, 1, 1), Decimal(40)), DatedValue(date(2026, 1, 1), Decimal(50))),
        ),
        (*I1, "targets", 0, "value"),
    ),
    "figure-without-source": (
        on("south", profile=(Figure("population", Decimal(9), date(2024, 1, 1)),)),
        (*ROADMAP, "profile", 0, "source"),
    ),
    "figure-without-date": (
        on("south/F1", evidence=(Figure("population", Decimal(9), source="census"),)),
        (*ROADMAP, "findings", "F1", "evidence", 0, "date"),
    ),
    "figure-after-edition": (
        on("south/N1", evidence=(Figure("population", Decimal(9), date(2025, 5, 2), "census"),)),
        (*ROADMAP, "needs", "N1", "evidence", 0, "date"),
    ),
    "event-on-holiday": (
        moved("E2", date(2025, 5, 6)),
        (*E2, "start"),
    ),
    "event-on-estimated-holiday": (moved("E2", date(2025, 4, 3)), (*E2, "start")),
    "event-in-unfit-season": (moved("E2", date(2025, 1, 6)), (*E2, "start")),
    "event-in-estimated-season": (moved("E2", date(2025, 3, 4)), (*E2, "start")),
    "event-keeps-group-away": (moved("E2", date(2025, 9, 2)), (*E2, "start")),
    "event-may-keep-group-away": (moved("E2", date(2025, 10, 7)), (*E2, "start")),
    "event-at-weekend": (moved("E2", date(2025, 4, 12)), (*E2, "start")),
    "event-at-unfit-hours": (
        both(moved("E2", date(2025, 4, 16)), first_agenda("E2", minutes=181)),
        (*E2, "agenda", 0, "start"),
    ),
    "agenda-beyond-event": (first_agenda("E2", day=2), (*E2, "agenda", 0, "day")),
    "facilitator-twice-at-once": (
        both(moved("E2", date(2025, 2, 18)), first_agenda("E2", start=time(11, 59))),
        (*E2, "agenda", 0, "facilitator"),
    ),
    "event-without-attendance": (on("E1", attendance=()), (*E1, "attendance")),
    "attendance-without-women": (
        on("E1", attendance=(AttendanceCount(1, "council", Sex.MAN, 3), AttendanceCount(1, "ngo", Sex.MAN, 1))),
        (*E1, "attendance"),
    ),
    "attendance-without-men": (
        on("E1", attendance=(AttendanceCount(1, "council", Sex.WOMAN, 3), AttendanceCount(1, "ngo", Sex.WOMAN, 1))),
        (*E1, "attendance"),
    ),
    "attendance-category-missing": (
        on("E1", attendance=(AttendanceCount(1, "council", Sex.WOMAN, 3), AttendanceCount(1, "council", Sex.MAN, 1))),
        (*E1, "expected", 1),
    ),
    "contact-data-public": (
        on(
            "E1",
            statements=(Statement(T("Mieux accueillir")), Statement(T("Écrire à jo.li@exemple.org"))),
        ),
        (*E1, "statements", 1, "title"),
    ),
    "missing-translation": (on("south/A3", title=T({"fr": "Maison"})), (*A3, "title")),
    "translations-incomplete": (on("south/N1", title=T("Être orienté")), ROADMAP),
    "picture-without-consent": (
        lambda plan: replace(plan, "E1", pictures=(attrs.evolve(plan["E1"].pictures[0], has_consent=False),)),
        (*E1, "pictures", 0, "has_consent"),
    ),
    "emblem-without-statement": (
        lambda plan: attrs.evolve(plan, partners=(Partner("agency", PartnerRole.FUNDER, logo="agency.png"),)),
        ("partners", 0, "statement"),
    ),
    "statement-untranslated": (
        lambda plan: attrs.evolve(plan, partners=(Partner("agency", PartnerRole.PARTNER, statement=T("Avec nous")),)),
        ("partners", 0, "statement"),
    ),
    "statement-without-disclaimer": (
        lambda plan: attrs.evolve(
            plan, partners=(Partner("agency", PartnerRole.FUNDER, statement=T({"fr": "Aidé", "en": "Aided"})),)
        ),
        ("partners", 0, "disclaimer"),
    ),
    "adoption-without-deliberation": (on("south", adoption=None), (*ROADMAP, "adoption")),
    "roadmap-without-period": (on("south", period=None), (*ROADMAP, "period")),
    "roadmap-without-edition": (on("south", edition=None), (*ROADMAP, "edition")),
    "roadmap-without-vision": (on("south", vision=None), (*ROADMAP, "vision")),
    "proposal-without-recipient": (
        on("south/P1", recipient_level=None),
        (*ROADMAP, "proposals", "P1", "recipient"),
    ),
    "spending-above-ceiling": (
        mandate(ceiling=euros("5000"), spending=(Expense(date(2024, 4, 1), euros("5000.01")),)),
        ("assignment", "spending"),
    ),
    "assignment-above-ceiling": (mandate(ceiling=euros("1799.99")), ("assignment", "budget")),
    "task-days-differ": (task("MI1", days=Decimal(7)), (*MI1, "days")),
    "fee-days-missing": (task("MI1", days=Decimal(7), units_per_territory=None), (*MI1, "days")),
    "worked-above-days": (
        lambda plan: attrs.evolve(
            plan,
            assignment=attrs.evolve(
                plan.assignment,
                worked=tuple(
                    attrs.evolve(plan.assignment.worked[0], date=date(2025, 2, 1 + day), days=Decimal(1))
                    for day in range(10)
                ),
            ),
        ),
        (*MI2, "days"),
    ),
    "more-than-a-day": (
        lambda plan: attrs.evolve(plan, assignment=attrs.evolve(plan.assignment, worked=plan.assignment.worked * 2)),
        ("assignment", "worked", 1, "days"),
    ),
    "closing-before-publication": (mandate(closing=date(2024, 1, 9)), ("assignment", "closing")),
    "too-few-writing-days": (
        task("MI2", days=Decimal(5), per_territory_days=Decimal(5)),
        (*MI2, "days"),
    ),
    "task-too-soon": (task("MI1", start=date(2024, 2, 5), end=date(2024, 2, 28)), (*MI1, "end")),
    "ceiling-by-day": (mandate(ceiling=euros("4500")), ("assignment", "ceiling")),
    "expert-in-several-territories": (
        both(
            task("MI1", days=Decimal(18), territories=3),
            task("MI2", days=Decimal(27), territories=3),
            lambda plan: replace(plan, "assignment/B1", quantity=Decimal(18)),
        ),
        (*MI1, "start"),
    ),
    "work-not-priced": (task("MI2", is_priced=False), (*MI2, "is_priced")),
    "policy-years-differ": (mandate(first_instruments_year=2003), ("assignment", "first_instruments_year")),
    "deliverable-count-unclear": (on("assignment/L1", count=6, count_high=12), (*L1, "count_high")),
    "deliverable-stages-reversed": (on("assignment/L1", approved=date(2024, 5, 1)), (*L1, "approved")),
    "deliverable-overdue": (on("assignment/L1", submitted=None), (*L1, "due")),
    "too-few-events": (task("MI2", minimum_events=3), (*MI2, "minimum_events")),
}
"""By code: what to change in the sound plan, and where the problem is told."""

COMPANIONS = {
    "assignment-above-ceiling": {"ceiling-by-day"},
    "spending-above-ceiling": {"ceiling-by-day"},
    "bad-rate": set(),
    "language-not-known": {"missing-translation", "translations-incomplete"},
    "language-without-words": {"missing-translation", "translations-incomplete"},
}
"""A ceiling is always told by the day: the advice comes with every plan that has one."""


def test_the_sound_plan_has_no_problem(good_plan):
    assert found(good_plan) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_one_planted_mistake_gives_one_problem_at_its_place(check, good_plan):
    change, at = PLANTED[check.code]

    problems = found(change(good_plan))

    others = [problem for problem in problems if problem.code not in COMPANIONS.get(check.code, ())]
    assert [(problem.code, problem.severity, problem.at) for problem in others] == [(check.code, check.severity, at)]


def test_every_rule_has_a_code_of_its_own_a_section_and_a_sentence_for_planners():
    codes = [check.code for check in CHECKS]

    assert len(set(codes)) == len(codes)
    for check in CHECKS:
        document = check.rule.__doc__ or ""
        assert document.splitlines()[0].endswith((".", ";", ":")), check.code
        assert f"`{check.code}`, {check.severity.value}" in document
        assert check.section


def _independent() -> Iterable[str]:
    """Give codes whose planted changes touch different fields."""
    return (
        "action-without-objective",
        "action-late",
        "dates-reversed",
        "action-without-indicator",
        "need-without-evidence",
        "objective-without-framework",
        "risk-unhandled",
        "indicator-without-source",
        "figure-without-source",
        "event-without-attendance",
        "event-in-unfit-season",
        "missing-translation",
        "adoption-without-deliberation",
        "proposal-without-recipient",
        "work-not-priced",
        "deliverable-overdue",
    )


def test_independent_mistakes_give_exactly_as_many_problems(good_plan):
    plan = good_plan
    for code in _independent():
        plan = PLANTED[code][0](plan)

    assert sorted(problem.code for problem in found(plan)) == sorted(_independent())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PLANTED)
def test_every_problem_says_its_fact_and_its_remedy(code, language, good_plan):
    plan = PLANTED[code][0](good_plan)

    told = explained([problem for problem in found(plan) if problem.code == code], language)

    assert all(problem.text and "{" not in problem.text for problem in told)
    assert all("؛" in problem.text if language == "ar" else ";" in problem.text for problem in told)


@pytest.mark.parametrize("code", PLANTED)
def test_golden_message_of_every_rule(code, good_plan):
    problem = next(problem for problem in found(PLANTED[code][0](good_plan)) if problem.code == code)
    lines = [f"{code}: {problem.severity.value} at {problem.address}"]
    lines += [f"{language}: {explained([problem], language)[0].text}" for language in LANGUAGES]
    text = "".join(f"{line}\n" for line in lines)
    golden = GOLDEN / f"{code}.txt"

    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == text


def test_rules_survive_references_that_lead_nowhere(good_plan):
    plan = both(
        on("south", territory="nowhere", council="nobody"),
        on("south/A1", lead="nobody", objective="O9", competence="x", depends_on=("A9",), territories=("nowhere",)),
        on("south/O1", answers=("N9",)),
        on("E1", task="MI9", roadmap="north"),
        on("assignment/B1", task="MI9", member="nobody"),
    )(good_plan)

    codes = {problem.code for problem in found(plan)}

    assert codes <= {"too-few-events"}


def test_a_cycle_of_objectives_or_actions_ends(good_plan):
    plan = both(
        on("south/O1", parent="O2"),
        on("south/O2", parent="O1"),
        on("south/A1", depends_on=("A2",)),
    )(good_plan)

    assert [problem.code for problem in found(plan)] == ["dependency-too-early"]


def test_an_empty_plan_has_nothing_to_say():
    assert found(Plan(T("Vide"), ("fr",), "EUR")) == []
