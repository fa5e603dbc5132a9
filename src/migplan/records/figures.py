"""What a file says of its own making: the plan's version, and the address of each figure; and what is read back of it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from migplan.documents import Document, Value, plain
from migplan.documents.sequences import as_tuple
from migplan.documents.text import said

MADE = "made"
"""Name of the text in which a file says how it was made."""


@frozen
class FileFigure:
    """One figure of a file."""

    address: str
    """Where it stands in the plan, or what it was computed for."""
    written: str
    """As a reader sees it, without its unit."""
    value: str
    """The number or the day, without any rounding."""


@frozen
class FileSection:
    """The figures of one section."""

    number: str
    title: str
    message: str = ""
    figures: tuple[FileFigure, ...] = field(default=(), converter=as_tuple)


@frozen
class Made:
    """How a file was made."""

    version: str
    """Version of the plan."""
    report: str
    language: str
    medium: str
    audience: str
    date: str
    """Day that the document carries (ISO 8601)."""
    of: str = ""
    follows: bool = False
    """The day is the plan's own, and not one that was asked for."""
    sections: tuple[FileSection, ...] = field(default=(), converter=as_tuple)

    @property
    def figures(self) -> Iterator[tuple[FileSection, FileFigure]]:
        """Walk over the figures, each with its section."""
        for section in self.sections:
            for figure in section.figures:
                yield section, figure


@frozen
class Place:
    """A part of a file that people find: a slide, a sheet, the text below one heading."""

    kind: str
    """`slide`, `sheet` or `section`."""
    name: str
    """Its number, its name or its heading."""
    text: str = field(repr=False)
    numbers: Mapping[Decimal, str] = field(factory=dict, repr=False)
    """Numbers in cells, each with the first cell that holds it."""
    cells: tuple[tuple[str, str], ...] = field(default=(), converter=as_tuple, repr=False)
    """Cells of a sheet in reading order, each with its words or its number as they are stored."""
    page: int = 0
    """Page on which it begins, where the program that saved the file noted it; else 0."""


@frozen
class StaleFigure:
    """One figure of a file that the plan does not hold any more."""

    address: str
    """Where it stands in the plan, or what it was computed for: `north/A1.2/budget`."""
    written: str
    """As the file says it."""
    now: str | None
    """As the plan says it by now; `None` where the document would not have it any more."""
    places: tuple[Place, ...]
    """Slides, sheets or headings where the file says it."""
    cell: str = ""
    """In a workbook, its first cell."""
    made: str = ""
    """What the file said when it was made, where somebody changed it by hand since."""


@frozen
class Examined:
    """What a file holds, as far as an audit asks."""

    places: tuple[Place, ...] = field(converter=as_tuple)
    texts: Mapping[str, str] = field(factory=dict, repr=False)
    """What the file carries along, by name."""


def figures_of(document: Document) -> tuple[FileSection, ...]:
    """List the figures of a document by section, each once a section."""
    return tuple(section for section, _ in sections_of(document) if section.figures)


def by_address(figures: Iterable[FileFigure]) -> Mapping[str, Sequence[FileFigure]]:
    """Group figures by their address; an address without figures has none."""
    found: defaultdict[str, list[FileFigure]] = defaultdict(list)
    for figure in figures:
        found[figure.address].append(figure)
    return found


def sections_of(document: Document) -> Iterator[tuple[FileSection, Any]]:
    """Walk over the cover and the sections of a document, each with its figures."""
    language = document.language
    yield FileSection("", plain(document.cover.title, language), "", _figures(document.cover, language)), document.cover
    for one in document.sections:
        title, message = plain(one.title, language), plain(one.message, language)
        yield FileSection(one.number, title, message, _figures(one, language)), one


def figure_of(value: Value, language: str) -> FileFigure | None:
    """Give a typed value as a figure; `None` for a day, for nothing, and for a value without an address."""
    if not value.address or value.value is None or isinstance(value.value, date):
        return None
    return FileFigure(value.address, value.written(language, with_unit=False), str(value.value))


def _figures(thing: Any, language: str) -> tuple[FileFigure, ...]:
    found = (figure_of(one, language) for one in said(thing) if isinstance(one, Value))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def made_text(document: Document) -> str:
    """Write how a document was made, as JSON; empty for one that no plan is known of."""
    origin = document.made_from
    if origin is None or document.date is None:
        return ""
    held: dict[str, Any] = {
        "version": origin.version,
        "report": document.report,
        "language": origin.language,
        "medium": document.medium.value,
        "audience": origin.audience,
        "date": document.date.isoformat(),
        "of": origin.of,
        "follows": origin.follows,
        "sections": [
            [one.number, one.title, one.message, [[f.address, f.written, f.value] for f in one.figures]]
            for one in figures_of(document)
        ],
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def made_of(text: str) -> Made | None:
    """Read what `made_text` wrote; `None` for anything else, since it comes from outside."""
    try:
        held = json.loads(text)
        words = {name: held[name] for name in ("version", "report", "language", "medium", "audience", "date", "of")}
        sections = [
            FileSection(
                _word(number), _word(title), _word(message), [_figure(*map(_word, figure)) for figure in figures]
            )
            for number, title, message, figures in held["sections"]
        ]
        date.fromisoformat(_word(words["date"]))
        made = {name: _word(word) for name, word in words.items()}
        return Made(**made, follows=held["follows"] is True, sections=sections)
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return None


def _figure(address: str, written: str, value: str) -> FileFigure:
    """Make a figure whose value can be compared: one that is no number, or beyond those that can be, raises."""
    (Decimal(value) / 100).normalize()
    return FileFigure(address, written, value)


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
