"""Lines: whether there is anything to see in them, and lines set side by side."""

from collections.abc import Iterable

from migplan.documents import Inline, Part, Span, Value, parts
from migplan_office.text import clean


def is_blank(inline: Inline) -> bool:
    """Say whether a line shows nothing: no value, and no words but white space."""
    return all(_is_blank(part) for part in parts(inline))


def _is_blank(part: Part) -> bool:
    if isinstance(part, Value):
        return False
    return not clean(part if isinstance(part, str) else part.text).strip()


def joined(*inlines: Inline, between: str = " ") -> Inline:
    """Set lines side by side with something between those that are not empty."""
    return tuple(_joined(inlines, between))


def _joined(inlines: Iterable[Inline], between: str) -> Iterable[Part]:
    first = True
    for inline in inlines:
        found = parts(inline)
        if not found:
            continue
        if not first:
            yield between
        first = False
        yield from found


def cut_at(inline: Inline, letters: int, language: str) -> tuple[Inline, Inline]:
    """Part a line after so many letters, at the next space where one is near; values and tags stay whole."""
    head: list[Part] = []
    tail: list[Part] = []
    left = letters
    for part in parts(inline):
        if tail or left <= 0:
            tail.append(part)
            continue
        text = part if isinstance(part, str) else part.text if isinstance(part, Span) else None
        if text is None or len(text) <= left:
            head.append(part)
            left -= len(text) if text is not None else 8
            continue
        at = max(text.rfind(" ", 0, left + 1), text.rfind("\n", 0, left + 1))
        at = at + 1 if at > left - 60 and at > 0 else left
        first, second = text[:at], text[at:]
        if isinstance(part, Span):
            head.append(Span(first, part.language, part.weight, part.link))
            tail.append(Span(second, part.language, part.weight, part.link, part.source))
        else:
            head.append(first)
            tail.append(second)
        left = 0
    return tuple(head), tuple(tail)
