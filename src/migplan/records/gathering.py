"""Rows of forms put together as the plain data of a plan, with where each value stood."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from migplan.model import Money, Period, natural_key
from migplan.records.flattening import PRESENT, Cells, FormRow, is_in_roadmap
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

Path = tuple[str | int, ...]
"""Steps to a value in plain data as written: keys, and indexes of lists."""


@frozen
class Misplaced:
    """A row, or a cell of it, that belongs nowhere."""

    code: str
    row: FormRow
    key: str
    values: Mapping[str, object] = field(factory=dict)


@define
class Gathered:
    """Plain data made of rows."""

    data: dict[str, Any] = field(factory=dict)
    misplaced: list[Misplaced] = field(factory=list)
    cells: dict[Path, tuple[FormRow, str]] = field(factory=dict, repr=False)
    """Row and column of each value, by its path in `data`; a member's own path leads to its row with an empty column."""
    given: dict[Path, str] = field(factory=dict)
    """Ids that were made for members without one."""

    def cell(self, path: Path) -> tuple[FormRow, str] | None:
        """Give the row and the column of the value at a path, or those of the nearest thing around it."""
        for length in range(len(path), 0, -1):
            found = self.cells.get(path[:length])
            if found is not None:
                return found
        return None


def gathered(rows: Mapping[str, Sequence[FormRow]], layout: Layout) -> Gathered:
    """Put the rows of forms together as the plain data of a plan.

    Rows without id get the next id of their collection. A row whose owner is missing, a second row of a single form and a
    list of an unknown field are misplaced; the rest is taken. The members of a collection without ids are put in order of
    their number, those without a number last.
    """
    made = Gathered()
    homes: dict[tuple[str, tuple[str, ...]], tuple[dict[str, Any], Path]] = {("plan", ()): (made.data, ())}
    for name in ("plan", "assignment"):
        _gather_single(name, rows.get(name, ()), layout, made, homes)
    roadmap = _only_roadmap(rows, layout)
    tables = sorted(
        ((table, form) for form in layout.forms for table in form.tables), key=lambda pair: len(pair[0].path)
    )
    for table, form in tables:
        _gather_table(table, form, rows.get(form.name, ()), roadmap, made, homes)
    for name in (LINKS, LISTS):
        _gather_lists(name, rows.get(name, ()), layout, roadmap, made, homes)
    return made


def _only_roadmap(rows: Mapping[str, Sequence[FormRow]], layout: Layout) -> str | None:
    """Give the id of the roadmap that every row belongs to where rows do not say it."""
    if layout.has_roadmaps:
        return None
    return next((row.cells["id"] for row in rows.get("roadmaps", ()) if row.cells.get("id")), None)


Homes = dict[tuple[str, tuple[str, ...]], tuple[dict[str, Any], Path]]
"""Things that rows can belong to, by collection and by the ids that lead to them, with their path."""


def _gather_single(name: str, rows: Sequence[FormRow], layout: Layout, made: Gathered, homes: Homes) -> None:
    for number, row in enumerate(rows):
        if number:
            made.misplaced.append(Misplaced("row-too-many", row, "", {"form": name}))
            continue
        path: Path = () if name == "plan" else (name,)
        thing = made.data if name == "plan" else made.data.setdefault(name, {})
        homes[name, ()] = (thing, path)
        made.cells[path] = (row, "")
        _fill(thing, path, row, layout[name], made)


