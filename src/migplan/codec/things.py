"""Readers of things: one per model class, made from the types of its fields and kept in a cattrs converter.

The converter finds the reader of any class (`get_structure_hook`), whether plain, enumerated or made of fields.
Readers are called with the written value and the `Reading` that gathers faults, in the place where cattrs passes a type:
a value at fault is left out and recorded, and the rest is read all the same.
"""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

import attrs
import cattrs

from migplan.codec.faults import ANY, Fault, Reading, shown
from migplan.codec.scalars import (
    FIRST_DAY,
    LAST_DAY,
    ValueReader,
    bounded,
    choice_reader,
    patterned,
    read_boolean,
    read_date,
    read_days,
    read_decimal,
    read_first_day,
    read_id,
    read_integer,
    read_last_day,
    read_money,
    read_period,
    read_string,
    read_text,
    read_time,
    text_reader,
)
from migplan.model import Money, Period, Text, natural_key
from migplan.model.constraints import AsMapping, Key, Pattern, Range, Required, Shape, is_enum, shapes

SHORTHAND = "period"
"""Key that stands for `start` and `end` in a thing that has both."""

_sort_key = lru_cache(maxsize=100_000)(natural_key)
_id_of = attrgetter("id")


def new_converter() -> cattrs.Converter:
    """Make a converter that knows how to read every class of the model."""
    converter = cattrs.Converter()
    leaves: dict[Any, ValueReader] = {
        str: read_string,
        Text: read_text,
        Decimal: read_decimal,
        int: read_integer,
        bool: read_boolean,
        date: read_date,
        time: read_time,
        Money: read_money,
        Period: read_period,
    }
    converter.register_structure_hook_factory(attrs.has, lambda cls: _thing_reader(cls, converter))
    converter.register_structure_hook_factory(is_enum, choice_reader)
    for cls, reader in leaves.items():
        converter.register_structure_hook(cls, reader)
    return converter


def has_shorthand(cls: Any) -> bool:
    """Say whether a thing's `start` and `end` may be written together as `period`."""
    fields = shapes(cls)
    return SHORTHAND not in fields and all(
        name in fields and fields[name].item is date and not fields[name].many for name in ("start", "end")
    )


def is_thing(item: Any) -> bool:
    """Say whether the items of a field are things with fields of their own, written as mappings."""
    return attrs.has(item) and item not in (Text, Money, Period)


def _leaf_reader(name: str, shape: Shape, converter: cattrs.Converter) -> ValueReader:
    if shape.mark(Key):
        return read_id
    reader: ValueReader = converter.get_structure_hook(shape.item)
    if shape.item is date and not shape.many:
        reader = read_first_day if name in FIRST_DAY else read_last_day if name in LAST_DAY else reader
    if bounds := shape.mark(Range):
        reader = bounded(reader, bounds)
    if pattern := shape.mark(Pattern):
        reader = patterned(reader, pattern)
    return reader


def _field_reader(name: str, shape: Shape, converter: cattrs.Converter) -> ValueReader:
    if not is_thing(shape.item):
        leaf = _leaf_reader(name, shape, converter)
        if shape.many:
            return _list_reader(name, leaf)
        return text_reader(name) if shape.item is Text else leaf
    thing = converter.get_structure_hook(shape.item)
    if not shape.many:
        return _nested(name, thing)
    keyed = "id" in shapes(shape.item)
    read = _members_reader(name, thing, keyed)
    if mapping := shape.mark(AsMapping):
        return _mapping_reader(name, shape.item, mapping, read, converter)
    return read


def _nested(name: str, thing: ValueReader) -> ValueReader:
    def read(raw: Any, reading: Reading) -> Any:
        since = len(reading.found)
        value = thing(raw, reading)
        if len(reading.found) > since:
            reading.enclose(since, name, name)
        return value

    return read


def _expect_list(raw: Any) -> None:
    if raw.__class__ is not list:
        raise Fault("expected-list", written=shown(raw), remedy=f"[{shown(raw)}]" if isinstance(raw, str) else "- …")


def _list_reader(name: str, leaf: ValueReader) -> ValueReader:
    """Give the reader of a list of single values; empty members are left out."""

    def read(raw: Any, reading: Reading) -> tuple[Any, ...]:
        _expect_list(raw)
        start = len(reading.found)
        try:
            plain = tuple([leaf(item, reading) for item in raw])
        except Fault:
            plain = ()
        if len(plain) == len(raw) and len(reading.found) == start and all(plain):
            return plain
        del reading.found[start:]  # one by one, to say which are at fault
        values = []
        kept = []
        for index, item in enumerate(raw):
            since = len(reading.found)
            try:
                value = leaf(item, reading)
            except Fault as fault:
                reading.add(fault, name, index)
                continue
            if len(reading.found) > since:
                reading.enclose(since, index, index)
                reading.enclose(since, name, name)
            if value is not None:
                values.append(value)
                kept.append(index)
        if len(kept) < len(raw):
            reading.keep(name, kept)
        return tuple(values)

    return read


def _members_reader(name: str, thing: ValueReader, keyed: bool) -> ValueReader:
    """Give the reader of a list of things; those with an id are put in natural order of it."""

    def read(raw: Any, reading: Reading) -> tuple[Any, ...]:
        if keyed and raw.__class__ is not list:
            reading.lost.add(ANY)
        _expect_list(raw)
        members = []
        kept = []
        found = reading.found
        for index, item in enumerate(raw):
            since = len(found)
            if item == "":
                continue
            try:
                member = thing(item, reading)
            except Fault as fault:
                reading.add(fault)
                reading.lost.add(shown(item) if isinstance(item, str) else ANY)
                member = None
            if len(found) > since:
                reading.enclose(since, index, _step(index, item, keyed))
                reading.enclose(since, name, name)
            if member is not None:
                members.append(member)
                kept.append(index)
        if len(kept) < len(raw):
            reading.keep(name, kept)
        if keyed and len(members) > 1:
            members = _distinct(raw, members, name, reading)
            members.sort(key=lambda member: _sort_key(member.id))
        return tuple(members)

    return read


