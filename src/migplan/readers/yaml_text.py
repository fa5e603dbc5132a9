"""YAML text to plain data: every scalar a text, every mapping a dictionary, every sequence a list.

Read from libyaml's events, which costs least; marks are looked at only where something is wrong.
`marked` composes the same text again with the place of every value, when a place is asked for.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from attrs import define, field
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from migplan.readers.marks import Faulty, Parsed, Places

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml: slower, otherwise the same
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser, Composer):  # type: ignore[no-redef]
        """Libyaml's parser in pure Python."""

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)


MAX_DEPTH = 64
"""Deepest nesting of lists and mappings that is read."""


class _Composer(_Parser):
    """Composes nodes without working out their types, which nobody asks for."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """Give the tag of a node."""
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        """Do nothing on the way into a node."""

    def ascend_resolver(self) -> None:
        """Do nothing on the way out of a node."""


@define(eq=False)
class _Building:
    """One pass over the events of a text."""

    next_event: Callable[[], Any]
    faults: list[Faulty] = field(factory=list)
    places: Places = field(factory=dict)

    def mapping(self, start: int, depth: int) -> dict[str, Any]:
        """Take the events of a mapping up to its end."""
        data: dict[str, Any] = {}
        next_event = self.next_event
        while True:
            event: Any = next_event()
            if event.__class__ is ScalarEvent:
                key = event.value
                item = next_event()
                value = item.value if item.__class__ is ScalarEvent else self.value(item, depth)
                if key in data:
                    self.refuse("repeated-key", event, key=key)
                else:
                    data[key] = value
            elif event.__class__ is MappingEndEvent:
                end: Any = event.end_mark  # every event of libyaml has its marks
                self.places[id(data)] = (start, end.index)
                return data
            else:
                self.refuse("bad-key", event)
                self.value(event, depth)
                self.value(next_event(), depth)

    def sequence(self, start: int, depth: int) -> list[Any]:
        """Take the events of a sequence up to its end."""
        data: list[Any] = []
        next_event = self.next_event
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                data.append(event.value)
            elif kind is SequenceEndEvent:
                self.places[id(data)] = (start, event.end_mark.index)
                return data
            else:
                data.append(self.value(event, depth))

    def value(self, event: Any, depth: int) -> Any:
        """Take the events of one value, of which the first is given."""
        kind = event.__class__
        if kind is ScalarEvent:
            return event.value
        if kind is AliasEvent:
            self.refuse("yaml-alias", event, name=event.anchor)
            return ""
        if depth >= MAX_DEPTH:
            self.refuse("too-deep", event, limit=MAX_DEPTH)
            raise _TooDeep
        start = event.start_mark.index
        return self.mapping(start, depth + 1) if kind is MappingStartEvent else self.sequence(start, depth + 1)

    def refuse(self, code: str, event: Any, **values: object) -> None:
        """Record a fault where an event stands."""
        self.faults.append(Faulty(code, event.start_mark.index, event.end_mark.index, values))


class _TooDeep(Exception):
    """Ends the reading of a text nested beyond the limit."""


def parse(text: str) -> Parsed:
    """Read one YAML document: its data (`None` when nothing can be used), and what is wrong with it as YAML."""
    parser = _Parser(text)
    building = _Building(parser.get_event)
    try:
        data = _document(parser.get_event, building)
        if _TAGGED.search(text):
            building.faults.extend(_tags(text))
        return Parsed(data, building.faults, building.places)
    except _TooDeep:
        return Parsed(None, building.faults, {})
    except yaml.YAMLError as error:
        building.faults.append(_syntax(error, text))
        return Parsed(None, building.faults, {})


_TAGGED = re.compile(r"(?:^|[:?,\-\[{])\s*!(?!\s)", re.MULTILINE)
"""What may be a tag; texts with exclamation marks seldom look so, and only they cost a second pass."""


_TEXT = frozenset({"!", "tag:yaml.org,2002:str"})
"""Tags that ask for what every value is: a text."""


def _tags(text: str) -> Iterator[Faulty]:
    """Find the tags, which ask for another type than text and would go unheard."""
    parser = _Parser(text)
    while (event := parser.get_event()) is not None:
        tag = getattr(event, "tag", None)
        if tag and tag not in _TEXT:
            mark: Any = event.start_mark  # every event of libyaml has its marks
            start = mark.index
            yield Faulty("yaml-tag", start, start + 1, {"tag": tag.replace("tag:yaml.org,2002:", "!!")})


def _document(next_event: Callable[[], Any], building: _Building) -> Any:
    next_event()  # the start of the stream
    event = next_event()
    if event.__class__ is StreamEndEvent:
        return {}
    data: Any = {}
    if event.__class__ is DocumentStartEvent:
        data = building.value(next_event(), 0)
    while (event := next_event()).__class__ is DocumentEndEvent:
        pass
    if event.__class__ is not StreamEndEvent:
        building.refuse("several-documents", event)
    return data


_SAID = (
    ("nesting depth", "too-deep"),
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("quoted scalar, found unexpected end", "yaml-quote"),
    ("escape", "yaml-escape"),
    ("cannot start any token", "yaml-character"),
    ("scanning an alias", "yaml-character"),
    ("scanning an anchor", "yaml-character"),
    ("expected ',' or", "yaml-bracket"),
    ("flow node, did not find expected node content", "yaml-bracket"),
    ("block node, did not find expected node content", "yaml-character"),
    ("did not find expected key", "yaml-indent"),
    ("expected '-' indicator", "yaml-indent"),
)
"""What libyaml says, and the code that says it for people."""

_FROM_START = frozenset({"yaml-quote", "yaml-bracket"})
"""Faults that are shown where what is not closed was opened."""

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _syntax(error: yaml.YAMLError, text: str) -> Faulty:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        if found := _UNPRINTABLE.search(text):
            return Faulty("yaml-control", found.start(), found.end(), {"character": f"U+{ord(found[0]):04X}"})
        return Faulty("yaml-syntax", values={"said": str(error).partition("\n")[0]})
    said = ", ".join(str(part) for part in (getattr(error, "context", ""), getattr(error, "problem", "")) if part)
    code = next((code for words, code in _SAID if words in said), "yaml-syntax")
    index = mark.index
    if code in _FROM_START and error.context_mark is not None:  # type: ignore[attr-defined]  # every error with a mark has it
        index = error.context_mark.index  # type: ignore[attr-defined]  # as above
    character = text[index : index + 1]
    if code == "yaml-character" and character == "\t":
        code = "yaml-tab"
    values: dict[str, object] = {"said": said, "character": character, "limit": MAX_DEPTH}
    return Faulty(code, index, index + 1, values)


def marked(text: str, start: int, end: int) -> tuple[Any, int]:
    """Compose one list or mapping of a text that `parse` could read, every node with its marks.

    A node has an `id` (`scalar`, `sequence` or `mapping`), a `value` (a text, a list of nodes, or a list of pairs of
    nodes), and a `start_mark` and an `end_mark` with an `index`.

    Gives the root node, and what must be added to an index of its marks to have that in the text.

    Raises:
        yaml.YAMLError: An alias has no anchor.
    """
    column = start - (max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1)
    return _Composer(" " * column + text[start:end]).get_single_node(), start - column
