"""The promises of an exporter, as tests that an exporter's own tests inherit."""

import hashlib
import inspect
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migplan.documents import Document, Section, plain
from migplan.hooks import Exporter
from migplan.pipeline import render_document
from migplan.testing.extraction import OFFICE, Said, active, normalised, said_by
from migplan.testing.keeping import lost, numbered, rewritten, without_formulas, without_links
from migplan.testing.office import directions, faults, structure
from migplan.testing.profiles import FUZZ, chosen, profile
from migplan.testing.samples import sample_document
from migplan.testing.strategies import documents
from migplan.testing.wording import DIRTY, PAYLOADS, SCRIPTS

LANGUAGES = ("fr", "ar")
"""One language of each direction."""


class ExporterContract:
    """Every promise of an exporter, tested on any document.

    A subclass sets `exporter`. The exporter's function must be importable, so that a second process can call it. A
    format that is not an Office package is read as UTF-8; where it writes words otherwise than they are read (escapes,
    markup), the subclass says by `said` how to take them out again, and by `active` what in it would be live.
    """

    exporter: ClassVar[Exporter]

    def render(self, document: Document) -> bytes:
        """Give the file of a document, lowered to what the exporter draws."""
        return render_document(document, self.exporter)

    def said(self, data: bytes) -> Said:
        """Take out of a file what a person reads in it."""
        return said_by(data, self.exporter.suffix)

    def active(self, data: bytes) -> Sequence[str]:
        """List what is live in a file: formulas, links to the outside, fields, scripts."""
        return active(data) if self.is_office else ()

    @property
    def is_office(self) -> bool:
        """Say whether the format is an Office package, to which the rules of Office apply."""
        return self.exporter.suffix in OFFICE

    def faults(self, data: bytes, language: str) -> list[str]:
        """List what the linter and the validator of Office packages have against a file; of any other, what is not text."""
        return faults(data, self.exporter.suffix, language)

    @given(data=st.data())
    @chosen(quick=25, fuzz=600)
    def test_any_document_is_accepted_and_all_its_text_is_kept(self, data: st.DataObject) -> None:
        """Write any document, and find all its words and values again."""
        document = data.draw(documents(self.exporter.medium))

        file = self.render(document)

        assert lost(document, self.said(file)) == []

    @given(data=st.data())
    @chosen(quick=20, fuzz=600)
    def test_any_file_is_valid_and_keeps_the_rules_of_the_house(self, data: st.DataObject) -> None:
        """Write any document without an error of the validator or the linter."""
        document = data.draw(documents(self.exporter.medium))

        file = self.render(document)

        assert self.faults(file, document.language) == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_single_word_of_any_block_is_lost(self, language: str) -> None:
        """Give each word of a document with every block a number of its own, and find each."""
        document = numbered(sample_document(language, self.exporter.medium))

        assert lost(document, self.said(self.render(document))) == []

    @pytest.mark.parametrize("count", [0, 1, 40])
    def test_empty_and_large_collections_are_written(self, count: int) -> None:
        """Write every block with none, one and forty items: nothing is lost and nothing breaks a rule."""
        document = sample_document("fr", self.exporter.medium, count)

        file = self.render(document)

        assert lost(document, self.said(file)) == []
        assert self.faults(file, "fr") == []

    @given(data=st.data())
    @chosen(quick=5, fuzz=100)
    def test_the_same_request_gives_the_same_bytes(self, data: st.DataObject) -> None:
        """Write any document twice."""
        document = data.draw(documents(self.exporter.medium))

        assert self.render(document) == self.render(document)

    def test_another_process_gives_the_same_bytes(self) -> None:
        """Write one document here and in a process with another hash seed, time zone, language and folder."""
        expected = hashlib.sha256(self.render(sample_document("ar", self.exporter.medium))).hexdigest()

        assert _digest_elsewhere(self.exporter, "4242", "Pacific/Kiritimati") == expected

    @pytest.mark.parametrize("shift", range(len(PAYLOADS) if profile() == FUZZ else 4))
    def test_text_never_becomes_a_formula_or_a_link(self, shift: int) -> None:
        """Put what looks like code where words are: it is read as it was written, and nothing in the file is live."""
        words = (*PAYLOADS, *SCRIPTS[:3], *DIRTY[:3])
        step = iter(range(shift * 11, 10**6))
        charged = rewritten(
            without_links(sample_document("fr", self.exporter.medium, 3)), lambda _: words[next(step) % len(words)]
        )
        still = without_formulas(charged)

        file, inert = self.render(charged), self.render(still)

        assert list(self.active(inert)) == []
        assert lost(still, self.said(inert)) == []
        assert lost(charged, self.said(file)) == []
        assert self.faults(file, "fr") == []

    def test_a_document_that_runs_right_to_left_is_mirrored(self) -> None:
        """Find every mark of direction in the file of an Arabic document, and none in that of a French one."""
        if not self.is_office:
            pytest.skip(f"a {self.exporter.suffix} file has no direction of its own")

        arabic = directions(self.render(sample_document("ar", self.exporter.medium)))
        french = directions(self.render(sample_document("fr", self.exporter.medium)))

        assert arabic and [place for place, is_mirrored in arabic.items() if not is_mirrored] == []
        assert french and [place for place, is_mirrored in french.items() if is_mirrored] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_structure_is_accessible(self, language: str) -> None:
        """Find title and language of the document, and a heading, slide title or sheet title for each section."""
        if not self.is_office:
            pytest.skip(f"the rules of accessible Office files do not apply to {self.exporter.suffix}")
        document = sample_document(language, self.exporter.medium)

        built = structure(self.render(document))

        assert built.title == normalised(document.title)
        assert built.language.partition("-")[0] == language
        assert [section.id for section in document.sections if not _is_headed(section, built.heads, language)] == []


def _is_headed(section: Section, heads: Sequence[str], language: str) -> bool:
    """Say whether a heading shows the section's title, or its message."""
    said = [text for one in (section.title, section.message) if (text := normalised(plain(one, language)))]
    return any(text in head for head in heads for text in said)


def _digest_elsewhere(exporter: Exporter, seed: str, zone: str) -> str:
    """Render the Arabic sample in a new process and give its SHA-256."""
    module = inspect.getmodule(exporter.render)
    place = str(Path(module.__file__ or "").resolve()) if module is not None else ""
    draws = ",".join(sorted(kind.__name__ for kind in exporter.draws))
    command = [sys.executable, "-m", "migplan.testing.elsewhere", exporter.render.__module__, exporter.render.__qualname__,
               place, exporter.medium.value, draws]  # fmt: skip
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": "C",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


__all__ = ["ExporterContract"]
