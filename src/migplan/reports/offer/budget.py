"""The detailed budget of the offer, with formulas, under the ceiling."""

from collections.abc import Iterable
from decimal import Decimal

from migplan.analysis.money import total_of
from migplan.documents import (
    Block,
    Cell,
    Column,
    Difference,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Product,
    Ratio,
    Row,
    RowKind,
    Section,
    SumWhere,
    Table,
    Total,
    Value,
)
from migplan.documents import Role as Part
from migplan.locale import format_share
from migplan.reports.offer.material import OfferPaper


def message(paper: OfferPaper) -> str:
    """Say what the offer costs, and how that stands to the ceiling."""
    if not paper.lines:
        return paper.tell("no_budget")
    if paper.ceiling is None:
        return paper.tell("total", total=paper.written(paper.total))
    key = "under" if paper.total <= paper.ceiling else "above"
    gap = paper.written(abs(paper.ceiling - paper.total))
    return paper.tell(key, total=paper.written(paper.total), ceiling=paper.written(paper.ceiling), gap=gap)


def lines_table(paper: OfferPaper) -> Table | None:
    """Every line: what, how much, for which task and territory; `None` without lines."""
    voice, currency = paper.voice, paper.plan.currency
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("item", paper.tell("column.item"), width=44),
        Column("task", paper.tell("column.task"), Holds.CODE, width=8),
        Column("territory", voice.say("column.territory"), width=20),
        Column("member", paper.tell("column.function"), width=26),
        Column("unit", paper.tell("column.unit"), width=12),
        Column("quantity", paper.tell("column.quantity"), Holds.NUMBER, width=10),
        Column("unit_cost", paper.tell("column.unit_cost"), Holds.MONEY, width=14, unit=currency),
        Column("total", voice.words("blocks.total"), Holds.MONEY, width=16, unit=currency, total=Total.SUM, formula=Product(("quantity", "unit_cost"))),
    ]  # fmt: skip
    rows: list[Row] = []
    for one in paper.lines:
        line, where = one.source, f"assignment/{one.source.id}"
        cells: tuple[Inline, ...] = (
            line.id,
            voice.text(line.item),
            line.task or "–",
            voice.territory(line.territory) or "–",
            paper.member_name(line.member),
            voice.text(line.unit, "–"),
            Value(line.quantity, Holds.NUMBER, address=f"{where}/quantity"),
            paper.money(one.unit_cost, f"{line.id}/unit_cost"),
            "",
        )
        rows.append(Row(cells, address=where))
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address="assignment/budget"))
    return Table.computed(
        "budget", paper.tell("chapter.budget"), columns, rows, voice.words.choice(paper.mandate.tax), message(paper)
    )


def by_task_table(paper: OfferPaper) -> Table | None:
    """What each task costs, its days, and what one day comes to; `None` without lines."""
    voice, currency = paper.voice, paper.plan.currency
    columns = [
        Column("task", paper.tell("column.task"), Holds.CODE, width=8),
        Column("title", paper.tell("column.title"), width=50),
        Column("days", paper.tell("fact.days"), Holds.NUMBER, width=10, total=Total.SUM),
        Column("amount", voice.say("column.amount"), Holds.MONEY, width=16, unit=currency, total=Total.SUM, formula=SumWhere("budget", "total", (("task", Cell("task")),))),
        Column("by_day", paper.tell("column.by_day"), Holds.MONEY, width=16, unit=currency, formula=Ratio("amount", "days", 1), total=Total.FORMULA),
    ]  # fmt: skip
    known = [task.id for task in paper.mandate.tasks]
    rows: list[Row] = []
    for id in [*known, *dict.fromkeys(one.source.task or "–" for one in paper.lines if one.source.task not in known)]:
        mine = [one.total for one in paper.lines if (one.source.task or "–") == id and one.total is not None]
        if not mine and id not in known:
            continue
        task = next((one for one in paper.mandate.tasks if one.id == id), None)
        title: Inline = voice.text(task.title) if task else paper.tell("common")
        where = f"assignment/{id if task else 'common'}"
        days = paper.days(task.days if task else None, f"{id if task else 'common'}/days")
        rows.append(
            Row(
                (id, title, days, Value(total_of(mine), Holds.MONEY, currency, address=f"{where}/amount"), ""),
                address=where,
            )
        )
    if not paper.lines:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address="assignment/by-task"))
    return Table.computed("by-task", paper.tell("chapter.by_task"), columns, rows, alt=message(paper))


