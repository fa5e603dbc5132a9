"""JSON text to the same plain data as YAML: every scalar a text, `null` an empty one; places on demand."""

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # not in the stubs, documented in the module
from typing import Any

from attrs import define, field, frozen

from migplan.readers.marks import Faulty, Parsed, Places
from migplan.readers.yaml_text import MAX_DEPTH

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = {"true": "true", "false": "false", "null": ""}


@frozen(eq=False)
class Mark:
    """A place, as the nodes of YAML have it."""

    index: int


@frozen(eq=False)
class Node:
    """A value with its place, as the nodes of YAML have it."""

    id: str
    """`scalar`, `sequence` or `mapping`."""
    value: Any
    start_mark: Mark
    end_mark: Mark


class _Broken(Exception):
    """The text is not JSON from here on."""

    def __init__(self, fault: Faulty) -> None:
        super().__init__(fault)
        self.fault = fault


@define(eq=False)
class _Scanner:
    """One pass over a text; gives data, or nodes when places are wanted."""

    text: str
    wants_nodes: bool
    faults: list[Faulty] = field(factory=list)
    places: Places = field(factory=dict)

    def document(self) -> Any:
        """Take the one value that the text holds."""
        value, index = self.value(self.skip(0), 0)
        index = self.skip(index)
        if index != len(self.text):
            raise _Broken(Faulty("json-rest", index, index + 1, {"written": self.written(index)}))
        return value

    def skip(self, index: int) -> int:
        """Give the next index that holds no white space."""
        match = _SPACE.match(self.text, index)
        return match.end() if match else index

    def broken(self, index: int, expected: str) -> _Broken:
        """Make the exception that ends the reading, with what was expected."""
        return _Broken(Faulty("json-syntax", index, index + 1, {"written": self.written(index), "expected": expected}))

    def written(self, index: int) -> str:
        """Quote what stands at an index."""
        return self.text[index : index + 10].partition("\n")[0].strip() or "…"

    def made(self, kind: str, value: Any, start: int, end: int) -> Any:
        """Give the value, as a node where places are wanted."""
        if not self.wants_nodes:
            if kind != "scalar":
                self.places[id(value)] = (start, end)
            return value
        return Node(kind, value, Mark(start), Mark(end))

    def value(self, index: int, depth: int) -> tuple[Any, int]:
        """Take one value from its first character; give it and the index after it."""
        character = self.text[index : index + 1]
        if character == '"':
            text, end = self.string(index)
            return self.made("scalar", text, index, end), end
        if character and character in "{[":
            if depth >= MAX_DEPTH:
                raise _Broken(Faulty("too-deep", index, index + 1, {"limit": MAX_DEPTH}))
            return self.mapping(index, depth + 1) if character == "{" else self.sequence(index, depth + 1)
        if match := _NUMBER.match(self.text, index):
            return self.made("scalar", match[0], index, match.end()), match.end()
        for word, text in _WORDS.items():
            if self.text.startswith(word, index):
                return self.made("scalar", text, index, index + len(word)), index + len(word)
        raise self.broken(index, '"…" 12 true [ {')

    def string(self, index: int) -> tuple[str, int]:
        """Take a text between quotes."""
        try:
            return scanstring(self.text, index + 1, True)  # type: ignore[no-any-return]
        except JSONDecodeError as error:
            raise self.broken(min(error.pos, len(self.text)), '"…"') from error

    def sequence(self, index: int, depth: int) -> tuple[Any, int]:
        """Take a list."""
        items: list[Any] = []
        at = self.skip(index + 1)
        if self.text[at : at + 1] == "]":
            return self.made("sequence", items, index, at + 1), at + 1
        while True:
            item, at = self.value(at, depth)
            items.append(item)
            at = self.skip(at)
            if self.text[at : at + 1] == "]":
                return self.made("sequence", items, index, at + 1), at + 1
            if self.text[at : at + 1] != ",":
                raise self.broken(at, ", ]")
            at = self.skip(at + 1)

    def mapping(self, index: int, depth: int) -> tuple[Any, int]:
        """Take an object; a key that comes twice is a fault, and its first value stays."""
        pairs: list[tuple[Any, Any]] = []
        data: dict[str, Any] = {}
        at = self.skip(index + 1)
        if self.text[at : at + 1] == "}":
            return self.made("mapping", pairs if self.wants_nodes else data, index, at + 1), at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self.broken(at, '"…"')
            start = at
            key, end = self.string(at)
            at = self.skip(end)
            if self.text[at : at + 1] != ":":
                raise self.broken(at, ":")
            item, at = self.value(self.skip(at + 1), depth)
            if self.wants_nodes:
                pairs.append((self.made("scalar", key, start, end), item))
            elif key in data:
                self.faults.append(Faulty("repeated-key", start, end, {"key": key}))
            else:
                data[key] = item
            at = self.skip(at)
            if self.text[at : at + 1] == "}":
                return self.made("mapping", pairs if self.wants_nodes else data, index, at + 1), at + 1
            if self.text[at : at + 1] != ",":
                raise self.broken(at, ", }")
            at = self.skip(at + 1)


def parse(text: str) -> Parsed:
    """Read one JSON value: its data (`None` when the text is not JSON), and what is wrong with it as JSON."""
    scanner = _Scanner(text, wants_nodes=False)
    try:
        return Parsed(scanner.document(), scanner.faults, scanner.places)
    except _Broken as broken:
        return Parsed(None, [*scanner.faults, broken.fault], {})


def marked(text: str, start: int, end: int) -> tuple[Any, int]:
    """Read one list or mapping of a text that `parse` could read, every value as a `Node` with its marks.

    Gives the root node, and what must be added to an index of its marks to have that in the text.
    """
    return _Scanner(text[start:end], wants_nodes=True).document(), start
