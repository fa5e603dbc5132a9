"""Sections of pages as a template sets them up: its heads and feet, first and even pages, borders; turned sideways where ours are."""

from copy import deepcopy
from typing import TYPE_CHECKING, Protocol

from attrs import define, field
from lxml import etree

from migplan_word.brand import OFFICE, PARSER, Brand, R, targets
from migplan_word.brand_columns import columns_of, set_in_columns
from migplan_word.brand_cover import Filling, describe, fill, turn_all, without_empty_fields, words_of
from migplan_word.brand_roles import Element, W
from migplan_word.brand_styles import insert

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECTION = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
            "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection",
            "bidi", "rtlGutter", "docGrid", "printerSettings")  # fmt: skip
_TAKEN = ("pgBorders", "pgNumType", "docGrid")
_AFTER_TABS = ("suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
               "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
               "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
               "cnfStyle", "rPr", "sectPr", "pPrChange")  # fmt: skip
References = dict[tuple[str, str], str]
"""Part by kind (`header`, `footer`) and page (`default`, `first`, `even`)."""


class _Package(Protocol):
    parts: dict[str, bytes]

    def copied(self, name: str) -> str: ...
    def number(self, element: Element) -> None: ...
    def point(self, kind: str, target: str, is_outside: bool = False) -> str: ...
    def add(self, stem: str, content: bytes, like: str) -> str: ...


def references(brand: Brand, section: Element) -> References:
    """Give heads and feet of a section, those that it takes over from the sections before it included."""
    related = targets(brand.parts, brand.main)
    found: References = {}
    for one in brand.root.iter(f"{W}sectPr"):
        for kind in ("header", "footer"):
            for reference in one.iterfind(f"{W}{kind}Reference"):
                part = related.get(reference.get(f"{R}id", ""), ("", ""))[1]
                if part:
                    found[kind, reference.get(f"{W}type", "default")] = part
        if one is section:
            break
    return found


def has_even_pages(brand: Brand) -> bool:
    """Say whether even pages have heads of their own."""
    mark = brand.tree("settings").find(f"{W}evenAndOddHeaders")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false")


