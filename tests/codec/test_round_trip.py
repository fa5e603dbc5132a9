"""The law: what is written reads back as the same plan."""

import pickle

from hypothesis import given, settings

from migplan.codec import decode, pack_to_plain, to_plain
from migplan.model import Pack, Plan
from migplan.testing.plan_strategies import packs, plans


@settings(deadline=None)
@given(plans())
def test_plain_data_of_a_plan_decodes_to_the_same_plan(plan):
    decoded = decode(Plan, to_plain(plan), versioned=True)

    assert decoded.value == plan
    assert [fault for fault in decoded.found if fault.severity.value != "advice"] == []


@settings(deadline=None)
@given(packs())
def test_plain_data_of_a_pack_decodes_to_the_same_pack(pack):
    assert decode(Pack, pack_to_plain(pack)).value == pack


@settings(deadline=None, max_examples=20)
@given(plans())
def test_plain_data_holds_nothing_but_mappings_lists_and_texts(plan):
    def walk(data):
        if isinstance(data, dict):
            assert all(type(key) is str for key in data)
            return all(walk(value) for value in data.values())
        if isinstance(data, list):
            return all(walk(value) for value in data)
        return type(data) is str

    assert walk(to_plain(plan))


@settings(deadline=None, max_examples=20)
@given(plans())
def test_decoded_things_are_as_good_as_those_made_by_hand(plan):
    value = decode(Plan, to_plain(plan)).value

    assert hash(value.roadmaps) == hash(plan.roadmaps)
    assert repr(value) == repr(plan)
    assert pickle.loads(pickle.dumps(value)) == plan
