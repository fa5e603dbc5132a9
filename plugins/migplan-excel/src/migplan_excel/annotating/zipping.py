"""A package written again with some parts changed: order and packed bytes of all others are kept."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

_FIRST_DAY = (1 << 5) | 1
"""1 January 1980, which parts of ours carry."""
_UTF_8 = 0x800


def rezipped(data: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """Write a zip file again: parts by name become what is given, go where it is `None`, and come last where they are new."""
    out, directory = bytearray(), bytearray()
    count = 0
    waiting = {name: content for name, content in changed.items() if content is not None}
    with zipfile.ZipFile(BytesIO(data)) as package:
        for info in package.infolist():
            name = info.orig_filename
            if name in changed and changed[name] is None:
                continue
            stamp = _stamp(data, info)
            content = waiting.pop(name, None)
            if content is None:
                start = info.header_offset + 30 + sum(struct.unpack_from("<HH", data, info.header_offset + 26))
                packed = data[start : start + info.compress_size]
                fields = (info.compress_type, *stamp, info.CRC, info.compress_size, info.file_size)
            else:
                packed, fields = _deflated(content, stamp)
            _put(out, directory, name, packed, fields, info.external_attr)
            count += 1
    for name, content in waiting.items():
        packed, fields = _deflated(content, (0, _FIRST_DAY))
        _put(out, directory, name, packed, fields, 0)
        count += 1
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)


_Fields = tuple[int, int, int, int, int, int]
"""Method, time, day, checksum, packed size, size."""


def _stamp(data: bytes, info: zipfile.ZipInfo) -> tuple[int, int]:
    time, day = struct.unpack_from("<HH", data, info.header_offset + 10)
    return time, day


def _deflated(content: bytes, stamp: tuple[int, int]) -> tuple[bytes, _Fields]:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = deflater.compress(content) + deflater.flush()
    return packed, (zipfile.ZIP_DEFLATED, *stamp, zlib.crc32(content), len(packed), len(content))


def _put(out: bytearray, directory: bytearray, name: str, packed: bytes, fields: _Fields, attributes: int) -> None:
    written = name.encode()
    flags = 0 if name.isascii() else _UTF_8
    offset = len(out)
    out += struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, flags, *fields, len(written), 0)
    out += written + packed
    directory += struct.pack(
        "<4sBBHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 0, 20, flags, *fields, len(written), 0, 0, 0, 0, attributes, offset
    )
    directory += written
