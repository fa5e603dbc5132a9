"""Fuzzing shares its work out, counts it, and says how to see a failure again."""

from random import Random

import pytest

from migplan.testing import fuzz


@pytest.mark.parametrize("kind", ["document", "plan", "yaml", "workbook"])
def test_a_batch_of_each_kind_is_tried_whole(kind):
    outcome = fuzz.run(fuzz.Batch(kind, "docx", 3, 3))

    assert outcome.tried == 3


def test_examples_are_shared_out_over_batches_with_seeds_of_their_own():
    shared = list(fuzz.batches(160, 7, "", ["docx", "xlsx"]))

    assert [batch.size for batch in shared] == [25, 25, 25, 25, 25, 25, 10]
    assert [batch.seed for batch in shared] == [7, 8, 9, 10, 11, 12, 13]
    assert {batch.kind for batch in shared} == {"document", "plan", "yaml", "workbook"}
    assert {batch.format for batch in shared} == {"docx", "xlsx"}


def test_a_failure_says_how_to_see_it_again():
    assert (
        fuzz.Batch("yaml", "docx", 9, 25)
        .command()
        .endswith("--kind yaml --format docx --seed 9 --examples 25 --shrink")
    )


def test_the_same_seed_does_the_same_damage():
    text = b"a: 1\nb:\n  - c\n"

    assert fuzz.mutated(text, Random(5)) == fuzz.mutated(text, Random(5))
    assert len({fuzz.mutated(text, Random(number)) for number in range(20)}) > 10
