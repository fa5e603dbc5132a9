"""The workbook's texts: each distinct one is cleaned, escaped and written once."""

from migplan_excel.styles import Style, run_properties
from migplan_office.text import Script, clean, cut, escape_cell, runs_by_script, xml_escape

_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32767
_MOST_LINE_BREAKS = 253


def cell_text(text: str) -> str:
    """Clean a text for a cell: line breaks as `\\n`, nothing that XML forbids, no more than a cell holds."""
    text = clean(text)
    if len(text) > _LONGEST // 2:
        text = cut(text, _LONGEST)[0]
    if text.count("\n") > _MOST_LINE_BREAKS:
        lines = text.split("\n")
        text = "\n".join(lines[:_MOST_LINE_BREAKS]) + "\n" + " ".join(lines[_MOST_LINE_BREAKS:])
    return text


class Strings:
    """Shared strings, numbered in the order they came."""

    def __init__(self, base: Style, arabic_font: str, tifinagh_font: str) -> None:
        """Know the font of the cells, and those for letters that it lacks."""
        self._by_text: dict[str, int] = {}
        self._by_xml: dict[str, int] = {}
        self.items: list[str] = []
        self.count = 0
        self.like_formulas: set[int] = set()
        """Numbers of the texts that Excel would take for formulas when their cells are edited."""
        self._base = base
        self._arabic_font = arabic_font
        self._tifinagh_font = tifinagh_font

    def number(self, text: str, style: Style | None = None) -> int:
        """Give the number of a plain text."""
        self.count += 1
        number = self._by_text.get(text)
        if number is None:
            written = cell_text(text)
            if not written.isascii() and (runs := self._runs(written, style or self._base)):
                return self._rich(runs)
            number = self._by_text[text] = self._item(_text(written), written)
        return number

    def rich(self, runs: list[tuple[str, Style]]) -> int:
        """Give the number of a text in several fonts."""
        self.count += 1
        split: list[tuple[str, Style]] = []
        for text, style in runs:
            written = cell_text(text)
            split.extend((self._runs(written, style) if not written.isascii() else []) or [(written, style)])
        return self._rich(split)

    def _rich(self, runs: list[tuple[str, Style]]) -> int:
        xml = "".join(f"<r><rPr>{run_properties(style)}</rPr>{_text(text)}</r>" for text, style in runs if text)
        return self._item(xml, "".join(text for text, _ in runs))

    def _item(self, xml: str, text: str) -> int:
        number = self._by_xml.get(xml)
        if number is None:
            number = self._by_xml[xml] = len(self.items)
            self.items.append(f"<si>{xml}</si>")
            if text.startswith(_LIKE_FORMULA):
                self.like_formulas.add(number)
        return number

    def _runs(self, text: str, style: Style) -> list[tuple[str, Style]]:
        """Split a text where the font of the cell lacks its letters; nothing when it has them all.

        A text that holds what looks like an escape stays whole: a split inside it would show other characters.
        """
        if escape_cell(text) != text:
            return []
        fonts = {Script.TIFINAGH: self._tifinagh_font}
        if style.font != self._arabic_font:
            fonts[Script.ARABIC] = fonts[Script.HEBREW] = self._arabic_font
        runs = runs_by_script(text)
        if all(fonts.get(script, style.font) == style.font for _, script in runs):
            return []
        return [(run, style.but(font=fonts.get(script, style.font))) for run, script in runs]

    def xml(self) -> str:
        """Write `xl/sharedStrings.xml`."""
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' count="{self.count}" uniqueCount="{len(self.items)}">{"".join(self.items)}</sst>'
        )


def _text(text: str) -> str:
    written = xml_escape(escape_cell(text))
    return f'<t xml:space="preserve">{written}</t>' if text != text.strip() or "\n" in text else f"<t>{written}</t>"
