"""Vision, objectives and what they answer to."""

from collections.abc import Iterable

from attrs import evolve

from migplan.analysis.coverage import Link
from migplan.documents import (
    Column,
    Holds,
    Matrix,
    MatrixCell,
    MatrixLine,
    Node,
    Paragraph,
    ParagraphStyle,
    Row,
    Table,
    Tree,
)
from migplan.model import Objective, ObjectiveKind
from migplan.reports.roadmap.material import Material


def message(material: Material) -> str:
    """Say how many objectives and actions carry the vision."""
    voice = material.voice
    return voice.say(
        "strategy.message",
        objectives=voice.of("objectives", len(material.strategic)),
        actions=voice.of("actions", len(material.roadmap.actions)),
    )


def vision_message(material: Material) -> str:
    """Say what carries the vision, and until when."""
    if not material.years:
        return message(material)
    objectives = material.voice.of("objectives", len(material.strategic))
    return material.voice.say("strategy.vision_message", objectives=objectives, last=str(material.years[-1]))


def vision(material: Material) -> Paragraph | None:
    """The vision, set apart."""
    if material.roadmap.vision is None:
        return None
    return Paragraph(material.voice.text(material.roadmap.vision), ParagraphStyle.QUOTE)


def tree(material: Material) -> Tree | None:
    """Overall objective, strategic objectives, results."""
    voice = material.voice
    if not material.roadmap.objectives:
        return None
    nodes = [
        Node(one.id, voice.text(one.title), one.id, _parent(material, one), material.color(one.id))
        for one in material.roadmap.objectives
    ]
    return Tree("objective-tree", voice.say("strategy.tree"), nodes, alt=message(material))


def _parent(material: Material, objective: Objective) -> str:
    """The objective above; strategic objectives without one hang under the only overall objective."""
    if objective.parent:
        return objective.parent
    overall = [one for one in material.roadmap.objectives if one.kind is ObjectiveKind.OVERALL]
    return overall[0].id if len(overall) == 1 and objective.kind is ObjectiveKind.SPECIFIC else ""


def objectives_table(material: Material) -> Table | None:
    """Strategic objectives with the needs they answer, their actions and their cost."""
    voice = material.voice
    if not material.strategic:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("objective", voice.words("blocks.sheet.objective"), width=52),
        Column("needs", voice.say("strategy.needs"), width=14),
        Column("frameworks", voice.say("strategy.frameworks"), width=22),
        Column("actions", voice.say("column.actions"), Holds.INTEGER, width=9),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=14, unit=material.plan.currency),
    ]
    counts = {one.id if one else None: len(actions) for one, actions in material.actions_by_objective}
    costs = {part.key: part.amount for part in material.budget.by_objective.slices}
    rows = []
    for one in material.strategic:
        cost = costs.get(one.id)
        rows.append(
            Row(
                (
                    one.id,
                    voice.text(one.title),
                    ", ".join(one.answers) or "–",
                    ", ".join(one.frameworks) or "–",
                    voice.count(counts.get(one.id, 0), f"{material.roadmap.id}/{one.id}"),
                    voice.money(cost) if cost is not None else "",
                ),
                address=f"{material.roadmap.id}/{one.id}",
                color=material.color(one.id),
            )
        )
    return Table("objectives", voice.say("strategy.table"), columns, rows, alt=message(material))


def short_objectives_table(material: Material) -> Table | None:
    """The strategic objectives with their actions and their cost, for the summary."""
    table = objectives_table(material)
    if table is None:
        return None
    kept = [place for place, column in enumerate(table.columns) if column.key not in ("needs", "frameworks")]
    rows = [evolve(row, cells=tuple(row.cells[place] for place in kept)) for row in table.rows]
    return evolve(table, id="objectives-summary", columns=tuple(table.columns[place] for place in kept), rows=rows)


_MARKS = {Link.DIRECT: ("●", 3), Link.THROUGH_OBJECTIVE: ("○", 1)}


