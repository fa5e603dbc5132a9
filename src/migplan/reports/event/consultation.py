"""Consultations by their rank: profile and needs; priorities and choices; the action plan."""

from collections.abc import Iterable
from decimal import Decimal
from textwrap import shorten

from attrs import evolve

from migplan.documents import (
    Axis,
    Block,
    Bullets,
    Chart,
    ChartKind,
    GroupWork,
    Holds,
    Inline,
    Point,
    Quadrant,
    Section,
    Series,
    Span,
    Weight,
)
from migplan.model import Action, AgendaItem, Method
from migplan.reports.event import work
from migplan.reports.event.material import EventMaterial
from migplan.reports.event.opening import slot
from migplan.reports.roadmap import actions, diagnosis, finances, governance, profile, strategy
from migplan.reports.roadmap.brief import brief_sheet
from migplan.reports.roadmap.material import Material

MOST_CATEGORIES = 12
MOST_ROWS = 9
MOST_POINTS = 18
MOST_BARS = 20
MOST_CRITERIA = 12
MOST_SHEETS = 6
"""Action sheets that are shown; the others wait as hidden slides."""
MOST_CHOICES, LONGEST_CHOICE = 24, 160
"""Things to vote on that are listed with the instructions, and letters of each: the printed sheets say every one in full."""
MOST_ROLES = 6
"""Organisations in the matrix of roles, those with the most."""
SHORTEST_END = 3
"""Letters of a word, such as an article, that a name is never cut after."""
VOTE_MINUTES = 30
MIDDLE = Decimal(3)


def sections(material: EventMaterial) -> Iterable[Section]:
    """The content of a consultation, then the work of its agenda; without a roadmap a marked slot."""
    yield material.divider("know")
    if not material.roadmaps:
        yield material.slide("content", material.tell("no_roadmap"), slot(material, "roadmap"))
    for main in material.roadmaps:
        yield from (_needs, _choices, _plan)[min(material.rank, 3) - 1](material, main)
    yield material.divider("work")
    yield from _work(material)


def _work(material: EventMaterial) -> Iterable[Section]:
    """What the agenda asks participants to do; a vote also where it forgot one before the third consultation."""
    mains = [main for main in material.roadmaps if main.roadmap.actions or main.roadmap.needs]
    votes = material.parts(Method.VOTE)
    done = 0
    for item in material.agenda:
        for section in work.sections(material, (item,)):
            done += 1
            yield section
        if item.method is Method.VOTE:
            for main in mains:
                done += 1
                yield vote(material, main, item, is_listed=item is votes[0])
    if not votes and material.rank < 3:
        for main in mains:
            done += 1
            yield vote(material, main)
    if not done:
        yield material.slide("group_work", material.tell("no_work"), slot(material, "work"))


def vote(material: EventMaterial, main: Material, item: AgendaItem | None = None, *, is_listed: bool = True) -> Section:
    """How to vote with dots, and on what unless the deck listed it before; the sheets themselves are printed, large."""
    items = work.choices(material, main) if material.rank > 1 else work.needs(material, main)
    minutes = item.minutes if item else VOTE_MINUTES
    language = material.request.language
    names = [
        (Span(one.code, language, Weight.STRONG), f"  {shorten(one.labels[0].text, LONGEST_CHOICE, placeholder='…')}")
        for one in items
        if one.labels
    ]
    block = GroupWork(
        material.voice.text(item.title) if item else material.tell("vote_question"), minutes, [material.tell(f"vote_step.{key}") for key in ("think", "stick", "count")],
        groups=names if is_listed and len(names) <= MOST_CHOICES else (), hand_in=material.tell("vote_hand_in"), alt=material.tell("vote", n=len(items)),
    )  # fmt: skip
    return material.slide(
        "vote",
        material.tell("vote" if is_listed else "vote_again", n=len(items)),
        block,
        minutes=minutes,
        materials=material.tell("dots.materials"),
    )


