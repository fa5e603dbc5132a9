"""What a workbook carries along: a sheet that only a program shows, of rows of name, number and text."""

import base64
import zlib
from collections.abc import Iterator

from migplan.documents import Carried
from migplan_excel.writer import Writer

SHEET = "_migplan"
PIECE = 30_000
"""Letters in one cell."""
_SHORT = 1_000
"""Letters up to which a text is written as it is."""


def draw_carried(writer: Writer) -> None:
    """Write the sheet of carried texts; long ones are deflated and in base 64, cut into cells."""
    carried = writer.document.carried
    if not carried:
        return
    sheet = writer.book.sheet(SHEET)
    sheet.is_hidden = sheet.is_very_hidden = True
    sheet.frozen_rows = 1
    sheet.title_rows = (1, 1)
    sheet.widths = [16.0, 8.0, 60.0]
    style = writer.looks.number(writer.looks.style("small", wrap=False))
    head = writer.looks.number(writer.looks.style("small", bold=True, wrap=False))
    sheet.add([sheet.text(column, text, head) for column, text in enumerate(("name", "number", "text"), start=1)])
    for one in carried:
        for number, piece in enumerate(_pieces(one), start=1):
            sheet.add(
                [sheet.text(1, one.name, style), sheet.number(2, number, style), sheet.text(3, piece, style)], 15.0
            )


def _pieces(carried: Carried) -> Iterator[str]:
    text = carried.text
    if len(text) > _SHORT:
        packed = zlib.compress(text.encode("utf-8"), 9)
        text = "deflate:" + base64.b64encode(packed).decode("ascii")
    yield from (text[start : start + PIECE] for start in range(0, max(len(text), 1), PIECE))
