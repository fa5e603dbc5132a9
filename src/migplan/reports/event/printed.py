"""What hangs on the wall and lies on the tables: posters, sheets for dots, ballots, signs; sized to paper."""

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from migplan.documents import (
    Block,
    Canvas,
    Chart,
    Choice,
    Document,
    Frame,
    Inline,
    Paper,
    Section,
    Sign,
    Signs,
    Span,
    VoteKind,
)
from migplan.hooks import BuildRequest
from migplan.model import AgendaItem, EventKind, Method, Plan
from migplan.reports.event import consultation, exchange, framed, reflection, work
from migplan.reports.event.material import EventMaterial, unique
from migplan.reports.event.opening import agenda
from migplan.reports.roadmap import actions, diagnosis, strategy
from migplan.reports.roadmap.material import Material

MOST_ON_BALLOT = 6
"""Choices of one ballot, so that its boxes stay large."""
MOST_ON_SHEET = 5
"""Choices of one sheet for dots, so that they are read from where one stands."""
MOST_ON_MAP = 10
"""Organisations on the map of a poster, so that it stays one page with letters to be read from afar."""
LONGEST_NAME = 20
"""Letters of a name on the map of effort and effect, so that it hangs as one poster; sheets and ballots say it in full."""
FIELDS = {
    EventKind.TRAINING: ("expect", "parking"),
    EventKind.CONSULTATION: ("needs", "choices", "plan"),
    EventKind.REFLECTION: ("opinion", "parking"),
    EventKind.EXCHANGE: ("levels", "parking"),
}
"""Blank posters by kind of event; the consultations take theirs by rank."""
FRAMES = {
    "expect": ("bring", "take"),
    "parking": ("questions", "ideas"),
    "needs": ("who", "lack", "where", "proof"),
    "choices": ("quick", "big", "fill", "drop"),
    "plan": ("what", "who_leads", "when", "money"),
    "opinion": ("points", "reservations", "commitments"),
    "levels": ("up", "down", "share"),
}
"""Frames of each blank poster."""


def build_boards(request: BuildRequest) -> Document:
    """Make the posters of an event: what is known, drawn large, and blank frames for what is to be found out."""
    material = EventMaterial(request)
    return _printed(material, "boards", Paper.A3_LANDSCAPE, _boards(material))


def build_dots(request: BuildRequest) -> Document:
    """Make the sheets for dots of an event, a few choices a page, in every language of the plan."""
    material = EventMaterial(request)
    return _printed(material, "dots", Paper.A3_LANDSCAPE, _votes(material, VoteKind.DOTS, MOST_ON_SHEET))


def build_ballots(request: BuildRequest) -> Document:
    """Make the ballots of an event, in every language of the plan on one page."""
    material = EventMaterial(request)
    return _printed(material, "ballots", Paper.A4_PORTRAIT, _votes(material, VoteKind.BOX, MOST_ON_BALLOT))


def build_signs(request: BuildRequest) -> Document:
    """Make the table signs of an event: its organiser, the organisations concerned, the team's functions."""
    material = EventMaterial(request)
    items = tuple(signs(material))
    blocks = (Signs(items, material.tell("signs", n=len(items))),)
    section = Section("signs", material.tell("board.signs"), blocks, message=material.tell("signs", n=len(items)))
    return _printed(material, "signs", Paper.A4_LANDSCAPE, (section,))


def _printed(material: EventMaterial, report: str, paper: Paper, sections: Iterable[Section]) -> Document:
    document = framed(material, report, unique(sections, material.request.language))
    narrow = evolve(document.cover, logos=material.voice.marks(short=True))
    cover = narrow if paper is Paper.A4_PORTRAIT else document.cover
    return evolve(document, paper=paper, cover=cover, title=f"{material.tell(f'document.{report}')} – {material.title}")


def can_vote(plan: Plan, event: str | None) -> bool:
    """Say whether an event has things to vote on: a consultation about actions or needs."""
    found = next((one for one in plan.events if one.id == event), None)
    if found is None or found.kind is not EventKind.CONSULTATION:
        return False
    return any(one.actions or one.needs for one in plan.roadmaps if found.roadmap in (None, one.id))


def _board(material: EventMaterial, key: str, message: Inline, block: Block | None) -> Iterator[Section]:
    if block is not None:
        if isinstance(block, Chart):  # a poster is one page: how to read it is said in the room
            block = evolve(block, reading=())
        yield Section(f"board-{key.replace('_', '-')}", message, (block,), message=message)


