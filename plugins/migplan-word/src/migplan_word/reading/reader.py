"""A Word file that people wrote in, handed over as prose by passage; nothing is trusted here."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from migplan.documents import PassageHome
from migplan.problems import Position, Problem, Severity
from migplan.records.prose import FilledProse, FilledSlot, folded_prose, paragraphs
from migplan_office.custom import carried
from migplan_office.gate import Kind, received, understood
from migplan_office.package import Parts
from migplan_word.package import SLOTS
from migplan_word.reading.body import Body

_MAIN = re.compile(r"(?:^|/)word/document\.xml$", re.IGNORECASE)
_PREFIX = "passage:"
_OTHER_PROGRAM = (b"LibreOffice", b"OpenOffice", b"Collabora")
"""Programs that leave the mark of a placeholder on what was typed over it."""


def read_document(path: Path) -> FilledProse | Problem:
    """Read the slots of a Word file, or give the one problem why there are none to read."""
    data = received(path)
    return data if isinstance(data, Problem) else prose_of(data, path.name)


def prose_of(data: bytes, source: str) -> FilledProse | Problem:
    """Read the slots of a Word file given as bytes."""

    def read(parts: Parts) -> FilledProse:
        name = next((name for name in parts if _MAIN.search(name)), None)
        body = Body.of(ElementTree.fromstring(parts[name])) if name is not None else Body()
        return _prose(parts, body, source)

    prose = understood(data, Kind.DOCUMENT, source, "unreadable-document", read)
    if isinstance(prose, Problem):
        return prose
    if not prose.slots and not prose.deleted:
        return Problem("no-slots", Severity.ERROR, values={"path": source}, position=Position(source))
    return prose


def _prose(parts: Parts, body: Body, source: str) -> FilledProse:
    held = _remembered(carried(parts))
    hides = not any(name in parts.get("docProps/app.xml", b"") for name in _OTHER_PROGRAM)
    placeholders = body.placeholders if hides else set()
    slots, deleted = [], []
    for one in _known(held):
        text = _text(body, one, placeholders)
        if text is None:
            deleted.append(one["passage"])
        else:
            is_open, shown = one.get("open") is True, _word(one, "shown")
            text = _without_hint(text, shown) if is_open else text
            slots.append(FilledSlot(one["passage"], text, shown, is_open, _home(one.get("home"))))
    if not held:
        slots = list(_by_tag(body))
    return FilledProse(source, _word(held, "language"), slots, deleted, has_base=bool(held))


def _remembered(texts: Mapping[str, str]) -> dict[str, Any]:
    try:
        held = json.loads(texts.get(SLOTS, "{}"))
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) and isinstance(held.get("slots"), list) else {}


def _known(held: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in held.get("slots", ()):
        if isinstance(one, dict) and isinstance(one.get("passage"), str) and one["passage"]:
            yield one


def _text(body: Body, one: Mapping[str, Any], placeholders: set[str]) -> str | None:
    """Give what stands in a slot: by its bookmark where that is left, since a tag may stand for several slots."""
    tag, mark = _word(one, "tag"), _word(one, "bookmark")
    following = _word(one, "following") if tag not in body.found else None
    inside = body.marked(mark, following) if mark else None
    if not inside and tag not in body.found:
        return None  # the mark of a slot outlives its words
    text = body.tagged(tag) if inside is None and tag else inside
    if text is not None and tag in placeholders:
        return ""
    return text


def _without_hint(text: str, hint: str) -> str:
    """Leave out the hint where somebody wrote before or behind it."""
    return "\n\n".join(piece for piece in paragraphs(text) if folded_prose(piece) != folded_prose(hint))


def _by_tag(body: Body) -> Iterator[FilledSlot]:
    """Give the slots of a file that has lost what it remembered; a tag that was shortened names no passage any more."""
    for tag in sorted(body.found):
        if tag.startswith(_PREFIX) and "~" not in tag:
            is_open = tag in body.placeholders
            text = "" if is_open else body.tagged(tag) or ""
            yield FilledSlot(tag.removeprefix(_PREFIX), text, was_open=is_open)


def _home(held: Any) -> PassageHome | None:
    if not isinstance(held, dict) or not _word(held, "report"):
        return None
    names = ("report", "section", "roadmap", "event", "language", "text")
    return PassageHome(**{name: _word(held, name) for name in names}, is_new=held.get("new") is True)


def _word(held: Mapping[str, Any], name: str) -> str:
    value = held.get(name)
    return value if isinstance(value, str) else ""
