"""The cover of a template: kept, with our title, its date and its author in the places made for them."""

import re
from copy import deepcopy

from attrs import frozen
from lxml import etree

from migplan.documents import plain
from migplan.hooks import ExportRequest
from migplan.locale import format_date, language_tag
from migplan_office.text import cut
from migplan_word.brand import Brand
from migplan_word.brand_roles import Element, W
from migplan_word.brand_styles import turned
from migplan_word.shapes import DECORATIVE
from migplan_word.writer import LONGEST_ALT

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WORDS = {
    "title": r"doc(?:ument)?[ _-]?title|titre(?: du document)?|title|عنوان(?: الوثيقة| المستند)?|titel",
    "subtitle": r"sub[ _-]?(?:title|ject)|sous[ _-]?titre|objet|subject|العنوان الفرعي|عنوان فرعي|الموضوع|untertitel",
    "author": r"author|creator|auteur|organisation|organization|company|soci[ée]t[ée]|المؤلف|الكاتب|الجهة|autor",
    "date": r"(?:publish|publication|cover)?[ _-]?date(?: de publication)?|التاريخ|تاريخ(?: النشر)?|datum",
}
_NAMED = {key: re.compile(rf"\W*(?:(?:your|votre|nom de l[’']|name of the|le|la|the)\s*)?(?:{words})\W*", re.IGNORECASE) for key, words in _WORDS.items()}  # fmt: skip
_BRACKETED = re.compile(r"[\[<«{(‹]+\s*([^\]>»})›]{2,60}?)\s*[\]>»})›]+")
_FIELDS = {"TITLE": "title", "SUBJECT": "subtitle", "AUTHOR": "author", "COMPANY": "author", "DATE": "date",
           "CREATEDATE": "date", "SAVEDATE": "date"}  # fmt: skip
_BOUND = (("coreproperties[1]/ns1:title", "title"), ("title", "title"), ("subject", "subtitle"), ("creator", "author"),
          ("PublishDate", "date"), ("Company", "author"))  # fmt: skip


@frozen
class Filling:
    """What the places of a template are filled with, as plain words."""

    title: str
    subtitle: str
    author: str
    date: str
    short: str
    """Title for heads and feet."""
    tag: str
    """Its language as files write it: `fr-FR`."""
    is_right_to_left: bool

    @classmethod
    def of(cls, request: ExportRequest) -> "Filling":
        """Take the words of a document."""
        document = request.document
        said = plain(document.cover.subtitle, document.language) or document.subject or document.subtitle
        day = format_date(request.date, document.language)
        short = document.short_title or document.title
        return cls(
            plain(document.cover.title, document.language) or document.title,
            said,
            document.creator,
            day,
            plain(short, document.language),
            language_tag(document.language, document.region or None),
            request.is_right_to_left,
        )

    def get(self, key: str) -> str:
        """Give what stands for a key: `title`, `subtitle`, `author`, `date`."""
        return str(getattr(self, key))


def place_of(text: str) -> str:
    """Say what a placeholder's words ask for; empty for anything else."""
    said = text.strip()
    bare = _BRACKETED.fullmatch(said)
    return next(
        (key for key in ("subtitle", "title", "author", "date") if _NAMED[key].fullmatch(bare[1] if bare else said)), ""
    )


