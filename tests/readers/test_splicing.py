import textwrap
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migplan.codec import decode, to_plain
from migplan.codec.merging import applied, merge
from migplan.model import Plan
from migplan.readers import dump_plan, read_plan
from migplan.readers.plans import read_path
from migplan.readers.splicing import SplicedText
from migplan.readers.updating import updated_texts
from migplan.testing import plans

PLAN = textwrap.dedent(
    """\
    # A plan with habits of its own
    migplan: 1
    title: Plan
    languages: [fr, ar]
    currency: EUR

    stakeholders:
      - {id: town, title: Town}      # the town hall
      - {id: museum, title: Museum}

    roadmaps:
      - id: north
        territory: N   # by its code
        period: 2022 – 2027
        objectives:
          - {id: O1, title: {fr: "Accueillir : mieux", ar: استقبال}}
        actions:
          # the first one
          - id: A1
            title: >
              A long title
              over two lines
            objective: O1
            roles: {museum: R}
            period: 2022-09 – 2024-06
            budget:
              - {item: desk, unit_cost: 10, quantity: 2}
              - {item: lamp, unit_cost: 2, quantity: 1}
          - id: A2
            title: 'Second, it''s short'
    """
)


def _after(change):
    text = SplicedText(PLAN)
    change(text)
    return text.text


def _lines_changed(text):
    before, after = PLAN.splitlines(), text.splitlines()
    gone = [line.strip() for line in before if line not in after]
    new = [line.strip() for line in after if line not in before]
    return gone, new


ACTION = ("roadmaps", "north", "actions", "A1")


@pytest.mark.parametrize(
    ("at", "value", "line"),
    [
        (("title",), "Another", "title: Another"),
        (("roadmaps", "north", "territory"), "S", "territory: S   # by its code"),
        (("stakeholders", "town", "title"), "Ville, etc.", '- {id: town, title: "Ville, etc."}      # the town hall'),
        (("roadmaps", "north", "objectives", "O1", "title", "fr"), "Bien accueillir", '- {id: O1, title: {fr: "Bien accueillir", ar: استقبال}}'),
        (("roadmaps", "north", "actions", "A2", "title"), "It's new", "title: 'It''s new'"),
        ((*ACTION, "end"), "2025-12-31", "period: 2022-09 – 2025-12-31"),
        ((*ACTION, "budget", 1, "unit_cost"), "3.5", "- {item: lamp, unit_cost: 3.5, quantity: 1}"),
    ],
)  # fmt: skip
def test_a_value_is_written_in_its_place_and_nothing_else_moves(at, value, line):
    gone, new = _lines_changed(_after(lambda text: text.write(at, value)))

    assert new == [line]
    assert len(gone) == 1


def test_a_value_that_was_not_there_gets_a_line_of_its_own_behind_the_last():
    text = _after(lambda text: text.write((*ACTION, "lead"), "town"))

    assert _lines_changed(text) == ([], ["lead: town"])
    assert "quantity: 1}\n        lead: town\n      - id: A2" in text


def test_a_value_in_braces_is_added_within_them():
    text = _after(lambda text: text.write(("stakeholders", "museum", "influence"), "4"))

    assert "- {id: museum, title: Museum, influence: 4}" in text


def test_words_in_no_stated_language_get_a_second_one_beside_them():
    text = _after(lambda text: text.write(("title", "ar"), "مخطط"))

    assert 'title: {"": Plan, ar: مخطط}' in text


def test_a_value_is_cleared_with_its_line():
    text = _after(lambda text: text.clear((*ACTION, "objective")))

    assert _lines_changed(text) == ([], []) or _lines_changed(text) == (["objective: O1"], [])
    assert "objective: O1" not in text


def test_one_end_of_a_period_is_cleared_and_the_other_stays():
    text = _after(lambda text: text.clear((*ACTION, "end")))

    assert "        start: 2022-09\n" in text


def test_members_are_added_in_the_way_of_their_sisters():
    def change(text):
        text.append((*ACTION, "budget"), {"item": "chair", "unit_cost": "5"})
        text.append((*ACTION, "roles"), {"stakeholder": "town", "role": "C"}, ("stakeholder", "role"))
        text.append(("roadmaps", "north", "actions"), {"id": "A3", "title": "Third"})
        text.append(("roadmaps", "north", "needs"), {"id": "N1", "title": "Need"})

    text = _after(change)

    assert "          - {item: lamp, unit_cost: 2, quantity: 1}\n          - {item: chair, unit_cost: 5}\n" in text
    assert "roles: {museum: R, town: C}" in text
    assert "      - id: A3\n        title: Third\n" in text
    assert text.endswith("    needs:\n      - {id: N1, title: Need}\n")


def test_members_are_removed_with_their_lines():
    def change(text):
        text.remove((*ACTION, "budget", 0))
        text.remove(("roadmaps", "north", "actions", "A2"))
        text.remove((*ACTION, "roles", 0))

    gone, new = _lines_changed(_after(change))

    assert "- {item: desk, unit_cost: 10, quantity: 2}" in gone and "- id: A2" in gone
    assert new == ["roles: {}"]


def test_json_stays_json():
    text = SplicedText('{"title": "Plan", "roadmaps": [{"id": "north"}]}', is_json=True)

    text.write(("title",), "Un")
    text.write(("roadmaps", "north", "territory"), "N")

    assert text.text == '{"title": "Un", "roadmaps": [{"id": "north", "territory": "N"}]}'


@settings(max_examples=settings().max_examples // 2)
@given(plans(), st.integers(0, 10_000))
def test_any_change_written_into_files_reads_back_as_the_changed_plan(tmp_path_factory, plan, seed):
    random = Random(seed)
    folder = tmp_path_factory.mktemp("plan")
    dump_plan(plan, folder)
    before = to_plain(plan)
    theirs = deepcopy(before)
    for roadmap in theirs.get("roadmaps", []):
        for action in roadmap.get("actions", [])[:3]:
            _edit(action, random)
    made = merge(before, theirs, before)
    files = read_path(folder).origin.files

    for path, text in updated_texts(files, made.moves).items():
        Path(path).write_text(text, encoding="utf-8", newline="")

    again, _ = read_plan(folder, lambda name: None)
    assert to_plain(again) == _in_order(applied(before, made.moves)) == _in_order(theirs)


def _in_order(data):
    return to_plain(decode(Plan, data).value)


def _edit(action, random):
    words = random.choice(
        ["Nouveau : titre", "- tiret", "#mot", "=1+1", "deux\nlignes", "oui", "{a}", "'", '"', "a: b", "é à"]
    )
    action["title"] = {"fr": words} if random.random() < 0.5 else words
    if random.random() < 0.5:
        action["gender"] = words
    if random.random() < 0.5 and action.get("budget"):
        action["budget"] = action["budget"][:-1]
        if not action["budget"]:
            del action["budget"]
    if random.random() < 0.5:
        action["milestones"] = [*action.get("milestones", []), {"id": "zz9", "title": words, "date": "2025-01-01"}]
    if random.random() < 0.3:
        action.pop("description", None)
