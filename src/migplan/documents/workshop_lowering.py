"""How the blocks of a workshop are said with simpler ones."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from migplan.documents.blocks import Bullets, Heading, Paragraph, ParagraphStyle
from migplan.documents.inline import Holds, Inline, Span, Weight, is_empty
from migplan.documents.lines import below, joined, titled
from migplan.documents.tables import Column, Row, Table
from migplan.documents.workshop import Choice, Comparison, GroupWork, Quiz, Signs, VoteKind, VoteSheet
from migplan.locale import Words

if TYPE_CHECKING:
    from migplan.documents.document import Block


def _group_work(block: GroupWork, words: Words) -> tuple["Block", ...]:
    minutes = words("blocks.canvas.minutes", n=block.minutes) if block.minutes else ""
    body: list[Block] = [Paragraph(block.question, ParagraphStyle.LEAD), *below(minutes)]
    for key, lines in (("steps", block.steps), ("roles", block.roles), ("groups", block.groups)):
        if lines:
            body += [Heading(words(f"blocks.group_work.{key}"), 3), Bullets(lines, is_numbered=key == "steps")]
    if not is_empty(block.hand_in):
        body += [Heading(words("blocks.group_work.hand_in"), 3), Paragraph(block.hand_in)]
    columns = [Column("answer", words("blocks.canvas.answer"), width=90)]
    return (*body, Table("group-work", "", columns, [("",)], alt=block.alt))


def _quiz(block: Quiz, words: Words) -> tuple["Block", ...]:
    number = Span(words("blocks.quiz.number", n=block.number), weight=Weight.MUTED) if block.number else ""
    lines = [
        joined(Span(f"{letter_of(place)}.", weight=Weight.STRONG), choice, *_right(block, place, words))
        for place, choice in enumerate(block.choices, start=1)
    ]
    question = Paragraph(block.question, ParagraphStyle.LEAD)
    return (*below(number), question, *(Paragraph(line) for line in lines))


def _right(block: Quiz, place: int, words: Words) -> tuple[Inline, ...]:
    if block.answer != place:
        return ()
    return (Span(f"({words('blocks.quiz.right')})", weight=Weight.ACCENT),)


def letter_of(place: int) -> str:
    """Give the letter of a choice of a quiz, from 1: A to Z, then its number."""
    return chr(ord("A") + place - 1) if 1 <= place <= 26 else str(place)


def _vote_sheet(block: VoteSheet, words: Words) -> tuple["Block", ...]:
    columns = [
        Column("code", words("blocks.vote.code"), Holds.CODE, width=6),
        Column("choice", words("blocks.vote.choice"), width=60),
    ]
    if block.kind is VoteKind.DOTS:
        columns.append(Column("dots", words("blocks.vote.dots"), width=30))
        marks: tuple[Inline, ...] = (" ".join("○" * block.circles),)
    elif block.heads:
        columns += [Column(f"head-{n}", _head(head), width=10) for n, head in enumerate(block.heads, start=1)]
        marks = ("",) * len(block.heads)
    else:
        columns.append(Column("mark", words("blocks.vote.mark"), width=12))
        marks = ("",)
    rows = [
        Row((choice.code, joined(*choice.labels, between=" – "), *marks), color=choice.color)
        for choice in block.choices
    ]
    unsaid = () if block.heads == () or block.kind is VoteKind.BOX else tuple(_head(head) for head in block.heads)
    voters = [("", _head(voter)) for voter in block.voters]
    tick = [Column("mark", words("blocks.vote.mark"), width=8), Column("voter", words("blocks.vote.voter"), width=60)]
    return (
        *titled(joined(*block.title, between=" – ")),
        *(Paragraph(line) for line in block.instructions),
        Table(block.id, "", columns, rows, alt=block.alt),
        *below(*unsaid),
        *((Table(f"{block.id}-voters", "", tick, voters),) if voters else ()),
        *((Table(f"{block.id}-stamp", "", [Column("stamp", joined(*block.stamp, between=" – "))], [("",)]),) if block.stamp else ()),
    )  # fmt: skip


def _head(choice: Choice) -> Inline:
    return joined(choice.code, joined(*choice.labels, between=" – "))


def _signs(block: Signs, words: Words) -> tuple["Block", ...]:
    lines: list[Block] = []
    for sign in block.items:
        lines += titled(joined(*sign.names, between=" – "))
        lines += [Paragraph(detail) for detail in sign.details if not is_empty(detail)]
    return tuple(lines)


def _comparison(block: Comparison, words: Words) -> tuple["Block", ...]:
    columns = [Column("label", words("blocks.comparison.aspect"), width=24)]
    columns += [
        Column(f"c{number}", joined(column.title, column.detail, between=" – "), width=26)
        for number, column in enumerate(block.columns, start=1)
    ]
    rows = [(line.label, *line.cells) for line in block.lines]
    return (Table(block.id, block.title, columns, rows, block.note, block.alt),)


WORKSHOP: Mapping[type, Callable[[Any, Words], tuple["Block", ...]]] = {
    GroupWork: _group_work,
    Quiz: _quiz,
    VoteSheet: _vote_sheet,
    Signs: _signs,
    Comparison: _comparison,
}
"""The fallback of each block of a workshop."""
