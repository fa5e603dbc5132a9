"""What a reference may name, and where the things of that kind live."""

from collections.abc import Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from attrs import frozen

from migplan.model import (
    Action,
    Body,
    Competence,
    CostLine,
    Criterion,
    Event,
    Finding,
    Framework,
    FrameworkObjective,
    Indicator,
    Instrument,
    InstrumentKind,
    Level,
    Measure,
    Member,
    Mode,
    Module,
    Need,
    Objective,
    Opinion,
    Risk,
    Roadmap,
    Source,
    Stakeholder,
    Task,
    Term,
    Territory,
)


class Home(Enum):
    """The thing within which ids of a kind are looked for."""

    PACK = "pack"
    """The plan's packs and its own corrections."""
    PLAN = "plan"
    ASSIGNMENT = "assignment"
    ROADMAP = "roadmap"
    """The roadmap that refers; from outside `roadmap/id`."""


@frozen
class Kind:
    """One kind of thing that references name."""

    name: str
    classes: tuple[type, ...]
    home: Home
    paths: tuple[tuple[str, ...], ...]
    """Collections below the home that hold such things: `("levels", "competences")`."""

    def found_in(self, home: Any) -> Iterator[Any]:
        """Walk over the things of this kind in a pack, a plan, an assignment or a roadmap."""
        for path in self.paths:
            yield from _along(home, path)


def _along(parent: Any, path: tuple[str, ...]) -> Iterator[Any]:
    for member in getattr(parent, path[0]):
        if len(path) == 1:
            yield member
        else:
            yield from _along(member, path[1:])


def _kinds() -> Iterator[Kind]:
    pack, plan, roadmap, assignment = Home.PACK, Home.PLAN, Home.ROADMAP, Home.ASSIGNMENT
    yield Kind("level", (Level,), pack, (("levels",),))
    yield Kind("territory", (Territory,), pack, (("territories",),))
    yield Kind("kind", (Term,), pack, (("kinds",),))
    yield Kind("mode", (Mode,), pack, (("modes",),))
    yield Kind("category", (Term,), pack, (("categories",),))
    yield Kind("group", (Term,), pack, (("groups",),))
    yield Kind("theme", (Term,), pack, (("themes",),))
    yield Kind("measure", (Measure,), pack, (("measures",),))
    yield Kind("criterion", (Criterion,), pack, (("criteria",),))
    yield Kind("framework", (Framework, FrameworkObjective), pack, (("frameworks",), ("frameworks", "objectives")))
    yield Kind("competence", (Competence,), pack, (("levels", "competences"),))
    yield Kind("body", (Body,), pack, (("levels", "bodies"),))
    yield Kind("instrument-kind", (InstrumentKind,), pack, (("levels", "instruments"),))
    yield Kind("source", (Source,), plan, (("sources",),))
    yield Kind("stakeholder", (Stakeholder,), plan, (("stakeholders",),))
    yield Kind("instrument", (Instrument,), plan, (("instruments",),))
    yield Kind("module", (Module,), plan, (("modules",),))
    yield Kind("roadmap", (Roadmap,), plan, (("roadmaps",),))
    yield Kind("event", (Event,), plan, (("events",),))
    yield Kind("task", (Task,), assignment, (("tasks",),))
    yield Kind("member", (Member,), assignment, (("team",),))
    yield Kind("cost-line", (CostLine,), assignment, (("budget",),))
    yield Kind("finding", (Finding,), roadmap, (("findings",),))
    yield Kind("need", (Need,), roadmap, (("needs",),))
    yield Kind("objective", (Objective,), roadmap, (("objectives",),))
    yield Kind("action", (Action,), roadmap, (("actions",),))
    yield Kind("indicator", (Indicator,), roadmap, (("indicators",),))
    yield Kind("risk", (Risk,), roadmap, (("risks",),))
    yield Kind("opinion", (Opinion,), roadmap, (("opinions",),))
    yield Kind("item", (Action, Need), roadmap, (("actions",), ("needs",)))


KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _kinds()})
"""Every kind that a reference of the model names. Sources are also found in the packs."""
