"""The reports on the mission: the accompaniment of one territory, and the whole of it."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve

from migplan.analysis.money import total_of
from migplan.documents import (
    Block,
    Column,
    Difference,
    Document,
    Fact,
    Holds,
    Inline,
    Role,
    Row,
    RowKind,
    Section,
    Table,
    Tag,
    Tone,
    Total,
    Value,
)
from migplan.hooks import BuildRequest
from migplan.model import Event
from migplan.reports import mission
from migplan.reports.offer import terms
from migplan.reports.offer.material import OfferPaper
from migplan.reports.roadmap import closing
from migplan.reports.roadmap.material import Material


class FinalPaper(OfferPaper):
    """The final report of the mission."""

    def __init__(self, request: BuildRequest) -> None:
        """Take the whole plan."""
        super().__init__(request)
        self.report, self.area = "final", "final"
        self.roadmaps = tuple(_about(self, one.id) for one in request.plan.roadmaps)

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event of the plan, by date."""
        return tuple(sorted(self.plan.events, key=lambda event: (event.start is None, str(event.start), event.id)))


def _about(paper: OfferPaper, id: str) -> Material:
    material = Material(evolve(paper.request, of=id))
    material.voice = paper.voice
    return material


def build_final(request: BuildRequest) -> Document:
    """Make the final report of the assignment, over all its tasks and territories."""
    paper = FinalPaper(request)
    voice, mandate = paper.voice, paper.mandate
    facts = []
    if mandate.reference:
        facts.append(Fact(paper.tell("fact.reference"), mandate.reference))
    if mandate.client:
        facts.append(Fact(paper.tell("fact.client"), voice.stakeholder(mandate.client, short=False)))
    title = paper.tell("title")
    cover = paper.cover(title, voice.text(mandate.title), facts)
    return paper.document(title, paper.arranged(_sections(paper)), cover)


def _sections(paper: FinalPaper) -> Iterable[Section]:
    events = paper.events
    done = mission.done_message(paper, None, events)
    handed = mission.deliverables_table(paper)
    yield paper.chapter("summary", done, mission.figures(paper, events), *paper.prose("summary"), role=Role.SUMMARY)
    yield paper.chapter(
        "mandate", "", terms.mandate_table(paper) if paper.plan.assignment else None, *paper.prose("mandate")
    )
    yield paper.chapter("method", "", *paper.prose("method"))
    yield paper.chapter(
        "achieved",
        _gap_message(paper, mission.gaps(paper, None, events)),
        mission.tasks_table(paper, None, events),
        mission.bullets(mission.gaps(paper, None, events)),
    )
    for material in paper.roadmaps:
        yield _territory(paper, material)
    yield paper.chapter("participation", "", *mission.participation(paper, events))
    if handed is not None:
        count = sum(1 for one in paper.standing.deliverables if one.stage.value in ("submitted", "payable", "invoiced"))
        yield paper.chapter("deliverables", paper.tell("handed", n=count, of=len(handed.rows)), handed)
    yield paper.chapter(
        "results", paper.tell("results", n=len(paper.roadmaps)), results_table(paper), *paper.prose("results")
    )
    yield paper.chapter("difficulties", "", *paper.prose("difficulties"))
    yield paper.chapter("lessons", "", *paper.prose("lessons"))
    yield _balance(paper)


def _gap_message(paper: OfferPaper, found: list[Inline]) -> str:
    return paper.tell("gaps", n=len(found)) if found else paper.tell("no_gap")


def _territory(paper: FinalPaper, material: Material) -> Section:
    place = material.roadmap.territory
    mine = [event for event in paper.events if event.roadmap == material.roadmap.id]
    table = mission.tasks_table(paper, place, mine, f"achieved-{material.roadmap.id}")
    message = mission.done_message(paper, place, mine)
    return paper.chapter(
        "territory", paper.voice.listed((material.territory_name, message), paper.voice.words("blocks.colon")), table,
        level=2, id=f"achieved-{material.roadmap.id}", title=material.territory_name,
    )  # fmt: skip


