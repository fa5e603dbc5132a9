"""Needs, frameworks, territories and groups that the actions reach."""

from decimal import Decimal

import attrs

from migplan.analysis import Link, alignment, coverage
from migplan.model import Action, ActionStatus, Beneficiaries, BeneficiarySex, Objective, Text

T = Text.of


def test_needs_are_covered_through_objectives_by_actions(plan):
    found = coverage(plan, plan["south"])

    assert [(need.need, need.objectives, need.actions, need.is_covered) for need in found.needs] == [
        ("N1", ("O1",), ("A1", "A3"), True),
        ("N2", ("O2",), (), False),
    ]
    assert found.needs_share is not None
    assert found.needs_share.value == Decimal(50)
    assert found.objectives_without_action == ("O2",)
    assert found.actions_without_objective == ("A2",)


def test_an_action_serves_the_objectives_above_its_own(plan):
    roadmap = attrs.evolve(
        plan["south"],
        objectives=(Objective("O1", T("x"), parent="O2"), Objective("O2", T("y"), parent="O1", answers=("N2",))),
    )

    found = coverage(plan, roadmap)

    assert found.needs[1].actions == ("A1", "A3")


def test_frameworks_are_served_directly_or_through_the_objective(plan):
    matrix = alignment(plan, plan["south"])

    assert (matrix.actions, matrix.objectives) == (("A1", "A2", "A3"), ("G-1", "G-2"))
    assert matrix.cells == ((Link.THROUGH_OBJECTIVE, Link.DIRECT), (None, None), (Link.THROUGH_OBJECTIVE, None))
    assert matrix.actions_of("G-1") == ("A1", "A3")
    assert alignment(plan, plan["south"], framework="other").objectives == ()


def test_territories_tell_their_own_actions_and_those_for_all(plan):
    actions = (
        Action("A1", T("x"), territories=("R-1",)),
        Action("A2", T("x"), territories=("R",)),
        Action("A3", T("x")),
        Action("A4", T("x"), territories=("R-1",), status=ActionStatus.CANCELLED),
    )

    found = coverage(plan, attrs.evolve(plan["south"], actions=actions)).territories

    assert [(one.territory, one.named, one.everywhere) for one in found] == [
        ("R-1", ("A1",), ("A2", "A3")),
        ("R-2", (), ("A2", "A3")),
    ]


def test_groups_tell_women_and_men_apart(plan):
    aimed = (
        Beneficiaries("arrived", BeneficiarySex.WOMEN, 30),
        Beneficiaries("arrived", BeneficiarySex.MEN, 20),
        Beneficiaries("arrived"),
        Beneficiaries("unheard-of", count=5),
    )
    actions = (Action("A1", T("x"), beneficiaries=aimed), Action("A2", T("x"), beneficiaries=aimed[:1]))

    found = coverage(plan, attrs.evolve(plan["south"], actions=actions)).groups

    assert [(one.group, one.actions, one.women, one.men, one.not_told_apart, one.persons) for one in found] == [
        ("arrived", ("A1", "A2"), 60, 20, 0, 80),
        ("unheard-of", ("A1",), 0, 0, 5, 5),
    ]
