"""A client's template: its layouts found by role, its slots by type and place, its colours, and the grid made of them."""

from collections.abc import Mapping, Sequence

from attrs import field, frozen
from lxml import etree

from migplan.problems import Problem, Severity
from migplan_office.brand import WIDE, WIDTHS, color_of
from migplan_office.gate import Kind, admitted
from migplan_office.package import relations_of, resolved
from migplan_powerpoint.geometry import Box, cm
from migplan_powerpoint.parts import RELATIONS, A, P, R

Element = etree._Element
_A, _P, _R = f"{{{A}}}", f"{{{P}}}", f"{{{R}}}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
TITLES, TEXTS = ("title", "ctrTitle"), ("body", "obj", "")
_LEAST_SIDE, _MOST_SIDE = cm(8), cm(140)
PICTURE = "picture"
"""Stands for a ground that has no one colour."""


@frozen
class Slot:
    """A placeholder of a layout."""

    kind: str
    index: str
    """As the layout writes it; empty for none."""
    box: Box
    """Real, in EMU, as the template has it."""
    color: str = ""
    anchor: str = "t"
    align: str = "l"
    font: str = ""


@frozen
class BrandLayout:
    """A layout with what it holds."""

    part: str
    master: str
    name: str
    kind: str
    slots: tuple[Slot, ...]
    shapes: tuple[tuple[Box, str], ...]
    """What is drawn beside the placeholders, master first: place, and colour, `picture`, or nothing."""
    ground: str

    def first(self, *kinds: str) -> Slot | None:
        """Give the largest slot of some kinds."""
        found = [slot for slot in self.slots if slot.kind in kinds]
        return max(found, key=lambda slot: slot.box.w * slot.box.h, default=None)

    def under(self, box: Box) -> str:
        """Give the colour behind a place: the last shape that covers it, else the ground; `picture` for anything else."""
        for place, paint in reversed(self.shapes):
            share = _shared(place, box)
            if paint and share >= 0.9:
                return paint
            if paint and share >= 0.05:
                return PICTURE
        return self.ground


@frozen
class Brand:
    """What a deck takes from a template."""

    parts: Mapping[str, bytes] = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    masters: tuple[tuple[str, tuple[str, ...]], ...]
    """Each master with its layouts, in order."""
    width: int
    height: int
    is_right_to_left: bool
    cover: BrandLayout
    divider: BrandLayout
    content: BrandLayout
    has_cover: bool
    has_divider: bool
    scheme: Mapping[str, str]

    def slot(self, kind: str, index: int) -> tuple[Slot | None, BrandLayout]:
        """Find what our placeholders are called in the template, and in which layout."""
        if kind == "ctrTitle":
            return self.cover.first("ctrTitle", "title"), self.cover
        if kind == "subTitle":
            found = self.cover.first("subTitle") or self.cover.first(*TEXTS)
            return found, self.cover
        if kind == "obj" and index == 1:
            return self.content.first("obj", "") or self.content.first("body"), self.content
        if kind in ("title", "ftr", "sldNum"):
            return self.content.first(kind), self.content
        return None, self.content

    def theme_of(self, master: str) -> str:
        """Give the part of a master's theme."""
        return _Reader(self.parts).one(master, "theme")

    def part(self, key: str) -> str:
        """Give the part of the layout that slides of a kind use."""
        return {"cover": self.cover, "divider": self.divider}.get(key, self.content).part

    @property
    def font(self) -> str:
        """Face of the body text."""
        slot = self.content.first(*TEXTS) or self.content.first(*TITLES)
        return slot.font if slot is not None else ""

    @property
    def letter_width(self) -> float:
        """How much wider than ours its letters run."""
        title = self.content.first(*TITLES)
        faces = {self.font, title.font if title is not None else ""} - {""}
        return max((WIDTHS.get(face.casefold(), WIDE) for face in faces), default=1.0)


