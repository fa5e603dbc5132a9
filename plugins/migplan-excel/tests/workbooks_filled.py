"""Workbooks as people send them back, made by openpyxl from the forms of a plan."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from migplan.codec import to_plain
from migplan.codec.carrying import carried_text
from migplan.locale import Words
from migplan.model import Money, Plan
from migplan.records.flattening import flattened, text_languages
from migplan.records.forms import FormColumn, layout
from migplan.records.labels import heading, language_name, table_label

KEY_ROW, HEADER_ROW = 4, 5


def filled(
    plan: Plan,
    *,
    language: str = "fr",
    has_keys: bool = True,
    has_names: bool = True,
    carries: bool = True,
    forms: tuple[str, ...] | None = None,
    change: Any = None,
) -> bytes:
    """Write the forms of a plan; `change` may alter the workbook before it is saved."""
    data = to_plain(plan)
    lay = layout((*plan.languages, *text_languages(data)))
    rows = flattened(data, lay)
    words = Words(language)
    book = Workbook()
    book.remove(book.active)
    for form in lay.forms:
        if forms is not None and form.name not in forms:
            continue
        sheet = book.create_sheet(table_label(words, form.name)[:31])
        sheet.cell(1, 1, "Une phrase au-dessus")
        for number, column in enumerate(form.columns, 1):
            if has_keys:
                sheet.cell(KEY_ROW, number, f"{form.name}:{column.key}")
            head = heading(form, column, words)
            if column.language:
                head = f"{head}::{language_name(column.language)} ({column.language})"
            sheet.cell(HEADER_ROW, number, head)
            for index, row in enumerate(rows[form.name], HEADER_ROW + 1):
                if text := row.cells.get(column.key):
                    cell = sheet.cell(index, number)
                    if is_stored_as_number(column, text):
                        cell.value = Decimal(text)
                    else:
                        cell.value = _escaped(text)
                        cell.data_type = "s"
        sheet.row_dimensions[KEY_ROW].hidden = True
        if has_names:
            name = f"migplan_form_{form.name}"
            target = f"'{sheet.title}'!$A${HEADER_ROW}:${get_column_letter(len(form.columns))}${HEADER_ROW}"
            book.defined_names[name] = DefinedName(name, attr_text=target)
    if carries:
        sheet = book.create_sheet("_migplan")
        sheet.sheet_state = "veryHidden"
        text = carried_text(plan)
        for number, start in enumerate(range(0, len(text), 30_000), 1):
            sheet.append(["base", number, None])
            cell = sheet.cell(number, 3, _escaped(text[start : start + 30_000]))
            cell.data_type = "s"
    if change is not None:
        change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def is_stored_as_number(column: FormColumn, text: str) -> bool:
    """Say whether a spreadsheet stores a text of a column as a number, and keeps all its digits."""
    is_number = column.field is not None and column.field.item in (Decimal, int, Money) and column.part != "currency"
    return is_number and re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII) is not None and len(text) <= 15


def _escaped(text: str) -> str:
    """Write what looks like an escape as Excel does; openpyxl leaves that to its user."""
    return re.sub(r"_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1", text)
