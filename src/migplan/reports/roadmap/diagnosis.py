"""The shared diagnosis: findings, strengths and weaknesses, needs, stakeholders, priorities."""

from collections.abc import Sequence
from decimal import Decimal

from migplan.documents import (
    PLAIN,
    Axis,
    Bullets,
    Chart,
    ChartKind,
    Column,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Matrix,
    MatrixCell,
    MatrixLine,
    Point,
    Quadrant,
    Row,
    RowKind,
    Series,
    Table,
    Tag,
    Tone,
    Value,
    marks,
)
from migplan.documents.tables import sparse_to_note
from migplan.locale import format_decimal, format_share
from migplan.model import Figure, Finding, Need, Stakeholder
from migplan.model import Quadrant as SwotQuadrant
from migplan.reports.roadmap.material import Material

_WORST, _BEST = 1, 5
"""Ends of the scale of scores."""
_MERITS = (Decimal(3), Decimal("3.8"), Decimal("4.6"))
"""Mean scores from which a cell is tinted one, two, three steps."""


def _theme(material: Material, id: str | None) -> Inline:
    found = material.reference.themes.get(id or "")
    return material.voice.text(found.title) if found else (id or "")


def evidence(material: Material, figures: Sequence[Figure], address: str) -> Inline:
    """Figures as a short line: measure and value, with the year."""
    voice = material.voice
    said: list[Inline] = []
    for figure in figures:
        place = f" ({voice.territory(figure.territory)})" if figure.territory else ""
        name = voice.measure(figure.measure) + place
        line: list[Inline] = [name, voice.words("blocks.colon"), voice.figure(figure, address)]
        if figure.date:
            line.append(f" ({figure.date.year})")
        said.append(voice.listed(line, ""))
    return voice.listed(said, voice.say("between_groups"))


def findings_table(material: Material) -> Table | None:
    """What was established, by theme, with its evidence."""
    voice = material.voice
    if not material.roadmap.findings:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("theme", voice.say("column.theme"), width=18),
        Column("finding", voice.say("column.finding"), width=44),
        Column("evidence", voice.say("column.evidence"), width=40),
    ]
    rows = []
    for one in material.roadmap.findings:
        address = f"{material.roadmap.id}/{one.id}/evidence"
        rows.append(
            Row(
                (
                    one.id,
                    _theme(material, one.theme),
                    _finding(material, one),
                    evidence(material, one.evidence, address),
                ),
                address=f"{material.roadmap.id}/{one.id}",
            )
        )
    return Table("findings", voice.say("diagnosis.findings"), columns, rows)


def _finding(material: Material, finding: Finding) -> Inline:
    voice = material.voice
    if finding.description is None:
        return voice.text(finding.title)
    return voice.listed((voice.strong(finding.title), voice.text(finding.description)), ". ")


def findings_block(material: Material, most: int = 9) -> Figures | Bullets | None:
    """Each finding with its number and one figure that proves it; in words alone where one lacks a figure."""
    voice = material.voice
    shown = material.roadmap.findings[:most]
    if not shown:
        return None
    items = [_proved(material, one) for one in shown]
    proved = tuple(item for item in items if item is not None)
    if len(proved) == len(items):
        return Figures(proved, alt=voice.say("diagnosis.message", n=len(shown)))
    return Bullets(tuple(voice.listed((voice.strong(one.id), voice.text(one.title)), " – ") for one in shown))


def _proved(material: Material, finding: Finding) -> KeyFigure | None:
    """Give a finding with its first figure; `None` without one."""
    voice = material.voice
    figure = next((one for one in finding.evidence if one.value is not None), None)
    if figure is None:
        return None
    held = [voice.measure(figure.measure)]
    if figure.territory:
        held.append(voice.territory(figure.territory))
    if figure.date:
        held.append(str(figure.date.year))
    address = f"{material.roadmap.id}/{finding.id}/evidence"
    title = voice.listed((finding.id, voice.text(finding.title)), " – ")
    return KeyFigure(voice.figure(figure, address), title, voice.say("between").join(held))


