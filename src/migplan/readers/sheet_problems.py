"""What is wrong with forms, said as those who fill them in see it: by column and label, and once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum

import attrs

from migplan.codec.carrying import Carried
from migplan.codec.faults import nearest
from migplan.codec.references import check_references
from migplan.locale import LANGUAGES, Words
from migplan.model import Plan, Text
from migplan.problems import Position, Problem, Severity
from migplan.readers.typing import choice_labels, choices
from migplan.records.flattening import FormRow
from migplan.records.forms import Form, FormColumn, Layout
from migplan.records.gathering import Misplaced
from migplan.records.labels import folded, heading, table_label
from migplan.records.sheets import FilledForms

SUGGESTED = 12
"""Most choices that a message lists when none is near."""


def labels_of_column(form: Form, column: FormColumn) -> Text:
    """Name a column in every language."""
    return _in_all(lambda words: heading(form, column, words))


def labels_of_form(name: str) -> Text:
    """Name a sheet in every language."""
    return _in_all(lambda words: table_label(words, name) if words.has(f"fields.sheet.{name}") else name)


def _in_all(say: Callable[[Words], str]) -> Text:
    return Text.of({language: say(Words(language)) for language in LANGUAGES})


def misplaced(
    lost: Sequence[Misplaced], filled: FilledForms, known: Mapping[str, Sequence[FormRow]], unread: Collection[str]
) -> Iterator[Problem]:
    """Tell of rows that belong nowhere, except where their owner was known before and an id of its sheet cannot be read now."""
    for one in lost:
        row = one.row
        if one.code == "unknown-owner" and unread:
            written = one.values.get("written")
            if any(before.cells.get("id") == written for form in unread for before in known.get(form, ())):
                continue
        position = filled.place(row.form, row.mark, one.key) if row.mark is not None else Position(filled.source)
        values = dict(one.values)
        if "form" in values:
            values["form"] = labels_of_form(str(values["form"]))
        if "collection" in values:
            values["collection"] = labels_of_form(str(values["collection"]))
        if "key" in values:
            values["key"] = _named(row.form, str(values["key"]))
        yield Problem(one.code, Severity.ERROR, values=values, position=position)


def _named(form: str, key: str) -> Text:
    from migplan.records.forms import layout

    found = next((one for one in layout([""]).forms if one.name == form), None)
    column = next((one for one in found.columns if one.key == key), None) if found is not None else None
    return labels_of_column(found, column) if found is not None and column is not None else Text.of(key)


def in_the_words_of_sheets(problems: Iterable[Problem], filled: FilledForms, forms: Layout) -> tuple[Problem, ...]:
    """Name choices by their labels, and what is missing by its column, in problems that stand in a sheet."""
    by_sheet = {one.sheet: one for one in filled.forms}
    by_name = {form.name: form for form in forms.forms}
    keys = {one.sheet: {letters: key for key, letters in one.columns.items()} for one in filled.forms}

    def said(problem: Problem) -> Problem:
        place = problem.position
        if place is None or place.sheet not in by_sheet or problem.code not in ("unknown-choice", "missing-key"):
            return problem
        form = by_name[by_sheet[place.sheet].form]
        if problem.code == "missing-key":
            column = _column_of(form, str(problem.values["key"]))
            if column is None:
                return problem
            return attrs.evolve(problem, code="missing-cell", values={"column": labels_of_column(form, column)})
        letters = (place.cell or "").rstrip("0123456789")
        key = keys[place.sheet].get(letters, "")
        found = next((column for column in form.columns if column.key == key), None)
        if found is None or found.field is None or not found.field.choices:
            return problem
        values = {**problem.values, "nearest": nearest_choice(str(problem.values["written"]), found.field.item)}
        return attrs.evolve(problem, values=values)

    return tuple(said(problem) for problem in problems)


def _column_of(form: Form, name: str) -> FormColumn | None:
    return next((column for column in form.columns if column.path[-1:] == (name,) and column.part != "present"), None)


def nearest_choice(written: str, cls: type[Enum]) -> Text:
    """Give the label of the choice that was probably meant, else those of all, in every language."""
    known = choices(cls)
    near = nearest(folded(written), known)
    members = [cls(known[near])] if near else list(cls)
    labels = [choice_labels(member) for member in members]
    more = ", …" if len(labels) > SUGGESTED else ""
    return Text.of({each: ", ".join(label[each] for label in labels[:SUGGESTED]) + more for each in LANGUAGES})


def without_known(problems: Iterable[Problem], base: Carried, plan: Plan) -> tuple[Problem, ...]:
    """Leave out references to what the workbook never held, such as the events of another roadmap: nobody filled them in."""
    bare = attrs.evolve(base.plan, packs=plan.packs, origin=None)
    known = {(one.code, one.values.get("written")) for one in check_references(bare) if "written" in one.values}
    if not known:
        return tuple(problems)
    return tuple(
        one
        for one in problems
        if not one.code.startswith("unknown-") or (one.code, one.values.get("written")) not in known
    )
