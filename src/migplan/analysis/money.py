"""Amounts in the plan's currency: conversion, rounding, and sharing out without losing a cent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import MAX_EMAX, MIN_EMIN, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from functools import cache, reduce

from attrs import field, frozen

from migplan.model import Money, Plan

_EXACT = Context(prec=120, rounding=ROUND_HALF_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Wide enough that no sum or product of real amounts is ever rounded on the way."""

_LARGEST = 100
"""Power of ten above which a number has no decimals worth rounding."""

_MINOR_UNITS = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV"), 0
    ),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}

ZERO = Decimal(0)
HUNDRED = Decimal(100)


def currency_decimals(currency: str) -> int:
    """Give the digits after the separator that amounts in a currency have; 2 for a currency not listed.

    Source: ISO 4217, column "minor unit".
    """
    return _MINOR_UNITS.get(currency, 2)


@cache
def _unit(decimals: int) -> Decimal:
    """Give the smallest amount that a number of decimals can tell."""
    return Decimal(1).scaleb(-decimals)


def rounded(amount: Decimal, decimals: int) -> Decimal:
    """Round an amount to a number of decimals, halves away from zero."""
    if amount.adjusted() > _LARGEST:
        return amount
    return amount.quantize(_unit(decimals), ROUND_HALF_UP, _EXACT)


def total_of(amounts: Iterable[Decimal]) -> Decimal:
    """Add amounts up exactly; 0 when there is none."""
    return reduce(_EXACT.add, amounts, ZERO)


def difference_of(minuend: Decimal, *subtrahends: Decimal) -> Decimal:
    """Take amounts from another, exactly."""
    return _EXACT.subtract(minuend, total_of(subtrahends))


def product_of(*factors: Decimal) -> Decimal:
    """Multiply exactly."""
    result = Decimal(1)
    for factor in factors:
        result = _EXACT.multiply(result, factor)
    return result


def quotient_of(numerator: Decimal, denominator: Decimal, scale: Decimal = HUNDRED) -> Decimal | None:
    """Give one number over another, times `scale`, with two decimals; `None` when the second is zero."""
    if not denominator:
        return None
    return rounded(_EXACT.divide(_EXACT.multiply(numerator, scale), denominator), 2)


def spread(amount: Decimal, weights: Sequence[Decimal], decimals: int) -> tuple[Decimal, ...]:
    """Share an amount out in proportion to weights, to the last cent.

    Returns:
        One amount per weight, in order, adding up to `amount` exactly. Each is rounded towards zero to
        `decimals`; what rounding leaves goes to the last weight that is not zero. Without any weight
        above zero, the last place gets everything; `()` for no weight at all.
    """
    if not weights:
        return ()
    whole = total_of(weights)
    last = max((place for place, weight in enumerate(weights) if weight), default=len(weights) - 1)
    parts = [ZERO] * len(weights)
    if whole:
        exponent = _unit(decimals)
        for place, weight in enumerate(weights):
            if weight and place != last:
                exact = _EXACT.divide(_EXACT.multiply(amount, weight), whole)
                parts[place] = exact.quantize(exponent, rounding=ROUND_DOWN, context=_EXACT)
    parts[last] = difference_of(amount, *parts)
    return tuple(parts)


@frozen
class Amounts:
    """Turns money into amounts of one currency; a currency without a rate gives `None`, never a guess."""

    currency: str
    decimals: int
    rates: Mapping[str, Decimal] = field(hash=False)
    """Units of `currency` for one unit of each foreign one."""

    @classmethod
    def of(cls, plan: Plan) -> "Amounts":
        """Take currency and rates of a plan; of two rates for a currency the one of the later date holds."""
        rates: dict[str, Decimal] = {}
        for rate in sorted(plan.rates, key=lambda rate: rate.date or date.min):
            if rate.rate > 0:
                rates[rate.currency] = rate.rate
        return cls(plan.currency, currency_decimals(plan.currency), rates)

    def rate(self, money: Money) -> Decimal | None:
        """Give what one unit of the money's currency is worth, `None` when no rate says so."""
        if money.currency is None or money.currency == self.currency:
            return Decimal(1)
        return self.rates.get(money.currency)

    def amount(self, money: Money, quantity: Decimal = Decimal(1)) -> Decimal | None:
        """Give money times a quantity in the plan's currency, rounded once at the end; `None` without a rate."""
        currency = money.currency
        value = _EXACT.multiply(quantity, money.amount)
        if currency is not None and currency != self.currency:
            rate = self.rates.get(currency)
            if rate is None:
                return None
            value = _EXACT.multiply(value, rate)
        return rounded(value, self.decimals)
