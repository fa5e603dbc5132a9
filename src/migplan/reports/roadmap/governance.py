"""Who steers, who does what, what may go wrong."""

from decimal import Decimal

from migplan.documents import (
    Column,
    Holds,
    Inline,
    Matrix,
    MatrixCell,
    MatrixLine,
    Row,
    Table,
    Tag,
    Tone,
    Value,
)
from migplan.locale import format_share
from migplan.model import Risk, Role
from migplan.reports.roadmap.material import Material

BANDS = (
    (15, "critical", Tone.LATE),
    (10, "high", Tone.LATE),
    (5, "medium", Tone.ON_THE_WAY),
    (1, "low", Tone.ACHIEVED),
)
"""Lowest score of each band of risk, likelihood times impact, from the gravest.

Source: common practice, five by five matrix.
"""
LOWEST = {key: lowest for lowest, key, _ in BANDS}
"""Lowest score of each band, by its key."""


def message(material: Material) -> str:
    """Say who leads most and how much."""
    voice = material.voice
    leading = [one for one in material.loads if one.led]
    if not leading or leading[0].led_share is None:
        return voice.say("governance.message_plain")
    first = leading[0]
    share = first.led_share.value if first.led_share else None
    said = format_share(share.quantize(Decimal(1)), voice.language) if share is not None else "–"
    name = voice.stakeholder_name(first.stakeholder)
    if len(leading) == 1:
        return voice.say("governance.message_alone", name=name)
    return voice.say("governance.message", bodies=voice.of("bodies", len(leading)), name=name, share=said)


def bodies_table(material: Material) -> Table | None:
    """Committees and functions that steer the roadmap."""
    voice = material.voice
    if not material.roadmap.governance:
        return None
    columns = [
        Column("body", voice.say("governance.body"), width=30),
        Column("role", voice.say("governance.role"), width=48),
        Column("members", voice.say("governance.members"), width=40),
        Column("frequency", voice.say("governance.frequency"), width=14),
    ]
    rows = []
    for body in material.roadmap.governance:
        chair = [voice.say("governance.chair", name=voice.stakeholder_name(body.chair))] if body.chair else []
        members: list[Inline] = [voice.listed([voice.stakeholder(id) for id in body.members])] if body.members else []
        rows.append(
            Row(
                (
                    voice.text(body.title),
                    voice.text(body.role),
                    voice.listed([*chair, *members], voice.say("between_groups")),
                    voice.words.choice(body.frequency) if body.frequency else "",
                ),
                address=f"{material.roadmap.id}/{body.id}",
            )
        )
    return Table("governance", voice.say("governance.table"), columns, rows)


def raci_matrix(material: Material, most: int = 14) -> Matrix | None:
    """Actions against stakeholders; the `most` with the most roles when there are more."""
    voice, raci = material.voice, material.raci
    if not raci.actions or not raci.stakeholders:
        return None
    places = list(range(len(raci.stakeholders)))
    if len(places) > most:
        strength = {
            place: sum(bool(row[place]) + 2 * (Role.ACCOUNTABLE in row[place]) for row in raci.cells)
            for place in places
        }
        places = sorted(sorted(places, key=lambda place: -strength[place])[:most])
    actions = {action.id: action for action in material.roadmap.actions}
    rows = [
        MatrixLine(id, voice.text(actions[id].title), id, material.color(actions[id].objective)) for id in raci.actions
    ]
    heads = [MatrixLine(raci.stakeholders[place], voice.stakeholder(raci.stakeholders[place])) for place in places]
    steps = {Role.ACCOUNTABLE: 3, Role.RESPONSIBLE: 2, Role.CONSULTED: 1, Role.INFORMED: 0}
    cells = []
    for row in raci.cells:
        line = []
        for place in places:
            roles = row[place]
            line.append(
                MatrixCell("/".join(role.value for role in roles), max((steps[role] for role in roles), default=0))
            )
        cells.append(tuple(line))
    left = len(raci.stakeholders) - len(places)
    return Matrix(
        "raci",
        voice.say("governance.raci"),
        voice.say("column.action"),
        rows,
        heads,
        cells,
        legend=tuple((role.value, voice.words.choice(role)) for role in Role),
        note=voice.say("governance.raci_cut", n=left) if left else "",
        alt=message(material),
    )


