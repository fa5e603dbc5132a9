"""Three versions of a plan's plain data: what somebody changed, and what of it can be taken over.

`base` is what the sender was given, `theirs` what came back, `ours` what the plan is now; all three as `to_plain` writes them. Only what
differs between base and theirs moves. Where ours differs from base as well, and from theirs, the two are in conflict and nothing moves.

Source: three-way merge as in version control, on the things and fields of the model instead of lines.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from attrs import define, field, frozen

from migplan.model import Money, Pack, Plan, Text
from migplan.problems import Address
from migplan.records import FieldRecord, Record, record


class MergeKind(Enum):
    """What happens to a value or a thing of ours."""

    SET = "set"
    """A value is written, where there was another or none."""
    CLEARED = "cleared"
    ADDED = "added"
    """A member is added to a collection."""
    REMOVED = "removed"


@frozen
class Move:
    """One change of theirs."""

    kind: MergeKind
    at: Address
    """Path in ours: ids of members, or their index where they have none; for an added member its collection and its id or the index it gets."""
    before: Any = None
    """Plain data in base."""
    after: Any = None
    """Plain data in theirs."""


@frozen
class Conflict:
    """A change of theirs where ours has changed too."""

    move: Move
    ours: Any
    """Plain data of ours; `None` where ours has it no more."""


@define
class Merge:
    """What can be taken over, and what cannot."""

    moves: list[Move] = field(factory=list)
    conflicts: list[Conflict] = field(factory=list)

    @property
    def removals(self) -> tuple[Move, ...]:
        """The moves that take a member away."""
        return tuple(move for move in self.moves if move.kind is MergeKind.REMOVED)


def merge(base: Mapping[str, Any], theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Merge:
    """Find what theirs changed since base, and whether ours can take it over.

    What is the same in theirs and ours already is no move. A thing that ours has removed and theirs has changed is one conflict.
    """
    made = Merge()
    _things(record(Plan), base, theirs, ours, (), made)
    return made


def applied(ours: Mapping[str, Any], moves: Sequence[Move]) -> dict[str, Any]:
    """Give ours with the moves made; ours itself is left as it was.

    Members are added after the last of theirs; those with ids are put in order when the data is decoded.
    """
    data: dict[str, Any] = deepcopy(dict(ours))
    removed: list[Move] = []
    for move in moves:
        if move.kind is MergeKind.REMOVED:
            removed.append(move)
        else:
            _apply(data, move)
    for move in sorted(
        removed, key=lambda one: [step if isinstance(step, int) else -1 for step in one.at], reverse=True
    ):
        holder = _reach(data, move.at[:-1])
        index = _index(holder, move.at[-1])
        if isinstance(holder, dict):
            del holder[index]
        else:
            del holder[int(index)]
    return data


def _apply(data: dict[str, Any], move: Move) -> None:
    if move.kind is MergeKind.ADDED:
        holder = _reach(data, move.at[:-2], make=True)
        name = str(move.at[-2])
        members = holder.setdefault(name, [])
        if isinstance(members, dict):  # a collection written as a mapping
            members.update(move.after if isinstance(move.after, dict) else {})
        else:
            members.append(deepcopy(move.after))
        return
    holder = _reach(data, move.at[:-1], make=True)
    if move.kind is MergeKind.CLEARED:
        holder.pop(move.at[-1], None)
    else:
        holder[move.at[-1]] = deepcopy(move.after)
    _tidy(data, move.at[:-1])


def _tidy(data: dict[str, Any], at: Address) -> None:
    """Write words in no stated language alone as one text, as `to_plain` does; drop words without any."""
    holder, words = _reach(data, at[:-1]), _reach(data, at) if at else None
    if isinstance(words, dict) and at and (set(words) == {""} or not words) and isinstance(holder, dict):
        if words:
            holder[at[-1]] = words[""]
        else:
            del holder[at[-1]]


def _reach(data: Any, at: Address, *, make: bool = False) -> Any:
    current = data
    for number, step in enumerate(at):
        index = _index(current, step)
        if isinstance(current, dict) and make and index not in current:
            current[index] = {}
        below = current[index]
        if isinstance(below, str) and make and number == len(at) - 1:  # words in no stated language get a further one
            current[index] = below = {"": below}
        current = below
    return current


def _index(holder: Any, step: str | int) -> Any:
    if isinstance(holder, list) and isinstance(step, str):
        return next(number for number, member in enumerate(holder) if member.get("id") == step)
    return step


def _things(kind: Record, base: Any, theirs: Any, ours: Any, at: Address, made: Merge) -> None:
    for item in kind.fields:
        if item.item is Pack:
            continue
        before, after = base.get(item.name), theirs.get(item.name)
        if before != after:
            _field(item, before, after, ours.get(item.name), (*at, item.name), made)


def _field(item: FieldRecord, base: Any, theirs: Any, ours: Any, at: Address, made: Merge) -> None:
    if item.many and item.is_thing:
        inside = record(item.item)
        lists = (_listed(base, item), _listed(theirs, item), _listed(ours, item))
        if inside.has_id:
            _keyed(inside, *lists, at, made)
        else:
            _unkeyed(inside, *lists, at, made)
    elif item.many:
        _plain_list(base or [], theirs or [], ours or [], at, made)
    elif item.is_thing and isinstance(theirs, Mapping) and (isinstance(ours, Mapping) or isinstance(base, Mapping)):
        if isinstance(base, Mapping) and ours is None:
            made.conflicts.append(Conflict(Move(MergeKind.SET, at, base, theirs), None))
        else:
            _things(record(item.item), base or {}, theirs, ours, at, made)
    elif item.item is Text:
        known = tuple(_by_language(words) for words in (base, theirs, ours))
        for language in sorted({*known[0], *known[1]}):
            b, t, o = (words.get(language) for words in known)
            _leaf(b, t, o, (*at, language), made)
    elif not (item.item in (Decimal, Money) and _number(base) == _number(theirs)):
        _leaf(base, theirs, ours, at, made)


def _number(text: Any) -> Any:
    """Give what a written number says: `7.0` and `7` are one number, which a spreadsheet writes in one way."""
    amount, _, currency = str(text).partition(" ")
    try:
        return Decimal(amount), currency
    except InvalidOperation:
        return text


def _by_language(words: Any) -> Mapping[str, str]:
    if words is None:
        return {}
    return words if isinstance(words, Mapping) else {"": words}


def _leaf(base: Any, theirs: Any, ours: Any, at: Address, made: Merge) -> None:
    if theirs in (base, ours):
        return
    move = Move(MergeKind.CLEARED if theirs is None else MergeKind.SET, at, base, theirs)
    if ours == base:
        made.moves.append(move)
    else:
        made.conflicts.append(Conflict(move, ours))


def _listed(value: Any, item: FieldRecord) -> list[Any]:
    if isinstance(value, Mapping) and item.mapping is not None:
        return [{item.mapping.key: key, item.mapping.value: given} for key, given in value.items()]
    return list(value or ())


def _keyed(kind: Record, base: list[Any], theirs: list[Any], ours: list[Any], at: Address, made: Merge) -> None:
    before, after, now = ({member["id"]: member for member in members} for members in (base, theirs, ours))
    for name, member in after.items():
        here = (*at, name)
        if name in before and name in now:
            if member != before[name]:
                _things(kind, before[name], member, now[name], here, made)
        elif name in before:
            if member != before[name]:
                made.conflicts.append(Conflict(Move(MergeKind.SET, here, before[name], member), None))
        elif name not in now:
            made.moves.append(Move(MergeKind.ADDED, here, None, member))
        elif now[name] != member:
            made.conflicts.append(Conflict(Move(MergeKind.ADDED, here, None, member), now[name]))
    for name, member in before.items():
        if name not in after and name in now:
            _removal((*at, name), member, now[name], made)


def _removal(at: Address, base: Any, ours: Any, made: Merge) -> None:
    move = Move(MergeKind.REMOVED, at, base, None)
    if ours == base:
        made.moves.append(move)
    else:
        made.conflicts.append(Conflict(move, ours))


def _unkeyed(kind: Record, base: list[Any], theirs: list[Any], ours: list[Any], at: Address, made: Merge) -> None:
    """Members without ids are matched by what they hold, then by their order among those that changed."""
    in_ours = dict(_aligned(base, ours))
    added = len(ours)
    matched = set()
    for before, after in _aligned_with_new(base, theirs):
        if before is None:
            if theirs[after] not in ours or ours.count(theirs[after]) < theirs.count(theirs[after]):
                made.moves.append(Move(MergeKind.ADDED, (*at, added), None, theirs[after]))
                added += 1
            continue
        matched.add(before)
        if base[before] == theirs[after]:
            continue
        now = in_ours.get(before)
        if now is None:
            made.conflicts.append(Conflict(Move(MergeKind.SET, (*at, before), base[before], theirs[after]), None))
        else:
            _things(kind, base[before], theirs[after], ours[now], (*at, now), made)
    for number, member in enumerate(base):
        if number not in matched and (now := in_ours.get(number)) is not None:
            _removal((*at, now), member, ours[now], made)


def _frozen(member: Any) -> str:
    if isinstance(member, Mapping):
        member = {key: str(_number(value)) if isinstance(value, str) else value for key, value in member.items()}
    return json.dumps(member, sort_keys=True, ensure_ascii=False)


def _aligned(first: list[Any], second: list[Any]) -> Iterator[tuple[int, int]]:
    """Pair the members of two lists: equal ones in their order, then those that stand in for one another."""
    matcher = SequenceMatcher(None, [_frozen(one) for one in first], [_frozen(one) for one in second], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            yield from zip(range(i1, i2), range(j1, j2), strict=False)


def _aligned_with_new(base: list[Any], theirs: list[Any]) -> Iterator[tuple[int | None, int]]:
    pairs = {after: before for before, after in _aligned(base, theirs)}
    yield from ((pairs.get(number), number) for number in range(len(theirs)))


def _plain_list(base: list[Any], theirs: list[Any], ours: list[Any], at: Address, made: Merge) -> None:
    """Members of a list of ids or words come and go one by one; a mere change of order moves the whole list."""
    before, after, now = (Counter(map(_frozen, members)) for members in (base, theirs, ours))
    if before == after:
        _leaf(base, theirs, ours, at, made)
        return
    gone, new = before - after, after - before
    for number, member in enumerate(ours):
        key = _frozen(member)
        if gone[key] > 0:
            gone[key] -= 1
            made.moves.append(Move(MergeKind.REMOVED, (*at, number), member, None))
    present = now - before
    added = len(ours)
    for member in theirs:
        key = _frozen(member)
        if new[key] > 0:
            new[key] -= 1
            if present[key] > 0:
                present[key] -= 1
                continue
            made.moves.append(Move(MergeKind.ADDED, (*at, added), None, member))
            added += 1