def _boards(material: EventMaterial) -> Iterable[Section]:
    event = material.event
    for day in material.days:
        items: list[AgendaItem] = [item for item in material.agenda if item.day == day]
        key = "agenda_day" if len(material.days) > 1 else "agenda"
        yield from _board(material, key, material.tell(f"board.{key}", day=day), agenda(material, items))
    if event.kind is EventKind.CONSULTATION:
        for main in material.roadmaps:
            yield from _DRAWN[min(material.rank, 3) - 1](material, main)
    elif event.kind is EventKind.EXCHANGE:
        for start in range(0, len(material.roadmaps), exchange.MOST_COLUMNS):
            mains = material.roadmaps[start : start + exchange.MOST_COLUMNS]
            yield from _board(
                material, "compare", exchange.comparison_message(material), exchange.side_by_side(material, mains)
            )
    blank = FIELDS[event.kind]
    if event.kind is EventKind.CONSULTATION:
        blank = (blank[min(material.rank, 3) - 1], "parking")
    for key in blank:
        yield from _board(material, key, material.tell(f"board.{key}"), canvas(material, key))
    for number, item in enumerate(material.parts(Method.GROUP_WORK, Method.EXERCISE), start=1):
        frames = [Frame(material.tell("board.group", n=place)) for place in range(1, 5)]
        title = material.voice.text(item.title)
        block = Canvas(title, frames, 2, item.minutes, material.tell("canvas_alt"))
        message = material.tell("board.group_answers", title=material.voice.plain(item.title))
        yield Section(f"board-group-{number}", material.tell("board.answers"), (block,), message=message)


def canvas(material: EventMaterial, key: str) -> Canvas:
    """A blank poster with its frames."""
    frames = [Frame(material.tell(f"board_frame.{name}")) for name in FRAMES[key]]
    return Canvas("", frames, 3 if len(frames) == 3 else 2, alt=material.tell("canvas_alt"))


def _known(material: EventMaterial, main: Material) -> Iterator[Section]:
    yield from _board(material, "needs_known", diagnosis.needs_message(main), diagnosis.needs_chart(main))
    found = diagnosis.stakeholder_map(main, most=MOST_ON_MAP)
    yield from _board(material, "stakeholders", diagnosis.stakeholders_message(main), found)


def _chosen(material: EventMaterial, main: Material) -> Iterator[Section]:
    yield from _board(material, "tree", strategy.message(main), strategy.tree(main))
    yield from _board(material, "priorities", diagnosis.priorities_message(main), diagnosis.priorities_chart(main))
    plane = consultation.effort_quadrant(material, main, LONGEST_NAME)
    if plane is not None:
        yield from _board(material, "effort", plane.alt, plane)


def _dated(material: EventMaterial, main: Material) -> Iterator[Section]:
    yield from _board(material, "calendar", actions.message(main), actions.gantt(main))
    yield from _board(material, "tree", strategy.message(main), strategy.tree(main))


_DRAWN: tuple[Callable[[EventMaterial, Material], Iterator[Section]], ...] = (_known, _chosen, _dated)


def _votes(material: EventMaterial, kind: VoteKind, most: int) -> Iterable[Section]:
    name = "ballot" if kind is VoteKind.BOX else "dots"
    for main in material.roadmaps:
        items: list[Choice] = work.choices(material, main) if material.rank > 1 else work.needs(material, main)
        items = items or work.choices(material, main)
        each = -(-len(items) // max(-(-len(items) // most), 1)) or 1
        pages = [items[start : start + each] for start in range(0, len(items), each)]
        for number, page in enumerate(pages, start=1):
            sheet = work.vote_sheet(material, main, kind, page, f"{name}-{main.roadmap.id}-{number}")
            title = material.tell(f"{name}.page", territory=main.territory_name, page=number, pages=len(pages))
            yield Section(f"{name}-{main.roadmap.id}-{number}", title, (sheet,))


def signs(material: EventMaterial) -> Iterator[Sign]:
    """One sign for each organisation that is expected at a table, each once."""
    event, reference = material.event, material.reference
    ids: list[str] = [event.organiser] if event.organiser else []
    ids += [one.organisation for one in event.attendance if one.organisation]
    ids += [main.roadmap.council for main in material.roadmaps if main.roadmap.council]
    ids += _invited(material)
    ids += [partner.stakeholder for partner in material.plan.partners]
    for id in dict.fromkeys(ids):
        found = reference.stakeholders.get(id)
        if found is not None:
            short = work.spoken(material, found.acronym)
            full = work.spoken(material, found.title)
            yield Sign(short or full, full if short else ())
    if event.kind is EventKind.REFLECTION:
        for body in reflection.bodies(material):
            yield Sign(work.spoken(material, body.title))
    team = material.plan.assignment.team if material.plan.assignment else ()
    for member in team:
        if member.id in event.facilitators:
            yield Sign(work.spoken(material, member.title), _team(material), "accent")


def _invited(material: EventMaterial) -> Iterator[str]:
    """Organisations with a part in the actions, of the categories expected: all of one roadmap, those that lead of several."""
    event, known = material.event, material.reference.stakeholders
    categories = {one.category for one in event.expected} | {one.category for one in event.attendance}
    for main in material.roadmaps:
        for share in main.loads:
            found = known.get(share.stakeholder)
            is_expected = not categories or (found is not None and found.category in categories)
            if is_expected and (material.main is not None or share.led):
                yield share.stakeholder


def _team(material: EventMaterial) -> tuple[Span, ...]:
    return work.told(material, "facilitation")
