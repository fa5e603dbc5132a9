"""What follows an event, as it concerns that event: its decisions, the next events, the steps and milestones after it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

from migplan.documents import Holds, Inline, Row, Table, Tag, Value, plain
from migplan.reports.event.material import EventMaterial, last_day
from migplan.reports.event.opening import standing
from migplan.reports.roadmap import closing

MOST_STEPS = 8
"""Steps of one slide: decisions and steps of the roadmaps always, events and milestones while there is room."""
MOST_EVENTS = 4
"""Next events that are named."""
HORIZON = timedelta(days=365)
"""How far milestones are looked for."""
HUNDRED_DAYS = timedelta(days=100)
"""How far the steps of a roadmap are looked for after an event that is over: they are those of its first hundred days.

Source: the roadmap's section on next steps.
"""


@frozen
class Step:
    """One thing that happens after an event."""

    title: Inline
    owner: Inline
    due: date | None
    status: Tag
    address: str
    is_kept: bool
    """Shown however many there are."""


def steps_table(material: EventMaterial) -> Table | None:
    """What comes after the event, by date: what, who, by when, where it stands; `None` when nothing is known."""
    steps = following(material)
    if not steps:
        return None
    voice = material.voice
    rows = [
        Row(
            (one.title, one.owner or "–", Value(one.due, Holds.DATE, address=f"{one.address}/due"), one.status),
            address=one.address,
        )
        for one in steps
    ]
    message = material.tell("steps_after", n=len(rows), first=plain(steps[0].title, voice.language))
    return Table("steps", "", closing.step_columns(voice), rows, alt=message)


def following(material: EventMaterial) -> tuple[Step, ...]:
    """Steps after the event, by date, those without a day last."""
    kept = [*_decisions(material), *_own_steps(material)]
    room = MOST_STEPS - len(kept)
    for found in (_events(material), _milestones(material)):
        taken = list(found)[: max(room, 0)]
        kept += taken
        room -= len(taken)
    return tuple(sorted(kept, key=lambda one: (one.due is None, one.due or date.max)))


def _since(material: EventMaterial) -> date:
    return material.last_day or material.request.date


def _decisions(material: EventMaterial) -> Iterator[Step]:
    voice, event = material.voice, material.event
    for number, one in enumerate(event.decisions):
        owner = voice.stakeholder(one.owner) if one.owner else ""
        address = f"{event.id}/decisions/{number}"
        yield Step(voice.text(one.title), owner, one.due, standing(material, one), address, is_kept=True)


def _own_steps(material: EventMaterial) -> Iterator[Step]:
    """Steps of the roadmaps: all before the event is over, then those of the hundred days after it."""
    voice, first = material.voice, _since(material)
    last = first + HUNDRED_DAYS if material.is_over else date.max
    for main in material.roadmaps:
        for number, one in enumerate(main.roadmap.next_steps):
            if one.due is None and material.is_over:
                continue
            if one.due is None or first <= one.due <= last:
                owner = voice.stakeholder(one.owner) if one.owner else ""
                title = _named(material, main.territory_name, voice.text(one.title))
                tag = _tag(material, one.due, is_done=one.is_done)
                address = f"{main.roadmap.id}/next_steps/{number}"
                yield Step(title, owner, one.due, tag, address, is_kept=True)


def _events(material: EventMaterial) -> Iterable[Step]:
    """The next events for the same roadmap and those for all; for an event of all, those of every roadmap."""
    voice, event, first = material.voice, material.event, _since(material)
    later = [
        one
        for one in material.plan.events
        if one.id != event.id
        and one.start is not None
        and one.start >= first
        and (event.roadmap is None or one.roadmap in (None, event.roadmap))
    ]
    later.sort(key=lambda one: (one.start or date.max, one.id))
    for one in later[:MOST_EVENTS]:
        owner = voice.stakeholder(one.organiser) if one.organiser else ""
        tag = _tag(material, last_day(one), is_done=one.is_held)
        yield Step(voice.text(one.title), owner, one.start, tag, one.id, is_kept=False)


def _milestones(material: EventMaterial) -> Iterable[Step]:
    """The milestones of the actions within a year after the event, the first of each action, by date."""
    voice, first = material.voice, _since(material)
    found: list[Step] = []
    for main in material.roadmaps:
        for action in material.reference.roadmaps[main.roadmap.id].actions:  # as they stand, not as they were planned
            steps = [one for one in action.milestones if one.date is not None and first <= one.date <= first + HORIZON]
            for one in sorted(steps, key=lambda one: one.date or date.max)[:1]:
                said = voice.listed((action.id, voice.text(one.title)), voice.words("blocks.colon"))
                owner = voice.stakeholder(action.lead) if action.lead else ""
                tag = _tag(material, one.date, is_done=one.is_reached)
                address = f"{main.roadmap.id}/{action.id}/milestones/{one.id}"
                found.append(
                    Step(_named(material, main.territory_name, said), owner, one.date, tag, address, is_kept=False)
                )
    return sorted(found, key=lambda one: one.due or date.max)


def _named(material: EventMaterial, territory: str, said: Inline) -> Inline:
    """Name the territory of a step where the event is about several."""
    return said if len(material.roadmaps) == 1 else material.voice.listed((territory, said), " – ")


def _tag(material: EventMaterial, due: date | None, *, is_done: bool) -> Tag:
    """Where a step stands on the day of the document."""
    return closing.step_tag(material.voice, due, material.request.date, is_done=is_done)
