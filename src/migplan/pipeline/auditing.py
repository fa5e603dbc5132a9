"""The figures of a file that was made earlier, set beside what the plan says by now."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from attrs import frozen

from migplan.documents import Medium
from migplan.host import Host
from migplan.locale import explained
from migplan.model import Audience
from migplan.pipeline.choosing import refusal
from migplan.pipeline.loading import default_host, load
from migplan.pipeline.making import build, plan_version
from migplan.problems import PlanError, Problem
from migplan.records.figures import MADE, Examined, FileFigure, FileSection, Made, Place, figures_of, made_of

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


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


@frozen
class Audit:
    """What became of the figures of a file."""

    made: Made
    """How the file says it was made."""
    version: str
    """Version of the plan by now."""
    stale: tuple[StaleFigure, ...]
    seen: int
    """Figures that were found in the file, stale or not."""
    unseen: tuple[FileFigure, ...]
    """Figures that the document had and the file does not show: left out on slides, or changed by hand."""


def audit(path: str | Path, against: str | Path, *, host: Host | None = None, language: str | None = None) -> Audit:
    """Compare the figures of a Word, PowerPoint or Excel file of ours with a plan; nothing is written.

    The document is made once more as the file says it was; a file that carries the plan's own day is compared as of the
    plan's day by now.

    Raises:
        PlanError: The file cannot be read, is none of ours, or the plan cannot make its document any more.
    """
    host = host or default_host()
    place = Path(path)
    spoken = language or "en"
    examined = _examined(place, host, spoken)
    made = made_of(examined.texts.get(MADE, ""))
    medium = next((one for one in Medium if made is not None and one.value == made.medium), None)
    audience = next((one for one in Audience if made is not None and one.value == made.audience), None)
    if made is None or medium is None or audience is None:
        raise refusal("no-figures", spoken, path=str(path))
    plan = load(against, host=host, language=language)
    document = build(
        plan,
        made.report,
        of=made.of or None,
        language=made.language,
        medium=medium,
        audience=audience,
        on=None if made.follows and plan.as_of is not None else date.fromisoformat(made.date),
        host=host,
    )
    now: dict[str, list[FileFigure]] = defaultdict(list)
    for section in figures_of(document):
        for figure in section.figures:
            now[figure.address].append(figure)
    return _compared(made, plan_version(plan), now, examined.places)


def _examined(path: Path, host: Host, language: str) -> Examined:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise refusal("missing-path", language, path=str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refusal("unreadable-file", language, file=str(path), reason=reason) from error
    able = {one.suffix: one.examine for one in host.exporters.values() if one.examine is not None}
    examine = able.get(path.suffix.lower())
    if examine is None:
        raise refusal("cannot-audit", language, path=str(path), known=", ".join(sorted(able)) or "–")
    found = examine(data, path.name)
    if isinstance(found, Problem):
        raise PlanError(explained([found], language))
    return found


def _compared(made: Made, version: str, now: dict[str, list[FileFigure]], places: Sequence[Place]) -> Audit:
    rooms = [_Room(place) for place in places]
    stale: dict[tuple[str, str], StaleFigure] = {}
    unseen: dict[FileFigure, None] = {}
    seen = 0
    before: dict[str, list[FileFigure]] = defaultdict(list)
    for _, figure in made.figures:
        before[figure.address].append(figure)
    for section, figure in made.figures:
        held = [room for room in rooms if room.says(figure)]
        if not held:
            unseen[figure] = None
            continue
        seen += 1
        by_now = now.get(figure.address, [])
        if any(one.written == figure.written or one.value == figure.value for one in by_now):
            continue
        own = [room for room in held if room.is_of(section)] or held[:1]
        key = (figure.address, figure.written)
        known = stale[key].places if key in stale else ()
        found = (*known, *(room.place for room in own if room.place not in known))
        stale[key] = StaleFigure(*key, _new(by_now, before[figure.address]), found, own[0].cell(figure))
    return Audit(made, version, tuple(stale.values()), seen, tuple(unseen))


def _new(by_now: Sequence[FileFigure], before: Iterable[FileFigure]) -> str | None:
    """Say what stands at an address by now: of several figures those that were not there before."""
    old = {one.written for one in before}
    new = dict.fromkeys(one.written for one in by_now if one.written not in old)
    return ", ".join(new or dict.fromkeys(one.written for one in by_now)) or None


class _Room:
    """One place of the file, made ready to be searched."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._text = _plain(place.text)
        self._name = _plain(place.name)

    def says(self, figure: FileFigure) -> bool:
        """Say whether a figure stands here: written out and not as a part of another number, or in a cell."""
        if self.cell(figure):
            return True
        written = _plain(figure.written)
        start = self._text.find(written)
        while start >= 0:
            end = start + len(written)
            if not (self._text[start - 1 : start].isdecimal() or self._text[end : end + 1].isdecimal()):
                return True
            start = self._text.find(written, start + 1)
        return False

    def cell(self, figure: FileFigure) -> str:
        """Give the first cell that holds a figure's number; empty for none."""
        if not self.place.numbers:
            return ""
        number = Decimal(figure.value).normalize()
        return self.place.numbers.get(number) or self.place.numbers.get((number / 100).normalize(), "")

    def is_of(self, section: FileSection) -> bool:
        """Say whether this place belongs to a section: by its heading, its message or the name of the sheet."""
        title, message = _plain(section.title), _plain(section.message)
        if self.place.kind == "slide":
            return bool(message and message in self._text) or bool(title and title in self._text)
        if not title or not self._name:
            return False
        return self._name == title or self._name.endswith(f" {title}") or title.startswith(self._name)


def _plain(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
