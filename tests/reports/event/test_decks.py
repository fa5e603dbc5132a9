"""Every event gives a deck that stands: in each language, held or not, with everything or with nothing."""

from datetime import date
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import migplan
from migplan.documents import ActionSheet, Canvas, Document, Medium, Role, Slot, VoteSheet, document_texts, plain, said
from migplan.documents import Value as Typed
from migplan.hooks import BuildRequest
from migplan.host import Host
from migplan.locale import Words
from migplan.model import Audience, Contact, Event, EventKind, Method, Plan, Reference, Text, public_edition
from migplan.reports.event import build_event
from migplan.reports.event.pages import build_attendance, build_evaluation, build_guide
from migplan.reports.event.printed import build_ballots, build_boards, build_dots, build_signs, can_vote
from migplan.testing.profiles import chosen
from migplan.testing.strategies import plans

EXAMPLES = Path(__file__).parents[3] / "examples"
DAY = date(2025, 9, 30)


@cache
def _plan(name: str) -> Plan:
    return migplan.load(EXAMPLES / name, host=Host.installed())


def _events(name: str) -> list[str]:
    return [event.id for event in _plan(name).events]


def _nth(plan: Plan, kind: EventKind, place: int = 1) -> Event:
    """The event of a kind that comes at a place, from 1, for the first roadmap that has one."""
    first = next(event for event in plan.events if event.kind is kind)
    same = [event for event in plan.events if (event.kind, event.roadmap) == (kind, first.roadmap)]
    return sorted(same, key=lambda event: str(event.start))[place - 1]


def _built(plan: Plan, event: str, language: str, audience: Audience = Audience.INTERNAL) -> Document:
    request = BuildRequest(plan, Reference.of(plan), language, Words(language), Medium.SLIDE, DAY, event, audience)
    return build_event(request)


def _stands(document: Document) -> None:
    titles = [
        plain(section.message, document.language) or plain(section.title, document.language)
        for section in document.sections
    ]
    assert len(set(titles)) == len(titles), [title for title in titles if titles.count(title) > 1]
    ids = [section.id for section in document.sections]
    assert len(set(ids)) == len(ids)
    blocks = [block.id for block in document.blocks if getattr(block, "id", "")]
    assert len(set(blocks)) == len(blocks), [id for id in blocks if blocks.count(id) > 1]
    for section in document.sections:
        assert section.blocks or section.role is Role.DIVIDER, section.id
        assert section.notes or section.is_hidden or section.role is Role.DIVIDER, section.id
        for part in said(
            [block for block in section.blocks if not isinstance(block, ActionSheet)]
        ):  # the roadmap's own
            assert not isinstance(part, Typed) or part.address, (section.id, part)


ALL = [(name, event) for name in ("souss-massa", "tiny") for event in _events(name)]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(("name", "event"), ALL, ids=[event for _, event in ALL])
def test_the_deck_of_every_event_of_the_examples_stands(name: str, event: str, language: str) -> None:
    _stands(_built(_plan(name), event, language))


@pytest.mark.parametrize("kind", EventKind)
@pytest.mark.parametrize("is_held", [False, True])
def test_an_event_of_which_nothing_is_known_shows_marked_slots(kind: EventKind, is_held: bool) -> None:
    plan = attrs.evolve(
        _plan("tiny"), roadmaps=(), modules=(), events=(Event("e", Text.of("Meeting"), kind, is_held=is_held),)
    )

    document = _built(plan, "e", "en")

    _stands(document)
    assert sum(isinstance(block, Slot) for block in document.blocks) >= 4


@given(st.data())
@chosen(quick=15, fuzz=400)
def test_the_deck_of_any_event_of_any_plan_stands(data: st.DataObject) -> None:
    plan = data.draw(plans())
    kind = data.draw(st.sampled_from(EventKind))
    event = data.draw(st.sampled_from(plan.events)) if plan.events else Event("e", Text.of("Meeting"), kind)
    event = attrs.evolve(event, kind=kind)
    plan = attrs.evolve(plan, events=(*(one for one in plan.events if one.id != event.id), event))

    _stands(_built(plan, event.id, data.draw(st.sampled_from(["fr", "ar", "en"]))))


PRINTED = {
    "boards": build_boards,
    "dots": build_dots,
    "ballots": build_ballots,
    "signs": build_signs,
}
PAGES = {"guide": build_guide, "attendance": build_attendance, "evaluation": build_evaluation}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize(("name", "event"), ALL, ids=[event for _, event in ALL])
def test_what_is_printed_for_every_event_of_the_examples_stands(name: str, event: str, language: str) -> None:
    plan = _plan(name)
    for report, build in {**PRINTED, **PAGES}.items():
        if report in ("dots", "ballots") and not can_vote(plan, event):
            continue
        medium = Medium.SLIDE if report in PRINTED else Medium.PAGE
        document = build(BuildRequest(plan, Reference.of(plan), language, Words(language), medium, DAY, event))

        assert document.sections, report
        assert document.paper.is_printed is (report in PRINTED)
        titles = [plain(section.message, language) or plain(section.title, language) for section in document.sections]
        assert len(set(titles)) == len(titles), (report, titles)
        assert all(section.blocks for section in document.sections), report


