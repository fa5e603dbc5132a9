"""Rules of slides: P1, P3, P4, P5, A8's order of reading."""

from collections import Counter
from collections.abc import Iterator

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.shapes import EMU_CM, EMU_POINT, FOOTERS, TITLES, Frame, Page, Shape
from migplan_office.lint.xml import A, Element, P, child, local, place, whole

MARGIN_CM = 0.8
_TOLERANCE = 9_525
"""One pixel, in EMU."""
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
_TITLE_LINES = 2
_FIRST_MASTER = 2_147_483_648


def sound_shapes(file: File) -> Iterator[Finding]:
    """Shape ids are unique within a slide, sizes whole and not negative; text, tables and charts keep 0.8 cm of margin."""
    deck = file.deck
    for page in (*deck.slides, *(deck.layouts if file.strict else ()), *(deck.masters if file.strict else ())):
        seen: dict[str, str] = {}
        for item in page.root.iter(f"{P}cNvPr"):
            id = item.get("id") or ""
            if id in seen:
                message = f"has the id {id} of {seen[id]!r}; number shapes from 1 up"
                yield Finding("P1", page.part, item.get("name") or "", message)
            seen.setdefault(id, item.get("name") or "")
        for item in page.root.iter(f"{A}ext", f"{A}off", f"{A}chExt", f"{P}ext"):
            for name in ("cx", "cy", "x", "y"):
                value = item.get(name)
                if value is None:
                    continue
                if not value.lstrip("-").isdigit() or (name[0] == "c" and value.startswith("-")):
                    message = f"{name}={value!r}; write whole numbers, and sizes of at least 0"
                    yield Finding("P1", page.part, place(item), message)
    for slide in deck.slides if file.strict else ():
        for shape in slide.shapes:
            frame = _content(slide, shape)
            if frame is not None and not _is_inside(frame, *deck.size):
                message = f"leaves the slide or its margin of {MARGIN_CM} cm: {_in_cm(frame)}; move or shrink it"
                yield Finding("P1", slide.part, shape.name, message)


def _content(slide: Page, shape: Shape) -> Frame | None:
    """Give the room of what a shape says; `None` for decoration, and for footers, whose place is the template's."""
    frame = slide.frame(shape)
    if frame is None or shape.kind in ("grpSp", "cxnSp", "pic") or shape.is_decorative or shape.role in FOOTERS:
        return None
    if shape.kind == "graphicFrame":
        return frame
    if not shape.text.strip():
        return None
    left, top, right, bottom = (whole(slide.body_property(shape, name), usual) for name, usual in _INSETS.items())
    return Frame(frame.x + left, frame.y + top, max(frame.width - left - right, 0), max(frame.height - top - bottom, 0))


def _is_inside(frame: Frame, width: int, height: int) -> bool:
    least = MARGIN_CM * EMU_CM - _TOLERANCE
    return frame.x >= least and frame.y >= least and frame.right <= width - least and frame.bottom <= height - least


def _in_cm(frame: Frame) -> str:
    edges = (frame.x, frame.y, frame.right, frame.bottom)
    return "left {:.2f}, top {:.2f}, right {:.2f}, bottom {:.2f} cm".format(*(edge / EMU_CM for edge in edges))


def no_autofit(file: File) -> Iterator[Finding]:
    """No text relies on `normAutofit` or `spAutoFit`: sizes are chosen and written."""
    for slide in file.deck.slides:
        for shape in slide.shapes:
            if shape.body is None:
                continue
            for item in slide.line(shape):
                properties = child(item.body, f"{A}bodyPr")
                fit = (
                    next((local(x) for x in properties if local(x).endswith(("utofit", "utoFit"))), "")
                    if properties is not None
                    else ""
                )
                if fit in ("normAutofit", "spAutoFit"):
                    source = "" if item is shape else " inherited from its layout"
                    message = f"relies on {fit}{source}; choose the size and write a:noAutofit"
                    yield Finding("P3", slide.part, shape.name, message)
                if fit:
                    break


def titled_slides(file: File) -> Iterator[Finding]:
    """Each slide has a title, unique, of two lines at most, first in the tree; no placeholder is left empty."""
    titles: Counter[str] = Counter()
    for slide in {slide.part: slide for slide in file.deck.slides}.values():
        title = next((shape for shape in slide.shapes if shape.role in TITLES), None)
        text = " ".join(title.text.split()) if title is not None else ""
        if title is None or not text:
            yield Finding("P4", slide.part, "", "has no title; fill a title placeholder with the slide's message")
        else:
            titles[text] += 1
            if titles[text] > 1:
                message = f"the title {text[:40]!r} stands {titles[text]} times in the deck; write (2/3) when a slide is split"
                yield Finding("P4", slide.part, title.name, message)
            lines = _title_lines(file, slide, title)
            if lines > _TITLE_LINES:
                yield Finding(
                    "P4", slide.part, title.name, f"the title takes {lines} lines; shorten it or its size, at most 2"
                )
            before = [
                shape for shape in slide.top_shapes if shape.text.strip() or shape.kind in ("graphicFrame", "pic")
            ]
            first = next((shape for shape in before if not shape.is_decorative), title)
            if first is not title and title in slide.top_shapes:
                message = f"{first.name} is read before the title; put the title first in the tree"
                yield Finding("P4", slide.part, title.name, message)
        for shape in slide.shapes:
            if shape.role and shape.role not in TITLES and shape.kind == "sp" and not shape.text.strip():
                yield Finding("P4", slide.part, shape.name, "is an empty placeholder; fill it or remove it")


