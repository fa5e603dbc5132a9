"""What stands before the chapters: the list of acronyms, and the summary in two languages side by side."""

from pathlib import Path

import attrs
import pytest

import migplan
from migplan.documents import Document, Medium, Section, Table, plain
from migplan.locale import base_language
from migplan.model import Plan, Text

TINY = Path(__file__).parents[2] / "examples" / "tiny"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """A plan in English and Arabic, with one action without an Arabic title and one acronym in its vision."""
    whole = migplan.load(TINY)
    roadmap = whole.roadmaps[0]
    first, *others = roadmap.actions
    actions = (
        attrs.evolve(first, title=Text.of({"en": "Welcome desk", "ar": "مكتب الاستقبال"})),
        *(attrs.evolve(action, title=Text.of({"en": "Only English"})) for action in others),
    )
    objectives = tuple(
        attrs.evolve(one, title=Text.of({"en": f"Goal {one.id}", "ar": f"الهدف {one.id}"}))
        for one in roadmap.objectives
    )
    told = attrs.evolve(
        roadmap,
        vision=Text.of({"en": "Everybody lives well with the RZW", "ar": "حياة كريمة للجميع"}),
        actions=actions,
        objectives=objectives,
    )
    return attrs.evolve(whole, languages=("en", "ar"), roadmaps=(told,))


def _made(plan: Plan, language: str) -> Document:
    return migplan.build(plan, "roadmap", of=plan.roadmaps[0].id, language=language, medium=Medium.PAGE)


def _section(document: Document, id: str) -> Section | None:
    return next((section for section in document.sections if section.id == id), None)


def _lines(section: Section, language: str) -> list[tuple[str, ...]]:
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return [tuple(plain(cell, language) for cell in row.cells) for table in tables for row in table.rows]


@pytest.mark.parametrize(("language", "other"), [("en", "ar"), ("ar", "en")])
def test_the_summary_stands_in_two_languages_side_by_side(plan: Plan, language: str, other: str) -> None:
    section = _section(_made(plan, language), "parallel")
    assert section is not None
    for table in section.blocks:
        assert isinstance(table, Table)
        assert [base_language(column.language) for column in table.columns] == [language, other]
    said = {"en": "Everybody lives well with the RZW", "ar": "حياة كريمة للجميع"}
    own, beside = _lines(section, language)[0]
    assert said[language] in own and said[other] in beside


def test_what_is_written_in_one_of_the_two_languages_is_left_out(plan: Plan) -> None:
    section = _section(_made(plan, "en"), "parallel")
    assert section is not None
    own = [line[0] for line in _lines(section, "en")]
    assert any("Welcome desk" in line for line in own)
    assert not any("Only English" in line for line in own)


def test_without_a_vision_in_a_second_language_there_is_no_such_summary(plan: Plan) -> None:
    told = attrs.evolve(plan.roadmaps[0], vision=Text.of({"en": "Everybody lives well"}))
    assert _section(_made(attrs.evolve(plan, roadmaps=(told,)), "en"), "parallel") is None
    assert _section(_made(attrs.evolve(plan, languages=("en",)), "en"), "parallel") is None


def test_acronyms_of_the_text_are_expanded_and_no_others(plan: Plan) -> None:
    first, second, *others = plan.stakeholders
    named = attrs.evolve(first, acronym=Text.of({"en": "RZW"}), title=Text.of({"en": "Regional centre for welcome"}))
    foreign = attrs.evolve(second, acronym=Text.of({"ar": "مجلس"}))
    document = _made(attrs.evolve(plan, stakeholders=(named, foreign, *others)), "en")
    section = _section(document, "acronyms")
    assert section is not None
    assert ("RZW", "Regional centre for welcome") in [line[:2] for line in _lines(section, "en")]
    assert "مجلس" not in {cell for line in _lines(section, "en") for cell in line}


def test_a_long_list_of_acronyms_is_read_down_two_columns(plan: Plan) -> None:
    letters = "ABCDEFGHIJKLMNO"
    made = [
        attrs.evolve(
            plan.stakeholders[0],
            id=f"body-{letter.lower()}",
            acronym=Text.of({"en": f"Z{letter}Z"}),
            title=Text.of({"en": f"Body {letter}"}),
        )
        for letter in letters
    ]
    document = _made(attrs.evolve(plan, stakeholders=(*plan.stakeholders, *made)), "en")
    section = _section(document, "acronyms")
    assert section is not None
    found = _lines(section, "en")
    codes = [line[0] for line in found] + [line[2] for line in found if line[2]]
    assert codes == sorted(codes) and {f"Z{letter}Z" for letter in letters} <= set(codes)