def test_a_ballot_says_each_choice_in_every_language_of_the_plan() -> None:
    plan = _plan("souss-massa")
    event = _nth(plan, EventKind.CONSULTATION, 2)
    request = BuildRequest(plan, Reference.of(plan), "fr", Words("fr"), Medium.SLIDE, DAY, event.id)

    document = build_ballots(request)

    sheets = [block for block in document.blocks if isinstance(block, VoteSheet)]
    assert [span.language for span in sheets[0].title] == ["fr", "ar"]
    assert all(
        [span.language for span in choice.labels] == ["fr", "ar"] for sheet in sheets for choice in sheet.choices
    )
    named = [choice.code for sheet in sheets for choice in sheet.choices]
    assert named == [action.id for action in plan[event.roadmap or ""].actions]


def test_a_public_deck_names_no_contact() -> None:
    plan = _plan("souss-massa")
    person = Contact(Text.of("Desk"), "Someone Secret", "secret@example.org", "0102030405")
    organiser = plan.events[0].organiser
    plan = attrs.evolve(
        plan,
        stakeholders=tuple(
            attrs.evolve(one, contacts=(person,)) if one.id == organiser else one for one in plan.stakeholders
        ),
    )

    internal = " ".join(document_texts(_built(plan, plan.events[0].id, "fr")))
    public = " ".join(document_texts(_built(public_edition(plan), plan.events[0].id, "fr", Audience.PUBLIC)))

    assert "secret@example.org" in internal
    assert "secret@example.org" not in public
    assert "Someone Secret" not in public


def test_an_event_before_it_is_held_shows_no_outcomes() -> None:
    plan = _plan("souss-massa")
    event = _nth(plan, EventKind.EXCHANGE)
    waiting = attrs.evolve(
        plan, events=tuple(attrs.evolve(one, is_held=False) if one.id == event.id else one for one in plan.events)
    )

    held = {section.id for section in _built(plan, event.id, "fr").sections}
    before = {section.id for section in _built(waiting, event.id, "fr").sections}

    assert {"part-outcomes", "slide-decisions", "slide-evaluation"} <= held - before
    assert before <= held


@given(st.data())
@chosen(quick=10, fuzz=300)
def test_what_is_printed_for_any_event_of_any_plan_is_unique_and_whole(data: st.DataObject) -> None:
    plan = data.draw(plans())
    kind = data.draw(st.sampled_from(EventKind))
    event = data.draw(st.sampled_from(plan.events)) if plan.events else Event("e", Text.of("Meeting"), kind)
    plan = attrs.evolve(plan, events=(attrs.evolve(event, kind=kind),))
    language = data.draw(st.sampled_from(["fr", "ar"]))

    for report, build in {**PRINTED, **PAGES}.items():
        medium = Medium.SLIDE if report in PRINTED else Medium.PAGE
        document = build(BuildRequest(plan, Reference.of(plan), language, Words(language), medium, DAY, event.id))

        ids = [section.id for section in document.sections]
        assert len(set(ids)) == len(ids), report
        assert all(section.blocks for section in document.sections), report


def test_a_vote_on_the_agenda_has_its_slide_and_its_minutes() -> None:
    plan = _plan("souss-massa")
    event = _nth(plan, EventKind.CONSULTATION, 3)
    wanted = [item.minutes for item in event.agenda if item.method is Method.VOTE]

    document = _built(plan, event.id, "fr")

    shown = [
        block.minutes
        for section in document.sections
        if section.id.startswith("slide-vote")
        for block in section.blocks
    ]
    assert shown == wanted


def test_the_owners_slides_are_framed_and_what_is_missing_is_a_slot() -> None:
    plan = _plan("souss-massa")
    (first, *others) = plan.modules[0].units
    known = attrs.evolve(first, file="owner.pptx", slides="12-27")
    module = attrs.evolve(plan.modules[0], units=(known, *others))
    plan = attrs.evolve(plan, modules=(module, *plan.modules[1:]))

    document = _built(plan, next(event.id for event in plan.events if event.module == module.id), "en")

    units = [section.blocks[-1] for section in document.sections if section.id.startswith("slide-unit")]
    assert isinstance(units[0], Canvas)
    assert plain(units[0].frames[0].hint, "en") == "Insert here slides 12-27 of the file owner.pptx"
    assert [type(block) for block in units[1:]] == [Slot] * len(others)
