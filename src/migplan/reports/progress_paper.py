"""The progress report of a roadmap: planned, done, spent and what is missing, by action and by indicator; to be read and filtered."""

from collections.abc import Iterable

from attrs import evolve

from migplan.analysis.funding import execution
from migplan.documents import (
    Block,
    Column,
    Difference,
    Document,
    Holds,
    Inline,
    Medium,
    Ratio,
    Role,
    Row,
    RowKind,
    Section,
    Table,
    Total,
    Value,
    rounded,
)
from migplan.hooks import BuildRequest
from migplan.reports import progress
from migplan.reports.paper import Paper
from migplan.reports.roadmap import actions, closing, finances, governance, monitoring, opening
from migplan.reports.roadmap.material import Material


class ProgressPaper(Paper):
    """The progress report of one roadmap."""

    def __init__(self, request: BuildRequest) -> None:
        """Take the roadmap that the request names."""
        self.material = Material(request)
        super().__init__(request, "progress", self.material.voice, roadmap=self.material.roadmap.id)

    def part(self, key: str, message: Inline, *blocks: Block | None, role: Role = Role.BODY) -> Section:
        """Make a chapter named as the slide of the review that says the same."""
        return self.chapter(key, message, *blocks, role=role, title=self.tell(f"name.{key}"))


def build_progress_report(request: BuildRequest) -> Document:
    """Make the progress review on slides, the progress report on pages, or its tables on sheets.

    Raises:
        KeyError: The plan has no roadmap of that id (the pipeline has checked it).
    """
    if request.medium is Medium.SLIDE:
        return progress.build_progress(request)
    paper = ProgressPaper(request)
    material = paper.material
    title = paper.tell("report", territory=material.territory_name)
    found = _sheets(paper) if request.medium is Medium.SHEET else _pages(paper)
    cover = opening.cover(material)
    sections = paper.arranged(found)
    creator = paper.voice.stakeholder_name(material.roadmap.council, short=False)
    return paper.document(title, sections, evolve(cover, title=title, subtitle=material.title), creator)


def _pages(paper: ProgressPaper) -> Iterable[Section]:
    material = paper.material
    yield paper.part(
        "summary", actions.message(material), monitoring.figures(material), *paper.prose("summary"), role=Role.SUMMARY
    )
    yield paper.part("all", _done_message(paper), actions_table(paper))
    late = progress.late_actions(material)
    yield paper.part(
        "late", progress.late_message(material, late), progress.late_table(material, late), *paper.prose("late")
    )
    if material.roadmap.indicators:
        yield paper.part("indicators", monitoring.message(material), monitoring.progress_table(material))
    if material.roadmap.actions:
        yield paper.part("paid", monitoring.execution_message(material), monitoring.paid_chart(material))
        yield paper.part("funding", finances.message(material), finances.by_year_table(material))
    due = progress.waiting_decisions(material)
    yield paper.part("decisions", paper.tell("decisions", n=len(due)), progress.decisions_table(material, due))
    if material.roadmap.risks:
        yield paper.part("risks", governance.risks_message(material), governance.risks_table(material))
    if material.roadmap.proposals:
        yield paper.part("proposals", closing.proposals_message(material), closing.proposals_table(material))
    yield paper.part("steps", closing.steps_message(material), closing.steps_table(material))
    yield paper.part("sources", "", closing.sources_table(material), role=Role.ANNEX)


def _sheets(paper: ProgressPaper) -> Iterable[Section]:
    material = paper.material
    yield paper.part(
        "summary",
        actions.message(material),
        monitoring.figures(material),
        monitoring.paid_chart(material),
        role=Role.SUMMARY,
    )
    yield paper.part("all", _done_message(paper), actions_table(paper))
    yield paper.part("indicators", monitoring.message(material), monitoring.progress_table(material))
    if material.roadmap.actions:
        yield paper.part("funding", finances.message(material), finances.by_year_table(material))
    due = progress.waiting_decisions(material)
    yield paper.part("decisions", paper.tell("decisions", n=len(due)), progress.decisions_table(material, due))
    yield paper.part("steps", closing.steps_message(material), closing.steps_table(material))


def _done_message(paper: ProgressPaper) -> str:
    return paper.tell("all", n=len(paper.material.roadmap.actions))


def actions_table(paper: ProgressPaper) -> Table | None:
    """Each action: where it is, what was planned, committed and paid, and what is left; `None` without actions."""
    material, voice, currency = paper.material, paper.voice, paper.plan.currency
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("action", voice.say("column.action"), width=40),
        Column("lead", voice.say("column.lead"), width=16),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
        Column("done", voice.words("blocks.progress"), Holds.SHARE, width=10, decimals=0),
        Column("expected", paper.tell("column.expected"), Holds.SHARE, width=10, decimals=0),
        Column("cost", paper.tell("column.planned"), Holds.MONEY, width=15, unit=currency, total=Total.SUM),
        Column("committed", paper.tell("column.committed"), Holds.MONEY, width=15, unit=currency, total=Total.SUM),
        Column("paid", paper.tell("column.paid"), Holds.MONEY, width=15, unit=currency, total=Total.SUM),
        Column("left", paper.tell("column.left"), Holds.MONEY, width=15, unit=currency, total=Total.SUM, formula=Difference("cost", "paid")),
        Column("share", paper.tell("column.rate"), Holds.SHARE, width=10, formula=Ratio("paid", "cost"), total=Total.FORMULA),
    ]  # fmt: skip
    rows: list[Row] = []
    for objective, members in material.actions_by_objective:
        if not members:
            continue
        rows.append(actions.group_row(material, objective))
        for action in members:
            where = f"{material.roadmap.id}/{action.id}"
            found, one = (
                execution(paper.plan, material.roadmap, material.day, action, material.budget),
                material.action_progress[action.id],
            )
            cells: tuple[Inline, ...] = (
                action.id,
                voice.text(action.title),
                material.lead(action),
                actions.status_tag(material, action),
                Value(one.progress_percent, Holds.SHARE, decimals=0, address=f"{where}/progress"),
                Value(rounded(one.expected_percent, 0), Holds.SHARE, decimals=0, address=f"{where}/expected"),
                Value(found.cost.value, Holds.MONEY, currency, address=f"{where}/cost"),
                Value(found.committed.value, Holds.MONEY, currency, address=f"{where}/committed"),
                Value(found.paid.value, Holds.MONEY, currency, address=f"{where}/paid"),
                "",
                "",
            )
            rows.append(Row(cells, address=where))
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.roadmap.id}/progress"))
    return Table.computed("progress-actions", paper.tell("table"), columns, rows, alt=_done_message(paper))
