"""Page numbers of the contents: those of the pages that LibreOffice lays out, and a clear refusal without it."""

import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from wordfiles import W, body, of_sections, render

from migplan.documents import Medium, Paragraph, Section
from migplan.hooks import BuildError
from migplan.testing.office import faults
from migplan.testing.samples import sample_document
from migplan_office.package import Parts
from migplan_word import pagination
from migplan_word.pagination import paginate

Pages = Callable[[bytes], Any]


def _shown(data: bytes) -> dict[str, str]:
    """Give what each field for a page shows, by its bookmark."""
    shown: dict[str, str] = {}
    for begin in body(data).iter(f"{W}instrText"):
        found = re.match(r" ?PAGEREF (\w+)", begin.text or "")
        if found:
            runs = begin.getparent().itersiblings()
            results = (text for run in runs for text in run.iter(f"{W}t"))
            shown[found[1]] = next(results).text
    return shown


def _document() -> bytes:
    return render(
        of_sections(
            [Section(f"part-{n}", f"Chapitre {n}", (Paragraph("mot " * 900),), number=str(n)) for n in range(1, 5)]
        )
    )


def test_a_field_shows_the_page_that_was_counted_and_nothing_else_changes() -> None:
    data = _document()
    pages = {name: 10 + n for n, name in enumerate(_shown(data))}

    counted = paginate(data, lambda _: pages)

    assert _shown(counted) == {name: str(page) for name, page in pages.items()}
    before, after = Parts(data), Parts(counted)
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert faults(counted, ".docx", "en") == []


def test_a_bookmark_without_a_page_shows_no_number() -> None:
    data = _document()

    assert paginate(data, lambda _: {}) == data


def test_pages_are_counted_again_until_the_numbers_hold() -> None:
    answers = [2, 3, 3]

    counted = paginate(_document(), lambda data: dict.fromkeys(_shown(data), answers.pop(0)))

    assert set(_shown(counted).values()) == {"3"}
    assert answers == []


def test_numbers_that_never_hold_are_refused() -> None:
    answers = iter(range(1, 10))

    with pytest.raises(BuildError) as refused:
        paginate(_document(), lambda data: dict.fromkeys(_shown(data), next(answers)))

    assert [problem.code for problem in refused.value.problems] == ["paginate-unsteady"]


def test_without_libreoffice_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(BuildError) as refused:
        paginate(_document())

    assert [problem.code for problem in refused.value.problems] == ["paginate-without-office"]


def test_a_layout_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(command: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/soffice")
    monkeypatch.setattr(pagination.subprocess, "run", late)

    with pytest.raises(BuildError) as refused:
        paginate(_document())

    assert [problem.code for problem in refused.value.problems] == ["paginate-failed"]


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_contents_print_the_page_on_which_each_heading_stands(language: str, as_pdf: Pages) -> None:
    data = paginate(render(sample_document(language, Medium.PAGE)))
    shown = list(_shown(data).values())
    pages = as_pdf(data)
    lines: list[tuple[str, int]] = []
    for page in pages:
        words = page.get_text("words")
        rows: dict[int, int] = {}
        for link in page.get_links():
            if link.get("page", -1) >= 0 and link["from"].height > 8:
                rows.setdefault(round(link["from"].y0), link["page"] + 1)
        for top, target in sorted(rows.items()):
            on_line = [word for word in words if abs((word[1] + word[3]) / 2 - top - 6) < 6]
            edge = (max if language == "fr" else min)(on_line, key=lambda word: word[0])
            lines.append((edge[4], target))
        if lines:
            break

    assert len(lines) > 5
    assert [number for number, _ in lines] == [str(target) for _, target in lines]
    assert [number for number, _ in lines] == shown[: len(lines)]
    assert set(shown) <= {str(number) for number in range(1, len(pages) + 1)}
