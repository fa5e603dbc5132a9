"""One text that a file carries along unseen, in a custom XML part, which Word and LibreOffice keep when they save."""

import re
from xml.etree import ElementTree

from migplan_office.package import Parts, add_part, add_relation, zipped
from migplan_office.text import xml_attribute, xml_text

SPACE = "urn:migplan:carried"
ITEM, PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ID = "{6D696770-6C61-4E00-8000-636172726965}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ITEM = re.compile(r"(?:^|/)customXml/item\d*\.xml$", re.IGNORECASE)


def carrying(texts: dict[str, str]) -> dict[str, bytes]:
    """Give the parts that carry texts by name; the main part must point at `ITEM` by a relationship of type `RELATION`."""
    held = "".join(f'<text name="{xml_attribute(name)}">{xml_text(text)}</text>' for name, text in texts.items())
    return {
        ITEM: f'{_DECLARATION}<carried xmlns="{SPACE}">{held}</carried>'.encode(),
        PROPERTIES: (
            f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_ID}" xmlns:ds="{_STORE}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode(),
        "customXml/_rels/item1.xml.rels": (
            f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{RELATION}Props" Target="itemProps1.xml"/></Relationships>'
        ).encode(),
    }


def attached(data: bytes, main: str, texts: dict[str, str]) -> bytes:
    """Give a package of ours that carries texts, from its main part such as `ppt/presentation.xml`; nothing else changes."""
    parts = Parts(data)
    for name, content in carrying(texts).items():
        parts[name] = content
    add_part(parts, PROPERTIES, parts[PROPERTIES], PROPERTIES_TYPE)
    add_relation(parts, main, RELATION, f"/{ITEM}")  # relative, LibreOffice would name the part itself `../customXml/…`
    return zipped(parts)


def carried(parts: Parts) -> dict[str, str]:
    """Read the texts that a file carries; none when it carries none of ours. The parts have passed the gate.

    Programs that save a file may number its custom parts anew, so that ours is known by its namespace.
    """
    for name in sorted(name for name in parts if _ITEM.search(name)):
        if SPACE.encode() not in parts[name]:
            continue
        try:
            root = ElementTree.fromstring(parts[name])  # the gate refuses document types and entities
        except ElementTree.ParseError:
            continue
        if root.tag == f"{{{SPACE}}}carried":
            return {one.get("name", ""): one.text or "" for one in root.iter(f"{{{SPACE}}}text")}
    return {}
