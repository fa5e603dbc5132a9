"""Rules about the languages and the currency that the plan declares."""

from collections.abc import Iterator

from migplan.checks.rule import CheckRule
from migplan.locale import LANGUAGES, base_language, is_currency, is_language
from migplan.model import Plan, Reference
from migplan.problems import Problem, Severity


def languages_known(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Each language of the plan is one that exists.

    `language-not-known`, warning.
    """
    for place, language in enumerate(plan.languages):
        if not is_language(language):
            yield Problem("language-not-known", Severity.WARNING, ("languages", place), {"language": language})


def languages_have_words(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Headings and labels are in the language of the document; where there is no catalogue they are in English.

    `language-without-words`, advice.
    """
    for place, language in enumerate(plan.languages):
        if is_language(language) and base_language(language) not in LANGUAGES:
            values = {"language": language, "known": ", ".join(LANGUAGES)}
            yield Problem("language-without-words", Severity.ADVICE, ("languages", place), values)


def languages_named_once(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Each language of the plan is declared once.

    `language-repeated`, warning.
    """
    for place, language in enumerate(plan.languages):
        if language in plan.languages[:place]:
            yield Problem("language-repeated", Severity.WARNING, ("languages", place), {"language": language})


def currency_known(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The currency of the plan is one that exists.

    `currency-not-known`, warning.
    """
    if not is_currency(plan.currency):
        yield Problem("currency-not-known", Severity.WARNING, ("currency",), {"currency": plan.currency})


RULES: tuple[CheckRule, ...] = (
    CheckRule("language-not-known", Severity.WARNING, languages_known, "settings"),
    CheckRule("language-without-words", Severity.ADVICE, languages_have_words, "settings"),
    CheckRule("language-repeated", Severity.WARNING, languages_named_once, "settings"),
    CheckRule("currency-not-known", Severity.WARNING, currency_known, "settings"),
)
