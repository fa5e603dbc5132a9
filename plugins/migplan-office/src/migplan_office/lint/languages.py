"""Languages of runs: R6."""

from collections.abc import Iterator

from migplan_office.lint.deck import Deck
from migplan_office.lint.file import File, is_language, speaks_right_to_left
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.passages import Run
from migplan_office.lint.prose import Prose
from migplan_office.lint.scripts import has_arabic, has_left_to_right
from migplan_office.lint.xml import A, C, Element, W, child, is_on, place, said


def spoken_runs(file: File) -> Iterator[Finding]:
    """Every run has a language, from the text's own; so have notes, charts and the theme fonts."""
    if file.kind == "docx":
        yield from _document(file.prose)
    elif file.kind == "pptx":
        yield from _deck(file.deck)
    for chart in file.charts:
        root = chart.root
        language = child(root, f"{C}lang")
        default = next(root.iterfind(f"{C}txPr/{A}p/{A}pPr/{A}defRPr"), None)
        tag = language.get("val") if language is not None else default.get("lang") if default is not None else None
        if not is_language(tag):
            yield Finding("R6", chart.part, "c:chartSpace", "has no language; write c:lang")
        for run in root.iter(f"{A}r", f"{A}fld"):
            yield from _drawn(chart.part, run)
        yield from _listed(chart.part, root)


def _listed(part: str, root: Element) -> Iterator[Finding]:
    """Look at texts that the program writes by itself and that share one language: categories, names of series."""
    is_ring = any(True for kind in ("doughnutChart", "pieChart") for _ in root.iter(f"{C}{kind}"))
    named = f"{C}cat" if is_ring else f"{C}tx"  # what a legend lists: the parts of a ring, else the series
    for holder, path in ((f"{C}catAx", f"{C}cat"), (f"{C}legend", named)):
        texts = [text for found in root.iter(path) for point in found.iter(f"{C}v") if (text := point.text or "")]
        if not any(has_arabic(text) for text in texts) or any(has_left_to_right(text) for text in texts):
            continue
        for box in root.iter(holder):
            default = next(box.iterfind(f"{C}txPr/{A}p/{A}pPr/{A}defRPr"), None)
            tag = default.get("lang") if default is not None else None
            if tag is not None and not speaks_right_to_left(tag):
                yield Finding(
                    "R6", part, place(box), f"the texts are Arabic and marked {tag}; write their own language"
                )


def _document(prose: Prose) -> Iterator[Finding]:
    fonts = child(prose.settings, f"{W}themeFontLang")
    if fonts is None or not is_language(fonts.get(f"{W}val")):
        yield Finding(
            "R6", "word/settings.xml", "w:themeFontLang", "has no language; write w:val, and w:bidi right to left"
        )
    for paragraph in prose.paragraphs:
        for run in paragraph.runs:
            if run.text.strip() and (fault := _fault(run)):
                yield Finding("R6", paragraph.part, place(run.element), fault)


def _fault(run: Run) -> str:
    text, is_rtl = run.text, is_on(run.property("rtl"))
    tag = run.attribute("lang", f"{W}bidi" if is_rtl else f"{W}val")
    if not is_language(tag):
        name = "w:lang/@w:bidi" if is_rtl else "w:lang/@w:val"
        return f"the run {text[:20]!r} has no {name}; write the text's own language"
    if is_rtl and not speaks_right_to_left(tag):
        return f"the run {text[:20]!r} is marked w:rtl and {tag}; write a language that runs right to left"
    if not is_rtl and has_arabic(text) and not has_left_to_right(text) and not speaks_right_to_left(tag):
        return f"the run {text[:20]!r} is marked {tag}; write the text's own language"
    return ""


def _deck(deck: Deck) -> Iterator[Finding]:
    for part, root in (*((slide.part, slide.root) for slide in deck.slides), *deck.notes):
        for run in root.iter(f"{A}r", f"{A}fld"):
            yield from _drawn(part, run)


def _drawn(part: str, run: Element) -> Iterator[Finding]:
    text = said(run, f"{A}t")
    if not text.strip():
        return
    properties = child(run, f"{A}rPr")
    tag = properties.get("lang") if properties is not None else None
    if not is_language(tag):
        yield Finding("R6", part, place(run), f"the run {text[:20]!r} has no language; write a:rPr lang")
    elif has_arabic(text) and not has_left_to_right(text) and not speaks_right_to_left(tag):
        yield Finding("R6", part, place(run), f"the run {text[:20]!r} is marked {tag}; write the text's own language")


RULES = (Rule("R6", spoken_runs, ours=True),)
