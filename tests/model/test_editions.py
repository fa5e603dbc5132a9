"""The public edition leaves out what is internal."""

from decimal import Decimal

import attrs

from migplan.analysis.budget import Budget
from migplan.model import (
    Action,
    Audience,
    Ballot,
    BudgetLine,
    Contact,
    DotVote,
    Funding,
    FundingSource,
    FundingState,
    Money,
    Plan,
    Proposal,
    Roadmap,
    Stakeholder,
    Text,
    public_edition,
)


def test_contacts_and_internal_actions_are_left_out():
    contact = Contact(Text.of("Focal point"), name="A. Name", email="a@example.org")
    secret = Action("A2", Text.of("Not for everybody"), audience=Audience.INTERNAL)
    plan = Plan(
        title=Text.of("Plan"),
        languages=["en"],
        currency="EUR",
        stakeholders=[Stakeholder("council", Text.of("Council"), contacts=[contact])],
        roadmaps=[Roadmap("north", "north", actions=[Action("A1", Text.of("For everybody")), secret])],
    )

    public = public_edition(plan)

    assert public.stakeholders[0].contacts == ()
    assert [action.id for action in public.roadmaps[0].actions] == ["A1"]
    assert public.stakeholders[0].title == plan.stakeholders[0].title


def test_a_plan_without_anything_internal_stays_the_same_object():
    plan = Plan(title=Text.of("Plan"), languages=["en"], currency="EUR")

    assert public_edition(plan) is plan


def test_nothing_names_an_action_that_was_left_out():
    secret = Action("A2", Text.of("Not for everybody"), audience=Audience.INTERNAL)
    ballot = Ballot("B1", Text.of("Vote"), dots=[DotVote("A1", 3), DotVote("A2", 4)])
    shown = Action("A1", Text.of("For everybody"), depends_on=["A2"])
    proposal = Proposal("P1", Text.of("To the region"), actions=["A1", "A2"])
    north = Roadmap("north", "north", actions=[shown, secret], proposals=[proposal], ballots=[ballot])
    south = Roadmap(
        "south", "south", actions=[Action("A1", Text.of("…"), depends_on=["A2"]), Action("A2", Text.of("…"))]
    )

    public = public_edition(Plan(title=Text.of("Plan"), languages=["en"], currency="EUR", roadmaps=[north, south]))

    edition = public.roadmaps[0]
    assert edition.actions[0].depends_on == ()
    assert edition.proposals[0].actions == ("A1",)
    assert [dots.item for dots in edition.ballots[0].dots] == ["A1"]
    assert public.roadmaps[1] == south


def test_funding_that_nobody_signed_is_left_out_and_counts_as_missing():
    signed = Funding(FundingSource.STATE, Money(Decimal(60)), is_signed=True, state=FundingState.SECURED)
    promised = Funding(FundingSource.PARTNER, Money(Decimal(40)), state=FundingState.REQUESTED)
    action = Action("A1", Text.of("Works"), budget=[BudgetLine(Text.of("Works"), unit_cost=Money(Decimal(100)))])
    plan = Plan(
        title=Text.of("Plan"),
        languages=["en"],
        currency="EUR",
        roadmaps=[Roadmap("north", "north", actions=[attrs.evolve(action, funding=[signed, promised])])],
    )

    public = public_edition(plan)

    assert public.roadmaps[0].actions[0].funding == (signed,)
    assert Budget.of(public, public.roadmaps[0]).funding_total.value == Decimal(60)
