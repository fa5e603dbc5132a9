"""The figures of a file that was made earlier, set beside what the plan says by now."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from attrs import frozen

from migplan.documents import Document, Medium
from migplan.hooks import Exporter
from migplan.host import Host
from migplan.locale import explained
from migplan.model import Audience
from migplan.pipeline.choosing import refusal
from migplan.pipeline.loading import default_host, load
from migplan.pipeline.making import build, plan_version, render_document
from migplan.pipeline.retouching import changed_by_hand
from migplan.pipeline.rooms import Room
from migplan.problems import PlanError, Problem
from migplan.records.figures import MADE, Examined, FileFigure, Made, StaleFigure, by_address, figures_of, made_of


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
    """Figures that the document had and the file does not show: left out on slides, or changed beyond recognition."""


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
    exporter = _exporter(place, host, spoken)
    examined = _examined(_read(place, spoken), exporter, place.name, spoken)
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
    fresh = _examined(
        render_document(document, exporter, plan.languages, audience=audience, host=host), exporter, place.name, spoken
    )
    rooms = _rooms(examined)
    retouched = tuple(changed_by_hand(document, made, rooms, _rooms(fresh)))
    stale, seen, unseen = _compared(made, document, rooms)
    told = {one.address for one in retouched}
    left = tuple(one for one in unseen if one.address not in told)
    return Audit(made, plan_version(plan), (*stale, *retouched), seen, left)


def _exporter(path: Path, host: Host, language: str) -> Exporter:
    able = {one.suffix: one for one in host.exporters.values() if one.examine is not None}
    exporter = able.get(path.suffix.lower())
    if exporter is None:
        raise refusal("cannot-audit", language, path=str(path), known=", ".join(sorted(able)) or "–")
    return exporter


def _read(path: Path, language: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise refusal("missing-path", language, path=str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refusal("unreadable-file", language, file=str(path), reason=reason) from error


def _examined(data: bytes, exporter: Exporter, name: str, language: str) -> Examined:
    found = exporter.examine(data, name) if exporter.examine is not None else Examined(())
    if isinstance(found, Problem):
        raise PlanError(explained([found], language))
    return found


def _rooms(examined: Examined) -> list[Room]:
    return [Room(place) for place in examined.places]


def _compared(
    made: Made, document: Document, rooms: Sequence[Room]
) -> tuple[Iterable[StaleFigure], int, Iterable[FileFigure]]:
    """Give the figures that the plan does not hold any more, how many the file shows, and those that it does not show."""
    now = by_address(figure for section in figures_of(document) for figure in section.figures)
    before = by_address(figure for _, figure in made.figures)
    stale: dict[tuple[str, str], StaleFigure] = {}
    unseen: dict[FileFigure, None] = {}
    seen = 0
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
    return stale.values(), seen, unseen


def _new(by_now: Sequence[FileFigure], before: Iterable[FileFigure]) -> str | None:
    """Say what stands at an address by now: of several figures those that were not there before."""
    old = {one.written for one in before}
    new = dict.fromkeys(one.written for one in by_now if one.written not in old)
    return ", ".join(new or dict.fromkeys(one.written for one in by_now)) or None
