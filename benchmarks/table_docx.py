"""A table of N rows in nine columns as a Word file: our whole pipeline against a plain script with python-docx.

Both write the same cells. Prints the ratio of the two times at 300 rows, and ours at 3 000 rows over ours at 300.
"""

import io
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import docx

from migplan.documents import Column, Cover, Document, Holds, Medium, Section, Table, Value, lower
from migplan.hooks import Exporter, ExportRequest
from migplan.locale import Words
from migplan.themes import DEFAULT
from migplan_word.hooks import migplan_exporters

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


def by_hand(rows: list[list[str]]) -> bytes:
    """Write the cells, already texts, as a plain script does."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=len(HEADERS))
    for cell, text in zip(table.rows[0].cells, HEADERS, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def by_pipeline(rows: Cells, exporter: Exporter, words: Words) -> bytes:
    """Say the cells as a document, lower it and render it."""
    columns = [Column(f"c{n}", name, kind) for n, (name, kind) in enumerate(zip(HEADERS, HOLDS, strict=True))]
    section = Section("actions", "Actions", [Table("actions", "Actions", columns, rows)])
    document = Document("bench", "Actions", "en", Cover("Actions"), [section], date=DAY, medium=Medium.PAGE)
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


def main() -> None:
    """Measure and print."""
    exporter, words = migplan_exporters()[0], Words("en")
    few, many = cells(300), cells(3000)
    texts = [[cell if isinstance(cell, str) else cell.written("en") for cell in row] for row in few]
    by_pipeline(few, exporter, words)
    by_hand(texts)
    ours, theirs, large = medians(
        lambda: by_pipeline(few, exporter, words), lambda: by_hand(texts), lambda: by_pipeline(many, exporter, words)
    )
    print(f"docx table, 300 rows: {ours / theirs:.2f} x a plain python-docx script (at most 1.0)")
    print(f"docx table, 3 000 rows: {large / ours:.1f} x 300 rows (at most 11)")


if __name__ == "__main__":
    main()
