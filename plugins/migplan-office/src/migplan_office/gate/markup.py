"""One XML part, parsed piece by piece for what it declares and how deep it goes; it holds nothing in memory."""

import re
from collections.abc import Callable
from xml.parsers.expat import ExpatError, ParserCreate

from migplan_office.gate.refusal import Refused
from migplan_office.gate.scan import DYNAMIC_FIELD, Scan

_DYNAMIC = re.compile(r"(?:^|[^\w.])[A-Za-z_][\w.]*\|")
_QUOTED = re.compile(r'"[^"]*"')
_SAID = {"f", "definedName", "formula1", "formula2", "formula"}
_WRITTEN = {"instrText"}
_LONGEST = 65_536
_ENCODINGS = ("utf-8", "us-ascii", "ascii", "utf8")


class Markup:
    """The scan of one part."""

    def __init__(self, part: str, scan: Scan) -> None:
        """Begin a part; what is found is reported to the scan of the whole file."""
        self._part = part
        self._scan = scan
        self.elements = 0
        self._depth = 0
        self._size = 0
        self._is_loose = part.endswith(".vml")
        self._is_over = False
        self._heard: list[str] = []
        self._heard_size = 0
        parser = self._parser = ParserCreate()
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._starter()
        parser.EndElementHandler = self._ended

    def feed(self, piece: bytes) -> None:
        """Parse the next piece."""
        if (not self._size and b"\0" in piece[:4]) or (piece[:2] in (b"\xfe\xff", b"\xff\xfe") and not self._size):
            raise Refused("office-encoding", part=self._part)
        self._size += len(piece)
        if self._size > self._scan.limits.part:
            raise Refused("office-part-too-large", part=self._part, limit=self._scan.limits.part // 1_000_000)
        self._parse(piece, False)

    def close(self) -> None:
        """End the part."""
        self._parse(b"", True)
        self._scan.elements += self.elements

    def _parse(self, piece: bytes, is_last: bool) -> None:
        if self._is_over:
            return
        try:
            self._parser.Parse(piece, is_last)
        except ExpatError:
            # Old drawings of comments are written like HTML by Office itself, and read by no library.
            if not self._is_loose:
                raise Refused("damaged-office-file") from None
            self._is_over = True

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise Refused("office-encoding", part=self._part)

    def _doctype(self, *said: object) -> None:
        raise Refused("office-doctype", part=self._part)

    def _starter(self) -> Callable[[str, dict[str, str]], None]:
        """Give what the parser calls for each element; it runs a million times, so all it needs is at hand."""
        scan, part, parser = self._scan, self._part, self._parser
        looks, deepest, left = scan.looks, scan.limits.depth, scan.limits.elements - scan.elements
        spoken = _SAID if scan.is_workbook else _WRITTEN

        def started(name: str, attributes: dict[str, str]) -> None:
            self.elements += 1
            depth = self._depth = self._depth + 1
            if depth > deepest:
                raise Refused("office-too-deep", part=part, limit=deepest)
            if self.elements > left:
                raise Refused("office-too-much-markup", limit=scan.limits.elements)
            tag = name.rpartition(":")[2]
            if tag in looks:
                looks[tag](part, attributes)
            if depth == 1:
                scan.root(part, name, attributes)
            if tag in spoken:
                self._heard, self._heard_size = [], 0
                parser.CharacterDataHandler = self._hear

        return started

    def _hear(self, text: str) -> None:
        self._heard_size += len(text)
        if self._heard_size <= _LONGEST:
            self._heard.append(text)

    def _ended(self, name: str) -> None:
        self._depth -= 1
        if self._parser.CharacterDataHandler is not None:
            self._parser.CharacterDataHandler = None
            text = "".join(self._heard)
            if self._scan.is_workbook:
                runs = "|" in text and _DYNAMIC.search(_QUOTED.sub("", text))
            else:
                runs = DYNAMIC_FIELD.match(text)
            if runs:
                raise Refused("office-dde", part=self._part)
