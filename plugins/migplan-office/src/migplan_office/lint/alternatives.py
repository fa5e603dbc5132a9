"""What a screen reader says: A1, A2."""

import re
from collections.abc import Iterator

from migplan_office.lint.file import File, is_language
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.shapes import Page, Shape
from migplan_office.lint.xml import DECORATIVE, WP, XDR, A, Element, W, child, is_true, local, place, units

SHORTEST, LONGEST = 5, 250
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|emf|wmf|bmp|tiff?|webp)", re.IGNORECASE)
_DEFAULT = re.compile(
    r"(?:picture|image|chart|graphic|diagram|table|shape|group|object|graphique|tableau|forme|groupe|objet|صورة|مخطط|جدول)\s*\d*",
    re.IGNORECASE,
)
_LIBRARIES = ("python-docx", "openpyxl", "steve canny", "xlsxwriter", "python-pptx")
_TEMPLATE_TITLES = frozenset(("powerpoint presentation", "word document", "présentation powerpoint"))


def described_file(file: File) -> Iterator[Finding]:
    """Title and language are set, the language is the document's, and nothing of a library's template is left."""
    core = file.core
    part = file.package.target("", "core-properties")
    if not core["title"] or core["title"].lower() in _TEMPLATE_TITLES:
        yield Finding("A1", part, "dc:title", f"the title is {core['title']!r}; write the document's own")
    if not is_language(core["language"]):
        yield Finding("A1", part, "dc:language", f"the language is {core['language']!r}; write a tag such as fr-FR")
    elif file.given_language and _base(core["language"]) != _base(file.given_language):
        message = f"the language is {core['language']}, the document's {file.given_language}; make them agree"
        yield Finding("A1", part, "dc:language", message)
    for name in ("creator", "last_author", "description"):
        if any(library in core[name].lower() for library in _LIBRARIES):
            yield Finding("A1", part, name, f"says {core[name]!r}, left by a library; write our own or nothing")


def _base(tag: str) -> str:
    return tag.partition("-")[0].lower()


def told_pictures(file: File) -> Iterator[Finding]:
    """Pictures, charts, groups and tables have an alternative text of 5 to 250 units that says the message, or are decoration."""
    if file.kind == "docx":
        yield from _document(file)
    elif file.kind == "pptx":
        for slide in file.deck.slides:
            for shape in slide.shapes:
                yield from _shape(slide, shape)
    elif file.kind == "xlsx":
        for part, root in file.package.xml_parts.items():
            if root.tag == f"{XDR}wsDr":
                yield from _drawing(part, root)


def text_fault(text: str) -> str:
    """Say what is wrong with an alternative text; empty when nothing is."""
    text = " ".join(text.split())
    if not text:
        return "has no alternative text; say its message, or mark it as decoration"
    if _FILE_NAME.fullmatch(text) or _DEFAULT.fullmatch(text):
        return f"its alternative text is {text!r}, a name; say its message"
    if not SHORTEST <= units(text) <= LONGEST:
        return f"its alternative text has {units(text)} units; keep {SHORTEST} to {LONGEST}"
    return ""


def _is_decorative(properties: Element) -> bool:
    mark = next(properties.iter(DECORATIVE), None)
    return mark is not None and is_true(mark.get("val"), True)


def _document(file: File) -> Iterator[Finding]:
    for part, root in file.prose.stories:
        for item in root.iter(f"{WP}docPr"):
            if not _is_decorative(item) and (fault := text_fault(item.get("descr") or "")):
                yield Finding("A2", part, item.get("name") or place(item), fault)
        for table in root.iter(f"{W}tbl"):
            properties = child(table, f"{W}tblPr")
            for name, least in (("tblCaption", "title"), ("tblDescription", "description")):
                mark = child(properties, W + name)
                text = (mark.get(f"{W}val") or "") if mark is not None else ""
                if not text.strip():
                    yield Finding("A2", part, place(table), f"the table has no alternative {least}; write w:{name}")
                elif name == "tblDescription" and (fault := text_fault(text)):
                    yield Finding("A2", part, place(table), f"the table: {fault}")


def _shape(slide: Page, shape: Shape) -> Iterator[Finding]:
    if shape.is_decorative:
        if shape.alternative:
            yield Finding(
                "A2", slide.part, shape.name, "is decoration and has an alternative text; keep one of the two"
            )
        return
    if _owner(shape) is not None:
        if shape.alternative and shape.kind != "grpSp" and not shape.text.strip():
            yield Finding("A2", slide.part, shape.name, "has a text of its own within a group; mark it as decoration")
        return
    if shape.kind in ("sp", "cxnSp") and (shape.text.strip() or shape.role):
        return
    if fault := text_fault(shape.alternative):
        yield Finding("A2", slide.part, shape.name, fault)


def _owner(shape: Shape) -> Shape | None:
    """Give the outermost group around a shape."""
    owner = shape.parent
    while owner is not None and owner.parent is not None:
        owner = owner.parent
    return owner


def _drawing(part: str, root: Element) -> Iterator[Finding]:
    for anchor in root:
        for item in anchor:
            if local(item) not in ("pic", "graphicFrame", "grpSp", "sp", "cxnSp"):
                continue
            properties = next(item.iter(f"{XDR}cNvPr"), None)
            if properties is None or _is_decorative(properties):
                continue
            if local(item) == "sp" and any((text.text or "").strip() for text in item.iter(f"{A}t")):
                continue
            if fault := text_fault(properties.get("descr") or ""):
                yield Finding("A2", part, properties.get("name") or "", fault)


RULES = (
    Rule("A1", described_file, ours=True),
    Rule("A2", told_pictures, ours=True),
)
