"""Looking things up: the reference data that holds for a plan, and the plan's things by id."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

import attrs
from attrs import frozen

from migplan.model.constraints import shapes
from migplan.model.diagnosis import Instrument, Stakeholder
from migplan.model.event import Event
from migplan.model.plan import Plan, Roadmap
from migplan.model.reference import (
    Body,
    Competence,
    Criterion,
    Framework,
    FrameworkObjective,
    InstrumentKind,
    Level,
    Measure,
    Mode,
    Pack,
    Term,
    Territory,
)
from migplan.model.values import Source

Thing = TypeVar("Thing")


def merged(packs: Iterable[Pack]) -> Pack:
    """Make one pack of several: later ones add things, and correct those of the same id field by field.

    A field that the correction leaves at its default keeps the earlier value; a list replaces the earlier list,
    but things inside it that have an id are merged by id in turn.
    """
    result: Pack | None = None
    for pack in packs:
        result = pack if result is None else _corrected(result, pack)
    return result if result is not None else Pack(id="none")


def _corrected(earlier: Any, later: Any) -> Any:
    changes: dict[str, Any] = {}
    defaults = {attribute.name: attribute.default for attribute in attrs.fields(type(later))}
    for name, shape in shapes(type(later)).items():
        value = getattr(later, name)
        if name == "id" or value == defaults[name]:
            continue
        if shape.many and attrs.has(shape.item) and "id" in shapes(shape.item):
            changes[name] = _joined(getattr(earlier, name), value)
        else:
            changes[name] = value
    return attrs.evolve(earlier, **changes)


def _joined(earlier: tuple[Any, ...], later: tuple[Any, ...]) -> tuple[Any, ...]:
    by_id = {thing.id: thing for thing in earlier}
    for thing in later:
        by_id[thing.id] = _corrected(by_id[thing.id], thing) if thing.id in by_id else thing
    return tuple(by_id.values())


def _by_id(members: Iterable[Thing]) -> dict[str, Thing]:
    return {member.id: member for member in members}  # type: ignore[attr-defined]  # every caller passes things with an id


@frozen(eq=False, slots=False)
class Reference:
    """The reference data that holds for a plan, by id; made once, read often."""

    pack: Pack
    plan: Plan

    @classmethod
    def of(cls, plan: Plan) -> "Reference":
        """Merge the plan's packs and its own corrections."""
        packs = [*plan.packs, *([plan.corrections] if plan.corrections else [])]
        return cls(merged(packs), plan)

    @cached_property
    def levels(self) -> dict[str, Level]:
        """Levels by id, highest rank first."""
        return _by_id(sorted(self.pack.levels, key=lambda level: level.rank))

    @cached_property
    def territories(self) -> dict[str, Territory]:
        """Territories by id."""
        return _by_id(self.pack.territories)

    @cached_property
    def children(self) -> dict[str, tuple[Territory, ...]]:
        """Territories directly below each one, by the id of the parent, in the order of the pack."""
        below: dict[str, list[Territory]] = {}
        for territory in self.pack.territories:
            if territory.parent:
                below.setdefault(territory.parent, []).append(territory)
        return {parent: tuple(members) for parent, members in below.items()}

    def ancestors(self, territory: str) -> Iterator[Territory]:
        """Walk up from the parent of a territory; a cycle ends the walk."""
        seen = {territory}
        current = self.territories.get(territory)
        while current is not None and current.parent and current.parent not in seen:
            seen.add(current.parent)
            current = self.territories.get(current.parent)
            if current is not None:
                yield current

    def level_of(self, territory: str | None) -> Level | None:
        """Give the level of a territory, `None` when either is unknown."""
        found = self.territories.get(territory or "")
        return self.levels.get(found.level) if found else None

    @cached_property
    def modes(self) -> dict[str, Mode]:
        """Modes of competence by id."""
        return _by_id(self.pack.modes)

    @cached_property
    def categories(self) -> dict[str, Term]:
        """Participant and stakeholder categories by id."""
        return _by_id(self.pack.categories)

    @cached_property
    def groups(self) -> dict[str, Term]:
        """Population groups by id."""
        return _by_id(self.pack.groups)

    @cached_property
    def themes(self) -> dict[str, Term]:
        """Themes by id."""
        return _by_id(self.pack.themes)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Measures by id."""
        return _by_id(self.pack.measures)

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Criteria of choice by id."""
        return _by_id(self.pack.criteria)

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        """Frameworks by id."""
        return _by_id(self.pack.frameworks)

    @cached_property
    def framework_objectives(self) -> dict[str, tuple[Framework, FrameworkObjective]]:
        """Objectives of frameworks by their full id, with their framework."""
        return {goal.id: (framework, goal) for framework in self.pack.frameworks for goal in framework.objectives}

    @cached_property
    def competences(self) -> dict[tuple[str, str], Competence]:
        """Competences by level and id: two levels may hold one domain in different modes."""
        return {(level.id, item.id): item for level in self.pack.levels for item in level.competences}

    @cached_property
    def instrument_kinds(self) -> dict[str, InstrumentKind]:
        """Kinds of instrument by id, over all levels."""
        return _by_id(kind for level in self.pack.levels for kind in level.instruments)

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Consultative bodies by id, over all levels."""
        return _by_id(body for level in self.pack.levels for body in level.bodies)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id: those of the packs and those of the plan, which win."""
        return _by_id([*self.pack.sources, *self.plan.sources])

    @cached_property
    def stakeholders(self) -> dict[str, Stakeholder]:
        """Stakeholders of the plan by id."""
        return _by_id(self.plan.stakeholders)

    @cached_property
    def instruments(self) -> dict[str, Instrument]:
        """Instruments of the plan by id."""
        return _by_id(self.plan.instruments)

    @cached_property
    def roadmaps(self) -> dict[str, Roadmap]:
        """Roadmaps of the plan by id."""
        return _by_id(self.plan.roadmaps)

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events of the plan by id."""
        return _by_id(self.plan.events)
