"""What slides show of the roadmap's tables says its own message, and holds what it names."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

import migplan
from migplan.documents import Heading, Medium, RowKind, Value, plain
from migplan.hooks import BuildRequest
from migplan.host import Host
from migplan.locale import Words
from migplan.model import Plan, Reference
from migplan.reports.roadmap import actions, projected
from migplan.reports.roadmap.material import Material

TINY = Path(__file__).parents[2] / "examples" / "tiny"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return migplan.load(TINY, host=Host.installed())


def material(plan: Plan, language: str = "en") -> Material:
    request = BuildRequest(
        plan, Reference.of(plan), language, Words(language), Medium.SLIDE, date(2025, 9, 30), plan.roadmaps[0].id
    )
    return Material(request)


def test_every_action_stands_in_the_table_of_its_objective_with_their_sum(plan: Plan) -> None:
    told = material(plan)
    whole = actions.overview_table(told)
    codes: list[str] = []
    for objective, own in told.actions_by_objective:
        table = projected.objective_table(told, whole, objective, own)
        data = [row for row in table.rows if row.kind is RowKind.DATA]
        codes += [plain(row.cells[0], "en") for row in data]
        place = [column.key for column in table.columns].index("cost")
        sums = [row.cells[place] for row in table.rows if row.kind is RowKind.TOTAL]
        costs = [row.cells[place] for row in data]
        assert all(isinstance(one, Value) for one in (*costs, *sums)) and len(sums) == 1
        assert sums[0].value == sum(one.value or 0 for one in costs)  # type: ignore[union-attr]  # asserted just above
        message = projected.objective_message(told, objective, own)
        assert (objective.id if objective else "No objective") in message and str(len(own)) in message
    assert sorted(codes) == sorted(action.id for action in plan.roadmaps[0].actions)


def test_a_period_breaks_after_its_dash_only() -> None:
    assert projected._unbroken("Sept 2022 – Dec 2027") == "Sept\u00a02022\u00a0– Dec\u00a02027"
    assert projected._unbroken("2023–2027") == "2023–2027"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((-50, -30, -10, -10), (1, 4)),
        ((-40, -30, -20, -10, 90), (2, 4)),
        ((-10, -10, -10, -10, -10), (3, 5)),
        ((5, 7), (0, 0)),
    ],
)
def test_few_territories_bear_half_of_the_losses(changes: tuple[int, ...], expected: tuple[int, int]) -> None:
    losses = [(None, None, Decimal(change)) for change in sorted(changes)]
    assert projected._bearers(losses) == expected  # type: ignore[arg-type]  # only the changes are read


def test_grave_risks_stand_under_a_heading_and_none_gives_nothing(plan: Plan) -> None:
    told = material(plan)
    blocks = tuple(projected.grave_risks(told))
    assert not blocks or isinstance(blocks[0], Heading)
    calm = attrs.evolve(plan, roadmaps=(attrs.evolve(plan.roadmaps[0], risks=()), *plan.roadmaps[1:]))
    assert tuple(projected.grave_risks(material(calm))) == ()


def test_indicators_on_a_slide_keep_where_they_stand(plan: Plan) -> None:
    table = projected.indicators_table(material(plan))
    assert table is not None
    assert [column.key for column in table.columns] == ["code", "indicator", "latest", "target", "way", "status"]
    assert all(len(row.cells) == len(table.columns) for row in table.rows)
