"""Writing files safely: all or nothing, never over somebody's own work.

A record beside the outputs (folder `.migplan`) holds the hash of each file as it was made. A file that has changed
since, or that migplan did not make, is replaced only when asked, and a dated copy of it is kept.
"""

import contextlib
import hashlib
import json
import os
import re
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from attrs import frozen

from migplan.problems import PlanError, Problem, Severity

_WINDOWS = os.name == "nt"

RECORD_FOLDER = ".migplan"

_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@frozen
class Written:
    """One file written."""

    path: Path
    size: int
    """Bytes."""
    seconds: float
    kept: Path | None = None
    """Dated copy of the file that was replaced on request."""


def safe_name(text: str) -> str:
    """Give a file name that every system takes, at most 100 characters, made of ids and codes.

    An empty or wholly unsafe text gives `document`.
    """
    name = _UNSAFE.sub("-", text).strip("-. ")[:100].rstrip("-. ")
    if not name:
        return "document"
    return f"_{name}"[:100] if _RESERVED.fullmatch(name) else name


def write(path: Path, data: bytes, *, replace: bool = False) -> Path | None:
    """Write a file of ours, all or nothing; give the dated copy of what it replaced, if one was kept.

    Raises:
        PlanError: The file is not ours or was retouched and `replace` is false; or it cannot be written.
    """
    target = _target(path)
    kept: Path | None = None
    if target.exists():
        if target.is_dir():
            raise _refusal("output-is-folder", path)
        state = _state(target)
        if state != "ours" and not replace:
            raise _refusal("output-retouched" if state == "retouched" else "output-not-ours", path)
        if state != "ours":
            kept = _keep(target)
    write_atomically(target, data)
    _record(target, data)
    return kept


def would_refuse(path: Path) -> Problem | None:
    """Say beforehand whether `write` would refuse this path without `replace`."""
    target = _target(path)
    if target.is_dir():
        return _problem("output-is-folder", path)
    if not target.exists() or (state := _state(target)) == "ours":
        return None
    return _problem("output-retouched" if state == "retouched" else "output-not-ours", path)


def _target(path: Path) -> Path:
    """A link is followed, so that what it points to is replaced and not the link."""
    return path.resolve() if path.is_symlink() else path


def _problem(code: str, path: Path, **values: object) -> Problem:
    return Problem(code, Severity.ERROR, values={"path": str(path), **values})


def _refusal(code: str, path: Path, **values: object) -> PlanError:
    return PlanError([_problem(code, path, **values)])


def _record_path(target: Path) -> Path:
    return target.parent / RECORD_FOLDER / f"{target.name}.json"


def _state(target: Path) -> str:
    """`ours` when the file is as it was made, `retouched` when it changed since, `foreign` when we never made it."""
    try:
        record = json.loads(_record_path(target).read_text(encoding="utf-8"))
        made = record["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return "foreign"
    return "ours" if hashlib.sha256(target.read_bytes()).hexdigest() == made else "retouched"


def _record(target: Path, data: bytes) -> None:
    place = _record_path(target)
    place.parent.mkdir(exist_ok=True)
    entry = {"sha256": hashlib.sha256(data).hexdigest()}
    write_atomically(place, json.dumps(entry, indent=1).encode())


def _keep(target: Path) -> Path:
    stamp = datetime.fromtimestamp(target.stat().st_mtime).astimezone().strftime("%Y-%m-%d-%H%M%S")
    copy = target.with_name(f"{target.stem}.{stamp}{target.suffix}")
    number = 1
    while copy.exists():
        number += 1
        copy = target.with_name(f"{target.stem}.{stamp}-{number}{target.suffix}")
    write_atomically(copy, target.read_bytes())
    return copy


def write_atomically(path: Path, data: bytes, *, put: Callable[[int, bytes], None] | None = None) -> None:
    """Write a file so that it is either whole or untouched, and leave no debris.

    The data goes to a temporary file in the same folder, is flushed to disk and then takes the name. The mode is
    that of the replaced file, or what the umask leaves. `put` writes the data to a file descriptor (for tests).

    Raises:
        PlanError: The folder is missing or read-only, the disk is full, or another program holds the file.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".migplan-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _refusal(*_cause(error, path)) from error
    temporary = Path(name)
    try:
        try:
            (put or _put)(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        temporary.chmod(_mode(path))
        _take_name(temporary, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise _refusal(*_cause(error, path)) from error
        raise
    _sync_folder(path.parent)


def _put(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _take_name(temporary: Path, path: Path, tries: int = 5, pause: float = 0.2) -> None:
    for attempt in range(tries):
        try:
            temporary.replace(path)
        except PermissionError:
            if not _WINDOWS or attempt == tries - 1:
                raise
            time.sleep(pause)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if _WINDOWS:
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _cause(error: OSError, path: Path) -> tuple[str, Path]:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "output-folder-missing", path
    if isinstance(error, PermissionError):
        return ("output-in-use" if _WINDOWS and path.exists() else "output-not-allowed"), path
    return "output-failed", path
