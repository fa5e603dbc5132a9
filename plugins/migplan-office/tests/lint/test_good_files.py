"""Good files give no finding: ours in both directions, and those of other programs without our discipline."""

from collections.abc import Callable

import pytest

from migplan_office.lint import lint

from .deck_sample import good_deck
from .prose_sample import good_document
from .samples import Sample
from .sheets import good_workbook

BUILDERS = {"docx": good_document, "pptx": good_deck, "xlsx": good_workbook}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", BUILDERS)
def test_a_good_file_gives_no_finding(kind: str, language: str) -> None:
    build: Callable[[str], Sample] = BUILDERS[kind]

    assert lint(build(language).data(), language=language) == ()
