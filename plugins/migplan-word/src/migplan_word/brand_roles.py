"""Styles of a template by role: by Word's own name in any language of the program, by outline level, by use."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

Element = Any
"""An element of lxml, whose stubs say neither that a schema requires a child nor which keys are text."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEAST_USE = 200
"""Letters of sample text that say which style the body has."""


@frozen(eq=False)
class Style:
    """One style of a template."""

    id: str
    name: str
    """In small letters, as Word knows it in every language: `heading 1`."""
    kind: str
    """`paragraph`, `character`, `table` or `numbering`."""
    based_on: str
    is_default: bool
    outline: int | None
    """Level of its headings from 0; `None` for text."""
    element: Element = field(repr=False)


NAMES = {
    "BodyText": ("body text",),
    "Title": ("title",), "Subtitle": ("subtitle",), "Quote": ("quote", "intense quote", "block text"),
    "Caption": ("caption",), "TOCHeading": ("toc heading",), "TOC1": ("toc 1",), "TOC2": ("toc 2",),
    "TableofFigures": ("table of figures",), "Header": ("header",), "Footer": ("footer",),
    "FootnoteText": ("footnote text",),
    **{f"Heading{level}": (f"heading {level}",) for level in range(1, 6)},
    **{f"List{kind}{level}": (f"list {kind.lower()} {level}".rstrip(),) for kind in ("Bullet", "Number") for level in ("", "2", "3")},
}  # fmt: skip
"""Word's own names by the id of our paragraph styles."""
_CHARACTERS = {
    "Strong": ("strong",), "Hyperlink": ("hyperlink",), "FootnoteReference": ("footnote reference",),
    "PlaceholderText": ("placeholder text",), "DefaultParagraphFont": ("default paragraph font",),
}  # fmt: skip
IDS = {
    "Heading1": ("Titre1", "Ttulo1", "berschrift1", "Titolo1", "Kop1", "Rubrik1"),
    "Title": ("Titre", "Titel", "Ttulo"), "Subtitle": ("Sous-titre", "Soustitre", "Untertitel"),
    "Caption": ("Lgende", "Legende", "Beschriftung"), "BodyText": ("Corpsdetexte",),
    "Header": ("En-tte", "Entte", "Kopfzeile"), "Footer": ("Pieddepage", "Fuzeile"),
}  # fmt: skip
"""Ids that programs in other languages give, where a file has lost Word's names."""
GENERIC_TABLES = {"normal table", "table grid", "table normal", "grille du tableau"}


def styles_of(root: Element) -> dict[str, Style]:
    """Read the styles part."""
    found = {}
    for element in root.iterfind(f"{W}style"):
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        name, base = element.find(f"{W}name"), element.find(f"{W}basedOn")
        level = int(outline.get(f"{W}val", "9")) if outline is not None else 9
        identifier = element.get(f"{W}styleId", "")
        found[identifier] = Style(
            identifier,
            name.get(f"{W}val", "").split(",")[0].strip().lower() if name is not None else "",
            element.get(f"{W}type", "paragraph"),
            base.get(f"{W}val", "") if base is not None else "",
            element.get(f"{W}default") in ("1", "true"),
            level if level < 9 else None,
            element,
        )
    return found


def default_style(styles: Mapping[str, Style], kind: str = "paragraph") -> str:
    """Give the id of the style that things of a kind have; of paragraphs the first one, failing all else."""
    own = [one for one in styles.values() if one.kind == kind]
    names = {
        "paragraph": "normal",
        "table": "normal table",
        "character": "default paragraph font",
        "numbering": "no list",
    }
    chosen = [one for one in own if one.is_default] or [one for one in own if one.name == names[kind]]
    if chosen:
        return chosen[0].id
    if kind == "paragraph":
        return own[0].id
    return ""


def roles_of(styles: Mapping[str, Style], document: Element) -> dict[str, str]:
    """Give the ids of the template's styles by those of ours; roles that it lacks are left out."""
    used = _use(document, styles)
    paragraphs = [one for one in styles.values() if one.kind == "paragraph"]
    roles = {"Normal": default_style(styles)}
    for kind, ours in (("table", "TableNormal"), ("numbering", "NoList"), ("character", "DefaultParagraphFont")):
        if default_style(styles, kind):
            roles[ours] = default_style(styles, kind)
    for names, kind in ((NAMES, "paragraph"), (_CHARACTERS, "character")):
        for ours, wanted in names.items():
            own = [one for one in styles.values() if one.kind == kind]
            found = next((one.id for name in wanted for one in own if one.name == name), "")
            found = found or next((one.id for one in own if one.id in IDS.get(ours, ())), "")
            if found:
                roles[ours] = found
    for level in range(1, 6):
        ours = f"Heading{level}"
        leveled = [one for one in paragraphs if one.outline == level - 1 and one.id not in roles.values()]
        known = roles.get(ours, "")
        heirs = [one for one in paragraphs if known and one.based_on == known and used[one.id] and not used[known]]
        if heirs:
            roles[ours] = max(heirs, key=lambda one: used[one.id]).id
        elif not known and leveled:
            roles[ours] = max(leveled, key=lambda one: used[one.id]).id
    plain = [
        one for one in paragraphs
        if one.outline is None and one.id not in roles.values() and used[one.id] >= _LEAST_USE and not _is_marked(one)
    ]  # fmt: skip
    if used[roles["Normal"]] < _LEAST_USE and plain and used[roles.get("BodyText", "")] < _LEAST_USE:
        roles["BodyText"] = max(plain, key=lambda one: used[one.id]).id
    elif "BodyText" not in roles or (used[roles["Normal"]] >= _LEAST_USE and not used[roles["BodyText"]]):
        roles["BodyText"] = roles["Normal"]
    tables = Counter(one.get(f"{W}val", "") for one in document.iter(f"{W}tblStyle"))
    for identifier, _ in tables.most_common():
        if (
            identifier in styles
            and styles[identifier].kind == "table"
            and styles[identifier].name not in GENERIC_TABLES
        ):
            roles["Ruled"] = identifier
            break
    return roles


def _is_marked(style: Style) -> bool:
    return style.element.find(f"{W}pPr/{W}numPr") is not None or any(
        mark in style.name for mark in ("header", "footer", "toc", "list", "table", "caption", "title", "footnote")
    )


def _use(document: Element, styles: Mapping[str, Style]) -> Counter[str]:
    """Count the letters that a template's own text has in each paragraph style."""
    normal, used = default_style(styles), Counter[str]()
    for paragraph in document.iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = named.get(f"{W}val", "") if named is not None else normal
        used[style] += sum(len(one.text or "") for one in paragraph.iter(f"{W}t"))
    return used
