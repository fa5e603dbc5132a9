"""The things of a plan as flat rows, one table per collection, for data frames and for sheets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from attrs import frozen

from migplan.model import Money, Pack, Period, Plan, Reference, Text
from migplan.problems import MigplanError
from migplan.records.describing import FieldRecord, Record, kind_of, record


class UnknownTable(MigplanError, KeyError):
    """No collection of a plan has the name that was asked for."""

    def __str__(self) -> str:
        return str(self.args[0])


@frozen
class RowTable:
    """One collection of a plan or of its packs."""

    name: str
    """What `rows` is asked for: `actions`, `milestones`, `action_budget`."""
    record: Record
    path: tuple[str, ...]
    """Fields that lead to it from the plan, or from the pack."""
    owners: tuple[str, ...]
    """Columns that say what a row belongs to, outermost first: `roadmap`, `action`."""
    is_reference: bool
    """It comes from the packs and the plan's corrections."""


def _collections(cls: type, path: tuple[str, ...], owners: tuple[str, ...]) -> Iterator[tuple[Record, Any, Any]]:
    for item in record(cls).fields:
        if not item.is_thing or item.item is Pack:
            continue
        below = (*path, item.name)
        if item.many:
            yield record(item.item), below, owners
            yield from _collections(item.item, below, (*owners, kind_of(item.item).replace("-", "_")))
        elif item.name == "assignment":
            yield from _collections(item.item, below, owners)


def _tables() -> dict[str, RowTable]:
    """Name every collection: by its field where no other has that name, else by its owner and its field."""
    tables: dict[str, RowTable] = {}
    for cls, is_reference in ((Plan, False), (Pack, True)):
        found = list(_collections(cls, (), ()))
        uses = Counter(path[-1] for _, path, _ in found)
        for kind, path, owners in found:
            owner = owners[-1] if owners else "reference" if is_reference else path[0]
            is_alone = uses[path[-1]] == 1 and path[-1] not in tables
            name = path[-1] if is_alone else f"{owner}_{path[-1]}"
            tables[name] = RowTable(name, kind, path, owners, is_reference)
    return tables


TABLES: Mapping[str, RowTable] = MappingProxyType(_tables())
"""Every table that `rows` gives, by name."""


def rows(plan: Plan, kind: str) -> list[dict[str, Any]]:
    """List the members of one collection as flat dictionaries, all with the same columns in the same order.

    What a member belongs to comes first (`roadmap`, `action`), as an id, or as a number from 1 where it has none.
    Words stand in the plan's first language under the field's name, and in each other language of the plan under
    `name_language`. Money is a `Decimal` with a column `name_currency`; a period is two days; a choice is its word.
    Lists of ids and texts are joined by `; `, also those that a file writes as a mapping (`jobs-agency: R; museum: C`); lists
    of other things are counted, and a single thing gives one column per field.
    What is absent is `None`. A plan without such things gives `[]`.

    Raises:
        UnknownTable: There is no such table; the error lists those that exist.
    """
    table = TABLES.get(kind) or TABLES.get(kind.replace("-", "_"))
    if table is None:
        raise UnknownTable(f"there is no table {kind!r}; there are {', '.join(sorted(TABLES))}")
    home: Any = Reference.of(plan).pack if table.is_reference else plan
    return [
        {**dict(zip(table.owners, owners, strict=True)), **_row(member, table.record, plan)}
        for owners, member in _members(home, table.path, ())
    ]


def _members(parent: Any, path: tuple[str, ...], owners: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    value = getattr(parent, path[0])
    if value is None:
        return
    if not isinstance(value, tuple):
        yield from _members(value, path[1:], owners)
        return
    for number, member in enumerate(value, 1):
        if len(path) == 1:
            yield owners, member
        else:
            yield from _members(member, path[1:], (*owners, getattr(member, "id", number)))


def _row(thing: Any, kind: Record, plan: Plan, prefix: str = "") -> dict[str, Any]:
    row: dict[str, Any] = {}
    for item in kind.fields:
        value = getattr(thing, item.name) if thing is not None else None
        row.update(_cells(value, item, plan, f"{prefix}{item.name}"))
    return row


def _cells(value: Any, item: FieldRecord, plan: Plan, name: str) -> dict[str, Any]:
    if item.many:
        return {name: _many(value, item, plan)}
    if item.is_thing:
        return _row(value, record(item.item), plan, f"{name}_")
    if item.item is Text:
        first, *others = plan.languages
        cells = {name: value.in_(first) if value is not None else None}
        cells.update({f"{name}_{other}": _given(value, other) for other in others})
        return cells
    if item.item is Money:
        amount: Money | None = value
        currency = (amount.currency or plan.currency) if amount is not None else None
        return {name: amount.amount if amount is not None else None, f"{name}_currency": currency}
    if item.item is Period:
        period: Period | None = value
        return {f"{name}_start": period.start if period else None, f"{name}_end": period.end if period else None}
    return {name: value.value if isinstance(value, Enum) else value}


def _given(text: Text | None, language: str) -> str | None:
    return text.in_(language) if text is not None and text.has(language) else None


def _many(value: Any, item: FieldRecord, plan: Plan) -> str | int | None:
    if item.mapping is not None:
        pairs = ((getattr(member, item.mapping.key), getattr(member, item.mapping.value)) for member in value or ())
        return "; ".join(f"{_said(key, plan)}: {_said(given, plan)}" for key, given in pairs) or None
    if item.is_thing:
        return len(value) if value is not None else 0
    return "; ".join(_said(member, plan) for member in value) if value else None


def _said(member: Any, plan: Plan) -> str:
    if isinstance(member, Text):
        return member.in_(plan.languages[0])
    if isinstance(member, Enum):
        return str(member.value)
    return (
        member.isoformat()
        if isinstance(member, date)
        else f"{member:f}"
        if isinstance(member, Decimal)
        else str(member)
    )
