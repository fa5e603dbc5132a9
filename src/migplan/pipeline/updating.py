"""What came back from others, taken over into the plan's folder: three-way, shown first, written all or nothing."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from migplan.codec import decode, to_plain
from migplan.codec.merging import Conflict, MergeKind, Move, applied, merge
from migplan.hooks import ReadResult
from migplan.host import Host
from migplan.locale import Words, explained
from migplan.model import Plan
from migplan.outputs import write_set
from migplan.pipeline.choosing import refusal
from migplan.pipeline.loading import default_host, read, read_result
from migplan.pipeline.prose import compared
from migplan.problems import PlanError, Problem, Severity, has_errors, sort_key
from migplan.readers.origin import FileOrigin
from migplan.readers.splicing import CannotSplice
from migplan.readers.updating import updated_texts
from migplan.records.naming import named


@frozen
class Change:
    """One change of theirs, in a planner's words."""

    thing: str
    """What it is about: `Action A1.2`."""
    label: str
    """Name of the field, with the language of words; empty where a whole thing comes or goes."""
    before: str
    after: str
    kind: MergeKind
    address: str
    """Path in the plan: `roadmaps/north/actions/A1.2/end`."""
    ours: str | None = None
    """For a conflict: what the plan holds now."""

    @property
    def is_conflict(self) -> bool:
        """Both sides changed it, so that it is shown and not written."""
        return self.ours is not None


@frozen
class Update:
    """What a file that came back changes in a plan."""

    changes: tuple[Change, ...]
    """What moves, in the order of the model."""
    conflicts: tuple[Change, ...]
    held_back: tuple[Change, ...]
    """Removals, which move only when they are asked for."""
    problems: tuple[Problem, ...]
    """What is wrong in the file that came back; errors in it are left out, the rest is taken."""
    files: tuple[Path, ...] = ()
    """Files of the plan that change."""
    is_written: bool = False
    has_base: bool = True
    """The file carried the plan that it was made from; otherwise everything that differs counts as changed by its sender."""
    texts: dict[Path, str] = field(factory=dict, repr=False)


def update(
    folder: str | Path,
    other: str | Path,
    *,
    accept: bool = False,
    remove: bool = False,
    good_rows: bool = False,
    host: Host | None = None,
    language: str | None = None,
) -> Update:
    """Take over into a plan's folder what somebody changed in a file made from it.

    Nothing is written without `accept`. What both sides changed is a conflict, shown and left alone. Members missing in the
    file are taken out only with `remove`.

    Raises:
        PlanError: The plan cannot be read; the file holds errors and `good_rows` does not say to take the rest;
            or the changes cannot be written. Nothing is written then.
    """
    host = host or default_host()
    ours, found = read(folder, host=host, language=language)
    if ours is None or has_errors(found):
        raise PlanError(found)
    spoken = language or ours.languages[0]
    if not isinstance(ours.origin, FileOrigin):
        raise refusal("not-updatable", spoken, path=str(folder))
    now = to_plain(ours)
    sent = _sent(read_result(Path(other), host), now, ours.languages)
    problems = tuple(sorted(explained(sent.problems, spoken, sent.origin), key=sort_key))
    if sent.theirs is None or (has_errors(problems) and not good_rows):
        raise PlanError(problems)
    made = merge(_begun(sent.base, now) if sent.base is not None else now, sent.theirs, now)
    taken_out = {MergeKind.REMOVED, MergeKind.CLEARED} if sent.is_prose else {MergeKind.REMOVED}
    removals = () if remove else tuple(move for move in made.moves if move.kind in taken_out)
    moves = [move for move in made.moves if remove or move.kind not in taken_out]
    words = Words(spoken)
    texts = _texts(ours.origin, Path(folder), moves, applied(now, moves), host, spoken) if moves else {}
    outcome = Update(
        changes=_told(moves, words),
        conflicts=tuple(_change(one.move, words, one) for one in made.conflicts),
        held_back=_told(removals, words),
        problems=problems,
        files=tuple(texts),
        has_base=sent.has_base,
        texts=texts,
    )
    return _written(outcome, spoken) if accept and texts else outcome


@frozen
class _Sent:
    """What came back, as plain data."""

    theirs: dict[str, Any] | None
    """`None` when the file cannot be read."""
    base: dict[str, Any] | None
    problems: tuple[Problem, ...]
    has_base: bool
    origin: Any = None
    is_prose: bool = False
    """Only prose came back: an empty slot does not empty the passage unless removals are asked for."""


def _sent(result: ReadResult, now: dict[str, Any], languages: Sequence[str]) -> _Sent:
    if result.prose is not None:
        sides = compared(result.prose, now, languages)
        problems = (*result.problems, *sides.problems)
        return _Sent(sides.theirs, sides.base, problems, result.prose.has_base, is_prose=True)
    theirs, base = (None if plan is None else to_plain(plan) for plan in (result.plan, result.base))
    return _Sent(theirs, base, result.problems, base is not None, getattr(result.plan, "origin", None))


def _begun(base: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Leave out of a base the roadmaps that were empty in it and that the plan lacks: what is filled in there is new to the plan."""
    held = {roadmap["id"] for roadmap in now.get("roadmaps", ())}
    kept = [one for one in base.get("roadmaps", ()) if one["id"] in held or one.keys() - {"id", "territory"}]
    return base | {"roadmaps": kept}


def _written(outcome: Update, language: str) -> Update:
    try:
        write_set({path: text.encode() for path, text in outcome.texts.items()})
    except PlanError as error:
        raise PlanError(explained(error.problems, language)) from error
    return evolve(outcome, is_written=True)


def _texts(
    origin: FileOrigin, folder: Path, moves: Sequence[Move], wanted: dict[str, Any], host: Host, language: str
) -> dict[Path, str]:
    """Splice the moves into the files, and make sure that what is written reads back as what is wanted."""
    try:
        texts = updated_texts(origin.files, moves)
    except CannotSplice as error:
        raise refusal("cannot-splice", language, address=str(error)) from error
    expected = decode(Plan, wanted)
    faults = [fault for fault in expected.found if fault.severity is Severity.ERROR]
    if expected.value is None or faults:
        raise PlanError(
            explained([Problem(fault.code, fault.severity, fault.at, fault.values) for fault in faults], language)
        )
    with tempfile.TemporaryDirectory(prefix="migplan-") as work:
        trial = Path(work) / (folder.name or "plan")
        if folder.is_dir():
            shutil.copytree(folder, trial, ignore=shutil.ignore_patterns(".*"))
        else:
            shutil.copy2(folder, trial)
        for path, text in texts.items():
            place = trial / path.relative_to(folder) if folder.is_dir() else trial
            place.write_text(text, encoding="utf-8", newline="")
        again, problems = read(trial, host=host, language=language)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise PlanError(errors)
    wanted_plan = evolve(expected.value, packs=again.packs) if again is not None else None
    if again is None or again != wanted_plan:
        raise refusal("cannot-splice", language, address=", ".join(path.name for path in texts))
    return texts


def _told(moves: Sequence[Move], words: Words) -> tuple[Change, ...]:
    return tuple(_change(move, words) for move in moves)


def _change(move: Move, words: Words, conflict: Conflict | None = None) -> Change:
    place = named(move.at, words)
    ours = None if conflict is None else place.said(conflict.ours) or "–"
    return Change(
        thing=place.thing,
        label=place.label,
        before=place.said(move.before),
        after=place.said(move.after),
        kind=move.kind,
        address="/".join(str(step) for step in move.at),
        ours=ours,
    )
