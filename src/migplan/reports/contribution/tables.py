"""Figures, tables and charts of the contribution; every amount leads back to a proposal of a roadmap."""

from collections.abc import Iterable
from decimal import Decimal

from migplan.analysis.contribution import Brought
from migplan.documents import (
    Chart,
    ChartKind,
    Column,
    Difference,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Row,
    RowKind,
    Series,
    Table,
    Tag,
    Total,
    Value,
    plain,
)
from migplan.locale import format_share
from migplan.reports.contribution.material import ContributionPaper
from migplan.reports.roadmap.closing import ANSWERS


def message(paper: ContributionPaper) -> str:
    """Say how many proposals go to the territory, from how many roadmaps, for how much."""
    if not paper.found:
        return paper.tell("nothing", territory=paper.territory_name)
    source = paper.tell("from_roadmaps", n=len(paper.roadmaps))
    return paper.tell(
        "message", n=len(paper.found), territory=paper.territory_name, source=source, amount=paper.written(paper.amount)
    )


def answers_message(paper: ContributionPaper) -> str:
    """Say how many proposals are kept, and how many wait."""
    kept = sum(1 for one in paper.found if one.is_kept)
    return paper.tell("answers", n=kept, of=len(paper.found), waiting=len(paper.waiting))


def figures(paper: ContributionPaper) -> Figures:
    """Roadmaps, proposals, what is asked, what is kept of it."""
    where = f"{paper.territory}/contribution"
    kept = paper.sum(lambda one: one.is_kept)
    items = [
        KeyFigure(
            Value(len(paper.roadmaps), Holds.INTEGER, address=f"{where}/roadmaps"), paper.tell("figure.roadmaps")
        ),
        KeyFigure(Value(len(paper.found), Holds.INTEGER, address=f"{where}/proposals"), paper.tell("figure.proposals")),
        KeyFigure(paper.money(paper.amount, f"{where}/amount"), paper.tell("figure.amount"), is_emphasised=True),
        KeyFigure(paper.money(kept, f"{where}/kept"), paper.tell("figure.kept")),
    ]
    return Figures(items, alt=message(paper))


def proposals_table(
    paper: ContributionPaper, found: Iterable[Brought], id: str = "contribution", title: Inline = ""
) -> Table | None:
    """Proposals: whose, what, which actions, how much, the answer; `None` without any."""
    voice = paper.voice
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=8),
        Column("roadmap", voice.say("column.territory"), width=20),
        Column("proposal", voice.say("proposals.proposal"), width=48),
        Column("actions", voice.say("column.actions"), width=16),
        Column("amount", voice.say("column.amount"), Holds.MONEY, width=16, unit=paper.plan.currency, total=Total.SUM),
        Column("answer", voice.say("proposals.answer"), Holds.STATUS, width=16),
    ]  # fmt: skip
    rows: list[Row] = []
    estimated = False
    for one in found:
        estimated = estimated or one.is_from_actions
        amount = Value(
            one.amount,
            Holds.MONEY,
            paper.plan.currency,
            address=f"{one.address}/amount",
            is_estimated=one.is_from_actions,
        )
        answer = Tag(voice.words.choice(one.proposal.answer), ANSWERS[one.proposal.answer])
        actions = ", ".join(one.proposal.actions) or "–"
        rows.append(
            Row(
                (one.proposal.id, paper.place(one), voice.text(one.proposal.title), actions, amount, answer),
                address=one.address,
            )
        )
    if not rows:
        return None
    if len(rows) > 1:
        rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{paper.territory}/{id}"))
    note = paper.tell("from_actions") if estimated else ""
    return Table.computed(id, title or paper.tell("chapter.proposals"), columns, rows, note, message(paper))


def axes_table(paper: ContributionPaper) -> Table | None:
    """What each axis of the territory's programme receives; `None` without proposals."""
    voice = paper.voice
    columns = [
        Column("axis", paper.tell("column.axis"), width=60),
        Column("proposals", paper.tell("figure.proposals"), Holds.INTEGER, width=14, total=Total.SUM),
        Column("amount", voice.say("column.amount"), Holds.MONEY, width=18, unit=paper.plan.currency, total=Total.SUM),
        Column("roadmaps", voice.say("column.territory"), width=34),
    ]
    rows: list[Row] = []
    for key, found in paper.axes.items():
        where = f"{paper.territory}/axes/{'/'.join(part for part in key if part) or 'none'}"
        amount = sum((one.amount for one in found if one.amount is not None), Decimal(0))
        places = ", ".join(dict.fromkeys(paper.place(one) for one in found))
        cells: tuple[Inline, ...] = (
            paper.axis(key), Value(len(found), Holds.INTEGER, address=f"{where}/proposals"), paper.money(amount, f"{where}/amount"), places,
        )  # fmt: skip
        rows.append(Row(cells, address=where))
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{paper.territory}/axes"))
    return Table.computed("axes", paper.tell("chapter.axes"), columns, rows, alt=axes_message(paper))