def load_table(material: Material) -> Table | None:
    """What each stakeholder carries: actions led, share, cost."""
    voice = material.voice
    leading = [one for one in material.loads if one.led]
    if not leading:
        return None
    columns = [
        Column("name", voice.say("column.stakeholder"), width=44),
        Column("led", voice.say("governance.led"), Holds.INTEGER, width=10),
        Column("share", voice.say("governance.share"), Holds.BAR, width=12, unit="%", decimals=0),
        Column("cost", voice.say("finances.cost"), Holds.MONEY, width=16, unit=material.plan.currency),
        Column("actions", voice.say("column.actions"), width=34),
    ]
    rows = [
        Row(
            (
                voice.stakeholder(one.stakeholder, short=False),
                voice.count(len(one.led), f"{material.roadmap.id}/load/{one.stakeholder}"),
                Value(
                    one.led_share.value.quantize(Decimal(1)) if one.led_share else None,
                    Holds.BAR,
                    decimals=0,
                    address=f"{material.roadmap.id}/load/{one.stakeholder}/share",
                ),
                voice.money(one.cost_led),
                ", ".join(one.led),
            ),
            address=one.stakeholder,
        )
        for one in leading
    ]
    return Table("load", voice.say("governance.load"), columns, rows, alt=message(material))


def score(risk: Risk, residual: bool = False) -> int | None:
    """Likelihood times impact, 1 to 25; `None` when one is missing."""
    likelihood = risk.residual_likelihood if residual else risk.likelihood
    impact = risk.residual_impact if residual else risk.impact
    return likelihood * impact if likelihood and impact else None


def band(material: Material, value: int | None) -> Tag | str:
    """The band of a score, as a tag."""
    for lowest, key, tone in BANDS:
        if value is not None and value >= lowest:
            return Tag(material.voice.say(f"risks.band.{key}"), tone)
    return "–"


def risks_from(material: Material, key: str) -> list[Risk]:
    """Risks whose score reaches the band `high` or `critical`, gravest first."""
    lowest = LOWEST[key]
    return [risk for risk in sorted_risks(material) if (score(risk) or 0) >= lowest]


def sorted_risks(material: Material) -> list[Risk]:
    """Risks, gravest first; those without a score last."""
    return sorted(material.roadmap.risks, key=lambda risk: -(score(risk) or 0))


def risks_message(material: Material) -> str:
    """Say how many risks there are and which is gravest."""
    voice = material.voice
    found = sorted_risks(material)
    if not found:
        return voice.say("risks.none")
    grave = len(risks_from(material, "high"))
    risks, first = voice.of("risks", len(found)), voice.plain(found[0].title)
    if not grave:
        return voice.say("risks.message_calm", risks=risks, first=first)
    return voice.say("risks.message", risks=risks, grave=voice.of("grave", grave), first=first)


def risks_table(material: Material) -> Table | None:
    """Each risk, its score, what is done about it, who watches it."""
    voice = material.voice
    if not material.roadmap.risks:
        return None
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=5),
        Column("risk", voice.say("risks.risk"), width=36),
        Column("category", voice.say("risks.category"), width=16),
        Column("score", voice.say("risks.score"), Holds.INTEGER, width=7),
        Column("band", voice.say("risks.level"), Holds.STATUS, width=12),
        Column("mitigation", voice.say("risks.mitigation"), width=44),
        Column("owner", voice.say("risks.owner"), width=16),
        Column("residual", voice.say("risks.residual"), Holds.INTEGER, width=9),
    ]
    rows = []
    for risk in sorted_risks(material):
        address = f"{material.roadmap.id}/{risk.id}"
        rows.append(
            Row(
                (
                    risk.id,
                    voice.text(risk.title),
                    voice.words.choice(risk.category) if risk.category else "",
                    Value(score(risk), Holds.INTEGER, address=f"{address}/score"),
                    band(material, score(risk)),
                    voice.text(risk.mitigation),
                    voice.stakeholder(risk.owner),
                    Value(score(risk, residual=True), Holds.INTEGER, address=f"{address}/residual"),
                ),
                address=address,
            )
        )
    return Table("risks", voice.say("risks.table"), columns, rows, alt=risks_message(material))


def risk_matrix(material: Material) -> Matrix | None:
    """Likelihood against impact, with the codes of the risks."""
    voice = material.voice
    scored = [risk for risk in material.roadmap.risks if score(risk)]
    if not scored:
        return None
    rows = [MatrixLine(str(level), voice.say(f"risks.likelihood_{level}"), str(level)) for level in range(5, 0, -1)]
    heads = [MatrixLine(str(level), voice.say(f"risks.impact_{level}"), str(level)) for level in range(1, 6)]
    cells = []
    for likelihood in range(5, 0, -1):
        line = []
        for impact in range(1, 6):
            codes = [risk.id for risk in scored if (risk.likelihood, risk.impact) == (likelihood, impact)]
            value = likelihood * impact
            step = sum(value >= lowest for key, lowest in LOWEST.items() if key != "low")
            line.append(MatrixCell(" ".join(codes), step))
        cells.append(tuple(line))
    return Matrix(
        "risk-matrix",
        voice.say("risks.matrix"),
        voice.say("risks.corner"),
        rows,
        heads,
        cells,
        alt=risks_message(material),
    )
