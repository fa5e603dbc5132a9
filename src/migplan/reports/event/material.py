"""What the documents of an event are made from: the event, those before it, and the roadmaps that it serves."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from attrs import evolve

from migplan.documents import Block, Chart, GroupWork, Inline, Role, Section, parts, plain
from migplan.hooks import BuildRequest
from migplan.locale import format_date
from migplan.model import ActionStatus, AgendaItem, Ballot, Event, EventKind, Method, Module, Need, Opinion, Roadmap
from migplan.reports.roadmap.material import Material, present
from migplan.reports.voice import Voice

MINUTES = 5
"""Minutes that a slide takes when the agenda does not say."""
UNSOURCED = frozenset({
    "aims", "agenda", "unit", "exercises", "quiz", "group_work", "debate", "content", "vote", "validate",
    "body_question", "draft", "evaluate", "end", "contacts", "sources",
})  # fmt: skip
"""Slides that show no figure, and so need no source."""


class EventMaterial:
    """One event, one language, one day."""

    def __init__(self, request: BuildRequest) -> None:
        """Take the event that the request is about.

        Raises:
            KeyError: The plan has no event of that id (the pipeline has checked it).
        """
        self.request = request
        self.plan = request.plan
        self.reference = request.reference
        self.voice = Voice(request)
        self.event: Event = self.reference.events[request.of or ""]

    def tell(self, key: str, **values: object) -> str:
        """Give a sentence of the events' catalogue."""
        return self.voice.words(f"event.{key}", **values)

    @property
    def title(self) -> str:
        """Title of the event."""
        return self.voice.plain(self.event.title)

    @cached_property
    def roadmaps(self) -> tuple[Material, ...]:
        """The roadmap that the event serves; else those of its territories; else all of the plan."""
        event, every = self.event, self.plan.roadmaps
        mine: Iterable[Roadmap] = [one for one in every if one.id == event.roadmap]
        if not mine and event.roadmap is None:
            mine = [one for one in every if one.territory in event.territories] or every
        return tuple(self._about(one) for one in mine)

    def _about(self, roadmap: Roadmap) -> Material:
        material = Material(evolve(self.request, of=roadmap.id))
        material.voice = self.voice  # one voice, so that the event's list of sources is whole
        if self.is_over and self.last_day is not None:
            material.day = self.last_day
            material.roadmap = as_planned(roadmap, self.last_day)
        return material

    @property
    def last_day(self) -> date | None:
        """Last day of the event; `None` when it is not set."""
        return last_day(self.event)

    @property
    def is_over(self) -> bool:
        """Say whether the event ended before the day of the document."""
        return self.last_day is not None and self.last_day < self.request.date

    @cached_property
    def main(self) -> Material | None:
        """The roadmap that the event turns on, when it is one."""
        return self.roadmaps[0] if len(self.roadmaps) == 1 else None

    @cached_property
    def module(self) -> Module | None:
        """The training module, `None` when the event names none that is known."""
        return next((one for one in self.plan.modules if one.id == self.event.module), None)

    @cached_property
    def series(self) -> tuple[Event, ...]:
        """Events of the same kind for the same roadmap, by date; this one among them."""
        same = [one for one in self.plan.events if (one.kind, one.roadmap) == (self.event.kind, self.event.roadmap)]
        return tuple(sorted(same, key=_when))

    @property
    def rank(self) -> int:
        """Place in its series, from 1."""
        return [one.id for one in self.series].index(self.event.id) + 1

    @cached_property
    def _line(self) -> tuple[list[Event], int]:
        """Events for the same roadmap, whatever their kind, by date; and the place of this one."""
        line = sorted((one for one in self.plan.events if one.roadmap == self.event.roadmap), key=_when)
        return line, [one.id for one in line].index(self.event.id)

    @cached_property
    def before(self) -> Event | None:
        """The last event before it for the same roadmap that took decisions or raised needs."""
        line, place = self._line
        return next((one for one in reversed(line[:place]) if one.decisions or one.needs), None)

    def raised_at(self, event: Event) -> list[tuple[Material, Need]]:
        """Needs that an event raised, each with its roadmap."""
        return [
            (main, need)
            for main in self.roadmaps
            for need in main.roadmap.needs
            if need.event == event.id or f"{main.roadmap.id}/{need.id}" in event.needs or need.id in event.needs
        ]

    @cached_property
    def after(self) -> Event | None:
        """The event after it for the same roadmap."""
        line, place = self._line
        return line[place + 1] if place + 1 < len(line) else None

    @cached_property
    def days(self) -> tuple[int, ...]:
        """Days of the agenda, from 1."""
        return tuple(sorted({item.day for item in self.event.agenda}))

    def parts(self, *methods: Method) -> tuple[AgendaItem, ...]:
        """Parts of the agenda that are run in one of the ways, in order."""
        return tuple(item for item in self.agenda if item.method in methods)

    @cached_property
    def agenda(self) -> tuple[AgendaItem, ...]:
        """The agenda in order of time."""
        return tuple(sorted(self.event.agenda, key=lambda item: (item.day, item.start)))

    @cached_property
    def ballots(self) -> tuple[tuple[Material, Ballot], ...]:
        """Ballots that were held at the event, with their roadmap."""
        return tuple(
            (one, ballot) for one in self.roadmaps for ballot in one.roadmap.ballots if ballot.event == self.event.id
        )

    @cached_property
    def opinions(self) -> tuple[tuple[Material, Opinion], ...]:
        """Opinions that bodies gave at the event, with their roadmap."""
        return tuple(
            (one, said) for one in self.roadmaps for said in one.roadmap.opinions if said.event == self.event.id
        )

    @property
    def is_training(self) -> bool:
        """Say whether it is a training."""
        return self.event.kind is EventKind.TRAINING

    def days_of(self, event: Event) -> str:
        """Day or days of an event in words; empty when not set."""
        if event.start is None:
            return ""
        first = format_date(event.start, self.voice.language)
        if event.end is None or event.end == event.start:
            return first
        return self.tell("days", first=first, last=format_date(event.end, self.voice.language))

    @property
    def place_and_day(self) -> str:
        """When and where, in one line."""
        said = (self.days_of(self.event), self.voice.plain(self.event.place))
        return self.voice.words("roadmap.between").join(one for one in said if one)

    def slide(
        self,
        key: str,
        message: Inline,
        *blocks: Block | None,
        id: str = "",
        role: Role = Role.BODY,
        minutes: int | None = None,
        materials: str = "",
        hidden: bool = False,
        source: Inline = "",
        said: Inline = "",
    ) -> Section:
        """Make a slide: its message, its blocks, and what the speaker needs to know.

        `key` names its sentences in the catalogue: its name, its aim, what to ask.
        """
        return Section(
            id or f"slide-{key.replace('_', '-')}",
            self.tell(f"name.{key}"),
            present(blocks),
            role,
            message,
            notes=self._notes(key, minutes, materials, said or self._spoken(message, blocks)) if not hidden else (),
            source=source or ("" if key in UNSOURCED else self._source()),
            is_hidden=hidden,
        )

    def _spoken(self, message: Inline, blocks: Iterable[Block | None]) -> Inline:
        """What to say aloud: how to read a chart, what the groups are asked; else the message itself."""
        for block in blocks:
            if isinstance(block, Chart) and block.reading:
                return self.voice.listed((message, *block.reading), " ; ")
            if isinstance(block, GroupWork):
                return self.voice.listed((block.question, *block.steps, block.hand_in), " ; ")
        return message

    def _notes(self, key: str, minutes: int | None, materials: str, said: Inline) -> tuple[Inline, ...]:
        lines: list[Inline] = [
            (self.tell("notes.aim"), self.tell(f"aim.{key}")),
            self.tell("notes.minutes", n=minutes or MINUTES),
            self.voice.listed((self.tell("notes.say"), said), ""),
        ]
        if self.voice.words.has(f"event.ask.{key}"):
            lines.append((self.tell("notes.ask"), self.tell(f"ask.{key}")))
        if materials:
            lines.append((self.tell("notes.materials"), materials))
        return tuple(lines)

    def _source(self) -> Inline:
        return self.tell("source", event=self.title, day=self.request.date)

    def divider(self, key: str) -> Section:
        """Open a part of the deck; it is numbered when the deck is whole."""
        return Section(f"part-{key}", self.tell(f"part.{key}"), role=Role.DIVIDER)


