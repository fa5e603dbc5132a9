"""The tiny plan: another country, another currency, its own pack in a folder beside it."""

from pathlib import Path

import pytest

import migplan
from migplan.problems import Severity

TINY = Path(__file__).parents[2] / "examples" / "tiny"


@pytest.fixture(scope="module")
def plan():
    return migplan.load(TINY)


def test_its_pack_is_the_folder_beside_it(plan):
    assert [pack.id for pack in plan.packs] == ["norland"]
    assert [level.id for level in plan.packs[0].levels] == ["county", "parish"]
    assert plan.currency == "EUR"


def test_nothing_in_it_is_worth_a_warning(plan):
    assert [p.code for p in migplan.check(plan) if p.severity is not Severity.ADVICE] == []


def test_writing_it_and_reading_it_gives_the_same_plan(plan, tmp_path):
    migplan.dump(plan, tmp_path / "copy")

    assert migplan.load(tmp_path / "copy") == plan
