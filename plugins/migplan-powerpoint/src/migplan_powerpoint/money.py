"""Money on an action sheet: what is secured (solid), requested (hatched) and still to be found (outlined), by year too."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from migplan.documents import Holds, RowKind, Table, Value
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import LEAST, SMALL, Para, Run

KEYS = ("secured", "requested", "to_find")
"""Columns of a table that is drawn as a bar of money; `year` and `cost` stand beside them."""
_LOOKS = {"secured": ("primary", ""), "requested": ("series-2", ""), "to_find": ("ground", "accent")}
_BAR = cm(0.45)
_SWATCH = cm(0.32)
_LEGEND_GAP = pt(2)
_COST_SIZE = 28.0
_LEAST_YEARS, _MOST_YEARS = cm(2.0), cm(3.6)
_THOUSAND = Decimal(1000)
_IN_FULL_BELOW = 10 * _THOUSAND


@frozen
class Money:
    """What an action costs and who pays: totals and years by how certain they are."""

    label: str
    """What the cost is called."""
    names: tuple[str, ...]
    """What secured, requested and to find are called."""
    totals: tuple[Decimal, ...]
    years: tuple[tuple[str, tuple[Decimal, ...]], ...]
    unit: str
    by_year: str
    """What the years are called together."""

    @property
    def total(self) -> Decimal:
        """Cost of all years."""
        return sum(self.totals, Decimal(0))


def money_of(table: object, stage: Stage) -> Money | None:
    """Read a table of money by year; `None` for any other table and for one without money."""
    if not isinstance(table, Table):
        return None
    places = {column.key: number for number, column in enumerate(table.columns)}
    if not {"year", "cost", *KEYS} <= set(places):
        return None
    rows = [row for row in table.rows if row.kind is RowKind.DATA and len(row.cells) == len(table.columns)]
    years = tuple(
        (stage.plain(row.cells[places["year"]]), tuple(_amount(row.cells[places[key]]) for key in KEYS)) for row in rows
    )
    totals = tuple(sum((amounts[number] for _, amounts in years), Decimal(0)) for number in range(len(KEYS)))
    if not sum(totals):
        return None
    labels = [stage.plain(table.columns[places[key]].label) for key in KEYS]
    cost = table.columns[places["cost"]]
    return Money(stage.plain(cost.label), tuple(labels), totals, years, cost.unit, stage.plain(table.title))


def _amount(cell: object) -> Decimal:
    held = cell.value if isinstance(cell, Value) else None
    return max(Decimal(held), Decimal(0)) if isinstance(held, Decimal | int) else Decimal(0)


def _written(amount: Decimal, stage: Stage) -> str:
    return stage.writer.text(Value(amount, Holds.MONEY).written(stage.request.language, with_unit=False))


def _cost(money: Money, stage: Stage) -> tuple[Para, Para]:
    amount = (Run(_written(money.total, stage), True, "primary"), Run(f" {money.unit}", True, "primary", size=16.0))
    return Para((Run(stage.writer.text(money.label), False, "muted"),), SMALL), Para(amount, _COST_SIZE)


def _kept(money: Money) -> list[int]:
    return [number for number, total in enumerate(money.totals) if total]


def money_height(money: Money, stage: Stage, width: int) -> int:
    """Give the height of cost, bar and legend, in EMU."""
    legend = len(_kept(money)) * (pt(SMALL * 1.25 * stage.writer.scale) + _LEGEND_GAP)
    return stage.height(_cost(money, stage), width) + _BAR + pt(12) + legend


def draw_money(pen: Pen, money: Money, box: Box, stage: Stage) -> None:
    """Draw what an action costs, as a number, a bar and a legend with the amounts."""
    label, amount = _cost(money, stage)
    y = box.y
    for line_of, name in ((label, "label"), (amount, "cost")):
        height = stage.height([line_of], box.w)
        pen.text(box.at(y=y, h=height), [line_of], name=name)
        y += height
    y += pt(4)
    said = [f"{money.names[number]} {_written(money.totals[number], stage)}" for number in _kept(money)]
    bar = box.at(y=y, h=_BAR)
    with pen.group(bar, stage.alt(" ; ".join(said), "", "draw_alt"), "money"):
        x = bar.x
        for number in _kept(money):
            share = round(bar.w * money.totals[number] / money.total)
            _segment(pen, number, Box(x, y, min(max(share, pt(1.5)), bar.end - x), _BAR))
            x += share
    y += _BAR + pt(6)
    line = pt(SMALL * 1.25 * stage.writer.scale)
    for number in _kept(money):
        _segment(pen, number, Box(box.x, y + (line - _SWATCH) // 2, _SWATCH, _SWATCH))
        named = Para((Run(stage.writer.text(money.names[number]), False, "ink"),), SMALL)
        held = Para((Run(_written(money.totals[number], stage), True, "ink"),), SMALL, "end")
        half = box.w // 2
        pen.text(Box(box.x + _SWATCH + pt(5), y, half - _SWATCH - pt(5), line), [named], name="legend", anchor="ctr")
        pen.text(Box(box.x + half, y, box.w - half, line), [held], name="amount", anchor="ctr")
        y += line + _LEGEND_GAP


def _segment(pen: Pen, number: int, box: Box) -> None:
    fill, line = _LOOKS[KEYS[number]]
    if line:
        # The outline lies within the part, so that all parts are equally high.
        pen.shape(box.inset(pt(0.6)), fill=fill, line=line, width=1.25, name="gap")
    else:
        pen.shape(box, fill=fill, line=fill, width=0.25, is_hatched=KEYS[number] == "requested", name=KEYS[number])


# By year --------------------------------------------------------------------------------------------------------


def years_height(money: Money, stage: Stage, width: int) -> int:
    """Give the least height of the columns by year; 0 when there is but one year, or too many for the width."""
    slot = points(width) / max(len(money.years), 1)
    names = [*(name for name, _ in money.years), *_amounts(money, stage)]
    if len(money.years) < 2 or any(stage.writer.width(text, LEAST, True) > slot for text in names):
        return 0
    return stage.height([_years_title(money, stage)], width) + _LEAST_YEARS


def _is_in_thousands(money: Money) -> bool:
    return max(sum(amounts, Decimal(0)) for _, amounts in money.years) >= _IN_FULL_BELOW


def _amounts(money: Money, stage: Stage) -> list[str]:
    scale = _THOUSAND if _is_in_thousands(money) else Decimal(1)
    sums = (sum(amounts, Decimal(0)) / scale for _, amounts in money.years)
    return [_written(Decimal(round(amount)), stage) for amount in sums]


def _years_title(money: Money, stage: Stage) -> Para:
    unit = f"{stage.words('blocks.thousands')} {money.unit}" if _is_in_thousands(money) else money.unit
    return Para((Run(stage.writer.text(f"{money.by_year} ({unit})"), False, "muted"),), SMALL)


def draw_years(pen: Pen, money: Money, box: Box, stage: Stage) -> None:
    """Draw a column for each year, with its cost above and its name below."""
    title = _years_title(money, stage)
    above = stage.height([title], box.w)
    pen.text(box.top(above), [title], name="label")
    box = box.below(above)
    box = box.top(min(box.h, _MOST_YEARS))
    line = pt(LEAST * 1.25 * stage.writer.scale)
    most = max(sum(amounts, Decimal(0)) for _, amounts in money.years)
    amounts = _amounts(money, stage)
    floor, room = box.bottom - line, box.h - 2 * line - pt(4)
    with pen.group(box, stage.alt(_years_said(money, amounts), "", "chart_alt"), "years"):
        for (name, parts), amount, slot in zip(money.years, amounts, box.columns(len(money.years), 0), strict=True):
            top = _column(pen, parts, slot.inset(slot.w // 5, 0), floor, room, most)
            _named(pen, amount, slot.at(y=top - line - pt(1), h=line), is_bold=True)
            _named(pen, stage.writer.text(name), slot.at(y=floor, h=line), is_bold=False)
        pen.rule((box.x, floor), (box.end, floor), line="muted")


def _column(pen: Pen, parts: Sequence[Decimal], slot: Box, floor: int, room: int, most: Decimal) -> int:
    """Draw one stacked column; give where it ends upwards."""
    y = floor
    for number, part in enumerate(parts):
        high = round(room * part / most) if most else 0
        if high > 0:
            y -= high
            _segment(pen, number, slot.at(y=y, h=max(high, pt(1.5))))
    return y


def _named(pen: Pen, text: str, box: Box, *, is_bold: bool) -> None:
    para = Para((Run(text, is_bold, "ink" if is_bold else "muted"),), LEAST, "ctr")
    pen.text(box, [para], name="year", anchor="ctr")


def _years_said(money: Money, amounts: Sequence[str]) -> str:
    return " ; ".join(f"{name} {amount}" for (name, _), amount in zip(money.years, amounts, strict=True))
