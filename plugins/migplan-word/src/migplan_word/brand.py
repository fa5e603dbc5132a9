"""A client's template: its parts, its styles by role, its colours and fonts, its paper, its cover."""

import re
from collections.abc import Mapping

from attrs import evolve, field, frozen
from lxml import etree

from migplan.problems import Problem, Severity
from migplan.themes import Theme
from migplan_office.brand import WIDE, WIDTHS, brand_theme, color_of
from migplan_office.gate import Kind, admitted
from migplan_office.package import relations_of, resolved
from migplan_word.brand_roles import Element, Style, W, default_style, roles_of, styles_of
from migplan_word.paper import A4, Paper

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LEAST_TEXT, _LEAST_PAGE, _MOST_PAGE = 5100, 8500, 31680
"""Twentieths of a point: 9 cm of text, pages of 15 to 56 cm."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_AROUND = ("wrapSquare", "wrapTight", "wrapThrough")
_HEAD_SHARE, _AIR = 1 / 3, 120
"""Share of the page down to which a picture belongs to its head, and twentieths of a point kept free under it."""
_MOST_COVER = 1500
"""Letters of a page that may be a cover."""
DAMAGES = (etree.LxmlError, KeyError, ValueError, TypeError, AttributeError, StopIteration, IndexError)
"""What a part that lacks something raises, whatever it lacks."""
ARABIC_FONTS = frozenset({
    "arial", "times new roman", "tahoma", "segoe ui", "microsoft sans serif", "courier new", "arial unicode ms",
    "sakkal majalla", "traditional arabic", "simplified arabic", "arabic typesetting", "dubai", "andalus", "aldhabi",
    "urdu typesetting", "noto naskh arabic", "noto sans arabic", "noto kufi arabic", "amiri", "cairo", "tajawal",
    "almarai", "scheherazade", "scheherazade new", "dejavu sans", "geeza pro", "baghdad", "al bayan", "adobe arabic",
    "myriad arabic", "ibm plex sans arabic", "din next lt arabic", "frutiger lt arabic", "kacstone", "kacstbook",
})  # fmt: skip
"""Common fonts that hold Arabic letters, in small letters."""


@frozen(eq=False)
class Brand:
    """What a document takes from a template."""

    parts: Mapping[str, bytes] = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    main: str
    """Name of the main part."""
    root: Element = field(repr=False)
    """The main part, parsed; never changed."""
    styles: Mapping[str, Style]
    roles: Mapping[str, str]
    """Ids of the template's styles by our own."""
    scheme: Mapping[str, str]
    """Colours of the theme by name."""
    ground: str
    latin_font: str
    arabic_font: str
    """Font of its Arabic letters; empty where it names none that holds them."""
    said_arabic: str
    """Font that it names for Arabic letters, whatever that holds."""
    is_right_to_left: bool
    section: Element = field(repr=False)
    """Properties of the section that our pages follow."""
    wide: Element | None = field(repr=False)
    """Properties of a landscape section, where it has one."""
    paper: Paper
    cover: tuple[Element, ...] = field(repr=False)
    """What stands on its cover; empty for none."""
    cover_section: Element | None = field(repr=False)
    """Properties of the cover's own section."""

    def theme(self, base: Theme) -> Theme:
        """Make a theme of its colours and fonts, whose contrasts hold."""
        body, head = self.color(self.roles["Normal"]), self.color(self.roles.get("Heading1", ""))
        made = brand_theme(base, self.ground, body or base.ink, self.scheme, head, self.latin_font)
        return evolve(made, arabic_font=self.arabic_font or base.arabic_font)

    @property
    def letter_width(self) -> float:
        """How much wider than ours its letters run."""
        return max(WIDTHS.get(self.latin_font.casefold(), WIDE), 1.0)

    def color(self, style: str) -> str:
        """Give the colour of a style's letters as RRGGBB; empty for black."""
        for one in self.chain(style):
            found = one.element.find(f"{W}rPr/{W}color")
            if found is not None:
                return color_value(found, self.scheme)
        found = self.tree("styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}color")
        return color_value(found, self.scheme) if found is not None else ""

    def chain(self, style: str) -> list[Style]:
        """Give a style and those it is based on."""
        done: list[Style] = []
        while style in self.styles and self.styles[style] not in done:
            done.append(self.styles[style])
            style = done[-1].based_on
        return done

    def part(self, kind: str) -> str:
        """Give the part of a kind that the main part points at, such as `styles`; empty for none."""
        return next((one for type_, one in targets(self.parts, self.main).values() if type_ == f"{OFFICE}/{kind}"), "")

    def tree(self, kind: str) -> Element:
        """Parse a part that the main part points at; a new copy at each call, an empty element for none."""
        name = self.part(kind)
        return etree.fromstring(self.parts[name], PARSER) if name else etree.Element(f"{W}none")

    def has(self, kind: str) -> bool:
        """Say whether it has any `header`, or any `footer`."""
        return any(self.root.iter(f"{W}{kind}Reference"))


