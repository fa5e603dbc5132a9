"""The reports of events, of the mission, the offer and the contribution stand in every language, with everything or nothing."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import migplan
from migplan.analysis.attendance import SMALL, crossing, small_cells
from migplan.analysis.deliverables import Stage, deliverables
from migplan.documents import Document, Medium, Slot, Table, Value, document_texts, plain, said
from migplan.hooks import BuildRequest
from migplan.host import Host
from migplan.locale import Words
from migplan.model import (
    Audience,
    Event,
    EventKind,
    Passage,
    Plan,
    Reference,
    Text,
    public_edition,
)
from migplan.reports.contribution import build_contribution
from migplan.reports.final import build_accompaniment, build_final
from migplan.reports.minutes import (
    build_exchange_report,
    build_minutes,
    build_reflection_report,
    build_training_report,
)
from migplan.reports.offer import build_offer
from migplan.reports.people import HIDDEN
from migplan.reports.progress_paper import build_progress_report
from migplan.testing.profiles import chosen
from migplan.testing.strategies import plans

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2025, 9, 30)
Build = Callable[[BuildRequest], Document]
OF_EVENTS: dict[EventKind, Build] = {
    EventKind.CONSULTATION: build_minutes,
    EventKind.TRAINING: build_training_report,
    EventKind.REFLECTION: build_reflection_report,
    EventKind.EXCHANGE: build_exchange_report,
}
LANGUAGES = ["fr", "ar", "en"]
EVERY = list(OF_EVENTS.values())


@cache
def _plan(name: str) -> Plan:
    return migplan.load(EXAMPLES / name, host=Host.installed())


def _built(
    build: Build, plan: Plan, of: str | None, language: str = "en", medium: Medium = Medium.PAGE, audience: Audience = Audience.INTERNAL
) -> Document:  # fmt: skip
    return build(BuildRequest(plan, Reference.of(plan), language, Words(language), medium, DAY, of, audience))


def _stands(document: Document) -> None:
    titles = [plain(one.message, document.language) or plain(one.title, document.language) for one in document.sections]
    assert len(set(titles)) == len(titles), [title for title in titles if titles.count(title) > 1]
    ids = [section.id for section in document.sections]
    assert len(set(ids)) == len(ids), ids
    blocks = [block.id for block in document.blocks if getattr(block, "id", "")]
    assert len(set(blocks)) == len(blocks), [id for id in blocks if blocks.count(id) > 1]
    for section in document.sections:
        assert section.blocks, section.id
        for part in said(section.blocks):
            assert not isinstance(part, Value) or part.value is None or part.address, (section.id, part)


ALL = [(name, event.id) for name in ("souss-massa", "tiny") for event in _plan(name).events]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "event"), ALL, ids=[event for _, event in ALL])
def test_the_report_of_every_event_of_the_examples_stands_held_or_not(name: str, event: str, language: str) -> None:
    plan = _plan(name)
    build = OF_EVENTS[next(one.kind for one in plan.events if one.id == event)]
    waiting = attrs.evolve(
        plan, events=tuple(attrs.evolve(one, is_held=False, attendance=()) if one.id == event else one for one in plan.events)
    )  # fmt: skip

    held, before = _built(build, plan, event, language), _built(build, waiting, event, language)

    _stands(held)
    _stands(before)
    assert {section.id for section in before.sections} < {section.id for section in held.sections}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["souss-massa", "tiny"])
def test_the_documents_of_the_assignment_stand_in_each_medium(name: str, language: str) -> None:
    plan = _plan(name)
    for medium in (Medium.PAGE, Medium.SHEET):
        _stands(_built(build_offer, plan, None, language, medium))
    _stands(_built(build_final, plan, None, language))
    for roadmap in plan.roadmaps:
        _stands(_built(build_accompaniment, plan, roadmap.id, language))
        _stands(_built(build_progress_report, plan, roadmap.id, language))
        _stands(_built(build_progress_report, plan, roadmap.id, language, Medium.SHEET))
    for medium in Medium:
        _stands(_built(build_contribution, plan, None, language, medium))


@pytest.mark.parametrize("build", EVERY)
@pytest.mark.parametrize("is_held", [False, True])
def test_an_event_of_which_nothing_is_known_gives_slots(build: Build, is_held: bool) -> None:
    event = Event("e", Text.of("Meeting"), EventKind.CONSULTATION, is_held=is_held)
    plan = attrs.evolve(_plan("tiny"), roadmaps=(), events=(event,))

    document = _built(build, plan, "e")

    _stands(document)
    assert sum(isinstance(block, Slot) for block in document.blocks) >= 2


@given(st.data())
@chosen(quick=10, fuzz=300)
def test_every_report_of_any_plan_stands(data: st.DataObject) -> None:
    plan = data.draw(plans())
    language = data.draw(st.sampled_from(LANGUAGES))
    for event in plan.events[:2]:
        for build in EVERY:
            _stands(_built(build, plan, event.id, language))
    for medium in (Medium.PAGE, Medium.SHEET):
        _stands(_built(build_offer, plan, None, language, medium))
        for roadmap in plan.roadmaps[:1]:
            _stands(_built(build_progress_report, plan, roadmap.id, language, medium))
    _stands(_built(build_final, plan, None, language))
    for roadmap in plan.roadmaps[:1]:
        _stands(_built(build_accompaniment, plan, roadmap.id, language))
        place = next(Reference.of(plan).ancestors(roadmap.territory), None)
        for medium in Medium:
            _stands(_built(build_contribution, plan, place.id if place else roadmap.territory, language, medium))


def test_what_is_written_for_a_slot_takes_its_place() -> None:
    plan = _plan("tiny")
    (event,) = plan.events
    empty = _built(build_minutes, plan, event.id)
    (slot,) = [block for block in empty.blocks if isinstance(block, Slot) and block.passage.endswith("exchanges")]
    passage = Passage(slot.passage, "minutes", "exchanges", Text.of("Everybody spoke."), event=event.id)

    written = _built(build_minutes, attrs.evolve(plan, passages=(passage,)), event.id)

    (filled,) = [block for block in written.blocks if isinstance(block, Slot) and block.passage == slot.passage]
    assert plain(filled.text, "en") == "Everybody spoke."


def test_a_public_edition_shows_no_small_count_and_no_empty_slot() -> None:
    plan = public_edition(_plan("tiny"))
    document = _built(build_minutes, plan, plan.events[0].id, audience=Audience.PUBLIC)

    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.id == "people-category"]
    counts = [part.value for part in said(table.rows) if isinstance(part, Value)]
    assert HIDDEN in document_texts(document)
    assert not [count for count in counts if isinstance(count, int) and 0 < count < SMALL]
    assert not [block for block in document.blocks if isinstance(block, Slot) and not block.text]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 9)), min_size=1, max_size=12))
def test_no_hidden_count_can_be_computed_from_its_line(counts: list[tuple[int, int, int]]) -> None:
    table = crossing(counts, (0, 1, 2))

    hidden = small_cells(table)

    lines = [[(row, place) for place in range(4)] for row in range(len(table.cells))]
    lines += [[(row, place) for row in range(len(table.cells))] for place in range(4)]
    for line in lines:
        gone = [at for at in line if at in hidden]
        others = [at for at in line if at not in hidden and table.cells[at[0]][at[1]]]
        assert len(gone) != 1 or not others
    small = {(r, p) for r, line in enumerate(table.cells) for p, n in enumerate(line) if 0 < n < SMALL}
    assert small <= hidden


def test_every_proposal_of_the_contribution_is_costed_and_traced_to_its_roadmap() -> None:
    plan = _plan("souss-massa")
    document = _built(build_contribution, plan, None, "fr")

    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.id == "contribution"]
    rows = [row for row in table.rows if row.address.count("/") == 1 and row.kind.value == "data"]
    assert rows
    for row in rows:
        proposal = plan[row.address]
        (value,) = [cell for cell in row.cells if isinstance(cell, Value)]
        assert proposal.amount is not None
        assert value.value == proposal.amount.amount


def test_the_detailed_budget_adds_up_and_stays_under_the_ceiling() -> None:
    plan = _plan("souss-massa")
    assert plan.assignment is not None
    lines = sum(line.quantity * line.unit_cost.amount for line in plan.assignment.budget if line.unit_cost is not None)

    document = _built(build_offer, plan, None, "fr", Medium.SHEET)

    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.id == "budget"]
    total = table.rows[-1].cells[-1]
    assert isinstance(total, Value)
    assert total.value == lines
    assert plan.assignment.ceiling is not None
    assert lines <= plan.assignment.ceiling.amount


def test_the_offer_answers_each_contradiction_of_the_terms() -> None:
    document = _built(build_offer, _plan("souss-massa"), None, "en")

    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.id == "tensions"]
    assert len(table.rows) >= 5
    assert all(plain(cell, "en") for row in table.rows for cell in row.cells)


def test_a_deliverable_goes_from_blocked_to_due_to_late_to_payable() -> None:
    plan = _plan("souss-massa")
    assert plan.assignment is not None
    first = attrs.evolve(plan.assignment.deliverables[0], submitted=None, approved=None, invoiced=None)
    plan = attrs.evolve(plan, assignment=attrs.evolve(plan.assignment, deliverables=(first,)))

    def stage(plan: Plan, on: date) -> Stage:
        return deliverables(plan, on).deliverables[0].stage

    assert stage(plan, date(2022, 6, 1)) is Stage.BLOCKED
    assert stage(plan, date(2022, 7, 1)) is Stage.DUE
    assert stage(plan, date(2022, 7, 20)) is Stage.LATE
    done = attrs.evolve(first, submitted=date(2022, 7, 6), approved=date(2022, 7, 20))
    assert plan.assignment is not None
    plan = attrs.evolve(plan, assignment=attrs.evolve(plan.assignment, deliverables=(done,)))
    assert stage(plan, date(2022, 7, 10)) is Stage.SUBMITTED
    assert stage(plan, date(2022, 7, 20)) is Stage.PAYABLE
