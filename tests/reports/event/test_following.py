"""A deck shows the plan as it concerns its event: what was planned then, and what came after it."""

from datetime import date
from functools import cache
from pathlib import Path

import attrs

import migplan
from migplan.documents import ActionSheet, Bullets, Gantt, Heading, Medium, Section, Signs, Table, Tone, Value, plain
from migplan.hooks import BuildRequest
from migplan.host import Host
from migplan.locale import Words
from migplan.model import ActionStatus, Event, EventKind, Method, Plan, Reference
from migplan.reports.event import build_event
from migplan.reports.event.following import MOST_STEPS
from migplan.reports.event.material import as_planned
from migplan.reports.event.pages import build_guide
from migplan.reports.event.printed import build_ballots, build_signs

EXAMPLE = Path(__file__).parents[3] / "examples" / "souss-massa"
DAY = date(2025, 9, 30)


@cache
def _plan() -> Plan:
    return migplan.load(EXAMPLE, host=Host.installed())


def _request(event: Event, day: date = DAY) -> BuildRequest:
    plan = _plan()
    return BuildRequest(plan, Reference.of(plan), "en", Words("en"), Medium.SLIDE, day, event.id)


def _events(kind: EventKind) -> list[Event]:
    first = next(event for event in _plan().events if event.kind is kind)
    return sorted(
        (one for one in _plan().events if (one.kind, one.roadmap) == (kind, first.roadmap)),
        key=lambda one: str(one.start),
    )


def _section(sections: tuple[Section, ...], id: str) -> Section:
    return next(section for section in sections if section.id == id)


def _due(section: Section) -> list[date]:
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    place = [column.key for column in table.columns].index("due")
    return [
        cell.value for row in table.rows if isinstance(cell := row.cells[place], Value) and isinstance(cell.value, date)
    ]


def test_next_steps_of_a_past_event_follow_it_by_date() -> None:
    event = _events(EventKind.CONSULTATION)[0]

    steps = _section(build_event(_request(event)).sections, "slide-steps")
    days = _due(steps)

    assert event.end is not None
    assert days == sorted(days)
    assert all(event.end <= day < date(2023, 6, 1) for day in days)
    assert len(days) <= MOST_STEPS
    assert plain(steps.message, "en").startswith(f"{len(days)} steps follow the session")


def test_next_steps_of_an_event_to_come_are_those_of_the_roadmap() -> None:
    event = _events(EventKind.CONSULTATION)[-1]
    coming = attrs.evolve(event, start=date(2025, 10, 1), end=date(2025, 10, 1), is_held=False, decisions=())
    plan = attrs.evolve(_plan(), events=tuple(coming if one.id == event.id else one for one in _plan().events))
    request = attrs.evolve(_request(coming), plan=plan, reference=Reference.of(plan))
    roadmap = request.reference.roadmaps[event.roadmap or ""]

    days = _due(_section(build_event(request).sections, "slide-steps"))

    assert {step.due for step in roadmap.next_steps if step.due} <= set(days)


def test_what_began_after_the_event_is_shown_as_planned() -> None:
    event = _events(EventKind.CONSULTATION)[-1]
    document = build_event(_request(event))

    (calendar,) = (block for block in document.blocks if isinstance(block, Gantt))
    sheets = [block for block in document.blocks if isinstance(block, ActionSheet)]

    assert {bar.tone for bar in calendar.bars} == {Tone.NOT_BEGUN}
    assert not any(step.is_reached for bar in calendar.bars for step in bar.milestones)
    assert calendar.today is None  # the event came before the first action
    assert {sheet.status.tone for sheet in sheets} == {Tone.NOT_BEGUN}


def test_a_roadmap_as_planned_keeps_what_had_begun_and_what_was_given_up() -> None:
    roadmap = _plan().roadmaps[0]
    first, second, *rest = roadmap.actions
    begun = attrs.evolve(first, start=date(2022, 1, 1), status=ActionStatus.RUNNING)
    dropped = attrs.evolve(second, start=date(2023, 1, 1), status=ActionStatus.CANCELLED)

    seen = as_planned(attrs.evolve(roadmap, actions=(begun, dropped, *rest)), date(2022, 7, 1))

    assert seen.actions[0].status is ActionStatus.RUNNING
    assert seen.actions[1].status is ActionStatus.CANCELLED
    assert {one.status for one in seen.actions[2:] if one.start and one.start > date(2022, 7, 1)} == {
        ActionStatus.PLANNED
    }


def test_footers_say_the_day_of_the_event() -> None:
    event = _events(EventKind.CONSULTATION)[0]

    assert "2022" in build_event(_request(event)).occasion


def test_every_deck_asks_for_marks_before_it_shows_them() -> None:
    for kind in EventKind:
        ids = [section.id for section in build_event(_request(_events(kind)[0])).sections]

        assert "slide-evaluate" in ids
        if "slide-evaluation" in ids:
            assert ids.index("slide-evaluate") < ids.index("slide-evaluation")


def test_signs_stand_for_those_who_are_expected() -> None:
    event = _events(EventKind.EXCHANGE)[0]
    (block,) = (block for block in build_signs(_request(event)).blocks if isinstance(block, Signs))

    leads = {action.lead for roadmap in _plan().roadmaps for action in roadmap.actions}

    assert len(block.items) <= len(leads) + len(_plan().partners) + len(_plan().roadmaps) + 5


def test_partners_stand_on_ballots_by_their_acronyms() -> None:
    cover = build_ballots(_request(_events(EventKind.CONSULTATION)[1])).cover

    assert cover.logos is not None
    assert any(len(mark.name) < len(mark.alt) for mark in cover.logos.marks)


def test_the_frame_of_a_unit_names_the_slides_of_the_owner_and_missing_questions_are_said() -> None:
    event = attrs.evolve(_events(EventKind.TRAINING)[0], questions=())
    module = next(one for one in _plan().modules if one.id == event.module)
    units = tuple(attrs.evolve(one, file="owner.pptx", slides="12-24") for one in module.units)
    known = tuple(attrs.evolve(one, units=units) if one.id == module.id else one for one in _plan().modules)
    events = tuple(event if one.id == event.id else one for one in _plan().events)
    plan = attrs.evolve(_plan(), modules=known, events=events)
    request = attrs.evolve(_request(event), plan=plan, reference=Reference.of(plan))

    titles = [plain(section.message, "en") for section in build_event(request).sections]

    assert sum(title.startswith("Here, slides 12-24 of owner.pptx") for title in titles) == len(units)
    assert not any("0 question" in title for title in titles)


def test_every_part_of_the_guide_says_how_it_is_run() -> None:
    event = _events(EventKind.TRAINING)[0]
    blocks = build_guide(_request(event)).blocks
    parts = [
        place for place, block in enumerate(blocks) if isinstance(block, Heading) and ":" in plain(block.text, "en")
    ]

    assert len(parts) >= sum(item.method is not Method.BREAK for item in event.agenda)
    assert all(isinstance(blocks[place + 2], Bullets) for place in parts)
