"""From a plan or a pack to plain data: mappings, lists and texts, as a plan file holds them."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from migplan.codec.decoding import VERSION_KEY, VERSIONS
from migplan.codec.things import is_thing
from migplan.model import Money, Pack, Period, Plan, Text
from migplan.model.constraints import AsMapping, Shape, shapes

Saying = Callable[[Any], Any]


def _words(text: Text) -> Any:
    values = dict(text.values)
    return values[""] if list(values) == [""] else values


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _money(value: Money) -> str:
    amount = _number(value.amount)
    return f"{amount} {value.currency}" if value.currency else amount


def _time(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def _choice(value: Enum) -> str:
    return str(value.value)


_LEAVES: dict[Any, Saying] = {
    str: str,
    int: str,
    bool: lambda value: "yes" if value else "no",
    Decimal: _number,
    date: date.isoformat,
    time: _time,
    Text: _words,
    Money: _money,
    Period: str,
    Enum: _choice,
}


def _of_field(shape: Shape, converter: cattrs.Converter) -> Saying:
    """Say how the values of a field are written; cattrs leaves out those at their default beforehand."""
    one: Saying = converter.get_unstructure_hook(shape.item)
    if mapping := shape.mark(AsMapping):
        return _mapped(mapping, shape, one)
    if shape.many:
        return lambda values: [one(value) for value in values]
    return one


def _mapped(mapping: AsMapping, shape: Shape, one: Saying) -> Saying:
    """Write a collection as a mapping, or as a list where a key would come twice."""
    inside = set(shapes(shape.item))

    def say(members: tuple[Any, ...]) -> Any:
        rows = [one(member) for member in members]
        keys = {row[mapping.key] for row in rows}
        if len(keys) == len(rows) and inside == {mapping.key, mapping.value}:
            return {row[mapping.key]: row[mapping.value] for row in rows}
        return rows

    return say


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(omit_if_default=True)

    def of_thing(cls: Any) -> Saying:
        fields = shapes(cls)
        overrides = {
            item.name: override(unstruct_hook=_of_field(fields[item.name], converter))
            if item.name in fields
            else override(omit=True)
            for item in attrs.fields(cls)
        }
        return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **overrides)  # type: ignore[arg-type]  # overrides are of one type, named by field

    converter.register_unstructure_hook_factory(lambda cls: attrs.has(cls) and is_thing(cls), of_thing)
    for cls, saying in _LEAVES.items():
        converter.register_unstructure_hook(cls, saying)
    return converter


def to_plain(plan: Plan) -> dict[str, Any]:
    """Give a plan as plain data with the format version: `decode(Plan, to_plain(plan))` gives an equal plan.

    Every single value is a text; fields at their default are left out.
    """
    return {VERSION_KEY: VERSIONS[-1], **_plain(plan)}


def pack_to_plain(pack: Pack) -> dict[str, Any]:
    """Give a pack as plain data."""
    return _plain(pack)


def _plain(thing: Plan | Pack) -> dict[str, Any]:
    data: dict[str, Any] = _converter().unstructure(thing, unstructure_as=type(thing))
    return data
