"""A plan written as a folder of YAML files, all or nothing."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from migplan.codec import pack_to_plain, to_plain
from migplan.codec.decoding import VERSION_KEY
from migplan.model import Plan
from migplan.outputs import safe_name
from migplan.problems import PlanError, Problem, Severity
from migplan.readers.files import find_files
from migplan.readers.plans import is_folder_name
from migplan.readers.yaml_writing import to_yaml

_OWN_FILES = (
    "corrections",
    "sources",
    "stakeholders",
    "instruments",
    "modules",
    "assignment",
    "events",
    "passages",
)
"""Keys of a plan that get a file of their own."""

_PACK_FILES = ("levels", "territories", "frameworks", "holidays", "seasons", "acronyms", "sources")
"""Keys of a pack that get a file of their own."""


def plan_files(plan: Plan) -> dict[str, str]:
    """Give the files of a plan's folder: relative path to YAML text.

    `plan.yaml` holds what is short, one file each the long lists and every roadmap; the packs that the plan names by
    a folder are written into that folder.

    Raises:
        PlanError: A pack's folder lies outside that of the plan.
    """
    data = to_plain(plan)
    files: dict[str, dict[str, Any]] = {"plan.yaml": {VERSION_KEY: data.pop(VERSION_KEY)}}
    roadmaps = data.pop("roadmaps", [])
    for key in _OWN_FILES:
        if key in data:
            files[f"{key}.yaml"] = {key: data.pop(key)}
    files["plan.yaml"].update(data)
    for roadmap in roadmaps:
        files[_free(f"roadmaps/{safe_name(roadmap['id'])}", files)] = {"roadmaps": [roadmap]}
    for folder, pack in _folder_packs(plan):
        written = pack_to_plain(pack)
        for key in _PACK_FILES:
            if key in written:
                files[f"{folder}/{key}.yaml"] = {key: written.pop(key)}
        files[f"{folder}/pack.yaml"] = written
    return {path: to_yaml(content) for path, content in files.items()}


def _free(name: str, files: dict[str, Any]) -> str:
    """Give a path that no other file has, whatever the case, for systems that do not tell cases apart."""
    taken = {path.casefold() for path in files}
    candidate, number = f"{name}.yaml", 2
    while candidate.casefold() in taken:
        candidate, number = f"{name}-{number}.yaml", number + 1
    return candidate


def _folder_packs(plan: Plan) -> Iterator[tuple[str, Any]]:
    by_name = dict(zip(plan.reference, plan.packs, strict=False))
    if len(plan.packs) != len(plan.reference):
        by_name = {}
    for name in plan.reference:
        if not is_folder_name(name):
            continue
        parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part != "."]
        if not parts or ".." in parts or parts[0].startswith("/") or ":" in parts[0]:
            raise _refusal("pack-outside", name)
        if name not in by_name:
            raise _refusal("pack-not-read", name)
        yield "/".join(parts), by_name[name]


def _refusal(code: str, path: Path | str, **values: object) -> PlanError:
    return PlanError([Problem(code, Severity.ERROR, values={"path": str(path), **values})])


def dump_plan(plan: Plan, folder: Path) -> None:
    """Write a plan into a folder that is new, or that holds no plan yet; reading it gives an equal plan.

    Raises:
        PlanError: The folder holds a plan or a file in the way, or cannot be written; it is left as it was.
    """
    write_folder(plan_files(plan), folder)


def write_folder(files: dict[str, str], folder: Path) -> None:
    """Write files (relative path to text) into a folder that is new or holds no plan yet: all of them or none.

    Raises:
        PlanError: The folder holds a plan or a file in the way, or cannot be written; it is left as it was.
    """
    try:
        is_folder = folder.is_dir()
        is_there = folder.exists() or folder.is_symlink()
    except OSError as error:
        raise _refusal("cannot-write", folder, reason=error.strerror or type(error).__name__) from error
    if "\0" in str(folder):
        raise _refusal("cannot-write", folder, reason="U+0000")
    if is_folder:
        if held := find_files(folder)[0]:
            raise _refusal("folder-holds-plan", folder, file=held[0].name)
    elif is_there:
        raise _refusal("not-a-folder", folder)
    missing = _missing(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".migplan-", dir=folder.parent))
        try:
            _write(files, stage)
            _move(stage, folder, list(files))
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except BaseException as error:
        for path in missing:
            with contextlib.suppress(OSError):
                path.rmdir()
        if isinstance(error, OSError):
            raise _refusal("cannot-write", folder, reason=error.strerror or type(error).__name__) from error
        raise


def _missing(folder: Path) -> list[Path]:
    """List the folders that have to be made, the innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _write(files: dict[str, str], stage: Path) -> None:
    for name, text in files.items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())


def _move(stage: Path, folder: Path, names: list[str]) -> None:
    """Put the files in place; when one cannot be moved, those before it are taken away again."""
    moved: list[Path] = []
    made: list[Path] = []
    try:
        for name in names:
            target = folder / name
            for parent in reversed(_missing(target.parent)):
                parent.mkdir()
                made.append(parent)
            (stage / name).replace(target)
            moved.append(target)
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir()
        raise
