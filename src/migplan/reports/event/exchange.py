"""An exchange between levels: the roadmaps side by side, what they share, what must be settled, what goes up."""

from collections.abc import Iterable
from decimal import Decimal

from migplan.documents import (
    Block,
    Bullets,
    Canvas,
    Column,
    ComparedColumn,
    ComparedLine,
    Comparison,
    Frame,
    Holds,
    Inline,
    Matrix,
    MatrixCell,
    MatrixLine,
    Role,
    Row,
    RowKind,
    Section,
    Table,
    Tag,
    Total,
    Value,
)
from migplan.reports.event import work
from migplan.reports.event.material import EventMaterial
from migplan.reports.event.opening import slot
from migplan.reports.roadmap import closing, diagnosis, finances, profile
from migplan.reports.roadmap.material import Material

MOST_COLUMNS = 4
"""Roadmaps that stand side by side on one slide."""
MOST_OPEN = 6
"""Open points that each have a frame to be settled in."""
MOST_GOALS = 12
"""Objectives of frameworks in the heat map, those that most roadmaps serve."""


def sections(material: EventMaterial) -> Iterable[Section]:
    """Comparison, convergences, arbitration, what goes to the level above."""
    yield material.divider("know")
    if not material.roadmaps:
        yield material.slide("content", material.tell("no_roadmap"), slot(material, "roadmap"))
    for start in range(0, len(material.roadmaps), MOST_COLUMNS):
        block = side_by_side(material, material.roadmaps[start : start + MOST_COLUMNS])
        yield material.slide(
            "compare", comparison_message(material), block, id=f"slide-compare-{start // MOST_COLUMNS + 1}"
        )
    shared = convergences(material)
    if shared is not None:
        yield material.slide("converge", shared.alt, shared_themes(material) or shared)
    heat = alignment(material)
    if heat is not None:
        yield material.slide("alignment", heat.alt, heat)
    yield material.divider("work")
    yield from work.sections(material)
    open_ = material.event.disagreements
    lines: Block = slot(material, "arbitration")
    if len(open_) > MOST_OPEN:
        lines = Bullets(tuple(material.voice.text(one) for one in open_), is_numbered=True)
    elif open_:
        lines = settling(material)
    yield material.slide("arbitrate", material.tell("arbitrate", n=len(open_)), lines, minutes=30)
    going = proposals(material)
    if going is not None:
        yield material.slide("proposals", going.alt, going)
    else:
        yield material.slide("proposals", material.tell("no_proposal"), slot(material, "proposals"))


def settling(material: EventMaterial) -> Canvas:
    """Frames in which each open point is settled; who settles it and by when, where there is only one."""
    tell, points = material.tell, [material.voice.text(one) for one in material.event.disagreements]
    alt = tell("arbitrate", n=len(points))
    if len(points) == 1:
        frames = [Frame(tell(f"frame.{key}")) for key in ("options", "who", "by")]
        return Canvas(points[0], frames, 3, 30, alt)
    return Canvas("", [Frame(point) for point in points], 2, 30, alt)


def comparison_message(material: EventMaterial) -> str:
    """Say what the roadmaps hold together, and what is secured of it."""
    count = sum(len(one.roadmap.actions) for one in material.roadmaps)
    return material.tell("compare", n=len(material.roadmaps), actions=count)


