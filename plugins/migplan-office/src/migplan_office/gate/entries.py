"""The entries of a zip file, read without trust: where they lie, and what is truly in them."""

import re
import struct
import zlib
from collections.abc import Iterator

from attrs import frozen

from migplan_office.gate.limits import Limits
from migplan_office.gate.refusal import Refused

_END = struct.Struct("<4s4H2IH")
_RECORD = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x41
_UTF_8 = 0x800
_OUTPUT = 1 << 18
_OUTSIDE = re.compile(r"^/|\\|^[A-Za-z]:|(?:^|/)\.\.?(?:/|$)|//|[\x00-\x1f]")


@frozen
class Entry:
    """One entry: where its packed bytes lie, and what the directory claims of them."""

    name: str
    method: int
    checksum: int
    start: int
    end: int
    size: int


def entries(data: bytes, limits: Limits) -> tuple[Entry, ...]:
    """Read the directory of a zip file, folders left out.

    Raises:
        Refused: The directory and the file do not agree, or the entries are not those of an honest package.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or end + _END.size > len(data):
        raise Refused("damaged-office-file")
    _, disk, first, here, count, length, offset, comment = _END.unpack_from(data, end)
    if disk or first or here != count or offset + length != end or end + _END.size + comment != len(data):
        raise Refused("damaged-office-file")
    found: list[Entry] = []
    spans: list[tuple[int, int]] = []
    at = offset
    while at < end:
        if len(spans) >= limits.entries:
            raise Refused("office-too-many-entries", limit=limits.entries)
        entry, span, at = _entry(data, at, offset)
        spans.append(span)
        if not entry.name.endswith("/"):
            found.append(entry)
    if len(spans) != count or at != end:
        raise Refused("damaged-office-file")
    _require_apart(spans)
    _require_single(found)
    return tuple(found)


def _entry(data: bytes, at: int, directory: int) -> tuple[Entry, tuple[int, int], int]:
    record = _RECORD.unpack_from(data, at)
    signature, _, _, flags, method, _, _, checksum, packed, size, named, extra, comment, *_, offset = record
    if signature != b"PK\x01\x02":
        raise Refused("damaged-office-file")
    raw = data[at + _RECORD.size : at + _RECORD.size + named]
    name = raw.decode("utf-8" if flags & _UTF_8 else "cp437")
    if _OUTSIDE.search(name.removesuffix("/")) or not name:
        raise Refused("office-entry-path", part=name)
    if flags & _ENCRYPTED:
        raise Refused("office-entry-encrypted", part=name)
    if method not in (_STORED, _DEFLATED):
        raise Refused("office-entry-method", part=name)
    local = _LOCAL.unpack_from(data, offset)
    start = offset + _LOCAL.size + local[9] + local[10]
    if local[0] != b"PK\x03\x04" or local[3] != method or local[2] & _ENCRYPTED:
        raise Refused("damaged-office-file")
    if data[offset + _LOCAL.size : offset + _LOCAL.size + local[9]] != raw:
        raise Refused("damaged-office-file")
    if start + packed > directory:
        raise Refused("office-entries-overlap")
    if (name.endswith("/") and packed + size > 2) or (method == _STORED and packed != size):
        raise Refused("office-forged-size", part=name)
    entry = Entry(name, method, checksum, start, start + packed, size)
    return entry, (offset, start + packed), at + _RECORD.size + named + extra + comment


def _require_apart(spans: list[tuple[int, int]]) -> None:
    last = 0
    for start, end in sorted(spans):
        if start < last:
            raise Refused("office-entries-overlap")
        last = end


def _require_single(found: list[Entry]) -> None:
    names: set[str] = set()
    for entry in found:
        folded = entry.name.casefold()
        if folded in names:
            raise Refused("office-entry-doubled", part=entry.name)
        names.add(folded)


class Unpacking:
    """Counts what comes out of all entries of one file."""

    def __init__(self, limits: Limits) -> None:
        """Begin with nothing unpacked."""
        self._limits = limits
        self._total = 0

    def pieces(self, data: bytes, entry: Entry) -> Iterator[bytes]:
        """Give an entry's content piece by piece, as it is inflated; sizes are counted, not believed.

        Raises:
            Refused: More comes out than may, or something else than the directory claims; a claim that is too dense at once.
        """
        limits, size, checksum = self._limits, 0, 0
        if entry.size > limits.dense and entry.size > (entry.end - entry.start) * limits.ratio:
            raise Refused("office-part-too-dense", part=entry.name, limit=limits.ratio)
        for piece in _stored(data, entry) if entry.method == _STORED else _inflated(data, entry):
            size += len(piece)
            self._total += len(piece)
            if self._total > limits.unpacked:
                raise Refused("office-unpacks-too-large", limit=limits.unpacked // 1_000_000)
            if size > entry.size:
                raise Refused("office-forged-size", part=entry.name)
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != entry.size:
            raise Refused("office-forged-size", part=entry.name)
        if checksum != entry.checksum:
            raise Refused("damaged-office-file")


def _stored(data: bytes, entry: Entry) -> Iterator[bytes]:
    for at in range(entry.start, entry.end, _OUTPUT):
        yield data[at : min(at + _OUTPUT, entry.end)]


def _inflated(data: bytes, entry: Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    waiting: bytes = data[entry.start : entry.end]
    while not inflater.eof:
        piece = inflater.decompress(waiting, _OUTPUT)
        waiting = inflater.unconsumed_tail
        if piece:
            yield piece
        elif not waiting:
            break
    if not inflater.eof or inflater.unused_data:
        raise Refused("damaged-office-file")
