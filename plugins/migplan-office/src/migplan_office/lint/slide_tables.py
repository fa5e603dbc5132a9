"""Heights of tables on slides: P2."""

from collections.abc import Iterator

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.shapes import EMU_CM, EMU_POINT, FOOTERS, Page, Shape
from migplan_office.lint.slides import MARGIN_CM, paragraph_text
from migplan_office.lint.xml import A, Element, child, is_true, whole

LINE = 1.2
"""Height of a line, as a share of the size of its letters."""
_MARGINS = {"marL": 91_440, "marR": 91_440, "marT": 45_720, "marB": 45_720}
_TOLERANCE_POINTS = 1.0


def table_heights(file: File) -> Iterator[Finding]:
    """Tables end above the footer, each row as high as its lines need."""
    for slide in file.deck.slides:
        for shape in slide.shapes:
            if shape.table is None or (frame := slide.frame(shape)) is None:
                continue
            needed = sum(row_heights(file, slide, shape, shape.table))
            floor = _floor(file, slide) / EMU_POINT
            if frame.y / EMU_POINT + needed > floor + _TOLERANCE_POINTS:
                end = frame.y / EMU_CM + needed * EMU_POINT / EMU_CM
                message = f"its rows end at {end:.1f} cm, below {floor * EMU_POINT / EMU_CM:.1f} cm; split the table over slides"
                yield Finding("P2", slide.part, shape.name, message)


def _floor(file: File, slide: Page) -> float:
    """Give the lowest place that content may reach: the top of the footers, else the margin."""
    height = file.deck.size[1]
    frames = [slide.frame(shape) for shape in slide.shapes if shape.role in FOOTERS]
    tops = [frame.y for frame in frames if frame is not None and frame.y > height / 2]
    return min((*tops, height - MARGIN_CM * EMU_CM))


def row_heights(file: File, page: Page, shape: Shape, table: Element) -> list[float]:
    """Give the height that each row takes, in points."""
    widths = [whole(column.get("w")) for column in table.iter(f"{A}gridCol")]
    heights = []
    for row in table.iterchildren(f"{A}tr"):
        needed = whole(row.get("h")) / EMU_POINT
        for index, cell in enumerate(row.iterchildren(f"{A}tc")):
            if is_true(cell.get("hMerge")) or is_true(cell.get("vMerge")) or whole(cell.get("rowSpan"), 1) > 1:
                continue
            width = sum(widths[index : index + whole(cell.get("gridSpan"), 1)])
            needed = max(needed, _cell_height(file, page, shape, cell, width))
        heights.append(needed)
    return heights


def _cell_height(file: File, page: Page, shape: Shape, cell: Element, width: int) -> float:
    properties = child(cell, f"{A}tcPr")
    left, right, top, bottom = (
        whole(properties.get(name) if properties is not None else None, usual) / EMU_POINT
        for name, usual in _MARGINS.items()
    )
    if properties is not None and properties.get("vert", "horz") != "horz":
        return 0.0
    room = max(width / EMU_POINT - left - right, 1.0)
    height = top + bottom
    for paragraph in cell.iter(f"{A}p"):
        runs = list(paragraph.iterchildren(f"{A}r", f"{A}fld"))
        size = max(
            (file.deck.font_size(page, shape, paragraph, run) for run in runs),
            default=_end_size(file, page, shape, paragraph),
        )
        bold = any(is_true(mark.get("b")) for run in runs if (mark := child(run, f"{A}rPr")) is not None)
        lines = sum(max(len(file.wrap(text, room, size, bold)), 1) for text in paragraph_text(paragraph).split("\n"))
        height += lines * size * LINE
    return height


def _end_size(file: File, page: Page, shape: Shape, paragraph: Element) -> float:
    mark = child(paragraph, f"{A}endParaRPr")
    if mark is not None and mark.get("sz"):
        return max(whole(mark.get("sz")) / 100, 1.0)
    return file.deck.font_size(page, shape, paragraph, None)


RULES = (Rule("P2", table_heights, ("pptx",), ours=True),)
