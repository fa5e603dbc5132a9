"""The styles part, the lists part and the theme part, written from the looks."""

from collections.abc import Mapping

from attrs import evolve

from migplan.themes import Theme
from migplan_office.text import xml_attribute
from migplan_office.units import twips_from_mm
from migplan_word.looks import Fitting, Look, character_looks, paragraph_looks

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BODY_SIZE, _BODY_LEADING = 10.5, 15


def styles_xml(
    theme: Theme, language: str, rtl: bool, fitting: Fitting, variants: Mapping[tuple[str, str], str]
) -> str:
    """Write `word/styles.xml`.

    `language` is the `w:lang` element of the document; `variants` names character styles that differ from another
    one by their font: style and font to name.
    """
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(theme)}<w:color w:val="{theme.ink}"/>'
        f"{_size(_BODY_SIZE, theme.arabic_scale)}{language}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f"{'<w:bidi/>' if rtl else ''}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    looks = list(paragraph_looks(theme, fitting))
    looks[0] = evolve(looks[0], leading=_BODY_LEADING, before=0, after=0)
    paragraphs = "".join(_paragraph(look, theme, rtl) for look in looks)
    known = {look.id: look for look in character_looks(theme)}
    characters = "".join(_character(look, theme) for look in known.values())
    characters += "".join(_variant(name, base, font) for (base, font), name in variants.items())
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}">{defaults}{paragraphs}'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{characters}{_table_styles(theme)}"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>'
    )


def _fonts(theme: Theme) -> str:
    latin, arabic = xml_attribute(theme.latin_font), xml_attribute(theme.arabic_font)
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{latin}" w:cs="{arabic}"/>'


def _size(points: float, arabic: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * arabic * 2)}"/>'


def _run(look: Look, theme: Theme) -> str:
    done = ""
    if look.bold is not None:
        done += "<w:b/><w:bCs/>" if look.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if look.italic:
        done += "<w:i/><w:iCs/>"
    if look.color:
        done += f'<w:color w:val="{look.color}"/>'
    return done + (_size(look.size, 1.0 if look.is_even else theme.arabic_scale) if look.size else "")


_SIDES = ("top", "start", "bottom", "end")


def side(name: str, rtl: bool) -> str:
    """Give the name of a side that Word draws: borders of paragraphs know left and right only."""
    return {"start": "right" if rtl else "left", "end": "left" if rtl else "right"}.get(name, name)


def _paragraph(look: Look, theme: Theme, rtl: bool) -> str:
    properties = ""
    if look.keep_next:
        properties += "<w:keepNext/>"
    if look.keep_lines:
        properties += "<w:keepLines/>"
    if look.page_break:
        properties += "<w:pageBreakBefore/>"
    if look.id == "Normal":
        properties += "<w:widowControl/>"
    if look.number:
        level = f'<w:ilvl w:val="{look.number[1]}"/>' if look.number[1] else ""
        properties += f'<w:numPr>{level}<w:numId w:val="{look.number[0]}"/></w:numPr>'
    if look.borders:
        sides = {side(name, rtl): (color, width, space) for name, color, width, space in look.borders}
        properties += "<w:pBdr>" + "".join(
            f'<w:{name} w:val="single" w:sz="{sides[name][1]}" w:space="{sides[name][2]}" w:color="{sides[name][0]}"/>'
            for name in ("top", "left", "bottom", "right")
            if name in sides
        ) + "</w:pBdr>"  # fmt: skip
    if look.fill:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
    if look.tabs:
        tabs = sorted(look.tabs, key=lambda tab: tab[1])
        properties += "<w:tabs>" + "".join(_tab(kind, place) for kind, place in tabs) + "</w:tabs>"
    if look.before is not None or look.after is not None or look.leading:
        spaces = [
            (f'w:{name}="{round(value * 20)}"')
            for name, value in (("before", look.before), ("after", look.after))
            if value is not None
        ]
        if look.leading:
            spaces.append(f'w:line="{round(look.leading * 20)}" w:lineRule="atLeast"')
        properties += f"<w:spacing {' '.join(spaces)}/>"
    indents = [
        (name, value)
        for name, value in (("left", look.start), ("right", look.end), ("hanging", look.hanging))
        if value is not None
    ]
    if indents:
        properties += "<w:ind " + " ".join(f'w:{name}="{twips_from_mm(value)}"' for name, value in indents) + "/>"
    if look.jc:
        properties += f'<w:jc w:val="{look.jc}"/>'
    if look.outline is not None:
        properties += f'<w:outlineLvl w:val="{look.outline}"/>'
    default = ' w:default="1"' if look.id == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{look.id}">'
        f'<w:name w:val="{look.name}"/>'
        + (f'<w:basedOn w:val="{look.based_on}"/>' if look.based_on else "")
        + (f'<w:next w:val="{look.next}"/>' if look.next else "")
        + ("<w:qFormat/>" if look.is_known else "<w:semiHidden/>")
        + (f"<w:pPr>{properties}</w:pPr>" if properties else "")
        + (f"<w:rPr>{run}</w:rPr>" if (run := _run(look, theme)) else "")
        + "</w:style>"
    )