def swot(material: Material, most: int = 5) -> Quadrant | None:
    """The four fields, at most `most` lines each."""
    voice = material.voice
    if not material.roadmap.swot:
        return None
    lists: list[tuple[Inline, ...]] = []
    for quadrant in SwotQuadrant:
        lines: list[Inline] = []
        for item in material.roadmap.swot:
            if item.quadrant is quadrant:
                proof = f" [{', '.join(item.findings)}]" if item.findings else ""
                lines.append(voice.listed((voice.text(item.title), proof), "") if proof else voice.text(item.title))
        lists.append(tuple(lines[:most]))
    names = [voice.words.choice(quadrant) for quadrant in SwotQuadrant]
    return Quadrant(
        "swot",
        voice.say("diagnosis.swot"),
        (names[0], names[1], names[2], names[3]),
        lists=lists,
        alt=voice.say(
            "diagnosis.swot_alt",
            **{quadrant.value: len(lines) for quadrant, lines in zip(SwotQuadrant, lists, strict=True)},
        ),
    )


def swot_message(material: Material) -> str:
    """Set the first strength against the first threat; where one lacks, say how many lines each field has."""
    first = {item.quadrant: item.title for item in reversed(material.roadmap.swot)}
    strength, threat = first.get(SwotQuadrant.STRENGTH), first.get(SwotQuadrant.THREAT)
    if strength is not None and threat is not None:
        names = {"strength": material.voice.plain(strength), "threat": material.voice.plain(threat)}
        return material.voice.say("diagnosis.swot_first", **names)
    counts = {one.value: sum(1 for item in material.roadmap.swot if item.quadrant is one) for one in SwotQuadrant}
    return material.voice.say(
        "diagnosis.swot_message", **{key: material.voice.of(key, count) for key, count in counts.items()}
    )


def needs_table(material: Material, has_bars: bool = False) -> Table | None:
    """Needs, by rank, with what answers them; `has_bars` draws the votes, where no chart stands beside the table."""
    voice = material.voice
    if not material.roadmap.needs:
        return None
    votes = Holds.BAR if has_bars else Holds.INTEGER
    answers = {need.need: need for need in material.coverage.needs}
    columns = [
        Column("rank", voice.say("column.rank"), Holds.INTEGER, width=6),
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("need", voice.say("column.need"), width=48),
        Column("theme", voice.say("column.theme"), width=18),
        Column("groups", voice.say("column.groups"), width=22),
        Column("votes", voice.say("column.votes"), votes, width=7),
        Column("answers", voice.say("column.answers"), width=10),
    ]
    rows = []
    for need in ranked_needs(material):
        groups = [material.reference.groups.get(id) for id in need.groups]
        rows.append(
            Row(
                (
                    Value(need.rank, Holds.INTEGER, address=f"{material.roadmap.id}/{need.id}/rank"),
                    need.id,
                    voice.text(need.title),
                    _theme(material, need.theme),
                    voice.listed([voice.text(group.short or group.title) for group in groups if group]),
                    Value(need.votes, votes, decimals=0, address=f"{material.roadmap.id}/{need.id}/votes"),
                    ", ".join(answers[need.id].objectives) or "–",
                ),
                address=f"{material.roadmap.id}/{need.id}",
            )
        )
    return Table("needs", voice.say("diagnosis.needs"), columns, rows, alt=needs_message(material))


def ranked_needs(material: Material) -> list[Need]:
    """Needs by rank, those without one last, in plan order."""
    return sorted(material.roadmap.needs, key=lambda need: (need.rank is None, need.rank or 0))


