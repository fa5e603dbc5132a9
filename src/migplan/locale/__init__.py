"""Words in the reader's language: catalogues, plural forms, numbers and dates, directions."""

from migplan.locale.catalogues import LANGUAGES, Words, base_language, explained, words
from migplan.locale.formats import (
    format_date,
    format_decimal,
    format_money,
    format_period,
    format_share,
    is_currency,
    is_language,
    is_right_to_left,
    language_tag,
    month_name,
)
from migplan.locale.typography import typeset

__all__ = [
    "LANGUAGES",
    "Words",
    "base_language",
    "explained",
    "format_date",
    "format_decimal",
    "format_money",
    "format_period",
    "format_share",
    "is_currency",
    "is_language",
    "is_right_to_left",
    "language_tag",
    "month_name",
    "typeset",
    "words",
]
