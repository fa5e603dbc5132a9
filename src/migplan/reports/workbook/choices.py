"""Choices by their labels, and what an empty cell stands for."""

from decimal import Decimal
from typing import Any

from migplan.locale import Words
from migplan.records.forms import FormColumn


def choice_label(member: Any, words: Words) -> str:
    """Name a choice, by its own word where no catalogue names it."""
    key = f"choices.{type(member).__name__}.{member.value}"
    return words(key) if words.has(key) else str(member.value)


def default_of(source: FormColumn, words: Words) -> str:
    """Give what an empty cell of a column means, as it is shown; empty where it means nothing."""
    item = source.field
    if item is None or len(source.path) != 1 or item.required or item.default is None or source.part:
        return ""
    if item.choices:
        return choice_label(item.default, words)
    return str(item.default) if isinstance(item.default, int | Decimal) and not isinstance(item.default, bool) else ""
