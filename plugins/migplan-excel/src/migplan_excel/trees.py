"""Expression trees as formulas: cells of the row, cells and sums of other tables, labels, and plain operations."""

from collections.abc import Callable, Mapping
from datetime import date

from migplan.documents import (
    Apply,
    Cell,
    Constant,
    CountWhere,
    Expression,
    Fetch,
    Label,
    SumWhere,
)
from migplan_excel.expressions import Find, Place
from migplan_excel.sheet import number_text

Labels = Mapping[str, tuple[str, str]]
"""Names of the codes and of the labels of each vocabulary, by its id."""


class _Homeless(Exception):
    """A column or a vocabulary has no place in the workbook."""


def tree_formula(expression: Expression, place: Place, find: Find, labels: Labels) -> str | None:
    """Translate a tree over one row; `None` when something that it reads has no place in the workbook.

    What cannot be computed, such as a division by nothing, is the empty text.
    """
    try:
        return f'IFERROR({_Writing(place, find, labels).write(expression)},"")'
    except _Homeless:
        return None


class _Writing:
    def __init__(self, place: Place, find: Find, labels: Labels) -> None:
        self.place, self.find, self.labels = place, find, labels

    def write(self, expression: Expression) -> str:
        match expression:
            case Cell(column):
                return _needed(self.place(column))
            case Constant(value):
                return _constant(value)
            case Fetch(table, key, sought, wanted):
                keys, values = self._column(table, key), self._column(table, wanted)
                return f"INDEX({values},MATCH({self.write(sought)},{keys},0))"
            case SumWhere(table, wanted, where):
                values = self._column(table, wanted)
                return f"SUMIFS({values},{self._where(table, where)})" if where else f"SUM({values})"
            case CountWhere(table, where):
                return f"COUNTIFS({self._where(table, where)})"
            case Label(vocabulary, code):
                if vocabulary not in self.labels:
                    raise _Homeless(vocabulary)
                codes, labels = self.labels[vocabulary]
                return f"INDEX({labels},MATCH({self.write(code)},{codes},0))"
            case Apply(name, arguments):
                return _OPERATIONS[name]([self.write(one) for one in arguments])
        raise _Homeless(type(expression).__name__)

    def _column(self, table: str, key: str) -> str:
        return _needed(self.find(table, key))

    def _where(self, table: str, where: tuple[tuple[str, Expression], ...]) -> str:
        return ",".join(f"{self._column(table, key)},{self._criterion(sought)}" for key, sought in where)

    def _criterion(self, sought: Expression) -> str:
        if isinstance(sought, Constant) and sought.value == "":
            return '"="'  # cells that hold nothing
        return self.write(sought)


def _needed(place: str | None) -> str:
    if place is None:
        raise _Homeless
    return place


def _constant(value: object) -> str:
    if isinstance(value, date):
        return f"DATE({value.year},{value.month},{value.day})"
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return number_text(value) or "0"  # type: ignore[arg-type]  # a number where neither day nor text


def _joined(sign: str) -> Callable[[list[str]], str]:
    return lambda parts: "(" + sign.join(parts) + ")"


def _called(name: str) -> Callable[[list[str]], str]:
    return lambda parts: f"{name}({','.join(parts)})"


_OPERATIONS: dict[str, Callable[[list[str]], str]] = {
    "add": _joined("+"),
    "subtract": _joined("-"),
    "multiply": _joined("*"),
    "divide": _joined("/"),
    "equal": _joined("="),
    "less": _joined("<"),
    "join": _joined("&"),
    "filled": lambda parts: f'({parts[0]}<>"")',
    "round": _called("ROUND"),
    "if": _called("IF"),
    "and": _called("AND"),
    "or": _called("OR"),
    "year": _called("YEAR"),
    "max": _called("MAX"),
    "or_else": _called("IFERROR"),
}
