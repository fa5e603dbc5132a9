"""What a document still waits for: the slots in which nobody has written yet."""

from datetime import date
from typing import Any

from attrs import frozen

from migplan.documents import Document, Medium, Slot, plain
from migplan.host import Host
from migplan.model import Audience, Plan
from migplan.pipeline.making import build


@frozen
class OpenSlot:
    """One slot that is left."""

    passage: str
    """Id of the passage that its text will be."""
    section: str
    """Number and title of the section it stands in."""
    hint: str
    """What to write there."""


def open_slots(document: Document) -> tuple[OpenSlot, ...]:
    """List the slots of a document that hold no text, in order."""
    return tuple(
        OpenSlot(block.passage, f"{section.number} {plain(section.title, document.language)}".strip(), block.hint)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Slot) and not block.text
    )


def slots(
    plan: Plan,
    report: str,
    *,
    of: str | None = None,
    language: str | None = None,
    medium: Medium = Medium.PAGE,
    audience: Audience = Audience.INTERNAL,
    on: date | None = None,
    host: Host | None = None,
    **others: Any,
) -> tuple[OpenSlot, ...]:
    """List what somebody still has to write in a document of a plan.

    Raises:
        PlanError: As `build`.
    """
    del others  # what only matters for writing a file
    document = build(plan, report, of=of, language=language, medium=medium, audience=audience, on=on, host=host)
    return open_slots(document)