def needs_message(material: Material) -> str:
    """Say which need comes first, and how many have an action."""
    voice = material.voice
    found = ranked_needs(material)
    if not found:
        return voice.say("diagnosis.no_needs")
    first = voice.plain(found[0].title)
    covered = sum(one.is_covered for one in material.coverage.needs)
    if covered == len(found) > 1:
        return voice.say("diagnosis.needs_all", n=covered, first=first)
    return voice.say("diagnosis.needs_message", n=len(found), first=first, covered=covered)


def needs_chart(material: Material, most: int = 12) -> Chart | None:
    """Votes for each need, most first; `None` when nobody voted."""
    voice = material.voice
    voted = [need for need in ranked_needs(material) if need.votes]
    if len(voted) < 2:
        return None
    shown = sorted(voted, key=lambda need: -(need.votes or 0))[:most]
    return Chart(
        "needs-votes",
        voice.say("diagnosis.votes"),
        ChartKind.BAR,
        [f"{need.id} {voice.plain(need.title)}" for need in shown],
        [Series(voice.say("column.votes"), [Decimal(need.votes or 0) for need in shown], "primary")],
        category_label=voice.say("column.need"),
        holds=Holds.INTEGER,
        decimals=0,
        alt=needs_message(material),
        emphasised=f"{shown[0].id} {voice.plain(shown[0].title)}",
    )


def stakeholders(material: Material) -> tuple[Stakeholder, ...]:
    """Stakeholders of the roadmap: those with a role in it, or in its territory or level, in plan order."""
    named = {share.stakeholder for share in material.loads}
    place = material.roadmap.territory
    family = {
        place,
        *(part.id for part in material.parts),
        *(above.id for above in material.reference.ancestors(place)),
    }
    return tuple(
        one for one in material.plan.stakeholders if one.id in named or one.territory is None or one.territory in family
    )


def stakeholder_map(material: Material, most: int | None = None) -> Quadrant | None:
    """Influence against interest; of more than `most` those who weigh most, and the note says how many are left out."""
    voice = material.voice
    everybody = [one for one in stakeholders(material) if one.influence and one.interest]
    if not everybody:
        return None
    placed = everybody
    if most is not None and len(everybody) > most:
        roles = {one.stakeholder: sum(count for _, count in one.roles) for one in material.loads}
        weighed = sorted(
            everybody, key=lambda one: (-roles.get(one.id, 0), -(one.influence or 0) - (one.interest or 0))
        )
        kept = {one.id for one in weighed[:most]}
        placed = [one for one in everybody if one.id in kept]
    categories = tuple(voice.plain(category.title) for category in material.reference.pack.categories)
    looks = marks(categories)
    points = []
    for one in placed:
        category = material.reference.categories.get(one.category or "")
        name = voice.plain(category.title) if category else ""
        points.append(
            Point(
                voice.stakeholder_name(one.id),
                Decimal(one.interest or 0),
                Decimal(one.influence or 0),
                name,
                looks.get(name, PLAIN).color,
                is_emphasised=one.is_council,
            )
        )
    quarters = tuple(voice.say(f"stakeholders.{key}") for key in ("convince", "closely", "follow", "consult"))
    return Quadrant(
        "stakeholder-map",
        voice.say("stakeholders.map"),
        (quarters[0], quarters[1], quarters[2], quarters[3]),
        Axis(
            voice.say("stakeholders.interest"),
            low_label=voice.say("stakeholders.low"),
            high_label=voice.say("stakeholders.high"),
        ),
        Axis(
            voice.say("stakeholders.influence"),
            low_label=voice.say("stakeholders.low"),
            high_label=voice.say("stakeholders.high"),
        ),
        points,
        note=voice.say("governance.raci_cut", n=len(everybody) - len(placed)) if len(placed) < len(everybody) else "",
        alt=stakeholders_message(material),
        categories=categories,
    )


def stakeholders_message(material: Material) -> str:
    """Say how many stakeholders there are and how many to work with closely."""
    found = stakeholders(material)
    closely = sum(1 for one in found if (one.influence or 0) >= 3 and (one.interest or 0) >= 3)
    voice = material.voice
    return voice.say("stakeholders.message", n=len(found), closely=voice.of("stakeholders", closely))


