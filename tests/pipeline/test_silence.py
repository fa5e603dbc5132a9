"""A mistake in what is written is told once: rules stay silent about what follows from it."""

import pytest

import migplan
from migplan.pipeline.silence import of_the_part, without_followers
from migplan.problems import Problem, Severity

PLAN = """
migplan: 1
title: Plan
languages: [en]
currency: EUR
as_of: 2025-01-31
corrections:
  id: own
  levels: [{id: island, title: Island, rank: 1}]
  territories: [{id: east, title: East, level: island}]
stakeholders: [{id: town, title: Town}, {id: harbour, title: Harbour}]
roadmaps:
  - id: east
    territory: east
    period: 2024 – 2027
    edition: {number: 1, date: 2024-01-01}
    vision: Welcome
    needs: [{id: N1, title: Advice, figures: [{measure: people, value: 3, date: 2024-01-01}]}]
    objectives:
      - {id: O1, title: One, answers: [N1]}
    indicators: [{id: I1, title: People, objective: O1}]
    actions:
      - {id: A1, title: Alpha, objective: O1, lead: town, indicators: [I1], period: 2025-02 – 2025-03,
         budget: [{item: Desk, quantity: 2, unit_cost: 300, year: 2025}],
         funding: [{funder: harbour, source: partner, amount: 600, state: secured}]}
      - {id: A2, title: Beta, objective: O1, lead: harbour, indicators: [I1], period: 2025-02 – 2025-03,
         budget: [{item: Desk, quantity: 2, unit_cost: 300, year: 2025}],
         funding: [{funder: town, source: partner, amount: 600, state: secured}]}
"""
FIELD = {
    "a key misspelt": ("lead: town,", "leed: town,", "unknown-key"),
    "a reference misspelt": ("lead: town,", "lead: towm,", "unknown-stakeholder"),
    "another key misspelt": ("{id: A1, title: Alpha, objective", "{id: A1, title: Alpha, objektive", "unknown-key"),
    "the shorthand of two fields misspelt": ("period: 2025-02", "perod: 2025-02", "unknown-key"),
    "a period that is none": ("period: 2025-02 –", "period: 2025-22 –", "bad-period"),
    "a list misspelt": ("indicators: [I1], p", "indicatrs: [I1], p", "unknown-key"),
    "a list of one that leads nowhere": ("indicators: [I1], p", "indicators: [I7], p", "unknown-indicator"),
    "a value inside what another rule adds up": ("quantity: 2", "quantity: two", "bad-number"),
    "what one thing says about another": ("answers: [N1]", "anwsers: [N1]", "unknown-key"),
}


def codes(tmp_path, text):
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    plan, problems = migplan.read(path, language="en")
    assert plan is not None
    return {problem.code for problem in problems}, {problem.code for problem in migplan.check(plan, language="en")}


@pytest.mark.parametrize("written", FIELD)
def test_what_follows_from_a_value_at_fault_is_not_told_a_second_time(tmp_path, written):
    old, new, code = FIELD[written]
    _, before = codes(tmp_path, PLAN)

    found, after = codes(tmp_path, PLAN.replace(old, new, 1))

    assert PLAN.count(old) >= 1
    assert code in found
    assert after <= before


def test_what_is_missing_for_its_own_sake_is_told_beside_a_fault_elsewhere(tmp_path):
    text = PLAN.replace("lead: town, ", "", 1).replace("lead: harbour", "leed: harbour", 1)

    _, after = codes(tmp_path, text)

    assert "action-without-lead" in after


def test_without_a_fault_the_same_gaps_are_told(tmp_path):
    _, after = codes(tmp_path, PLAN.replace("lead: town, ", "", 1).replace("amount: 600", "amount: 100", 1))

    assert {"action-without-lead", "funding-gap"} <= after


@pytest.mark.parametrize(
    ("at", "reads", "is_told"),
    [
        (("roadmaps", "east", "actions", "A1", "lead"), (), False),
        (("roadmaps", "east", "actions", "A2", "lead"), (), True),
        (("roadmaps", "east", "actions", "A1", "status"), (), True),
        (("roadmaps", "east", "actions", "A1", "status"), ("lead",), False),
        (("roadmaps", "east", "actions", "A2", "status"), ("lead",), True),
        (("roadmaps", "east", "actions"), ("lead",), False),
        (("roadmaps", "west", "needs", "N1"), ("actions.lead",), True),
        (("roadmaps", "east", "needs", "N1"), ("actions.lead",), False),
        (("roadmaps", "east", "needs", "N1"), ("actions.title",), True),
        (("stakeholders", "town"), ("*",), False),
        ((), (), True),
    ],
)
def test_a_rule_is_silent_where_the_value_or_what_it_reads_is_at_fault(at, reads, is_told):
    fault = ("roadmaps", "east", "actions", "A1", "lead")

    left = list(without_followers([Problem("gap", Severity.WARNING, at)], [fault], reads))

    assert bool(left) is is_told


def test_a_part_of_a_plan_is_not_judged_for_the_whole():
    own = Problem("share-above-whole", Severity.ERROR, ("roadmaps", "north"))
    price = Problem("work-not-priced", Severity.WARNING, ("assignment", "tasks", "T1"))

    assert list(of_the_part([own, price], ())) == [own]
    assert list(of_the_part([own], ("*",))) == []
    assert list(of_the_part([own], ("budget",))) == [own]