def _gather_table(
    table: RowTable, form: Form, rows: Sequence[FormRow], roadmap: str | None, made: Gathered, homes: Homes
) -> None:
    taken = rows
    if len(form.tables) > 1:
        owner_collection = next(
            column.collections[form.tables.index(table)]
            for column in form.columns
            if column.role is ColumnRole.COLLECTION
        )
        taken = [row for row in rows if row.cells.get(COLLECTION) == owner_collection]
        if form.tables[0] is table:
            known = {
                name for column in form.columns if column.role is ColumnRole.COLLECTION for name in column.collections
            }
            made.misplaced += [
                Misplaced("unknown-collection", row, COLLECTION, {"written": row.cells.get(COLLECTION, "")})
                for row in rows
                if row.cells.get(COLLECTION) not in known
            ]
    owned: dict[tuple[str, ...], list[FormRow]] = defaultdict(list)
    for row in taken:
        owned[_owner_ids(form, table, row, roadmap)].append(row)
    above = _owner_collection(table)
    for ids, members in owned.items():
        home = homes.get((above, ids))
        if home is None:
            made.misplaced += [_without_owner(form, row, ids) for row in members]
            continue
        _append(table, form, members, ids, home, made, homes)


def _owner_ids(form: Form, table: RowTable, row: FormRow, roadmap: str | None) -> tuple[str, ...]:
    ids = tuple(row.cells.get(column.key, "") for column in form.columns if column.role is ColumnRole.OWNER)
    hidden = len(ids) < len(table.owners)
    return (roadmap or "", *ids) if hidden else ids


def _owner_collection(table: RowTable) -> str:
    """Name the collection, or the single thing, that the members of a table belong to."""
    for length in range(len(table.path) - 1, 0, -1):
        prefix = table.path[:length]
        for other in TABLES.values():
            if not other.is_reference and other.path == prefix:
                return other.name
        if prefix == ("assignment",):
            return "assignment"
    return "plan"


def _without_owner(form: Form, row: FormRow, ids: tuple[str, ...]) -> Misplaced:
    columns = [column for column in form.columns if column.role is ColumnRole.OWNER]
    empty = next((column for column in columns if not row.cells.get(column.key)), None)
    if empty is not None:
        return Misplaced("missing-owner", row, empty.key, {"key": empty.key})
    key = columns[-1].key if columns else ""
    return Misplaced("unknown-owner", row, key, {"written": ids[-1] if ids else ""})


def _append(
    table: RowTable,
    form: Form,
    rows: list[FormRow],
    ids: tuple[str, ...],
    home: tuple[dict[str, Any], Path],
    made: Gathered,
    homes: Homes,
) -> None:
    thing, path = home
    name = table.path[-1]
    members: list[dict[str, Any]] = thing.setdefault(name, [])
    ordered = rows if table.record.has_id else sorted(rows, key=_place)
    known = [row.cells["id"] for row in rows if row.cells.get("id")]
    for row in ordered:
        here: Path = (*path, name, len(members))
        member: dict[str, Any] = {}
        made.cells[here] = (row, "")
        _fill(member, here, row, form, made)
        if table.record.has_id and not member.get("id"):
            fresh = next_id(known, member, table)
            known.append(fresh)
            made.given[here] = fresh
            member = {"id": fresh, **member}
        members.append(member)
        own = str(member.get("id", "")) if table.record.has_id else str(len(members))
        homes.setdefault((table.name, (*ids, own)), (member, here))


def _place(row: FormRow) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    written = row.cells.get(NUMBER, "")
    return (0, natural_key(written)) if written else (1, ())


def next_id(known: Sequence[str], member: Mapping[str, Any], table: RowTable) -> str:
    """Give the id that follows those known in a collection: `A1.3` after `A1.2`, within its objective where ids follow it.

    Without any known id the first is the initial of the kind and 1: `N1` for the first need.
    """
    objective = member.get("objective")
    stem = ""
    if isinstance(objective, str) and objective:
        digits = objective.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        stem = f"{table.record.kind[0].upper()}{digits}."
        if digits and (not known or any("." in one for one in known)):
            return _following(known, stem)
    if not known:
        return f"{table.record.kind[0].upper()}1"
    last = max(known, key=natural_key)
    stem = last.rstrip("0123456789")
    return _following(known, stem if stem != last else f"{last}-")


def _following(known: Sequence[str], stem: str) -> str:
    numbers = [int(one[len(stem) :]) for one in known if one.startswith(stem) and one[len(stem) :].isdecimal()]
    return f"{stem}{max(numbers, default=0) + 1}"