def results_table(paper: FinalPaper) -> Table | None:
    """Each roadmap: where it stands, actions, cost and what is secured; `None` without roadmaps."""
    voice, currency = paper.voice, paper.plan.currency
    columns = [
        Column("roadmap", voice.say("column.territory"), width=30),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
        Column("actions", voice.say("column.actions"), Holds.INTEGER, width=10, total=Total.SUM),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=18, unit=currency, total=Total.SUM),
        Column("secured", voice.words("blocks.secured"), Holds.MONEY, width=18, unit=currency, total=Total.SUM),
    ]
    rows: list[Row] = []
    for main in paper.roadmaps:
        id, total = main.roadmap.id, main.gap.total
        cells: tuple[Inline, ...] = (
            main.territory_name,
            Tag(voice.words.choice(main.roadmap.status), Tone.NEUTRAL),
            Value(len(main.roadmap.actions), Holds.INTEGER, address=f"{id}/actions"),
            Value(total.cost.value, Holds.MONEY, currency, address=f"{id}/budget/cost"),
            Value(total.secured.value, Holds.MONEY, currency, address=f"{id}/budget/secured"),
        )
        rows.append(Row(cells, address=id))
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address="plan/roadmaps"))
    return Table.computed("results", paper.tell("table.results"), columns, rows)


def _balance(paper: FinalPaper) -> Section:
    """The consultant's own money: foreseen, spent, left, by task."""
    voice, currency = paper.voice, paper.plan.currency
    spent: dict[str, list[Decimal]] = {}
    of_line = {one.source.id: one.source.task or "–" for one in paper.lines}
    for expense in paper.mandate.spending:
        amount = paper.amounts.amount(expense.amount)
        if amount is not None and expense.date <= paper.request.date:
            spent.setdefault(of_line.get(expense.line or "", "–"), []).append(amount)
    columns = [
        Column("task", paper.tell("column.task"), Holds.CODE, width=8),
        Column("title", paper.tell("column.title"), width=50),
        Column("foreseen", paper.tell("column.foreseen"), Holds.MONEY, width=18, unit=currency, total=Total.SUM),
        Column("spent", paper.tell("column.spent"), Holds.MONEY, width=18, unit=currency, total=Total.SUM),
        Column("left", paper.tell("column.left"), Holds.MONEY, width=18, unit=currency, total=Total.SUM, formula=Difference("foreseen", "spent")),
    ]  # fmt: skip
    rows: list[Row] = []
    for id in dict.fromkeys([*(one.source.task or "–" for one in paper.lines), *spent]):
        foreseen = total_of(
            one.total for one in paper.lines if (one.source.task or "–") == id and one.total is not None
        )
        name = paper.task_name(id) if id != "–" else paper.tell("common")
        where = f"assignment/{'common' if id == '–' else id}"
        cells: tuple[Inline, ...] = (
            id, name if isinstance(name, str) else voice.text(name), paper.money(foreseen, f"{where[11:]}/foreseen"),
            paper.money(total_of(spent.get(id, [])), f"{where[11:]}/spent"), "",
        )  # fmt: skip
        rows.append(Row(cells, address=where))
    blocks: list[Block] = list(paper.prose("balance"))
    message = ""
    if rows:
        whole = total_of(amount for amounts in spent.values() for amount in amounts)
        message = paper.tell("balance", foreseen=paper.written(paper.total), spent=paper.written(whole))
        rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address="assignment/balance"))
        table = Table.computed(
            "balance", paper.tell("chapter.balance"), columns, rows, paper.tell("balance_note"), message
        )
        blocks = [table]
    return paper.chapter("balance", message, *blocks)


class AccompanimentPaper(OfferPaper):
    """The report of the accompaniment of one territory."""

    roadmap: str

    def __init__(self, request: BuildRequest) -> None:
        """Take the roadmap that the request names."""
        super().__init__(request)
        self.report, self.area = "accompaniment", "final"
        self.material = _about(self, request.of or "")
        self.roadmap = self.of = self.material.roadmap.id

    @property
    def events(self) -> list[Event]:
        """Events of the roadmap alone, by date."""
        return [event for event in self.material.events if event.roadmap == self.roadmap]


