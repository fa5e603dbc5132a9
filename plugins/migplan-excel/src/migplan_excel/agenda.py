"""An agenda as a table whose minutes add up."""

from migplan.documents import Agenda, Column, Holds, Inline, Row, RowKind, Span, Table, Total, Weight, parts
from migplan.locale import Words


def agenda_table(block: Agenda, words: Words) -> Table:
    """Say an agenda as a table: one row a part, grouped by day when there are several, minutes summed."""
    names = ("start", "minutes", "title", "method", "facilitator", "materials")
    widths = (8, 9, 46, 18, 20, 24)
    columns = [
        Column(
            name,
            words(f"blocks.agenda.{name}"),
            _HOLDS.get(name, Holds.TEXT),
            width,
            total=Total.SUM if name == "minutes" else Total.NONE,
        )
        for name, width in zip(names, widths, strict=True)
    ]
    kept = [
        column
        for column in columns
        if column.key in ("start", "minutes", "title") or any(getattr(item, column.key) for item in block.items)
    ]
    rows: list[Row] = []
    days = sorted({item.day for item in block.items})
    for day in days:
        if len(days) > 1:
            rows.append(Row((words("blocks.agenda.day", n=day),), RowKind.GROUP))
        for item in block.items:
            if item.day == day:
                title: Inline = tuple(_muted(part) for part in parts(item.title)) if item.is_break else item.title
                cells: dict[str, Inline] = {
                    "start": item.start, "minutes": _minutes(item.minutes), "title": title,
                    "method": item.method, "facilitator": item.facilitator, "materials": item.materials,
                }  # fmt: skip
                rows.append(Row(tuple(cells[column.key] for column in kept), color="accent" if item.is_now else ""))
    if block.items:
        rows.append(Row((words("blocks.total"), *("" for _ in kept[1:])), RowKind.TOTAL))
    return Table.computed("agenda", block.title, kept, rows, alt=block.alt)


_HOLDS = {"start": Holds.CODE, "minutes": Holds.INTEGER}


def _minutes(count: int) -> Inline:
    from migplan.documents import Value

    return Value(count, Holds.INTEGER)


def _muted(part: object) -> object:
    return Span(part, weight=Weight.MUTED) if isinstance(part, str) else part
