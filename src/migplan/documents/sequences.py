"""The one way in which blocks take their collections: any iterable, kept as a tuple."""

from collections.abc import Iterable
from typing import Any


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """Give the values as a tuple."""
    return values if type(values) is tuple else tuple(values)
