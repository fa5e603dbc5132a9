"""Changes written into the text of plan files: values spliced at their offsets, comments, order and layout left alone.

The text is composed into nodes with their places, one change is made, and what follows is composed again, so that places
never drift. A change that the text cannot take is refused (`CannotSplice`); nothing is guessed.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml
from attrs import define, field

from migplan.codec.merging import MergeKind, Move
from migplan.model.values import period_days
from migplan.problems import Address, MigplanError
from migplan.readers.yaml_writing import WIDTH, to_yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[\w][^\n\t:#]*(?:[:#][^\s:#][^\n\t:#]*)*")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_SHORTHAND = "period"
_BETWEEN = re.compile(r"\s+[–—-]\s+|/")


class CannotSplice(MigplanError):
    """A change leads to no place in the text."""


@define
class SplicedText:
    """The text of one plan file, and what is done to it."""

    text: str
    is_json: bool = False
    _root: Any = field(default=None, repr=False)

    @property
    def root(self) -> Any:
        """The node of the whole text, composed when it is asked for."""
        if self._root is None:
            self._root = yaml.compose(self.text, Loader=_LOADER)
        return self._root

    def replace(self, start: int, end: int, by: str) -> None:
        """Put other text between two places."""
        self.text = self.text[:start] + by + self.text[end:]
        self._root = None

    # ------------------------------------------------------------------ one change

    def write(self, at: Address, value: Any) -> None:
        """Write a value at a path below the root; what leads to it is made where it is missing."""
        holder, rest = self._reach(at)
        key, below = rest[0], rest[1:]
        for step in reversed(below):
            value = {str(step): value}
        if holder.id == "scalar":  # words in no stated language get a further one
            known = {"": holder.value, str(key): value} if str(key) else value
            self.write(at[: len(at) - len(rest)], known)
            return
        pair = _pair(holder, key)
        if pair is None and key in ("start", "end") and _pair(holder, _SHORTHAND) is not None:
            self._write_shorthand(holder, str(key), value)
        elif pair is None:
            self._insert_pair(holder, str(key), value)
        else:
            self._overwrite(pair[1], value, inside_flow=holder.flow_style, indent=_column(self.text, pair[0]))

    def clear(self, at: Address) -> None:
        """Take a key and its value out of the mapping that holds it."""
        holder, rest = self._reach(at)
        pair = _pair(holder, rest[0]) if holder.id == "mapping" and len(rest) == 1 else None
        if pair is None and rest[0] in ("start", "end") and _pair(holder, _SHORTHAND) is not None:
            self._write_shorthand(holder, str(rest[0]), None)
        elif pair is not None:
            self._remove_pair(holder, pair)
        elif holder.id == "scalar" and rest == ("",):
            self.clear(at[:-1])
        else:
            raise CannotSplice(_said(at))

    def append(self, at: Address, member: Any, mapping: tuple[str, str] | None = None) -> None:
        """Add a member to the collection at a path; `mapping` names its two fields where it may be written as a mapping."""
        holder, rest = self._reach(at)
        pair = _pair(holder, rest[0]) if len(rest) == 1 else None
        if pair is None:
            value: Any = [member]
            for step in reversed(rest[1:]):
                value = {str(step): value}
            self._insert_pair(holder, str(rest[0]), value)
            return
        found = pair[1]
        if found.id == "mapping" and mapping is not None:
            self._insert_pair(found, member[mapping[0]], member[mapping[1]])
        elif found.id == "sequence" and (found.flow_style or not found.value):
            self._append_flow(found, member)
        elif found.id == "sequence":
            self._append_block(found, member)
        else:  # an empty value
            self._overwrite(found, [member], inside_flow=holder.flow_style, indent=_column(self.text, pair[0]))

    def remove(self, at: Address) -> None:
        """Take a member out of the collection that holds it: by its id, or by its index."""
        holder, rest = self._reach(at)
        if len(rest) > 1:
            raise CannotSplice(_said(at))
        if holder.id == "mapping" and isinstance(rest[0], int):
            self._remove_pair(holder, holder.value[rest[0]])
            return
        index = _member(holder, rest[0]) if holder.id == "sequence" else None
        if index is None:
            raise CannotSplice(_said(at))
        if len(holder.value) == 1:
            self.clear(at[:-1])
        elif holder.flow_style:
            self._remove_flow([(node.start_mark.index, node.end_mark.index) for node in holder.value], index)
        else:
            node = holder.value[index]
            self._remove_lines(self.text.rindex("-", 0, node.start_mark.index), _end(node, self.text))

    # ------------------------------------------------------------------ ways there

    def _reach(self, at: Address) -> tuple[Any, Address]:
        """Go as far as the text leads, at most to what holds the last step: that node, and the steps left."""
        node = self.root
        if node is None:
            raise CannotSplice(_said(at))
        for number, step in enumerate(at[:-1]):
            below = _below(node, step)
            if below is None or (below.id == "scalar" and not below.value and number < len(at) - 1):
                if node.id == "mapping" and isinstance(step, str):
                    return node, at[number:]
                raise CannotSplice(_said(at))
            node = below
        return node, at[-1:]

    # ------------------------------------------------------------------ what is written

    def _overwrite(self, node: Any, value: Any, *, inside_flow: bool, indent: int = 0) -> None:
        start, end = node.start_mark.index, _end(node, self.text)
        is_block = node.id == "scalar" and node.style in ("|", ">")
        if isinstance(value, str):
            quoted = node.style if node.id == "scalar" and node.style in ("'", '"') else None
            text = (
                self._block(value, indent)
                if not inside_flow and not self.is_json and ("\n" in value or is_block)
                else self._scalar(value, in_flow=inside_flow, style=quoted)
            )
        else:
            text = self._flow(value)
        if start == end and start and self.text[start - 1] not in " \n":
            text = f" {text}"
        self.replace(start, end, text)

    def _write_shorthand(self, holder: Any, key: str, value: str | None) -> None:
        """Change one end of a period written as `period: 2022-09 – 2024-06`; the other keeps its day."""
        written = _pair(holder, _SHORTHAND)
        if written is None:
            raise CannotSplice(_SHORTHAND)
        node = written[1]
        start, end = (day.isoformat() for day in period_days(node.value))
        parts = _BETWEEN.split(node.value.strip())
        days = {"start": parts[0], "end": parts[1]} if len(parts) == 2 else {"start": start, "end": end}
        if value is None:
            other = "end" if key == "start" else "start"
            self.replace(written[0].start_mark.index, _end(node, self.text), f"{other}: {days[other]}")
        else:
            days[key] = value
            self._overwrite(node, f"{days['start']} – {days['end']}", inside_flow=holder.flow_style)

    def _insert_pair(self, holder: Any, key: str, value: Any) -> None:
        if holder.id != "mapping":
            raise CannotSplice(key)
        name = self._scalar(key, in_flow=holder.flow_style)
        if holder.flow_style or not holder.value:
            close = holder.end_mark.index - 1
            self._insert_before(close, f"{name}: {self._flow(value)}", bool(holder.value))
            return
        indent = _column(self.text, holder.value[0][0])
        rendered = self._rendered(value, indent)
        self._insert_line(_end(holder, self.text), f"{' ' * indent}{name}:{rendered}")

    def _append_flow(self, sequence: Any, member: Any) -> None:
        close = sequence.end_mark.index - 1
        self._insert_before(close, self._flow(member), bool(sequence.value))

    def _append_block(self, sequence: Any, member: Any) -> None:
        last = sequence.value[-1]
        dash = self.text.rindex("-", 0, last.start_mark.index)
        indent = dash - (self.text.rfind("\n", 0, dash) + 1)
        as_flow = bool(getattr(last, "flow_style", False)) or not isinstance(member, Mapping)
        if as_flow:
            line = f"{' ' * indent}- {self._member(member)}"
        else:
            body = self._block_lines(member)
            line = "\n".join(
                f"{' ' * indent}{'- ' if number == 0 else '  '}{text}" if text else ""
                for number, text in enumerate(body)
            )
        self._insert_line(_end(sequence, self.text), line)

    def _member(self, member: Any) -> str:
        return self._scalar(member, in_flow=False) if isinstance(member, str) else self._flow(member)

    def _rendered(self, value: Any, indent: int) -> str:
        if isinstance(value, str):
            return " " + (self._block(value, indent) if "\n" in value else self._scalar(value, in_flow=False))
        if isinstance(value, list) and any(isinstance(member, Mapping) for member in value):
            lines = to_yaml({"x": value}).splitlines()[1:]
            return "".join(f"\n{' ' * (indent + 2)}{line}" if line else "\n" for line in lines)
        flow = self._flow(value)
        if len(flow) <= WIDTH or not isinstance(value, Mapping):
            return f" {flow}"
        return "".join(f"\n{' ' * (indent + 2)}{line}" if line else "\n" for line in self._block_lines(value))

    def _block_lines(self, value: Mapping[str, Any]) -> list[str]:
        return to_yaml(dict(value)).splitlines()

    def _flow(self, value: Any) -> str:
        if isinstance(value, Mapping):
            inside = ", ".join(
                f"{self._scalar(str(key), in_flow=True)}: {self._flow(one)}" for key, one in value.items()
            )
            return f"{{{inside}}}"
        if isinstance(value, list | tuple):
            return f"[{', '.join(self._flow(one) for one in value)}]"
        return self._scalar(str(value), in_flow=True)

    def _scalar(self, text: str, *, in_flow: bool, style: str | None = None) -> str:
        if not self.is_json and style != '"' and text.isprintable():
            if style == "'":
                return "'" + text.replace("'", "''") + "'"
            if _PLAIN.fullmatch(text) and text == text.strip() and not (in_flow and _FLOW_SIGNS.search(text)):
                return text
        return json.dumps(text, ensure_ascii=not text.isprintable() and "\n" not in text)

    def _block(self, text: str, indent: int) -> str:
        lines = text.split("\n")
        odd = any(line.startswith((" ", "\t")) or not line.isprintable() for line in lines) or not lines[0]
        if odd or text.endswith("\n") or len(lines) == 1:
            return self._scalar(text, in_flow=False)
        return "|-" + "".join(f"\n{' ' * (indent + 2)}{line}" if line else "\n" for line in lines)

    # ------------------------------------------------------------------ where it is put

    def _insert_line(self, end: int, line: str) -> None:
        """Put a line below the one in which something ends, behind its comment."""
        stop = self.text.find("\n", end)
        stop = len(self.text) if stop < 0 else stop
        if self.text[end:stop].strip() and not self.text[end:stop].lstrip().startswith("#"):
            stop = end  # something else follows on the line
        self.replace(stop, stop, f"\n{line}")

    def _insert_before(self, close: int, text: str, has_others: bool) -> None:
        inner = self.text[:close].rstrip()
        separator = "" if not has_others or inner.endswith(",") else ","
        space = " " if has_others else ""
        self.replace(len(inner), len(inner), f"{separator}{space}{text}")

    def _remove_pair(self, holder: Any, pair: tuple[Any, Any]) -> None:
        index = next(number for number, one in enumerate(holder.value) if one[0] is pair[0])
        if holder.flow_style:
            spans = [
                (key.start_mark.index, max(key.end_mark.index, _end(value, self.text))) for key, value in holder.value
            ]
            self._remove_flow(spans, index)
            return
        start, end = pair[0].start_mark.index, max(pair[0].end_mark.index + 1, _end(pair[1], self.text))
        if len(holder.value) == 1:
            self.replace(start, end, "{}")
        elif self.text[self.text.rfind("\n", 0, start) + 1 : start].strip():  # behind a dash
            self.replace(start, holder.value[index + 1][0].start_mark.index, "")
        else:
            self._remove_lines(start, end)

    def _remove_flow(self, spans: Sequence[tuple[int, int]], index: int) -> None:
        if index + 1 < len(spans):
            self.replace(spans[index][0], spans[index + 1][0], "")
        elif index:
            self.replace(spans[index - 1][1], spans[index][1], "")
        else:
            self.replace(*spans[index], "")

    def _remove_lines(self, start: int, end: int) -> None:
        first = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", end)
        self.replace(first, len(self.text) if stop < 0 else stop + 1, "")


def _said(at: Address) -> str:
    return "/".join(str(step) for step in at)


def _pair(node: Any, key: str | int) -> tuple[Any, Any] | None:
    if node.id != "mapping":
        return None
    return next((pair for pair in node.value if pair[0].value == key), None)


def _below(node: Any, step: str | int) -> Any:
    if node.id == "mapping":
        if isinstance(step, int):
            return node.value[step][1] if step < len(node.value) else None
        pair = _pair(node, step)
        return pair[1] if pair is not None else None
    if node.id == "sequence":
        index = _member(node, step)
        return node.value[index] if index is not None else None
    return None


def _member(sequence: Any, step: str | int) -> int | None:
    if isinstance(step, int):
        return step if step < len(sequence.value) else None
    for number, node in enumerate(sequence.value):
        pair = _pair(node, "id")
        if pair is not None and pair[1].value.strip() == step:
            return number
    return None


def _end(node: Any, text: str) -> int:
    """Give one past the last character of a value: marks of blocks lie behind the space and the comments that follow."""
    while node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        if isinstance(last, tuple) and last[1].start_mark.index == last[1].end_mark.index:  # a key without a value
            return int(last[0].end_mark.index) + 1
        node = last[1] if isinstance(last, tuple) else last
    end = int(node.end_mark.index)
    if node.id == "scalar" and node.style in ("|", ">"):
        return max(int(node.start_mark.index), len(text[:end].rstrip("\n \t")))
    return end


def _column(text: str, node: Any) -> int:
    start = int(node.start_mark.index)
    return start - (text.rfind("\n", 0, start) + 1)


def splice(text: SplicedText, moves: Iterable[Move], mappings: Mapping[Address, tuple[str, str]]) -> None:
    """Make moves in a text, in the order in which their addresses stay true: values, then new members, then removals.

    `mappings` names the two fields of collections that may be written as a mapping, by their address.

    Raises:
        CannotSplice: A move leads to no place.
    """
    removals = []
    for move in moves:
        if move.kind is MergeKind.REMOVED:
            removals.append(move)
        elif move.kind is MergeKind.ADDED:
            text.append(move.at[:-1], move.after, mappings.get(move.at[:-1]))
        elif move.kind is MergeKind.CLEARED:
            text.clear(move.at)
        else:
            text.write(move.at, move.after)
    for move in sorted(
        removals, key=lambda one: [step if isinstance(step, int) else -1 for step in one.at], reverse=True
    ):
        text.remove(move.at)
