"""Lowering says every block with Heading, Paragraph and Table, and loses no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migplan.documents import BLOCKS, SIMPLEST, Cover, Document, Medium, Section, Value, fallback, lower, said
from migplan.locale import Words
from migplan.testing.extraction import Said, normalised
from migplan.testing.keeping import lost
from migplan.testing.profiles import chosen
from migplan.testing.samples import sample_blocks, sample_document
from migplan.testing.strategies import BY_CLASS, blocks, documents

WORDS = Words("en")


def _of(block) -> Document:
    return Document("test", "Test", "en", Cover("Test"), [Section("one", "One", [block])])


def _text(document: Document) -> Said:
    pieces = [
        part if isinstance(part, str) else part.written("en", with_unit=False) for part in said(document.sections)
    ]
    pieces += [part if isinstance(part, str) else part.written("en", with_unit=False) for part in said(document.cover)]
    numbers = {part.value for part in said(document.sections) if isinstance(part, Value)}
    return Said(normalised("\n".join(pieces)), frozenset(number for number in numbers if number is not None))


@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@chosen(quick=8, fuzz=300)
def test_a_block_of_any_class_is_said_with_the_simplest_and_keeps_its_words(kind, data):
    document = _of(data.draw(BY_CLASS[kind]()))

    lowered = lower(document, (), WORDS)

    assert {type(block) for block in lowered.blocks} <= SIMPLEST
    assert lost(document, _text(lowered)) == []


@given(documents())
@chosen(quick=15, fuzz=500)
def test_lowering_twice_changes_nothing_more(document):
    once = lower(document, (), WORDS)

    assert lower(once, (), WORDS) is once


@given(documents())
@chosen(quick=10, fuzz=300)
def test_a_document_that_needs_no_lowering_is_given_back_as_it_is(document):
    assert lower(document, BLOCKS, WORDS) is document


@given(blocks(), st.sets(st.sampled_from(BLOCKS)))
@chosen(quick=30, fuzz=500)
def test_only_blocks_that_are_not_drawn_are_lowered(block, drawn):
    lowered = lower(_of(block), drawn, WORDS)

    assert all(type(one) in drawn | SIMPLEST for one in lowered.blocks)
    assert type(block) not in drawn or lowered.blocks == (block,)


@pytest.mark.parametrize("count", [0, 1, 7, 40])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_sample_is_lowered_at_every_size_and_keeps_its_words(language, count):
    document = sample_document(language, Medium.PAGE, count)

    lowered = lower(document, (), Words(language))

    kept = {part for part in said(lowered) if isinstance(part, str)}
    whole = " ".join(kept)
    assert [part for part in said(document.sections) if isinstance(part, str) and part not in whole] == []


def test_every_block_but_the_simplest_has_a_fallback_of_other_blocks():
    by_class = {type(block): block for block in sample_blocks("en").values()}

    assert set(by_class) == set(BLOCKS)
    for kind, block in by_class.items():
        assert (fallback(block, WORDS) == (block,)) is (kind in SIMPLEST)
