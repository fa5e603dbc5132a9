"""Addresses: finding a thing in a plan, changing one field of it, keeping one roadmap."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import attrs

from migplan.model.constraints import shapes
from migplan.model.plan import Plan, Roadmap, things
from migplan.problems import UnknownAddress


def addresses(plan: Plan) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Walk over every thing that has an id: short address, full path, thing.

    A thing of a roadmap has the short address `roadmap/id`; one of the plan has its id alone;
    deeper things (milestones, agenda, units) follow their parent: `north/A1.2/M1`.
    """
    for name, thing in things(plan):
        yield thing.id, (name, thing.id), thing
        yield from _below(thing.id, (name, thing.id), thing)
    if plan.assignment is not None:
        for name, thing in things(plan.assignment):
            yield f"assignment/{thing.id}", ("assignment", name, thing.id), thing


def _below(prefix: str, path: tuple[str, ...], parent: Any) -> Iterator[tuple[str, tuple[str, ...], Any]]:
    for name, thing in things(parent):
        short, full = f"{prefix}/{thing.id}", (*path, name, thing.id)
        yield short, full, thing
        yield from _below(short, full, thing)


def full_path(plan: Plan, address: str) -> tuple[str, ...]:
    """Give the path of the thing at a short or full address, as attribute names and ids.

    Raises:
        UnknownAddress: No thing has it.
    """
    wanted = tuple(step for step in address.strip("/").split("/") if step)
    known: list[str] = []
    for short, path, _ in addresses(plan):
        if wanted in (tuple(short.split("/")), path, path[1:]):
            return path
        known.append(short)
    raise UnknownAddress(address, get_close_matches(address, known, n=1, cutoff=0.5))


def at_path(thing: Any, path: tuple[str | int, ...]) -> Any:
    """Follow a path of attribute names and ids (or indexes) from a thing.

    Raises:
        UnknownAddress: A step leads nowhere.
    """
    current = thing
    for step in path:
        if isinstance(current, tuple):
            found = _member(current, step)
        else:
            found = getattr(current, str(step), None) if attrs.has(type(current)) else None
        if found is None:
            raise UnknownAddress("/".join(str(part) for part in path))
        current = found
    return current


def _member(members: tuple[Any, ...], step: str | int) -> Any:
    if isinstance(step, int):
        return members[step] if -len(members) <= step < len(members) else None
    return next((member for member in members if getattr(member, "id", None) == step), None)


def find(plan: Plan, address: str) -> Any:
    """Give the thing at an address (see `Plan.__getitem__`)."""
    return at_path(plan, full_path(plan, address))


def replace(plan: Plan, address: str, **changes: Any) -> Plan:
    """Give a new plan in which the thing at `address` has other values; nothing is changed in place.

    An empty address changes the plan itself.

    Raises:
        UnknownAddress: No thing has the address.
        TypeError: A field does not exist or a value is of the wrong class.
        ValueError: A value is out of bounds.
    """
    path = full_path(plan, address) if address.strip("/") else ()
    changed: Plan = _changed(plan, path, changes)
    return attrs.evolve(changed, origin=None)


def _changed(thing: Any, path: tuple[str, ...], changes: dict[str, Any]) -> Any:
    if not path:
        unknown = [name for name in changes if name not in shapes(type(thing))]
        if unknown:
            nearest = get_close_matches(unknown[0], list(shapes(type(thing))), n=1)
            hint = f"; did you mean {nearest[0]}?" if nearest else ""
            raise TypeError(f"{type(thing).__name__} has no field {unknown[0]!r}{hint}")
        return attrs.evolve(thing, **changes)
    name, rest = path[0], path[1:]
    value = getattr(thing, name)
    if isinstance(value, tuple):
        members = tuple(_changed(member, rest[1:], changes) if member.id == rest[0] else member for member in value)
        return attrs.evolve(thing, **{name: members})
    return attrs.evolve(thing, **{name: _changed(value, rest, changes)})


def only(plan: Plan, roadmap: str) -> Plan:
    """Give the plan of one roadmap (see `Plan.only`)."""
    kept = _roadmap(plan, roadmap)
    dropped = {other.id for other in plan.roadmaps if other.id != roadmap}
    return attrs.evolve(
        plan,
        roadmaps=(kept,),
        events=tuple(event for event in plan.events if event.roadmap not in dropped),
        passages=tuple(passage for passage in plan.passages if passage.roadmap not in dropped),
    )


def _roadmap(plan: Plan, roadmap: str) -> Roadmap:
    for candidate in plan.roadmaps:
        if candidate.id == roadmap:
            return candidate
    known = [candidate.id for candidate in plan.roadmaps]
    raise UnknownAddress(roadmap, get_close_matches(roadmap, known, n=1, cutoff=0.4) or known)
