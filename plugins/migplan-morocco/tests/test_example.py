"""The example of Souss-Massa: complete, honest about what is invented, and free of private data."""

import re
from pathlib import Path

import pytest

import migplan
from migplan.model import Confidence, EventKind

EXAMPLE = Path(__file__).parents[3] / "examples" / "souss-massa"
ROADMAPS = ["tiznit", "chtouka-ait-baha", "inezgane-ait-melloul"]


@pytest.fixture(scope="module")
def plan():
    return migplan.load(EXAMPLE)


@pytest.mark.parametrize("roadmap", ROADMAPS)
def test_a_roadmap_is_complete(plan, roadmap):
    found = plan[roadmap]

    assert len([one for one in found.objectives if one.kind.value == "specific"]) >= 4
    assert len(found.actions) >= 15
    assert len(found.indicators) >= 12
    assert len(found.needs) >= 10
    assert len(found.findings) >= 8
    assert len(found.risks) >= 8
    assert found.vision and found.opinions and found.proposals and found.next_steps and found.ballots
    assert found.edition.number == 2


@pytest.mark.parametrize("roadmap", ROADMAPS)
def test_a_roadmap_rests_on_twenty_stakeholders(plan, roadmap):
    found = plan[roadmap]
    named = {action.lead for action in found.actions}
    for action in found.actions:
        named |= {share.stakeholder for share in action.roles}
        named |= {funding.funder for funding in action.funding if funding.funder}
    for body in found.governance:
        named |= {body.chair, *body.members}

    assert len(named) >= 20


@pytest.mark.parametrize("roadmap", ROADMAPS)
def test_every_action_is_led_costed_dated_and_measured(plan, roadmap):
    for action in plan[roadmap].actions:
        assert action.lead and action.start and action.end and action.competence, action.id
        assert action.indicators and action.budget and action.funding and action.gender, action.id
        assert action.title.has("fr") and action.title.has("ar"), action.id
        cost = sum(line.quantity * line.unit_cost.amount for line in action.budget)
        assert cost >= sum(one.amount.amount for one in action.funding), action.id


@pytest.mark.parametrize("roadmap", ROADMAPS)
def test_invented_figures_say_so(plan, roadmap):
    found = plan[roadmap]
    figures = [*found.profile, *(figure for one in (*found.findings, *found.needs) for figure in one.evidence)]

    assert any(figure.confidence is Confidence.ILLUSTRATIVE for figure in figures)
    for figure in figures:
        assert figure.source and figure.date, figure.measure
        assert (figure.source == "illustration") == (figure.confidence is Confidence.ILLUSTRATIVE), figure.measure


def test_the_plan_says_in_both_languages_what_is_illustration(plan):
    assert plan.illustration.has("fr")
    assert plan.illustration.has("ar")


def test_the_events_are_those_of_the_terms_of_reference(plan):
    count = {kind: sum(event.kind is kind for event in plan.events) for kind in EventKind}

    assert count == {
        EventKind.TRAINING: 9,
        EventKind.CONSULTATION: 9,
        EventKind.REFLECTION: 3,
        EventKind.EXCHANGE: 2,
    }
    assert plan.assignment.days == 38
    assert sum(day.days for day in plan.assignment.worked) == 38
    for event in plan.events:
        assert event.agenda and event.attendance and event.evaluation, event.id
        assert event.decisions or event.kind is EventKind.TRAINING, event.id


def test_the_tensions_of_the_terms_are_found_from_the_data(plan):
    codes = {problem.code for problem in migplan.check(plan)}

    assert {
        "too-few-writing-days",
        "task-too-soon",
        "ceiling-by-day",
        "expert-in-several-territories",
        "work-not-priced",
        "policy-years-differ",
        "deliverable-count-unclear",
    } <= codes


def test_no_person_and_no_real_address_is_named():
    text = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLE.rglob("*.yaml"))

    addresses = re.findall(r"[\w.+-]+@[\w.-]+", text)
    assert addresses
    assert all(address.endswith("@example.org") for address in addresses)
    assert not re.search(r"\bphone:", text)
    assert not re.search(r"\b(?:inzgame|inzane|inzgane)\b", text, re.IGNORECASE)
