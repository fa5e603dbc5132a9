"""The progress review stands for every roadmap, and says what is late and what is due."""

from datetime import date
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import migplan
from migplan.documents import Document, Medium, Role, Slot, Table, Value, plain, said
from migplan.hooks import BuildRequest
from migplan.host import Host
from migplan.locale import Words
from migplan.model import Decision, Plan, Reference, Text
from migplan.reports.progress import build_progress
from migplan.testing.profiles import chosen
from migplan.testing.strategies import plans

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2025, 9, 30)


@cache
def _plan(name: str) -> Plan:
    return migplan.load(EXAMPLES / name, host=Host.installed())


def _built(plan: Plan, roadmap: str, language: str = "en") -> Document:
    return build_progress(BuildRequest(plan, Reference.of(plan), language, Words(language), Medium.SLIDE, DAY, roadmap))


def _stands(document: Document) -> None:
    titles = [plain(one.message, document.language) or plain(one.title, document.language) for one in document.sections]
    assert len(set(titles)) == len(titles)
    for section in document.sections:
        assert section.blocks or section.role is Role.DIVIDER
        for part in said(section.blocks):
            assert not isinstance(part, Value) or part.value is None or part.address, part


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("name", ["souss-massa", "tiny"])
def test_the_review_of_every_roadmap_of_the_examples_stands(name: str, language: str) -> None:
    for roadmap in _plan(name).roadmaps:
        _stands(_built(_plan(name), roadmap.id, language))


@given(st.data())
@chosen(quick=10, fuzz=300)
def test_the_review_of_any_roadmap_stands(data: st.DataObject) -> None:
    plan = data.draw(plans().filter(lambda one: one.roadmaps))

    _stands(_built(plan, plan.roadmaps[0].id, data.draw(st.sampled_from(["fr", "ar", "en"]))))


def test_a_decision_that_is_not_done_is_due_until_it_is() -> None:
    plan = _plan("tiny")
    event = attrs.evolve(
        plan.events[0],
        decisions=(Decision(Text.of("Open the desk"), due=date(2025, 1, 1)), Decision(Text.of("Done"), is_done=True)),
    )

    document = _built(attrs.evolve(plan, events=(event,)), plan.roadmaps[0].id)
    done = attrs.evolve(event, decisions=event.decisions[1:])
    kept = _built(attrs.evolve(plan, events=(done,)), plan.roadmaps[0].id)
    nothing = _built(attrs.evolve(plan, events=()), plan.roadmaps[0].id)

    (slide,) = [one for one in document.sections if one.id == "slide-decisions"]
    (table,) = slide.blocks
    assert isinstance(table, Table)
    assert [plain(row.cells[0], "en") for row in table.rows] == ["Open the desk"]
    (all_done,) = [one for one in kept.sections if one.id == "slide-decisions"]
    assert plain(all_done.message, "en") == "The decision taken at workshops is done"
    assert isinstance(all_done.blocks[0], Table)
    (empty,) = [one for one in nothing.sections if one.id == "slide-decisions"]
    assert isinstance(empty.blocks[0], Slot)
