"""A migplan exporter to Markdown, as somebody else would write it."""

import re
from collections.abc import Iterator

from migplan.cleaning import clean
from migplan.documents import Block, Bullets, Cover, Heading, Inline, Paragraph, Section, Table, parts, plain
from migplan.hooks import Exporter, ExportRequest, hookimpl

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def text(inline: Inline, language: str) -> str:
    """Write a line so that Markdown shows it as it is: signs escaped, so no code and no link; breaks as `<br>`."""
    return _PUNCTUATION.sub(r"\\\g<0>", clean(plain(inline, language)).strip()).replace("\n", "<br>")


def _cover(cover: Cover, language: str) -> Iterator[str]:
    yield f"# {text(cover.title, language)}"
    yield from (f"{text(fact.label, language)} – {text(fact.content, language)}" for fact in cover.facts)
    marks = cover.logos.marks if cover.logos else ()
    lines = [line for mark in marks for line in (mark.name, mark.statement)]
    for line in (cover.subtitle, cover.illustration, *lines, cover.statement, cover.disclaimer):
        yield text(line, language)


def _section(section: Section, language: str) -> Iterator[str]:
    yield f"## {text((section.number, ' ', *parts(section.title)), language)}"
    yield text(section.message, language)
    for block in section.blocks:
        yield _block(block, language)
    yield from (f"> {text(line, language)}" for line in (section.source, *section.notes))


def _block(block: Block, language: str) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {text((block.number, ' ', *parts(block.text)), language)}"
    if isinstance(block, Paragraph):
        return text(block.text, language)
    if isinstance(block, Bullets):
        mark = "1." if block.is_numbered else "-"
        return "\n".join(f"{'    ' * (item.level - 1)}{mark} {text(item.text, language)}" for item in block.items)
    assert isinstance(block, Table)  # the host says everything else with these
    rows = [[column.label for column in block.columns], *(row.cells for row in block.rows)]
    lines = ["| " + " | ".join(text(cell, language) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(block.columns))
    return "\n\n".join((text(block.title, language), "\n".join(lines), text(block.note, language)))


def to_markdown(request: ExportRequest) -> bytes:
    """Render a document as Markdown, in UTF-8."""
    document, language = request.document, request.language
    pieces = [*_cover(document.cover, language), *(p for s in document.sections for p in _section(s, language))]
    return ("\n\n".join(piece for piece in pieces if piece.strip()) + "\n").encode()


@hookimpl
def migplan_exporters() -> list[Exporter]:
    """Offer Markdown."""
    return [Exporter("markdown", ".md", to_markdown, draws=[Bullets], label="Markdown", media_type="text/markdown")]
