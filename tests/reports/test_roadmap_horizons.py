"""The two horizons of the budget: three years by action, six by objective, both as the budget itself says."""

from datetime import date
from pathlib import Path

import pytest

import migplan
from migplan.documents import Document, Medium, RowKind, Table, Value
from migplan.model import Plan

TINY = Path(__file__).parents[2] / "examples" / "tiny"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return migplan.load(TINY)


def _made(plan: Plan, on: date | None = None) -> Document:
    return migplan.build(plan, "roadmap", of=plan.roadmaps[0].id, language="en", medium=Medium.PAGE, on=on)


def _table(document: Document, id: str) -> Table:
    tables = (block for section in document.sections for block in section.blocks if isinstance(block, Table))
    return next(table for table in tables if table.id == id)


def _amount(table: Table, kind: RowKind, key: str) -> list[object]:
    place = [column.key for column in table.columns].index(key)
    cells = [row.cells[place] for row in table.rows if row.kind is kind]
    return [cell.value for cell in cells if isinstance(cell, Value)]


def test_the_indicative_budget_adds_up_to_the_cost_of_the_roadmap(plan: Plan) -> None:
    document = _made(plan)
    whole = _amount(_table(document, "budget-years"), RowKind.TOTAL, "cost")
    assert whole
    assert _amount(_table(document, "budget-indicative"), RowKind.TOTAL, "cost") == whole


def test_the_detailed_budget_says_of_its_years_what_the_table_by_year_says(plan: Plan) -> None:
    document = _made(plan)
    years, detailed = _table(document, "budget-years"), _table(document, "budget-detailed")
    by_year = {str(row.cells[0]): row.cells[1] for row in years.rows if row.kind is RowKind.DATA}
    shown = [column.key for column in detailed.columns if column.key.startswith("year-")]
    assert 1 <= len(shown) <= 3
    for key in shown:
        held = by_year.get(key.removeprefix("year-"))
        assert _amount(detailed, RowKind.TOTAL, key) == [held.value if isinstance(held, Value) else 0]


def test_the_three_years_stay_within_the_roadmap(plan: Plan) -> None:
    period = plan.roadmaps[0].period
    assert period is not None
    for day in (date(1990, 1, 1), date(2099, 1, 1)):
        detailed = [column.key for column in _table(_made(plan, day), "budget-detailed").columns]
        shown = [int(key.removeprefix("year-")) for key in detailed if key.startswith("year-")]
        assert all(year in period.years for year in shown)
