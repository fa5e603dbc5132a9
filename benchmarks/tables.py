"""What the benchmarks of tables share: the same rows for both sides, a document that holds them, runs that take turns."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from migplan.documents import Column, Cover, Document, Holds, Section, Table, Value, lower
from migplan.hooks import Exporter, ExportRequest
from migplan.locale import Words
from migplan.themes import DEFAULT

DAY = date(2025, 9, 30)
HEADERS = ("No.", "Action", "Lead", "Start", "End", "Quantity", "Cost", "Share", "Remark")
HOLDS = (
    Holds.CODE, Holds.TEXT, Holds.TEXT, Holds.DATE, Holds.DATE, Holds.INTEGER, Holds.MONEY, Holds.SHARE, Holds.TEXT,
)  # fmt: skip
RUNS = 5

Cells = list[tuple[str | Value, ...]]


def cells(count: int) -> Cells:
    """Make the cells of so many rows: texts, days, amounts."""
    return [
        (
            f"A{row // 9 + 1}.{row % 9 + 1}",
            f"Support for welcome and orientation, phase {row}",
            ("Town council", "Jobs agency", "Network of associations")[row % 3],
            Value(DAY + timedelta(days=row % 700), Holds.DATE),
            Value(DAY + timedelta(days=row % 700 + 180), Holds.DATE),
            Value(row % 40 + 1, Holds.INTEGER),
            Value(Decimal(12500 + row * 7) / 4, Holds.MONEY),
            Value(Decimal(row % 101), Holds.SHARE),
            f"Agreed with partner {row % 17}",
        )
        for row in range(count)
    ]


def by_pipeline(rows: Cells, exporter: Exporter, words: Words) -> bytes:
    """Say the cells as a document, lower it and render it."""
    columns = [Column(f"c{n}", name, kind) for n, (name, kind) in enumerate(zip(HEADERS, HOLDS, strict=True))]
    section = Section("actions", "Actions", [Table("actions", "Actions", columns, rows)])
    document = Document("bench", "Actions", "en", Cover("Actions"), [section], date=DAY, medium=exporter.medium)
    return exporter.render(ExportRequest(lower(document, exporter.draws, words), ("en",), DEFAULT, words, DAY))


def medians(*works: Callable[[], object]) -> list[float]:
    """Give the median time of some runs of each, in seconds; the runs take turns, so that all meet the same machine."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def compare(exporter: Exporter, prepared: Callable[[Cells], Callable[[], bytes]], library: str) -> None:
    """Measure the exporter against a plain script, and against itself on ten times the rows; print both ratios.

    `prepared` takes the rows and gives the plain script, ready to run on them; making it ready is not timed.
    """
    words = Words("en")
    few, many = cells(300), cells(3000)
    plain = prepared(few)
    by_pipeline(few, exporter, words)
    plain()
    ours, theirs, large = medians(
        lambda: by_pipeline(few, exporter, words), plain, lambda: by_pipeline(many, exporter, words)
    )
    print(f"{exporter.name} table, 300 rows: {ours / theirs:.2f} x a plain {library} script (at most 1.0)")
    print(f"{exporter.name} table, 3 000 rows: {large / ours:.1f} x 300 rows (at most 11)")
