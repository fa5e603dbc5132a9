"""Small pieces that fallbacks are put together from: titles, joined lines, lines below."""

from migplan.documents.blocks import Heading, Paragraph, ParagraphStyle
from migplan.documents.inline import Inline, Part, is_empty, parts


def titled(title: Inline, level: int = 3) -> tuple[Heading, ...]:
    """Give a heading, or nothing when there is no title."""
    return () if is_empty(title) else (Heading(title, level),)


def below(*lines: Inline) -> tuple[Paragraph, ...]:
    """Give a small paragraph for each line that says something."""
    return tuple(Paragraph(line, ParagraphStyle.SMALL) for line in lines if not is_empty(line))


def joined(*inlines: Inline, between: str = " ") -> tuple[Part, ...]:
    """Set lines side by side, leaving out the empty ones."""
    found: list[Part] = []
    for inline in inlines:
        if is_empty(inline):
            continue
        if found:
            found.append(between)
        found.extend(parts(inline))
    return tuple(found)