def color_value(element: Element, scheme: Mapping[str, str]) -> str:
    """Resolve a `w:color` to RRGGBB; empty where it is left to the program."""
    value = element.get(f"{W}val", "")
    if re.fullmatch("[0-9A-Fa-f]{6}", value):
        return str(value).upper()
    named = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
    theme = element.get(f"{W}themeColor", "")
    return scheme.get(named.get(theme, theme), "")


def targets(parts: Mapping[str, bytes], source: str) -> dict[str, tuple[str, str]]:
    """Give the relationships of a part that stay inside: type and part by id."""
    rels = relations_of(source)
    if rels not in parts:
        return {}
    found = {}
    for relation in etree.fromstring(parts[rels], PARSER):
        if relation.get("TargetMode") == "External":
            continue
        part = resolved(source, relation.get("Target", "").partition("#")[0])
        if part in parts:
            found[relation.get("Id", "")] = (relation.get("Type", ""), part)
    return found


def outside(parts: Mapping[str, bytes], source: str) -> dict[str, str]:
    """Give the web pages that a part links to, by id."""
    rels = relations_of(source)
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in (etree.fromstring(parts[rels], PARSER) if rels in parts else ())
        if relation.get("TargetMode") == "External" and relation.get("Type") == f"{OFFICE}/hyperlink"
    }


def read_brand(data: bytes) -> Brand | Problem:
    """Read a template; the one problem for which it cannot be used, otherwise. It never raises for what the bytes hold."""
    found = admitted(data, Kind.DOCUMENT)
    if isinstance(found, Problem):
        return found
    try:
        return _brand({name.lstrip("/"): found[name] for name in found})
    except DAMAGES:
        return Problem("document-template-damaged", Severity.ERROR)


