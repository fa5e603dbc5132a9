"""What of a client's template goes into the deck: masters, layouts and what they lead to, ids renumbered, sample slides left."""

from collections.abc import Iterable

from lxml import etree

from migplan_office.package import relations_of, resolved
from migplan_powerpoint.brand import Brand, place_of
from migplan_powerpoint.parts import RELATIONS, A, P, Package, R

Element = etree._Element
_A, _P, _R = f"{{{A}}}", f"{{{P}}}", f"{{{R}}}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_FIRST_ID = 2_147_483_648
_KEPT = frozenset(RELATIONS[kind] for kind in ("layout", "master", "theme", "image", "chart", "package"))
_LINKS = ("hlinkClick", "hlinkHover", "hlinkMouseOver", "custDataLst", "oleObj", "controls", "timing", "transition")


def write_brand(package: Package, brand: Brand, *, is_mirrored: bool, arabic_font: str) -> list[tuple[int, str]]:
    """Add the template's masters and layouts with all they lead to; give each master's id and part.

    `is_mirrored` turns the places round, for a language that runs the other way than the template.
    """
    ids = []
    number = _FIRST_ID
    written: set[str] = set()
    for master, layouts in brand.masters:
        ids.append((number, master))
        number += 1
        for part in (master, *layouts):
            root = etree.fromstring(brand.parts[part], _PARSER)
            kept = _relate(package, brand, part, root, written, arabic_font)
            _clean(root, kept)
            _number(root)
            if part == master:
                for entry in root.iterfind(f"{_P}sldLayoutIdLst/{_P}sldLayoutId"):
                    entry.set("id", str(number))
                    number += 1
            if is_mirrored:
                _turn(root, brand.width, to_right_to_left=not brand.is_right_to_left)
            package.keep(
                part,
                brand.types.get(part, ""),
                etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
            )
            written.add(part)
    return ids


def _relate(
    package: Package, brand: Brand, part: str, root: Element | None, written: set[str], arabic: str
) -> set[str]:
    """Copy the relationships of a part that may stay, and the parts behind them; give their ids."""
    rels = relations_of(part)
    if rels not in brand.parts:
        return set()
    kept = set()
    known = {master for master, _ in brand.masters} | {layout for _, layouts in brand.masters for layout in layouts}
    used = _used(root) if root is not None else None
    for relation in etree.fromstring(brand.parts[rels], _PARSER):
        target = resolved(part, relation.get("Target", ""))
        id, kind = relation.get("Id", ""), relation.get("Type", "")
        if relation.get("TargetMode") == "External" or kind not in _KEPT or target not in brand.parts:
            continue
        is_structure = kind in (RELATIONS["master"], RELATIONS["layout"], RELATIONS["theme"])
        if used is not None and not is_structure and id not in used:
            continue
        if kind in (RELATIONS["master"], RELATIONS["layout"]) and target not in known:
            continue
        package.keep_relation(part, id, kind, target)
        kept.add(id)
        if target not in known and target not in written:
            written.add(target)
            data = brand.parts[target]
            if kind == RELATIONS["theme"]:
                data = _with_arabic(data, arabic)
            package.keep(target, brand.types.get(target, ""), data)
            _relate(package, brand, target, None, written, arabic)
    return kept


def _used(root: Element) -> set[str]:
    return {str(value) for element in root.iter() for name, value in element.attrib.items() if str(name).startswith(_R)}


def _with_arabic(data: bytes, face: str) -> bytes:
    """Give a theme whose empty fonts for complex scripts have Arabic letters."""
    root = etree.fromstring(data, _PARSER)
    for font in root.iter(f"{_A}cs"):
        if not font.get("typeface") and font.getparent() is not None:
            font.set("typeface", face)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _clean(root: Element, kept: set[str]) -> None:
    """Take out what leads to parts that stay behind: links, embedded programs, animations."""
    for element in list(root.iter("{*}*")):
        if etree.QName(element).localname in _LINKS and _drop(element, kept):
            continue
        for name, value in list(element.attrib.items()):
            if str(name).startswith(_R) and value and value not in kept:
                if str(name) in (f"{_R}link", f"{_R}embed") or etree.QName(element).localname != "sldLayoutId":
                    del element.attrib[name]
                elif (parent := element.getparent()) is not None:
                    parent.remove(element)
                    break


