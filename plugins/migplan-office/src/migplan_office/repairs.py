"""Known faults of the Office libraries, put right in one pass over a package's parts."""

import re

from migplan_office.package import Fixer, Parts, drop_part

_FONT_ORDER = b"b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
_FONT_RANK = {name: rank for rank, name in enumerate(_FONT_ORDER.split())}
_FONT = re.compile(rb"<font>(.*?)</font>", re.DOTALL)
_CHILD = re.compile(rb"<(\w+)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)


def order_font_children(parts: Parts) -> None:
    """Put the children of each `<font>` of a workbook in the order of the schema (openpyxl, every file)."""
    if "xl/styles.xml" not in parts:
        return
    styles = parts["xl/styles.xml"]
    fixed = _FONT.sub(_ordered_font, styles)
    if fixed != styles:
        parts["xl/styles.xml"] = fixed


def _ordered_font(found: re.Match[bytes]) -> bytes:
    children = [(_FONT_RANK.get(child[1], len(_FONT_RANK)), child[0]) for child in _CHILD.finditer(found[1])]
    return b"<font>" + b"".join(child for _, child in sorted(children, key=lambda child: child[0])) + b"</font>"


_CHART = re.compile(r"(?:ppt|word|xl)/charts/chart[^/]*\.xml")
_SCATTER = re.compile(rb"<((?:\w+:)?)scatterChart>(?!\s*<\1scatterStyle)")
_AXIS = re.compile(rb"<((?:\w+:)?)(catAx|valAx|dateAx|serAx)>.*?</\1\2>", re.DOTALL)
_SCALING = re.compile(rb"<((?:\w+:)?)scaling(?:/>|>.*?</\1scaling>)", re.DOTALL)
_NEGATIVE = re.compile(rb'(<(?:\w+:)?(?:axId|crossAx)\s+val=")(-\d+)"')
_ANY_AXIS = re.compile(rb'<(?:\w+:)?axId\s+val="(\d+)"')
_RADAR = re.compile(rb"<((?:\w+:)?)radarChart>.*?</\1radarChart>", re.DOTALL)
_SMOOTH = re.compile(rb"<(?:\w+:)?smooth\b[^>]*/>")


def repair_charts(parts: Parts) -> None:
    """Put charts right: scatter style, axes shown, axis numbers positive, no smooth radar."""
    for name in [name for name in parts if _CHART.fullmatch(name)]:
        chart = parts[name]
        fixed = _SCATTER.sub(rb'<\1scatterChart><\1scatterStyle val="lineMarker"/>', chart)
        fixed = _AXIS.sub(_shown_axis, fixed)
        if _NEGATIVE.search(fixed):
            fixed = _positive(fixed)
        if b"radarChart>" in fixed:
            fixed = _RADAR.sub(lambda found: _SMOOTH.sub(b"", found[0]), fixed)
        if fixed != chart:
            parts[name] = fixed


def _shown_axis(found: re.Match[bytes]) -> bytes:
    axis, prefix = found[0], found[1]
    if b"<" + prefix + b"delete" in axis:
        return axis
    return _SCALING.sub(lambda scaling: scaling[0] + b"<" + prefix + b'delete val="0"/>', axis, count=1)


def _positive(chart: bytes) -> bytes:
    used = {int(number) for number in _ANY_AXIS.findall(chart)}
    numbers: dict[bytes, int] = {}
    for _, negative in _NEGATIVE.findall(chart):
        if negative not in numbers:
            number = abs(int(negative)) % 2_000_000_000 or 1
            while number in used:
                number += 1
            used.add(number)
            numbers[negative] = number
    return _NEGATIVE.sub(lambda found: found[1] + str(numbers[found[2]]).encode() + b'"', chart)


def drop_styles_with_effects(parts: Parts) -> None:
    """Drop the second, contradicting style sheet of Word 2010 (python-docx, every file)."""
    if "word/stylesWithEffects.xml" in parts:
        drop_part(parts, "word/stylesWithEffects.xml")


def drop_thumbnail(parts: Parts) -> None:
    """Drop the picture of the library's template, which is not a picture of the document."""
    for name in [name for name in parts if name.startswith("docProps/thumbnail.")]:
        drop_part(parts, name)


_COMMENT_STYLES = (
    b'<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    b'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    b'<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)


def define_comment_style(parts: Parts) -> None:
    """Define the style of comment marks that python-docx uses without defining it."""
    if "word/comments.xml" not in parts or "word/styles.xml" not in parts:
        return
    styles = parts["word/styles.xml"]
    if b'w:styleId="CommentReference"' in styles:
        return
    added = _COMMENT_STYLES
    if b'w:styleId="DefaultParagraphFont"' not in styles:
        added = added.replace(b'<w:basedOn w:val="DefaultParagraphFont"/>', b"")
    parts["word/styles.xml"] = styles.replace(b"</w:styles>", added + b"</w:styles>")


REPAIRS: tuple[Fixer, ...] = (
    order_font_children,
    repair_charts,
    drop_styles_with_effects,
    drop_thumbnail,
    define_comment_style,
)
"""All repairs, in order; each looks at names before it unpacks."""