def _title_lines(file: File, slide: Page, title: Shape) -> int:
    frame = slide.frame(title)
    if frame is None or title.body is None:
        return 0
    inset = whole(slide.body_property(title, "lIns"), _INSETS["lIns"]) + whole(
        slide.body_property(title, "rIns"), _INSETS["rIns"]
    )
    width = max((frame.width - inset) / EMU_POINT, 1.0)
    lines = 0
    for paragraph in title.body.iter(f"{A}p"):
        run = child(paragraph, f"{A}r")
        size = file.deck.font_size(slide, title, paragraph, run)
        for text in paragraph_text(paragraph).split("\n"):
            lines += max(len(file.wrap(text, width, size, False)), 1)
    return lines


def paragraph_text(paragraph: Element) -> str:
    """Join a paragraph's runs; breaks become line feeds."""
    items = paragraph.iter(f"{A}t", f"{A}br")
    return "".join("\n" if local(item) == "br" else item.text or "" for item in items)


def sound_ids(file: File) -> Iterator[Finding]:
    """Ids of slides stay below 2 147 483 647; those of masters and layouts lie above and are unique."""
    deck = file.deck
    slides: Counter[str] = Counter()
    for item in deck.root.iter(f"{P}sldId") if deck.root is not None else ():
        id = item.get("id") or ""
        slides[id] += 1
        if not 256 <= whole(id) < 2_147_483_647:
            yield Finding(
                "P5", file.main, f"sldId {id}", "lies outside 256 to 2 147 483 646; renumber the template's slides"
            )
        if slides[id] == 2:
            yield Finding("P5", file.main, f"sldId {id}", "stands twice; number slides from 256 up")
    above: Counter[str] = Counter()
    roots = [(file.main, deck.root), *((master.part, master.root) for master in deck.masters)]
    for part, root in roots:
        for item in root.iter(f"{P}sldMasterId", f"{P}sldLayoutId") if root is not None else ():
            id = item.get("id") or ""
            if not id:
                continue
            above[id] += 1
            if whole(id) < _FIRST_MASTER:
                yield Finding(
                    "P5", part, f"{local(item)} {id}", "lies below 2 147 483 648; number masters and layouts above"
                )
            if above[id] == 2:
                yield Finding("P5", part, f"{local(item)} {id}", "stands twice over masters and layouts; renumber them")


def reading_order(file: File) -> Iterator[Finding]:
    """On slides, the tree goes from title to content, top to bottom and along the lines, footers last."""
    rtl = file.is_right_to_left
    for slide in file.deck.slides:
        spoken = [
            shape
            for shape in slide.top_shapes
            if not shape.is_decorative and shape.kind != "cxnSp" and shape.role not in TITLES
            and (shape.text.strip() or shape.kind in ("graphicFrame", "pic", "grpSp"))
        ]  # fmt: skip
        footer: Shape | None = None
        before: Shape | None = None
        for shape in spoken:
            if shape.role in FOOTERS:
                footer = shape
                continue
            if footer is not None:
                yield Finding("A8", slide.part, shape.name, f"is read after the footer {footer.name}; put footers last")
                footer = None
            if before is not None and _is_backwards(slide.frame(before), slide.frame(shape), rtl):
                message = f"is read after {before.name}, which stands below or beyond it; order the tree as people read"
                yield Finding("A8", slide.part, shape.name, message)
            before = shape


def _is_backwards(one: Frame | None, two: Frame | None, rtl: bool) -> bool:
    """Say whether the second frame stands clearly before the first."""
    if one is None or two is None:
        return False
    beside = two.right <= one.x + _TOLERANCE or one.right <= two.x + _TOLERANCE
    earlier = (two.x >= one.right - _TOLERANCE) if rtl else (two.right <= one.x + _TOLERANCE)
    if two.bottom <= one.y + _TOLERANCE:
        return not beside or earlier
    shared = min(one.bottom, two.bottom) - max(one.y, two.y)
    return earlier and shared > 0.5 * min(one.height, two.height)


RULES = (
    Rule("P1", sound_shapes, ("pptx",)),
    Rule("P3", no_autofit, ("pptx",), ours=True),
    Rule("P4", titled_slides, ("pptx",), ours=True),
    Rule("P5", sound_ids, ("pptx",)),
)
