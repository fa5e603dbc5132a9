"""Ids put where people typed the name of what they meant."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import attrs

from migplan.codec.carrying import Carried
from migplan.model import Plan, Reference
from migplan.records import KINDS
from migplan.records.flattening import FormRow
from migplan.records.forms import COLLECTION, FIELD, LINKS, ColumnRole, Layout, list_fields
from migplan.records.labels import folded


def name_references(rows: Mapping[str, list[FormRow]], forms: Layout, base: Carried | None) -> None:
    """Put ids where people typed the name of what they meant, or the id and the name together."""
    known = _Known(rows, base)
    for form in forms.forms:
        columns = [column for column in form.columns if column.field is not None and column.field.ref]
        owners = [column for column in form.columns if column.role is ColumnRole.OWNER and column.collections]
        for number, row in enumerate(rows[form.name]):
            if row.mark is None:
                continue
            changed: dict[str, str] = {}
            for column in columns:
                text = row.cells.get(column.key)
                if text and column.field is not None and column.field.ref:
                    changed[column.key] = known.id(column.field.ref, text)
            for column in owners:
                text = row.cells.get(column.key)
                if text and len(column.collections) == 1:
                    changed[column.key] = known.owner(column.collections[0], text)
            if form.name == LINKS and (text := row.cells.get("value")):
                ref = _list_refs().get((row.cells.get(COLLECTION, ""), row.cells.get(FIELD, "")))
                if ref:
                    changed["value"] = known.id(ref, text)
            if any(row.cells[key] != value for key, value in changed.items()):
                rows[form.name][number] = attrs.evolve(row, cells={**row.cells, **changed})


@cache
def _list_refs() -> dict[tuple[str, str], str]:
    return {(item.collection, item.field.name): item.field.ref for item in list_fields() if item.field.ref}


class _Known:
    """The ids of things, and their names, by kind."""

    def __init__(self, rows: Mapping[str, Sequence[FormRow]], base: Carried | None) -> None:
        self.rows, self.base = rows, base
        self._ids: dict[str, set[str]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._owners: dict[str, tuple[set[str], dict[str, str]]] = {}

    def id(self, kind: str, text: str) -> str:
        """Give the id that a text means for a kind of thing, else the text."""
        ids, names = self._of(kind)
        return _meant(text, ids, names)

    def owner(self, collection: str, text: str) -> str:
        """Give the id of an owner that a text means."""
        if collection not in self._owners:
            found = [(row.cells["id"], row.cells) for row in self.rows.get(collection, ()) if "id" in row.cells]
            self._owners[collection] = ({name for name, _ in found}, _titles(found))
        return _meant(text, *self._owners[collection])

    def _of(self, kind: str) -> tuple[set[str], dict[str, str]]:
        if kind not in self._ids:
            found: list[tuple[str, Mapping[str, str]]] = []
            for path in KINDS[kind].paths:
                found += [(row.cells["id"], row.cells) for row in self.rows.get(path[-1], ()) if "id" in row.cells]
            if self.base is not None:
                pack = Reference.of(self.base.plan if self.base.plan.packs else self._with_packs()).pack
                for thing in KINDS[kind].found_in(pack) if KINDS[kind].home.value == "pack" else ():
                    found.append((thing.id, _words_of(thing)))
            self._ids[kind] = {name for name, _ in found}
            self._names[kind] = _titles(found)
        return self._ids[kind], self._names[kind]

    def _with_packs(self) -> Plan:
        assert self.base is not None
        return attrs.evolve(self.base.plan, packs=tuple(self.base.packs.values()))


def _words_of(thing: Any) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name in ("title", "short", "acronym"):
        words = getattr(thing, name, None)
        if words is not None:
            cells.update({f"{name}@{language}": text for language, text in words.values})
    return cells


def _titles(found: Any) -> dict[str, str]:
    """Give the id of each name that belongs to one thing only."""
    names: dict[str, set[str]] = defaultdict(set)
    for identifier, cells in found:
        for key, text in cells.items():
            if key.partition("@")[0] in ("title", "short", "acronym"):
                names[folded(text)].add(identifier)
        names[folded(identifier)].add(identifier)
    return {name: next(iter(ids)) for name, ids in names.items() if len(ids) == 1}


def _meant(text: str, ids: set[str], names: Mapping[str, str]) -> str:
    if text in ids or not ids:
        return text
    head = text.split(" ", 1)[0].rstrip(":–-")
    if head in ids and " " in text:
        return head
    return names.get(folded(text), text)
