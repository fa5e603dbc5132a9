"""Tables of the roadmap as a page has room for them: fewer columns, each wide enough for its sentences."""

from attrs import evolve

from migplan.documents import Column, Holds, RowKind, Span, Table, Tag, Value, Weight, is_empty, parts, plain
from migplan.reports.roadmap import actions, diagnosis, governance, strategy
from migplan.reports.roadmap.material import Material


def stakeholders_table(material: Material) -> Table | None:
    """The stakeholders for a page: influence and interest in one column, so that mandates have room."""
    table = diagnosis.stakeholders_table(material)
    if table is None:
        return None
    names, mandates, influence, interest, stance = table.columns
    label = material.voice.listed((influence.label, interest.label), " / ")
    columns = (names, mandates, Column("weight", label, width=12), stance)
    rows = []
    for row in table.rows:
        if row.kind is RowKind.DATA:
            name, mandate, high, near, side = row.cells
            row = evolve(row, cells=(name, mandate, material.voice.listed((high, near), " / "), side))
        rows.append(row)
    return evolve(table, columns=columns, rows=tuple(rows))


def objectives_table(material: Material) -> Table | None:
    """The strategic objectives for a page: what each means under its title, where the plan says so."""
    table = strategy.objectives_table(material)
    if table is None:
        return None
    voice, rows = material.voice, []
    for one, row in zip(material.strategic, table.rows, strict=True):
        code, title, *rest = row.cells
        if one.description is not None:
            title = voice.listed((voice.strong(one.title), voice.text(one.description)), "\n")
        rows.append(evolve(row, cells=(code, title, *rest)))
    return evolve(table, rows=tuple(rows))


def actions_table(material: Material) -> Table:
    """The actions for a page: lead and period under the title, so that titles and heads of objectives stand on one line."""
    table = actions.overview_table(material)
    voice = material.voice
    code, title, lead, period, *rest = table.columns
    head = voice.listed((title.label, voice.listed((lead.label, period.label))), " – ")
    rows = []
    for row in table.rows:
        if row.kind is RowKind.DATA:
            first, named, *held, cost, status = row.cells
            said = voice.listed(cell for cell in held if not is_empty(cell))
            below = Span("\n" + plain(said, voice.language), weight=Weight.MUTED)
            row = evolve(row, cells=(first, (*parts(named), below), cost, status))
        elif row.kind is RowKind.TOTAL:
            first, named, _, _, *others = row.cells
            row = evolve(row, cells=(first, named, *others))
        rows.append(row)
    return evolve(table, columns=(code, evolve(title, label=head), *rest), rows=tuple(rows))


def risks_table(material: Material) -> Table | None:
    """The risks for a page: the category under the risk, the score beside its band, so that measures have room."""
    table = governance.risks_table(material)
    if table is None:
        return None
    voice, keys = material.voice, [column.key for column in table.columns]
    columns = [column for column in table.columns if column.key not in ("category", "score")]
    rows = []
    for risk, row in zip(governance.sorted_risks(material), table.rows, strict=True):
        said = dict(zip(keys, row.cells, strict=True))
        if risk.category is not None:
            category = Span(f"\n{voice.words.choice(risk.category)}", weight=Weight.MUTED)
            said["risk"] = (*parts(said["risk"]), category)
        held, number = said["band"], governance.score(risk)
        if isinstance(held, Tag) and number is not None:
            value = Value(number, Holds.INTEGER).written(voice.language)
            said["band"] = evolve(held, text=f"{held.text} ({value})", address=f"{row.address}/score")
        rows.append(evolve(row, cells=tuple(said[column.key] for column in columns)))
    return evolve(table, columns=tuple(columns), rows=tuple(rows))
