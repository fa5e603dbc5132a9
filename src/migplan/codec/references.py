"""References between things: ids that name nothing, ids shared by two things, references that go round in circles."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from operator import attrgetter
from typing import Any

import attrs
from attrs import define, field, frozen

from migplan.codec.faults import ANY, Suggester, shown
from migplan.codec.things import is_thing
from migplan.model import Action, Event, Pack, Plan, Project, Proposal, Reference, Roadmap
from migplan.model.constraints import Ref, shapes
from migplan.problems import Address, Problem, Severity
from migplan.records.kinds import KINDS, Home, Kind


@frozen(eq=False)
class _Links:
    """The references and the inner things of one class."""

    values: Callable[[Any], tuple[Any, ...]]
    """Gives the value of every reference field, in the order of `references`."""
    references: tuple[tuple[str, str, bool], ...]
    """Name, kind and whether there are many."""
    inside: tuple[tuple[str, bool, bool], ...]
    """Name of a field with things, whether there are many, and whether they have ids."""


@cache
def _links(cls: Any) -> _Links:
    fields = shapes(cls)
    references = [
        (name, ref.kind, shape.many) for name, shape in fields.items() if (ref := shape.mark(Ref)) is not None
    ]
    inside = [
        (name, shape.many, shape.many and "id" in shapes(shape.item))
        for name, shape in fields.items()
        if is_thing(shape.item) and _has_links(shape.item)
    ]
    return _Links(_values([name for name, _, _ in references]), tuple(references), tuple(inside))


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda thing: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda thing: (get(thing),)


def _has_links(cls: type) -> bool:
    """Say whether a thing, or one inside it, refers to anything."""
    return any(
        shape.mark(Ref) is not None or (is_thing(shape.item) and _has_links(shape.item))
        for shape in shapes(cls).values()
    )


@define(eq=False)
class _Finder:
    """One walk over a plan or a pack."""

    reference: Reference
    lost: Set[str]
    ready: Callable[[Kind], bool]
    """Says whether everything of a kind was read, so that a missing one is really missing."""
    problems: list[Problem] = field(factory=list)
    suggest: Suggester = field(factory=Suggester)
    _known: dict[str | None, dict[str, Mapping[str, Any]]] = field(factory=dict)
    """By roadmap (`None` for what is outside), then by kind."""

    def known(self, kind: str, roadmap: Roadmap | None) -> Mapping[str, Any]:
        """Give the things of a kind by id, as seen from a roadmap or from outside."""
        seen = self._known.setdefault(roadmap.id if roadmap is not None else None, {})
        found = seen.get(kind)
        if found is None:
            if roadmap is not None and KINDS[kind].home is not Home.ROADMAP:
                found = self.known(kind, None)
            else:
                found = dict(self._things(KINDS[kind], roadmap))
            seen[kind] = found
        return found

    def _things(self, kind: Kind, roadmap: Roadmap | None) -> Iterator[tuple[str, Any]]:
        plan = self.reference.plan
        if kind.home is Home.PACK:
            homes: Iterable[Any] = [self.reference.pack]
        elif kind.home is Home.PLAN:
            homes = [plan]
        elif kind.home is Home.ASSIGNMENT:
            homes = [plan.assignment] if plan.assignment is not None else []
        else:
            for other in plan.roadmaps:
                for thing in kind.found_in(other):
                    yield f"{other.id}/{thing.id}", thing
            homes = [roadmap] if roadmap is not None else []
        for home in homes:
            for thing in kind.found_in(home):
                yield thing.id, thing
        if kind.name == "source":
            for source in self.reference.pack.sources:
                yield source.id, source

    def walk(self, thing: Any, at: Address, roadmap: Roadmap | None) -> None:
        """Look at the references of a thing and of those inside it."""
        cls: Any = type(thing)
        links = _links(cls)
        seen = self._known.setdefault(roadmap.id if roadmap is not None else None, {})
        for (name, kind, many), value in zip(links.references, links.values(thing), strict=True):
            if not value:
                continue
            known = seen.get(kind)
            if known is None:
                known = self.known(kind, roadmap)
            if many:
                for index, one in enumerate(value):
                    if one not in known:
                        self.miss(kind, one, (*at, name, index), known)
            elif value not in known:
                self.miss(kind, value, (*at, name), known)
        for name, many, keyed in links.inside:
            value = getattr(thing, name)
            if many:
                for index, member in enumerate(value):
                    self.walk(member, (*at, name, member.id if keyed else index), self._home(member, roadmap))
            elif value is not None and not isinstance(value, Pack):
                self.walk(value, (*at, name), roadmap)

    def _home(self, member: Any, roadmap: Roadmap | None) -> Roadmap | None:
        """Give the roadmap whose ids a member may name without saying which."""
        if isinstance(member, Roadmap):
            return member
        if isinstance(member, Event) and member.roadmap is not None:
            return self.reference.roadmaps.get(member.roadmap)
        return roadmap

    def miss(self, kind: str, written: str, at: Address, known: Mapping[str, Any]) -> None:
        """Report an id that names nothing, unless what it names could not be read."""
        if written in self.lost or not self.ready(KINDS[kind]):
            return
        plain = [name for name in known if "/" not in name]
        values = {
            "written": shown(written),
            "name": shown(written),
            "nearest": self.suggest(written, known if "/" in written or not plain else plain),
            "known": ", ".join(known),
        }
        self.problems.append(Problem(f"unknown-{kind}", Severity.ERROR, at, values))


def check_references(
    plan: Plan, lost: Set[str] = frozenset(), *, packs_known: bool = True, plan_known: bool = True
) -> list[Problem]:
    """Find ids that name nothing, ids given to two things of one scope, and references that go round in circles.

    `lost` are ids of things that were written but could not be read; `packs_known` and `plan_known` say that every pack
    and every file could be read. What may be among the unread is not reported as missing.
    """
    if ANY in lost:
        packs_known = plan_known = False
    finder = _Finder(Reference.of(plan), lost, lambda kind: _is_ready(kind, packs_known, plan_known))
    finder.walk(plan, (), None)
    if plan.corrections is not None:
        finder.walk(plan.corrections, ("corrections",), None)
    problems = finder.problems
    problems += _axes(plan, lost, finder.suggest)
    problems += _shared_ids(plan)
    problems += [cycle_problem(at, ids) for at, ids in cycles(plan)]
    return problems


def _is_ready(kind: Kind, packs_known: bool, plan_known: bool) -> bool:
    if kind.home is Home.PACK or kind.name == "source":
        return packs_known and plan_known
    return plan_known


def check_pack(pack: Pack, plan: Plan) -> list[Problem]:
    """Find ids in a pack that name nothing in it nor in the other packs of the plan; addresses start in the pack."""
    finder = _Finder(Reference.of(plan), frozenset(), lambda kind: True)
    finder.walk(pack, (), None)
    return finder.problems


def _axes(plan: Plan, lost: Set[str], suggest: Suggester) -> Iterator[Problem]:
    """An axis is one of the instrument that is named beside it."""
    axes = {instrument.id: [axis.id for axis in instrument.axes] for instrument in plan.instruments}
    for instrument in plan.instruments:
        for project in instrument.projects:
            at: Address = ("instruments", instrument.id, "projects", project.id)
            yield from _axis(project, instrument.id, at, axes, lost, suggest)
    for roadmap in plan.roadmaps:
        members: list[tuple[str, Action | Proposal]] = [("actions", action) for action in roadmap.actions]
        members += [("proposals", proposal) for proposal in roadmap.proposals]
        for name, member in members:
            if member.axis and member.instrument:
                yield from _axis(
                    member, member.instrument, ("roadmaps", roadmap.id, name, member.id), axes, lost, suggest
                )


def _axis(
    thing: Project | Action | Proposal,
    instrument: str,
    at: Address,
    axes: Mapping[str, list[str]],
    lost: Set[str],
    suggest: Suggester,
) -> Iterator[Problem]:
    if thing.axis and instrument in axes and thing.axis not in axes[instrument] and thing.axis not in lost:
        values = {
            "written": shown(thing.axis),
            "instrument": instrument,
            "nearest": suggest(thing.axis, axes[instrument]),
        }
        yield Problem("unknown-axis", Severity.ERROR, (*at, "axis"), values)


def _shared_ids(plan: Plan) -> Iterator[Problem]:
    """An id names one thing in its scope, whatever the kind: the plan, one roadmap, the assignment."""
    yield from _shared(plan, (), {"modules", "sources", "stakeholders", "instruments", "roadmaps", "events"})
    for roadmap in plan.roadmaps:
        yield from _shared(roadmap, ("roadmaps", roadmap.id), None)
    if plan.assignment is not None:
        yield from _shared(plan.assignment, ("assignment",), None)


def _shared(home: Any, at: Address, names: Set[str] | None) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, shape in shapes(type(home)).items():
        if not (shape.many and is_thing(shape.item) and "id" in shapes(shape.item)) or (names and name not in names):
            continue
        for member in getattr(home, name):
            other = first.setdefault(member.id, name)
            if other != name:
                values = {"id": member.id, "first": "/".join(str(step) for step in (*at, other, member.id))}
                yield Problem("shared-id", Severity.ERROR, (*at, name, member.id, "id"), values)


def cycles(plan: Plan) -> Iterator[tuple[Address, list[str]]]:
    """Find references that come back to where they started: address of the one that closes the circle, ids on the way."""
    for roadmap in plan.roadmaps:
        at: Address = ("roadmaps", roadmap.id)
        yield from _circles(roadmap.objectives, "parent", (*at, "objectives"))
        yield from _circles(roadmap.actions, "depends_on", (*at, "actions"))
        yield from _circles(roadmap.findings, "causes", (*at, "findings"))
    if plan.corrections is not None:
        own = {territory.id for territory in plan.corrections.territories if territory.parent}
        for _, ids in _circles(Reference.of(plan).pack.territories, "parent", ()):
            if at_fault := next((name for name in reversed(ids) if name in own), None):
                yield ("corrections", "territories", at_fault, "parent"), ids


def _circles(members: Iterable[Any], name: str, at: Address) -> Iterator[tuple[Address, list[str]]]:
    """Walk down from every member without recursion; a reference to a member on the present way closes a circle."""
    below: dict[str, list[tuple[str, Address]]] = {}
    for member in members:
        value = getattr(member, name)
        if value:
            targets = enumerate(value) if isinstance(value, tuple) else [(None, value)]
            below[member.id] = [
                (target, (*at, member.id, name) if index is None else (*at, member.id, name, index))
                for index, target in targets
            ]
    done: set[str] = set()
    for start in below:
        way: dict[str, Iterator[tuple[str, Address]]] = {}
        stack = [start] if start not in done else []
        while stack:
            current = stack[-1]
            if current not in way:
                way[current] = iter(below.get(current, ()))
            for target, address in way[current]:
                if target in way:
                    ids = list(way)
                    yield address, [*ids[ids.index(target) :], target]
                elif target not in done and target in below:
                    stack.append(target)
                    break
            else:
                stack.pop()
                del way[current]
                done.add(current)


def cycle_problem(at: Address, ids: list[str]) -> Problem:
    """Say that references go round in a circle."""
    return Problem("reference-cycle", Severity.ERROR, at, {"way": " → ".join(ids)})


def without_cycles(plan: Plan) -> Plan:
    """Leave out the references that close a circle, so that whoever follows them comes to an end."""
    for at, _ in reversed(list(cycles(plan))):  # from the last, so that the indexes before it stay true
        plan = _without(plan, at)
    return plan


def acyclic(pack: Pack) -> tuple[Pack, list[Problem]]:
    """Leave out the parents that close a circle among the territories of a pack, and report them."""
    found = list(_circles(pack.territories, "parent", ("territories",)))
    for at, _ in found:
        pack = _without(pack, at)
    return pack, [cycle_problem(at, ids) for at, ids in found]


def _without(thing: Any, at: Address) -> Any:
    name = str(at[0])
    value = getattr(thing, name)
    if len(at) == 1:
        return attrs.evolve(thing, **{name: None})
    if not isinstance(value, tuple):
        return attrs.evolve(thing, **{name: _without(value, at[1:])})
    if len(at) == 2:
        return attrs.evolve(thing, **{name: tuple(one for index, one in enumerate(value) if index != at[1])})
    members = tuple(_without(member, at[2:]) if member.id == at[1] else member for member in value)
    return attrs.evolve(thing, **{name: members})
