"""A file from outside in, its parts or one problem out; no Office library has seen it by then."""

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from xml.parsers.expat import ExpatError

from migplan.problems import Position, Problem, Severity
from migplan_office.gate.entries import Entry, Unpacking, entries
from migplan_office.gate.limits import MB, Kind
from migplan_office.gate.markup import Markup
from migplan_office.gate.refusal import Refused
from migplan_office.gate.scan import Scan
from migplan_office.package import CONTENT_TYPES, PackageError, Parts

T = TypeVar("T")

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STARTS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe", b"<", b"\0<", b"\0\0\0<")
_NAMES = (".xml", ".rels", ".vml")


def admitted(data: bytes, kind: Kind, source: str = "") -> Parts | Problem:
    """Give the checked parts of a file from outside, or the one problem for which it is refused. It never raises.

    Every part has been inflated and every XML part scanned, piece by piece, within the limits of `kind`: what the zip
    directory claims is true, nothing in it runs, links or hides, so that libraries may open the same bytes. Time and
    memory are bounded; the parts are unpacked again when they are asked for.

    Args:
        data: The file.
        kind: What it is taken for; another kind is refused.
        source: Name of the file as the person knows it; the problem's position.
    """
    try:
        _require_package(data, kind)
        scan = Scan(kind)
        unpacking = Unpacking(kind.limits)
        found = entries(data, kind.limits)
        # The list of types and the relationships first: they say what the file is, and most refusals stand there.
        for entry in sorted(found, key=_first):
            _read(data, entry, unpacking, scan)
        scan.close(tuple(entry.name for entry in found))
        return Parts(data)
    except Refused as refused:
        return _problem(refused.code, source, refused.values)
    except (ExpatError, struct.error, zlib.error, PackageError, ValueError, LookupError, ArithmeticError, MemoryError):
        return _problem("damaged-office-file", source, {})


def received(path: Path) -> bytes | Problem:
    """Read a file that is to be admitted, or say why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        values = {"file": str(path), "reason": error.strerror or str(error)}
        return Problem("unreadable-file", Severity.ERROR, values=values)


def understood(data: bytes, kind: Kind, source: str, code: str, read: Callable[[Parts], T]) -> T | Problem:
    """Give what `read` makes of the admitted parts of a file, or the one problem for which there is nothing.

    This is the one boundary behind the gate: whatever reading raises over a file from outside is the problem `code`.
    """
    parts = admitted(data, kind, source)
    if isinstance(parts, Problem):
        return parts
    try:
        return read(parts)
    except (Exception, MemoryError) as error:
        values = {"path": source, "error": f"{type(error).__name__}: {error}"}
        return Problem(code, Severity.ERROR, values=values, position=Position(source))


def _first(entry: Entry) -> int:
    if entry.name == CONTENT_TYPES:
        return 0
    return 1 if entry.name.endswith(".rels") else 2


def _problem(code: str, source: str, values: dict[str, object]) -> Problem:
    return Problem(code, Severity.ERROR, values=values, position=Position(source) if source else None)


def _require_package(data: bytes, kind: Kind) -> None:
    if not data:
        raise Refused("empty-office-file")
    if len(data) > kind.limits.file:
        size = -(-len(data) // MB)
        raise Refused("office-file-too-large", size=size, limit=kind.limits.file // MB)
    if data.startswith(_OLE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("office-password" if is_locked else "old-office-file", suffix=kind.value)
    if not data.startswith(b"PK"):
        raise Refused("not-office-file", suffix=kind.value)
    if data[30:38] == b"mimetype" and b"opendocument" in data[38:120]:
        raise Refused("open-document-file", suffix=kind.value)


def _read(data: bytes, entry: Entry, unpacking: Unpacking, scan: Scan) -> None:
    pieces = unpacking.pieces(data, entry)
    head = _head(pieces)
    begun = head.lstrip(b" \t\r\n")
    # A name says nothing: whatever may begin an XML part is scanned, blanks without end too.
    if entry.name.lower().endswith(_NAMES) or not begun or begun.startswith(_STARTS):
        markup = Markup(entry.name, scan)
        markup.feed(head)
        for piece in pieces:
            markup.feed(piece)
        markup.close()
    else:
        for _ in pieces:
            pass


def _head(pieces: Iterator[bytes]) -> bytes:
    return next(pieces, b"")