def read_brand(data: bytes) -> Brand | Problem:
    """Read a template; the one problem for which it cannot be used, otherwise. It never raises for what the bytes hold."""
    found = admitted(data, Kind.DECK)
    if isinstance(found, Problem):
        return found
    try:
        return _Reader({name.lstrip("/"): found[name] for name in found}).brand()
    except (etree.XMLSyntaxError, KeyError, ValueError, TypeError, AttributeError, StopIteration, IndexError):
        return Problem("template-damaged", Severity.ERROR)
    except _Unusable as unusable:
        return Problem(unusable.code, Severity.ERROR)


class _Unusable(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Reader:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.trees: dict[str, Element] = {}
        self.scheme: dict[str, str] = {}
        self.fonts: dict[str, str] = {}

    def tree(self, name: str) -> Element:
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name], _PARSER)
        return self.trees[name]

    def targets(self, source: str) -> dict[str, tuple[str, str]]:
        """Give the relationships of a part: type and part by id; those that lead outside are left out."""
        rels = relations_of(source)
        if rels not in self.parts:
            return {}
        return {
            relation.get("Id", ""): (relation.get("Type", ""), resolved(source, relation.get("Target", "")))
            for relation in etree.fromstring(self.parts[rels], _PARSER)
            if relation.get("TargetMode") != "External"
        }

    def one(self, source: str, kind: str) -> str:
        return next((part for type_, part in self.targets(source).values() if type_ == RELATIONS[kind]), "")

    def brand(self) -> Brand:
        main = next(part for kind, part in self.targets("").values() if kind == RELATIONS["document"])
        root = self.tree(main)
        size = root.find(f"{_P}sldSz")
        width, height = (
            (int(size.get("cx", "0")), int(size.get("cy", "0"))) if size is not None else (9_144_000, 6_858_000)
        )
        if not (min(width, height) >= _LEAST_SIDE and max(width, height) <= _MOST_SIDE):
            raise _Unusable("template-page-size")
        related = self.targets(main)
        masters = []
        for entry in root.iterfind(f"{_P}sldMasterIdLst/{_P}sldMasterId"):
            part = related[entry.get(f"{_R}id", "")][1]
            own = self.targets(part)
            ids = [item.get(f"{_R}id", "") for item in self.tree(part).iterfind(f"{_P}sldLayoutIdLst/{_P}sldLayoutId")]
            masters.append((part, tuple(own[id][1] for id in ids if id in own)))
        masters = [(master, layouts) for master, layouts in masters if layouts]
        if not masters:
            raise _Unusable("template-without-layout")
        samples = [self.one(related[entry.get(f"{_R}id", "")][1], "layout") for entry in root.iterfind(f"{_P}sldIdLst/{_P}sldId")
                   if entry.get(f"{_R}id", "") in related]  # fmt: skip
        layouts = [self.layout(part, master, (width, height)) for master, parts in masters for part in parts]
        content = max(layouts, key=lambda one: _content_score(one, samples, width, height))
        cover = max(layouts, key=lambda one: _cover_score(one, samples))
        dividers = [one for one in layouts if one.kind == "secHead" and one.first(*TITLES)]
        has_cover = cover.first(*TITLES) is not None and (
            cover.kind == "title" or cover.first("ctrTitle", "subTitle") is not None
        )
        self.learn(content.master)
        styles = self.tree(content.master).find(f"{_P}txStyles")
        marks = [level.get("rtl") for level in styles.iter(f"{_A}lvl1pPr")] if styles is not None else []
        return Brand(
            self.parts,
            self.types(),
            tuple(masters),
            width,
            height,
            root.get("rtl") in ("1", "true") or (bool(marks) and marks[0] in ("1", "true")),
            cover if has_cover else content,
            dividers[0] if dividers else content,
            content,
            has_cover,
            bool(dividers),
            dict(self.scheme),
        )

    def types(self) -> dict[str, str]:
        root = self.tree("[Content_Types].xml")
        kinds: dict[str, str] = {}
        by_suffix: dict[str, str] = {}
        for entry in root:
            if entry.get("PartName"):
                kinds[entry.get("PartName", "").lstrip("/")] = entry.get("ContentType", "")
            elif entry.get("Extension"):
                by_suffix[entry.get("Extension", "").lower()] = entry.get("ContentType", "")
        return {name: kinds.get(name) or by_suffix.get(name.rpartition(".")[2].lower(), "") for name in self.parts}

    def learn(self, master: str) -> None:
        """Read colours and fonts of a master's theme, by the names its colour map gives them."""
        theme = self.tree(self.one(master, "theme"))
        found = {etree.QName(entry).localname: color_of(entry, {}) for entry in theme.iterfind(f".//{_A}clrScheme/*")}
        names = self.tree(master).find(f"{_P}clrMap")
        self.scheme = {name: color for name, color in found.items() if color}
        if names is not None:
            self.scheme |= {str(name): found.get(str(value), "") for name, value in names.attrib.items()}
        self.fonts = {}
        for mark, path in (("+mj-lt", "majorFont"), ("+mn-lt", "minorFont")):
            latin = theme.find(f".//{_A}{path}/{_A}latin")
            self.fonts[mark] = latin.get("typeface", "") if latin is not None else ""

    def layout(self, part: str, master: str, size: tuple[int, int]) -> BrandLayout:
        self.learn(master)
        root, above = self.tree(part), self.tree(master)
        kept = [above] if root.get("showMasterSp") not in ("0", "false") else []
        slots = []
        for shape in root.iterfind(f"{_P}cSld/{_P}spTree/*"):
            mark = shape.find(f".//{_P}nvPr/{_P}ph")
            if mark is not None:
                slot = self.slot(shape, mark, above)
                if slot is not None:
                    slots.append(slot)
        shapes = tuple(
            (place, self.paint(shape))
            for tree in (*kept, root)
            for shape in tree.iterfind(f"{_P}cSld/{_P}spTree/*")
            if shape.find(f".//{_P}nvPr/{_P}ph") is None and (place := place_of(shape)) is not None
        )
        title = root.find(f"{_P}cSld")
        return BrandLayout(
            part, master, title.get("name", "") if title is not None else "", root.get("type", ""), tuple(slots), shapes,
            self.ground(root) or self.ground(above) or self.scheme.get("bg1") or "FFFFFF",
        )  # fmt: skip

    def ground(self, root: Element) -> str:
        found = root.find(f"{_P}cSld/{_P}bg")
        if found is None:
            return ""
        if found.find(f".//{_A}blipFill") is not None:
            return PICTURE
        stops = found.findall(f".//{_A}gs")
        if len({color_of(stop, self.scheme) for stop in stops}) > 1:
            return PICTURE
        return color_of(found, self.scheme)

    def paint(self, shape: Element) -> str:
        """Say what colour a shape has: one, `picture` for many or for forms that are no rectangle, none for lines."""
        if etree.QName(shape).localname in ("pic", "grpSp", "graphicFrame"):
            return PICTURE
        properties = shape.find(f"{_P}spPr")
        if properties is None or etree.QName(shape).localname == "cxnSp" or properties.find(f"{_A}noFill") is not None:
            return ""
        solid = properties.find(f"{_A}solidFill")
        if solid is not None:
            geometry = properties.find(f"{_A}prstGeom")
            is_plain = geometry is not None and geometry.get("prst") in ("rect", "roundRect")
            is_plain = is_plain or properties.find(f"{_A}custGeom") is not None
            return color_of(solid, self.scheme) if is_plain and solid.find(f".//{_A}alpha") is None else PICTURE
        if any(properties.find(f"{_A}{kind}") is not None for kind in ("gradFill", "blipFill", "pattFill")):
            return PICTURE
        style = shape.find(f"{_P}style/{_A}fillRef")
        return color_of(style, self.scheme) if style is not None and style.get("idx") != "0" else ""

    def slot(self, shape: Element, mark: Element, master: Element) -> Slot | None:
        kind = mark.get("type", "")
        family = "title" if kind in TITLES else "body" if kind in ("body", "obj", "", "subTitle") else kind
        parent = next(
            (
                other
                for other in master.iterfind(f"{_P}cSld/{_P}spTree/{_P}sp")
                if (found := other.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")) is not None and found.get("type", "") == family
            ),
            None,
        )
        box = place_of(shape) or (place_of(parent) if parent is not None else None)
        if box is None:
            return None
        style = {"title": "titleStyle", "body": "bodyStyle"}.get(family, "otherStyle")
        sources = [*_levels(shape), *(_levels(parent) if parent is not None else [])]
        sources += master.findall(f"{_P}txStyles/{_P}{style}/{_A}lvl1pPr")
        looks = [look for source in sources for look in _runs(source)]
        bodies = [
            body
            for one in (shape, parent)
            if one is not None and (body := one.find(f"{_P}txBody/{_A}bodyPr")) is not None
        ]
        face = next(
            (latin.get("typeface", "") for look in looks if (latin := look.find(f"{_A}latin")) is not None), "+mn-lt"
        )
        return Slot(
            kind,
            mark.get("idx", ""),
            box,
            next((color for look in looks if (color := color_of(look.find(f"{_A}solidFill"), self.scheme))), ""),
            next((body.get("anchor", "") for body in bodies if body.get("anchor")), "t"),
            next((source.get("algn", "") for source in sources if source.get("algn")), "l"),
            self.fonts.get(face, face),
        )


def _levels(shape: Element) -> list[Element]:
    found = shape.findall(f"{_P}txBody/{_A}lstStyle/{_A}lvl1pPr")
    return found + shape.findall(f"{_P}txBody/{_A}p")[:1] + shape.findall(f"{_P}txBody/{_A}p/{_A}pPr")[:1]


def _runs(source: Element) -> list[Element]:
    return [*source.findall(f"{_A}defRPr"), *source.findall(f"{_A}r/{_A}rPr")[:1], *source.findall(f"{_A}endParaRPr")]


def place_of(shape: Element) -> Box | None:
    """Give where a shape says it stands."""
    found = shape.find(f"{_P}xfrm")
    for path in (f"{_P}spPr/{_A}xfrm", f"{_P}grpSpPr/{_A}xfrm"):
        found = shape.find(path) if found is None else found
    offset, extent = (found.find(f"{_A}off"), found.find(f"{_A}ext")) if found is not None else (None, None)
    if offset is None or extent is None:
        return None
    return Box(
        int(offset.get("x", "0")), int(offset.get("y", "0")), int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    )


def _shared(place: Box, box: Box) -> float:
    wide = min(place.end, box.end) - max(place.x, box.x)
    high = min(place.bottom, box.bottom) - max(place.y, box.y)
    return wide * high / (box.w * box.h) if wide > 0 and high > 0 and box.w and box.h else 0.0


def _content_score(one: BrandLayout, samples: Sequence[str], width: int, height: int) -> float:
    texts = [slot for slot in one.slots if slot.kind in TEXTS and slot.box.w * slot.box.h > width * height * 0.1]
    score = 4.0 * bool(one.first("title")) + 3.0 * (len(texts) == 1) + 1.0 * (one.kind in ("obj", "tx"))
    score -= 4.0 * (one.kind in ("title", "secHead", "vertTx", "vertTitleAndTx", "blank")) + 1.0 * bool(
        one.first("pic", "subTitle")
    )
    largest = max((slot.box.w * slot.box.h for slot in texts), default=0)
    title = one.first("title")
    score += 2.0 * (largest > width * height * 0.35)
    score += 2.0 * (title is not None and title.box.w > width * 0.5 and title.box.y < height * 0.2)
    return score + 1.0 * (one.part in samples[1:]) + 0.5 * bool(one.first("sldNum"))


def _cover_score(one: BrandLayout, samples: Sequence[str]) -> float:
    score = 4.0 * (one.kind == "title") + 2.0 * bool(one.first("ctrTitle")) + 2.0 * bool(one.first("subTitle"))
    return score + 1.0 * bool(one.first(*TITLES)) + 1.5 * (one.part in samples[:1])
