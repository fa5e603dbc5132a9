"""Namespaces, qualified names, and small readings of elements."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

_OPENXML = "http://schemas.openxmlformats.org"
W = f"{{{_OPENXML}/wordprocessingml/2006/main}}"
P = f"{{{_OPENXML}/presentationml/2006/main}}"
S = f"{{{_OPENXML}/spreadsheetml/2006/main}}"
A = f"{{{_OPENXML}/drawingml/2006/main}}"
C = f"{{{_OPENXML}/drawingml/2006/chart}}"
R = f"{{{_OPENXML}/officeDocument/2006/relationships}}"
WP = f"{{{_OPENXML}/drawingml/2006/wordprocessingDrawing}}"
XDR = f"{{{_OPENXML}/drawingml/2006/spreadsheetDrawing}}"
PIC = f"{{{_OPENXML}/drawingml/2006/picture}}"
CORE = f"{{{_OPENXML}/package/2006/metadata/core-properties}}"
RELATIONS = f"{{{_OPENXML}/package/2006/relationships}}"
TYPES = f"{{{_OPENXML}/package/2006/content-types}}"
DC = "{http://purl.org/dc/elements/1.1/}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

_SHORT = {
    W: "w", P: "p", S: "", A: "a", C: "c", R: "r", WP: "wp", XDR: "xdr", PIC: "pic", CORE: "cp", DC: "dc", MC: "mc",
}  # fmt: skip
_FALSE = frozenset(("0", "false", "off", "none"))


def local(element: Element) -> str:
    """Give the name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def short(name: str) -> str:
    """Write a qualified name with the usual prefix: `w:tbl`."""
    space, _, rest = name.rpartition("}")
    prefix = _SHORT.get(space + "}", "")
    return f"{prefix}:{rest}" if prefix else rest


def place(element: Element) -> str:
    """Say where an element stands: the names down to it, with its number among its like where there are several."""
    steps: list[str] = []
    node: Element | None = element
    while node is not None and len(steps) < 6:
        tag = str(node.tag)
        before = sum(1 for _ in node.itersiblings(tag, preceding=True))
        after = before or next(node.itersiblings(tag), None) is not None
        steps.append(short(tag) + (f"[{before + 1}]" if after else ""))
        node = node.getparent()
    return "/".join(reversed(steps))


def is_on(element: Element | None, attribute: str = f"{W}val") -> bool:
    """Say whether a switch such as `<w:b/>` is there and not put off."""
    return element is not None and (element.get(attribute) or "1").lower() not in _FALSE


def is_true(text: str | None, default: bool = False) -> bool:
    """Read a boolean attribute."""
    return default if text is None else text.lower() not in _FALSE


def whole(text: str | None, default: int = 0) -> int:
    """Read a whole number, or give `default` when it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def real(text: str | None, default: float = 0.0) -> float:
    """Read a number, or give `default` when it is none."""
    try:
        return float(text) if text is not None else default
    except ValueError:
        return default


def units(text: str) -> int:
    """Count UTF-16 units, as Office does."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def elements(root: Element | None, *tags: str) -> Iterator[Element]:
    """Give the elements of these qualified names below a root that may be missing."""
    if root is not None:
        yield from root.iter(*tags)


def find(root: Element | None, path: str) -> Element | None:
    """Find below a root that may be missing."""
    return None if root is None else root.find(path)


def child(root: Element | None, *names: str) -> Element | None:
    """Go down child by child, each the first of its name; a loop, since `find` costs three times as much."""
    for name in names:
        if root is None:
            return None
        for item in root:
            if item.tag == name:
                root = item
                break
        else:
            return None
    return root


def said(root: Element | None, tag: str) -> str:
    """Join the text of all elements of one name."""
    return "" if root is None else "".join(element.text or "" for element in root.iter(tag))
