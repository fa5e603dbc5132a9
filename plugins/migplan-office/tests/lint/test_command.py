"""The command `python -m migplan_office.lint`, and the shape of what the package offers."""

from pathlib import Path

import pytest

from migplan_office.lint import RULES, Finding, cautious_wrap, lint
from migplan_office.lint.__main__ import main

from .deck_sample import FIRST, good_deck
from .prose_sample import good_document


def test_a_good_file_ends_with_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "good.docx"
    path.write_bytes(good_document().data())

    assert main([str(path), "--language", "fr"]) == 0
    assert capsys.readouterr().out == ""


def test_a_finding_is_printed_with_its_file_and_ends_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.pptx"
    path.write_bytes(good_deck().but(FIRST, "<a:t>Le Nord agit</a:t>", "<a:t/>").data())

    assert main([str(path)]) == 1
    assert capsys.readouterr().out == (
        f"{path}: P4: ppt/slides/slide1.xml: has no title; fill a title placeholder with the slide's message\n"
    )


def test_a_missing_file_ends_with_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.docx")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_rules_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES) == 41


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 cut"])
def test_what_is_no_package_is_a_finding(data: bytes) -> None:
    findings = lint(data)

    assert [(finding.rule, finding.part) for finding in findings] == [("V2", "")]


def test_the_measure_of_text_can_be_given() -> None:
    data = good_deck().data()

    def wide(text: str, width_pt: float, size_pt: float, bold: bool) -> list[str]:
        return [text] * 30

    assert lint(data, language="fr") == ()
    assert {finding.rule for finding in lint(data, language="fr", wrap=wide)} == {"P2", "P4"}


def test_a_cautious_measure_breaks_at_spaces_and_inside_long_words() -> None:
    assert cautious_wrap("un deux", 100, 10) == ["un deux"]
    assert cautious_wrap("un deux trois", 50, 10) == ["un deux", "trois"]
    assert cautious_wrap("abcdefghijkl", 30, 10) == ["abcde", "fghij", "kl"]
    assert cautious_wrap("", 30, 10) == [""]


def test_a_finding_says_rule_place_and_message() -> None:
    assert str(Finding("X3", "xl/tables/table1.xml", "A4", "no data")) == "X3: xl/tables/table1.xml A4: no data"
    assert str(Finding("V2", "", "", "no package")) == "V2: no package"
