"""Our styles set among those of a template: what it has is used, what it lacks is added in its fonts and colours."""

import re
from collections.abc import Mapping
from copy import deepcopy

from attrs import frozen
from lxml import etree

from migplan.themes import Theme
from migplan_office.brand import contrast, held
from migplan_word.brand import ARABIC_FONTS, PARSER, Brand, color_value
from migplan_word.brand_roles import Element, W

BASE = "MigplanBase"
"""What every style that is added is based on: the template's own text, its spaces and its size taken back."""
_HELD = frozenset({"Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Caption", "TOCHeading"})
"""Roles whose paragraphs stay with the next one, whatever the template says."""
_FITTED = frozenset({"Title", "Subtitle"})
"""Roles whose measures on a cover of ours are ours: they stand beside its band."""
_LINED = frozenset({"Ruled", "Lined"})
_RUNNING = frozenset({"Header", "Footer"})
"""Roles of our own heads and feet, drawn only where the template has none: their tab stops are ours."""
_LISTED = ("TOC1", "TOC2", "TableofFigures")
"""Roles whose tab stops are ours, since a number stands before each entry."""
_LARGE_POINTS, _LEAST, _LARGE_LEAST = 18.0, 4.5, 3.0
_BEFORE_SPACING = ("bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
                   "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
                   "cnfStyle", "rPr", "sectPr", "pPrChange")  # fmt: skip
_AFTER_KEEP = ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
               "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
               "autoSpaceDE", "autoSpaceDN", *_BEFORE_SPACING)  # fmt: skip


@frozen(eq=False)
class Merged:
    """Styles of ours among those of a template."""

    root: Element
    names: Mapping[str, str]
    """Ids in the file by those of our own."""


def insert(properties: Element, child: Element, followers: tuple[str, ...]) -> None:
    """Set a child before the first of its followers in the schema; one of its name gives way."""
    old = properties.find(child.tag)
    if old is not None:
        properties.remove(old)
    for index, one in enumerate(properties):
        if etree.QName(one).localname in followers:
            properties.insert(index, child)
            return
    properties.append(child)


def turned(properties: Element | None, rtl: bool) -> None:
    """Let a paragraph of the template run as the document does: its own direction goes, its sides become start and end."""
    if properties is None:
        return
    for old in properties.findall(f"{W}bidi"):
        properties.remove(old)
    side = properties.find(f"{W}jc")
    named = {"left": "start", "right": "end"}
    if side is not None and side.get(f"{W}val") in named:
        side.set(f"{W}val", named[side.get(f"{W}val", "")])
    if rtl:
        insert(properties, etree.Element(f"{W}bidi"), _BEFORE_SPACING[1:])


def merge_styles(ours: bytes, brand: Brand, theme: Theme, language: str, rtl: bool, bullets: int) -> Merged:
    """Set our styles among the template's.

    `language` is the `w:lang` of the document, `bullets` the number of its list of bullets.
    """
    mine: Element = etree.fromstring(ours, PARSER)
    root = brand.tree("styles")
    _defaults(root, mine, theme, language, rtl)
    for style in root.iterfind(f"{W}style"):
        if style.get(f"{W}type") == "paragraph" and style.find(f"{W}pPr") is not None:
            turned(style.find(f"{W}pPr"), False)
    taken = {style.get(f"{W}styleId", "").lower() for style in root.iterfind(f"{W}style")}
    titles = {name.get(f"{W}val", "").lower() for name in root.iterfind(f"{W}style/{W}name")}
    kept = {key: value for key, value in brand.roles.items() if key not in _FITTED | _LINED | _RUNNING}
    names: dict[str, str] = dict(kept)
    added = []
    for style in mine.iterfind(f"{W}style"):
        identifier = style.get(f"{W}styleId", "")
        if identifier in kept:
            continue
        free = identifier
        while free.lower() in taken:
            free = f"Migplan{free}"
        taken.add(free.lower())
        names[identifier] = free
        title: Element = style.find(f"{W}name")
        label = title.get(f"{W}val", "")
        while label.lower() in titles:
            label = f"Migplan {label}"
        titles.add(label.lower())
        copy: Element = deepcopy(style)
        copy.set(f"{W}styleId", free)
        copy.find(f"{W}name").set(f"{W}val", label)
        if label != title.get(f"{W}val"):
            copy.set(f"{W}customStyle", "1")
        added.append((identifier, copy))
    root.append(_base(names["Normal"], theme, rtl))
    for identifier, style in added:
        _place(identifier, style, names, brand)
        root.append(style)
    _complete(root, {names[one] for one in kept}, brand, theme, rtl)
    for role in sorted(_HELD & set(kept)):
        set_property(root, names[role], etree.Element(f"{W}keepNext"), _AFTER_KEEP[1:])
    looks = {style.get(f"{W}styleId"): style for style in mine.iterfind(f"{W}style")}
    for role in _LISTED:
        for name, at in (("tabs", 10), ("ind", 22)) if role in kept else ():
            set_property(root, kept[role], deepcopy(looks[role].find(f"{W}pPr/{W}{name}")), _AFTER_KEEP[at:])
    for level, role in enumerate(("ListBullet", "ListBullet2", "ListBullet3")):
        if role in kept and not any(
            one.element.find(f"{W}pPr/{W}numPr") is not None for one in brand.chain(kept[role])
        ):
            marks = etree.Element(f"{W}numPr")
            etree.SubElement(marks, f"{W}ilvl", {f"{W}val": str(level)})
            etree.SubElement(marks, f"{W}numId", {f"{W}val": str(bullets)})
            set_property(root, kept[role], marks, _AFTER_KEEP[6:])
    return Merged(root, names)