def last_day(event: Event) -> date | None:
    """Last day of an event; `None` when it is not set."""
    return event.end or event.start


def as_planned(roadmap: Roadmap, day: date) -> Roadmap:
    """Give a roadmap as it was put to an event of a day: what began later is planned, what came later not reached.

    Amounts, needs and votes carry no day in the plan and stay as they are.
    """
    known = (ActionStatus.PLANNED, ActionStatus.CANCELLED)
    done = []
    for action in roadmap.actions:
        steps = tuple(
            evolve(one, is_reached=False) if one.date is not None and one.date > day else one
            for one in action.milestones
        )
        if action.start is not None and action.start > day and action.status not in known:
            action = evolve(action, status=ActionStatus.PLANNED, progress=None)
        done.append(evolve(action, milestones=steps))
    return evolve(roadmap, actions=tuple(done))


def _when(event: Event) -> tuple[bool, date, str]:
    return event.start is None, event.start or date.max, event.id


def unique(sections: Iterable[Section], language: str) -> tuple[Section, ...]:
    """Number the parts of a deck and the titles that would stand twice in it, and give each section an id of its own."""
    titles: dict[str, int] = {}
    ids: dict[str, int] = {}
    done = []
    opened = 0
    for section in sections:
        if section.role is Role.DIVIDER:
            opened += 1
            section = evolve(section, number=str(opened))
        title = plain(section.message, language) or plain(section.title, language)
        titles[title] = titles.get(title, 0) + 1
        ids[section.id] = ids.get(section.id, 0) + 1
        if titles[title] > 1:
            numbered: Inline = (*parts(section.message or section.title), f" ({titles[title]})")
            section = evolve(section, message=numbered)
        if ids[section.id] > 1:
            section = evolve(section, id=f"{section.id}-{ids[section.id]}")
        done.append(section)
    return tuple(done)
