"""A document in a client's template: its package is the template's, with our body behind its cover."""

import re
from collections.abc import Mapping
from copy import deepcopy

from attrs import define, field
from lxml import etree

from migplan.hooks import ExportRequest
from migplan_word.brand import OFFICE, PARSER, Brand, R, outside, targets
from migplan_word.brand_cover import Filling, filled_cover
from migplan_word.brand_roles import Element, W
from migplan_word.brand_sections import Sections
from migplan_word.brand_styles import merge_styles, renamed
from migplan_word.numbering import BULLETS

Row = tuple[str, str, str, bool]
"""Id, type, target, and whether it leads out of the package."""
_SPACES = {
    "w": W[1:-1], "r": R[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}  # fmt: skip
_FIRST_DRAWING = 100_000
_KEPT = ("theme", "fontTable", "webSettings", "endnotes", "customXml")
"""Kinds of parts that the document takes over as they are."""
_DROPPED = frozenset({"comments", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "glossaryDocument"})
_SETTINGS_GONE = ("attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "updateFields", "linkStyles",
                  "trackRevisions", "documentType", "removePersonalInformation", "removeDateAndTime")  # fmt: skip


@define(eq=False)
class Package:
    """The parts of the document, those of the template under names that are free."""

    brand: Brand
    parts: dict[str, bytes]
    types: dict[str, str]
    rows: list[Row]
    _names: dict[str, str] = field(factory=dict)
    _ids: dict[tuple[str, str], str] = field(factory=dict)

    _drawings: int = _FIRST_DRAWING

    def number(self, element: Element) -> None:
        """Give the drawings of the template numbers that none of ours has."""
        for drawing in element.iter(f"{{{_SPACES['wp']}}}docPr"):
            self._drawings += 1
            drawing.set("id", str(self._drawings))

    def copied(self, name: str) -> str:
        """Copy a part of the template with all that it points at; give its name in the file."""
        if name in self._names:
            return self._names[name]
        free = self._free(name)
        self._names[name] = free
        self._hold(free, self.brand.parts[name], name)
        return free

    def _hold(self, free: str, content: bytes, name: str) -> None:
        """Add a part that points at what the template's part `name` points at."""
        self.parts[free], self.types[free] = content, self.brand.types[name]
        related: list[Row] = [
            (identifier, kind, f"/{self.copied(part)}", False)
            for identifier, (kind, part) in targets(self.brand.parts, name).items()
            if kind.rpartition("/")[2] not in _DROPPED
        ]
        related += [
            (identifier, f"{OFFICE}/hyperlink", target, True)
            for identifier, target in outside(self.brand.parts, name).items()
        ]
        if related:
            folder, _, base = free.rpartition("/")
            self.parts[f"{folder}/_rels/{base}.rels"] = relations_xml(related)

    def _free(self, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        known = {one.lower() for one in self.parts} | {one.lower() for one in self._names.values()}
        number, free = 0, name
        while free.lower() in known:
            number += 1
            free = f"{stem}-{number}{dot}{suffix}"
        return free

    def related(self, identifier: str) -> str:
        """Give the id in our main part of what the template's main part calls so; empty when it is left out."""
        found = targets(self.brand.parts, self.brand.main).get(identifier)
        if found is None:
            link = outside(self.brand.parts, self.brand.main).get(identifier)
            return self.point(f"{OFFICE}/hyperlink", link, True) if link else ""
        kind, part = found
        return "" if kind.rpartition("/")[2] in _DROPPED else self.point(kind, f"/{self.copied(part)}")

    def point(self, kind: str, target: str, is_outside: bool = False) -> str:
        """Point from the main part at a target; give the id."""
        key = (kind, target)
        if key not in self._ids:
            self._ids[key] = f"rTpl{len(self._ids) + 1}"
            self.rows.append((self._ids[key], kind, target, is_outside))
        return self._ids[key]

    def add(self, stem: str, content: bytes, like: str) -> str:
        """Add a part with the relationships of the template's part `like`; give its name."""
        name = self._free(f"word/{stem}.xml")
        self._names[f"\0{name}"] = name
        self._hold(name, content, like)
        return name


def relations_xml(rows: list[Row]) -> bytes:
    """Write a part of relationships."""
    root = etree.fromstring(
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>', PARSER
    )
    for identifier, kind, target, is_outside in rows:
        entry = etree.SubElement(root, f"{{{root.nsmap[None]}}}Relationship", Id=identifier, Type=kind, Target=target)
        if is_outside:
            entry.set("TargetMode", "External")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def branded(
    request: ExportRequest,
    brand: Brand,
    parts: dict[str, bytes],
    types: dict[str, str],
    rows: list[Row],
    language: str,
    *,
    has_cover: bool,
) -> list[Row]:
    """Set a document of ours into a template: changes its parts and their types, and gives the rows of its main part."""
    rtl = request.is_right_to_left
    package = Package(brand, parts, types, [])
    shift = _lists(brand)
    ours = _shifted(parts["word/styles.xml"], shift)
    merged = merge_styles(ours, brand, request.theme, language, rtl, BULLETS + shift)
    parts["word/styles.xml"] = _bytes(merged.root)
    parts["word/numbering.xml"] = _numbering(parts["word/numbering.xml"].decode(), brand, merged.names, shift)
    for name in [name for name in parts if re.fullmatch(r"word/(?:header|footer|footnotes)\d*\.xml", name)]:
        parts[name] = renamed(parts[name].decode(), merged.names, shift).encode()
    parts["word/footnotes.xml"] = _footnotes(parts["word/footnotes.xml"], brand)
    parts["word/settings.xml"] = _settings(parts["word/settings.xml"], brand)
    for kind, name in (("theme", "word/theme/theme1.xml"), ("fontTable", "word/fontTable.xml")):
        if brand.part(kind):
            del parts[name], types[name]
            rows = [row for row in rows if row[1] != f"{OFFICE}/{kind}"]
    for kind in _KEPT:
        for type_, part in targets(brand.parts, brand.main).values():
            if type_ == f"{OFFICE}/{kind}":
                package.point(type_, f"/{package.copied(part)}")
    document = etree.fromstring(renamed(parts["word/document.xml"].decode(), merged.names, shift).encode(), PARSER)
    body = document.find(f"{W}body")
    filling = Filling.of(request)
    sections = Sections(brand, package, filling, rtl, merged.names, {row[0]: f"word/{row[2]}" for row in rows})
    cover = filled_cover(brand, filling, rtl)
    front = [_related(element, package) for element in cover]
    sections.apply(body, has_cover=has_cover, has_front=bool(front), front=front)
    parts["word/document.xml"] = _document(document, brand)
    used = {value for one in etree.fromstring(parts["word/document.xml"], PARSER).iter() for key, value in one.attrib.items() if str(key).startswith(R)}  # fmt: skip
    all_rows = [row for row in rows if row[0] in used or not row[0].startswith("rRun")] + package.rows
    gone = {f"word/{row[2]}" for row in rows if row not in all_rows}
    for name in gone:
        parts.pop(name, None)
        types.pop(name, None)
    return all_rows


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _shifted(styles: bytes, shift: int) -> bytes:
    return renamed(styles.decode(), {}, shift).encode()


def _lists(brand: Brand) -> int:
    """Give how far our lists are counted on, so that none has a number of the template's."""
    root = brand.tree("numbering")
    numbers = [int(one.get(f"{W}numId", "0")) for one in root.iter(f"{W}num")]
    kinds = [int(one.get(f"{W}abstractNumId", "0")) for one in root.iter(f"{W}abstractNum")]
    return max([0, *numbers, *kinds])


def _numbering(ours: str, brand: Brand, names: Mapping[str, str], shift: int) -> bytes:
    for role in brand.roles:
        ours = ours.replace(f'<w:pStyle w:val="{role}"/>', "")
    ours = re.sub(
        r'(w:(?:numId|abstractNumId)=")(\d+)"|(<w:abstractNumId w:val=")(\d+)"',
        lambda found: f'{found[1] or found[3]}{int(found[2] or found[4]) + shift}"',
        renamed(ours, names, 0),
    )
    mine = etree.fromstring(ours.encode(), PARSER)
    root = brand.tree("numbering") if brand.part("numbering") else etree.Element(f"{W}numbering", nsmap={"w": W[1:-1]})
    first = root.find(f"{W}num")
    last = root.find(f"{W}numIdMacAtCleanup")
    for picture in root.findall(f"{W}numPicBullet"):
        root.remove(picture)
    mark: Element
    for mark in root.findall(f".//{W}lvlPicBulletId"):
        mark.getparent().remove(mark)
    for element in list(mine):
        if element.tag == f"{W}abstractNum" and first is not None:
            first.addprevious(element)
        elif last is not None:
            last.addprevious(element)
        else:
            root.append(element)
    return _bytes(root)


def _footnotes(ours: bytes, brand: Brand) -> bytes:
    """Take the template's lines above footnotes, as what its first two notes are."""
    root = etree.fromstring(ours, PARSER)
    theirs = {one.get(f"{W}type"): one for one in brand.tree("footnotes").iterfind(f"{W}footnote")}
    for note in list(root)[:2]:
        found = theirs.get(note.get(f"{W}type"))
        if found is not None and not any(key.startswith(R) for one in found.iter() for key in one.attrib):
            copy = deepcopy(found)
            copy.set(f"{W}id", note.get(f"{W}id", "0"))
            strip_new(copy)
            root.replace(note, copy)
    return _bytes(root)


_ORDER = ("footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
          "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions",
          "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags",
          "decimalSymbol", "listSeparator")  # fmt: skip


def _settings(ours: bytes, brand: Brand) -> bytes:
    """Keep the template's settings; what would ask, protect or link goes, notes and languages are ours."""
    if not brand.part("settings"):
        return ours
    root, mine = brand.tree("settings"), etree.fromstring(ours, PARSER)
    for name in _SETTINGS_GONE:
        for old in root.findall(f"{W}{name}"):
            root.remove(old)
    for element in list(root):
        if (
            any(key.startswith(R) for one in element.iter() for key in one.attrib)
            or element.tag.endswith("}shapeDefaults")
            or element.tag.endswith("}hdrShapeDefaults")
        ):
            root.remove(element)
    strip_new(root)
    names = ["footnotePr", "themeFontLang", "decimalSymbol", "listSeparator"]
    names += [name for name in ("compat", "clrSchemeMapping") if root.find(f"{W}{name}") is None]
    for name in names:
        child = mine.find(f"{W}{name}")
        old = root.find(f"{W}{name}")
        if old is not None:
            root.replace(old, child)
            continue
        after = _ORDER[_ORDER.index(name) + 1 :]
        place = next((one for one in root if etree.QName(one).localname in after), None)
        if place is not None:
            place.addprevious(child)
        else:
            root.append(child)
    for mode in root.iterfind(f"{W}compat/{W}compatSetting"):
        if mode.get(f"{W}name") == "compatibilityMode":
            mode.set(f"{W}val", "15")
    if root.find(f"{W}endnotePr") is not None and not brand.part("endnotes"):
        root.remove(root.find(f"{W}endnotePr"))
    return _bytes(root)


_NEW = re.compile(r"http://schemas\.microsoft\.com/office/(?:word/20\d\d/(?:wordml|9/wordml|wordprocessingDrawing|10/wordml)|word/20\d\d/.*)")  # fmt: skip
_DRAWN = ("wordprocessingGroup", "wordprocessingShape", "wordprocessingCanvas")


def strip_new(root: Element) -> None:
    """Take off what newer programs add and older ones are to ignore, so that no part must declare it."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for key in list(element.attrib):
            if _is_new(key):
                del element.attrib[key]
        if _is_new(element.tag) and element.getparent() is not None:
            element.getparent().remove(element)
    ignorable = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
    root.attrib.pop(ignorable, None)


def _is_new(name: str) -> bool:
    space = name[1:].partition("}")[0] if name.startswith("{") else ""
    return _NEW.fullmatch(space) is not None and not space.endswith(_DRAWN)


def _related(element: Element, package: Package) -> Element:
    """Point at what an element of the cover shows by our own ids; what is left out goes."""
    strip_new(element)
    package.number(element)
    for one in list(element.iter()):
        for key in [key for key in one.attrib if key.startswith(R)]:
            found = package.related(one.attrib[key])
            if found:
                one.set(key, found)
            elif one.tag in (f"{W}headerReference", f"{W}footerReference"):
                one.getparent().remove(one)
            else:
                del one.attrib[key]
    return element


def _document(document: Element, brand: Brand) -> bytes:
    """Write the main part with its background, where the template shows one."""
    background = brand.root.find(f"{W}background")
    if background is not None and background.get(f"{W}color"):
        ground = etree.Element(f"{W}background", {f"{W}color": brand.ground})
        document.insert(0, ground)
    etree.cleanup_namespaces(document, top_nsmap=_SPACES, keep_ns_prefixes=list(_SPACES))
    return _bytes(document)