def _needs(material: EventMaterial, main: Material) -> Iterable[Section]:
    """First consultation: the territory in figures, what was found, the needs."""
    chart = profile.trend_chart(main, most=MOST_CATEGORIES)
    shown = profile.figures(main)
    if chart is not None or shown.items:
        yield material.slide("profile", profile.message(main), chart or shown)
    parts = profile.parts_table(main, most=MOST_ROWS)
    if parts is not None:
        yield material.slide("parts", profile.parts_message(main), parts)
    found = diagnosis.findings_block(main)
    if found is not None:
        yield material.slide("diagnosis", main.voice.say("diagnosis.message", n=len(main.roadmap.findings)), found)
    else:
        yield material.slide("diagnosis", material.tell("no_findings"), slot(material, "findings"))
    swot = diagnosis.swot(main, most=4)
    if swot is not None:
        yield material.slide("swot", diagnosis.swot_message(main), swot)
    people = diagnosis.stakeholder_map(main, most=MOST_POINTS)
    if people is not None:
        yield material.slide("stakeholders", diagnosis.stakeholders_message(main), people)
    yield needs_slide(material, main)


def needs_slide(material: EventMaterial, main: Material) -> Section:
    """The needs, by votes where they were voted on."""
    block: Block | None = diagnosis.needs_chart(main) or diagnosis.needs_table(main)
    first = diagnosis.ranked_needs(main)
    message = diagnosis.needs_message(main)
    if first:
        message = material.tell("needs_first", n=len(first), first=main.voice.plain(first[0].title))
    return material.slide("needs", message, block or slot(material, "needs"))


def _choices(material: EventMaterial, main: Material) -> Iterable[Section]:
    """Second consultation: objectives, ranking with its stability, impact against effort."""
    yield needs_slide(material, main)
    tree = strategy.tree(main)
    if tree is not None:
        yield material.slide("strategy", strategy.message(main), tree)
    criteria = diagnosis.criteria_table(main)
    if criteria is not None:
        chart = weights_chart(material, main)
        message = chart.alt if chart is not None else material.tell("criteria", n=len(criteria.rows))
        yield material.slide("criteria", message, chart or criteria)
    ranked = diagnosis.priorities_chart(main)
    if ranked is not None:
        yield material.slide("priorities", diagnosis.priorities_message(main), ranked)
        yield material.slide("stability", stability_message(material, main), diagnosis.priorities_table(main))
    else:
        yield material.slide("priorities", material.tell("no_ranking"), slot(material, "ranking"))
    plane = effort_quadrant(material, main)
    if plane is not None:
        yield material.slide("effort", plane.alt, plane)


def weights_chart(material: EventMaterial, main: Material) -> Chart | None:
    """The weights of the criteria, heaviest first, with what rules an action out; `None` for one criterion or too many."""
    voice, ranking = main.voice, main.ranking
    found = sorted(ranking.criteria, key=lambda one: -one.weight) if ranking else []
    if not 2 <= len(found) <= MOST_CRITERIA:
        return None
    names = [f"{one.id} {voice.plain(one.title)}".strip() for one in found]
    veto = voice.say("priorities.veto")
    vetoes = [
        f"{one.id} – {veto} {voice.say('priorities.veto_below', score=one.veto_below)}"
        for one in found
        if one.veto_below is not None
    ]
    is_one_first = found[0].weight > found[1].weight
    told = {"n": len(found), "first": voice.plain(found[0].title) or found[0].id}
    weight = voice.say("priorities.weight")
    return Chart(
        f"weights-{main.roadmap.id}", voice.say("priorities.criteria"), ChartKind.BAR, names,
        [Series(weight, [one.weight for one in found], "primary")], unit=weight, holds=Holds.NUMBER, decimals=0,
        note=voice.words("roadmap.between").join(vetoes) if vetoes else "",
        alt=material.tell("criteria_first" if is_one_first else "criteria", **told),
        emphasised=names[0] if is_one_first else "",
    )  # fmt: skip