def _number(root: Element) -> None:
    """Give shapes numbers of their own where some share one or have none; connectors stay glued."""
    marks = list(root.iter(f"{_P}cNvPr"))
    numbers = [mark.get("id", "") for mark in marks]
    if len(set(numbers)) == len(numbers) and "0" not in numbers:
        return
    new: dict[str, str] = {}
    for number, mark in enumerate(marks, start=1):
        new.setdefault(mark.get("id", ""), str(number))
        mark.set("id", str(number))
        if number > 1 and not mark.get("name"):
            mark.set("name", f"shape {number}")
    for glue in root.iter(f"{_A}stCxn", f"{_A}endCxn"):
        glue.set("id", new.get(glue.get("id", ""), "1"))


def _drop(element: Element, kept: set[str]) -> bool:
    own = [value for inner in element.iter() for name, value in inner.attrib.items() if str(name).startswith(_R)]
    local = etree.QName(element).localname
    if local in ("timing", "transition") or any(value not in kept for value in own):
        holder: Element | None = element
        if local == "oleObj":
            while holder is not None and etree.QName(holder).localname not in ("graphicFrame", "spTree"):
                holder = holder.getparent()
        parent = holder.getparent() if holder is not None else None
        if holder is not None and parent is not None and etree.QName(holder).localname != "spTree":
            parent.remove(holder)
        return True
    return False


def _turn(root: Element, width: int, *, to_right_to_left: bool) -> None:
    """Mirror places and text; pictures and letters themselves are never turned."""
    for shape in root.iterfind(f"{_P}cSld/{_P}spTree/*"):
        place = place_of(shape)
        if place is None:
            continue
        frame = next(shape.iter(f"{_A}xfrm", f"{_P}xfrm"))
        offset = frame.find(f"{_A}off")
        if offset is not None:
            offset.set("x", str(width - place.x - place.w))
        is_form = shape.find(f"{_P}spPr/{_A}custGeom") is not None and not any(
            (text.text or "").strip() for text in shape.iter(f"{_A}t")
        )
        if etree.QName(shape).localname == "cxnSp" or is_form:
            if frame.get("flipH") in ("1", "true"):
                del frame.attrib["flipH"]
            else:
                frame.set("flipH", "1")
    if etree.QName(root).localname == "sldMaster":
        _complete(root)
    levels: Iterable[Element] = (
        element
        for element in root.iter()
        if isinstance(element.tag, str) and _is_paragraph(etree.QName(element).localname)
    )
    for level in levels:
        level.set("rtl", "1" if to_right_to_left else "0")
        side = level.get("algn", "l" if to_right_to_left else "r")
        if side in ("l", "r"):
            level.set("algn", "r" if side == "l" else "l")


def _complete(master: Element) -> None:
    """Give a master the text styles that it lacks, so that each says its direction."""
    styles = master.find(f"{_P}txStyles")
    if styles is None:
        styles = etree.Element(f"{_P}txStyles")
        end = master.find(f"{_P}extLst")
        master.insert(len(master) if end is None else master.index(end), styles)
    for place, name in enumerate(("titleStyle", "bodyStyle", "otherStyle")):
        style = styles.find(f"{_P}{name}")
        if style is None:
            style = etree.Element(f"{_P}{name}")
            styles.insert(place, style)
        if style.find(f"{_A}lvl1pPr") is None:
            first = style.find(f"{_A}defPPr")
            style.insert(0 if first is None else 1, etree.Element(f"{_A}lvl1pPr"))


def _is_paragraph(name: str) -> bool:
    return name == "pPr" or (name.startswith("lvl") and name.endswith("pPr"))
