"""The formats of a workbook, with those that mark cells added at the end; nothing that was there changes."""

import re
from collections.abc import Sequence

from attrs import frozen

from migplan.problems import Severity
from migplan_excel.annotating.markup import (
    Edit,
    Element,
    elements,
    inserted,
    prefix,
    spliced,
    with_attributes,
    with_prefix,
)
from migplan_excel.styles import Style, font_properties

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
"""Formats of a workbook that brings none."""

TINTS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.ADVICE: "DDEBF7"}
INK = "1F1F1F"
"""Dark on all three tints."""
_NAMES = {severity: f"migplan {severity.value}" for severity in Severity}
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_COLLECTIONS = frozenset(_ORDER[1:7])
_APPLIED = ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection")
_LEAST_CONTRAST = 4.5


class Formats:
    """The part of formats, and what is added to it."""

    def __init__(self, data: bytes) -> None:
        """Read the collections; additions are kept until `xml`."""
        self._data = data
        found = elements(data, lambda name, attributes, depth: depth <= 2)
        self._root = found[0]
        self._prefix = prefix(data, self._root)
        self._collections = {one.name: one for one in found if one.depth == 1 and one.name in _ORDER}
        self._items: dict[str, list[bytes]] = {name: [] for name in _COLLECTIONS}
        self._fonts: list[Element] = []
        for one in found:
            if one.depth == 2 and one.parent is not None and one.parent.name in _COLLECTIONS:
                self._items[one.parent.name].append(data[one.start : one.end])
        self._before = {name: len(items) for name, items in self._items.items()}
        self._marked: dict[tuple[int, Severity], int] = {}
        self._styles = self._styles_of_ours()

    def _styles_of_ours(self) -> dict[Severity, int]:
        found = {}
        for item in self._items["cellStyles"]:
            name, number = _attribute(item, "name"), _attribute(item, "xfId")
            for severity, ours in _NAMES.items():
                if name.casefold().replace("_20_", " ") == ours and number.isdecimal():
                    found[severity] = int(number)
        return found

    @property
    def marks(self) -> frozenset[int]:
        """Numbers of the cell formats that mark a cell."""
        ours = {str(number) for number in self._styles.values()}
        return frozenset(
            number for number, item in enumerate(self._items["cellXfs"]) if _attribute(item, "xfId") in ours
        )

    def marked(self, former: int, severity: Severity) -> int:
        """Give the number of a format that is another one with the tint of a severity."""
        known = self._marked.get((former, severity))
        if known is not None:
            return known
        items = self._items["cellXfs"]
        base = items[former] if former < len(items) else self._write('<xf numFmtId="0" fontId="0" borderId="0"/>')
        changes: dict[str, str | None] = {f"apply{name}": "1" for name in _APPLIED}
        changes["fillId"] = str(self._number("fills", _fill(TINTS[severity])))
        changes["xfId"] = str(self._style(severity))
        changes["fontId"] = str(self._readable(_attribute(base, "fontId"), TINTS[severity]))
        end = base.index(b">") + 1
        # Each former format has a marked one of its own, so that the way back is known: no looking for an equal one.
        number = len(items)
        items.append(with_attributes(base[:end], changes) + base[end:])
        self._marked[former, severity] = number
        return number

    def but_font(self, number: int) -> bytes:
        """Give what a format is beside its font: LibreOffice gives cells with several fonts another one."""
        items = self._items["cellXfs"]
        return re.sub(rb"""\sfontId\s*=\s*["'][^"']*["']""", b"", items[number]) if number < len(items) else b""

    def untinted(self, marked: int, former: int) -> int:
        """Give a marked format with the fill and the name of a former one, its own font kept."""
        items = self._items["cellXfs"]
        changes: dict[str, str | None] = {
            name: _attribute(items[former], name) or "0" if former < len(items) else "0" for name in ("fillId", "xfId")
        }
        end = items[marked].index(b">") + 1
        return self._number("cellXfs", with_attributes(items[marked][:end], changes) + items[marked][end:])

    def unmarked(self, marked: int) -> int:
        """Give a format like a marked one without its tint and its name: for cells whose former format nobody kept."""
        item = self._items["cellXfs"][marked]
        end = item.index(b">") + 1
        return self._number("cellXfs", with_attributes(item[:end], {"fillId": "0", "xfId": "0"}) + item[end:])

    def own(self, style: Style) -> int:
        """Give the number of a format of our own."""
        marks = ' quotePrefix="1"' if style.quote else ""
        xml = (
            f'<xf numFmtId="0" fontId="{self._number("fonts", f"<font>{font_properties(style)}</font>")}"'
            f' fillId="{self._number("fills", _fill(style.fill)) if style.fill else 0}"'
            f' borderId="{self._number("borders", _border(style))}" xfId="0"{marks} applyFont="1" applyFill="1"'
            f' applyBorder="1" applyAlignment="1">{_alignment(style)}</xf>'
        )
        return self._number("cellXfs", xml)

    def _style(self, severity: Severity) -> int:
        number = self._styles.get(severity)
        if number is None:
            if not self._items["cellStyleXfs"]:
                self._number("cellStyleXfs", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>')
            tint = self._number("fills", _fill(TINTS[severity]))
            number = len(self._items["cellStyleXfs"])
            self._items["cellStyleXfs"].append(
                self._write(
                    f'<xf numFmtId="0" fontId="0" fillId="{tint}" borderId="0" applyNumberFormat="0" applyFont="0"'
                    ' applyBorder="0" applyAlignment="0" applyProtection="0"/>'
                )
            )
            self._number("cellStyles", f'<cellStyle name="{_NAMES[severity]}" xfId="{number}"/>')
            self._styles[severity] = number
        return number

    def _readable(self, font_id: str, ground: str) -> int:
        """Give the font, or the same in dark where it would not be read on the tint."""
        number = int(font_id) if font_id.isdecimal() else 0
        items = self._items["fonts"]
        if number >= len(items) or not _is_faint(items[number], ground):
            return number
        color = self._write(f'<color rgb="FF{INK}"/>')
        return self._number("fonts", _COLOR.sub(color, items[number], count=1))

    def _write(self, xml: str) -> bytes:
        return with_prefix(xml, self._prefix)

    def _number(self, name: str, item: str | bytes) -> int:
        written = self._write(item) if isinstance(item, str) else item
        items = self._items[name]
        if written not in items:
            items.append(written)
        return items.index(written)

    def xml(self) -> bytes:
        """Write the part."""
        edits: list[Edit] = []
        for name in _ORDER:
            if name not in _COLLECTIONS or len(self._items[name]) == self._before[name]:
                continue
            content = b"".join(self._items[name][self._before[name] :])
            count = str(len(self._items[name]))
            there = self._collections.get(name)
            if there is None:
                opening, closing = self._write(f'<{name} count="{count}">'), self._write(f"</{name}>")
                edits += inserted(self._data, self._root, opening + content + closing, self._place(name))
                continue
            tag = self._data[there.start : there.inner]
            if tag.endswith(b"/>"):
                opening, closing = self._write(f'<{name} count="{count}">'), self._write(f"</{name}>")
                edits.append(Edit(there.start, there.end, opening + content + closing))
            else:
                edits.append(Edit(there.start, there.inner, with_attributes(tag, {"count": count})))
                edits.append(Edit(there.outer, there.outer, content))
        return spliced(self._data, edits)

    def _place(self, name: str) -> int:
        """Say where a collection that is not there belongs."""
        following: Sequence[str] = _ORDER[_ORDER.index(name) + 1 :]
        return next((self._collections[one].start for one in following if one in self._collections), self._root.outer)


@frozen
class _Color:
    red: float
    green: float
    blue: float

    @classmethod
    def of(cls, rgb: str) -> "_Color":
        return cls(*(_linear(int(rgb[at : at + 2], 16) / 255) for at in (0, 2, 4)))

    @property
    def light(self) -> float:
        return 0.2126 * self.red + 0.7152 * self.green + 0.0722 * self.blue


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


def _fill(color: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{color}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def _border(style: Style) -> str:
    """Write the borders of our own cells, which have the same line below at most."""
    line = next(
        (f'<bottom style="{line}"><color rgb="FF{color}"/></bottom>' for _, line, color in style.edges), "<bottom/>"
    )
    return f"<border><left/><right/><top/>{line}<diagonal/></border>"


def _alignment(style: Style) -> str:
    horizontal = f' horizontal="{style.horizontal}"' if style.horizontal else ""
    return f'<alignment{horizontal} vertical="{style.vertical}" wrapText="{int(style.wrap)}" readingOrder="{style.reading}"/>'


_COLOR = re.compile(rb"<(?:[\w.-]+:)?color\b[^>]*/>")
_LIGHT_THEME = frozenset(("0", "2"))
_LIGHT_INDEXED = frozenset(("1", "9", "5", "13", "7", "15", "3", "11", "22", "26", "27", "41", "42", "43", "47"))


def _is_faint(item: bytes, ground: str) -> bool:
    """Say whether letters of a font would be hard to read on a tint."""
    found = _COLOR.search(item)
    if found is None:
        return False
    rgb = _attribute(found[0], "rgb")
    if re.fullmatch(r"[0-9A-Fa-f]{8}", rgb):
        first, second = sorted((_Color.of(rgb[2:]).light, _Color.of(ground).light))
        return (second + 0.05) / (first + 0.05) < _LEAST_CONTRAST
    return _attribute(found[0], "theme") in _LIGHT_THEME or _attribute(found[0], "indexed") in _LIGHT_INDEXED


def _attribute(item: bytes, name: str) -> str:
    found = re.search(rb"<[^>]*?\s" + name.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", item.partition(b">")[0])
    return (found[1] if found[1] is not None else found[2]).decode() if found else ""
