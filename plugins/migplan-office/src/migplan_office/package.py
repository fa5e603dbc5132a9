"""Office packages: their parts, and the one way they are zipped, so that the same parts always give the same bytes."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from datetime import date

from attrs import frozen

from migplan.problems import MigplanError
from migplan_office.text import xml_text

CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
_LEVEL = 6
_DOS_DATE = (1 << 5) | 1
"""1 January 1980, the earliest day that a zip can carry."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_SUBTYPE = re.compile(r"\.(?:xlsx|docx|pptx)$")


class PackageError(MigplanError):
    """Bytes that should be an Office package are none."""


@frozen
class Properties:
    """What a file says about itself (`docProps/core.xml`); empty texts are left out."""

    title: str = ""
    language: str = ""
    """BCP 47 tag of the document."""
    subject: str = ""
    keywords: str = ""
    creator: str = ""
    description: str = ""
    category: str = ""


class Parts(MutableMapping[str, bytes]):
    """The parts of a package by name, unpacked only when asked for.

    Assigning replaces or adds a part, deleting drops it; `relations` and `content types` are the caller's care, see
    `drop_part`.
    """

    def __init__(self, data: bytes | Mapping[str, bytes]) -> None:
        """Open a package, or start from parts in memory.

        Raises:
            PackageError: The bytes are not a zip file that can be read.
        """
        self._changed: dict[str, bytes] = {}
        self._packed: dict[str, zipfile.ZipInfo] = {}
        self._data = b""
        if isinstance(data, Mapping):
            self._changed.update(data)
            return
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise PackageError(f"not an Office package: {error}") from error
        for info in self._zip.infolist():
            if not info.is_dir():
                self._packed[info.filename] = info

    def __getitem__(self, name: str) -> bytes:
        content = self._changed.get(name)
        if content is None:
            content = self._changed[name] = self._unpacked(self._packed[name])
        return content

    def __setitem__(self, name: str, content: bytes) -> None:
        self._packed.pop(name, None)
        self._changed[name] = content

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._packed.pop(name, None)
        self._changed.pop(name, None)

    def __contains__(self, name: object) -> bool:
        return name in self._packed or name in self._changed

    def __iter__(self) -> Iterator[str]:
        yield from self._packed
        yield from (name for name in self._changed if name not in self._packed)

    def __len__(self) -> int:
        return len(self._packed) + sum(name not in self._packed for name in self._changed)

    def size(self, name: str) -> int:
        """Give a part's length in bytes without unpacking it."""
        info = self._packed.get(name)
        return info.file_size if info else len(self._changed[name])

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
            raise PackageError(f"part {info.filename} cannot be unpacked: {error}") from error

    def packed(self, name: str) -> tuple[bytes, int, int]:
        """Give a part deflated, its checksum and its length; an unchanged part is copied as it was packed."""
        info = self._packed.get(name)
        if info is not None and info.compress_type == zipfile.ZIP_DEFLATED and not info.flag_bits & 1:
            start = info.header_offset
            name_size, extra_size = struct.unpack_from("<HH", self._data, start + 26)
            start += 30 + name_size + extra_size
            return self._data[start : start + info.compress_size], info.CRC, info.file_size
        content = self[name]
        deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        return deflater.compress(content) + deflater.flush(), zlib.crc32(content), len(content)


Fixer = Callable[[Parts], None]
"""Changes parts in place; it must look before it unpacks, since it runs on every export."""


def _order(name: str) -> tuple[int, str]:
    return (0 if name == CONTENT_TYPES else 1 if name.startswith("_rels/") else 2, name)


