"""Messages of the roadmap: true of the plan at hand, in every language, whatever the plan lacks."""

import re
from pathlib import Path

import attrs
import pytest

import migplan
from migplan.documents import Bullets, Document, Medium, Paragraph, Role, plain
from migplan.model import Audience, Plan

TINY = Path(__file__).parents[2] / "examples" / "tiny"
LANGUAGES = ("fr", "ar", "en")


@pytest.fixture(scope="module")
def whole() -> Plan:
    return migplan.load(TINY)


@pytest.fixture(scope="module")
def bare(whole: Plan) -> Plan:
    """One action without money, nothing found, nothing counted."""
    roadmap = whole.roadmaps[0]
    action = attrs.evolve(roadmap.actions[0], budget=(), funding=(), payments=(), indicators=(), risks=())
    lacking = dict.fromkeys(
        ("findings", "swot", "needs", "indicators", "risks", "proposals", "next_steps", "ballots", "opinions"), ()
    )
    return attrs.evolve(whole, roadmaps=(attrs.evolve(roadmap, actions=(action,), **lacking),), events=())


def _made(plan: Plan, language: str, medium: Medium, audience: Audience = Audience.INTERNAL) -> Document:
    declared = plan.languages if language in plan.languages else (*plan.languages, language)
    told = attrs.evolve(plan, languages=declared)
    return migplan.build(told, "roadmap", of=plan.roadmaps[0].id, language=language, medium=medium, audience=audience)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("name", ["whole", "bare"])
def test_every_message_is_said_whole(request: pytest.FixtureRequest, name: str, medium: Medium, language: str) -> None:
    document = _made(request.getfixturevalue(name), language, medium)
    for section in document.sections:
        said = plain(section.message, language)
        assert "{" not in said and "None" not in said, (section.id, said)


def test_without_money_no_share_and_no_sum_is_claimed(bare: Plan) -> None:
    document = _made(bare, "en", Medium.SLIDE)
    messages = {section.id: plain(section.message, "en") for section in document.sections}
    assert messages["slide-funding"] == "No cost is known yet"
    said = next(message for id, message in messages.items() if id.startswith("slide-actions-"))
    assert "1 action," in said and " for " not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deck_opens_with_an_agenda_and_ends_with_thanks(whole: Plan, language: str) -> None:
    sections = [section for section in _made(whole, language, Medium.SLIDE).sections if not section.is_hidden]
    assert sections[1].id == "slide-agenda"
    assert sections[-1].id == "slide-closing"
    dividers = [section for section in sections if section.role is Role.DIVIDER]
    agenda = sections[1].blocks[0]
    assert isinstance(agenda, Bullets)
    assert len([item for item in agenda.items if item.level == 1]) == len(dividers) == 4
    assert all(plain(section.message, language) for section in dividers)


def test_no_contact_is_told_in_public(whole: Plan) -> None:
    for audience in Audience:
        closing = next(
            section for section in _made(whole, "en", Medium.SLIDE, audience).sections if section.id == "slide-closing"
        )
        said = " ".join(plain(line.text, "en") for line in closing.blocks if isinstance(line, Paragraph))
        assert said
        assert audience is Audience.INTERNAL or ("@" not in said and "Contact" not in said)


def test_arabic_counts_take_their_plural_forms(whole: Plan) -> None:
    words = migplan.locale.Words("ar")
    assert [words("roadmap.count.actions", n=n) for n in (1, 2, 3, 11, 100)] == [
        "إجراء واحد",
        "إجراءين",
        "3 إجراءات",
        "11 إجراء",
        "100 إجراء",
    ]
    assert [words("roadmap.count.objectives", n=n) for n in (2, 5, 12)] == [
        "هدفين استراتيجيين",
        "5 أهداف استراتيجية",
        "12 هدفا استراتيجيا",
    ]
    assert not any(re.search("[;,]", text) for text in (words("roadmap.between"), words("roadmap.between_groups")))
