"""What a kind of thing is made of: one record per class, one field record per field."""

import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import attrs
from attrs import field, frozen

from migplan.model import Money, Pack, Period, Plan, Text
from migplan.model.constraints import (
    AsMapping,
    Internal,
    Key,
    Pattern,
    Range,
    Ref,
    Required,
    Shape,
    Unit,
    is_enum,
    shapes,
)
from migplan.records.docstrings import field_docstrings, summary

VALUES = (Text, Money, Period)
"""Value classes, written as one text (or one per language) although they have fields of their own."""

_TYPES = {
    str: "text",
    int: "integer",
    bool: "boolean",
    Decimal: "number",
    date: "date",
    time: "time",
    Text: "words",
    Money: "money",
    Period: "period",
}


@frozen
class FieldRecord:
    """One field of a kind of thing."""

    owner: type = field(repr=False)
    """Class that has the field."""
    name: str
    """Name in the model and key in plan files."""
    item: Any
    """Class of the value, or of each member when there are many."""
    many: bool
    """A collection rather than one value."""
    optional: bool
    """It may be left out."""
    default: Any = field(repr=False)
    """Value when left out; `None` for a required field too."""
    is_key: bool
    """It holds an id."""
    ref: str | None
    """Kind of thing that it names, a key of `KINDS`."""
    unit: str | None
    """What a number counts: `percent` 0 to 100, `days`, `score`…"""
    low: Decimal | None
    high: Decimal | None
    pattern: str | None
    """Regular expression that the text matches as a whole."""
    example: str | None
    """What text of that form looks like."""
    is_internal: bool
    """It never reaches a public edition."""
    mapping: AsMapping | None
    """The fields that a collection written as a mapping consists of."""

    @property
    def required(self) -> bool:
        """A thing without it cannot be made."""
        return not self.optional

    @property
    def is_text(self) -> bool:
        """It holds words, in one language or several."""
        return self.item is Text

    @property
    def is_thing(self) -> bool:
        """It holds things with fields of their own, described by their own record."""
        return attrs.has(self.item) and self.item not in VALUES

    @property
    def choices(self) -> tuple[Enum, ...]:
        """The members of an enumeration, in order; empty for other fields."""
        return tuple(self.item) if is_enum(self.item) else ()

    @property
    def type_name(self) -> str:
        """What is written: `text`, `words`, `number`, `integer`, `money`, `date`, `time`, `period`, `boolean`, `choice` or `thing`."""
        if is_enum(self.item):
            return "choice"
        return _TYPES.get(self.item, "thing")

    @property
    def description(self) -> str:
        """The field's docstring on one line, empty when it has none."""
        return " ".join(field_docstrings(self.owner).get(self.name, "").split())


@frozen
class Record:
    """What a kind of thing is made of."""

    kind: str
    """Singular, kebab-case: `action`, `budget-line`."""
    cls: type
    fields: tuple[FieldRecord, ...] = field(repr=False)

    def __getitem__(self, name: str) -> FieldRecord:
        """Give a field by its name.

        Raises:
            KeyError: The thing has no such field.
        """
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    @property
    def has_id(self) -> bool:
        """Say whether such things have an id."""
        return any(item.name == "id" for item in self.fields)

    @property
    def description(self) -> str:
        """What such a thing is, one sentence."""
        return summary(self.cls)


def kind_of(cls: type) -> str:
    """Give the kind of a class: `budget-line` for `BudgetLine`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


@cache
def record(cls: type) -> Record:
    """Describe a class of the model."""
    return Record(kind_of(cls), cls, tuple(_described(cls)))


def _described(cls: type) -> Iterator[FieldRecord]:
    by_name = attrs.fields_dict(cls)
    for name, shape in shapes(cls).items():
        default = by_name[name].default
        yield _field_record(cls, name, shape, default)


def _field_record(cls: type, name: str, shape: Shape, default: Any) -> FieldRecord:
    ref, unit, pattern = shape.mark(Ref), shape.mark(Unit), shape.mark(Pattern)
    bounds = shape.mark(Range) or Range()
    needed = default is attrs.NOTHING or (shape.many and shape.mark(Required) is not None and not default)
    return FieldRecord(
        owner=cls,
        name=name,
        item=shape.item,
        many=shape.many,
        optional=not needed,
        default=None if default is attrs.NOTHING else default,
        is_key=shape.mark(Key) is not None,
        ref=ref.kind if ref else None,
        unit=unit.name if unit else None,
        low=bounds.low,
        high=bounds.high,
        pattern=pattern.regex if pattern else None,
        example=pattern.example if pattern else None,
        is_internal=shape.mark(Internal) is not None,
        mapping=shape.mark(AsMapping),
    )


@cache
def records() -> tuple[Record, ...]:
    """Describe every class of things that a plan or a pack is made of, the plan first, each before those inside it."""
    found: dict[type, Record] = {}
    waiting: list[type] = [Plan, Pack]
    while waiting:
        cls = waiting.pop(0)
        if cls in found:
            continue
        found[cls] = record(cls)
        waiting += [item.item for item in found[cls].fields if item.is_thing]
    return tuple(found.values())