def alignment(material: Material, frameworks: Iterable[str] | None = None, most: int | None = None) -> Matrix | None:
    """Actions against the frameworks' objectives; the first `most` columns by number of actions where that is given."""
    voice, matrix = material.voice, material.coverage.alignment
    wanted = set(frameworks) if frameworks is not None else None
    columns = [
        index
        for index, objective in enumerate(matrix.objectives)
        if wanted is None or _framework_of(material, objective) in wanted
    ]
    cut = len(columns) - most if most is not None else 0
    if most is not None and cut > 0:
        strength = {index: sum(1 for row in matrix.cells if row[index]) for index in columns}
        columns = sorted(sorted(columns, key=lambda index: -strength[index])[:most])
    if not columns or not matrix.actions:
        return None
    actions = {action.id: action for action in material.roadmap.actions}
    rows = [
        MatrixLine(name, voice.text(actions[name].title), name, material.color(actions[name].objective))
        for name in matrix.actions
    ]
    heads = [MatrixLine(matrix.objectives[index], "", matrix.objectives[index]) for index in columns]
    cells = []
    for row in matrix.cells:
        line = []
        for index in columns:
            link = row[index]
            mark, step = _MARKS[link] if link is not None else ("", 0)
            line.append(MatrixCell(mark, step))
        cells.append(tuple(line))
    return Matrix(
        "alignment" if wanted is None else f"alignment-{'-'.join(sorted(wanted))}",
        voice.say("strategy.alignment"),
        voice.say("column.action"),
        rows,
        heads,
        cells,
        [sum(1 for cell in line if cell.text) for line in cells],
        [sum(1 for line in cells if line[place].text) for place in range(len(columns))],
        legend=(("●", voice.say("strategy.direct")), ("○", voice.say("strategy.through"))),
        note=voice.say("strategy.alignment_cut", n=cut) if cut > 0 else "",
        alt=alignment_message(material),
    )


def _framework_of(material: Material, objective: str) -> str:
    found = material.reference.framework_objectives.get(objective)
    return found[0].id if found else ""


def used_frameworks(material: Material) -> tuple[str, ...]:
    """Ids of the frameworks that the roadmap names, in the order of the reference data."""
    used = {_framework_of(material, objective) for objective in material.coverage.alignment.objectives}
    return tuple(id for id in material.reference.frameworks if id in used)


def alignment_message(material: Material) -> str:
    """Say how many objectives of how many frameworks the roadmap serves."""
    matrix = material.coverage.alignment
    voice = material.voice
    served = [one for one in matrix.objectives if matrix.actions_of(one)]
    return voice.say(
        "strategy.alignment_message",
        goals=voice.of("goals", len(served)),
        frameworks=voice.of("frameworks", len({_framework_of(material, one) for one in served})),
    )


def alignment_table(material: Material) -> Table | None:
    """What each framework's objective gets: its title and the actions that serve it."""
    voice, matrix = material.voice, material.coverage.alignment
    if not matrix.objectives:
        return None
    columns = [
        Column("framework", voice.say("column.framework"), width=22),
        Column("code", voice.say("column.code"), Holds.CODE, width=12),
        Column("title", voice.say("column.goal"), width=54),
        Column("actions", voice.say("column.actions"), width=26),
    ]
    rows = []
    for objective, title in zip(matrix.objectives, matrix.titles, strict=True):
        found = material.reference.framework_objectives.get(objective)
        framework = found[0] if found else None
        goal = found[1] if found else None
        rows.append(
            (
                voice.text(framework.short or framework.title) if framework else "",
                objective,
                voice.text(goal.short or title) if goal else voice.text(title),
                ", ".join(matrix.actions_of(objective)) or "–",
            )
        )
    return Table(
        "alignment-list", voice.say("strategy.alignment_table"), columns, rows, alt=alignment_message(material)
    )