def axes_message(paper: ContributionPaper) -> str:
    """Say which axis receives most."""
    sums = {key: sum((one.amount for one in found if one.amount is not None), Decimal(0)) for key, found in paper.axes.items()}  # fmt: skip
    if not sums or not paper.amount:
        return message(paper)
    first = max(sums, key=lambda key: sums[key])
    share = (sums[first] * 100 / paper.amount).quantize(Decimal(1))
    return paper.tell(
        "axis_first",
        axis=plain(paper.axis(first), paper.voice.language),
        share=format_share(share, paper.voice.language),
    )


def axes_chart(paper: ContributionPaper) -> Chart | None:
    """Amounts by axis; `None` for fewer than two axes or without amounts."""
    if len(paper.axes) < 2 or not paper.amount:
        return None
    sums = [sum((one.amount for one in found if one.amount is not None), Decimal(0)) for found in paper.axes.values()]
    names = [plain(paper.axis(key), paper.voice.language) for key in paper.axes]
    order = sorted(range(len(sums)), key=lambda place: -sums[place])
    said = axes_message(paper)
    return Chart(
        "axes-chart", said, ChartKind.BAR, [names[place] for place in order],
        [Series(paper.voice.say("column.amount"), [sums[place] for place in order], "primary")],
        category_label=paper.tell("column.axis"), unit=paper.plan.currency, holds=Holds.MONEY, decimals=0, alt=said,
        emphasised=names[order[0]],
    )  # fmt: skip


def roadmaps_table(paper: ContributionPaper) -> Table | None:
    """What each roadmap costs, has secured, and asks of the territory; `None` without proposals."""
    voice, currency = paper.voice, paper.plan.currency
    columns = [
        Column("roadmap", voice.say("column.territory"), width=30),
        Column("actions", voice.say("column.actions"), Holds.INTEGER, width=10, total=Total.SUM),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=18, unit=currency, total=Total.SUM),
        Column("secured", voice.words("blocks.secured"), Holds.MONEY, width=18, unit=currency, total=Total.SUM),
        Column("proposals", paper.tell("figure.proposals"), Holds.INTEGER, width=14, total=Total.SUM),
        Column("asked", paper.tell("figure.amount"), Holds.MONEY, width=18, unit=currency, total=Total.SUM),
    ]
    rows: list[Row] = []
    for main in paper.roadmaps:
        id = main.roadmap.id
        mine = [one for one in paper.found if one.roadmap.id == id]
        asked = sum((one.amount for one in mine if one.amount is not None), Decimal(0))
        cells: tuple[Inline, ...] = (
            main.territory_name,
            Value(len(main.roadmap.actions), Holds.INTEGER, address=f"{id}/actions"),
            paper.money(main.gap.total.cost.value, f"{id}/budget/cost"),
            paper.money(main.gap.total.secured.value, f"{id}/budget/secured"),
            Value(len(mine), Holds.INTEGER, address=f"{id}/proposals"),
            paper.money(asked, f"{id}/proposals/amount"),
        )
        rows.append(Row(cells, address=id))
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{paper.territory}/roadmaps"))
    return Table.computed("roadmaps", paper.tell("chapter.roadmaps"), columns, rows, alt=message(paper))


def actions_table(paper: ContributionPaper, found: Iterable[Brought], id: str, whole: bool = False) -> Table | None:
    """Actions of proposals with lead, period, cost, what is secured and what lacks; `None` without any."""
    voice, currency = paper.voice, paper.plan.currency
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=8),
        Column("action", voice.say("column.action"), width=46),
        Column("lead", voice.say("column.lead"), width=22),
        Column("period", voice.say("column.period"), width=16),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=16, unit=currency, total=Total.SUM),
        Column("secured", voice.words("blocks.secured"), Holds.MONEY, width=16, unit=currency, total=Total.SUM),
        Column("gap", paper.tell("column.gap"), Holds.MONEY, width=16, unit=currency, total=Total.SUM, formula=Difference("cost", "secured")),
    ]  # fmt: skip
    if whole:
        columns[:0] = [
            Column("proposal", voice.say("proposals.proposal"), Holds.CODE, width=10),
            Column("roadmap", voice.say("column.territory"), width=20),
        ]
    rows: list[Row] = []
    for one in found:
        for step in one.actions:
            where = f"{one.roadmap.id}/{step.action.id}"
            cells: tuple[Inline, ...] = (
                step.action.id,
                voice.text(step.action.title),
                voice.stakeholder(step.action.lead) or "–",
                voice.period(step.action.start, step.action.end) or "–",
                paper.money(step.cost, f"{where}/cost"),
                paper.money(step.secured, f"{where}/secured"),
                "",
            )
            rows.append(Row((one.proposal.id, paper.place(one), *cells) if whole else cells, address=where))
    if not rows:
        return None
    if not whole:  # an action may serve several proposals: its cost is not summed over them
        rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{paper.territory}/{id}"))
    return Table.computed(id, paper.tell("chapter.actions"), columns, rows)
