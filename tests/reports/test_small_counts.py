"""Public editions hide counts so small that they may point to persons, in decks, roadmaps and reports alike."""

from collections.abc import Iterator

import attrs
import pytest

import migplan
from migplan import pipeline
from migplan.documents import Document, Figures, Medium, Table, Value, single_value
from migplan.model import AttendanceCount, Audience, Event, Plan, Sex


@pytest.fixture(scope="module")
def event() -> Event:
    held = next(one for one in migplan.load("examples/tiny").events if one.is_held and one.attendance)
    category = held.attendance[0].category
    counts = (AttendanceCount(1, category, Sex.WOMAN, 3), AttendanceCount(1, category, Sex.MAN, 20))
    return attrs.evolve(held, attendance=counts)


@pytest.fixture(scope="module")
def plan(event: Event) -> Plan:
    plan = migplan.load("examples/tiny")
    return attrs.evolve(plan, events=tuple(event if one.id == event.id else one for one in plan.events))


def counted(document: Document, address: str) -> Iterator[object]:
    """Give the values of figures and tables that stand at an address, or below it."""
    for block in (block for section in document.sections for block in section.blocks):
        cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else []
        cells += [item.value for item in block.items] if isinstance(block, Figures) else []
        for cell in cells:
            value = single_value(cell)
            if isinstance(value, Value) and value.address.startswith(address):
                yield value.value


@pytest.mark.parametrize(
    ("report", "medium"), [("event", Medium.SLIDE), ("roadmap", Medium.PAGE), ("roadmap", Medium.SHEET)]
)
def test_three_women_of_a_meeting_are_told_inside_only(plan, event, report, medium):
    of = event.id if report == "event" else plan.roadmaps[0].id
    shown = {
        audience: list(
            counted(pipeline.build(plan, report, of=of, medium=medium, audience=audience), f"{event.id}/attendance")
        )
        for audience in Audience
    }

    assert 3 in shown[Audience.INTERNAL]
    assert 3 not in shown[Audience.PUBLIC]
    assert 23 in shown[Audience.PUBLIC]
    assert 20 not in shown[Audience.PUBLIC]  # from which the three would follow