@define(eq=False)
class Sections:
    """Sets up the sections of one document."""

    brand: Brand
    package: _Package
    filling: Filling
    rtl: bool
    names: "Mapping[str, str]"
    running: "Mapping[str, str]"
    """Names of our own heads and feet by relationship id."""
    _made: dict[tuple[str, bool, bytes], str] = field(factory=dict)

    def apply(self, body: Element, *, has_cover: bool, has_front: bool, front: list[Element]) -> None:
        """Set up every section of the body, and set the template's cover before it."""
        own = list(body.iter(f"{W}sectPr"))
        for index, section in enumerate(own):
            self._set(
                section, is_cover=has_cover and index == 0 and not has_front, is_first=index == 0 and not has_front
            )
        columns = columns_of(self.brand.section)
        if columns is not None:
            set_in_columns(body, columns, self.names)
        if not has_front:
            return
        section = self._front_section(front, own[0])
        last = front[-1]
        if section.getparent() is None:
            if last.tag != f"{W}p":
                last = etree.Element(f"{W}p")
                properties = etree.SubElement(last, f"{W}pPr")
                etree.SubElement(properties, f"{W}pStyle", {f"{W}val": self.names.get("SectionEnd", "SectionEnd")})
                front.append(last)
            properties = last.find(f"{W}pPr")
            if properties is None:
                properties = etree.Element(f"{W}pPr")
                last.insert(0, properties)
            insert(properties, section, ("pPrChange",))
        for place, element in enumerate(front):
            body.insert(place, element)

    def _front_section(self, front: list[Element], like: Element) -> Element:
        """Give the section of the template's cover, as it is where it has its own."""
        found = next(iter(front[-1].iter(f"{W}sectPr")), None)
        given = self.brand.cover_section if self.brand.cover_section is not None else self.brand.section
        if found is None:
            found = deepcopy(like)
            for name in ("titlePg", "cols", "vAlign"):
                child = self.brand.section.find(f"{W}{name}")
                if child is not None and name == "titlePg":
                    insert(found, deepcopy(child), _SECTION[_SECTION.index(name) + 1 :])
        for old in [*found.findall(f"{W}headerReference"), *found.findall(f"{W}footerReference"),
                    *found.findall(f"{W}printerSettings"), *found.findall(f"{W}bidi")]:  # fmt: skip
            found.remove(old)
        kinds = references(self.brand, given)
        for (kind, page), part in sorted(kinds.items(), reverse=True):
            self._refer(found, kind, page, self._part(kind, part, False, []))
        if self.rtl:
            insert(found, etree.Element(f"{W}bidi"), _SECTION[_SECTION.index("bidi") + 1 :])
        return found

    def _set(self, section: Element, *, is_cover: bool, is_first: bool) -> None:
        size = section.find(f"{W}pgSz")
        is_wide = size.get(f"{W}orient") == "landscape"
        given = self.brand.wide if is_wide and self.brand.wide is not None else self.brand.section
        kinds = references(self.brand, given)
        title = given.find(f"{W}titlePg")
        has_first = title is not None and title.get(f"{W}val") not in ("0", "false")
        for name in _TAKEN:
            child = given.find(f"{W}{name}")
            if child is None:
                continue
            child = deepcopy(child)
            if name == "pgNumType" and not is_first:
                child.attrib.pop(f"{W}start", None)
            insert(section, child, _SECTION[_SECTION.index(name) + 1 :])
        if self.rtl and int(section.find(f"{W}pgMar").get(f"{W}gutter", "0")):
            insert(section, etree.Element(f"{W}rtlGutter"), _SECTION[_SECTION.index("rtlGutter") + 1 :])
        ours = {
            one.tag: one for one in [*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference")]
        }
        if is_cover and not (has_first and any(page == "first" for _, page in kinds)):
            return
        if is_cover:
            insert(section, etree.Element(f"{W}titlePg"), _SECTION[_SECTION.index("titlePg") + 1 :])
        is_widened = is_wide and self.brand.wide is None
        pages = ("first",) if is_cover else ("default", "even") if has_even_pages(self.brand) else ("default",)
        for kind in ("footer", "header"):
            own = ours.get(f"{W}{kind}Reference")
            for page in reversed(pages):
                part = kinds.get((kind, page)) or (kinds.get((kind, "default")) if page == "even" else "")
                if part:
                    extra = self._extra(own, kinds, page, is_cover) if kind == "footer" else []
                    self._refer(section, kind, page, self._part(kind, part, is_widened, extra))
                elif own is not None and page != "default":
                    copy = deepcopy(own)
                    copy.set(f"{W}type", page)
                    section.insert(0, copy)
            if own is not None and ((kind, "default") in kinds or is_cover):
                section.remove(own)

    def _refer(self, section: Element, kind: str, page: str, part: str) -> None:
        identifier = self.package.point(f"{OFFICE}/{kind}", f"/{part}")
        section.insert(0, etree.Element(f"{W}{kind}Reference", {f"{W}type": page, f"{R}id": identifier}))

    def _extra(self, own: Element | None, kinds: References, page: str, is_cover: bool) -> list[Element]:
        """Give the lines of our foot that the template's head and foot do not say: the page, the funding statement."""
        ours = self._ours(own)
        if ours is None:
            return []
        there = [
            etree.fromstring(self.brand.parts[part], PARSER)
            for (_, kind), part in kinds.items()
            if kind in (page, "default")
        ]
        written = " ".join(words_of(one) for one in there)
        codes = " ".join(one.text or "" for root in there for one in root.iter(f"{W}instrText"))
        codes += " ".join(one.get(f"{W}instr", "") for root in there for one in root.iter(f"{W}fldSimple"))
        has_page = "PAGE" in codes.upper().split() or any(True for root in there for _ in root.iter(f"{W}pgNum"))
        lines = list(ours.iterfind(f"{W}p"))
        if is_cover:
            return [line for line in lines if words_of(line) and words_of(line) not in written]
        return ([] if has_page else lines[:1]) + [line for line in lines[1:] if words_of(line) not in written]

    def _ours(self, own: Element | None) -> Element | None:
        if own is None:
            return None
        number = own.get(f"{R}id", "")
        name = self.running.get(number, "")
        return etree.fromstring(self.package.parts[name], PARSER) if name else None

    def _part(self, kind: str, part: str, is_widened: bool, extra: list[Element]) -> str:
        key = (part, is_widened, b"".join(etree.tostring(one) for one in extra))
        if key not in self._made:
            root = etree.fromstring(self.brand.parts[part], PARSER)
            fill([root], self.filling)
            without_empty_fields(root)
            turn_all(root, self.brand.is_right_to_left, self.rtl)
            describe(root, self.filling.short)
            if is_widened:
                self._widen(root)
            self.package.number(root)
            for line in extra:
                root.append(deepcopy(line))
            content = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
            self._made[key] = self.package.add(f"{kind}-brand", content, part)
        return self._made[key]

    def _widen(self, root: Element) -> None:
        """Stretch tab stops and tables of a head or foot to the width of a landscape page."""
        paper = self.brand.paper
        narrow, wide = paper.text_width(False), paper.text_width(True)
        for paragraph in root.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            named = properties.find(f"{W}pStyle") if properties is not None else None
            stops: dict[int, Element] = {}
            styled = self.brand.chain(named.get(f"{W}val", "") if named is not None else "")
            for source in [*(one.element.find(f"{W}pPr") for one in reversed(styled)), properties]:
                for tab in source.iterfind(f"{W}tabs/{W}tab") if source is not None else ():
                    place = int(float(tab.get(f"{W}pos", "0")))
                    stops.pop(place, None)
                    if tab.get(f"{W}val") != "clear":
                        stops[place] = tab
            if not stops:
                continue
            found: dict[int, Element] = {}
            for place in stops:
                found[place] = etree.Element(f"{W}tab", {f"{W}val": "clear", f"{W}pos": str(place)})
            for place, tab in stops.items():
                moved = deepcopy(tab)
                moved.set(f"{W}pos", str(round(place * wide / narrow)))
                found[round(place * wide / narrow)] = moved
            tabs = etree.Element(f"{W}tabs")
            tabs.extend([found[place] for place in sorted(found)])
            if properties is None:
                properties = etree.Element(f"{W}pPr")
                paragraph.insert(0, properties)
            insert(properties, tabs, _AFTER_TABS)
        for name, mark in (("tblW", "w"), ("gridCol", "w"), ("tcW", "w")):
            for element in root.iter(f"{W}{name}"):
                value = element.get(f"{W}{mark}", "")
                if value.isdigit() and element.get(f"{W}type", "dxa") == "dxa":
                    element.set(f"{W}{mark}", str(round(int(value) * wide / narrow)))
