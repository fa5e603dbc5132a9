"""Plans and packs from folders and files, with everything that is wrong and where."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from migplan.codec import Found, acyclic, check_pack, check_references, decode, without_cycles
from migplan.codec.faults import Suggester
from migplan.model import Pack, Plan
from migplan.problems import Problem, Severity, has_errors
from migplan.readers.collection import uncollected
from migplan.readers.files import MAX_FILES, SUFFIXES, PlanFile, find_files, joined, read_file, relative, unreadable
from migplan.readers.origin import FileOrigin, PlanOrigin, addresses_at_fault

FindPack = Callable[[str], "Path | Pack | None"]
"""Finds an installed pack by its name."""

_PINNED = re.compile(r"([A-Za-z0-9._-]+)==(.+)")


@frozen(eq=False)
class Gathered:
    """What a path holds: one mapping, where it comes from, and what is wrong with its files."""

    data: dict[str, Any]
    origin: PlanOrigin
    problems: tuple[Problem, ...]
    is_whole: bool
    """Every file could be used; otherwise things may be missing that were written."""


def read_path(path: Path, *, label: str = "") -> Gathered:
    """Read a plan folder, a pack folder or one YAML or JSON file as plain data.

    `label` stands before the paths that problems show.
    """
    try:
        exists = path.exists()
    except (OSError, ValueError):  # a name that no system takes
        exists = False
    if not exists:
        return _nothing(Problem("missing-path", Severity.ERROR, values={"path": str(path)}))
    if path.is_dir():
        if len(find_files(path)[0]) > MAX_FILES:
            values = {"path": str(path), "limit": MAX_FILES}
            return _nothing(Problem("too-many-files", Severity.ERROR, values=values))
        files, problems, whole = _read_folder(path, label)
        if not files and not problems:
            values = {"path": str(path), "known": ", ".join(SUFFIXES)}
            return _nothing(Problem("empty-folder", Severity.ERROR, values=values))
    else:
        if path.suffix.lower() not in SUFFIXES:
            values = {"path": str(path), "suffix": path.suffix, "known": ", ".join(SUFFIXES)}
            return _nothing(Problem("unknown-plan-suffix", Severity.ERROR, values=values))
        file, problems = read_file(path, label + path.name)
        files, whole = [file] if file is not None else [], file is not None and file.is_usable
    data, clashes = joined(files)
    return Gathered(data, FileOrigin(files), (*problems, *clashes), whole)


def _nothing(problem: Problem) -> Gathered:
    return Gathered({}, FileOrigin([]), (problem,), False)


def _read_folder(folder: Path, label: str) -> tuple[list[PlanFile], list[Problem], bool]:
    """Read the files of a folder, except those of its packs, which may be named in any of its files."""
    kept: list[PlanFile] = []
    problems: dict[Path, list[Problem]] = {}
    packs: list[Path] = []
    paths, refused = find_files(folder)
    for path in paths:
        if any(pack in path.parents for pack in packs):
            continue
        file, found = read_file(path, label + relative(path, folder))
        problems[path] = found
        if file is None:
            continue
        kept.append(file)
        for name in _names(file.data.get("reference")) if file.is_usable else _salvaged(file.text.text):
            if is_folder_name(name) and (pack := _below(folder, name)) is not None:
                packs.append(pack)
    outside = {path for path in problems if any(pack in path.parents for pack in packs)}
    kept = [file for file in kept if file.path not in outside]
    read = {path for path in problems if path not in outside}
    whole = len(kept) == len(read) and all(file.is_usable for file in kept)
    reported = [problem for path in problems if path in read for problem in problems[path]]
    closed = [unreadable(label + relative(path, folder), error) for path, error in refused]
    return kept, [*closed, *reported], whole and not closed


def _names(written: Any) -> list[str]:
    names = [written] if isinstance(written, str) else written if isinstance(written, list) else []
    return [name.strip() for name in names if isinstance(name, str)]


_REFERENCE = re.compile(r"^reference:(.*(?:\n[ \t-].*)*)", re.MULTILINE)


def _salvaged(text: str) -> list[str]:
    """Find the packs that a file names which is broken elsewhere, so that theirs are not taken for files of the plan."""
    found = _REFERENCE.search(text)
    return re.split(r"[\s,\[\]\"']+", found[1]) if found else []


def is_folder_name(name: str) -> bool:
    """Say whether a pack is named by its folder rather than by the name of an installed one."""
    return name.startswith(".") or "/" in name or "\\" in name


def _below(folder: Path, name: str) -> Path | None:
    try:
        parts = (folder / name.replace("\\", "/")).resolve().relative_to(folder.resolve()).parts
    except (ValueError, OSError):
        return None
    return folder.joinpath(*parts) if parts else None


def located(found: Sequence[Found], origin: PlanOrigin) -> list[Problem]:
    """Turn the faults of the codec into problems with their places."""
    problems = []
    for fault in found:
        place = origin.key_position(fault.raw) if fault.on_key else origin.written_position(fault.raw)
        problems.append(Problem(fault.code, fault.severity, fault.at, fault.values, position=place))
    return problems


def _holds(folder: Path, base: Path) -> bool:
    """Say whether a folder is that of the plan or one above it."""
    try:
        home, place = base.resolve(), folder.resolve()
    except (OSError, RuntimeError):
        return False
    return place == home or place in home.parents


def _may_be_unread(fault: Found) -> bool:
    """Say whether what is missing may stand in a file that could not be used."""
    return not fault.steps and fault.code in ("missing-version", "missing-key")


def read_plan(
    path: Path, find_pack: FindPack, known_packs: Sequence[str] = ()
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a plan folder or one file: the plan, or `None` when its own required keys are missing, and every problem.

    `find_pack` finds installed packs by name; `known_packs` are the names to suggest for one it does not find.
    A `find_pack` with an attribute `names` says them itself. Packs given as folders are looked for from the folder of the plan.
    """
    with uncollected():
        gathered = read_path(path)
        if not gathered.data:
            problems = gathered.problems or (Problem("empty-plan", Severity.ERROR, values={"path": str(path)}),)
            return None, tuple(problems)
        return plan_of(gathered, path if path.is_dir() else path.parent, find_pack, known_packs)


