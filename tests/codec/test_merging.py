from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from migplan.codec import to_plain
from migplan.codec.merging import MergeKind, applied, merge
from migplan.testing import plans


def _plan(*actions, **more):
    return {
        "title": "Plan",
        "languages": ["fr"],
        "currency": "EUR",
        "roadmaps": [{"id": "r", "territory": "T", "actions": list(actions)}],
        **more,
    }


def _told(made):
    return [(move.kind.value, "/".join(map(str, move.at)), move.before, move.after) for move in made.moves]


A1 = {"id": "A1", "title": "One", "end": "2023-06-30"}


def test_what_only_they_changed_moves():
    theirs = _plan({**A1, "end": "2024-01-31"})

    made = merge(_plan(A1), theirs, _plan({**A1, "title": "First"}))

    assert _told(made) == [("set", "roadmaps/r/actions/A1/end", "2023-06-30", "2024-01-31")]
    assert made.conflicts == []


def test_what_both_changed_to_the_same_is_no_move():
    changed = _plan({**A1, "end": "2024-01-31"})

    made = merge(_plan(A1), changed, changed)

    assert (made.moves, made.conflicts) == ([], [])


def test_what_both_changed_differently_is_a_conflict_and_does_not_move():
    made = merge(_plan(A1), _plan({**A1, "end": "2024-01-31"}), _plan({**A1, "end": "2025-01-31"}))

    assert made.moves == []
    assert [(one.move.at[-1], one.move.after, one.ours) for one in made.conflicts] == [
        ("end", "2024-01-31", "2025-01-31")
    ]


def test_a_thing_that_we_removed_and_they_changed_is_one_conflict():
    made = merge(_plan(A1), _plan({**A1, "end": "2024-01-31", "title": "x"}), _plan())

    assert made.moves == []
    assert [(one.move.at[-1], one.ours) for one in made.conflicts] == [("A1", None)]


def test_members_without_ids_are_matched_by_what_they_hold():
    lines = [
        {"item": "desk", "unit_cost": "10"},
        {"item": "chair", "unit_cost": "5"},
        {"item": "lamp", "unit_cost": "2"},
    ]
    base = _plan({**A1, "budget": lines})
    theirs = _plan({**A1, "budget": [lines[0], {"item": "chair", "unit_cost": "6"}, lines[2], {"item": "rug"}]})
    ours = _plan({**A1, "budget": [{"item": "door"}, *lines]})

    made = merge(base, theirs, ours)

    assert _told(made) == [
        ("set", "roadmaps/r/actions/A1/budget/2/unit_cost", "5", "6"),
        ("added", "roadmaps/r/actions/A1/budget/4", None, {"item": "rug"}),
    ]


def test_words_move_language_by_language():
    base = _plan({**A1, "title": {"fr": "Un", "ar": "واحد"}})
    theirs = _plan({**A1, "title": {"fr": "Premier", "ar": "واحد"}})
    ours = _plan({**A1, "title": {"fr": "Un", "ar": "الأول"}})

    made = merge(base, theirs, ours)

    assert _told(made) == [("set", "roadmaps/r/actions/A1/title/fr", "Un", "Premier")]
    assert applied(ours, made.moves)["roadmaps"][0]["actions"][0]["title"] == {"fr": "Premier", "ar": "الأول"}


def test_ids_of_a_list_come_and_go_one_by_one():
    base = _plan({**A1, "territories": ["N", "S"]})
    theirs = _plan({**A1, "territories": ["N", "W"]})
    ours = _plan({**A1, "territories": ["N", "S", "E"]})

    made = merge(base, theirs, ours)

    assert applied(ours, made.moves)["roadmaps"][0]["actions"][0]["territories"] == ["N", "E", "W"]


def test_a_removed_member_is_a_move_of_its_own_kind():
    made = merge(_plan(A1, {"id": "A2", "title": "Two"}), _plan(A1), _plan(A1, {"id": "A2", "title": "Two"}))

    assert [move.kind for move in made.removals] == [MergeKind.REMOVED]
    assert [
        action["id"]
        for action in applied(_plan(A1, {"id": "A2", "title": "Two"}), made.moves)["roadmaps"][0]["actions"]
    ] == ["A1"]


@given(plans(), st.randoms(use_true_random=False))
def test_without_changes_of_ours_all_of_theirs_comes_over(plan, random):
    before = to_plain(plan)
    after = deepcopy(before)
    for _ in range(random.randint(1, 5)):
        _disturb({key: value for key, value in after.items() if key != "corrections"}, random)

    made = merge(before, after, before)

    assert made.conflicts == []
    assert _normal(applied(before, made.moves)) == _normal(after)


@given(plans())
def test_a_plan_that_came_back_unchanged_moves_nothing(plan):
    data = to_plain(plan)

    made = merge(data, data, {**data, "title": "Another"})

    assert (made.moves, made.conflicts) == ([], [])


@given(plans(), st.data())
def test_two_senders_who_change_different_actions_may_come_in_either_order(plan, draw):
    data = to_plain(plan)
    actions = [
        (number, action["id"])
        for number, roadmap in enumerate(data.get("roadmaps", []))
        for action in roadmap.get("actions", [])
    ]
    if len(actions) < 2:
        return
    first, second = draw.draw(st.permutations(actions))[:2]

    def changed(target):
        copy = deepcopy(data)
        action = next(one for one in copy["roadmaps"][target[0]]["actions"] if one["id"] == target[1])
        action["title"] = {"fr": "changed"}
        action.pop("start", None)
        return copy

    one, two = changed(first), changed(second)

    def after(*senders):
        ours = data
        for theirs in senders:
            made = merge(data, theirs, ours)
            assert made.conflicts == []
            ours = applied(ours, made.moves)
        return _normal(ours)

    assert after(one, two) == after(two, one)


def _disturb(container, random):
    """Change, drop or add one value somewhere below; what a value means is of no account to a merge."""
    keys = [
        key
        for key in (container if isinstance(container, dict) else range(len(container)))
        if key not in ("id", "migplan")
    ]
    if not keys:
        return
    key = random.choice(keys)
    value = container[key]
    if isinstance(value, dict | list) and random.random() < 0.8:
        _disturb(value, random)
    elif isinstance(value, str):
        container[key] = f"{value}+"
    elif isinstance(value, list) and value:
        if random.random() < 0.5:
            value.pop(random.randrange(len(value)))
        else:
            member = deepcopy(value[-1])
            value.append(
                {**member, "id": f"{member['id']}x"} if isinstance(member, dict) and "id" in member else member
            )


def _normal(data):
    """Leave out what is empty and put lists in order: the order of added members is of no account."""
    if isinstance(data, dict):
        return {key: _normal(value) for key, value in data.items() if value not in ({}, [])}
    if isinstance(data, list):
        return sorted((_normal(member) for member in data), key=repr)
    return data
