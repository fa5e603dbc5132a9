"""A plan from forms that people filled in: cells typed, rows put together, what is missing taken from the plan they carry."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from attrs import define, field, frozen

from migplan.codec import to_plain
from migplan.codec.carrying import Carried, carried_plan
from migplan.codec.decoding import VERSION_KEY, VERSIONS
from migplan.locale import LANGUAGES, Words
from migplan.model import Plan, Reference
from migplan.problems import Address, Position, Problem, Severity
from migplan.readers.collection import uncollected
from migplan.readers.plans import FindPack, Gathered, plan_of
from migplan.readers.typing import plain_text
from migplan.records import KINDS
from migplan.records.flattening import FormRow, carried, flattened, text_languages
from migplan.records.forms import (
    COLLECTION,
    FIELD,
    LINKS,
    ColumnRole,
    Form,
    FormColumn,
    Layout,
    layout,
    list_fields,
)
from migplan.records.gathering import Gathered as Rows
from migplan.records.gathering import Path as RawPath
from migplan.records.gathering import gathered
from migplan.records.labels import column_label, folded, table_label
from migplan.records.scope import EVENT_FORMS, is_of_event
from migplan.records.sheets import CellKind, FilledForm, FilledForms, SheetCell


@define(eq=False, slots=False)
class SheetOrigin:
    """The cells that a plan was read from."""

    filled: FilledForms = field(repr=False)
    rows: Rows = field(repr=False)
    kept: Mapping[Address, tuple[int, ...]] = field(factory=dict, repr=False)
    faults: tuple[Address, ...] = field(default=(), repr=False)

    def position(self, at: Address) -> Position | None:
        """Give the cell of the value at this address, or that of the thing around it."""
        return self.written_position(self._as_written(at))

    def written_position(self, path: Address) -> Position | None:
        """Give the cell of the value at a path as the rows were put together."""
        found = self.rows.cell(path)
        if found is None or found[0].mark is None:
            return Position(self.filled.source)
        row, key = found
        if not key and path and isinstance(path[-1], str):
            key = self._likely(row.form, path[-1])
        return self.filled.place(row.form, row.mark, key)

    def key_position(self, path: Address) -> Position | None:
        """Give the same place: a cell has no key of its own."""
        return self.written_position(path)

    def _likely(self, form: str, name: str) -> str:
        """Give the column of a field that a row leaves empty."""
        found = self.filled.form(form)
        columns = found.columns if found is not None else {}
        return next((key for key in columns if key.partition("@")[0].partition(".")[0] == name), "")

    def _as_written(self, at: Address) -> RawPath:
        current: Any = self.rows.data
        path: list[str | int] = []
        for step in at:
            if isinstance(current, list) and isinstance(step, str):
                index = next(
                    (n for n, one in enumerate(current) if isinstance(one, dict) and one.get("id") == step), None
                )
                if index is None:
                    break
                path.append(index)
                current = current[index]
                continue
            path.append(step)
            try:
                current = current[step]
            except (KeyError, IndexError, TypeError):
                break
        return tuple(path)


@frozen
class FromForms:
    """What was made of a file of forms."""

    plan: Plan | None
    base: Plan | None
    problems: tuple[Problem, ...]


def plan_of_forms(filled: FilledForms, folder: Path, find_pack: FindPack) -> FromForms:
    """Make a plan of forms that came back.

    Forms, columns and rows that are not in the file because it is about a part of the plan come from the plan that it
    carries; a column that was deleted does too, and is told once. Rows that cannot be placed and cells that cannot be read are
    problems at their cell; the rest is taken.
    """
    with uncollected():
        base = carried_plan(filled.carried.get("base", ""))
        held = to_plain(base.plan) if base is not None else {}
        forms = _layout(filled, base, held)
        known = flattened(held, forms)
        problems: list[Problem] = []
        rows = {form.name: list(_rows(form, filled, known, forms, problems)) for form in forms.forms}
        _name_references(rows, forms, base)
        made = gathered(rows, forms)
        problems += [_misplaced(one, filled) for one in made.misplaced]
        data = {VERSION_KEY: VERSIONS[-1], **made.data, **carried(held)}
        made.data = data
        origin = SheetOrigin(filled, made)
        packs = base.packs if base is not None else {}
        plan, found = plan_of(Gathered(data, origin, tuple(problems), not problems), folder, find_pack, carried=packs)
        return FromForms(plan, base.plan if base is not None else None, found)


def _layout(filled: FilledForms, base: Carried | None, held: Mapping[str, Any]) -> Layout:
    languages = [*(base.plan.languages if base is not None else ()), *text_languages(held)]
    languages += [key.partition("@")[2] for form in filled.forms for key in form.columns if "@" in key]
    has_roadmaps = base is not None and len(base.plan.roadmaps) > 1
    has_roadmaps = has_roadmaps or any(
        "roadmap" in form.columns for form in filled.forms if form.form in ("actions", LINKS)
    )
    return layout(languages or [""], has_roadmaps=has_roadmaps)


def _rows(
    form: Form, filled: FilledForms, known: Mapping[str, Sequence[FormRow]], forms: Layout, problems: list[Problem]
) -> Iterator[FormRow]:
    """Give the rows of a form as filled in; those of the carried plan where the file has no such form, or not for them."""
    sheet = filled.form(form.name)
    if sheet is None:
        yield from known[form.name]
        return
    event = _event(filled)
    if event and form.name in EVENT_FORMS:
        yield from (row for row in known[form.name] if not is_of_event(row, event, known["ballots"]))
    has_event = any(column.key == EVENT for column in form.columns)
    given = {EVENT: event} if event and has_event and EVENT not in sheet.columns else {}
    absent = [column for column in form.columns if column.key not in sheet.columns and column.key not in given]
    before = _by_identity(form, known[form.name]) if absent else {}
    problems += _deleted(absent, sheet, filled, known[form.name])
    by_key = {column.key: column for column in form.columns}
    for row in sheet.rows:
        cells: dict[str, str] = {}
        for key, cell in row.cells.items():
            column = by_key.get(key)
            if column is None:
                continue
            text = _typed(column, cell, form, row.number, key, filled, problems)
            if text:
                cells[key] = text
        if not cells:
            continue
        cells.update(given)
        old = before.get(_identity(form, cells))
        for column in absent:
            if old is not None and column.key in old.cells:
                cells.setdefault(column.key, old.cells[column.key])
        yield FormRow(form.name, cells, row.number)


def _typed(
    column: FormColumn, cell: SheetCell, form: Form, row: int, key: str, filled: FilledForms, problems: list[Problem]
) -> str:
    if cell.kind in (CellKind.ERROR, CellKind.PENDING):
        code = "cell-error" if cell.kind is CellKind.ERROR else "formula-without-value"
        position = filled.place(form.name, row, key)
        problems.append(Problem(code, Severity.ERROR, values={"written": cell.text}, position=position))
        return ""
    text = plain_text(cell, column, filled.epoch)
    if column.role is ColumnRole.COLLECTION:
        return _collections().get(folded(text), text)
    if column.role is ColumnRole.FIELD:
        return _fields().get(folded(text), text)
    return text


EVENT = "event"


def _event(filled: FilledForms) -> str:
    """Give the event that a workbook is about; empty for another one."""
    about, _, name = filled.carried.get("scope", "").partition(" ")
    return name.strip() if about == EVENT else ""


@cache
def _collections() -> dict[str, str]:
    """Give the name of a collection for each way to call it, in any language."""
    names: dict[str, str] = {}
    for item in list_fields():
        names[folded(item.collection)] = item.collection
    for name in ("findings", "needs", *names.values()):
        for language in LANGUAGES:
            names[folded(table_label(Words(language), name))] = name
        names[folded(name)] = name
    return names


@cache
def _fields() -> dict[str, str]:
    names: dict[str, str] = {}
    for item in list_fields():
        for language in LANGUAGES:
            names[folded(column_label(Words(language), item.field.owner, item.field.name))] = item.field.name
        names[folded(item.field.name)] = item.field.name
    return names


def _identity(form: Form, cells: Mapping[str, str]) -> tuple[str, ...]:
    roles = (ColumnRole.OWNER, ColumnRole.COLLECTION, ColumnRole.FIELD, ColumnRole.NUMBER, ColumnRole.ID)
    return tuple(cells.get(column.key, "") for column in form.columns if column.role in roles)


def _by_identity(form: Form, rows: Sequence[FormRow]) -> dict[tuple[str, ...], FormRow]:
    return {_identity(form, row.cells): row for row in rows}


def _deleted(
    absent: Sequence[FormColumn], sheet: FilledForm, filled: FilledForms, known: Sequence[FormRow]
) -> Iterator[Problem]:
    """Tell each column that the carried plan has values for and the sheet has no more."""
    for column in absent:
        if column.part != "present" and any(column.key in row.cells for row in known):
            position = Position(filled.source, sheet=sheet.sheet, cell=f"A{sheet.header}")
            yield Problem("column-missing", Severity.WARNING, values={"key": column.key}, position=position)


def _misplaced(one: Any, filled: FilledForms) -> Problem:
    row: FormRow = one.row
    position = filled.place(row.form, row.mark, one.key) if row.mark is not None else Position(filled.source)
    return Problem(one.code, Severity.ERROR, values=dict(one.values), position=position)


# ------------------------------------------------------------------ references typed by name


def _name_references(rows: Mapping[str, list[FormRow]], forms: Layout, base: Carried | None) -> None:
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
