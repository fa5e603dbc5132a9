"""What a client's template offers, said before it is used: what fits, what is missing and drawn, what cannot be read."""

from datetime import date

from migplan.documents import Cover, Document, Medium, Paragraph, Section
from migplan.hooks import ExportRequest, TemplateFit
from migplan.locale import Words
from migplan.problems import Problem, Severity
from migplan.themes import Theme
from migplan_office.brand import contrast
from migplan_office.text import cut
from migplan_office.units import mm_from_twips
from migplan_word.brand import DAMAGES, Brand, read_brand
from migplan_word.brand_cover import has_title
from migplan_word.brand_roles import W
from migplan_word.brand_sections import has_even_pages, references
from migplan_word.brand_styles import least_contrast
from migplan_word.render import render

_ROLES = {
    "title": ("Title",), "subtitle": ("Subtitle",), "headings": ("Heading1", "Heading2", "Heading3", "Heading4"),
    "body": ("BodyText",), "caption": ("Caption",), "bullets": ("ListBullet",), "numbers": ("ListNumber",),
    "quote": ("Quote",), "table": ("Ruled",), "contents": ("TOC1", "TOC2"), "footnote": ("FootnoteText",),
}  # fmt: skip
"""What is looked for, by the name of its label."""
_LONGEST_NAME = 60
_TRIED, _DAY = ("en", "ar"), date(2000, 1, 1)
"""Languages of a trial, one for each direction, and its day."""


def check_template(data: bytes, theme: Theme, words: Words) -> TemplateFit:
    """Say what fits of a template; an error says why it cannot be used. It never raises for what the bytes hold."""
    brand = read_brand(data)
    if isinstance(brand, Problem):
        return TemplateFit(problems=(brand,))
    try:
        for language in _TRIED:
            render(ExportRequest(_trial(language), _TRIED, theme, words, _DAY, template=data))
        return _fit(brand, theme, words)
    except DAMAGES:
        return TemplateFit(problems=(Problem("document-template-damaged", Severity.ERROR),))


def _trial(language: str) -> Document:
    """Make a document that meets every part of a template once: what is damaged shows before anything is asked of it."""
    sections = (Section("trial", "–", (Paragraph("–"),), number="1"),)
    return Document("trial", "–", language, Cover("–"), sections, date=_DAY, medium=Medium.PAGE)


def _fit(brand: Brand, theme: Theme, words: Words) -> TemplateFit:
    width, height = (f"{mm_from_twips(side) / 10:.1f}" for side in (brand.paper.width, brand.paper.height))
    fits = [words("blocks.paper.size", width=width, height=height)]
    problems: list[Problem] = []
    for label, names in _ROLES.items():
        role = words(f"blocks.paper.{label}")
        found = [_named(brand, brand.roles[one]) for one in names if one in brand.roles]
        if found:
            fits.append(words("blocks.paper.style", role=role, style=", ".join(found)))
        if len(found) < len(names):
            missing = role if len(names) == 1 or not found else words("blocks.paper.some", role=role)
            problems.append(Problem("document-style-missing", Severity.WARNING, values={"role": missing}))
    _pages(brand, words, fits, problems)
    for ours in ("BodyText", "Heading1", "Heading2", "Heading3", "Heading4", "Title", "Subtitle", "Caption"):
        if ours in brand.roles:
            problems += _contrast(brand, brand.roles[ours])
    if not brand.arabic_font:
        values = {"font": brand.said_arabic or brand.latin_font or "–", "instead": theme.arabic_font}
        problems.append(Problem("document-font-without-arabic", Severity.WARNING, values=values))
    else:
        fits.append(words("blocks.paper.arabic", font=brand.arabic_font))
    return TemplateFit(tuple(fits), tuple(problems))


def _named(brand: Brand, style: str) -> str:
    name = brand.styles[style].element.find(f"{W}name")
    return cut(" ".join(name.get(f"{W}val", style).split()) if name is not None else style, _LONGEST_NAME)[0]


def _pages(brand: Brand, words: Words, fits: list[str], problems: list[Problem]) -> None:
    kinds = references(brand, brand.section)
    for kind in ("header", "footer"):
        role = words(f"blocks.paper.{kind}")
        if (kind, "default") in kinds:
            fits.append(words("blocks.paper.kept", role=role))
        else:
            problems.append(Problem("document-part-missing", Severity.WARNING, values={"part": role}))
    if any(page == "first" for _, page in kinds):
        fits.append(words("blocks.paper.kept", role=words("blocks.paper.first")))
    if has_even_pages(brand):
        fits.append(words("blocks.paper.kept", role=words("blocks.paper.even")))
    if not brand.cover:
        problems.append(
            Problem("document-part-missing", Severity.WARNING, values={"part": words("blocks.paper.cover")})
        )
    elif has_title(brand):
        fits.append(words("blocks.paper.kept", role=words("blocks.paper.cover")))
    else:
        problems.append(Problem("document-cover-without-title", Severity.WARNING))
    columns = brand.section.find(f"{W}cols")
    if columns is not None and columns.get(f"{W}num", "1") not in ("0", "1"):
        problems.append(Problem("document-columns", Severity.ADVICE, values={"n": columns.get(f"{W}num")}))


def _contrast(brand: Brand, style: str) -> list[Problem]:
    color, least = brand.color(style), least_contrast(brand, style)
    if not color or (ratio := contrast(color, brand.ground)) >= least:
        return []
    values: dict[str, object] = {
        "style": _named(brand, style),
        "color": color,
        "ground": brand.ground,
        "ratio": f"{ratio:.1f}",
        "least": f"{least:g}",
    }
    return [Problem("document-style-contrast", Severity.WARNING, values=values)]
