"""Rounding, conversion and sharing out keep every cent."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migplan.analysis.money import Amounts, currency_decimals, quotient_of, rounded, spread, total_of
from migplan.model import ExchangeRate, Money, Plan, Text

CENTS = st.integers(0, 10**12).map(lambda cents: Decimal(cents).scaleb(-2))


@pytest.mark.parametrize(
    ("amount", "decimals", "expected"),
    [("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("2.5", 0, "3"), ("1.2345", 3, "1.235"), ("1E+300", 2, "1E+300")],
)
def test_halves_are_rounded_away_from_zero(amount, decimals, expected):
    assert rounded(Decimal(amount), decimals) == Decimal(expected)


@pytest.mark.parametrize(("currency", "decimals"), [("EUR", 2), ("XOF", 0), ("TND", 3), ("CLF", 4)])
def test_a_currency_has_the_decimals_of_its_minor_unit(currency, decimals):
    assert currency_decimals(currency) == decimals


def plan_with(*rates: ExchangeRate, currency: str = "EUR") -> Plan:
    return Plan(Text.of("x"), ("fr",), currency, rates=rates)


def test_money_is_converted_then_rounded_once():
    amounts = Amounts.of(plan_with(ExchangeRate("USD", Decimal("0.333"))))

    assert amounts.amount(Money(Decimal("0.01"), "USD"), Decimal(3)) == Decimal("0.01")


def test_a_currency_without_a_rate_or_with_a_rate_of_zero_gives_nothing():
    amounts = Amounts.of(plan_with(ExchangeRate("USD", Decimal(0))))

    assert amounts.amount(Money(Decimal(1), "USD")) is None
    assert amounts.rate(Money(Decimal(1), "CHF")) is None


def test_of_two_rates_the_later_holds():
    late = ExchangeRate("USD", Decimal(2), date(2025, 1, 1))

    amounts = Amounts.of(
        plan_with(late, ExchangeRate("USD", Decimal(1), date(2024, 1, 1)), ExchangeRate("USD", Decimal(3)))
    )

    assert amounts.rate(Money(Decimal(1), "USD")) == 2


def test_amounts_take_the_decimals_of_the_plan_currency():
    assert Amounts.of(plan_with(currency="XOF")).amount(Money(Decimal("10.5"))) == 11


@given(CENTS, st.lists(CENTS, min_size=1, max_size=8))
def test_what_is_shared_out_adds_up_to_the_cent(amount, weights):
    parts = spread(amount, weights, 2)

    assert len(parts) == len(weights)
    assert total_of(parts) == amount
    assert all(part >= 0 and part == rounded(part, 2) for part in parts)


@given(CENTS, st.lists(CENTS, min_size=1, max_size=8))
def test_a_weight_of_zero_gets_nothing_unless_all_are(amount, weights):
    parts = spread(amount, weights, 2)

    if any(weights):
        assert all(not part for part, weight in zip(parts, weights, strict=True) if not weight)


def test_the_remainder_goes_to_the_last_year():
    assert spread(Decimal("100.00"), [Decimal(1)] * 3, 2) == (Decimal("33.33"), Decimal("33.33"), Decimal("33.34"))
    assert spread(Decimal(5), [], 2) == ()


def test_a_share_of_nothing_cannot_be_told():
    assert quotient_of(Decimal(1), Decimal(0)) is None
    assert quotient_of(Decimal(1), Decimal(3)) == Decimal("33.33")
