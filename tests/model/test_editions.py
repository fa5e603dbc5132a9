"""The public edition leaves out what is internal."""

from migplan.model import Action, Audience, Contact, Plan, Roadmap, Stakeholder, Text, public_edition


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
