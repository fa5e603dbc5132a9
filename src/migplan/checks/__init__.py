"""Rules that a plan should keep, by subject; each is a generator of problems and changes nothing.

A rule is silent about what another rule, or the reader, already reports: references that lead nowhere,
values that are missing, dates that are reversed. So each mistake is told once.
"""

from migplan.checks import (
    assignment,
    dates,
    events,
    figures,
    finances,
    indicators,
    publication,
    results,
    roles,
    settings,
)
from migplan.checks.rule import ByYear, CheckRule, Listed

CHECKS: tuple[CheckRule, ...] = (
    *dates.RULES,
    *roles.RULES,
    *results.RULES,
    *finances.RULES,
    *indicators.RULES,
    *figures.RULES,
    *events.RULES,
    *publication.RULES,
    *settings.RULES,
    *assignment.RULES,
)
"""Every rule of core, by subject."""

__all__ = ["CHECKS", "ByYear", "CheckRule", "Listed"]
