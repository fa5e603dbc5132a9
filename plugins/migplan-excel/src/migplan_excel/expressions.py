"""Computed columns as Excel formulas that give the very values computed in Python."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from migplan.documents import Column, Difference, Expression, Holds, Lookup, Product, Ratio, Sum, rounded
from migplan_excel.sheet import number_text
from migplan_excel.strings import cell_text

Place = Callable[[str], str | None]
"""Gives the place of a column of the row by its key; `None` when there is no such number."""

Find = Callable[[str, str], str | None]
"""Gives the place of a whole column of another table, by table id and column key."""


def structured(table: str, header: str, part: str = "") -> str:
    """Write a place of a table: its column, or the column's cell in a row (`#This Row`, `#Totals`)."""
    name = "".join(f"'{letter}" if letter in "[]#'@" else letter for letter in cell_text(header))
    return f"{table}[[{part}],[{name}]]" if part else f"{table}[{name}]"


def decimals(column: Column) -> int:
    """Digits to which the values of a computed column are rounded, as the documents do."""
    if column.decimals is not None:
        return column.decimals
    if column.holds is Holds.MONEY:
        return 2
    return 1 if isinstance(column.formula, Ratio) else 2


def formula(expression: Expression, place: Place, find: Find, digits: int) -> str | None:
    """Translate an expression over one row, rounded to `digits`; `None` when a column has no place.

    A missing result is the empty text, as in the documents.
    """
    match expression:
        case Sum(columns):
            known = [found for found in map(place, columns) if found]
            if not known:
                return None
            listed = ",".join(known)
            return f'IF(COUNT({listed})=0,"",ROUND(SUM({listed}),{digits}))'
        case Difference(minuend, subtrahend):
            first, second = place(minuend), place(subtrahend)
            if not first or not second:
                return None
            return f'IF(COUNT({first},{second})=0,"",ROUND(N({first})-N({second}),{digits}))'
        case Product(columns):
            factors = [place(column) for column in columns]
            if not factors or not all(factors):
                return None
            listed, product = ",".join(map(str, factors)), "*".join(map(str, factors))
            return f'IF(COUNT({listed})<{len(factors)},"",ROUND({product},{digits}))'
        case Ratio(numerator, denominator, scale):
            top, bottom = place(numerator), place(denominator)
            if not top or not bottom:
                return None
            return f'IF(OR(COUNT({top},{bottom})<2,N({bottom})=0),"",ROUND({top}*{scale}/{bottom},{digits}))'
        case Lookup(table, column, key, wanted):
            sought, keys, values = place(column), find(table, key), find(table, wanted)
            if not sought or not keys or not values:
                return None
            row = f"MATCH({sought},{keys},0)"
            return f'IFERROR(IF(COUNT(INDEX({values},{row}))=0,"",ROUND(INDEX({values},{row}),{digits})),"")'
        case _:
            return None


def as_decimal(value: object) -> Decimal | None:
    """Give a number as Excel takes it for one; `None` for all else, and for what its cells cannot hold."""
    if not isinstance(value, int | Decimal) or number_text(value) is None:
        return None
    return Decimal(value)


def rounded_sum(value: Decimal | None, digits: int) -> Decimal | None:
    """Round a result; `None` when it is beyond all that a cell holds."""
    try:
        return as_decimal(rounded(value, digits))
    except InvalidOperation:
        return None
