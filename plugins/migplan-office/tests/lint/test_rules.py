"""For each rule, files that break only that rule and are found."""

from collections.abc import Callable

import pytest

from migplan_office.lint import RULES, lint

from .broken_decks import CASES as DECKS
from .broken_packages import CASES as PACKAGES
from .broken_prose import CASES as PROSE
from .broken_sheets import CASES as SHEETS
from .samples import Sample

CASES = (*PACKAGES, *PROSE, *DECKS, *SHEETS)


@pytest.mark.parametrize(
    ("rule", "build"), [pytest.param(rule, build, id=f"{rule}-{what}") for rule, what, build in CASES]
)
def test_a_file_that_breaks_one_rule_is_found_by_that_rule_alone(rule: str, build: Callable[[], Sample]) -> None:
    sample = build()

    findings = lint(sample.data(), language=sample.language)

    assert {finding.rule for finding in findings} == {rule}, "\n".join(map(str, findings))
    assert all(finding.message for finding in findings)


def test_every_rule_has_a_file_that_breaks_it() -> None:
    assert {rule for rule, _, _ in CASES} == set(RULES)
