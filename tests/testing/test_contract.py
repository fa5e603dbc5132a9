"""The contract finds what an exporter does wrong, and has nothing against one that does it right."""

import itertools
import re

import pytest

from migplan.cleaning import clean
from migplan.documents import Cover, Document, Paragraph, Section, Table, plain, said
from migplan.hooks import Exporter, ExportRequest
from migplan.testing import ExporterContract
from migplan.testing.extraction import Said, normalised
from migplan.testing.keeping import has_text, lost, numbered, rewritten
from migplan.testing.office import faults
from migplan.testing.samples import DAY, sample_document


def _lines(request: ExportRequest, skip: type = bytes) -> list[str]:
    document = request.document
    parts = said((document.cover, document.sections))
    lines = [part if isinstance(part, str) else part.written(request.language, with_unit=False) for part in parts]
    return [line for line in lines if not isinstance(line, skip)]


def to_lines(request: ExportRequest) -> bytes:
    """Write every word on a line of its own."""
    return clean("\n".join(_lines(request))).encode()


def to_fewer_lines(request: ExportRequest) -> bytes:
    """Forget the last line that the document itself says; lines behind it may be labels of the lowering."""
    lines = _lines(request)
    forgotten = next(line for line in reversed(lines) if re.search(r"\bn\d+n\b", line))
    return clean("\n".join(line for line in lines if line != forgotten)).encode()


def to_raw_lines(request: ExportRequest) -> bytes:
    """Forget to clean."""
    return "\n".join(_lines(request)).encode("utf-8", "replace")


_CALLS = itertools.count()


def to_other_lines(request: ExportRequest) -> bytes:
    """Write something else each time."""
    return to_lines(request) + str(next(_CALLS)).encode()


class TestLines(ExporterContract):
    exporter = Exporter("lines", ".txt", to_lines)


def _contract(render) -> ExporterContract:
    class Broken(ExporterContract):
        exporter = Exporter("broken", ".txt", render)

    return Broken()


def test_a_lost_word_is_found():
    with pytest.raises(AssertionError):
        _contract(to_fewer_lines).test_no_single_word_of_any_block_is_lost("fr")


def test_text_that_was_not_cleaned_is_found():
    with pytest.raises(AssertionError):
        _contract(to_raw_lines).test_any_file_is_valid_and_keeps_the_rules_of_the_house()


def test_other_bytes_the_second_time_are_found():
    with pytest.raises(AssertionError):
        _contract(to_other_lines).test_the_same_request_gives_the_same_bytes()


def test_a_text_may_stand_in_pieces_that_follow_one_another():
    text = "alpha beta gamma delta epsilon"

    assert has_text(text, "one alpha beta gamma two delta epsilon three")
    assert not has_text(text, "delta epsilon alpha beta gamma")
    assert not has_text(text, "alpha beta gamma")


def test_every_word_is_numbered_once():
    document = Document("t", "T", "en", Cover("Cover"), [Section("a", "Title", [Paragraph("Body")])], date=DAY)

    written = numbered(document)

    assert plain(written.cover.title, "en") == "Cover n1n"
    assert lost(written, Said(normalised("Cover n1n Title n2n Body n3n"), frozenset())) == []
    assert lost(written, Said(normalised("Cover n1n Title n2n"), frozenset())) == ["text 'Body n3n'"]


def test_rewriting_keeps_what_steers():
    before = sample_document("fr")

    after = rewritten(before, lambda text: "x")

    assert [type(block) for block in after.blocks] == [type(block) for block in before.blocks]
    tables = [(one, other) for one, other in zip(before.blocks, after.blocks, strict=True) if isinstance(one, Table)]
    assert tables and all(one.id == other.id and other.columns[0].label == "x" for one, other in tables)


def test_a_file_that_is_not_text_is_a_fault():
    assert faults("a\u202eb".encode(), ".txt", "en") != []
    assert faults(b"plain", ".txt", "en") == []