def _brand(parts: Mapping[str, bytes]) -> Brand | Problem:
    main = next(part for kind, part in targets(parts, "").values() if kind == f"{OFFICE}/officeDocument")
    root = etree.fromstring(parts[main], PARSER)
    body = root.find(f"{W}body")
    related = targets(parts, main)
    named = {kind.rpartition("/")[2]: part for kind, part in related.values()}
    styles_root = etree.fromstring(parts[named["styles"]], PARSER)
    styles = styles_of(styles_root)
    theme = etree.fromstring(parts[named["theme"]], PARSER) if "theme" in named else None
    scheme = _scheme(theme)
    sections = list(root.iter(f"{W}sectPr"))
    if not sections or sections[-1].getparent() is not body:
        sections.append(etree.SubElement(etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}"/>'), f"{W}sectPr"))
    wides = [one for one in sections if _is_wide(one)]
    upright = [one for one in sections if not _is_wide(one)]
    section = upright[-1] if upright else sections[-1]
    paper = A4.of(section) if upright else A4
    if (
        not (_LEAST_PAGE <= min(paper.width, paper.height) <= max(paper.width, paper.height) <= _MOST_PAGE)
        or min(paper.text_width(False), paper.text_height(False)) < _LEAST_TEXT
    ):
        return Problem("document-template-page-size", Severity.ERROR)
    paper = evolve(paper, top=max(paper.top, _foot_of_heads(parts, related, paper)))
    cover, cover_section = _cover(body, styles)
    normal = styles[default_style(styles)]
    latin, arabic = (_font(name, normal, styles, styles_root, theme) for name in ("ascii", "cs"))
    background = root.find(f"{W}background")
    settings = etree.fromstring(parts[named["settings"]], PARSER) if "settings" in named else None
    is_shown = settings is not None and settings.find(f"{W}displayBackgroundShape") is not None
    ground = color_value(background, scheme) if background is not None and is_shown else ""
    if background is not None and not ground and is_shown:
        ground = background.get(f"{W}color", "")
    return Brand(
        parts, _types(parts), main, root, styles, roles_of(styles, root), scheme,
        ground if re.fullmatch("[0-9A-Fa-f]{6}", ground) else "FFFFFF",
        latin, arabic if arabic.casefold() in ARABIC_FONTS else "", arabic,
        section.find(f"{W}bidi") is not None, section, wides[-1] if wides else None, paper, cover, cover_section,
    )  # fmt: skip


def _foot_of_heads(parts: Mapping[str, bytes], related: Mapping[str, tuple[str, str]], paper: Paper) -> int:
    """Give where pictures of the heads end that our text would have to run around; twentieths of a point from above.

    Tables do not run around anything: they would be squeezed beside a logo, or pushed over the edge of the page.
    """
    lowest = 0
    for kind, part in related.values():
        for anchor in (
            etree.fromstring(parts[part], PARSER).iter(f"{_DRAWING}anchor") if kind.endswith("/header") else ()
        ):
            place, extent = anchor.find(f"{_DRAWING}positionV"), anchor.find(f"{_DRAWING}extent")
            is_around = any(anchor.find(f"{_DRAWING}{name}") is not None for name in _AROUND)
            if place is None or extent is None or not is_around:
                continue
            offset = place.find(f"{_DRAWING}posOffset")
            above = {"page": 0, "topMargin": 0, "margin": paper.top}.get(place.get("relativeFrom", ""), paper.header)
            foot = (
                above + (int(offset.text or 0) if offset is not None else 0) // 635 + int(extent.get("cy", "0")) // 635
            )
            lowest = max(lowest, foot + _AIR) if foot < paper.height * _HEAD_SHARE else lowest
    return lowest


def _is_wide(section: Element) -> bool:
    size = section.find(f"{W}pgSz")
    return size is not None and int(size.get(f"{W}w", "0")) > int(size.get(f"{W}h", "0"))


def _scheme(theme: Element | None) -> dict[str, str]:
    if theme is None:
        return {}
    found = {etree.QName(one).localname: color_of(one, {}) for one in theme.iterfind(f".//{_A}clrScheme/*")}
    return {name: color for name, color in found.items() if color}


def _types(parts: Mapping[str, bytes]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    by_suffix: dict[str, str] = {}
    for entry in etree.fromstring(parts["[Content_Types].xml"], PARSER):
        if entry.get("PartName"):
            kinds[entry.get("PartName", "").lstrip("/")] = entry.get("ContentType", "")
        elif entry.get("Extension"):
            by_suffix[entry.get("Extension", "").lower()] = entry.get("ContentType", "")
    return {name: kinds.get(name) or by_suffix.get(name.rpartition(".")[2].lower(), "") for name in parts}


def _font(kind: str, style: Style, styles: Mapping[str, Style], root: Element, theme: Element | None) -> str:
    """Name the font of the body, Latin (`ascii`) or Arabic (`cs`)."""
    places = [style.element.find(f"{W}rPr/{W}rFonts"), root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")]
    marks = {"ascii": "asciiTheme", "cs": "cstheme"}
    for place in places:
        if place is None:
            continue
        named = place.get(f"{W}{marks[kind]}", "")
        if named and theme is not None:
            family = "majorFont" if named.startswith("major") else "minorFont"
            path = "latin" if kind == "ascii" else "cs"
            face = theme.find(f".//{_A}{family}/{_A}{path}")
            found = face.get("typeface", "") if face is not None else ""
            if not found and kind == "cs":
                other = theme.find(f'.//{_A}{family}/{_A}font[@script="Arab"]')
                found = other.get("typeface", "") if other is not None else ""
            if found:
                return str(found)
        if place.get(f"{W}{kind}"):
            return str(place.get(f"{W}{kind}"))
    return ""


def letters(elements: tuple[Element, ...] | list[Element]) -> int:
    """Count the letters of some elements."""
    return sum(len(one.text or "") for element in elements for one in element.iter(f"{W}t"))


def _cover(body: Element, styles: Mapping[str, Style]) -> tuple[tuple[Element, ...], Element | None]:
    """Find what stands on the cover: a cover of the gallery, what comes before the first section, or a titled page."""
    children = [one for one in body if one.tag != f"{W}sectPr"]
    for index, child in enumerate(children[:3]):
        gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") == "Cover Pages":
            return tuple(children[: index + 1]), None
    sections = list(body.iter(f"{W}sectPr"))
    for index, child in enumerate(children):
        before = children[: index + 1]
        if letters(before) > _MOST_COVER:
            break
        section = child.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            following = sections[sections.index(section) + 1 :]
            kind = following[0].find(f"{W}type") if following else None
            is_page = kind is None or kind.get(f"{W}val") != "continuous"
            return (tuple(before), section) if is_page and _has_content(before) else ((), None)
        if any(one.get(f"{W}type") == "page" for one in child.iter(f"{W}br")):
            named = {styles[one.get(f"{W}val")].name for part in before for one in part.iter(f"{W}pStyle")
                     if one.get(f"{W}val") in styles}  # fmt: skip
            return (tuple(before), None) if "title" in named else ((), None)
    return (), None


def _has_content(elements: list[Element]) -> bool:
    return letters(elements) > 0 or any(True for one in elements for _ in one.iter(f"{W}drawing", f"{W}pict"))
