"""Finding all values of one sort in a plan, with their paths, without walking where none can be."""

from collections.abc import Callable
from functools import cache
from typing import Any

import attrs
from attrs import field, frozen

from migplan.model import Audience, Money, Plan, Text
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


@frozen
class _Search:
    """One walk: what is looked for, which of it is kept, and the way walked so far."""

    wanted: Callable[[Shape], bool]
    keeps: Callable[[Any], bool]
    is_public: bool
    path: list[str | int] = field(factory=list)
    """Changed on the way, so that a path is only made for what is kept."""
    found: list[tuple[Address, Any]] = field(factory=list)

    def walk(self, thing: Any) -> None:
        """Look at every field of a thing and below it."""
        if self.is_public and getattr(thing, "audience", None) is Audience.INTERNAL:
            return
        path = self.path
        for step in _steps(type(thing), self.wanted):
            value = getattr(thing, step.name)
            if value is None or value == ():
                continue
            path.append(step.name)
            if not step.many:
                self._one(step, value)
            else:
                for place, member in enumerate(value):
                    path.append(member.id if step.has_id else place)
                    self._one(step, member)
                    path.pop()
            path.pop()

    def _one(self, step: _Step, value: Any) -> None:
        if not step.is_leaf:
            self.walk(value)
        elif self.keeps(value):
            self.found.append((tuple(self.path), value))


def foreign_amounts(plan: Plan) -> list[tuple[Address, Money]]:
    """Give every amount of a plan in a currency that is not the plan's."""
    home = plan.currency
    search = _Search(_is_money, lambda money: money.currency is not None and money.currency != home, False)
    search.walk(plan)
    return search.found


def named_stakeholders(plan: Plan) -> set[str]:
    """Give the ids of the stakeholders that something in a plan names."""
    names: set[str] = set()

    def note(name: str) -> bool:
        names.add(name)
        return False

    _Search(_names_stakeholder, note, False).walk(plan)
    return names


def public_texts(plan: Plan, keeps: Callable[[Text], bool]) -> list[tuple[Address, Text]]:
    """Give the texts to keep among those that a public edition may print: nothing marked internal, no internal thing."""
    search = _Search(_is_text, keeps, True)
    search.walk(plan)
    return search.found
