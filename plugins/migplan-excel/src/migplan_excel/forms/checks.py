"""What may be typed into the cells of a form, and how a row looks while it is wrong."""

from collections.abc import Iterator, Mapping
from datetime import date

from migplan.documents import Alert, AlertKind, Column, Holds
from migplan_excel.conditions import formula_condition
from migplan_excel.forms.vocabularies import choices_formula
from migplan_excel.list_objects import Validation
from migplan_excel.sheet import Condition, number_text, serial
from migplan_excel.styles import Difference
from migplan_excel.writer import Writer
from migplan_office.columns import column_letters

Bound = tuple[str, str, str]


def validation(
    writer: Writer, column: Column, header: str, ranges: str, places: Mapping[str, str]
) -> Validation | None:
    """Say what a column takes; `None` for free words. `places` are the first row's cells by key."""
    words, hint = writer.words, column.hint
    if column.is_computed or column.formula is not None:
        said = hint or words("blocks.computed")
        return Validation(ranges, "FALSE", header, said, said, kind="custom")
    if column.choices:
        name = writer.book.choices(column.choices, column.key)
        return Validation(ranges, name, header, hint or words("blocks.choose"), words("workbook.error.choice"))
    lists = writer.lists.get(column.vocabulary)
    if lists is not None:
        is_open = next(one.is_open for one in writer.document.vocabularies if one.id == column.vocabulary)
        formula = choices_formula(lists, places.get(column.depends_on, ""))
        error = words("workbook.error.open" if is_open else "workbook.error.choice")
        return Validation(ranges, formula, header, hint or words("blocks.choose"), error, is_warning=is_open)
    if column.holds is Holds.DATE:
        operator, low, high = _bounds(column)
        return Validation(ranges, low, header, hint, words("workbook.error.date"), "date", operator, high)
    if column.holds.is_number:
        operator, low, high = _bounds(column)
        kind = "whole" if column.holds is Holds.INTEGER else "decimal"
        error = words("workbook.error.integer" if kind == "whole" else "workbook.error.number", bounds="").strip()
        error = f"{error} {hint}" if hint else error
        return Validation(ranges, low, header, hint, error, kind, operator, high)
    if column.key == "id":
        return Validation(ranges, title=header, prompt=hint)
    return None


_WIDEST = "1000000000000000"


def _bounds(column: Column) -> Bound:
    low, high = (_bound(value) for value in (column.low, column.high))
    if low and high:
        return "between", low, high
    if low:
        return "greaterThanOrEqual", low, ""
    if high:
        return "lessThanOrEqual", high, ""
    return "between", f"-{_WIDEST}", _WIDEST


def _bound(value: object) -> str:
    if isinstance(value, date):
        return str(serial(value) or "")
    return (number_text(value) or "") if value is not None else ""  # type: ignore[arg-type]  # a number where no day


def conditions(
    writer: Writer, alerts: tuple[Alert, ...], columns: Mapping[str, int], rows: tuple[int, int], typed: tuple[int, int]
) -> Iterator[Condition]:
    """Give the looks of a form's alerts.

    `columns` are the numbers of columns by key, `rows` the first and last row, `typed` the first and last column of the form.
    """
    first, last = rows
    looks = writer.looks
    amber = writer.request.theme.tone("on-the-way")
    missing = looks.styles.difference(Difference(color=amber.ink, fill=amber.ground))
    late = writer.request.theme.tone("late")
    wrong = looks.styles.difference(Difference(color=late.ink, fill=late.ground, bold=True))
    filled = f"SUMPRODUCT(--(LEN(${column_letters(typed[0])}{first}:${column_letters(typed[1])}{first})>0))>0"
    absent: list[str] = []
    for alert in alerts:
        if any(key not in columns for key in alert.columns):
            continue
        places = [columns[key] for key in alert.columns]
        if alert.kind is AlertKind.MISSING:
            absent.append(column_letters(places[0]))
        elif alert.kind is AlertKind.REVERSED:
            start, end = (f"${column_letters(place)}{first}" for place in places)
            ranges = " ".join(f"{column_letters(place)}{first}:{column_letters(place)}{last}" for place in places)
            rule = f"AND(ISNUMBER({start}),ISNUMBER({end}),{start}>{end})"
            yield formula_condition(ranges, rule, wrong)
        else:
            place = column_letters(places[0])
            yield formula_condition(f"{place}{first}:{place}{last}", f"N(${place}{first})>0", wrong)
    for letter in absent:
        yield formula_condition(f"{letter}{first}:{letter}{last}", f"AND({filled},LEN(${letter}{first})=0)", missing)
