"""What is wrong with a written value, and where it stands in the data that was read."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from attrs import define, field

from migplan.model import Money, Text
from migplan.problems import Address, Severity

RawPath = tuple[str | int, ...]
"""Path into the written data: keys of mappings as written, indexes in lists from 0."""

ANY = "*"
"""Among the ids of things that were left out: some of them are not known."""

LEFT_OUT = "left-out"
"""Not a fault: marks a list of which members were left out, on its way outwards."""

SHOWN = 60
"""Longest written value that a message quotes, in characters."""


class Fault(Exception):
    """Raised by the reader of one value; whoever holds the value records it and goes on with the next."""

    def __init__(self, code: str, severity: Severity = Severity.ERROR, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.severity = severity
        self.values = values


@define
class Found:
    """One fault with its place; the steps are added from the inside outwards."""

    code: str
    severity: Severity
    values: Mapping[str, object]
    steps: list[tuple[str | int, str | int]]
    """Innermost first; each step as written and as in an address of the plan."""
    on_key: bool = False
    """The key itself is at fault rather than its value."""

    @property
    def raw(self) -> RawPath:
        """Where it stands in the data as written."""
        return tuple(step[0] for step in reversed(self.steps))

    @property
    def at(self) -> Address:
        """Where the value would stand in the plan."""
        return tuple(step[1] for step in reversed(self.steps))


SUGGESTED = 40
"""Most words that a message lists when none is near."""

COMPARED = 300
"""Misspelt words that are compared with those known, in one reading; comparing takes time, and more help nobody."""


@define(eq=False)
class Suggester:
    """Says what may be written instead of an unknown word."""

    _compared: dict[tuple[str, int], str] = field(factory=dict)

    def __call__(self, written: str, known: Iterable[str]) -> str:
        """Give the nearest known word, else all that are known, else `…`."""
        candidates = list(known)
        key = (written[:SHOWN], len(candidates))
        if key not in self._compared and len(self._compared) < COMPARED:
            self._compared[key] = nearest(written, candidates)
        listed = ", ".join(candidates[:SUGGESTED]) + (", …" if len(candidates) > SUGGESTED else "")
        near = self._compared.get(key, "")
        return near if near in candidates else listed or "…"


@define(eq=False)
class Reading:
    """What is gathered while data is read: the faults, and values met before, which are shared."""

    found: list[Found] = field(factory=list)
    strings: dict[str, str] = field(factory=dict)
    texts: dict[str, Text | None] = field(factory=dict)
    dates: dict[str, date] = field(factory=dict)
    moneys: dict[str, Money] = field(factory=dict)
    ids: set[str] = field(factory=set)
    languages: set[str] = field(factory=set)
    """Languages that texts were met in."""
    lost: set[str] = field(factory=set)
    """Ids of members that had to be left out; naming them is not a second fault."""
    suggest: Suggester = field(factory=Suggester)

    def add(self, fault: Fault, *steps: str | int, on_key: bool = False) -> None:
        """Record a fault met at the end of these steps, outermost first."""
        pairs: list[tuple[str | int, str | int]] = [(step, step) for step in reversed(steps)]
        self.found.append(Found(fault.code, fault.severity, fault.values, pairs, on_key))

    def keep(self, name: str, kept: list[int]) -> None:
        """Say which members of a list remain, by index as written, when some were left out."""
        self.add(Fault(LEFT_OUT, kept=tuple(kept)), name)

    def enclose(self, since: int, raw: str | int, address: str | int) -> None:
        """Say that the faults recorded after the first `since` lie below this step."""
        for found in self.found[since:]:
            found.steps.append((raw, address))


def shown(raw: Any) -> str:
    """Quote a written value in a message: cut when long, named when it is a list or a mapping."""
    if isinstance(raw, str):
        line = raw.replace("\n", " ")
    elif isinstance(raw, dict):
        line = "{" + ", ".join(f"{key}: …" for key in list(raw)[:5]) + "}"
    else:
        line = "[" + ", ".join(member if isinstance(member, str) else "…" for member in raw[:5]) + "]"
    line = line.encode("utf-8", "replace").decode("utf-8")  # halves of characters, which nobody can print
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that is nearest to a misspelt one, or an empty string.

    Only the first 60 characters count, so that a long text costs nothing.
    """
    candidates = list(known)
    matches = get_close_matches(word[:SHOWN], candidates, n=1, cutoff=0.6)
    if not matches:
        folded = {candidate.casefold(): candidate for candidate in candidates}
        matches = [folded[match] for match in get_close_matches(word[:SHOWN].casefold(), list(folded), n=1, cutoff=0.6)]
    return matches[0] if matches else ""
