"""Pictures and logos, each over one high row, with its alternative text."""

from collections.abc import Sequence

from migplan.documents import LogoMark, Logos, Picture, is_empty
from migplan_excel.page import Page
from migplan_excel.sheet import Anchored
from migplan_office.images import image_of

_POINTS_PER_PIXEL = 0.75
_HIGHEST = 300.0
_LOGO_AREA = 2400.0
"""Square points of each logo: equal weight to the eye, whatever the shape."""
_LOGO_HEIGHT = 46.0
LOGO_WIDTH = 22.0
"""Width of a logo's column, in characters."""


def draw_picture(page: Page, block: Picture) -> None:
    """Draw a picture with its caption and credit; one that cannot be read is said by its alternative text."""
    looks = page.writer.looks
    image = image_of(block.data)
    if image is None:
        page.line(block.alt, looks.words(color="muted"))
    else:
        room = page.points(1, page.span)
        scale = min(room / (image.width * _POINTS_PER_PIXEL), _HIGHEST / (image.height * _POINTS_PER_PIXEL), 1.0)
        width, height = image.width * _POINTS_PER_PIXEL * scale, image.height * _POINTS_PER_PIXEL * scale
        row = page.tall(height + 8)
        page.draw(
            Anchored(
                1,
                row,
                2,
                4,
                width,
                height,
                f"picture {row}",
                page.writer.alt(block.alt, block.caption, "picture"),
                picture=block.data,
                suffix=image.suffix,
            )
        )
    if not is_empty(block.caption):
        page.line(block.caption, looks.words("body", "ink"))
    page.small(block.credit)


def draw_logos(page: Page, block: Logos) -> None:
    """Draw all logos at equal weight, each above its name and statement; a word-mark where no picture is given.

    Rows hold nearly the same number, so that no partner stands alone.
    """
    most = max(1, min(len(page.grid), 6))
    columns = max(1, -(-len(block.marks) // max(1, -(-len(block.marks) // most))))
    for start in range(0, len(block.marks), columns):
        _row_of_logos(page, block.marks[start : start + columns])


def _row_of_logos(page: Page, marks: Sequence[LogoMark]) -> None:
    sheet, looks = page.sheet, page.writer.looks
    images = [image_of(mark.data) if mark.data else None for mark in marks]
    if any(images):
        row = page.tall(_LOGO_HEIGHT + 10)
        for column, (mark, image) in enumerate(zip(marks, images, strict=True), start=1):
            if image is not None and mark.data:
                ratio = image.width / image.height
                height = min((_LOGO_AREA / ratio) ** 0.5, _LOGO_HEIGHT)
                width = min(height * ratio, page.points(column, column) - 8)
                height = width / ratio
                top = (_LOGO_HEIGHT - height) / 2 + 5
                page.draw(
                    Anchored(
                        column,
                        row,
                        2,
                        top,
                        width,
                        height,
                        f"logo {row} {column}",
                        page.writer.alt(mark.alt or mark.name, mark.statement, "picture"),
                        picture=mark.data,
                        suffix=image.suffix,
                    )
                )
    names = looks.number(looks.words("body", "primary", bold=True))
    sheet.add(
        [sheet.text(column, mark.name, names) for column, mark in enumerate(marks, start=1)],
        _tallest(page, [mark.name for mark in marks], True),
    )
    if any(mark.statement for mark in marks):
        small = looks.number(looks.words("small", "muted"))
        sheet.add(
            [sheet.text(column, mark.statement, small) for column, mark in enumerate(marks, start=1)],
            _tallest(page, [mark.statement for mark in marks], False),
        )


def _tallest(page: Page, texts: Sequence[str], bold: bool) -> float:
    from migplan_excel.heights import height, line_count

    style = page.writer.looks.words("body" if bold else "small", bold=bold)
    return height(max(line_count(text, page.grid[column], style) for column, text in enumerate(texts)), style)
