"""Where the values of a plan stand in the sheets that it was read from."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from migplan.problems import Address, Position
from migplan.records.gathering import Gathered as Rows
from migplan.records.gathering import Path as RawPath
from migplan.records.sheets import FilledForms


@define(eq=False, slots=False)
class SheetOrigin:
    """The cells that a plan was read from."""

    filled: FilledForms = field(repr=False)
    rows: Rows = field(repr=False)
    kept: Mapping[Address, tuple[int, ...]] = field(factory=dict, repr=False)
    faults: tuple[Address, ...] = field(default=(), repr=False)

    @property
    def is_part(self) -> bool:
        """The file holds one roadmap or event of a plan, not the whole."""
        return bool(self.filled.carried.get("scope", "").partition(" ")[2])

    def position(self, at: Address) -> Position | None:
        """Give the cell of the value at this address, or that of the thing around it."""
        return self.written_position(self._as_written(at))

    def written_position(self, path: Address) -> Position | None:
        """Give the cell of the value at a path as the rows were put together."""
        found = self.rows.cell(path)
        if found is None or found[0].mark is None:
            return Position(self.filled.source)
        row, key = found
        if not key and path and isinstance(path[-1], str):
            key = self._likely(row.form, path[-1])
        return self.filled.place(row.form, row.mark, key)

    def key_position(self, path: Address) -> Position | None:
        """Give the same place: a cell has no key of its own."""
        return self.written_position(path)

    def _likely(self, form: str, name: str) -> str:
        """Give the column of a field that a row leaves empty."""
        found = self.filled.form(form)
        columns = found.columns if found is not None else {}
        return next((key for key in columns if key.partition("@")[0].partition(".")[0] == name), "")

    def _as_written(self, at: Address) -> RawPath:
        current: Any = self.rows.data
        path: list[str | int] = []
        for step in at:
            if isinstance(current, list) and isinstance(step, str):
                index = next(
                    (n for n, one in enumerate(current) if isinstance(one, dict) and one.get("id") == step), None
                )
                if index is None:
                    break
                path.append(index)
                current = current[index]
                continue
            path.append(step)
            try:
                current = current[step]
            except (KeyError, IndexError, TypeError):
                break
        return tuple(path)
