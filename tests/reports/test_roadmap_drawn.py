"""The annex of the figures: each drawing leads to a table of the same document."""

from pathlib import Path

import migplan
from migplan.documents import Chart, Gantt, Medium, Quadrant, Span, Table, Tree, parts

TINY = Path(__file__).parents[2] / "examples" / "tiny"


def test_each_drawing_leads_to_the_table_that_holds_its_data() -> None:
    plan = migplan.load(TINY)
    document = migplan.build(plan, "roadmap", of=plan.roadmaps[0].id, language="en", medium=Medium.PAGE)
    blocks = [block for section in document.sections for block in section.blocks]
    tables = {block.id: block for block in blocks if isinstance(block, Table)}
    drawn = [block.id for block in blocks if isinstance(block, Chart | Gantt | Tree)]
    drawn += [block.id for block in blocks if isinstance(block, Quadrant) and not block.lists]
    links = [
        [part.link.removeprefix("#") for cell in row.cells for part in parts(cell) if isinstance(part, Span)]
        for row in tables["figures-data"].rows
    ]
    assert drawn
    assert sorted(figure for figure, _ in links) == sorted(drawn)
    assert all(data in tables and data != "figures-data" for _, data in links)
