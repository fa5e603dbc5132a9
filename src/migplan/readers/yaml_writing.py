"""Plain data to readable YAML that reads back as the same data."""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

WIDTH = 120
"""Columns that a line should not pass, in characters."""


def to_yaml(data: dict[str, Any]) -> str:
    """Write a mapping as one YAML document: plain where the text allows, in blocks where it has several lines.

    Small lists and mappings stand on one line.
    """
    dumper = getattr(yaml, "CDumper", yaml.Dumper)
    text: str = yaml.emit(_document(data), Dumper=dumper, allow_unicode=True, width=WIDTH, indent=2)
    return text


def _document(data: dict[str, Any]) -> Iterator[yaml.Event]:
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    yield from _value(data, 0)
    yield DocumentEndEvent(explicit=False)
    yield StreamEndEvent()


def _value(data: Any, indent: int) -> Iterator[yaml.Event]:
    if isinstance(data, dict):
        yield MappingStartEvent(None, None, True, flow_style=indent > 0 and _fits(data, indent))
        for key, value in data.items():
            yield _scalar(key)
            yield from _value(value, indent + 2)
        yield MappingEndEvent()
    elif isinstance(data, list):
        yield SequenceStartEvent(None, None, True, flow_style=_fits(data, indent))
        for value in data:
            yield from _value(value, indent + 2)
        yield SequenceEndEvent()
    else:
        yield _scalar(data)


def _scalar(text: str) -> ScalarEvent:
    return ScalarEvent(None, None, (True, True), text, style="|" if "\n" in text else None)


def _fits(data: Any, indent: int) -> bool:
    """Say whether a list or a mapping of single values is short enough to stand on one line."""
    if isinstance(data, list) and any(isinstance(value, dict) for value in data):
        return False
    return indent + _length(data) <= WIDTH - 20


def _length(data: Any) -> int:
    if isinstance(data, str):
        return WIDTH if "\n" in data else len(data) + 2
    if isinstance(data, dict):
        return sum(len(key) + 2 + _length(value) for key, value in data.items())
    return sum(_length(value) for value in data)
