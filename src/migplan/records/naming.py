"""Places and values of plain data in a planner's words: `North › Actions › A1.2`, `Fin`, `31/01/2024`."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from migplan.locale import Words
from migplan.model import Assignment, Plan, Text
from migplan.problems import Address
from migplan.records.describing import FieldRecord, record
from migplan.records.labels import column_label, table_label
from migplan.records.rows import TABLES


@frozen
class Named:
    """A place, named."""

    thing: str
    """The things that lead to it, outermost first, by the names of their collections and their ids."""
    label: str
    """Name of the field; empty where a whole thing is meant."""
    item: FieldRecord | None = field(default=None, repr=False)
    words: Words | None = field(default=None, repr=False)

    def said(self, value: Any) -> str:
        """Say a value of plain data that stands there; empty for none."""
        if value is None:
            return ""
        if isinstance(value, Mapping):
            known = [self.said(value[key]) for key in ("id", "title", "text", "item", "label", "value") if key in value]
            return " – ".join(known[:2]) or ", ".join(self.said(one) for one in list(value.values())[:3])
        if isinstance(value, list | tuple):
            return "; ".join(self.said(one) for one in value)
        if self.item is not None and self.item.choices and self.words is not None:
            key = f"choices.{self.item.item.__name__}.{value}"
            return self.words(key) if self.words.has(key) else str(value)
        return str(value)


def named(at: Address, words: Words) -> Named:
    """Name a place of a plan's plain data; members without an id count from 1."""
    kind, item = record(Plan), None
    owner: type = Plan
    path: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    steps: list[str] = []
    label = ""
    rest = list(at)
    while rest:
        item = kind[str(rest.pop(0))]
        path = (*path, item.name)
        if item.is_thing and item.many:
            steps.append(_collection(path, words))
            if rest:
                member = rest.pop(0)
                steps.append(member if isinstance(member, str) else str(member + 1))
                kind, owner, inner = record(item.item), item.item, ()
        elif item.item is Assignment:
            steps.append(table_label(words, item.name))
            kind, owner, inner = record(item.item), item.item, ()
        elif item.is_thing:
            inner, kind = (*inner, item.name), record(item.item)
        else:
            label = column_label(words, owner, *inner, item.name)
            if item.item is Text and not item.many and rest and rest[0]:
                label += f" ({rest[0]})"
            break
    return Named(" › ".join(steps), label, item, words)


def _collection(path: tuple[str, ...], words: Words) -> str:
    return next(table_label(words, one.name) for one in TABLES.values() if one.path == path and not one.is_reference)
