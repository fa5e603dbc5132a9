"""Which file of a plan a change belongs to, and the texts of the files once all changes are made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from migplan.codec.merging import MergeKind, Move
from migplan.model import Plan
from migplan.problems import Address
from migplan.readers.files import PlanFile
from migplan.readers.splicing import CannotSplice, SplicedText, splice
from migplan.records import record


def updated_texts(files: Sequence[PlanFile], moves: Sequence[Move]) -> dict[Path, str]:
    """Give the new text of every file that moves change; the others are not named.

    Raises:
        CannotSplice: A move leads to no place in any file.
    """
    by_file: dict[int, list[Move]] = defaultdict(list)
    for move in moves:
        number, at = _home(files, move)
        by_file[number].append(attrs.evolve(move, at=at))
    texts: dict[Path, str] = {}
    for number, own in by_file.items():
        file = files[number]
        text = SplicedText(file.text.text, is_json=file.path.suffix.lower() == ".json")
        splice(text, own, dict(_mappings(own)))
        if text.text != file.text.text:
            texts[file.path] = ("\ufeff" if file.text.has_mark else "") + text.text
    return texts


def _home(files: Sequence[PlanFile], move: Move) -> tuple[int, Address]:
    """Give the file that a move belongs to, and its address in that file, where a list may be spread over several."""
    key = str(move.at[0])
    holders = [number for number, file in enumerate(files) if key in file.data]
    if not holders:
        if not files:
            raise CannotSplice(key)
        return 0, move.at
    is_new_here = move.kind is MergeKind.ADDED and len(move.at) == 2
    if len(move.at) == 1 or is_new_here:
        return holders[-1], move.at
    step, passed = move.at[1], 0
    for number in holders:
        written = files[number].data[key]
        if not isinstance(written, list):
            return number, move.at
        if isinstance(step, int):
            if step < passed + len(written):
                return number, (key, step - passed, *move.at[2:])
            passed += len(written)
        elif any(isinstance(one, dict) and str(one.get("id", "")).strip() == step for one in written):
            return number, move.at
    return holders[0], move.at


def _mappings(moves: Sequence[Move]) -> Iterator[tuple[Address, tuple[str, str]]]:
    """Find the collections among the moves that may be written as a mapping, with their two fields."""
    for move in moves:
        if move.kind is not MergeKind.ADDED:
            continue
        kind, mapping = record(Plan), None
        for step in move.at[:-1]:
            found = next((item for item in kind.fields if item.name == step), None)
            if found is not None:
                mapping = found.mapping
                if found.is_thing:
                    kind = record(found.item)
        if mapping is not None and isinstance(move.after, dict) and set(move.after) == {mapping.key, mapping.value}:
            yield move.at[:-1], (mapping.key, mapping.value)
