"""Tables of the roadmap as a page has room for them: fewer columns, and nothing left out."""

from pathlib import Path

import pytest

import migplan
from migplan.documents import Document, Medium, Table, plain

TINY = Path(__file__).parents[2] / "examples" / "tiny"


@pytest.fixture(scope="module")
def documents() -> dict[Medium, Document]:
    plan = migplan.load(TINY)
    of = plan.roadmaps[0].id
    return {
        medium: migplan.build(plan, "roadmap", of=of, language="en", medium=medium)
        for medium in (Medium.PAGE, Medium.SHEET)
    }


def _table(document: Document, id: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.id == id)


@pytest.mark.parametrize("id", ["actions", "risks", "stakeholders"])
def test_a_page_says_in_fewer_columns_what_a_sheet_says(documents: dict[Medium, Document], id: str) -> None:
    page, sheet = _table(documents[Medium.PAGE], id), _table(documents[Medium.SHEET], id)
    assert len(page.columns) < len(sheet.columns)
    for narrow, wide in zip(page.rows, sheet.rows, strict=True):
        said = " ".join(plain(cell, "en") for cell in narrow.cells)
        for cell in wide.cells:
            assert plain(cell, "en") in said


def test_the_total_of_the_actions_stays_under_their_cost(documents: dict[Medium, Document]) -> None:
    table = _table(documents[Medium.PAGE], "actions")
    place = [column.key for column in table.columns].index("cost")
    sheet = _table(documents[Medium.SHEET], "actions")
    assert table.rows[-1].cells[place] == sheet.rows[-1].cells[[column.key for column in sheet.columns].index("cost")]


def test_the_annexes_say_who_took_part_and_what_rests_on_each_source(documents: dict[Medium, Document]) -> None:
    sources = _table(documents[Medium.PAGE], "sources")
    assert [column.key for column in sources.columns] == ["title", "figures", "what"]
    assert any(plain(row.cells[2], "en") != "–" for row in sources.rows)
    people = _table(documents[Medium.PAGE], "attendance")
    last = [plain(cell, "en") for cell in people.rows[-1].cells]
    assert int(last[-1]) == sum(int(number) for number in last[1:-1])
