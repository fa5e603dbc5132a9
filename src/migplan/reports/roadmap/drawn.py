"""The annex of the figures: for each drawing the table that holds its numbers, and the tables that stand nowhere else."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from migplan.documents import (
    Block,
    Chart,
    Column,
    Gantt,
    Holds,
    Inline,
    Quadrant,
    Row,
    RowKind,
    Section,
    Span,
    Table,
    Total,
    Tree,
    is_empty,
    plain,
)
from migplan.reports.roadmap import monitoring
from migplan.reports.roadmap.material import Material

_Drawing = Chart | Gantt | Quadrant | Tree


def blocks(material: Material, body: Iterable[Section]) -> list[Block]:
    """The list of the drawings of these sections with a link to the data of each, then the data shown nowhere else.

    Empty without drawings. Fields of words, such as strengths and weaknesses, are their own data and left out.
    """
    own = paid_table(material)
    rows = list(_rows(material, body, {"paid-by-year": own} if own is not None else {}))
    if not rows:
        return []
    voice = material.voice
    columns = (
        Column("figure", voice.say("annexes.figure"), width=46),
        Column("data", voice.say("annexes.data"), width=46),
    )
    listed = Table("figures-data", voice.say("annexes.data_title"), columns, rows, alt=voice.say("annexes.data_alt"))
    return [listed, *([own] if own is not None else [])]


def paid_table(material: Material) -> Table | None:
    """What was planned and what was paid in each year, as the chart of payments shows it; `None` before any payment."""
    chart = monitoring.paid_chart(material)
    if chart is None:
        return None
    voice, unit = material.voice, material.plan.currency
    planned, paid = chart.series
    rows = [
        Row(
            (
                year,
                voice.money(cost or Decimal(0), f"{material.roadmap.id}/budget/{year}/cost"),
                voice.money(spent or Decimal(0), f"{material.roadmap.id}/paid/{year}"),
            )
        )
        for year, cost, spent in zip(chart.categories, planned.values, paid.values, strict=True)
    ]
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/paid"))
    columns = (
        Column("year", voice.words("blocks.year"), Holds.CODE, width=10),
        Column("planned", planned.name, Holds.MONEY, width=18, unit=unit, total=Total.SUM),
        Column("paid", paid.name, Holds.MONEY, width=18, unit=unit, total=Total.SUM),
    )
    return Table.computed("paid-data", chart.title, columns, rows, alt=monitoring.execution_message(material))


def _rows(material: Material, body: Iterable[Section], own: dict[str, Table]) -> Iterator[Row]:
    language = material.voice.language
    for section in body:
        for place, block in enumerate(section.blocks):
            if not isinstance(block, _Drawing) or (isinstance(block, Quadrant) and block.lists):
                continue
            data = own.get(block.id) or _beside(section.blocks, place)
            if data is not None:
                yield Row((_linked(block.title, block.id, language), _linked(data.title, data.id, language)))


def _beside(found: tuple[Block, ...], place: int) -> Table | None:
    """Give the table of a drawing: the first with a title after it in its section, else the last before it."""
    after = (block for block in found[place + 1 :] if isinstance(block, Table) and not is_empty(block.title))
    before = (block for block in reversed(found[:place]) if isinstance(block, Table) and not is_empty(block.title))
    return next(after, None) or next(before, None)


def _linked(title: Inline, id: str, language: str) -> Inline:
    return Span(plain(title, language), link=f"#{id}")


__all__ = ["blocks", "paid_table"]
