"""The territory in figures: where people live, who leaves and who comes, each figure with its source."""

from decimal import Decimal

from migplan.analysis.profile import ProfileRow
from migplan.documents import (
    Block,
    Chart,
    ChartKind,
    Column,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Row,
    Series,
    Table,
    Value,
)
from migplan.locale import format_share
from migplan.model import Figure, Territory
from migplan.reports.roadmap.material import Material


def main_measure(material: Material) -> str | None:
    """The measure that the profile turns on: the stock known, at two dates, for most of the territories below."""
    counts: dict[str, int] = {}
    for row in material.profile.rows:
        measure = material.reference.measures.get(row.measure)
        if row.group is None and row.earlier and row.latest and (measure is None or measure.is_stock):
            counts[row.measure] = counts.get(row.measure, 0) + 1
    return max(counts, key=lambda name: counts[name], default=None)


def whole(material: Material) -> ProfileRow | None:
    """The main measure of the territory as a whole."""
    measure = main_measure(material)
    return material.profile.row(material.roadmap.territory, measure) if measure else None


def trends(material: Material) -> list[tuple[Territory, ProfileRow, Decimal]]:
    """The territories below with their change in percent, strongest loss first."""
    measure = main_measure(material)
    if measure is None:
        return []
    found = []
    for part in material.parts:
        row = material.profile.row(part.id, measure)
        if row is not None and row.change_percent is not None:
            found.append((part, row, row.change_percent.value))
    return sorted(found, key=lambda item: (item[2], item[0].id))


def message(material: Material) -> str:
    """Say in one sentence how the territory's main figure moved."""
    voice, row, moved = material.voice, whole(material), trends(material)
    if row is None or row.change_percent is None or not row.latest[0].date or not row.earlier[0].date:
        return voice.say("profile.message_plain", territory=material.territory_name)
    change = row.change_percent.value
    losing = sum(1 for *_, value in moved if value < 0)
    key = "falls" if change < 0 else "grows"
    if not moved:
        key += "_whole"
    elif len(moved) > 1 and losing == (len(moved) if change < 0 else 0):
        key += "_all"
    return voice.say(
        f"profile.message_{key}",
        territory=material.territory_name,
        change=format_share(abs(change).quantize(Decimal("0.1")), voice.language),
        first=str(row.earlier[0].date.year),
        last=str(row.latest[0].date.year),
        losing=losing,
        gaining=len(moved) - losing,
        parts=len(moved),
        level=_parts_name(material),
    )


def _parts_name(material: Material) -> str:
    if not material.parts:
        return ""
    level = material.reference.levels.get(material.parts[0].level)
    if level is None:
        return ""
    return material.voice.plain(level.plural or level.title)


def _year(figures: tuple[Figure, ...]) -> str:
    return str(figures[0].date.year) if figures and figures[0].date else "–"


def figures(material: Material, most: int = 4) -> Figures:
    """The main figure and the next ones of the territory, as key numbers."""
    voice = material.voice
    items: list[KeyFigure] = []
    main = whole(material)
    if main is not None:
        trend = ""
        if main.change_percent is not None:
            trend = _change_words(material, main)
        items.append(
            KeyFigure(
                voice.figure(main.latest[0], _address(material, main)),
                voice.say("profile.in_year", measure=voice.measure(main.measure), year=_year(main.latest)),
                trend,
                voice.source_text(main.latest[0].source) if main.latest[0].source else "",
                is_emphasised=True,
            )
        )
    for row in material.profile.rows:
        if len(items) >= most:
            break
        if row.territory != material.roadmap.territory or row is main or row.group is not None or not row.latest:
            continue
        if row.measure not in {figure.measure for figure in material.roadmap.profile}:
            continue
        items.append(
            KeyFigure(
                voice.figure(row.latest[0], _address(material, row)),
                voice.measure(row.measure),
                _year(row.latest) if row.latest[0].date else "",
                voice.source_text(row.latest[0].source) if row.latest[0].source else "",
            )
        )
    return Figures(items, alt=message(material))


def _change_words(material: Material, row: ProfileRow) -> str:
    voice = material.voice
    if row.change_percent is None:
        return ""
    value = row.change_percent.value
    key = "profile.down" if value < 0 else "profile.up"
    return voice.say(
        key, change=format_share(abs(value).quantize(Decimal("0.1")), voice.language), year=_year(row.earlier)
    )


def _address(material: Material, row: ProfileRow) -> str:
    return f"{material.roadmap.id}/profile/{row.territory}/{row.measure}"


