"""Pages as LibreOffice lays them out: none empty, nothing beyond the page, sheets on pages of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from wordfiles import of_sections, render

from migplan.documents import ActionSheet, Fact, Medium, Paragraph, Section, SheetPart, Tag, Tone
from migplan.testing.samples import sample_document

pytestmark = pytest.mark.needs_libreoffice

Pages = Callable[[bytes], Any]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_page_is_empty_and_no_word_lies_beyond_its_page(language: str, as_pdf: Pages) -> None:
    pages = as_pdf(render(sample_document(language, Medium.PAGE)))

    for page in pages:
        words = page.get_text("words")
        inside = [word for word in words if page.rect.height * 0.08 < word[1] < page.rect.height * 0.9]
        assert inside or page.get_images() or page.get_drawings(), f"page {page.number + 1} is empty"
        beyond = [word[4] for word in words if word[0] < 28 or word[2] > page.rect.width - 28]
        assert beyond == [], f"page {page.number + 1}"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_action_sheet_has_a_page_of_its_own(language: str, as_pdf: Pages) -> None:
    sheets = [
        Section(
            f"action-{n}", f"Action {n}",
            (ActionSheet(f"A1.{n}", f"Action {n}", "O1", "Accueil", Tag("en cours", Tone.ON_THE_WAY), [Fact("Pilote", "Commune")],
                         [SheetPart("Pourquoi", ["Les personnes demandent un guichet unique."] * 3)], id=f"action-{n}"),),
            level=2, number=f"1.{n}",
        )
        for n in range(1, 4)
    ]  # fmt: skip
    document = of_sections([Section("plan", "Plan", (Paragraph("Trois actions."),), number="1"), *sheets], language)

    pages = as_pdf(render(document))
    places = [[page.number for page in pages if f"A1.{n}" in page.get_text()] for n in range(1, 4)]

    assert [len(found) for found in places] == [1, 1, 1]
    assert len({found[0] for found in places}) == 3
