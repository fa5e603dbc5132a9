"""Numbers, amounts, shares and dates are written as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from migplan.locale import (
    format_date,
    format_decimal,
    format_money,
    format_period,
    format_share,
    is_right_to_left,
    language_tag,
)


@pytest.mark.parametrize(
    ("language", "written"),
    [("fr", "1\u202f234\u202f567,5"), ("en", "1,234,567.5"), ("es", "1.234.567,5"), ("ar-EG", "١٬٢٣٤٬٥٦٧٫٥")],
)
def test_a_number_has_the_separators_and_digits_of_its_language(language, written):
    assert format_decimal(Decimal("1234567.5"), language) == written


def test_decimals_are_those_of_the_number_or_those_asked_for():
    assert format_decimal(Decimal("1.50"), "en") == "1.5"
    assert format_decimal(Decimal("1.50"), "en", 2) == "1.50"
    assert format_decimal(Decimal("1E+3"), "en") == "1,000"


def test_whole_amounts_have_no_decimals_and_others_two():
    assert format_money(Decimal("1200.00"), "en", "EUR") == "1,200\u00a0EUR"
    assert format_money(Decimal("1200.5"), "fr", "EUR") == "1\u202f200,50\u00a0EUR"


def test_a_share_in_french_has_a_space_before_its_sign():
    assert format_share(Decimal("12.5"), "fr") == "12,5\u00a0%"
    assert format_share(Decimal(12), "en") == "12%"


def test_a_period_of_whole_years_is_written_by_years_and_another_by_months():
    assert format_period(date(2022, 1, 1), date(2027, 12, 31), "fr") == "2022–2027"
    assert format_period(date(2022, 1, 1), date(2022, 12, 31), "fr") == "2022"
    assert (
        format_period(date(2022, 9, 1), None, "en") == "Sep 2022 – …"
        or format_period(date(2022, 9, 1), None, "en") == "Sept 2022 – …"
    )


def test_dates_are_in_words():
    assert format_date(date(2025, 9, 30), "fr") == "30 septembre 2025"


@pytest.mark.parametrize(("language", "mirrored"), [("ar", True), ("he", True), ("ur", True), ("fr", False), ("zgh-Tfng-MA", False), ("xx", False)])  # fmt: skip
def test_direction_is_that_of_the_language(language, mirrored):
    assert is_right_to_left(language) is mirrored


def test_a_tag_gets_its_region_from_the_plan_where_office_ties_none():
    assert language_tag("ar", "TN") == "ar-TN"
    assert language_tag("fr", "TN") == "fr-FR"
    assert language_tag("pt-BR") == "pt-BR"
