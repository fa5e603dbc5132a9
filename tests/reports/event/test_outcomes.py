"""What the decks of events show of what was done, and how little of it takes a slide of its own."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import attrs
import pytest

import migplan
from migplan.documents import (
    Bullets,
    Canvas,
    Chart,
    Document,
    EntryTable,
    Figures,
    GroupWork,
    Matrix,
    Medium,
    Section,
    Table,
    plain,
)
from migplan.hooks import BuildRequest
from migplan.host import Host
from migplan.locale import Words
from migplan.model import Decision, Event, EventKind, Method, Plan, Reference, Text, Weight
from migplan.reports.event import build_event
from migplan.reports.event.consultation import shortened
from migplan.reports.event.pages import build_evaluation

EXAMPLE = Path(__file__).parents[3] / "examples" / "souss-massa"
DAY = date(2025, 9, 30)


@cache
def _plan() -> Plan:
    return migplan.load(EXAMPLE, host=Host.installed())


def _nth(kind: EventKind, place: int = 1) -> Event:
    first = next(event for event in _plan().events if event.kind is kind)
    same = [event for event in _plan().events if (event.kind, event.roadmap) == (kind, first.roadmap)]
    return sorted(same, key=lambda event: str(event.start))[place - 1]


def _deck(event: Event, day: date = DAY) -> Document:
    plan = attrs.evolve(_plan(), events=tuple(event if one.id == event.id else one for one in _plan().events))
    return build_event(BuildRequest(plan, Reference.of(plan), "en", Words("en"), Medium.SLIDE, day, event.id))


def _slide(document: Document, id: str) -> Section:
    return next(section for section in document.sections if section.id == id)


def _title(section: Section) -> str:
    return plain(section.message, "en")


def test_few_decisions_stand_beside_what_was_agreed_and_many_in_a_table() -> None:
    event = _nth(EventKind.EXCHANGE)

    few = _slide(_deck(event), "slide-decisions")
    made = [Decision(Text.of(f"Step {number}"), event.decisions[0].owner) for number in range(4)]
    many = _deck(attrs.evolve(event, decisions=made))

    assert not any(isinstance(block, Table) for block in few.blocks)
    assert sum(isinstance(block, Bullets) for block in few.blocks) == 3
    assert _title(few) == "The session ended with 1 agreement, 1 disagreement and 1 decision"
    table = next(block for block in _slide(many, "slide-decisions").blocks if isinstance(block, Table))
    assert len(table.rows) == 4
    assert _title(_slide(many, "slide-agreements")) == "The session ended with 1 agreement and 1 disagreement"


def test_one_open_point_is_settled_in_frames_and_many_are_listed() -> None:
    event = _nth(EventKind.EXCHANGE)
    points = tuple(Text.of(f"Point {number}") for number in range(7))

    shown = [
        _slide(_deck(attrs.evolve(event, disagreements=points[:count])), "slide-arbitrate").blocks[0]
        for count in (1, 4, 7)
    ]

    one, some, all_ = shown
    assert isinstance(one, Canvas) and plain(one.title, "en") == "Point 0" and len(one.frames) == 3
    assert isinstance(some, Canvas) and [plain(frame.title, "en") for frame in some.frames] == [
        f"Point {n}" for n in range(4)
    ]
    assert isinstance(all_, Bullets) and len(all_.items) == 7


def test_shared_themes_are_a_map_with_the_needs_hidden_behind_it() -> None:
    deck = _deck(_nth(EventKind.EXCHANGE))

    shown = _slide(deck, "slide-converge").blocks[0]
    behind = _slide(deck, "slide-converge-needs")

    assert isinstance(shown, Matrix) and isinstance(behind.blocks[0], Table) and behind.is_hidden
    assert [plain(line.label, "en") for line in shown.rows] and len(shown.rows) == len(behind.blocks[0].rows)
    for cells, total in zip(shown.cells, shown.row_totals, strict=True):
        assert sum(len(cell.text.split(" · ")) for cell in cells if cell.text) == total


def test_a_second_vote_lists_the_choices_no_more() -> None:
    event = _nth(EventKind.CONSULTATION, 3)

    votes = [block for block in _deck(event).blocks if isinstance(block, GroupWork) and not block.prompt]

    assert len(votes) == sum(item.method is Method.VOTE for item in event.agenda) == 2
    assert votes[0].groups and not votes[1].groups
    assert not any("…" in str(name) for name in votes[0].groups)


def test_an_evaluation_tells_the_mean_the_forms_and_the_share_of_those_present() -> None:
    event = _nth(EventKind.CONSULTATION)

    figures = next(block for block in _slide(_deck(event), "slide-evaluation").blocks if isinstance(block, Figures))
    alone = attrs.evolve(event, evaluation=[attrs.evolve(one, answers=None) for one in event.evaluation])

    assert [plain(item.label, "en") for item in figures.items] == [
        "mean mark out of 5",
        "forms filled in",
        "of those present answered",
    ]
    assert not any(isinstance(block, Figures) for block in _slide(_deck(alone), "slide-evaluation").blocks)


@pytest.mark.parametrize(("later", "said"), [(1, "We meet again on"), (-1, "The next meeting was held on")])
def test_the_next_date_is_told_in_the_tense_of_the_day(later: int, said: str) -> None:
    event = _nth(EventKind.CONSULTATION)
    assert event.start is not None
    day = date(event.start.year + min(later, 0) * -1, event.start.month, event.start.day)

    assert _title(_slide(_deck(event, day), "slide-end")).startswith(said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Short name", "Short name"),
        ("Committee « Migration and growth »", "Committee…"),
        ("Yearly report and the update of it", "Yearly report…"),
        ("Welcomingly unshortenable-longer-than", "Welcomingly…"),
    ],
)
def test_a_name_is_never_cut_after_a_quote_or_an_article(name: str, said: str) -> None:
    assert shortened(name, 18) == said


def test_the_form_of_evaluation_has_a_cell_to_tick_for_each_mark() -> None:
    plan, event = _plan(), _nth(EventKind.CONSULTATION)
    request = BuildRequest(plan, Reference.of(plan), "en", Words("en"), Medium.PAGE, DAY, event.id)

    marks = next(block for block in build_evaluation(request).blocks if isinstance(block, EntryTable))

    assert [column.key for column in marks.columns][1:] == [f"mark-{mark}" for mark in range(1, 6)]
    assert [plain(row.cells[0], "fr") for row in marks.rows] and len(marks.rows) == len(event.evaluation)


def test_the_heaviest_criterion_is_named_only_where_it_is_the_only_one() -> None:
    event = _nth(EventKind.CONSULTATION, 2)
    shown = _slide(_deck(event), "slide-criteria")
    (chart,) = shown.blocks
    assert isinstance(chart, Chart) and chart.emphasised == chart.categories[0]
    values = [value for value in chart.series[0].values if value is not None]
    assert values == sorted(values, reverse=True) and "weighs most" in _title(shown)

    equal = [Weight(name.split()[0], Decimal(10)) for name in chart.categories]
    ballots = [attrs.evolve(one, weights=equal) for one in _plan()[event.roadmap or ""].ballots]
    plan = attrs.evolve(
        _plan(),
        roadmaps=[attrs.evolve(one, ballots=ballots) if one.id == event.roadmap else one for one in _plan().roadmaps],
    )
    request = BuildRequest(plan, Reference.of(plan), "en", Words("en"), Medium.SLIDE, DAY, event.id)
    levelled = _slide(build_event(request), "slide-criteria")

    (level,) = levelled.blocks
    assert isinstance(level, Chart) and not level.emphasised and "weighs most" not in _title(levelled)
