"""The texts of plain data as the cells of forms: numbers, days and labels."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from migplan.documents import Holds, Inline, Named, Value
from migplan.locale import Words
from migplan.records.flattening import PRESENT
from migplan.records.forms import COLLECTION, ColumnRole, FormColumn, list_fields
from migplan.reports.workbook.choices import choice_label, default_of
from migplan.reports.workbook.columns import FormSheet, collection_label, field_label

Cells = Mapping[str, str]
Maker = Callable[[Cells], Inline]

UNKNOWN = "?"
"""What a computed name says of a code that there is not."""


def converters(sheet: FormSheet, names: Mapping[str, Mapping[str, str]], words: Words) -> list[Maker]:
    """Give what makes each cell of a row of the form.

    `names` gives the labels of each vocabulary by code, in small letters.
    """
    makers = []
    for column, source in zip(sheet.columns, sheet.sources, strict=True):
        if source is not None:
            makers.append(_maker(source, column.holds, words))
        elif isinstance(column.formula, Named):
            makers.append(_name(column.formula, names.get(column.formula.vocabulary, {})))
        else:
            makers.append(lambda cells: "")
    return makers


def _name(formula: Named, names: Mapping[str, str]) -> Maker:
    last = formula.columns[-1]
    keys = formula.columns

    def make(cells: Cells) -> Inline:
        if last not in cells:
            return ""
        code = cells[last] if len(keys) == 1 else "/".join(cells.get(key, "") for key in keys)
        return names.get(code.casefold(), UNKNOWN)

    return make


def _maker(source: FormColumn, holds: Holds, words: Words) -> Maker:
    key, item = source.key, source.field
    if source.role is ColumnRole.COLLECTION:
        labels = {name: collection_label(name, words) for name in source.collections}
        return lambda cells: labels.get(cells.get(key, ""), cells.get(key, ""))
    if source.role is ColumnRole.FIELD:
        lists = {
            (one.collection, one.field.name): field_label(one.field.owner, one.field.name, words)
            for one in list_fields()
        }
        return lambda cells: lists.get((cells.get(COLLECTION, ""), cells.get(key, "")), cells.get(key, ""))
    if source.part == "present":
        yes = words("blocks.yes")
        return lambda cells: yes if cells.get(key) == PRESENT else ""
    if item is not None and item.item is bool:
        said = {"True": words("blocks.yes"), "true": words("blocks.yes"), "yes": words("blocks.yes")}
        said |= {"False": words("blocks.no"), "false": words("blocks.no"), "no": words("blocks.no")}
        return lambda cells: said.get(cells.get(key, ""), cells.get(key, ""))
    if item is not None and item.choices:
        known = {str(member.value): choice_label(member, words) for member in item.choices}
        usual = default_of(source, words)
        return lambda cells: known.get(cells.get(key, ""), cells.get(key, usual))
    if holds is Holds.DATE:
        return lambda cells: _day(cells.get(key))
    if holds.is_number:
        otherwise = default_of(source, words)
        return lambda cells: _number(cells.get(key) or otherwise, holds)
    return lambda cells: cells.get(key, "")


def _number(text: str | None, holds: Holds) -> Inline:
    if not text:
        return ""
    try:
        return Value(Decimal(text), holds)
    except InvalidOperation:
        return text


def _day(text: str | None) -> Inline:
    if not text:
        return ""
    try:
        return Value(date.fromisoformat(text), Holds.DATE)
    except ValueError:
        return text