def side_by_side(material: EventMaterial, mains: Iterable[Material]) -> Comparison:
    """The same aspects of each roadmap in the same order; the one in which they differ most is set apart:

    the change, where some grow and others shrink; else the number with the widest spread.
    """
    voice, tell, found = material.voice, material.tell, tuple(mains)
    columns = [
        ComparedColumn(one.roadmap.id, one.territory_name, voice.words.choice(one.roadmap.status), f"series-{number}")
        for number, one in enumerate(found, start=1)
    ]
    changes = [
        row.change_percent.value if (row := profile.whole(one)) and row.change_percent else None for one in found
    ]
    numbers: list[tuple[str, list[Decimal | None], Holds, str]] = [
        (tell("line.actions"), [Decimal(len(one.roadmap.actions)) for one in found], Holds.INTEGER, "actions"),
        (voice.say("finances.cost"), [one.gap.total.cost.value for one in found], Holds.MONEY, "budget/cost"),
        (tell("line.secured"), [finances.secured_share(one) for one in found], Holds.SHARE, "budget/share"),
    ]
    lines: list[ComparedLine] = []
    apart_ways = {change > 0 for change in changes if change} == {True, False}
    widest = -1 if apart_ways else max(range(len(numbers)), key=lambda place: _spread(numbers[place][1]))
    for place, (label, values, holds, what) in enumerate(numbers):
        cells = [_value(material, one, value, holds, what) for one, value in zip(found, values, strict=True)]
        high = Decimal(100) if holds is Holds.SHARE else None
        apart = place == widest and _spread(values) > 0
        lines.append(ComparedLine(label, cells, holds, high, apart, _extremes(values) if apart else ()))
    if any(change is not None for change in changes):
        said: list[Inline] = [
            Value(change.quantize(Decimal("0.1")), Holds.SHARE, address=f"{one.roadmap.id}/profile/change") if change is not None else "–"
            for one, change in zip(found, changes, strict=True)
        ]  # fmt: skip
        lines.insert(
            0,
            ComparedLine(
                profile_label(material, found),
                said,
                differs=apart_ways,
                emphasised=_extremes(changes) if apart_ways else (),
            ),
        )
    lines.append(ComparedLine(tell("line.need"), [_first_need(material, one) for one in found]))
    return Comparison("roadmaps", tell("name.compare"), columns, lines, alt=comparison_message(material))


def profile_label(material: EventMaterial, mains: tuple[Material, ...]) -> str:
    """Name the figure whose change is compared."""
    measure = next((name for one in mains if (name := profile.main_measure(one))), None)
    return material.tell("line.change", measure=material.voice.measure(measure) if measure else "")


def _value(material: EventMaterial, main: Material, value: Decimal | None, holds: Holds, what: str) -> Value:
    unit = material.plan.currency if holds is Holds.MONEY else ""
    return Value(value, holds, unit, 0 if holds is Holds.MONEY else None, f"{main.roadmap.id}/{what}")


def _spread(values: list[Decimal | None]) -> Decimal:
    """Lowest to highest, as a part of the highest; 0 for fewer than two values."""
    known = [value for value in values if value is not None]
    return (max(known) - min(known)) / max(known) if len(known) > 1 and max(known) > 0 else Decimal(0)


def _extremes(values: list[Decimal | None]) -> tuple[int, ...]:
    known = [value for value in values if value is not None]
    return tuple(place for place, value in enumerate(values) if value is not None and value == min(known))


def _first_need(material: EventMaterial, main: Material) -> Inline:
    found = diagnosis.ranked_needs(main)
    return material.voice.text(found[0].title) if found else "–"


def convergences(material: EventMaterial) -> Table | None:
    """Themes that the needs of two roadmaps or more share: which needs, where; `None` when none is shared."""
    voice = material.voice
    columns = [Column("theme", voice.say("column.theme"), width=30)]
    columns += [Column(one.roadmap.id, one.territory_name, width=30) for one in material.roadmaps]
    rows, everywhere = [], 0
    for theme, term in material.reference.themes.items():
        held = [[need for need in one.roadmap.needs if need.theme == theme] for one in material.roadmaps]
        if sum(1 for needs in held if needs) < 2:
            continue
        everywhere += all(held)
        cells = [
            voice.listed([f"{need.id} {voice.plain(need.title)}" for need in needs], " ; ") or "–" for needs in held
        ]
        rows.append((len([1 for needs in held if needs]), (voice.strong(term.title), *cells)))
    rows.sort(key=lambda row: -row[0])
    if not rows:
        return None
    key = "converge_all" if everywhere and len(material.roadmaps) > 2 else "converge"
    message = material.tell(key, n=len(rows), all=everywhere)
    return Table("convergences", material.tell("name.converge"), columns, [cells for _, cells in rows], alt=message)


