"""Lists: the headings' multilevel numbers, which equal those of the document, bullets and numbered lists."""

import re

from attrs import field, mutable

from migplan.themes import Theme
from migplan_office.units import twips_from_mm
from migplan_word.styles import DECLARATION, W

_DECIMAL = re.compile(r"\d{1,4}(\.\d{1,4})*")
_LETTER = re.compile(r"[A-Z](\.\d{1,4})*")
_LEVELS = 5
CHAPTERS, ANNEXES, BULLETS, NUMBERS, SWOT, SHEET, UNNUMBERED = 1, 2, 3, 4, 5, 6, 7
"""Lists of the numbering part; each is its own abstract list."""


@mutable(eq=False)
class Numbering:
    """Numbers of headings and lists; it counts as Word does, so that what Word shows is what the document says."""

    theme: Theme
    rtl: bool = False
    is_explicit: bool = False
    """Whether each heading names its list itself, since its style belongs to a client's template."""
    _counts: dict[int, list[int]] = field(factory=lambda: {CHAPTERS: [0] * _LEVELS, ANNEXES: [0] * _LEVELS})
    _current: dict[int, int] = field(factory=lambda: {CHAPTERS: CHAPTERS, ANNEXES: ANNEXES})
    _extra: list[str] = field(factory=list)
    _last: int = UNNUMBERED

    def heading(self, number: str, level: int) -> str | None:
        """Give the numbering of a heading that Word must show as `number`; `None` when no list of ours counts so.

        `level` is 1 for chapters. An empty number switches the style's number off.
        """
        if not number:
            return (
                f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{UNNUMBERED}"/></w:numPr>'
                if level <= 2 or self.is_explicit
                else ""
            )
        kind = CHAPTERS if _DECIMAL.fullmatch(number) else ANNEXES if _LETTER.fullmatch(number) else 0
        if not kind:
            return None
        wanted = [ord(part) - 64 if part.isalpha() else int(part) for part in number.split(".")]
        if len(wanted) != level or level > _LEVELS or str_of(kind, wanted) != number:
            return None
        counts = self._counts[kind]
        if wanted[:-1] != counts[: level - 1]:
            return None
        if wanted[-1] != counts[level - 1] + 1:
            self._current[kind] = self._restart(kind, wanted)
        identifier = self._current[kind]
        counts[:level] = wanted
        counts[level:] = [0] * (_LEVELS - level)
        if identifier == CHAPTERS and level <= 2 and not self.is_explicit:
            return ""
        depth = f'<w:ilvl w:val="{level - 1}"/>'
        return f'<w:numPr>{depth}<w:numId w:val="{identifier}"/></w:numPr>'

    def _restart(self, kind: int, wanted: list[int]) -> int:
        self._last += 1
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in enumerate(wanted)
        )
        self._extra.append(f'<w:num w:numId="{self._last}"><w:abstractNumId w:val="{kind}"/>{overrides}</w:num>')
        return self._last

    def new_list(self) -> int:
        """Start a numbered list at 1; give its number."""
        return self._restart(NUMBERS, [1])

    @property
    def xml(self) -> str:
        """The numbering part."""
        theme = self.theme
        red = f'<w:rPr><w:color w:val="{theme.accent}"/></w:rPr>'
        headings = _abstract(
            CHAPTERS, [_numbered(level, "decimal", red, level < 2, self.rtl) for level in range(_LEVELS)]
        )
        annexes = _abstract(
            ANNEXES,
            [_numbered(level, "decimal" if level else "upperLetter", red, False, self.rtl) for level in range(_LEVELS)],
        )
        bullets = _abstract(BULLETS, [_bullet(level, theme) for level in range(3)])
        numbers = _abstract(
            NUMBERS,
            [
                _item(level, ("decimal", "lowerLetter", "decimal")[level], f"%{level + 1}.", red, self.rtl)
                for level in range(3)
            ],
        )
        swot = _abstract(SWOT, [_mark("SwotItem", theme)])
        sheet = _abstract(SHEET, [_mark("SheetItem", theme)])
        unnumbered = _abstract(UNNUMBERED, [_no_number(level) for level in range(_LEVELS)])
        fixed = "".join(
            f'<w:num w:numId="{one}"><w:abstractNumId w:val="{one}"/></w:num>' for one in range(1, UNNUMBERED + 1)
        )
        return (
            f'{DECLARATION}<w:numbering xmlns:w="{W}">{headings}{annexes}{bullets}{numbers}{swot}{sheet}{unnumbered}'
            f"{fixed}{''.join(self._extra)}</w:numbering>"
        )


def str_of(kind: int, counts: list[int]) -> str:
    """Write counts as Word does."""
    first = chr(64 + counts[0]) if kind == ANNEXES and 1 <= counts[0] <= 26 else str(counts[0])
    return ".".join([first, *(str(count) for count in counts[1:])])


def _abstract(identifier: int, levels: list[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{identifier}"><w:nsid w:val="{0x4D470000 + identifier:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x4D480000 + identifier:08X}"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


HEADING_INDENT = (12.0, 12.0, 14.0, 16.0, 16.0)
"""Room for the number of a heading, in millimetres, by level."""


_HALF = (4.0, 4.0, 5.0, 6.0, 6.0)
"""About half of the width of a heading's number, in millimetres, by level."""


def _numbered(level: int, form: str, look: str, is_linked: bool, rtl: bool) -> str:
    text = ".".join(f"%{one + 1}" for one in range(level + 1))
    linked = f'<w:pStyle w:val="Heading{level + 1}"/>' if is_linked else ""
    return _level(level, form, text, HEADING_INDENT[level], HEADING_INDENT[level], look, linked, _HALF[level] * rtl)


def _item(level: int, form: str, text: str, look: str, rtl: bool) -> str:
    linked = f'<w:pStyle w:val="ListNumber{level + 1 if level else ""}"/>'
    return _level(level, form, text, 6.0 * (level + 1), 6.0, look, linked, 2.0 * rtl)


def _bullet(level: int, theme: Theme) -> str:
    linked = f'<w:pStyle w:val="ListBullet{level + 1 if level else ""}"/>'
    look = f'<w:rPr><w:color w:val="{theme.accent}"/></w:rPr>'
    return _level(level, "bullet", "•–·"[level], 5.5 * (level + 1), 5.0, look, linked)


def _mark(style: str, theme: Theme) -> str:
    look = f'<w:rPr><w:color w:val="{theme.accent}"/></w:rPr>'
    return _level(0, "bullet", "•", 4.0, 4.0, look, f'<w:pStyle w:val="{style}"/>')


def _no_number(level: int) -> str:
    """A level that shows nothing: headings without a number take it instead of their style's list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val=""/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )


def _level(
    level: int, form: str, text: str, start: float, hanging: float, look: str, linked: str, half: float = 0.0
) -> str:
    """Write a level of a list.

    With `half` the number is centred so far from where it would begin: "left" is where the line begins to Word, and the
    left to LibreOffice, which would set the numbers of right-to-left lines in the margin; on the centre both agree.
    """
    placed, hanging = ("center", hanging - half) if half else ("left", hanging)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}<w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="{placed}"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{twips_from_mm(start)}"/>'
        f'</w:tabs><w:ind w:left="{twips_from_mm(start)}" w:hanging="{twips_from_mm(hanging)}"/></w:pPr>{look}</w:lvl>'
    )
