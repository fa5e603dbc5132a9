"""What a reader of sheets hands over: forms as they were filled in, cell by cell, before anything is typed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from migplan.problems import Position


class CellKind(Enum):
    """What a cell holds, as its program stored it."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ERROR = "error"
    """An error value such as `#N/A`."""
    PENDING = "pending"
    """A formula whose value was never computed."""


@frozen
class SheetCell:
    """One filled cell."""

    kind: CellKind
    text: str
    """The text; a number with a point and without spaces; `1` or `0`; the error's or the formula's own text."""
    is_percent: bool = False
    """The number is shown in percent: 0.45 is meant as 45."""
    is_date: bool = False
    """The number is shown as a day or a time."""

    @property
    def number(self) -> Decimal | None:
        """The number, or `None` for what is none."""
        return Decimal(self.text) if self.kind is CellKind.NUMBER else None


@frozen
class SheetRow:
    """One row of a form."""

    number: int
    """Its number in the sheet, from 1."""
    cells: Mapping[str, SheetCell]
    """Filled cells by the key of their column."""


@frozen
class FilledForm:
    """One form as it came back."""

    form: str
    sheet: str
    """Name of the sheet."""
    header: int
    """Number of the header row."""
    columns: Mapping[str, str]
    """Letters of each column by its key."""
    rows: tuple[SheetRow, ...] = field(default=(), repr=False)


@frozen
class FilledForms:
    """A whole file as it came back."""

    source: str
    """Name of the file as problems show it."""
    forms: tuple[FilledForm, ...]
    carried: Mapping[str, str] = field(factory=dict, repr=False)
    """Texts that the exporter sent along, by name: `scope`, `languages`, `base`; empty when they were lost."""
    epoch: date = date(1899, 12, 30)
    """Day 0 of serial numbers of days."""

    def form(self, name: str) -> FilledForm | None:
        """Give the form of this name, or `None`."""
        return next((one for one in self.forms if one.form == name), None)

    def place(self, form: str, row: int, key: str) -> Position:
        """Give the place of a cell; of its row's first column where the form has no such column."""
        found = self.form(form)
        if found is None:
            return Position(self.source)
        letters = found.columns.get(key) or next(iter(found.columns.values()), "A")
        return Position(self.source, sheet=found.sheet, cell=f"{letters}{row}")