def _place(identifier: str, style: Element, names: Mapping[str, str], brand: Brand) -> None:
    """Base an added style on what stands for its own base in the template."""
    if identifier not in brand.roles and identifier.startswith("TableNormal"):
        style.set(f"{W}default", "1")
    elif style.get(f"{W}default"):
        del style.attrib[f"{W}default"]
    for tag in ("basedOn", "next", "link"):
        found = style.find(f"{W}{tag}")
        if found is None:
            continue
        value = found.get(f"{W}val", "")
        if tag == "basedOn" and value == "Normal":
            value = brand.roles[identifier] if identifier in _FITTED and identifier in brand.roles else BASE
        found.set(f"{W}val", names.get(value, value))
    if identifier in _FITTED and identifier in brand.roles:
        run = style.find(f"{W}rPr")
        for child in list(run) if run is not None else ():
            if etree.QName(child).localname not in ("sz", "szCs"):
                run.remove(child)
    if identifier in _LINED and "Ruled" in brand.roles:
        style.find(f"{W}basedOn").set(f"{W}val", brand.roles["Ruled"])
        borders = style.find(f"{W}tblPr/{W}tblBorders")
        if borders is not None:
            borders.getparent().remove(borders)
        for part in style.findall(f"{W}tblStylePr"):
            style.remove(part)