def stability_message(material: EventMaterial, main: Material) -> str:
    """Say how many places hold whatever the weights."""
    items = main.ranking.ranked if main.ranking else ()
    firm = sum(1 for one in items if one.best_rank == one.worst_rank)
    return material.tell("stability", n=firm, of=len(items))


def effort_quadrant(material: EventMaterial, main: Material, longest: int = 160) -> Quadrant | None:
    """Impact against effort, those quick to win in accent; `None` without two placed actions.

    Names longer than `longest` letters are cut between words: the code before them says which is meant.
    """
    placed = [
        (one, Decimal(one.effort), Decimal(one.impact))
        for one in main.roadmap.actions
        if one.effort is not None and one.impact is not None
    ]
    if len(placed) < 2:
        return None
    tell = material.tell
    quick = [one for one, effort, impact in placed if effort < MIDDLE <= impact]
    points = [
        Point(f"{one.id} {shortened(main.voice.plain(one.title), longest)}" if one in quick else one.id, effort, impact,
              color=main.color(one.objective), is_emphasised=one in quick)
        for one, effort, impact in placed
    ]  # fmt: skip
    low, high = main.voice.say("stakeholders.low"), main.voice.say("stakeholders.high")
    return Quadrant(
        f"effort-{main.roadmap.id}", "", (tell("quarter.quick"), tell("quarter.big"), tell("quarter.fill"), tell("quarter.drop")),
        Axis(tell("axis.effort"), low_label=low, high_label=high), Axis(tell("axis.impact"), low_label=low, high_label=high),
        points, alt=tell("effort", n=len(quick), of=len(placed)),
    )  # fmt: skip


def shortened(name: str, longest: int) -> str:
    """Cut a name between words where it is too long, without leaving a quote or an article at its end."""
    done = shorten(name, longest, placeholder="…")
    if not done.endswith("…"):
        return done
    words = done[:-1].split()
    while len(words) > 1 and len(words[-1].strip("«»,;:")) <= SHORTEST_END:
        words.pop()
    return f"{' '.join(words)}…"


def _plan(material: EventMaterial, main: Material) -> Iterable[Section]:
    """Third consultation and later ones: calendar, sheets, budget with its gap, who does what."""
    dated = actions.gantt(main)
    if dated is None:
        yield material.slide("calendar", material.tell("no_calendar"), slot(material, "calendar"))
    elif len(dated.bars) > MOST_BARS:
        for year in main.years:
            chart = actions.gantt(main, year)
            message = main.voice.say("actions.calendar_year", year=str(year))
            if chart is not None:
                yield material.slide("calendar", message, chart, id=f"slide-calendar-{year}")
    else:
        yield material.slide("calendar", actions.message(main), dated)
    if main.roadmap.actions:
        yield material.slide("finances", finances.message(main), finances.by_year_chart(main))
        yield material.slide("funding", finances.sources_message(main), finances.by_source_table(main))
    raci = governance.raci_matrix(main, MOST_ROLES)
    if raci is not None:
        yield material.slide("roles", governance.message(main), evolve(raci, title=""))
    for number, action in enumerate(shown_actions(main)):
        sheet = brief_sheet(main, action)
        name: Inline = main.voice.listed((sheet.code, sheet.title), " – ")
        yield material.slide("sheet", name, sheet, id=f"slide-{sheet.id or action.id}", hidden=number >= MOST_SHEETS)
    asked = [material.tell(f"asked.{key}") for key in ("right", "missing", "lead")]
    yield material.slide(
        "validate", material.tell("validate", n=len(main.roadmap.actions)), Bullets(tuple(asked), is_numbered=True)
    )


def shown_actions(main: Material) -> list[Action]:
    """Actions, those ranked first before the others."""
    ranks = {one.item: one.rank for one in main.ranking.ranked} if main.ranking else {}
    return sorted(actions.ordered(main), key=lambda one: (one.id not in ranks, ranks.get(one.id) or 0))
