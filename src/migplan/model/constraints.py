"""What a field may hold, written in its type, and the guard that enforces it when a thing is made.

A field says all there is to know about its values: `lead: Annotated[str, Ref("stakeholder")] | None`.
The codec, the JSON Schema, the sheets and the reference pages read the same words through `migplan.records`.
"""

import re
import types
import typing
from collections.abc import Callable, Collection, Sequence
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
from attrs import frozen

ID_PATTERN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
"""Letters and digits of ASCII, inside also `.`, `_` and `-`: safe in a file name, an address and a sheet."""


@frozen
class Key:
    """The field is the thing's id, unique in its scope and kept for life."""


@frozen
class Ref:
    """The value names another thing by its id."""

    kind: str
    """What is named: `stakeholder`, `action`, `territory`, `level`, `framework`… (see `migplan.records.KINDS`)."""


@frozen
class Unit:
    """What the number counts: `percent` written 0 to 100, `days`, `minutes`, `persons`, `score`…"""

    name: str


@frozen
class Range:
    """Lowest and highest value allowed, both included; `None` for no bound."""

    low: Decimal | None = None
    high: Decimal | None = None


@frozen
class Pattern:
    """The text as a whole matches this regular expression."""

    regex: str
    example: str


@frozen
class Internal:
    """The value never reaches a public edition."""


@frozen
class AsMapping:
    """In a plan file the collection may be written as a mapping from one field to another: `{jobs-agency: R}`."""

    key: str
    value: str


@frozen
class Required:
    """A text or a collection that must not be empty."""


Id = Annotated[str, Key()]
Share = Annotated[Decimal, Unit("percent"), Range(Decimal(0), Decimal(100))]
Count = Annotated[int, Range(Decimal(0), None)]
Decimals = Annotated[int, Range(Decimal(0), Decimal(9))]
Positive = Annotated[Decimal, Range(Decimal(0), None)]
Score = Annotated[int, Unit("score"), Range(Decimal(1), Decimal(5))]
LanguageCode = Annotated[
    str, Pattern(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?", "fr, ar, zh-Hant-TW")
]
CurrencyCode = Annotated[str, Pattern(r"[A-Z]{3}", "EUR (ISO 4217)")]


@frozen
class Shape:
    """The type of one field, taken apart."""

    item: Any
    """The class of the value, or of each member of a collection: `str`, `Decimal`, an enum, an attrs class…"""
    many: bool
    """A tuple of items rather than one."""
    optional: bool
    """`None` is allowed."""
    marks: tuple[Any, ...]
    """The constraints written beside the type, outermost first."""

    def mark(self, kind: type) -> Any:
        """Give the constraint of this class, or `None`."""
        return next((mark for mark in self.marks if isinstance(mark, kind)), None)


def shape_of(annotation: Any) -> Shape:
    """Take a field's type apart: `Annotated[tuple[X, ...], …]`, `Annotated[X, …] | None` and the like."""
    marks: list[Any] = []
    many = optional = False
    current = annotation
    while True:
        origin = get_origin(current)
        if origin is Annotated:
            marks.extend(current.__metadata__)
            current = current.__origin__
        elif origin in (Union, types.UnionType):
            optional = True
            current = next(argument for argument in get_args(current) if argument is not type(None))
        elif origin is tuple:
            many = True
            current = get_args(current)[0]
        else:
            return Shape(current, many, optional, tuple(marks))


def _admits(item: Any) -> type | tuple[type, ...]:
    if item is Decimal:
        return (Decimal, int)
    return typing.cast("type", item)


def _guard_one(shape: Shape) -> Callable[[str, Any], None]:
    admitted = _admits(shape.item)
    exact_bool = shape.item is bool
    is_date = shape.item is date
    bounds, pattern = shape.mark(Range), shape.mark(Pattern)
    regex = ID_PATTERN if shape.mark(Key) else re.compile(pattern.regex) if pattern else None

    def guard(name: str, value: Any) -> None:
        if not isinstance(value, admitted) or (isinstance(value, bool) and not exact_bool):
            raise TypeError(f"{name} must be {getattr(shape.item, '__name__', shape.item)}, not {value!r}")
        if is_date and hasattr(value, "hour"):
            raise TypeError(f"{name} must be a date without a time, not {value!r}")
        if isinstance(value, Decimal) and not value.is_finite():
            raise ValueError(f"{name} must be a finite number, not {value}")
        if bounds is not None and (
            (bounds.low is not None and value < bounds.low) or (bounds.high is not None and value > bounds.high)
        ):
            raise ValueError(f"{name} must lie between {bounds.low} and {bounds.high}, not {value}")
        if regex is not None and not regex.fullmatch(str(value)):
            raise ValueError(f"{name} is not well formed: {value!r}")

    return guard


def _validator(shape: Shape) -> Callable[[Any, Any, Any], None]:
    guard = _guard_one(shape)
    required = shape.mark(Required) is not None

    def validate(instance: Any, attribute: Any, value: Any) -> None:
        name = attribute.name
        if value is None:
            if not shape.optional:
                raise TypeError(f"{name} must not be None")
            return
        if shape.many:
            for member in value:
                guard(name, member)
        else:
            guard(name, value)
        if required and isinstance(value, Collection) and not len(value):
            raise ValueError(f"{name} must not be empty")

    return validate


def _as_tuple(value: Sequence[Any]) -> tuple[Any, ...]:
    return value if type(value) is tuple else tuple(value)


def guarded(cls: type, fields: list[Any]) -> list[Any]:
    """Give each field of an attrs class the validator that its type asks for (an attrs `field_transformer`).

    Raises, when a thing is made: `TypeError` for a value of the wrong class, `ValueError` for one out of bounds.
    """
    ready = []
    for attribute in fields:
        if attribute.type is None or attribute.metadata.get("unguarded"):
            ready.append(attribute)
            continue
        shape = shape_of(attribute.type)
        check = _validator(shape)
        both = check if attribute.validator is None else attrs.validators.and_(check, attribute.validator)
        converter = _as_tuple if shape.many and attribute.converter is None else attribute.converter
        if shape.item is Decimal and not shape.many and attribute.converter is None:
            converter = _as_decimal
        ready.append(attribute.evolve(validator=both, converter=converter))
    return ready


def _as_decimal(value: Any) -> Any:
    return Decimal(value) if type(value) is int else value


def shapes(cls: Any) -> dict[str, Shape]:
    """Give the shape of every field of a model class, by name, in order; fields that carry no plan data are left out."""
    return _shapes(cls)


@cache
def _shapes(cls: Any) -> dict[str, Shape]:
    return {
        attribute.name: shape_of(attribute.type)
        for attribute in attrs.fields(cls)
        if not attribute.metadata.get("unguarded")
    }


PLAIN = (str, int, bool, Decimal, date, time)
"""The classes of plain values; everything else in a field is an enum, a value class or a thing."""


def is_enum(item: Any) -> bool:
    """Say whether the class of a field's items is an enumeration of choices."""
    return isinstance(item, type) and issubclass(item, Enum)
