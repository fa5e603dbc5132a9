"""The workbook of a whole plan of 3 000 actions and 150 000 values: our whole pipeline against a plain script with openpyxl.

The script writes the same cells with the same formats, validations and tables; what it writes is made ready beforehand and not
timed. Ours is timed from the plan to the bytes. The two take turns, each in a process's quiet memory.

    python -m benchmarks.workbook            the ratio
    python -m benchmarks.workbook --profile  and where our time goes
"""

import argparse
import cProfile
import gc
import io
import pstats
import statistics
import tempfile
import time
import warnings
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from attrs import define, field
from openpyxl.styles import NamedStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

import migplan
from benchmarks.load import write_plan
from migplan.model import Plan

DAY = date(2025, 9, 30)
RUNS = 3
LIMIT = 1.0
"""Most times the plain script that ours may take."""


@define
class Sheet:
    """One sheet, ready to be written by a plain script."""

    title: str
    state: str
    widths: dict[str, float]
    cells: list[tuple[int, int, Any, str]] = field(factory=list)
    """Row, column, value or formula, and name of the format."""
    tables: list[tuple[str, str]] = field(factory=list)
    validations: list[dict[str, Any]] = field(factory=list)
    frozen: str | None = None


def ours(plan: Plan) -> bytes:
    """Write the workbook."""
    return migplan.render(plan, "workbook", format="xlsx", on=DAY)


def ready(data: bytes) -> tuple[list[Sheet], dict[str, Any]]:
    """Take a workbook apart: its sheets, and the looks of each distinct format."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data))
    looks: dict[str, Any] = {}
    sheets = []
    for source in book.worksheets:
        widths = {letter: part.width for letter, part in source.column_dimensions.items() if part.width}
        sheet = Sheet(source.title, source.sheet_state, widths, frozen=source.freeze_panes)
        for row in source.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                name = f"look-{cell.style_id}"
                if name not in looks:
                    looks[name] = (
                        cell.number_format, copy(cell.font), copy(cell.fill), copy(cell.alignment), copy(cell.border),
                    )  # fmt: skip
                sheet.cells.append((cell.row, cell.column, cell.value, name))
        sheet.tables = [(table.displayName, table.ref) for table in source.tables.values()]
        sheet.validations = [
            {
                "type": rule.type, "formula1": rule.formula1, "formula2": rule.formula2, "operator": rule.operator,
                "allow_blank": True, "prompt": rule.prompt, "promptTitle": rule.promptTitle, "error": rule.error,
                "errorTitle": rule.errorTitle, "showInputMessage": True, "showErrorMessage": rule.showErrorMessage,
                "sqref": str(rule.sqref),
            }
            for rule in source.data_validations.dataValidation
        ]  # fmt: skip
        sheets.append(sheet)
    return sheets, looks


def by_hand(sheets: list[Sheet], looks: dict[str, Any]) -> bytes:
    """Write the same with openpyxl, as a plain script does: each distinct format is a named style."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, (code, font, fill, alignment, border) in looks.items():
        style = NamedStyle(name, font, fill, border, alignment)
        style.number_format = code
        book.add_named_style(style)
    for sheet in sheets:
        target = book.create_sheet(sheet.title)
        target.sheet_state = sheet.state
        target.freeze_panes = sheet.frozen
        for letter, width in sheet.widths.items():
            target.column_dimensions[letter].width = width
        for row, column, value, name in sheet.cells:
            cell = target.cell(row, column, value)
            cell.style = name
        for name, place in sheet.tables:
            table = Table(displayName=name, ref=place)
            table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1")
            target.add_table(table)
        for rule in sheet.validations:
            target.add_data_validation(DataValidation(**rule))
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(stream)
    return stream.getvalue()


def timed(work: Any) -> float:
    """Give the seconds that a piece of work takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Print the ratio; give 1 when it is too high."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        write_plan(path)
        plan = migplan.load(path)
    data = ours(plan)
    sheets, looks = ready(data)
    count = sum(len(sheet.cells) for sheet in sheets)
    print(f"{len(data) / 1e6:.1f} MB, {len(sheets)} sheets, {count} cells")
    times = [(timed(lambda: ours(plan)), timed(lambda: by_hand(sheets, looks))) for _ in range(RUNS)]
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"workbook: {mine / theirs:.2f} x a plain openpyxl script (at most {LIMIT}); ours {mine:.2f} s")
    if asked.profile:
        profile = cProfile.Profile()
        profile.runcall(ours, plan)
        pstats.Stats(profile).sort_stats("tottime").print_stats(28)
    return int(mine / theirs > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
