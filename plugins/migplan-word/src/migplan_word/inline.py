"""Lines: whether there is anything to see in them, and lines set side by side."""

from collections.abc import Iterable

from migplan.documents import Inline, Part, Value, parts
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
