"""Who carries what."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from migplan.analysis import load, raci
from migplan.model import Action, Plan, Roadmap, Role, RoleShare, Text


def test_the_load_tells_actions_shares_roles_and_money(plan):
    loads = {one.stakeholder: one for one in load(plan, plan["south"])}

    council, ngo = loads["council"], loads["ngo"]
    assert council.led == ("A1",)
    assert council.is_council
    assert council.led_share is not None
    assert council.led_share.value == Decimal("33.33")
    assert council.cost_led.value == Decimal("118.01")
    assert ngo.roles == ((Role.RESPONSIBLE, 1), (Role.ACCOUNTABLE, 1), (Role.INFORMED, 1))
    assert ngo.count(Role.CONSULTED) == 0


def test_the_matrix_makes_the_lead_accountable_and_responsible_where_nobody_else_is(plan):
    matrix = raci(plan, plan["south"])

    assert (matrix.actions, matrix.stakeholders) == (("A1", "A2", "A3"), ("council", "ngo"))
    assert matrix.cells == (
        ((Role.ACCOUNTABLE,), (Role.RESPONSIBLE, Role.INFORMED)),
        ((), (Role.RESPONSIBLE, Role.ACCOUNTABLE)),
        ((), ()),
    )


names = st.sampled_from(["a", "b", "c"])
actions = st.lists(
    st.builds(
        Action,
        st.just("A"),
        st.just(Text.of("x")),
        lead=st.none() | names,
        roles=st.lists(st.builds(RoleShare, names, st.sampled_from(Role)), max_size=3).map(tuple),
    ),
    max_size=6,
)


@given(actions)
def test_every_led_action_is_counted_once_and_every_row_has_at_most_one_lead(drawn):
    roadmap = Roadmap(
        "south",
        "R",
        actions=tuple(Action(f"A{n}", one.title, lead=one.lead, roles=one.roles) for n, one in enumerate(drawn)),
    )
    plan = Plan(Text.of("x"), ("fr",), "EUR", roadmaps=(roadmap,))

    loads = load(plan, roadmap)
    matrix = raci(plan, roadmap)

    assert sum(len(one.led) for one in loads) == sum(1 for action in roadmap.actions if action.lead)
    assert {one.stakeholder for one in loads} == set(matrix.stakeholders)
    assert all(len(row) == len(matrix.stakeholders) for row in matrix.cells)
