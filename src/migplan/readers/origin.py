"""Where a plan was read from: turns an address into a place, composing the files again only when asked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define, field

from migplan.problems import Address, Position
from migplan.readers.collection import uncollected
from migplan.readers.files import PlanFile

_SHORTHAND = {"start": "period", "end": "period"}
"""Fields that may have been written together under another key."""


@define(eq=False, slots=False)
class FileOrigin:
    """The files of a plan or a pack, as they were read."""

    files: Sequence[PlanFile] = field(repr=False)
    kept: Mapping[Address, tuple[int, ...]] = field(factory=dict, repr=False)
    """For lists of which members were left out: the indexes as written of those that remain."""
    _roots: dict[int, Any] = field(factory=dict, repr=False)
    _members: dict[int, dict[str, Any]] = field(factory=dict, repr=False)

    def position(self, at: Address) -> Position | None:
        """Give the place of the value at this address, the nearest enclosing one, or `None` without any file."""
        return self.written_position(self._as_written(at))

    def written_position(self, path: Address) -> Position | None:
        """Give the place of the value at a path whose indexes are those of the lists as written."""
        found = self._find(path)
        if found is None:
            return Position(self.files[0].text.source) if self.files else None
        file, _, node = found
        return file.text.position(node.start_mark.index, node.end_mark.index)

    def key_position(self, path: Address) -> Position | None:
        """Give the place of the key under which the value at a path as written stands."""
        found = self._find(path)
        if found is None:
            return self.written_position(())
        file, key, node = found
        marked = key if key is not None else node
        return file.text.position(marked.start_mark.index, marked.end_mark.index)

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
        return {**self.__dict__, "_roots": {}, "_members": {}}

    def _root(self, number: int) -> Any:
        if number not in self._roots:
            with uncollected():
                self._roots[number] = self.files[number].nodes()
        return self._roots[number]

    def _find(self, at: Address) -> tuple[PlanFile, Any, Any] | None:
        """Find file, key node (or `None`) and value node."""
        if not at:
            return None
        best: tuple[int, PlanFile, Any, Any] | None = None
        skipped = 0
        for number, file in enumerate(self.files):
            if str(at[0]) not in file.data and _SHORTHAND.get(str(at[0])) not in file.data:
                continue
            root = self._root(number)
            if root is None:
                continue
            steps = list(at)
            written = file.data.get(str(at[0]))
            if len(at) > 1 and isinstance(at[1], int) and isinstance(written, list):
                if at[1] >= skipped + len(written):
                    skipped += len(written)
                    continue
                steps[1] = at[1] - skipped
            depth, key, node = self._walk(root, steps)
            if best is None or depth > best[0]:
                best = (depth, file, key, node)
            if depth == len(at):
                break
        return best[1:] if best is not None else None

    def _walk(self, root: Any, steps: Sequence[str | int]) -> tuple[int, Any, Any]:
        """Go down as far as the steps lead: how far, the last key, the last value."""
        key, node = None, root
        for depth, step in enumerate(steps):
            found = self._child(node, step)
            if found is None:
                return depth, key, node
            key, node = found
        return len(steps), key, node

    def _child(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        if node.id == "mapping":
            if isinstance(step, int):
                return node.value[step] if step < len(node.value) else None
            pairs = self._by_name(node, _keyed)
            return pairs.get(step) or pairs.get(_SHORTHAND.get(step, ""))
        if node.id == "sequence":
            if isinstance(step, int):
                return (None, node.value[step]) if step < len(node.value) else None
            member = self._by_name(node, _identified).get(step)
            return (None, member) if member is not None else None
        return None

    def _by_name(self, node: Any, index: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        known = self._members.get(id(node))
        if known is None:
            known = self._members[id(node)] = index(node)
        return known


def _keyed(node: Any) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for key, value in node.value:
        if key.id == "scalar":
            pairs.setdefault(key.value, (key, value))
    return pairs


def _identified(node: Any) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for member in node.value:
        if member.id == "mapping":
            for key, value in member.value:
                if key.value == "id" and value.id == "scalar":
                    members.setdefault(value.value.strip(), member)
    return members