def trend_chart(material: Material, most: int = 30) -> Chart | None:
    """Change in each territory below, as bars, sorted; `None` when fewer than two are known.

    Of more than `most`, those of the middle are one bar together.
    """
    voice = material.voice
    moved = trends(material)
    measure = main_measure(material)
    if len(moved) < 2 or measure is None:
        return None
    first, last, middle = moved, moved[:0], moved[:0]
    if len(moved) > most:
        first, last = moved[: most // 2], moved[-(most - 1 - most // 2) :]
        middle = moved[len(first) : -len(last)]
    bars = [(voice.plain(part.title), change) for part, _, change in first]
    if middle:
        bars.append((voice.say("profile.middle", n=len(middle)), _together(middle)))
    bars += [(voice.plain(part.title), change) for part, _, change in last]
    reading: list[Inline] = []
    lowest, highest = moved[0], moved[-1]
    low = "lowest" if lowest[2] < 0 else "mildest_rise"
    high = "highest" if highest[2] >= 0 else "mildest_fall"
    for key, (part, _, value) in ((low, lowest), (high, highest)):
        change = format_share(value.quantize(Decimal("0.1")), voice.language)
        reading.append(voice.say(f"profile.reading_{key}", place=voice.plain(part.title), change=change))
    if middle:
        reading.append(voice.say("profile.reading_middle", n=len(middle)))
    years = {"first": _year(lowest[1].earlier), "last": _year(lowest[1].latest)}
    return Chart(
        "profile-trend",
        voice.say("profile.chart", measure=voice.measure(measure), **years),
        ChartKind.BAR,
        [name for name, _ in bars],
        [Series(voice.say("profile.change"), [change.quantize(Decimal("0.1")) for _, change in bars], "primary")],
        category_label=_parts_name(material),
        unit="%",
        holds=Holds.SHARE,
        decimals=1,
        reading=reading,
        note=voice.source_line(*(figure.source for _, row, _ in moved[:1] for figure in (*row.earlier, *row.latest))),
        alt=message(material),
        emphasised=voice.plain(lowest[0].title),
    )


def _together(parts: list[tuple[Territory, ProfileRow, Decimal]]) -> Decimal:
    """Give the change of several territories taken as one, in percent."""
    before = sum((row.earlier[0].value for _, row, _ in parts), Decimal(0))
    after = sum((row.latest[0].value for _, row, _ in parts), Decimal(0))
    return (after - before) * 100 / before if before else Decimal(0)


def parts_message(material: Material) -> str:
    """Say between which territories the changes run."""
    voice, moved = material.voice, trends(material)
    if len(moved) < 2:
        return message(material)
    (low, _, least), (high, _, most) = moved[0], moved[-1]
    return voice.say(
        "profile.table_message",
        lowest=voice.plain(low.title),
        lowest_change=format_share(least.quantize(Decimal("0.1")), voice.language),
        highest=voice.plain(high.title),
        highest_change=format_share(most.quantize(Decimal("0.1")), voice.language),
    )


def parts_table(material: Material, most: int | None = None) -> Table | None:
    """Main figure of each territory below at both dates, with its change; sorted by change.

    With more than `most` territories the ones in the middle are left out, and the note says so.
    """
    voice = material.voice
    moved = trends(material)
    measure = main_measure(material)
    if not moved or measure is None:
        return None
    first, last = _year(moved[0][1].earlier), _year(moved[0][1].latest)
    kinds = {kind.id: kind for kind in material.reference.pack.kinds}
    name = _parts_name(material) or voice.say("column.territory")
    columns = [
        Column("name", name[:1].upper() + name[1:], width=28),
        Column("kind", voice.say("column.kind"), width=20),
        Column("first", first, Holds.INTEGER, width=12),
        Column("last", last, Holds.INTEGER, width=12),
        Column("difference", voice.say("profile.difference"), Holds.INTEGER, width=12),
        Column("change", voice.say("profile.change_percent"), Holds.BAR, width=14, unit="%", decimals=1),
    ]
    rows = []
    shown = moved if most is None or len(moved) <= most else [*moved[: most - most // 3], *moved[-(most // 3) :]]
    for part, row, change in shown:
        address = f"{material.roadmap.id}/profile/{part.id}/{measure}"
        earlier, latest = row.earlier[0], row.latest[0]
        kind = kinds.get(part.kind or "")
        rows.append(
            Row(
                (
                    voice.text(part.title),
                    voice.text(kind.title) if kind else "",
                    Value(
                        earlier.value, Holds.INTEGER, address=f"{address}/{first}", source=voice.cite(earlier.source)
                    ),
                    Value(latest.value, Holds.INTEGER, address=f"{address}/{last}", source=voice.cite(latest.source)),
                    Value(latest.value - earlier.value, Holds.INTEGER, address=f"{address}/difference"),
                    Value(change.quantize(Decimal("0.1")), Holds.BAR, decimals=1, address=f"{address}/change"),
                ),
                address=part.id,
            )
        )
    note = voice.source_line(*(figure.source for _, row, _ in moved[:1] for figure in (*row.earlier, *row.latest)))
    if len(shown) < len(moved):
        note = voice.listed((voice.say("profile.reading_cut", n=len(moved) - len(shown)), note), " ")
    title = voice.say("profile.table", measure=voice.measure(measure), first=first, last=last)
    return Table("profile-parts", title, columns, rows, note=note, alt=message(material))


def other_table(material: Material) -> Table | None:
    """Every other figure of the territory, with its date and how sure it is; the sources stand below."""
    voice = material.voice
    main = whole(material)
    columns = [
        Column("measure", voice.say("column.measure"), width=54),
        Column("value", voice.words("blocks.figures.value"), Holds.NUMBER, width=18),
        Column("date", voice.words("blocks.year"), Holds.CODE, width=8),
        Column("confidence", voice.say("column.confidence"), width=18),
    ]
    rows = []
    sources: list[str | None] = []
    for row in material.profile.rows:
        is_main = main is not None and row.measure == main.measure and row.group is None
        if row.territory != material.roadmap.territory or is_main:
            continue
        group = material.reference.groups.get(row.group or "")
        name = voice.measure(row.measure)
        label: Inline = voice.listed((name, voice.text(group.title)), " – ") if group else name
        for figure in row.latest:
            sources.append(figure.source)
            rows.append(
                Row(
                    (
                        label,
                        voice.figure(figure, _address(material, row)),
                        str(figure.date.year) if figure.date else "–",
                        voice.words.choice(figure.confidence),
                    )
                )
            )
    note = voice.source_line(*sources)
    return Table("profile-figures", voice.say("profile.other"), columns, rows, note=note) if rows else None


def blocks(material: Material) -> tuple[Block, ...]:
    """The chapter, for reading."""
    found: list[Block | None] = [figures(material)]
    found += [trend_chart(material), parts_table(material), other_table(material)]
    return tuple(block for block in found if block is not None and not (isinstance(block, Figures) and not block.items))
