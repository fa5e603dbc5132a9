"""Writing files safely: all or nothing, never over somebody's own work.

A record beside the outputs (folder `.migplan`) holds the hash of each file as it was made. A file that has changed
since, or that migplan did not make, is replaced only when asked, and a dated copy of it is kept.
"""

import contextlib
import errno
import hashlib
import json
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import Enum
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


class State(Enum):
    """What became of a file of a set."""

    NEW = "new"
    CHANGED = "changed"
    """It was ours, and says something else now."""
    SAME = "same"
    """It was ours and is as it was."""
    REPLACED = "replaced"
    """It was somebody's; a dated copy is kept."""
    REFUSED = "refused"


@frozen
class Outcome:
    """What became of one file of a set."""

    path: Path
    state: State
    size: int = 0
    """Bytes; 0 when refused."""
    seconds: float = 0.0
    """Time to make it."""
    kept: Path | None = None
    """Dated copy of the file that was replaced on request."""
    title: str = ""
    """Title of the document, in its language."""
    problems: tuple[Problem, ...] = ()
    """Why it was refused."""

    @property
    def is_written(self) -> bool:
        """Say whether the file is there and as asked for."""
        return self.state is not State.REFUSED


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
    with _alone(path.parent):
        return _write(path, data, replace=replace)


def _write(path: Path, data: bytes, *, replace: bool) -> Path | None:
    refusal = would_refuse(path, replace=replace)
    if refusal is not None:
        raise PlanError([refusal])
    target = _target(path)
    kept = _keep(target) if target.exists() and _state(target) != "ours" else None
    with _recorded(target, data):
        write_atomically(target, data)
    return kept


def write_changed(path: Path, data: bytes, *, replace: bool = False) -> tuple[State, Path | None]:
    """Write a file of a set as `write` does, unless it holds these bytes already; give what became of it, and the copy.

    Raises:
        PlanError: As `write`.
    """
    with _alone(path.parent):
        was_there = path.is_file()
        if was_there and _state(path) == "ours" and path.read_bytes() == data:
            return State.SAME, None
        kept = _write(path, data, replace=replace)
    if kept is not None:
        return State.REPLACED, kept
    return (State.CHANGED if was_there else State.NEW), None


def would_leave(path: Path, folder: Path) -> Problem | None:
    """Say beforehand whether a file of a set would be written outside the set's folder, or through a link."""
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
        is_link = path.is_symlink()
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle
        return _problem("output-bad-name", path)
    return None if is_inside and not is_link else _problem("output-outside-folder", path, folder=str(folder))


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time write to a folder, so that file and record always belong together."""
    handle = None
    if not _WINDOWS:
        import fcntl

        with contextlib.suppress(OSError, ValueError):  # a folder that cannot be locked is written without
            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def would_refuse(path: Path, *, replace: bool = False) -> Problem | None:
    """Say beforehand whether `write` would refuse this path."""
    if "\0" in str(path):
        return _problem("output-bad-name", path)
    try:
        target = _target(path)
        if target.exists():
            if target.is_dir():
                return _problem("output-is-folder", path)
            if not stat.S_ISREG(target.stat().st_mode):
                return _problem("output-not-a-file", path)
            state = "ours" if replace else _state(target)
            return None if state == "ours" else _problem(_REFUSED[state], path)
        return None if target.parent.is_dir() else _problem("output-folder-missing", path)
    except PermissionError:
        return _problem("output-not-allowed", path)
    except (OSError, RuntimeError):  # too long, links in a circle
        return _problem("output-bad-name", path)


_REFUSED = {"retouched": "output-retouched", "foreign": "output-not-ours"}


def make_folder(path: Path) -> None:
    """Make a folder and those above it, unless it is there.

    Raises:
        PlanError: A file stands in the way, the name is not one, or we are not allowed to.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise _refusal("output-not-a-folder", path) from error
    except ValueError as error:
        raise _refusal("output-bad-name", path) from error
    except OSError as error:
        code = "output-bad-name" if error.errno == errno.ENAMETOOLONG else "output-not-allowed"
        raise _refusal(code, path) from error


def _target(path: Path) -> Path:
    """A link is followed, so that what it points to is replaced and not the link."""
    return path.resolve() if path.is_symlink() else path


def _problem(code: str, path: Path, **values: object) -> Problem:
    return Problem(code, Severity.ERROR, values={"path": str(path), **values})


def _refusal(code: str, path: Path, **values: object) -> PlanError:
    return PlanError([_problem(code, path, **values)])


def _record_path(target: Path) -> Path:
    name = target.name
    if len(os.fsencode(name)) > 200:  # with its suffix it would be too long for some systems
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return target.parent / RECORD_FOLDER / f"{name}.json"


def _state(target: Path) -> str:
    """`ours` when the file is as it was made, `retouched` when it changed since, `foreign` when we never made it."""
    made = _made(target)
    if not made:
        return "foreign"
    return "ours" if hashlib.sha256(target.read_bytes()).hexdigest() in made else "retouched"


def _made(target: Path) -> list[str]:
    """Give the hashes of the file as it was made last, and of the one before when its replacement did not end."""
    try:
        record = json.loads(_record_path(target).read_text(encoding="utf-8"))
        return [record["sha256"], *([record["before"]] if "before" in record else [])]
    except (OSError, ValueError, KeyError, TypeError):
        return []


@contextlib.contextmanager
def _recorded(target: Path, data: bytes) -> Iterator[None]:
    """Record the hash of the data around its writing, so that no interruption makes a file of ours look foreign."""
    place = _record_path(target)
    made = {"sha256": hashlib.sha256(data).hexdigest()}
    is_ours = target.exists() and _state(target) == "ours"
    before = {"before": hashlib.sha256(target.read_bytes()).hexdigest()} if is_ours else {}
    had_folder = place.parent.exists()
    old = place.read_bytes() if place.is_file() else None
    make_folder(place.parent)
    try:
        write_atomically(place, json.dumps(made | before, indent=1).encode())
        yield
    except BaseException:
        if _holds(target, made["sha256"]):  # it took its name before we were interrupted
            raise
        if old is not None:
            place.write_bytes(old)
        else:
            place.unlink(missing_ok=True)
            if not had_folder:
                with contextlib.suppress(OSError):
                    place.parent.rmdir()
        raise
    with contextlib.suppress(PlanError):  # the file is written, and its hash stands in the record already
        write_atomically(place, json.dumps(made, indent=1).encode())


def _holds(target: Path, made: str) -> bool:
    return target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == made


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


def write_set(files: Mapping[Path, bytes]) -> None:
    """Write several files, all or none: when one cannot be written, those before it get back what they held.

    Raises:
        PlanError: As `write_atomically`; every file is as it was.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in files.items():
            before[path] = path.read_bytes() if path.exists() else None
            write_atomically(path, data)
    except BaseException:
        for path, held in before.items():
            if held is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != held:
                write_atomically(path, held)
        raise


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
        return ("output-not-allowed" if path.parent.is_dir() else "output-folder-missing"), path
    if error.errno == errno.ENAMETOOLONG:
        return "output-bad-name", path
    if isinstance(error, PermissionError):
        return ("output-in-use" if _WINDOWS and path.exists() else "output-not-allowed"), path
    return "output-failed", path