def zipped(parts: Parts) -> bytes:
    """Zip parts: content types first, then the package's relationships, then by name; no clock, no system, no user."""
    out = bytearray()
    directory = bytearray()
    names = sorted(parts, key=_order)
    for name in names:
        content, checksum, size = parts.packed(name)
        written = name.encode()
        flags = 0 if name.isascii() else 0x800
        fields = (flags, zipfile.ZIP_DEFLATED, 0, _DOS_DATE, checksum, len(content), size, len(written))
        offset = len(out)
        out += struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, *fields, 0)
        out += written
        out += content
        directory += struct.pack("<4sBBHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 0, 20, *fields, 0, 0, 0, 0, 0, offset)
        directory += written
    end = (0, 0, len(names), len(names), len(directory), len(out), 0)
    return bytes(out + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", *end))


def build(
    parts: Mapping[str, bytes],
    *,
    created: date,
    properties: Properties | None = None,
    fixers: Sequence[Fixer] = (),
) -> bytes:
    """Make a package of parts written by ourselves; with `properties` its core properties are added, and reached."""
    return _finished(Parts(parts), created, properties, fixers)


def repack(
    data: bytes,
    *,
    created: date,
    properties: Properties | None = None,
    fixers: Sequence[Fixer] | None = None,
    language: str = "",
) -> bytes:
    """Give a package saved by a library as we deliver it: its known faults put right, the same bytes every time.

    Args:
        created: Day that the file, and each workbook inside it, carries as its creation and last change.
        properties: Replace the core properties; without them only their two dates are set.
        fixers: Repairs, in order; those of `migplan_office.repairs` when not given.
        language: BCP 47 tag for the properties of workbooks inside; that of `properties` when not given.

    Raises:
        PackageError: The bytes are not an Office package.
    """
    if fixers is None:
        from migplan_office.repairs import REPAIRS

        fixers = REPAIRS
    parts = Parts(data)
    if CONTENT_TYPES not in parts:
        raise PackageError(f"not an Office package: it has no {CONTENT_TYPES}")
    inner = Properties(language=language or (properties.language if properties else ""))
    for name in [name for name in parts if "/embeddings/" in name and _SUBTYPE.search(name)]:
        if not is_packed(parts[name], created):
            parts[name] = repack(parts[name], created=created, properties=inner, fixers=fixers)
    return _finished(parts, created, properties, fixers)


def is_packed(data: bytes, created: date) -> bool:
    """Say whether a package was zipped by `zipped` and carries this day already."""
    return (
        data[10:14] == struct.pack("<HH", 0, _DOS_DATE)
        and data[30:49] == CONTENT_TYPES.encode()
        and _dated(data, created)
    )


def _dated(data: bytes, created: date) -> bool:
    core = Parts(data)
    return CORE in core and core[CORE].count(_stamp(created).encode()) == 2


def _finished(parts: Parts, created: date, properties: Properties | None, fixers: Sequence[Fixer]) -> bytes:
    for fix in fixers:
        fix(parts)
    if properties is not None:
        name = _core_name(parts)
        parts[name] = core_xml(properties, created).encode()
    else:
        _set_dates(parts, created)
    return zipped(parts)


def _stamp(created: date) -> str:
    return f"{created.year:04d}-{created.month:02d}-{created.day:02d}T00:00:00Z"


def core_xml(properties: Properties, created: date) -> str:
    """Write `docProps/core.xml`."""
    texts = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.creator),
        ("cp:keywords", properties.keywords),
        ("dc:description", properties.description),
        ("cp:lastModifiedBy", properties.creator),
        ("cp:category", properties.category),
        ("dc:language", properties.language),
    )
    said = "".join(f"<{name}>{xml_text(text)}</{name}>" for name, text in texts if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_stamp(created)}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{_DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{said}{dates}</cp:coreProperties>"
    )


_DATE = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def _set_dates(parts: Parts, created: date) -> None:
    if CORE not in parts:
        return
    stamp = _stamp(created).encode()
    core = _DATE.sub(rb"\g<1>" + stamp + rb"\g<2>", parts[CORE])
    if core != parts[CORE]:
        parts[CORE] = core


def _core_name(parts: Parts) -> str:
    """Give the name of the part that holds the core properties, after making sure that it is declared and reached."""
    relations = parts.get("_rels/.rels", _NO_RELATIONS)
    found = re.search(rb'<Relationship\b[^>]*metadata/core-properties"[^>]*>', relations)
    target = re.search(rb'Target="/?([^"]+)"', found[0]) if found else None
    if target:
        return target[1].decode()
    identifier = free_id(relations)
    line = f'<Relationship Id="{identifier}" Type="{_CORE_RELATION}" Target="{CORE}"/></Relationships>'
    parts["_rels/.rels"] = relations.replace(b"</Relationships>", line.encode())
    override = f'<Override PartName="/{CORE}" ContentType="{_CORE_TYPE}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())
    return CORE


_NO_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
).encode()


def free_id(relations: bytes) -> str:
    """Give an id that no relationship of a `.rels` part has yet."""
    used = {int(number) for number in re.findall(rb'\bId="rId(\d+)"', relations)}
    return f"rId{max(used, default=0) + 1}"


def add_relation(parts: Parts, source: str, kind: str, target: str) -> str:
    """Add an internal relationship from a part, `target` being relative to it; give its id."""
    folder, _, name = source.rpartition("/")
    path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    relations = parts.get(path, _NO_RELATIONS)
    if b"</Relationships>" not in relations:
        relations = _NO_RELATIONS
    identifier = free_id(relations)
    line = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/></Relationships>'
    parts[path] = relations.replace(b"</Relationships>", line.encode())
    return identifier


def add_part(parts: Parts, name: str, content: bytes, content_type: str) -> None:
    """Add a part and declare its type."""
    parts[name] = content
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())


def drop_part(parts: Parts, name: str) -> None:
    """Drop a part, its own relationships, its declaration, and every relationship that leads to it."""
    folder, _, short = name.rpartition("/")
    parts.pop(name, None)
    parts.pop(f"{folder}/_rels/{short}.rels", None)
    declared = re.compile(rb'<Override\b[^>]*PartName="/' + re.escape(name.encode()) + rb'"[^>]*/>')
    parts[CONTENT_TYPES] = declared.sub(b"", parts[CONTENT_TYPES])
    for path in [path for path in parts if path.endswith(".rels")]:
        relations = parts[path]
        if short.encode() not in relations:
            continue
        source = path.replace("_rels/", "", 1)[: -len(".rels")]
        leading = [line for line in _RELATION.findall(relations) if _leads_to(line, source, name)]
        for line in leading:
            relations = relations.replace(line, b"")
        if leading:
            parts[path] = relations


_RELATION = re.compile(rb"<Relationship\b[^>]*/>")


def relations_of(part: str) -> str:
    """Give the name of the part that holds the relationships of another; of the package itself for an empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(source: str, target: str) -> str:
    """Give the name of the part that a relationship of another part leads to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _leads_to(relation: bytes, source: str, name: str) -> bool:
    target = re.search(rb'Target="([^"]+)"', relation)
    if target is None or b'TargetMode="External"' in relation:
        return False
    path = target[1].decode()
    if path.startswith("/"):
        return path[1:] == name
    steps = source.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps) == name