def stakeholders_table(material: Material) -> Table | None:
    """Who acts, by category: mandate, influence, interest, how to involve."""
    voice = material.voice
    found = stakeholders(material)
    if not found:
        return None
    columns = [
        Column("name", voice.say("column.stakeholder"), width=36),
        Column("mandate", voice.say("column.mandate"), width=44),
        Column("influence", voice.say("stakeholders.influence"), Holds.INTEGER, width=9),
        Column("interest", voice.say("stakeholders.interest"), Holds.INTEGER, width=9),
        Column("stance", voice.say("column.stance"), width=12),
    ]
    rows: list[Row] = []
    known = [category.id for category in material.reference.pack.categories]
    for category in (*known, None):
        members = [one for one in found if (one.category if one.category in known else None) == category]
        if not members:
            continue
        term = material.reference.categories.get(category or "")
        rows.append(Row((voice.text(term.title) if term else voice.say("stakeholders.other"),), RowKind.GROUP))
        for one in members:
            name: Inline = voice.text(one.title)
            if one.acronym is not None:
                name = voice.listed((name, f" ({voice.plain(one.acronym)})"), "")
            rows.append(
                Row(
                    (
                        name,
                        voice.text(one.mandate),
                        Value(one.influence, Holds.INTEGER, address=f"{one.id}/influence"),
                        Value(one.interest, Holds.INTEGER, address=f"{one.id}/interest"),
                        voice.words.choice(one.stance) if one.stance else "",
                    ),
                    address=one.id,
                )
            )
    return Table("stakeholders", voice.say("stakeholders.table"), columns, rows, alt=stakeholders_message(material))


def priorities_message(material: Material) -> str:
    """Say what comes first and how far the ranking holds."""
    voice, ranking = material.voice, material.ranking
    if ranking is None or not ranking.ranked:
        return voice.say("priorities.none")
    first = ranking.ranked[0]
    share = format_share((ranking.stability.share * 100).quantize(Decimal(1)), voice.language)
    title = voice.plain(first.title) if first.title else first.item
    return voice.say("priorities.message", item=first.item, title=title, top=ranking.stability.top, share=share)


def priorities_table(material: Material, has_bars: bool = True) -> Table | None:
    """The ranking: score, ranks it takes when weights move, dispersion between groups, veto said.

    Without `has_bars` scores are plain numbers: close to one another, their bars would say nothing.
    """
    voice, ranking = material.voice, material.ranking
    if ranking is None:
        return None
    holds = Holds.BAR if has_bars else Holds.NUMBER
    columns = [
        Column("rank", voice.say("column.rank"), Holds.INTEGER, width=6),
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("title", voice.say("column.action"), width=48),
        Column("score", voice.say("column.score"), holds, width=12, decimals=2),
        Column("interval", voice.say("priorities.interval"), width=12),
        Column("dispersion", voice.say("priorities.dispersion"), Holds.NUMBER, width=12, decimals=2),
        Column("verdict", voice.say("priorities.verdict"), Holds.STATUS, width=20),
    ]
    rows = []
    for item in ranking.items:
        interval = f"{item.best_rank}–{item.worst_rank}" if item.best_rank is not None else "–"
        if item.vetoed_by:
            verdict: Inline = Tag(voice.say("priorities.vetoed", criteria=", ".join(item.vetoed_by)), Tone.LATE)
        elif item.best_rank == item.worst_rank and item.rank is not None:
            verdict = Tag(voice.say("priorities.firm"), Tone.ACHIEVED)
        else:
            verdict = Tag(voice.say("priorities.moves"), Tone.ON_THE_WAY) if item.rank is not None else ""
        rows.append(
            Row(
                (
                    Value(item.rank, Holds.INTEGER, address=f"{material.roadmap.id}/{item.item}/rank"),
                    item.item,
                    voice.text(item.title) if item.title else "",
                    Value(
                        item.score.value if item.score else None,
                        holds,
                        decimals=2,
                        address=f"{material.roadmap.id}/{item.item}/score",
                    ),
                    interval,
                    Value(
                        item.dispersion,
                        Holds.NUMBER,
                        decimals=2,
                        address=f"{material.roadmap.id}/{item.item}/dispersion",
                    ),
                    verdict,
                ),
                address=f"{material.roadmap.id}/{item.item}",
            )
        )
    return Table("priorities", voice.say("priorities.table"), columns, rows, alt=priorities_message(material))