def ceiling_table(paper: OfferPaper) -> Table | None:
    """The offer against the ceiling: total, ceiling, what is left; `None` without a ceiling or lines."""
    if paper.ceiling is None or not paper.lines:
        return None
    currency = paper.plan.currency
    columns = [
        Column("what", paper.tell("column.what"), width=30),
        Column("total", paper.tell("figure.total"), Holds.MONEY, width=18, unit=currency, formula=SumWhere("budget", "total")),
        Column("ceiling", paper.tell("fact.ceiling"), Holds.MONEY, width=18, unit=currency),
        Column("left", paper.tell("figure.left"), Holds.MONEY, width=18, unit=currency, formula=Difference("ceiling", "total")),
        Column("share", paper.tell("figure.share"), Holds.SHARE, width=12, formula=Ratio("total", "ceiling")),
    ]  # fmt: skip
    cells: tuple[Inline, ...] = (
        paper.tell("offer"), paper.money(paper.total, "budget/total"), paper.money(paper.ceiling, "ceiling"), "", "",
    )  # fmt: skip
    return Table.computed(
        "ceiling",
        paper.tell("chapter.ceiling"),
        columns,
        [Row(cells, address="assignment/ceiling")],
        alt=message(paper),
    )


def figures(paper: OfferPaper) -> Figures | None:
    """Total, ceiling, what is left, and what one day comes to; `None` without lines."""
    if not paper.lines:
        return None
    whole = SumWhere("budget", "total")
    items = [
        KeyFigure(
            paper.money(paper.total, "budget/total"), paper.tell("figure.total"), is_emphasised=True, formula=whole
        )
    ]
    if paper.ceiling is not None:
        items.append(KeyFigure(paper.money(paper.ceiling, "ceiling"), paper.tell("fact.ceiling")))
        items.append(KeyFigure(paper.money(paper.ceiling - paper.total, "left"), paper.tell("figure.left")))
    items.append(KeyFigure(paper.days(paper.mandate.days, "days"), paper.tell("fact.days")))
    if paper.by_day is not None:
        items.append(KeyFigure(paper.money(paper.by_day, "by-day"), paper.tell("figure.by_day")))
    return Figures(items, alt=message(paper))


def payments_table(paper: OfferPaper) -> Table | None:
    """When payment is asked for: with each deliverable, by its day; `None` without deliverables."""
    voice = paper.voice
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("title", paper.tell("column.deliverable"), width=56),
        Column("due", voice.say("steps.due"), Holds.DATE, width=16),
    ]
    rows = [
        Row((one.id, voice.text(one.title), Value(one.due, Holds.DATE, address=f"assignment/{one.id}/due")), address=f"assignment/{one.id}")
        for one in paper.mandate.deliverables
    ]  # fmt: skip
    return (
        Table("payments", paper.tell("chapter.payments"), columns, rows, paper.tell("payments_note")) if rows else None
    )


def share_of_fees(paper: OfferPaper) -> str:
    """Say which part of the offer pays days of work."""
    if not paper.total:
        return message(paper)
    fees = total_of(one.total for one in paper.lines if one.source.member is not None and one.total is not None)
    share = format_share((fees * 100 / paper.total).quantize(Decimal(1)), paper.voice.language)
    return paper.tell("fees", share=share)


def page(paper: OfferPaper) -> Iterable[Section]:
    """The financial offer, to be read."""
    blocks: list[Block] = [block for block in (figures(paper), by_task_table(paper)) if block is not None]
    yield paper.chapter("financial", message(paper), *(blocks or paper.prose("budget")))
    yield paper.chapter("payments", "", payments_table(paper), *paper.prose("validity"), level=2)
    yield paper.chapter("budget", share_of_fees(paper), lines_table(paper), role=Part.ANNEX)


def sheets(paper: OfferPaper) -> Iterable[Section]:
    """The financial offer, to be computed."""
    if not paper.lines:
        yield paper.chapter("ceiling", message(paper), *paper.prose("budget"), role=Part.SUMMARY)
        return
    yield paper.chapter("ceiling", message(paper), figures(paper), ceiling_table(paper), role=Part.SUMMARY)
    yield paper.chapter("budget", share_of_fees(paper), lines_table(paper))
    yield paper.chapter("by_task", paper.tell("by_task"), by_task_table(paper))
    payments = payments_table(paper)
    if payments is not None:
        yield paper.chapter("payments", paper.tell("deliverables", n=len(payments.rows)), payments)
