"""Pages larger or smaller than they are drawn: every length and letter of a part's XML, enlarged alike."""

import re

_TAGS = re.compile(
    r"<(?:a:(?:off|ext|chOff|chExt|ln|lnL|lnR|lnT|lnB|gridCol|tr|rPr|endParaRPr|defRPr|pPr|lvl\dpPr|bodyPr|tcPr|spcPts))\b[^>]*>"
)
_LENGTHS = re.compile(r' (x|y|cx|cy|w|h|lIns|tIns|rIns|bIns|marL|marR|marT|marB|indent|defTabSz)="(-?\d+)"')
_LETTERS = re.compile(r' (sz|val|spc)="(-?\d+)"')


def scaled(xml: str, scale: float) -> str:
    """Give DrawingML with its lengths in EMU and its sizes of letters and spaces times `scale`; 1 changes nothing.

    Letters are rounded down to tenths of a point, so that what fitted still fits.
    """
    if scale == 1:
        return xml

    def length(found: re.Match[str]) -> str:
        return f' {found[1]}="{round(int(found[2]) * scale)}"'

    def letters(found: re.Match[str]) -> str:
        return f' {found[1]}="{int(int(found[2]) * scale / 10 + 0.001) * 10}"'

    def tag(found: re.Match[str]) -> str:
        return _LETTERS.sub(letters, _LENGTHS.sub(length, found[0]))

    return _TAGS.sub(tag, xml)
