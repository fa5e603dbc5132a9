"""Direct formatting, headings and lists in text documents: W4."""

import re
from collections.abc import Iterator
from itertools import pairwise

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.prose import Prose, blocks
from migplan_office.lint.xml import Element, W, child, local, place, said, short

_ALLOWED = {
    "rPr": "rStyle lang rtl cs shd noProof webHidden",
    "pPr": "pStyle keepNext keepLines numPr bidi shd sectPr rPr cnfStyle textDirection",
    "tcPr": "cnfStyle tcW gridSpan vMerge hMerge shd textDirection tcFitText hideMark noWrap headers",
    "tblPr": "tblStyle tblW tblLayout bidiVisual tblLook tblCaption tblDescription tblInd jc tblpPr tblOverlap shd",
    "trPr": "cnfStyle cantSplit tblHeader trHeight gridBefore gridAfter wBefore wAfter jc hidden",
}
_ALLOWED_TAGS = {W + name: frozenset(W + item for item in allowed.split()) for name, allowed in _ALLOWED.items()}
_BULLET = re.compile(r"\s*([•▪‣◦∙·*–—-])\s+\S")
_TRACKED = frozenset(W + name for name in ("ins", "del", "rPrChange", "pPrChange", "moveFrom", "moveTo"))


def by_style(file: File) -> Iterator[Finding]:
    """Looks come from styles; headings are styled, begin at level 1, skip none and are never empty; bullets are lists."""
    prose = file.prose
    for part, root in prose.stories:
        seen: set[tuple[str, ...]] = set()
        for properties in root.iter(*_ALLOWED_TAGS):
            if not len(properties):
                continue
            allowed = _ALLOWED_TAGS[str(properties.tag)]
            extra = [item for item in properties if item.tag not in allowed]
            if not extra:
                continue
            extra = [item for item in extra if item.tag not in _TRACKED and not _is_hint(item)]
            names = tuple(short(str(item.tag)) for item in extra)
            if names and (local(properties), *names) not in seen:
                seen.add((local(properties), *names))
                message = f"formats directly by {', '.join(names)}; put it into a style"
                yield Finding("W4", part, place(properties), message)
    yield from _headings(file.main, prose)
    yield from _typed_bullets(file.main, prose)


def _is_hint(item: Element) -> bool:
    """Say whether fonts are only hinted at, which names a script and no looks."""
    return item.tag == f"{W}rFonts" and set(item.attrib) == {f"{W}hint"}


def _headings(part: str, prose: Prose) -> Iterator[Finding]:
    last = 0
    for block in blocks(prose.body):
        if block.tag != f"{W}p":
            continue
        level = prose.heading_level(block)
        if not level:
            continue
        if not said(block, f"{W}t").strip():
            yield Finding("W4", part, place(block), f"an empty heading of level {level}; fill it or remove it")
        if level > last + 1:
            message = f"a heading of level {level} after level {last}; go down one level at a time, from 1"
            yield Finding("W4", part, place(block), message)
        last = level


def _typed_bullets(part: str, prose: Prose) -> Iterator[Finding]:
    for one, two in pairwise(blocks(prose.body)):
        marks = [_bullet(prose, block) for block in (one, two)]
        if marks[0] and marks[0] == marks[1]:
            yield Finding("W4", part, place(one), f"a list with typed {marks[0]!r}; use a style with numbering")


def _bullet(prose: Prose, block: Element) -> str:
    if block.tag != f"{W}p" or prose.paragraph_property(block, "numPr") is not None:
        return ""
    found = _BULLET.match("".join(item.text or "" for item in block.iter(f"{W}t")))
    return found[1] if found and child(block, f"{W}r") is not None else ""


RULES = (Rule("W4", by_style, ("docx",), ours=True),)