def _base(normal: str, theme: Theme, rtl: bool) -> Element:
    size = round(21 * theme.arabic_scale)
    return etree.fromstring(
        f'<w:style xmlns:w="{W[1:-1]}" w:type="paragraph" w:customStyle="1" w:styleId="{BASE}"><w:name w:val="Migplan Base"/>'
        f'<w:basedOn w:val="{normal}"/><w:semiHidden/><w:pPr><w:keepNext w:val="0"/><w:keepLines w:val="0"/>'
        f'<w:pageBreakBefore w:val="0"/><w:widowControl/>{"<w:bidi/>" if rtl else ""}'
        '<w:spacing w:before="0" w:beforeAutospacing="0" w:after="0" w:afterAutospacing="0" w:line="300" w:lineRule="atLeast"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="start"/></w:pPr><w:rPr>'
        f'<w:color w:val="{theme.ink}"/><w:spacing w:val="0"/><w:sz w:val="21"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _defaults(root: Element, mine: Element, theme: Theme, language: str, rtl: bool) -> None:
    """Let the template's defaults run as the document does, in its language."""
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        defaults = deepcopy(mine.find(f"{W}docDefaults"))
        root.insert(0, defaults)
    for name in ("rPr", "pPr"):
        holder = defaults.find(f"{W}{name}Default")
        if holder is None:
            holder = etree.SubElement(defaults, f"{W}{name}Default")
        if holder.find(f"{W}{name}") is None:
            etree.SubElement(holder, f"{W}{name}")
    run = defaults.find(f"{W}rPrDefault/{W}rPr")
    if run.find(f"{W}rFonts") is None:
        run.insert(0, etree.Element(f"{W}rFonts", {f"{W}ascii": theme.latin_font, f"{W}hAnsi": theme.latin_font}))
    if run.find(f"{W}sz") is None:
        insert(run, etree.Element(f"{W}sz", {f"{W}val": "20"}), ("szCs", "highlight", "u", "effect", "lang"))
    for old in run.findall(f"{W}lang"):
        run.remove(old)
    run.append(etree.fromstring(language.replace("<w:lang", f'<w:lang xmlns:w="{W[1:-1]}"')))
    fonts = run.find(f"{W}rFonts")
    if fonts.get(f"{W}cs") is None and fonts.get(f"{W}cstheme") is None:
        fonts.set(f"{W}cs", theme.arabic_font)
    turned(defaults.find(f"{W}pPrDefault/{W}pPr"), rtl)


def _complete(root: Element, used: set[str], brand: Brand, theme: Theme, rtl: bool) -> None:
    """Give the template's styles what Arabic letters need, and colours that can be read."""
    runs = [root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")]
    for style in root.iterfind(f"{W}style"):
        identifier, run = style.get(f"{W}styleId", ""), style.find(f"{W}rPr")
        if identifier in used:
            runs.append(run)
            color = brand.color(identifier) if style.get(f"{W}type") == "paragraph" else own_color(run, brand)
            least = least_contrast(brand, identifier)
            if color and contrast(color, brand.ground) < least:
                if run is None:
                    run = _new_run(style)
                child = etree.Element(f"{W}color", {f"{W}val": held(color, (brand.ground,), least)})
                insert(run, child, ("spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr",
                                    "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"))  # fmt: skip
    for run in runs:
        if run is None:
            continue
        _arabic(run, brand, theme)
        for old in run.findall(f"{W}rtl"):
            run.remove(old)


def _new_run(style: Element) -> Element:
    run = etree.Element(f"{W}rPr")
    after = next((one for one in style if etree.QName(one).localname in ("tblPr", "trPr", "tcPr", "tblStylePr")), None)
    if after is not None:
        after.addprevious(run)
    else:
        style.append(run)
    return run


def own_color(run: Element | None, brand: Brand) -> str:
    """Give the colour that a character style names itself."""
    found = run.find(f"{W}color") if run is not None else None
    return color_value(found, brand.scheme) if found is not None else ""


def size_of(brand: Brand, style: str) -> float:
    """Give the size of a style's Latin letters, in points."""
    for one in brand.chain(style):
        found = one.element.find(f"{W}rPr/{W}sz")
        if found is not None:
            return float(found.get(f"{W}val", "20")) / 2
    found = brand.tree("styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    return float(found.get(f"{W}val", "20")) / 2 if found is not None else 10.0


def least_contrast(brand: Brand, style: str) -> float:
    """Give the contrast that letters of a style need: large ones less."""
    return _LARGE_LEAST if size_of(brand, style) >= _LARGE_POINTS else _LEAST


def _arabic(run: Element, brand: Brand, theme: Theme) -> None:
    for plain, complex_ in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
        found = run.find(f"{W}{plain}")
        if found is None:
            continue
        twin = deepcopy(found)
        twin.tag = f"{W}{complex_}"
        if plain == "sz":
            twin.set(f"{W}val", str(round(float(found.get(f"{W}val", "20")) * theme.arabic_scale)))
        for old in run.findall(f"{W}{complex_}"):
            run.remove(old)
        found.addnext(twin)
    fonts = run.find(f"{W}rFonts")
    if fonts is None:
        return
    face, themed = fonts.get(f"{W}cs"), fonts.get(f"{W}cstheme")
    if (face and face.casefold() not in ARABIC_FONTS) or (themed and not brand.arabic_font):
        fonts.attrib.pop(f"{W}cstheme", None)
        fonts.set(f"{W}cs", theme.arabic_font)


def set_property(root: Element, identifier: str, child: Element, followers: tuple[str, ...]) -> None:
    """Give the paragraphs of a style a property."""
    style = next(one for one in root.iterfind(f"{W}style") if one.get(f"{W}styleId") == identifier)
    properties = style.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        run = style.find(f"{W}rPr")
        if run is not None:
            run.addprevious(properties)
        else:
            style.append(properties)
    insert(properties, child, followers)


_NAMED = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]+)"')
_NUMBERED = re.compile(r'(<w:numId w:val=")(\d+)"')


def renamed(xml: str, names: Mapping[str, str], numbers: int) -> str:
    """Write our own XML with the ids that styles and lists have in the file; lists are counted from `numbers`."""
    xml = _NAMED.sub(lambda found: f'{found[1]}{names.get(found[2], found[2])}"', xml)
    return _NUMBERED.sub(lambda found: f'{found[1]}{int(found[2]) + numbers}"' if found[2] != "0" else found[0], xml)
