"""Finding all values of one sort in a plan, with their paths, without walking where none can be."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs
from attrs import frozen

from migplan.model import Audience, Money, Text
from migplan.model.constraints import Internal, Ref, Shape, shapes
from migplan.problems import Address


@frozen
class _Step:
    """One field of a class worth looking at."""

    name: str
    many: bool
    is_leaf: bool
    """The field holds what is looked for; else it holds things that may."""
    item: Any
    has_id: bool


def _is_text(shape: Shape) -> bool:
    return shape.item is Text and shape.mark(Internal) is None


def _is_money(shape: Shape) -> bool:
    return shape.item is Money


def _names_stakeholder(shape: Shape) -> bool:
    mark = shape.mark(Ref)
    return mark is not None and mark.kind == "stakeholder"


def _steps(cls: Any, wanted: Callable[[Shape], bool]) -> tuple[_Step, ...]:
    return _cached_steps(cls, wanted)


@cache
def _cached_steps(cls: Any, wanted: Callable[[Shape], bool]) -> tuple[_Step, ...]:
    return _pruned(cls, wanted, frozenset())


def _pruned(cls: Any, wanted: Callable[[Shape], bool], above: frozenset[Any]) -> tuple[_Step, ...]:
    steps = []
    for name, shape in shapes(cls).items():
        if wanted(shape):
            steps.append(_Step(name, shape.many, True, shape.item, False))
        elif (
            attrs.has(shape.item)
            and shape.item not in above
            and shape.mark(Internal) is None
            and _pruned(shape.item, wanted, above | {cls})
        ):
            steps.append(_Step(name, shape.many, False, shape.item, "id" in shapes(shape.item)))
    return tuple(steps)


def _collect(thing: Any, wanted: Callable[[Shape], bool], path: Address, found: list[tuple[Address, Any]]) -> None:
    for step in _steps(type(thing), wanted):
        value = getattr(thing, step.name)
        if value is None or value == ():
            continue
        if step.is_leaf:
            if step.many:
                found.extend(((*path, step.name, place), member) for place, member in enumerate(value))
            else:
                found.append(((*path, step.name), value))
        elif step.many:
            for place, member in enumerate(value):
                _collect(member, wanted, (*path, step.name, member.id if step.has_id else place), found)
        else:
            _collect(value, wanted, (*path, step.name), found)


def texts(thing: Any, path: Address = ()) -> list[tuple[Address, Text]]:
    """Give every text below a thing that is not marked internal."""
    found: list[tuple[Address, Any]] = []
    _collect(thing, _is_text, path, found)
    return found


def amounts(thing: Any, path: Address = ()) -> list[tuple[Address, Money]]:
    """Give every amount of money below a thing."""
    found: list[tuple[Address, Any]] = []
    _collect(thing, _is_money, path, found)
    return found


def named_stakeholders(thing: Any) -> set[str]:
    """Give the ids of the stakeholders that something below a thing names."""
    found: list[tuple[Address, Any]] = []
    _collect(thing, _names_stakeholder, (), found)
    return {name for _, name in found}


def public_texts(thing: Any, path: Address = ()) -> Iterator[tuple[Address, Text]]:
    """Give every text below a thing that a public edition may print: nothing marked internal, no internal thing."""
    for step in _steps(type(thing), _is_text):
        value = getattr(thing, step.name)
        if value is None or value == ():
            continue
        members = enumerate(value) if step.many else ((None, value),)
        for place, member in members:
            key: Address = () if place is None else ((member.id if step.has_id else place),)
            if step.is_leaf:
                yield (*path, step.name, *key), member
            elif getattr(member, "audience", Audience.PUBLIC) is Audience.PUBLIC:
                yield from public_texts(member, (*path, step.name, *key))
