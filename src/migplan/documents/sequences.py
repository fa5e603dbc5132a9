"""The one way in which blocks take their collections: any iterable, kept as a tuple."""

from collections.abc import Iterable
from typing import Any


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """Give the values as a tuple."""
    return values if type(values) is tuple else tuple(values)


SILENT_FIELD = {"silent": True}
"""Metadata of a field that steers an exporter and is not read by a person, where its name alone does not say so."""