def words_of(element: Element) -> str:
    """Give the words of an element."""
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def set_words(element: Element, text: str, filling: Filling) -> None:
    """Write a text into the first run of an element, which keeps its looks; its other words go."""
    found = list(element.iter(f"{W}t"))
    if not found:
        return
    found[0].text = text
    found[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run = found[0].getparent()
    for other in found[1:]:
        other.text = ""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    for old in [*properties.findall(f"{W}rtl"), *properties.findall(f"{W}lang"), *properties.findall(f"{W}rStyle")]:
        if old.tag != f"{W}rStyle" or "lacehold" in old.get(f"{W}val", ""):
            properties.remove(old)
    for old in properties.findall(f"{W}eastAsianLayout"):
        properties.remove(old)
    if filling.is_right_to_left:
        properties.append(etree.Element(f"{W}rtl"))
    properties.append(etree.Element(f"{W}lang", {f"{W}bidi" if filling.is_right_to_left else f"{W}val": filling.tag}))


def control_key(control: Element) -> str:
    """Say what a content control asks for, by what it is bound to, else by its tag, its name or its words."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return ""
    binding = properties.find(f"{W}dataBinding")
    if binding is not None:
        path = binding.get(f"{W}xpath", "")
        last = re.sub(r"\[\d+\]", "", path).rpartition("/")[2].rpartition(":")[2]
        key = next((key for name, key in _BOUND if last == name), "")
        if key:
            return key
    for name in ("alias", "tag"):
        found = properties.find(f"{W}{name}")
        key = place_of(found.get(f"{W}val", "")) if found is not None else ""
        if key:
            return key
    return place_of(words_of(control)) if properties.find(f"{W}showingPlcHdr") is not None else ""


def fill(elements: list[Element], filling: Filling) -> set[str]:
    """Fill the content controls, the fields and the words in brackets of some elements; say what found its place."""
    done: set[str] = set()
    for element in elements:
        for control in [*element.iter(f"{W}sdt")]:
            if control.find(f"{W}sdtContent") is None or any(
                True for _ in control.find(f"{W}sdtContent").iter(f"{W}sdt")
            ):
                continue
            key = control_key(control)
            properties = control.find(f"{W}sdtPr")
            if key and words_of(control):
                set_words(control.find(f"{W}sdtContent"), filling.get(key), filling)
                for name in ("showingPlcHdr", "dataBinding", "date", "text"):
                    for old in properties.findall(f"{W}{name}"):
                        properties.remove(old)
                done.add(key)
        for paragraph in element.iter(f"{W}p"):
            key = place_of(words_of(paragraph)) if _BRACKETED.fullmatch(words_of(paragraph).strip()) else ""
            if key and not any(True for _ in paragraph.iter(f"{W}sdt", f"{W}fldChar")):
                set_words(paragraph, filling.get(key), filling)
                done.add(key)
        done |= _fields(element, filling)
    return done


def _fields(element: Element, filling: Filling) -> set[str]:
    """Write the results of fields that show a property or the title of a section."""
    done = set()
    for paragraph in element.iter(f"{W}p"):
        key, is_result, first = "", False, True
        for run in paragraph.iter(f"{W}r"):
            mark, code = run.find(f"{W}fldChar"), run.find(f"{W}instrText")
            if code is not None and code.text and code.text.split():
                named = code.text.split()
                name = (
                    named[1].strip('"').upper()
                    if named[0].upper() == "DOCPROPERTY" and len(named) > 1
                    else named[0].upper()
                )
                key = "short" if name == "STYLEREF" else _FIELDS.get(name, key)
            elif mark is not None:
                kind = mark.get(f"{W}fldCharType")
                is_result = kind == "separate"
                if kind == "end":
                    key, first = "", True
            elif is_result and key and run.find(f"{W}t") is not None:
                if first:
                    set_words(run, filling.get(key), filling)
                else:
                    run.find(f"{W}t").text = ""
                first = False
                done.add(key)
        for simple in paragraph.iter(f"{W}fldSimple"):
            named = simple.get(f"{W}instr", "").split()
            found = (
                "short"
                if named and named[0].upper() == "STYLEREF"
                else _FIELDS.get(named[0].upper() if named else "", "")
            )
            if found:
                set_words(simple, filling.get(found), filling)
                done.add(found)
    return done


def has_title(brand: Brand) -> bool:
    """Say whether the cover has a place for a title."""
    return "title" in _filled(brand, [deepcopy(one) for one in brand.cover], _NOTHING)


_NOTHING = Filling("–", "–", "–", "–", "–", "en", False)


def _filled(brand: Brand, elements: list[Element], filling: Filling) -> set[str]:
    done = fill(elements, filling)
    for role, key in (("Title", "title"), ("Subtitle", "subtitle")):
        styled = [
            one for element in elements for one in element.iter(f"{W}p")
            if (named := one.find(f"{W}pPr/{W}pStyle")) is not None and named.get(f"{W}val") == brand.roles.get(role)
            and words_of(one).strip()
        ]  # fmt: skip
        if styled and key not in done:
            set_words(styled[0], filling.get(key), filling)
            done.add(key)
    return done


def filled_cover(brand: Brand, filling: Filling, rtl: bool) -> list[Element]:
    """Give the cover with what it shows; controls that nothing fills and its last page break go."""
    elements = [deepcopy(one) for one in brand.cover]
    if not elements:
        return []
    _filled(brand, elements, filling)
    for element in elements:
        without_empty_fields(element)
        for control in list(element.iter(f"{W}sdt")):
            if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                for one in control.iter(f"{W}t"):
                    one.text = ""
        for kind in (
            "footnoteReference",
            "endnoteReference",
            "commentReference",
            "commentRangeStart",
            "commentRangeEnd",
        ):
            for one in list(element.iter(f"{W}{kind}")):
                one.getparent().remove(one)
        for one in list(element.iter(f"{W}br")):
            if one.get(f"{W}type") == "page":
                one.getparent().remove(one)
        turn_all(element, brand.is_right_to_left, rtl)
        describe(element, filling.short)
    return elements


def describe(element: Element, said: str) -> None:
    """Say to screen readers what the template does not: its drawings are decoration, its tables bear the document's name."""
    for drawing in element.iter(f"{_DRAWING}docPr"):
        if not (drawing.get("descr") or "").strip() and drawing.find(f"{{{_A}}}extLst") is None:
            drawing.append(etree.fromstring(DECORATIVE.replace("<a:extLst", f'<a:extLst xmlns:a="{_A}"', 1)))
    for table in element.iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        for name in ("tblCaption", "tblDescription"):
            if properties.find(f"{W}{name}") is None:
                properties.append(etree.Element(f"{W}{name}", {f"{W}val": cut(said, LONGEST_ALT)[0]}))


def without_empty_fields(element: Element) -> None:
    """Take out fields that show nothing: they would ask the reader's program for what it does not know."""
    for paragraph in element.iter(f"{W}p"):
        runs: list[Element] = []
        is_open = False
        for run in list(paragraph.iterchildren(f"{W}r")):
            kinds = [mark.get(f"{W}fldCharType") for mark in run.iterfind(f"{W}fldChar")]
            if "begin" in kinds:
                runs, is_open = [], True
            runs.append(run)
            if "end" in kinds and is_open:
                if not any(words_of(one) for one in runs):
                    for one in runs:
                        paragraph.remove(one)
                is_open = False


def turn_all(element: Element, was_rtl: bool, rtl: bool) -> None:
    """Let paragraphs and tables of the template run as the document does."""
    for paragraph in element.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None and rtl:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        turned(properties, rtl)
    for name in ("cantSplit", "tblHeader"):
        for mark in element.iter(f"{W}{name}"):
            if mark.get(f"{W}val") == "true":
                del mark.attrib[f"{W}val"]
    for drawn in element.iter():
        if isinstance(drawn.tag, str) and drawn.tag.startswith("{urn:schemas-microsoft-com:vml}"):
            drawn.attrib.pop("ID", None)
    for table in element.iter(f"{W}tbl"):
        properties = table.find(f"{W}tblPr")
        mark = properties.find(f"{W}bidiVisual")
        if not rtl and mark is not None:
            properties.remove(mark)
        elif rtl and mark is None:
            style = properties.find(f"{W}tblOverlap")
            previous = style if style is not None else properties.find(f"{W}tblpPr")
            previous = previous if previous is not None else properties.find(f"{W}tblStyle")
            if previous is not None:
                previous.addnext(etree.Element(f"{W}bidiVisual"))
            else:
                properties.insert(0, etree.Element(f"{W}bidiVisual"))
    if was_rtl == rtl:
        return
    for side in element.iter(f"{_DRAWING}positionH"):
        for align in side:
            if align.text in ("left", "right"):
                align.text = {"left": "right", "right": "left"}[align.text]