def priorities_chart(material: Material, most: int = 12) -> Chart | None:
    """Scores, best first; `None` with fewer than two."""
    voice, ranking = material.voice, material.ranking
    if ranking is None or len(ranking.ranked) < 2:
        return None
    shown = ranking.ranked[:most]
    names = [f"{item.item} {voice.plain(item.title) if item.title else ''}".strip() for item in shown]
    return Chart(
        "priorities-chart",
        voice.say("priorities.chart"),
        ChartKind.BAR,
        names,
        [Series(voice.say("column.score"), [item.score.value if item.score else None for item in shown], "primary")],
        category_label=voice.say("column.action"),
        holds=Holds.NUMBER,
        decimals=2,
        reading=(voice.say("priorities.reading", trials=ranking.stability.trials),),
        alt=priorities_message(material),
        emphasised=names[0],
        places=[(item.best_rank or 1, item.rank or 1, item.worst_rank or 1) for item in shown],
        places_label=voice.say("priorities.interval"),
    )


def scores_matrix(material: Material) -> Matrix | None:
    """Mean score of each ranked action on each criterion, tinted by how well it does; why the ranking is as it is."""
    voice, ranking = material.voice, material.ranking
    if ranking is None or len(ranking.ranked) < 2 or not any(item.means for item in ranking.ranked):
        return None
    low_better = {one.id for one in ranking.criteria if one.is_low_better}
    codes = [one.id for one in ranking.criteria]
    rows, cells = [], []
    for item in ranking.ranked:
        means = {one.criterion: one.mean for one in item.means}
        line = []
        for code in codes:
            if code not in means:
                line.append(MatrixCell())
                continue
            mean = means[code].quantize(Decimal("0.1"))
            merit = _BEST + _WORST - mean if code in low_better else mean
            step = sum(merit >= least for least in _MERITS)
            line.append(MatrixCell(format_decimal(mean, voice.language, 1), step))
        rows.append(MatrixLine(item.item, voice.text(item.title) if item.title else "", item.item))
        cells.append(tuple(line))
    return Matrix(
        "scores",
        voice.say("priorities.scores"),
        voice.say("column.action"),
        rows,
        [MatrixLine(code, "", code) for code in codes],
        cells,
        note=voice.say("priorities.scores_note"),
        alt=priorities_message(material),
    )


def criteria_table(material: Material) -> Table | None:
    """The criteria and their weights."""
    voice, ranking = material.voice, material.ranking
    if ranking is None:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("criterion", voice.say("priorities.criterion"), width=54),
        Column("weight", voice.say("priorities.weight"), Holds.NUMBER, width=10),
        Column("veto", voice.say("priorities.veto"), width=20),
    ]
    rows = [
        (
            one.id,
            voice.text(one.title) if one.title else one.id,
            Value(one.weight, Holds.NUMBER, address=f"{material.roadmap.id}/{ranking.ballot}/weights/{one.id}"),
            voice.say("priorities.veto_below", score=one.veto_below) if one.veto_below is not None else "",
        )
        for one in ranking.criteria
    ]
    table = Table("criteria", voice.say("priorities.criteria"), columns, rows)
    return sparse_to_note(table, "veto", f" – {voice.say('priorities.veto')} ")
