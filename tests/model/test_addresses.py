"""Finding, changing and keeping things by their address."""

from datetime import date

import pytest
from hypothesis import given, settings

from migplan.model import (
    Action,
    Assignment,
    Event,
    EventKind,
    Level,
    Milestone,
    Money,
    Pack,
    Passage,
    Plan,
    Roadmap,
    Stakeholder,
    Task,
    Text,
    addresses,
    at_path,
    full_path,
    replace,
)
from migplan.problems import UnknownAddress
from migplan.testing.plan_strategies import plans

X = Text.of("x")


@pytest.fixture
def plan() -> Plan:
    north = Roadmap(
        "north",
        "T",
        actions=(Action("A1.2", X, milestones=(Milestone("M1", X),), end=date(2024, 1, 1)), Action("A10", X)),
    )
    return Plan(
        X,
        ("fr",),
        "EUR",
        stakeholders=(Stakeholder("town", X),),
        assignment=Assignment(X, tasks=(Task("T1", X, 3),)),
        roadmaps=(north, Roadmap("south", "T")),
        events=(
            Event("E1", X, EventKind.TRAINING, roadmap="north"),
            Event("E2", X, EventKind.TRAINING, roadmap="south"),
            Event("E3", X, EventKind.TRAINING),
        ),
        passages=(Passage("P1", "roadmap", "foreword", roadmap="south"), Passage("P2", "roadmap", "foreword")),
        origin=None,
    )


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("north/A1.2", ("roadmaps", "north", "actions", "A1.2")),
        ("north/actions/A1.2", ("roadmaps", "north", "actions", "A1.2")),
        ("roadmaps/north/actions/A1.2", ("roadmaps", "north", "actions", "A1.2")),
        ("/north/", ("roadmaps", "north")),
        ("town", ("stakeholders", "town")),
        ("north/A1.2/M1", ("roadmaps", "north", "actions", "A1.2", "milestones", "M1")),
        ("assignment/T1", ("assignment", "tasks", "T1")),
        ("E1", ("events", "E1")),
    ],
)
def test_a_thing_has_a_short_and_a_full_address(plan, address, path):
    assert full_path(plan, address) == path
    assert plan[address] is at_path(plan, path)


@settings(deadline=None, max_examples=20)
@given(plans())
def test_every_thing_is_found_at_its_full_address(plan):
    for _, path, thing in addresses(plan):
        assert at_path(plan, path) is thing


def test_an_unknown_address_suggests_the_nearest(plan):
    with pytest.raises(UnknownAddress, match=r"north/A1\.2") as error:
        plan["north/A1.3"]

    assert error.value.suggestions == ("north/A1.2",)


@pytest.mark.parametrize(
    "path", [("roadmaps", 9), ("roadmaps", "west"), ("nothing",), ("roadmaps", "north", "vision", "x")]
)
def test_a_path_that_leads_nowhere(plan, path):
    with pytest.raises(UnknownAddress):
        at_path(plan, path)


def test_replacing_gives_a_new_plan_and_leaves_the_old(plan):
    changed = replace(plan, "north/A1.2", end=date(2024, 1, 31))

    assert changed["north/A1.2"].end == date(2024, 1, 31)
    assert plan["north/A1.2"].end == date(2024, 1, 1)
    assert changed["north/A10"] is plan["north/A10"]
    assert changed["south"] is plan["south"]


def test_replacing_reaches_deep_things_the_assignment_and_the_plan_itself(plan):
    assert replace(plan, "north/A1.2/M1", is_reached=True)["north/A1.2/M1"].is_reached
    assert replace(plan, "assignment/T1", days=4)["assignment/T1"].days == 4
    assert replace(plan, "", currency="NOK").currency == "NOK"


def test_replacing_keeps_the_packs_and_forgets_the_origin(plan):
    import attrs

    class Somewhere:
        def position(self, at):
            return None

    read = attrs.evolve(plan, packs=(Pack("p", levels=(Level("l", X, 1),)),), origin=Somewhere())

    changed = replace(read, "north", vision=X)

    assert (changed.packs, changed.origin) == (read.packs, None)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"edn": None}, TypeError, "did you mean end"),
        ({"end": "2024-01-31"}, TypeError, "end must be date"),
        ({"effort": 9}, ValueError, "between 1 and 5"),
        ({"id": "a b"}, ValueError, "not well formed"),
        ({"audience": None}, TypeError, "must not be None"),
        ({"roles": (Money(1),)}, TypeError, "roles must be RoleShare"),
    ],
)
def test_replacing_by_what_cannot_be_is_refused(plan, changes, error, words):
    with pytest.raises(error, match=words):
        replace(plan, "north/A1.2", **changes)


def test_one_roadmap_is_kept_with_its_events_passages_and_what_is_shared(plan):
    north = plan.only("north")

    assert [roadmap.id for roadmap in north.roadmaps] == ["north"]
    assert [event.id for event in north.events] == ["E1", "E3"]
    assert [passage.id for passage in north.passages] == ["P2"]
    assert north.stakeholders == plan.stakeholders
    with pytest.raises(UnknownAddress, match="north"):
        plan.only("nort")
