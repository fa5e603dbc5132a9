"""What changed between two plans, or two editions of a roadmap: thing by thing, field by field."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import attrs
from attrs import frozen

from migplan.model import Plan, Roadmap
from migplan.model.constraints import Shape, shapes
from migplan.problems import Address


class ChangeKind(Enum):
    """What happened to a thing or a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@frozen
class Change:
    """One difference."""

    kind: ChangeKind
    at: Address
    """Path of the thing or the field, as problems give it: `("roadmaps", "north", "actions", "A1", "end")`."""
    field: str
    """Name of the field, empty when a whole thing was added or removed."""
    before: Any = None
    """The value, or the thing; `None` when it was not there."""
    after: Any = None

    @property
    def address(self) -> str:
        """The path in writing."""
        return "/".join(str(step) for step in self.at)


@frozen
class Comparison:
    """All differences between an earlier and a later plan, in the order of the model."""

    changes: tuple[Change, ...]

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Give the differences of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    def under(self, *at: str | int) -> tuple[Change, ...]:
        """Give the differences at a path and below it."""
        return tuple(change for change in self.changes if change.at[: len(at)] == at)


def compare(earlier: Plan, later: Plan) -> Comparison:
    """Say what a later plan adds, removes and changes.

    Things are matched by id wherever they stand in their list; members without an id count as one value:
    the list as a whole changed.
    """
    return Comparison(tuple(_differences(earlier, later, ())))


def compare_editions(earlier: Roadmap, later: Roadmap) -> Comparison:
    """Say what a later edition of a roadmap adds, removes and changes; paths start inside the roadmap."""
    return Comparison(tuple(_differences(earlier, later, ())))


def _differences(earlier: Any, later: Any, at: Address) -> Iterator[Change]:
    for name, shape in shapes(type(earlier)).items():
        before, after = getattr(earlier, name), getattr(later, name)
        if before != after:
            yield from _field(shape, before, after, (*at, name), name)


def _field(shape: Shape, before: Any, after: Any, at: Address, name: str) -> Iterator[Change]:
    has_fields = attrs.has(shape.item)
    if shape.many and has_fields and "id" in shapes(shape.item):
        yield from _members(before, after, at)
    elif has_fields and not shape.many and _goes_inside(before, after):
        yield from _differences(before, after, at)
    else:
        kind = ChangeKind.CHANGED
        if before in (None, ()):
            kind = ChangeKind.ADDED
        elif after in (None, ()):
            kind = ChangeKind.REMOVED
        yield Change(kind, at, name, before, after)


def _goes_inside(before: Any, after: Any) -> bool:
    """Whether two things are told apart field by field: those that hold others, not values such as texts."""
    return (
        before is not None
        and after is not None
        and any(shape.many and attrs.has(shape.item) for shape in shapes(type(before)).values())
    )


def _members(before: tuple[Any, ...], after: tuple[Any, ...], at: Address) -> Iterator[Change]:
    earlier, later = {member.id: member for member in before}, {member.id: member for member in after}
    for name, member in earlier.items():
        if name not in later:
            yield Change(ChangeKind.REMOVED, (*at, name), "", member, None)
        elif member != later[name]:
            yield from _differences(member, later[name], (*at, name))
    for name, member in later.items():
        if name not in earlier:
            yield Change(ChangeKind.ADDED, (*at, name), "", None, member)
