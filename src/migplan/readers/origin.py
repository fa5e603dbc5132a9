"""Where a plan was read from: turns an address into a place, composing the files again only when asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import define, field, frozen

from migplan.problems import Address, Position, Problem, Severity
from migplan.readers.files import PlanFile

_SHORTHAND = {"start": "period", "end": "period"}
"""Fields that may have been written together under another key."""

_LONGHAND: Mapping[str, tuple[str, ...]] = {"period": ("period", "start", "end")}
"""The same the other way round."""


class PlanOrigin(Protocol):
    """Where a plan was read from, of whatever form."""

    kept: Mapping[Address, tuple[int, ...]]
    """For lists of which members were left out: the indexes as written of those that remain."""
    faults: tuple[Address, ...]
    """Addresses of values that were at fault when the plan was read."""

    def position(self, at: Address) -> Position | None:
        """Give the place of the value at this address, the nearest enclosing one, or `None`."""

    def written_position(self, path: Address) -> Position | None:
        """Give the place of the value at a path whose indexes are those of the lists as written."""

    def key_position(self, path: Address) -> Position | None:
        """Give the place of the key under which the value at a path as written stands."""


@define(eq=False, slots=False)
class FileOrigin:
    """The files of a plan or a pack, as they were read."""

    files: Sequence[PlanFile] = field(repr=False)
    kept: Mapping[Address, tuple[int, ...]] = field(factory=dict, repr=False)
    """For lists of which members were left out: the indexes as written of those that remain."""
    faults: tuple[Address, ...] = field(default=(), repr=False)
    """Where values could not be read or lead nowhere: rules stay silent about what follows from them."""
    _composed: tuple[Any, tuple[Any, int] | None] = field(default=(None, None), repr=False)
    """The list or mapping that was last composed, and its nodes: the next place is often in the same."""
    _members: dict[int, dict[str, Any]] = field(factory=dict, repr=False)

    def position(self, at: Address) -> Position | None:
        """Give the place of the value at this address, the nearest enclosing one, or `None` without any file."""
        return self.written_position(self._as_written(at))

    def written_position(self, path: Address) -> Position | None:
        """Give the place of the value at a path whose indexes are those of the lists as written."""
        return self._place(path, wants_key=False)

    def key_position(self, path: Address) -> Position | None:
        """Give the place of the key under which the value at a path as written stands."""
        return self._place(path, wants_key=True)

    def _as_written(self, at: Address) -> Address:
        if not self.kept:
            return at
        path = list(at)
        for depth, step in enumerate(at):
            kept = self.kept.get(at[:depth])
            if kept is not None and isinstance(step, int) and step < len(kept):
                path[depth] = kept[step]
        return tuple(path)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what can be composed again, which cannot be sent to another process."""
        return {**self.__dict__, "_composed": (None, None), "_members": {}}

    def _place(self, path: Address, *, wants_key: bool) -> Position | None:
        best: _Reached | None = None
        for file, steps in self._candidates(path):
            reached = self._reach(file, steps, wants_key=wants_key)
            if best is None or reached.depth > best.depth or reached.rest:
                best = reached
            if reached.rest or reached.depth == len(path):
                break
        if best is None or (not best.depth and not best.rest):
            return Position(self.files[0].text.source) if self.files else None
        return self._pointed(best, wants_key=wants_key)

    def _candidates(self, path: Address) -> Iterator[tuple[PlanFile, Address]]:
        """Walk over the files that may hold a path, each with the path in it: a list may be spread over several."""
        skipped = 0
        second = path[1] if len(path) > 1 else None
        elsewhere = None
        for file in self.files:
            written = self._below(file.data, path[0]) if path else None
            if written is None:
                continue
            if second is None or not isinstance(written, list):
                yield file, path
            elif isinstance(second, str):
                if self._below(written, second) is not None:
                    yield file, path
                elif elsewhere is None:
                    elsewhere = file
            elif second < skipped + len(written):
                yield file, (path[0], second - skipped, *path[2:])
                return
            else:
                skipped += len(written)
        if elsewhere is not None:
            yield elsewhere, path

    def _reach(self, file: PlanFile, steps: Address, *, wants_key: bool) -> "_Reached":
        """Go down through the data as far as lists and mappings lead; what is left is for the nodes to find."""
        current: Any = file.data
        for depth, step in enumerate(steps):
            below = self._below(current, step)
            is_last = depth == len(steps) - 1
            if below is None or below == "" or (wants_key and is_last):
                rest = steps[depth:] if below is not None else ()
                return _Reached(file, current, depth, rest)
            if isinstance(below, str):
                return _Reached(file, current, depth, steps[depth:])
            current = below
        return _Reached(file, current, len(steps), ())

    def _below(self, container: Any, step: str | int) -> Any:
        """Give what stands below a step in the data: `None` for nothing, a text, a list, a mapping."""
        if isinstance(container, dict):
            if isinstance(step, int):  # a pair of a collection written as a mapping
                return "pair" if step < len(container) else None
            return container.get(step, container.get(_SHORTHAND.get(step, "")))
        if isinstance(step, int):
            return container[step] if step < len(container) else None
        known = self._members.get(id(container))
        if known is None:
            known = self._members[id(container)] = _identified(container)
        return known.get(step)

    def _pointed(self, reached: "_Reached", *, wants_key: bool) -> Position:
        file, container = reached.file, reached.container
        start, end = file.places.get(id(container), (-1, -1))
        composed = self._nodes(file, container) if reached.rest else None
        if composed is None:
            return file.text.position(start, end)
        root, shift = composed
        key, node = _follow(root, reached.rest)
        marked = key if wants_key and key is not None else node
        return file.text.position(marked.start_mark.index + shift, marked.end_mark.index + shift)

    def _nodes(self, file: PlanFile, container: Any) -> tuple[Any, int] | None:
        if self._composed[0] is not container:
            self._composed = (container, file.nodes(container))
        return self._composed[1]


@frozen(eq=False)
class _Reached:
    """How far a path leads through the data of a file."""

    file: PlanFile
    container: Any
    depth: int
    rest: Address
    """The steps that lead on to a single value; empty where the path ends, or leads nowhere from here."""


def addresses_at_fault(problems: Iterable[Problem]) -> tuple[Address, ...]:
    """Give the addresses of the values that errors of reading left out; a misspelt key stands for the field meant."""
    found: dict[Address, None] = {}
    for problem in problems:
        if problem.severity is not Severity.ERROR or not problem.at:
            continue
        owner, last = problem.at[:-1], problem.at[-1]
        meant = str(problem.values.get("nearest", "")) if problem.code == "unknown-key" else last
        for name in _LONGHAND.get(str(meant), (meant,)):
            found[(*owner, name)] = None
    return tuple(found)


def _follow(root: Any, rest: Address) -> tuple[Any, Any]:
    """Follow steps through nodes as far as they lead: the last key, the last value."""
    key, node = None, root
    for step in rest:
        if node.id == "sequence" and isinstance(step, int) and step < len(node.value):
            key, node = None, node.value[step]
        elif node.id == "mapping" and isinstance(step, int) and step < len(node.value):
            key, node = node.value[step]
        elif node.id == "mapping":
            pairs = {
                written.value: (written, value) for written, value in reversed(node.value) if written.id == "scalar"
            }
            found = pairs.get(step) or pairs.get(_SHORTHAND.get(str(step), ""))
            if found is None:
                break
            key, node = found
        else:
            break
    return key, node


def _identified(members: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member in members:
        if isinstance(member, dict) and isinstance(member.get("id"), str):
            found.setdefault(member["id"].strip(), member)
    return found
