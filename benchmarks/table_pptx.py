"""A table of N rows in nine columns as slides of eight rows: our whole pipeline against a plain python-pptx script.

`python -m benchmarks.table_pptx` prints the ratios of one run, medians of five.
"""

import gc
import io
import statistics
import time
from collections.abc import Callable
from datetime import date

from migplan.documents import Column, Cover, Document, Medium, Section, Table
from migplan.pipeline import render_document

COLUMNS = ("Code", "Action", "Territory", "Lead", "Partner", "Period", "Cost", "Funded", "State")
ROWS_A_SLIDE = 8


def cells(count: int) -> list[tuple[str, ...]]:
    """Give the same rows of plain words to both; each wraps onto two lines, so that eight rows fill a slide."""
    return [
        (
            f"A{number}",
            f"Open a desk that welcomes and guides, number {number}",
            f"Municipality of the northern valley {number % 25}",
            f"Provincial council, service {number % 7}",
            f"Agency for employment, branch {number % 11}",
            f"March 2023 to June 20{24 + number % 6}",
            f"{number * 1250}",
            f"{number * 1000}",
            "on the way",
        )
        for number in range(1, count + 1)
    ]


def ours(rows: list[tuple[str, ...]]) -> bytes:
    """Write the table through lowering and the exporter."""
    from migplan_powerpoint.hooks import migplan_exporters

    table = Table("actions", "Actions", tuple(Column(name.lower(), name, width=12) for name in COLUMNS), rows)
    section = Section("actions", "Every action", (table,))
    document = Document(
        "bench", "Actions", "en", Cover("Actions"), (section,), date=date(2025, 9, 30), medium=Medium.SLIDE
    )
    return render_document(document, migplan_exporters()[0])


def plain(rows: list[tuple[str, ...]]) -> bytes:
    """Write the same cells as a person would with python-pptx."""
    from pptx import Presentation
    from pptx.util import Cm, Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = Cm(33.867), Cm(19.05)
    for start in range(0, len(rows), ROWS_A_SLIDE):
        part = rows[start : start + ROWS_A_SLIDE]
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Every action ({start // ROWS_A_SLIDE + 1})"
        frame = slide.shapes.add_table(len(part) + 1, len(COLUMNS), Cm(1.5), Cm(4), Cm(30.8), Cm(12))
        for index, row in enumerate((COLUMNS, *part)):
            for place, text in enumerate(row):
                cell = frame.table.cell(index, place)
                cell.text = text
                cell.text_frame.paragraphs[0].runs[0].font.size = Pt(12)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def seconds(make: Callable[[list[tuple[str, ...]]], bytes], rows: list[tuple[str, ...]], times: int) -> float:
    """Give the median time of a function, in seconds, after one run that is not counted."""
    make(rows[: ROWS_A_SLIDE * 2])
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        make(rows)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def slides_of(data: bytes) -> int:
    """Count the slides of a file."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sum(name.startswith("ppt/slides/slide") for name in package.namelist())


def ratios(times: int = 5) -> dict[str, float]:
    """Give our time over the plain script's at 3 000 rows, and our time at 12 000 rows over that at 3 000.

    The plain script is timed once, for it takes long.
    """
    small, large = cells(3000), cells(12_000)
    mine = seconds(ours, small, times)
    return {
        "pptx: ours / plain at 3000": mine / seconds(plain, small, 1),
        "pptx: ours at 12000 / 3000": seconds(ours, large, times) / mine,
    }


if __name__ == "__main__":
    print(f"slides at 300 rows: ours {slides_of(ours(cells(300)))}, plain {slides_of(plain(cells(300)))}")
    for name, ratio in ratios().items():
        print(f"{name}: {ratio:.2f}")