def _fill(thing: dict[str, Any], path: Path, row: FormRow, form: Form, made: Gathered) -> None:
    """Put the values of a row into a thing, at the fields that its columns name."""
    cells = row.cells
    for column in form.columns:
        text = cells.get(column.key)
        if text is None or column.field is None:
            continue
        holder, here = thing, path
        inner = column.path if column.part == "present" else column.path[:-1]
        for step in inner:
            holder = holder.setdefault(step, {})
            here = (*here, step)
            made.cells.setdefault(here, (row, column.key))
        if column.part == "present":
            if text != PRESENT and not holder:
                del _holder(thing, inner[:-1])[inner[-1]]
            continue
        name = column.path[-1]
        made.cells.setdefault((*here, name), (row, column.key))
        _put(holder, name, text, column, (*here, name), row, made)


def _holder(thing: dict[str, Any], path: Sequence[str]) -> dict[str, Any]:
    for step in path:
        thing = thing[step]
    return thing


def _put(
    holder: dict[str, Any], name: str, text: str, column: FormColumn, at: Path, row: FormRow, made: Gathered
) -> None:
    item = column.field
    if column.language is not None:
        made.cells[(*at, column.language)] = (row, column.key)
        holder[name] = _with_words(holder.get(name), column.language, text)
    elif item is not None and item.item is Money:
        written = str(holder.get(name, ""))
        holder[name] = f"{written} {text}".strip() if column.part == "currency" else text
    elif item is not None and item.item is Period:
        written = str(holder.get(name, ""))
        holder[name] = f"{written} – {text}" if column.part == "end" and written else text
    else:
        holder[name] = text


def _with_words(words: Any, language: str, text: str) -> Any:
    if words is None:
        return text if language == "" else {language: text}
    known = dict(words) if isinstance(words, Mapping) else {"": words}
    return {**known, language: text}


def _gather_lists(
    name: str, rows: Sequence[FormRow], layout: Layout, roadmap: str | None, made: Gathered, homes: Homes
) -> None:
    fields = {(item.collection, item.field.name): item for item in list_fields() if item.is_words is (name == LISTS)}
    collections = {collection for collection, _ in fields}
    for row in sorted(rows, key=_place):
        cells = row.cells
        collection = cells.get(COLLECTION, "")
        if collection not in collections:
            made.misplaced.append(Misplaced("unknown-collection", row, COLLECTION, {"written": collection}))
            continue
        item = fields.get((collection, cells.get(FIELD, "")))
        if item is None:
            values = {"written": cells.get(FIELD, ""), "collection": collection}
            made.misplaced.append(Misplaced("unknown-list", row, FIELD, values))
            continue
        home = homes.get((collection, _list_owner(collection, cells, roadmap)))
        if home is None:
            code = "unknown-owner" if cells.get("owner") else "missing-owner"
            made.misplaced.append(Misplaced(code, row, "owner", {"written": cells.get("owner", ""), "key": "owner"}))
            continue
        thing, path = home
        values = _list_value(row, item, layout)
        if values is None:
            continue
        members: list[Any] = thing.setdefault(item.field.name, [])
        here: Path = (*path, item.field.name, len(members))
        made.cells[here] = (row, VALUE if not item.is_words else f"{VALUE}@{layout.languages[0]}")
        members.append(values)


def _list_owner(collection: str, cells: Cells, roadmap: str | None) -> tuple[str, ...]:
    own = tuple(step for step in cells.get("owner", "").split("/") if step)
    if not is_in_roadmap(collection):
        return own
    return (cells.get(ROADMAP) or roadmap or "", *own)


def _list_value(row: FormRow, item: ListField, layout: Layout) -> Any:
    if not item.is_words:
        return row.cells.get(VALUE)
    words: Any = None
    for language in layout.languages:
        if text := row.cells.get(f"{VALUE}@{language}"):
            words = _with_words(words, language, text)
    return words
