"""The promises of an exporter, kept by workbooks."""

import re
from collections.abc import Sequence

from migplan.testing.contract import ExporterContract
from migplan.testing.extraction import active
from migplan_excel.hooks import migplan_exporters

_NAMED = re.compile(r"\[(?:\[[^\[\]']*(?:'.[^\[\]']*)*\][,:]?)+\]|\[[^\[\]']*(?:'.[^\[\]']*)*\]")
"""Names of columns in a formula, in brackets and with their marks escaped: they are words, not code."""
_OURS = re.compile(
    r"(?:IF|COUNT|COUNTA|ROUND|SUM|N|OR|SUBTOTAL|ROWS|SUMPRODUCT|IFERROR|INDEX|MATCH|YEAR|MONTH|[A-Za-z_]\w*|\$?[A-Z]+\$?\d+"
    r"|\d+|\"\"|[-+*/=<>(),:.])*"
)
"""What our own formulas are made of beside names of columns."""
_FUNCTION = re.compile(r"([A-Za-z.]+)\(")
_FUNCTIONS = {
    "IF",
    "COUNT",
    "COUNTA",
    "ROUND",
    "SUM",
    "N",
    "OR",
    "SUBTOTAL",
    "ROWS",
    "SUMPRODUCT",
    "IFERROR",
    "INDEX",
    "MATCH",
    "YEAR",
    "MONTH",
}


def is_ours(formula: str) -> bool:
    """Say whether a formula is one that the exporter makes of columns declared as computed."""
    bare = _NAMED.sub("", formula)
    return bool(_OURS.fullmatch(bare)) and set(_FUNCTION.findall(bare)) <= _FUNCTIONS


class TestWorkbooks(ExporterContract):
    exporter = migplan_exporters()[0]

    def active(self, data: bytes) -> Sequence[str]:
        """Leave out the formulas of computed columns, which workbooks are meant to have."""
        formula = re.compile(r"[^:]+: formula '(.*)'|[^:]+: formula \"(.*)\"")
        found = []
        for one in active(data):
            matched = formula.fullmatch(one)
            if matched is None or not is_ours(matched[1] or matched[2] or ""):
                found.append(one)
        return found


def test_a_foreign_formula_is_told_from_ours():
    assert is_ours('IF(COUNT(t[[#This Row],[=1+1]])=0,"",ROUND(SUM(t[[#This Row],[=1+1]]),2))')
    assert not is_ours('HYPERLINK("http://x")')
    assert not is_ours("1+1&A1")