def _distinct(raw: list[Any], members: list[Any], name: str, reading: Reading) -> list[Any]:
    """Keep the first of the members that share an id, and report the others."""
    if len({member.id for member in members}) == len(members):
        return members
    seen: set[str] = set()
    for index, item in enumerate(raw):
        identifier = item.get("id") if isinstance(item, dict) else None
        if isinstance(identifier, str) and (identifier := identifier.strip()):
            if identifier in seen:
                reading.add(Fault("duplicate-id", id=shown(identifier)), name, index, "id")
            seen.add(identifier)
    kept: dict[str, Any] = {}
    for member in members:
        kept.setdefault(member.id, member)
    return list(kept.values())


def _step(index: int, item: Any, keyed: bool) -> str | int:
    written = item.get("id") if keyed and isinstance(item, dict) else None
    return written.strip() if isinstance(written, str) and written.strip() else index


def _mapping_reader(
    name: str, cls: Any, mapping: AsMapping, as_list: ValueReader, converter: cattrs.Converter
) -> ValueReader:
    """Give the reader of a collection that may be written as a mapping from one field to another."""
    fields = shapes(cls)
    read_key = _leaf_reader(mapping.key, fields[mapping.key], converter)
    read_value = _leaf_reader(mapping.value, fields[mapping.value], converter)

    def read(raw: Any, reading: Reading) -> tuple[Any, ...]:
        if raw.__class__ is not dict:
            return as_list(raw, reading)  # type: ignore[no-any-return]  # a members reader gives a tuple
        members = []
        for index, (written, item) in enumerate(raw.items()):
            since = len(reading.found)
            key = value = None
            try:
                key = read_key(written, reading)
                value = read_value(item, reading)
                if key is not None and value is None:
                    raise Fault("missing-value", key=shown(written))
            except Fault as fault:
                reading.add(fault)
            if len(reading.found) > since:
                reading.enclose(since, written, index)
                reading.enclose(since, name, name)
            if key is not None and value is not None:
                members.append(cls(**{mapping.key: key, mapping.value: value}))
        return tuple(members)

    return read


def _thing_reader(cls: Any, converter: cattrs.Converter) -> ValueReader:
    """Make the reader of one class: a mapping from the names of its fields to their values."""
    fields = shapes(cls)
    readers = {name: _field_reader(name, shape, converter) for name, shape in fields.items()}
    shorthand = has_shorthand(cls)
    if shorthand:
        readers[SHORTHAND] = read_days
    own = attrs.fields(cls)
    required = frozenset(
        item.name for item in own if item.init and item.name in fields and item.default is attrs.NOTHING
    )
    filled = frozenset(name for name, shape in fields.items() if shape.mark(Required) and shape.many)
    nested = frozenset(name for name, shape in fields.items() if is_thing(shape.item) and not shape.many)
    build = _builder(cls)
    find = readers.get

    def read(raw: Any, reading: Reading) -> Any:
        if raw.__class__ is not dict:
            raise Fault("expected-mapping", written=shown(raw))
        values: dict[str, Any] = {}
        for key, item in raw.items():
            if not item and key in readers and (item.__class__ is not dict or key not in nested):
                continue
            reader = find(key)
            if reader is None:
                fault = Fault("unknown-key", key=shown(key), nearest=reading.suggest(key, readers))
                reading.add(fault, key, on_key=True)
                continue
            try:
                value = reader(item, reading)
            except Fault as fault:
                reading.add(fault, key)
                continue
            if value is not None:
                values[key] = value
        if shorthand and SHORTHAND in values:
            _spread(raw, values, reading)
        if not required <= values.keys() or (filled and not all(values.get(name) for name in filled)):
            return _incomplete(raw, values, reading, required | filled)
        return build(values.get)

    return read


def _spread(raw: Any, values: dict[str, Any], reading: Reading) -> None:
    days = values.pop(SHORTHAND)
    for name, day in zip(("start", "end"), days, strict=True):
        if name in values:
            reading.add(Fault("period-twice", key=name, written=shown(raw[SHORTHAND])), SHORTHAND, on_key=True)
        else:
            values[name] = day


def _incomplete(raw: Any, values: dict[str, Any], reading: Reading, needed: frozenset[str]) -> None:
    """Report the required keys that were not written; those written wrongly are reported already."""
    for name in sorted(needed):
        if not values.get(name) and not raw.get(name):
            reading.add(Fault("missing-key", key=name))
    if isinstance(identifier := raw.get("id"), str):
        reading.lost.add(identifier.strip())


def _builder(cls: Any) -> Callable[[Callable[[str, Any], Any]], Any]:
    """Give a function that makes an instance of values already checked, without checking them again.

    It sets the slots directly, as the class's own `__init__` would after its validators.
    """
    own = [item for item in attrs.fields(cls) if item.init]
    lines = ["def build(get):", "    made = new(cls)"]
    scope: dict[str, Any] = {"new": object.__new__, "cls": cls}
    for number, item in enumerate(own):
        default = None if item.default is attrs.NOTHING else item.default
        scope[f"set{number}"] = getattr(cls, item.name).__set__
        scope[f"default{number}"] = default
        lines.append(f"    set{number}(made, get({item.name!r}, default{number}))")
    lines.append("    return made")
    exec(compile("\n".join(lines), f"<builder of {cls.__name__}>", "exec"), scope)
    return scope["build"]  # type: ignore[no-any-return]  # made by the lines above