def shared_themes(material: EventMaterial) -> Matrix | None:
    """The same themes as a map: by roadmap the codes of its needs, tinted by their number; `None` for one too large."""
    table = convergences(material)
    if table is None or len(table.rows) > MOST_GOALS + 2:
        return None
    found: list[tuple[MatrixLine, list[list[str]]]] = []
    for theme, term in material.reference.themes.items():
        held = [[need.id for need in one.roadmap.needs if need.theme == theme] for one in material.roadmaps]
        if sum(1 for codes in held if codes) > 1:
            found.append((MatrixLine(theme, material.voice.text(term.title)), held))
    found.sort(key=lambda one: (-sum(1 for codes in one[1] if codes), -sum(len(codes) for codes in one[1])))
    counts = [[len(codes) for codes in held] for _, held in found]
    return Matrix(
        "themes", material.tell("name.converge"), material.voice.say("column.theme"), [line for line, _ in found],
        [MatrixLine(one.roadmap.id, one.territory_name) for one in material.roadmaps],
        [[MatrixCell(" · ".join(codes), min(len(codes), 3)) for codes in held] for _, held in found],
        [sum(line) for line in counts], [sum(column) for column in zip(*counts, strict=True)],
        note=material.tell("converge_note"), alt=table.alt,
    )  # fmt: skip


def backup(material: EventMaterial) -> Iterable[Section]:
    """The needs behind the shared themes, hidden."""
    table = convergences(material)
    if table is not None and shared_themes(material) is not None:
        message = material.tell("converge_needs")
        yield material.slide("converge", message, table, id="slide-converge-needs", role=Role.ANNEX, hidden=True)


def alignment(material: EventMaterial) -> Matrix | None:
    """Actions of each roadmap for each objective of the frameworks: those that most roadmaps serve first."""
    voice = material.voice
    served: dict[str, list[int]] = {}
    for place, main in enumerate(material.roadmaps):
        matrix = main.coverage.alignment
        for goal in matrix.objectives:
            served.setdefault(goal, [0] * len(material.roadmaps))[place] = len(matrix.actions_of(goal))
    order = sorted(served, key=lambda goal: (-sum(1 for n in served[goal] if n), -sum(served[goal]), goal))[:MOST_GOALS]
    if not order:
        return None
    highest = max(max(served[goal]) for goal in order)
    rows, cells = [], []
    for goal in order:
        found = material.reference.framework_objectives.get(goal)
        label = voice.text(found[1].short or found[1].title) if found else goal
        rows.append(MatrixLine(goal, label, goal))
        cells.append([MatrixCell(str(n) if n else "", -(-3 * n // highest) if highest else 0) for n in served[goal]])
    heads = [MatrixLine(one.roadmap.id, one.territory_name) for one in material.roadmaps]
    everywhere = sum(1 for goal in served if all(served[goal]))
    return Matrix(
        "alignment-levels", material.tell("name.alignment"), voice.say("column.goal"), rows, heads, cells,
        [sum(served[goal]) for goal in order],
        [sum(served[goal][place] for goal in order) for place in range(len(heads))],
        note=voice.say("strategy.alignment_cut", n=len(served) - len(order)) if len(order) < len(served) else "",
        alt=material.tell("alignment", n=everywhere, of=len(served)),
    )  # fmt: skip


def proposals(material: EventMaterial) -> Table | None:
    """What each roadmap asks of another level, with the amount and the answer; `None` when none does."""
    voice = material.voice
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("title", voice.say("proposals.proposal"), width=50),
        Column("to", voice.say("proposals.to"), width=22),
        Column("amount", voice.say("column.amount"), Holds.MONEY, width=16, unit=material.plan.currency, total=Total.SUM),
        Column("answer", voice.say("proposals.answer"), Holds.STATUS, width=16),
    ]  # fmt: skip
    rows: list[Row] = []
    count = 0
    for main in material.roadmaps:
        if main.roadmap.proposals:
            rows.append(Row((main.territory_name,), RowKind.GROUP))
        for one in main.roadmap.proposals:
            count += 1
            amount = main.budget.amounts.amount(one.amount) if one.amount else None
            address = f"{main.roadmap.id}/{one.id}"
            money = Value(amount, Holds.MONEY, material.plan.currency, address=f"{address}/amount")
            answer = Tag(voice.words.choice(one.answer), closing.ANSWERS[one.answer])
            rows.append(
                Row((one.id, voice.text(one.title), closing.recipient(voice, one), money, answer), address=address)
            )
    if not rows:
        return None
    rows.append(Row((voice.words("blocks.total"),), RowKind.TOTAL, address=f"{material.event.id}/proposals"))
    message = material.tell("proposals", n=count)
    return Table.computed("proposals", material.tell("name.proposals"), columns, rows, alt=message)