def build_accompaniment(request: BuildRequest) -> Document:
    """Make the report of the accompaniment of the territory whose roadmap `request.of` names."""
    paper = AccompanimentPaper(request)
    voice, material = paper.voice, paper.material
    title = paper.tell("accompaniment", territory=material.territory_name)
    facts = [Fact(voice.say("column.territory"), material.territory_name)]
    if material.roadmap.council:
        facts.append(Fact(paper.tell("fact.council"), voice.stakeholder(material.roadmap.council, short=False)))
    cover = paper.cover(title, voice.text(paper.mandate.title), facts)
    return paper.document(title, paper.arranged(_stages(paper)), cover)


def _stages(paper: AccompanimentPaper) -> Iterable[Section]:
    events, material = paper.events, paper.material
    place = material.roadmap.territory
    done = mission.done_message(paper, place, events)
    mandate = terms.mandate_table(paper) if paper.plan.assignment else None
    yield paper.chapter("mandate", "", mandate, *paper.prose("mandate"))
    yield paper.chapter(
        "activities",
        done,
        mission.figures(paper, events, place),
        mission.tasks_table(paper, place, events),
        *paper.prose("activities"),
    )
    yield paper.chapter("participation", "", *mission.participation(paper, events))
    yield paper.chapter("stages", stages_message(paper), stages_table(paper))
    found = mission.gaps(paper, place, events)
    yield paper.chapter("gaps", _gap_message(paper, found), mission.bullets(found), *paper.prose("gaps"))
    yield paper.chapter("lessons", "", *paper.prose("lessons"))
    yield paper.chapter(
        "next",
        closing.steps_message(material),
        closing.steps_table(material),
        *([] if material.roadmap.next_steps else paper.prose("next")),
    )


def _marks(paper: AccompanimentPaper) -> list[tuple[str, int, str]]:
    roadmap = paper.material.roadmap
    scored = sum(1 for one in roadmap.ballots if one.scores)
    adopted = (
        1
        if roadmap.adoption is not None and roadmap.adoption.date and roadmap.adoption.date <= paper.request.date
        else 0
    )
    return [
        ("diagnosis", len(roadmap.findings), "findings"),
        ("needs", len(roadmap.needs), "needs"),
        ("priorities", scored, "ballots"),
        ("objectives", len(roadmap.objectives), "objectives"),
        ("actions", len(roadmap.actions), "actions"),
        ("budget", sum(1 for one in roadmap.actions if one.budget), "budget"),
        ("indicators", len(roadmap.indicators), "indicators"),
        ("opinion", len(roadmap.opinions), "opinions"),
        ("adoption", adopted, "adoption"),
        ("proposals", len(roadmap.proposals), "proposals"),
    ]


def stages_message(paper: AccompanimentPaper) -> str:
    """Say how many stages of the roadmap are reached."""
    found = _marks(paper)
    return paper.tell("stages", n=sum(1 for _, count, _ in found if count), of=len(found))


def stages_table(paper: AccompanimentPaper) -> Table:
    """The stages of the roadmap: reached or not, and what shows it."""
    voice, id = paper.voice, paper.material.roadmap.id
    columns = [
        Column("stage", paper.tell("column.stage"), width=50),
        Column("status", voice.say("column.status"), Holds.STATUS, width=16),
        Column("count", paper.tell("column.shown"), Holds.INTEGER, width=16),
    ]
    rows = []
    for key, count, what in _marks(paper):
        tag = Tag(voice.say("steps.done"), Tone.ACHIEVED) if count else Tag(voice.say("steps.to_do"), Tone.NOT_BEGUN)
        rows.append(Row((paper.tell(f"stage.{key}"), tag, Value(count, Holds.INTEGER, address=f"{id}/{what}/count"))))
    return Table("stages", paper.tell("chapter.stages"), columns, rows, alt=stages_message(paper))


__all__ = ["build_accompaniment", "build_final"]
