"""A plan from forms that people filled in: cells typed, rows put together, what is missing taken from the plan they carry."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from migplan.codec import to_plain
from migplan.codec.carrying import Carried, carried_plan
from migplan.codec.decoding import VERSION_KEY, VERSIONS
from migplan.locale import LANGUAGES, Words
from migplan.model import Plan
from migplan.model.constraints import ID_PATTERN
from migplan.problems import Position, Problem, Severity
from migplan.readers.collection import uncollected
from migplan.readers.numbers import Habit
from migplan.readers.origin import addresses_at_fault
from migplan.readers.plans import FindPack, Gathered, plan_of
from migplan.readers.sheet_names import name_references
from migplan.readers.sheet_origin import SheetOrigin
from migplan.readers.sheet_problems import (
    in_the_words_of_sheets,
    labels_of_column,
    labels_of_form,
    misplaced,
    without_known,
)
from migplan.readers.typing import typed
from migplan.records.flattening import FormRow, carried, flattened, text_languages
from migplan.records.forms import (
    COLLECTION,
    LINKS,
    LISTS,
    ROADMAP,
    ColumnRole,
    Form,
    FormColumn,
    Layout,
    layout,
    list_fields,
)
from migplan.records.gathering import gathered
from migplan.records.labels import column_label, folded, table_label
from migplan.records.scope import EVENT_FORMS, ROADMAP_FORMS, collections_of, is_of_event
from migplan.records.sheets import CellKind, FilledForm, FilledForms, SheetCell, SheetRow


@frozen
class FromForms:
    """What was made of a file of forms."""

    plan: Plan | None
    base: Plan | None
    problems: tuple[Problem, ...]


def plan_of_forms(filled: FilledForms, folder: Path, find_pack: FindPack) -> FromForms:
    """Make a plan of forms that came back; it never raises.

    Forms, columns and rows that are not in the file because it is about a part of the plan come from the plan that it
    carries; a column or a sheet that was deleted does too, and is told once. Rows that cannot be placed and cells that
    cannot be read are problems at their cell; what merely follows from one stays silent; the rest is taken.
    """
    try:
        with uncollected():
            return _made(filled, folder, find_pack)
    except (Exception, MemoryError) as error:  # whatever a file from outside makes our own code do
        values = {"error": f"{type(error).__name__}: {error}"}
        problem = Problem("unreadable-workbook", Severity.ERROR, values=values, position=Position(filled.source))
        return FromForms(None, None, (problem,))


def _made(filled: FilledForms, folder: Path, find_pack: FindPack) -> FromForms:
    base = carried_plan(filled.carried.get("base", ""))
    if base is None and (lacks := _lacking(filled)):
        return FromForms(None, None, (lacks,))
    held = to_plain(base.plan) if base is not None else {}
    forms = _layout(filled, base, held)
    known = flattened(held, forms)
    problems: list[Problem] = []
    taken = _Taken(filled, known, forms, _habit(filled, base), problems)
    rows = {form.name: list(taken.rows(form)) for form in forms.forms}
    name_references(rows, forms, base)
    made = gathered(rows, forms)
    is_whole = not any(one.severity is Severity.ERROR for one in problems)
    # A row that cannot be placed hides what others may refer to only where it has an id.
    is_whole = is_whole and not any("id" in one.row.cells for one in made.misplaced)
    problems += misplaced(made.misplaced, filled, known, taken.unread)
    made.data = {VERSION_KEY: VERSIONS[-1], **made.data, **carried(held)}
    origin = SheetOrigin(filled, made)
    packs = base.packs if base is not None else {}
    gathering = Gathered(made.data, origin, tuple(problems), is_whole)
    plan, found = plan_of(gathering, folder, find_pack, carried=packs)
    found = in_the_words_of_sheets(found, filled, forms)
    if base is not None and plan is not None:
        found = without_known(found, base, plan)
        origin.faults = addresses_at_fault(found)
    return FromForms(plan, base.plan if base is not None else None, found)


def _lacking(filled: FilledForms) -> Problem | None:
    """Say that a workbook about a part of a plan lost the plan that it carried, so that nothing can be made of it."""
    if filled.form("plan") is not None:
        return None
    return Problem("carried-missing", Severity.ERROR, position=Position(filled.source))


def _habit(filled: FilledForms, base: Carried | None) -> Habit:
    """Say how those who fill in the file write numbers."""
    language = filled.carried.get("language", "") or (base.plan.languages[0] if base is not None else "")
    return Habit.of(language, base.plan.currency if base is not None else _currency(filled))


def _currency(filled: FilledForms) -> str:
    form = filled.form("plan")
    rows = form.rows if form is not None else ()
    return next((row.cells["currency"].text.strip().upper() for row in rows if "currency" in row.cells), "")


def _layout(filled: FilledForms, base: Carried | None, held: Mapping[str, Any]) -> Layout:
    languages = [*(base.plan.languages if base is not None else ()), *text_languages(held)]
    languages += [key.partition("@")[2] for form in filled.forms for key in form.columns if "@" in key]
    has_roadmaps = base is not None and len(base.plan.roadmaps) > 1
    has_roadmaps = has_roadmaps or any(
        "roadmap" in form.columns for form in filled.forms if form.form in ("actions", LINKS)
    )
    return layout(languages or [""], has_roadmaps=has_roadmaps)


@define(eq=False)
class _Taken:
    """The rows that are taken from a file, with what is wrong with its cells."""

    filled: FilledForms
    known: Mapping[str, Sequence[FormRow]]
    forms: Layout
    habit: Habit
    problems: list[Problem]
    unread: set[str] = field(factory=set)
    """Forms with an id that could not be read; what belongs to it seems to belong to nothing."""

    def rows(self, form: Form) -> Iterator[FormRow]:
        """Give the rows of a form as filled in; those of the carried plan where the file has no such form, or not for them."""
        filled, known = self.filled, self.known[form.name]
        sheet = filled.form(form.name)
        if sheet is None:
            if known and form.name in _sent(filled):
                values = {"form": labels_of_form(form.name), "count": len(known)}
                self.tell("sheet-missing", Severity.WARNING, Position(filled.source), values)
            yield from known
            return
        event = _event(filled)
        if event and form.name in EVENT_FORMS:
            yield from (row for row in known if not is_of_event(row, event, self.known["ballots"]))
        has_event = any(column.key == EVENT for column in form.columns)
        given = {EVENT: event} if event and has_event and EVENT not in sheet.columns else {}
        absent = [column for column in form.columns if column.key not in sheet.columns and column.key not in given]
        before = _by_identity(form, known) if absent else {}
        self.problems += _deleted(form, absent, sheet, filled, known)
        by_key = {column.key: column for column in form.columns}
        told: set[str] = set()
        for row in sheet.rows:
            if _is_total(row, form):
                position = Position(filled.source, sheet=sheet.sheet, cell=f"{_first_letters(row, sheet)}{row.number}")
                self.tell("total-row", Severity.ADVICE, position, {"written": _first(row)})
                continue
            cells: dict[str, str] = {}
            for key, cell in row.cells.items():
                column = by_key.get(key)
                text = self.typed(column, cell, form, row.number, key) if column is not None else ""
                if text:
                    cells[key] = text
            if not cells:
                continue
            cells.update(given)
            old = before.get(_identity(form, cells))
            for column in absent:
                if old is not None and column.key in old.cells:
                    cells.setdefault(column.key, old.cells[column.key])
            told.add(cells.get(COLLECTION, ""))
            yield FormRow(form.name, cells, row.number)
        if form.name in (LINKS, LISTS) and _is_of_roadmap(filled):
            told |= collections_of(one for one in self.forms.forms if one.name in ROADMAP_FORMS)
            yield from (row for row in known if row.cells.get(COLLECTION) not in told)

    def typed(self, column: FormColumn, cell: SheetCell, form: Form, row: int, key: str) -> str:
        """Give what a cell means, after telling what is wrong with it; empty for what cannot be known."""
        filled = self.filled
        if cell.kind in (CellKind.ERROR, CellKind.PENDING):
            code = "cell-error" if cell.kind is CellKind.ERROR else "formula-without-value"
            self.tell(code, Severity.ERROR, filled.place(form.name, row, key), {"written": cell.text})
            if column.role is ColumnRole.ID:
                self.unread.add(form.name)
            return ""
        said = typed(cell, column, filled.epoch, self.habit)
        if said.is_doubtful:
            values = {"written": cell.text.strip(), "read": said.text}
            self.tell("doubtful-number", Severity.WARNING, filled.place(form.name, row, key), values)
        if column.role is ColumnRole.ID and said.text and not ID_PATTERN.fullmatch(said.text):
            self.unread.add(form.name)
        if column.role is ColumnRole.COLLECTION:
            return _collections().get(folded(said.text), said.text)
        if column.role is ColumnRole.FIELD:
            return _fields().get(folded(said.text), said.text)
        return said.text

    def tell(self, code: str, severity: Severity, position: Position, values: Mapping[str, object]) -> None:
        """Add a problem."""
        self.problems.append(Problem(code, severity, values=values, position=position))


_TOTALS = frozenset(
    folded(word)
    for word in (
        "total", "totaux", "total général", "sous-total", "somme", "sum", "totals", "grand total", "subtotal", "sub-total",
        "المجموع", "مجموع", "المجموع العام", "الإجمالي", "إجمالي", "المجموع الكلي", "المجموع الجزئي",
    )
)  # fmt: skip


def _is_total(row: SheetRow, form: Form) -> bool:
    """Say whether a row is a sum that somebody typed below the others: the word, and nothing beside it but numbers."""
    said = [cell for cell in row.cells.values() if cell.kind is CellKind.TEXT]
    if len(said) != 1 or folded(said[0].text.strip().rstrip(":")) not in _TOTALS:
        return False
    rest = [cell for cell in row.cells.values() if cell is not said[0]]
    needed = [column.key for column in form.columns if column.is_required]
    return bool(rest) or any(key not in row.cells for key in needed)


def _first(row: SheetRow) -> str:
    return next(cell.text.strip() for cell in row.cells.values() if cell.kind is CellKind.TEXT)


def _first_letters(row: SheetRow, sheet: FilledForm) -> str:
    return next(sheet.columns[key] for key, cell in row.cells.items() if cell.kind is CellKind.TEXT)


def _sent(filled: FilledForms) -> frozenset[str]:
    """Name the forms that the workbook had when it was made."""
    try:
        names = json.loads(filled.carried.get("forms", "[]"))
    except ValueError:
        return frozenset()
    return frozenset(name for name in names if isinstance(name, str)) if isinstance(names, list) else frozenset()


EVENT = "event"


def _event(filled: FilledForms) -> str:
    """Give the event that a workbook is about; empty for another one."""
    about, _, name = filled.carried.get("scope", "").partition(" ")
    return name.strip() if about == EVENT else ""


def _is_of_roadmap(filled: FilledForms) -> bool:
    return filled.carried.get("scope", "").partition(" ")[0] == ROADMAP


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
    form: Form, absent: Sequence[FormColumn], sheet: FilledForm, filled: FilledForms, known: Sequence[FormRow]
) -> Iterator[Problem]:
    """Tell each column that the carried plan has values for and the sheet has no more."""
    for column in absent:
        if column.part != "present" and any(column.key in row.cells for row in known):
            position = Position(filled.source, sheet=sheet.sheet, cell=f"A{sheet.header}")
            values = {"key": column.key, "column": labels_of_column(form, column)}
            yield Problem("column-missing", Severity.WARNING, values=values, position=position)
