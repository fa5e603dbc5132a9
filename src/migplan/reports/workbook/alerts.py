"""What a form shows while one types: what is missing, days that are reversed, a gap in the funding."""

from collections.abc import Iterator

from migplan.documents import Alert, AlertKind, Holds
from migplan.reports.workbook.columns import FormSheet

WANTED = {"actions": ("lead",)}
"""Fields that a thing may lack, but that people should see to be missing."""
_PAIRS = (("start", "end"), ("period.start", "period.end"), ("published", "closing"), ("submitted", "approved"))


def alerts_of(sheet: FormSheet) -> tuple[Alert, ...]:
    """Give the alerts of a form, from its columns."""
    return tuple(_alerts(sheet))


def _alerts(sheet: FormSheet) -> Iterator[Alert]:
    columns = {column.key: column for column in sheet.columns}
    for key, column in columns.items():
        if column.is_required or key in WANTED.get(sheet.form.name, ()):
            yield Alert(AlertKind.MISSING, (key,))
    for first, last in _PAIRS:
        if first in columns and last in columns and columns[first].holds is columns[last].holds is Holds.DATE:
            yield Alert(AlertKind.REVERSED, (first, last))
    if sheet.form.name == "actions":
        yield Alert(AlertKind.POSITIVE, ("row.gap",))
        yield Alert(AlertKind.POSITIVE, ("row.late",))
