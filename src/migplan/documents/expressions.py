"""Computed columns: expressions that Python evaluates here and that Excel recomputes from the same words."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from attrs import field, frozen

from migplan.documents.sequences import as_tuple


@frozen
class Sum:
    """Sum of other columns of the row; missing values count as nothing."""

    columns: tuple[str, ...]


@frozen
class Difference:
    """First column less the second."""

    minuend: str
    subtrahend: str


@frozen
class Product:
    """Product of other columns of the row; missing when one of them is missing."""

    columns: tuple[str, ...]


@frozen
class Ratio:
    """First column over the second, times `scale` (100 for a share in percent); missing when the second is zero."""

    numerator: str
    denominator: str
    scale: int = 100


@frozen
class Lookup:
    """The value of `wanted` in the row of another table whose `key` equals this row's `column`; missing if none."""

    table: str
    column: str
    key: str
    wanted: str


@frozen
class Named:
    """The label of a code in a vocabulary of the document, as text; `columns` together are the code, joined by `/`."""

    vocabulary: str
    columns: tuple[str, ...]


@frozen
class Cell:
    """The cell of this row in a column."""

    column: str


@frozen
class Constant:
    """A number, a day or a text."""

    value: Decimal | int | date | str


@frozen
class Fetch:
    """The cell `wanted` of the first row of another table whose `key` is what is sought."""

    table: str
    key: str
    sought: "Expression"
    wanted: str


@frozen
class SumWhere:
    """Sum of a column of another table over the rows whose columns hold what is sought; 0 if there are none."""

    table: str
    wanted: str
    where: tuple[tuple[str, "Expression"], ...] = ()


@frozen
class CountWhere:
    """Number of rows of another table whose columns hold what is sought."""

    table: str
    where: tuple[tuple[str, "Expression"], ...]


@frozen
class Label:
    """The label of a code in a vocabulary of the document."""

    vocabulary: str
    code: "Expression"


@frozen
class Apply:
    """A plain operation on what others give."""

    name: str
    """`add`, `subtract`, `multiply`, `divide`, `round`, `if`, `equal`, `less`, `filled`, `and`, `or`, `year`, `max`, `join`;
    `or_else` gives the second where the first cannot be computed."""
    arguments: tuple["Expression", ...] = field(converter=as_tuple)


Tree = Cell | Constant | Fetch | SumWhere | CountWhere | Label | Apply
TREES = (Cell, Constant, Fetch, SumWhere, CountWhere, Label, Apply)
"""Expressions whose value is given along with them in the cell: formats with formulas compute it again, others print it."""

Expression = Sum | Difference | Product | Ratio | Lookup | Named | Tree

Numbers = Mapping[str, Decimal | None]
Tables = Mapping[str, Sequence[Mapping[str, object]]]


def evaluate(
    expression: Expression, row: Numbers, tables: Tables | None = None, keys: Mapping[str, str] | None = None
) -> Decimal | None:
    """Compute an expression over one row.

    `row` gives the numbers of the row by column key, `keys` its texts (for a look-up), `tables` the other tables'
    rows by table id. The result is exact; rounding is the business of who asks (see `rounded`). Names and trees give `None`:
    their value comes with them.
    """
    match expression:
        case Sum(columns):
            known = [value for value in (row.get(column) for column in columns) if value is not None]
            return sum(known, Decimal(0)) if known else None
        case Difference(minuend, subtrahend):
            first, second = row.get(minuend), row.get(subtrahend)
            if first is None and second is None:
                return None
            return (first or Decimal(0)) - (second or Decimal(0))
        case Product(columns):
            product = Decimal(1)
            for column in columns:
                factor = row.get(column)
                if factor is None:
                    return None
                product *= factor
            return product
        case Ratio(numerator, denominator, scale):
            top, bottom = row.get(numerator), row.get(denominator)
            return None if top is None or not bottom else top * scale / bottom
        case Lookup(table, column, key, wanted):
            sought = (keys or {}).get(column)
            for other in (tables or {}).get(table, ()):
                if other.get(key) == sought:
                    found = other.get(wanted)
                    return found if isinstance(found, Decimal) else None
            return None
        case _:
            return None


def rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    """Round half away from zero, as people and spreadsheets do."""
    return None if value is None else value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
