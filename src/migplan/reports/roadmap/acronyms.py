"""Acronyms found in the text, expanded: from the reference data and from those that stakeholders go by."""

import re
from collections.abc import Iterable, Iterator

from migplan.documents import Block, Column, Inline, Row, Section, Table
from migplan.documents.text import texts
from migplan.locale import base_language
from migplan.model import Text
from migplan.reports.roadmap.material import Material

_LONGEST = 8
"""Letters of a short title that may be an acronym."""
_FEW = 12
"""Acronyms up to which the list has one column; longer ones have two, each read downwards."""


def section(material: Material, said: Iterable[Section]) -> Section | None:
    """The list of the acronyms that these sections use; `None` when they use none that the data expands."""
    voice = material.voice
    text = "\n".join(texts(tuple(said), voice.language))
    found: list[tuple[Inline, Inline]] = []
    for acronym, expansion in sorted(_known(material).items(), key=lambda pair: pair[0].casefold()):
        whole = voice.text(expansion)
        if voice.plain(expansion) != acronym and re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            found.append((voice.strong(acronym), whole))
    if not found:
        return None
    pairs = 2 if len(found) > _FEW else 1
    columns = [
        column
        for number in range(pairs)
        for column in (
            Column(f"acronym-{number}", voice.say("acronyms.acronym"), width=12),
            Column(f"meaning-{number}", voice.say("acronyms.meaning"), width=40),
        )
    ]
    high = -(-len(found) // pairs)
    lines = [found[start::high] for start in range(high)]
    rows = [Row(tuple(cell for pair in (*line, *[("", "")] * (pairs - len(line))) for cell in pair)) for line in lines]
    blocks: list[Block] = [Table("acronyms", "", columns, rows, alt=voice.say("acronyms.alt"))]
    return Section("acronyms", voice.say("chapter.acronyms"), blocks, level=2)


def _known(material: Material) -> dict[str, Text]:
    """Give each acronym of the data with what it stands for; the first that says it wins."""
    known: dict[str, Text] = {}
    for acronym, expansion in _declared(material):
        if acronym and expansion is not None:
            known.setdefault(acronym, expansion)
    return known


def _declared(material: Material) -> Iterator[tuple[str, Text | None]]:
    voice, reference = material.voice, material.reference
    own = base_language(voice.language)
    for term in reference.pack.acronyms:
        yield term.id, term.title
    for one in reference.stakeholders.values():
        if one.acronym is not None and base_language(one.acronym.find((own,))[1]) in ("", own):
            yield voice.plain(one.acronym), one.title
    for kind in reference.instrument_kinds.values():
        yield _short(material, kind.short), kind.title
    for framework in reference.pack.frameworks:
        yield _short(material, framework.short), framework.title


def _short(material: Material, text: Text | None) -> str:
    """Give a short title that is an acronym: capitals, few of them; else nothing."""
    said = material.voice.plain(text)
    return said if len(said) <= _LONGEST and said.isupper() and " " not in said else ""
