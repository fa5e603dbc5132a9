"""Text in columns, where a template sets its own so: prose runs in them, tables and figures keep the whole width."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from migplan_word.brand import letters
from migplan_word.brand_roles import Element, W
from migplan_word.brand_styles import insert

_PROSE = ("BodyText", "ListBullet", "ListBullet2", "ListBullet3", "ListNumber", "ListNumber2", "ListNumber3")
"""Our styles of what runs in columns."""
_LEAST = 400
"""Letters below which text in columns would be a few lines each."""
_AFTER_TYPE = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote",
               "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")  # fmt: skip


def columns_of(section: Element) -> Element | None:
    """Give the columns of a section that has more than one."""
    columns = section.find(f"{W}cols")
    return columns if columns is not None and columns.get(f"{W}num", "1") not in ("0", "1") else None


def set_in_columns(body: Element, columns: Element, names: Mapping[str, str]) -> None:
    """Set the longer runs of prose of upright pages in columns, each between two breaks that turn no page."""
    prose = {names.get(one, one) for one in _PROSE}
    start: list[Element] = []
    for child in list(body):
        section = child if child.tag == f"{W}sectPr" else child.find(f"{W}pPr/{W}sectPr")
        if section is None:
            start.append(child)
            continue
        if section.find(f"{W}pgSz").get(f"{W}orient") != "landscape":
            _part(start, section, columns, prose, names.get("SectionEnd", "SectionEnd"))
        start = []


def _part(children: list[Element], section: Element, columns: Element, prose: set[str], style: str) -> None:
    runs: list[list[Element]] = [[]]
    for child in children:
        named = child.find(f"{W}pPr/{W}pStyle") if child.tag == f"{W}p" else None
        if named is not None and named.get(f"{W}val") in prose:
            runs[-1].append(child)
        elif runs[-1]:
            runs.append([])
    is_first = True
    for run in runs:
        if letters(run) < _LEAST:
            continue
        before = _break(section, None, style, is_first=is_first)
        run[0].addprevious(before)
        run[-1].addnext(_break(section, columns, style, is_first=False))
        is_first = False
    if not is_first:
        _go_on(section)


def _break(section: Element, columns: Element | None, style: str, *, is_first: bool) -> Element:
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    etree.SubElement(properties, f"{W}pStyle", {f"{W}val": style})
    copy = deepcopy(section)
    if not is_first:
        _go_on(copy)
    if columns is not None:
        insert(copy, deepcopy(columns), _AFTER_TYPE[_AFTER_TYPE.index("cols") + 1 :])
    properties.append(copy)
    return paragraph


def _go_on(section: Element) -> None:
    """Let a section go on where the one before it ends: heads and feet stay those of that one."""
    for name in ("headerReference", "footerReference", "titlePg"):
        for old in section.findall(f"{W}{name}"):
            section.remove(old)
    insert(section, etree.Element(f"{W}type", {f"{W}val": "continuous"}), _AFTER_TYPE)
