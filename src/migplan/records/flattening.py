"""Plain data of a plan as the rows of its forms.

Plain data is what `migplan.codec.to_plain` gives: mappings, lists and texts. Nothing is typed here, so nothing is lost:
`gathered(flattened(plain, layout), layout).data` and `carried(plain)` together give `plain` back.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from migplan.model import Money, Period, Plan, Text
from migplan.records.describing import FieldRecord, Record, record
from migplan.records.forms import (
    COLLECTION,
    FIELD,
    LINKS,
    LISTS,
    NUMBER,
    ROADMAP,
    VALUE,
    ColumnRole,
    Form,
    FormColumn,
    Layout,
    ListField,
    list_fields,
)
from migplan.records.rows import TABLES, RowTable

CARRIED = ("migplan", "corrections")
"""Keys of a plan that no form holds."""
PRESENT = "yes"
"""Cell that says that a thing is there although it may be empty."""

Cells = dict[str, str]
"""The cells of one row by the key of their column, as plain texts; what is empty is left out."""


@frozen
class FormRow:
    """One row of a form."""

    form: str
    cells: Cells
    mark: Any = None
    """Whatever the caller knows the row by: its number in a sheet."""


def text_languages(data: Mapping[str, Any]) -> tuple[str, ...]:
    """List the languages that words of a plan's plain data stand in, sorted; an empty one for words in no stated language."""
    found: set[str] = set()
    _collect_languages(data, record(Plan), found)
    return tuple(sorted(found))


def _collect_languages(thing: Mapping[str, Any], kind: Record, found: set[str]) -> None:
    for item in kind.fields:
        value = thing.get(item.name)
        if value is None or item.name in CARRIED:
            continue
        if item.item is Text:
            for words in value if item.many else (value,):
                found.update(words if isinstance(words, Mapping) else ("",))
        elif item.is_thing:
            for member in _members(value, item) if item.many else (value,):
                _collect_languages(member, record(item.item), found)


def _members(value: Any, item: FieldRecord) -> list[dict[str, Any]]:
    """Give the members of a collection, also one written as a mapping."""
    if isinstance(value, dict) and item.mapping is not None:
        return [{item.mapping.key: key, item.mapping.value: given} for key, given in value.items()]
    return list(value)


def carried(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the part of a plan's plain data that no form holds."""
    return {key: data[key] for key in CARRIED if key in data}


def flattened(data: Mapping[str, Any], layout: Layout) -> dict[str, list[FormRow]]:
    """Give the rows of each form, in the order of the plan; forms without rows have an empty list."""
    rows: dict[str, list[FormRow]] = {form.name: [] for form in layout.forms}
    by_table = {table.name: form for form in layout.forms for table in form.tables}
    for form in layout.forms:
        thing = data if form.name == "plan" else data.get(form.name)
        if form.is_single and isinstance(thing, Mapping):
            rows[form.name].append(FormRow(form.name, _cells(thing, form)))
            _flatten_lists(thing, form.name, (), layout, rows)
    for name, form in by_table.items():
        table = TABLES[name]
        for owners, number, member in _walk(data, table):
            rows[form.name].append(FormRow(form.name, _row(form, table, owners, number, member, layout)))
            own = (*owners, str(member["id"] if table.record.has_id else number))
            _flatten_lists(member, name, own, layout, rows)
    return rows


def _walk(data: Mapping[str, Any], table: RowTable) -> Iterator[tuple[tuple[str, ...], int, dict[str, Any]]]:
    """Walk over the members of a collection: the ids of their owners, their number from 1, the member."""

    def visit(thing: Mapping[str, Any], depth: int, kind: Record, owners: tuple[str, ...]) -> Iterator[Any]:
        item = kind[table.path[depth]]
        value = thing.get(item.name)
        if not value:
            return
        inside = record(item.item)
        if not item.many:
            yield from visit(value, depth + 1, inside, owners)
            return
        for number, member in enumerate(_members(value, item), 1):
            if depth == len(table.path) - 1:
                yield owners, number, member
            else:
                own = str(member["id"]) if inside.has_id else str(number)
                yield from visit(member, depth + 1, inside, (*owners, own))

    yield from visit(data, 0, record(Plan), ())


def _row(
    form: Form, table: RowTable, owners: tuple[str, ...], number: int, member: Mapping[str, Any], layout: Layout
) -> Cells:
    cells = _owner_cells(form, table, owners, layout)
    if not table.record.has_id:
        cells[NUMBER] = str(number)
    cells.update(_cells(member, form))
    return cells


def _owner_cells(form: Form, table: RowTable, owners: tuple[str, ...], layout: Layout) -> Cells:
    shown = owners if layout.has_roadmaps or table.owners[:1] != (ROADMAP,) else owners[1:]
    cells: Cells = {}
    ids = iter(shown)
    for column in form.columns:
        if column.role is ColumnRole.COLLECTION:
            cells[column.key] = column.collections[form.tables.index(table)]
        elif column.role is ColumnRole.OWNER:
            cells[column.key] = next(ids)
    return cells


def _cells(thing: Mapping[str, Any], form: Form) -> Cells:
    cells: Cells = {}
    for column in form.columns:
        if column.field is None:
            continue
        value: Any = thing
        for step in column.path:
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is None:
            continue
        text = _part(value, column)
        if text:
            cells[column.key] = text
    return cells


def _part(value: Any, column: FormColumn) -> str:
    item = column.field
    if column.part == "present":
        return PRESENT
    if column.language is not None:
        return _in_language(value, column.language)
    if item is not None and item.item is Money:
        amount, _, currency = str(value).partition(" ")
        return currency if column.part == "currency" else amount
    if item is not None and item.item is Period:
        period = Period.parse(value)
        return str(period.start if column.part == "start" else period.end)
    return str(value)


def _in_language(words: Any, language: str) -> str:
    if isinstance(words, Mapping):
        return str(words.get(language, ""))
    return str(words) if language == "" else ""


def _flatten_lists(
    thing: Mapping[str, Any], collection: str, owners: tuple[str, ...], layout: Layout, rows: dict[str, list[FormRow]]
) -> None:
    for item in _lists_of(collection):
        for number, value in enumerate(thing.get(item.field.name) or (), 1):
            cells: Cells = {COLLECTION: collection, FIELD: item.field.name, NUMBER: str(number)}
            own = owners
            if is_in_roadmap(collection):
                if layout.has_roadmaps and owners:
                    cells[ROADMAP] = owners[0]
                own = owners[1:]
            if own:
                cells["owner"] = "/".join(own)
            if item.is_words:
                for language in layout.languages:
                    if text := _in_language(value, language):
                        cells[f"{VALUE}@{language}"] = text
            else:
                cells[VALUE] = str(value)
            name = LISTS if item.is_words else LINKS
            rows[name].append(FormRow(name, cells))


def _lists_of(collection: str) -> Iterable[ListField]:
    return (item for item in list_fields() if item.collection == collection)


def is_in_roadmap(collection: str) -> bool:
    """Say whether things of a collection are a roadmap or inside one."""
    table = TABLES.get(collection)
    return collection == "roadmaps" or (table is not None and not table.is_reference and table.owners[:1] == (ROADMAP,))
