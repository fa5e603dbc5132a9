"""Fifty workbooks damaged at random: each gives a plan or problems, nothing else."""

from random import Random

import pytest

import migplan
from migplan.host import Host
from migplan.testing.fuzz_workbooks import mutated_workbook, workbook_law, workbook_of

SHARE = 25


@pytest.fixture(scope="module")
def host():
    return Host.installed()


@pytest.fixture(scope="module")
def written(host):
    return workbook_of(migplan.load("examples/tiny"), host)


@pytest.mark.parametrize("share", range(2))
def test_a_damaged_workbook_gives_a_plan_or_problems(written, host, share):
    for number in range(share * SHARE, (share + 1) * SHARE):
        assert workbook_law(mutated_workbook(written, Random(number)), host) == [], number


def test_the_same_number_does_the_same_damage(written):
    assert mutated_workbook(written, Random(5)) == mutated_workbook(written, Random(5))
    assert len({mutated_workbook(written, Random(number)) for number in range(12)}) > 8
