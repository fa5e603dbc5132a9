"""Documents kept up with a plan: what a saved change touches is written again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import define, field

from migplan.analysis.comparison import compare
from migplan.host import Host
from migplan.model import Plan
from migplan.outputs import Outcome
from migplan.pipeline.batches import export_all
from migplan.pipeline.loading import default_host, load

Stamp = dict[Path, tuple[int, int]]
"""Time of the last change, in nanoseconds, and size of each file of a plan."""


@define
class Watch:
    """A plan, a folder of its documents, and what of both is known."""

    path: Path
    folder: Path
    settings: dict[str, Any] = field(factory=dict)
    """Passed on to `export_all`."""
    host: Host = field(factory=default_host)
    plan: Plan | None = None
    """As it was when its documents were last written."""
    _stamp: Stamp = field(factory=dict, repr=False)

    def has_changed(self) -> bool:
        """Say whether a file of the plan was saved, came or went since the last time this was asked."""
        stamp = dict(_stamped(self.path, self.folder))
        before, self._stamp = self._stamp, stamp
        return stamp != before

    def write(self) -> tuple[Outcome, ...]:
        """Load the plan and write the documents that its changes touch: all of them the first time.

        A document that comes out as it was is left alone.

        Raises:
            PlanError: The plan holds an error; its documents stay as they are.
        """
        plan = load(self.path, host=self.host)
        touched = None if self.plan is None else touched_things(self.plan, plan)
        outcomes: list[Outcome] = []
        if touched is None:
            outcomes += export_all(plan, to=self.folder, host=self.host, **self.settings)
        else:
            for name in touched:
                outcomes += export_all(plan, to=self.folder, of=name, host=self.host, **self.settings)
            for report in self._of_the_plan(plan) if touched else ():
                settings = {**self.settings, "languages": self.settings.get("languages") or plan.languages}
                outcomes += export_all(plan, report, to=self.folder, host=self.host, **settings)
        self.plan = plan
        return tuple(outcomes)

    def _of_the_plan(self, plan: Plan) -> list[str]:
        """Name the reports about the whole plan, which any change may touch, in the formats that are written."""
        exporters = [self.host.exporter_for(name) for name in self.settings.get("formats", ())]
        media = {one.medium for one in exporters or self.host.exporters.values() if one is not None}
        return [
            report.name
            for report in self.host.reports.values()
            if report.about == "plan" and report.media & media and (report.suits is None or report.suits(plan, None))
        ]


def touched_things(before: Plan, after: Plan) -> tuple[str, ...] | None:
    """Give the ids of the roadmaps and events whose documents changes touch; `None` when they may touch any document.

    A roadmap touches its events, and an event its roadmap and the others of that roadmap.
    """
    roadmaps: set[str] = set()
    events: set[str] = set()
    owner = {event.id: event.roadmap for plan in (before, after) for event in plan.events}
    for change in compare(before, after).changes:
        kind, name = (*change.at, "", "")[:2]
        if kind == "roadmaps" and isinstance(name, str):
            roadmaps.add(name)
        elif kind == "events" and isinstance(name, str):
            events.add(name)
            if (roadmap := owner.get(name)) is not None:
                roadmaps.add(roadmap)
        else:
            return None
    events |= {event.id for event in after.events if event.roadmap in roadmaps}
    known = {roadmap.id for roadmap in after.roadmaps} | {event.id for event in after.events}
    return tuple(sorted((roadmaps | events) & known))


def _stamped(path: Path, folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Walk over the files of a plan, leaving out the folder of its documents and what is hidden."""
    files = [path] if path.is_file() else path.rglob("*") if path.is_dir() else ()
    for file in files:
        inside = file.relative_to(path).parts if file != path else ()
        if folder in file.parents or any(part.startswith((".", "~")) for part in inside):
            continue
        try:
            state = file.stat()
        except OSError:
            continue
        if file.is_file():
            yield file, (state.st_mtime_ns, state.st_size)
