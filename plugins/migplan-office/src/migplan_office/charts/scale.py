"""The limits of a value axis: round numbers, with room past the longest bars for their labels."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from attrs import frozen

_STEPS = (1, 2, 5, 10)
_PARTS = 8
"""About as many steps as an axis is cut into."""


@frozen
class Scale:
    """Where an axis begins and ends, and its step; the ends are whole steps."""

    low: Decimal
    high: Decimal
    step: Decimal


def scale(values: tuple[Decimal, ...], room: Decimal = Decimal(0)) -> Scale:
    """Give the scale of bars: it holds zero and every value, and `room`, a share of it, past the last on each side."""
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    spare = (high - low) * room
    low, high = low - spare if low < 0 else low, high + spare if high > 0 else high
    step = _step((high - low) / _PARTS)
    return Scale(
        (low / step).to_integral_value(ROUND_FLOOR) * step, (high / step).to_integral_value(ROUND_CEILING) * step, step
    )


def _step(least: Decimal) -> Decimal:
    """Give the smallest of 1, 2, 5, 10, 20… (or 0.5, 0.2…) that is not below a size."""
    if least <= 0:
        return Decimal(1)
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in _STEPS if power * step >= least)