def plan_of(
    gathered: Gathered,
    base: Path,
    find_pack: FindPack,
    known_packs: Sequence[str] = (),
    carried: Mapping[str, Pack] | None = None,
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Make a plan of gathered data: the plan, or `None` when its own required keys are missing, and every problem.

    Packs given as folders are looked for from the folder `base`, then among those that came along (`carried`, by name).
    """
    problems = list(gathered.problems)
    decoded = decode(Plan, gathered.data, versioned=True)
    gathered.origin.kept = decoded.kept
    found = [fault for fault in decoded.found if gathered.is_whole or not _may_be_unread(fault)]
    problems += located(found, gathered.origin)
    plan = decoded.value
    if plan is None:
        return None, tuple(problems)
    known = known_packs or getattr(find_pack, "names", ())
    shelf = _Shelf(base, gathered.origin, find_pack, known, carried or {})
    packs = tuple(pack for index, name in enumerate(plan.reference) if (pack := shelf.take(index, name)))
    problems += shelf.problems
    plan = attrs.evolve(plan, packs=packs, origin=gathered.origin)
    packs_known = len(packs) == len(plan.reference) and not shelf.is_broken
    packs_known = packs_known and not any(fault.raw[:1] == ("reference",) for fault in decoded.found)
    for problem in check_references(plan, decoded.lost, packs_known=packs_known, plan_known=gathered.is_whole):
        problems.append(attrs.evolve(problem, position=gathered.origin.position(problem.at)))
    if packs_known:
        problems += shelf.check(plan)
    gathered.origin.faults = addresses_at_fault(problems)
    return without_cycles(plan), tuple(problems)


class _Shelf:
    """The packs that a plan names, read once each."""

    def __init__(
        self, base: Path, origin: PlanOrigin, find_pack: FindPack, known: Sequence[str], carried: Mapping[str, Pack]
    ) -> None:
        self.base, self.origin, self.find_pack, self.known, self.carried = base, origin, find_pack, known, carried
        self.problems: list[Problem] = []
        self.is_broken = False
        self.folders: list[tuple[Pack, PlanOrigin]] = []
        """The packs of the plan's own, with where they come from."""

    def take(self, index: int, name: str) -> Pack | None:
        """Give the pack of this name, or `None` with a problem."""
        if is_folder_name(name):
            if name in self.carried and not (self.base / name.replace("\\", "/")).is_dir():
                return self.carried[name]
            return self._read(self.base / name.replace("\\", "/"), name.removeprefix("./").rstrip("/"), index, name)
        pinned = _PINNED.fullmatch(name)
        found = self.find_pack(name)
        if found is None and pinned:
            other = self.find_pack(pinned[1])
            found = self._pack(other, pinned[1], index, name) if other is not None else None
            if isinstance(found, Pack) and found.version != pinned[2]:
                self._refuse("wrong-pack-version", index, name=pinned[1], wanted=pinned[2], found=found.version or "?")
                return None
        if found is None:
            self._refuse("unknown-pack", index, name=name, nearest=Suggester()(name, self.known))
            return None
        return self._pack(found, name, index, name)

    def _pack(self, found: "Path | Pack", label: str, index: int, name: str) -> Pack | None:
        return found if isinstance(found, Pack) else self._read(found, label, index, name)

    def _read(self, folder: Path, label: str, index: int, name: str) -> Pack | None:
        try:
            is_there = folder.is_dir()
        except (OSError, ValueError):  # a name that no system takes
            is_there = False
        if not is_there:
            self._refuse("missing-pack-folder", index, name=name, path=str(folder))
            return None
        if is_folder_name(name) and _holds(folder, self.base):
            self._refuse("pack-holds-plan", index, name=name)
            return None
        pack, origin, problems = _read_pack(folder, f"{label}/")
        if pack is None and not has_errors(problem for problem in problems if problem.code != "empty-folder"):
            self._refuse("empty-pack", index, name=name)
            return None
        self.problems += problems
        self.is_broken = self.is_broken or has_errors(problems)
        if pack is not None and is_folder_name(name):
            self.folders.append((pack, origin))
        return pack

    def check(self, plan: Plan) -> Iterator[Problem]:
        """Check what the plan's own packs refer to, once all of them are known; installed packs are sound."""
        for pack, origin in self.folders:
            for problem in check_pack(pack, plan):
                yield attrs.evolve(problem, at=(), position=origin.position(problem.at))

    def _refuse(self, code: str, index: int, **values: object) -> None:
        at = ("reference", index)
        self.problems.append(Problem(code, Severity.ERROR, at, values, position=self.origin.position(at)))


def read_pack(folder: Path, *, label: str = "") -> tuple[Pack | None, tuple[Problem, ...]]:
    """Read a folder of reference data: the pack, or `None`, and every problem.

    `label` stands before the paths that problems show.
    """
    pack, _, problems = _read_pack(folder, label)
    return pack, problems


def _read_pack(folder: Path, label: str) -> tuple[Pack | None, PlanOrigin, tuple[Problem, ...]]:
    gathered = read_path(folder, label=label)
    if not gathered.data:
        return None, gathered.origin, gathered.problems
    decoded = decode(Pack, gathered.data)
    gathered.origin.kept = decoded.kept
    problems = [*gathered.problems, *located(decoded.found, gathered.origin)]
    pack = decoded.value
    if pack is not None:
        pack, circles = acyclic(pack)
        problems += [attrs.evolve(problem, position=gathered.origin.position(problem.at)) for problem in circles]
    return pack, gathered.origin, tuple(attrs.evolve(problem, at=()) for problem in problems)