def _tab(kind: str, place: float) -> str:
    return f'<w:tab w:val="{kind}" w:pos="{twips_from_mm(place)}"/>'


def _character(look: Look, theme: Theme) -> str:
    run = _run(look, theme)
    if look.id == "Hyperlink":
        run += '<w:u w:val="single"/>'
    if look.fill:
        run += f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
    if look.id == "FootnoteReference":
        run += '<w:vertAlign w:val="superscript"/>'
    return (
        f'<w:style w:type="character" w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def _variant(name: str, base: str, font: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base or "DefaultParagraphFont"}"/><w:semiHidden/><w:rPr>{fonts}</w:rPr></w:style>'
    )


def _table_styles(theme: Theme) -> str:
    """The plain table, ours with thin rules between rows, and one with a frame for cells to be filled in."""
    margins = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    narrow = margins.replace("85", "40")
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{theme.line}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{theme.primary}"'
    ruled = f"<w:tblBorders><w:top {strong}/><w:bottom {strong}/><w:insideH {rule}/></w:tblBorders>"
    frame = f'w:val="single" w:sz="6" w:space="0" w:color="{theme.muted}"'
    framed = "<w:tblBorders>" + "".join(
        f"<w:{name} {frame}/>" for name in ("top", "left", "bottom", "right", "insideH", "insideV")
    ) + "</w:tblBorders>"  # fmt: skip
    fine = f'w:val="single" w:sz="2" w:space="0" w:color="{theme.line}"'
    lined = f"<w:tblBorders><w:top {strong}/><w:bottom {strong}/><w:insideH {rule}/><w:insideV {fine}/></w:tblBorders>"
    white = f'w:val="single" w:sz="36" w:space="0" w:color="{theme.ground}"'
    cards = f"<w:tblBorders><w:insideH {white}/><w:insideV {white}/></w:tblBorders>"
    head = '<w:tblStylePr w:type="firstRow"><w:tcPr><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    foot = (
        f'<w:tblStylePr w:type="lastRow"><w:tcPr><w:tcBorders><w:top {strong}/></w:tcBorders></w:tcPr></w:tblStylePr>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{margins.replace('85', '0')}</w:tblPr></w:style>"
        + "".join(
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{label}"/>'
            f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{borders}{narrow if name == "Lined" else margins}</w:tblPr>{parts}</w:style>'
            for name, label, borders, parts in (
                ("Ruled", "Migplan Ruled", ruled, head + foot),
                ("Lined", "Migplan Lined", lined, head + foot),
                ("Sides", "Migplan Sides", f"<w:tblBorders><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>", ""),
                ("Framed", "Migplan Framed", framed, head),
                ("Cards", "Migplan Cards", cards, ""),
                ("Open", "Migplan Open", "", ""),
            )
        )
    )
