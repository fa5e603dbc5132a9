"""Files of a plan or a pack: which there are, what they hold as text and as plain data."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from attrs import define, field

from migplan.codec.decoding import VERSION_KEY
from migplan.model import natural_key
from migplan.problems import Position, Problem, Severity
from migplan.readers import json_text, yaml_text
from migplan.readers.marks import Faulty, Parsed, Places, SourceText

MAX_BYTES = 5_000_000
"""Largest file that is read."""

MAX_FILES = 5_000
"""Most files that one folder is read for; more are no plan but a disk that was named by mistake."""

SUFFIXES = (".yaml", ".yml", ".json")

_NOTHING: dict[str, Any] = {}


@define(eq=False, slots=False)
class PlanFile:
    """One file that was read: its text, its data, and places in it when asked."""

    path: Path
    text: SourceText
    _parsed: Parsed | None = field(default=None, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the data out: it is read from the text again, and its places with it, where it is asked for."""
        return {**self.__dict__, "_parsed": None}

    def parsed(self) -> Parsed:
        """Give data, faults and places of the text."""
        if self._parsed is None:
            parse = json_text.parse if _is_json(self.path) else yaml_text.parse
            self._parsed = parse(self.text.text)
        return self._parsed

    @property
    def is_usable(self) -> bool:
        """Say whether the text holds what a plan file holds: keys, or nothing yet."""
        return isinstance(self.parsed().data, dict) or self.parsed().data == ""

    @property
    def data(self) -> dict[str, Any]:
        """Its top-level keys, with mappings, lists and texts; empty when it cannot be used."""
        held = self.parsed().data
        return held if isinstance(held, dict) else _NOTHING

    @property
    def places(self) -> Places:
        """Where its lists and mappings stand."""
        return self.parsed().places

    def nodes(self, container: Any) -> tuple[Any, int] | None:
        """Compose the text of one list or mapping of the data again, every value with its place.

        Gives its node, and what to add to the index of a mark; `None` when that cannot be done.
        """
        place = self.places.get(id(container))
        compose = json_text.marked if _is_json(self.path) else yaml_text.marked
        try:
            return compose(self.text.text, *place) if place is not None else None
        except yaml.YAMLError:
            return None


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def find_files(folder: Path) -> tuple[list[Path], list[tuple[Path, OSError]]]:
    """List the plan files of a folder and of those below it, hidden ones left out; and the folders that are closed.

    The nearest come first, in natural order, in each folder `plan` and `pack` before the others. The search ends
    when there are more than `MAX_FILES`.
    """
    found: list[Path] = []
    errors: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".") and name.lower().endswith(SUFFIXES)]
        if len(found) > MAX_FILES:
            break
    return sorted(found, key=_reading_order), [(Path(error.filename), error) for error in errors]


def _reading_order(path: Path) -> tuple[object, ...]:
    folders = [natural_key(part) for part in path.parts[:-1]]
    return len(path.parts), folders, path.stem not in ("plan", "pack"), natural_key(path.name)


def read_file(path: Path, source: str) -> tuple[PlanFile | None, list[Problem]]:
    """Read one file, or give `None` when it holds no text that can be read; and what is wrong with it.

    A file that is too large is refused unread.
    """
    content, refusal = _content(path, source)
    if content is None:
        return None, refusal
    has_mark = content.startswith(b"\xef\xbb\xbf")
    text, refusal = _decoded(content, source)
    if text is None:
        return None, refusal
    held = SourceText(source, text.removeprefix("\ufeff"), has_mark)
    file = PlanFile(path, held)
    problems = [fault.problem(held) for fault in file.parsed().faults]
    if not file.is_usable and file.parsed().data is not None:
        problems.append(Faulty("expected-top-mapping", 0, 0).problem(held))
    return file, problems


def _refused(code: str, source: str, line: int = 0, column: int = 0, **values: object) -> list[Problem]:
    position = Position(source, line, column)
    return [Problem(code, Severity.ERROR, values={"file": source, **values}, position=position)]


def _content(path: Path, source: str) -> tuple[bytes | None, list[Problem]]:
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            return None, _refused("not-a-file", source)
        if facts.st_size > MAX_BYTES:
            values = {"size": -(-facts.st_size // 1_000_000), "limit": MAX_BYTES // 1_000_000}
            return None, _refused("file-too-large", source, **values)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)[:MAX_BYTES], []
    except OSError as error:
        return None, [unreadable(source, error)]


def unreadable(source: str, error: OSError) -> Problem:
    """Say that a file or a folder is closed to us."""
    return _refused("unreadable-file", source, reason=error.strerror or type(error).__name__)[0]


def _decoded(content: bytes, source: str) -> tuple[str | None, list[Problem]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, _refused("not-utf-8", source, 1, 1, written="UTF-16")
    if (null := content.find(b"\0")) >= 0:
        return None, _refused("not-text", source, content.count(b"\n", 0, null) + 1)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line_start = content.rfind(b"\n", 0, error.start) + 1
        column = len(content[line_start : error.start].decode("utf-8", "replace")) + 1
        line = content.count(b"\n", 0, error.start) + 1
        return None, _refused("not-utf-8", source, line, column, written=f"0x{content[error.start]:02X}")


def relative(path: Path, base: Path) -> str:
    """Give a path as problems show it: relative to the folder of the plan where it lies below it."""
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return path.as_posix()


def joined(files: Iterable[PlanFile]) -> tuple[dict[str, Any], list[Problem]]:
    """Join what files say under their top-level keys: lists are put one after the other, a single value is given once."""
    data: dict[str, Any] = {}
    owner: dict[str, PlanFile] = {}
    problems: list[Problem] = []
    for file in files:
        for key, value in file.data.items():
            if not data.get(key):
                data[key] = list(value) if isinstance(value, list) else value
                owner[key] = file
            elif isinstance(value, list) and isinstance(data[key], list):
                data[key].extend(value)
            elif value and (key != VERSION_KEY or value != data[key]):
                problems.extend(_twice(key, owner[key], file))
    return data, problems


def _twice(key: str, first: PlanFile, second: PlanFile) -> Iterator[Problem]:
    places = [key_position(file, key) for file in (first, second)]
    values = {"key": key, "first": str(places[0]), "second": str(places[1])}
    yield Problem("given-twice", Severity.ERROR, (key,), values, position=places[1])


def key_position(file: PlanFile, key: str) -> Position:
    """Give the place of a top-level key in a file."""
    if (composed := file.nodes(file.data)) is not None:
        root, shift = composed
        for written, _ in root.value:
            if written.value == key:
                return file.text.position(written.start_mark.index + shift, written.end_mark.index + shift)
    return Position(file.text.source)
