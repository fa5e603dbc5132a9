"""Ids that name nothing, shared ids, circles."""

import attrs
import pytest

from migplan.codec import acyclic, check_pack, check_references, without_cycles
from migplan.model import (
    Action,
    Event,
    EventKind,
    Finding,
    Level,
    Need,
    Objective,
    Pack,
    Plan,
    Roadmap,
    Stakeholder,
    Territory,
    Text,
)

X = Text.of("x")
LEVEL = Level("town", X, 1)


def plan_of(*roadmaps: Roadmap, **changes) -> Plan:
    corrections = Pack("p", levels=(LEVEL,), territories=(Territory("T", X, "town"),))
    plan = Plan(X, ("fr",), "EUR", corrections=corrections, roadmaps=roadmaps)
    return attrs.evolve(plan, **changes)


def roadmap(identifier: str = "r", **fields) -> Roadmap:
    return Roadmap(identifier, "T", **fields)


def found(plan: Plan, **known):
    return [(problem.code, problem.at) for problem in check_references(plan, **known)]


def test_a_sound_plan_has_no_problem():
    assert found(plan_of(roadmap())) == []


def test_an_unknown_reference_is_found_deep_inside():
    plan = plan_of(roadmap(actions=(Action("A1", X, depends_on=("A1.1", "A9")), Action("A1.1", X))))

    assert found(plan) == [("unknown-action", ("roadmaps", "r", "actions", "A1", "depends_on", 1))]


def test_ids_of_another_roadmap_need_its_name():
    one = roadmap("one", needs=(Need("N1", X),))
    two = roadmap("two", objectives=(Objective("O1", X, answers=("one/N1", "N1")),))

    assert found(plan_of(one, two)) == [("unknown-need", ("roadmaps", "two", "objectives", "O1", "answers", 1))]


def test_an_event_names_the_needs_of_its_roadmap_and_others_by_their_full_id():
    home = roadmap(needs=(Need("N1", X),))
    inside = Event("E1", X, EventKind.TRAINING, roadmap="r", needs=("N1", "r/N1"))
    outside = Event("E2", X, EventKind.TRAINING, needs=("r/N1", "N1"))

    assert found(plan_of(home, events=(inside, outside))) == [("unknown-need", ("events", "E2", "needs", 1))]


def test_what_could_not_be_read_is_not_missed_again():
    plan = plan_of(roadmap(council="office", actions=(Action("A1", X, lead="hall", competence="c"),)))

    assert [code for code, _ in found(plan)] == ["unknown-stakeholder", "unknown-stakeholder", "unknown-competence"]
    assert [code for code, _ in found(plan, lost={"office", "hall"})] == ["unknown-competence"]
    assert [code for code, _ in found(plan, packs_known=False)] == ["unknown-stakeholder", "unknown-stakeholder"]
    assert found(plan, plan_known=False) == []


def test_nearest_ids_are_suggested_and_all_when_none_is_near():
    plan = plan_of(
        roadmap(actions=(Action("A1", X, lead="offise"), Action("A2", X, lead="zzz"))),
        stakeholders=(Stakeholder("hall", X), Stakeholder("office", X)),
    )

    near, far = check_references(plan)

    assert (near.values["nearest"], far.values["nearest"]) == ("office", "hall, office")


def test_an_id_is_unique_in_its_roadmap_whatever_the_kind():
    plan = plan_of(
        roadmap(needs=(Need("A1", X),), actions=(Action("A1", X),)), roadmap("r2", actions=(Action("A1", X),))
    )

    assert found(plan) == [("shared-id", ("roadmaps", "r", "actions", "A1", "id"))]


def test_an_id_is_unique_in_the_plan_whatever_the_kind():
    plan = plan_of(roadmap("north"), stakeholders=(Stakeholder("north", X),))

    assert found(plan) == [("shared-id", ("roadmaps", "north", "id"))]


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({"objectives": (Objective("O1", X, parent="O1"),)}, "O1 → O1"),
        ({"objectives": (Objective("O1", X, parent="O2"), Objective("O2", X, parent="O1"))}, "O1 → O2 → O1"),
        (
            {"actions": (Action("A1", X, depends_on=("A2",)), Action("A2", X, depends_on=("A3",)), Action("A3", X, depends_on=("A2",)))},
            "A2 → A3 → A2",
        ),
        ({"findings": (Finding("F1", X, causes=("F2",)), Finding("F2", X, causes=("F1",)))}, "F1 → F2 → F1"),
    ],
)  # fmt: skip
def test_a_circle_is_found_once_and_can_be_cut(fields, way):
    plan = plan_of(roadmap(**fields))

    (problem,) = check_references(plan)

    assert (problem.code, problem.values["way"]) == ("reference-cycle", way)
    assert check_references(without_cycles(plan)) == []


def test_several_circles_through_one_action_are_all_cut():
    actions = (Action("A1", X, depends_on=("A1", "A2", "A3")), Action("A2", X, depends_on=("A1",)), Action("A3", X))
    plan = plan_of(roadmap(actions=actions))

    assert [code for code, _ in found(plan)] == ["reference-cycle", "reference-cycle"]
    cut = without_cycles(plan)
    assert found(cut) == []
    assert cut.roadmaps[0].actions[0].depends_on == ("A2", "A3")


def test_a_diamond_is_no_circle():
    actions = (
        Action("A1", X, depends_on=("A2", "A3")),
        Action("A2", X, depends_on=("A4",)),
        Action("A3", X, depends_on=("A4",)),
        Action("A4", X),
    )

    assert found(plan_of(roadmap(actions=actions))) == []


def test_a_chain_of_thousands_is_walked_without_recursion():
    links = [Action(f"A{number}", X, depends_on=(f"A{number + 1}",)) for number in range(5_000)]
    actions = (*links, Action("A5000", X, depends_on=("A0",)))

    assert [code for code, _ in found(plan_of(roadmap(actions=actions)))] == ["reference-cycle"]


def test_territories_that_contain_one_another_are_found_in_corrections_and_in_packs():
    territories = (Territory("T", X, "town", parent="U"), Territory("U", X, "town", parent="T"))
    pack = Pack("p", levels=(LEVEL,), territories=territories)

    plan = plan_of(roadmap(), corrections=pack)
    cut, problems = acyclic(pack)

    assert [code for code, _ in found(plan)] == ["reference-cycle"]
    assert found(without_cycles(plan)) == []
    assert [problem.at for problem in problems] == [("territories", "U", "parent")]
    assert acyclic(cut) == (cut, [])


def test_a_pack_may_name_what_another_pack_of_the_plan_holds():
    base = Pack("base", levels=(LEVEL,))
    local = Pack("local", territories=(Territory("T", X, "town"), Territory("U", X, "city")))
    plan = Plan(X, ("fr",), "EUR", packs=(base, local))

    assert [(problem.code, problem.at) for problem in check_pack(local, plan)] == [
        ("unknown-level", ("territories", "U", "level"))
    ]
