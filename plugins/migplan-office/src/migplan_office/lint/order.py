"""Order of properties in text documents: R2."""

from collections.abc import Iterator

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.xml import Element, W, place, short

_SEQUENCES = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
        vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""",
    "sectPr": """headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
        sectPrChange""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
        tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers
        cellIns cellDel cellMerge tcPrChange""",
}
"""The schema's sequences (ECMA-376 part 1, 17.3.1.26, 17.3.2.28, 17.6, 17.4.60, 17.4.70); `|` joins equals."""
_RANKS = {
    W + parent: {W + name: rank for rank, names in enumerate(sequence.split()) for name in names.split("|")}
    for parent, sequence in _SEQUENCES.items()
}
_PARTS = ("styles", "numbering")


def in_sequence(file: File) -> Iterator[Finding]:
    """Properties of paragraphs, runs, sections, tables and cells stand in the schema's sequence."""
    prose, package = file.prose, file.package
    others = ((part, package.root(part)) for part in (package.target(file.main, kind) for kind in _PARTS))
    for part, root in (*prose.stories, *others):
        for properties in root.iter(*_RANKS) if root is not None else ():
            if len(properties) > 1:
                fault = _misplaced(properties)
                if fault:
                    yield Finding("R2", part, place(properties), f"{fault}; insert by the schema's sequence")


def _misplaced(properties: Element) -> str:
    ranks, last, before = _RANKS[str(properties.tag)], -1, ""
    for item in properties:
        rank = ranks.get(str(item.tag))
        if rank is None:
            continue
        if rank < last:
            return f"{short(str(item.tag))} stands after {short(before)}"
        last, before = rank, str(item.tag)
    return ""


RULES = (Rule("R2", in_sequence, ("docx",)),)
