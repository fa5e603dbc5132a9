"""What each style looks like: sizes, weights, colours and spaces, from the theme's tokens.

Sizes are points of Latin letters; Arabic ones are set larger by the theme's scale. Spaces are points.
"""

from collections.abc import Iterator

from attrs import frozen

from migplan.themes import Theme
from migplan_office.brand import contrast


@frozen
class Look:
    """One style."""

    id: str
    name: str
    """Word's own name where it has one: `heading 1`."""
    size: float = 0
    """0 takes that of the style it is based on."""
    leading: float = 0
    """Height of a line, at least; 0 as the style it is based on."""
    before: float | None = None
    after: float | None = None
    color: str = ""
    """RRGGBB."""
    bold: bool | None = None
    italic: bool = False
    based_on: str = "Normal"
    next: str = ""
    jc: str = ""
    """`start`, `center`, `end`."""
    start: float | None = None
    """Indent at the start, in millimetres."""
    hanging: float | None = None
    end: float | None = None
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    """Always begins a new page."""
    outline: int | None = None
    number: tuple[int, int] | None = None
    """List and level."""
    fill: str = ""
    borders: tuple[tuple[str, str, int, int], ...] = ()
    """Side (`top`, `bottom`, `start`, `end`), colour, width in eighths of a point, distance in points."""
    tabs: tuple[tuple[str, float], ...] = ()
    """Kind (`start`, `center`, `end`) and place in millimetres."""
    is_even: bool = False
    """Whether Arabic letters are no larger than Latin ones, where room is short."""
    is_known: bool = True
    """Whether Word shows it among its styles."""


LINES = (
    ((11.5, 15.0, 8.0, 2.0), (10.0, 13.5, 0.0, 1.5)),
    ((11.0, 14.0, 6.0, 1.0), (10.0, 12.5, 0.0, 0.7)),
    ((10.5, 13.0, 3.6, 0.0), (9.5, 11.8, 0.0, 0.2)),
    ((10.5, 12.6, 2.4, 0.0), (9.5, 11.4, 0.0, 0.0)),
)
"""Lines of the contents, from open to close: size, leading, space before and after, for chapters and sections."""


@frozen
class Fitting:
    """What the styles of one document take from its content."""

    contents: int = 0
    """How far the lines of the contents close up, as an index of `LINES`."""
    title_size: float = 34.0
    """Size of the title on the cover."""
    cover_space: float = 60.0
    """Points above the first line of the cover."""
    cover_gap: float = 10.0
    """Points above the partners at its foot."""
    text_mm: float = 163.0
    """Width of the text, in millimetres: that of A4 less margins of 25 and 22 mm."""
    wide_mm: float = 250.0
    """Width of the text on landscape pages, in millimetres."""


def paragraph_looks(theme: Theme, fitting: Fitting) -> Iterator[Look]:
    """Give the paragraph styles, those they are based on first."""
    ink, muted, primary, accent, sand, line = (
        theme.ink, theme.muted, theme.primary, theme.accent, theme.sand, theme.line,
    )  # fmt: skip
    yield Look("Normal", "Normal", based_on="")
    yield Look("BodyText", "Body Text", after=7)
    yield from _headings(ink, primary)
    yield Look("Lead", "Lead", 12.5, 17.5, 0, 12, primary, next="BodyText", keep_next=True)
    yield Look("Quote", "Quote", 12, 18, 8, 10, primary, start=8, end=8, borders=(("start", accent, 18, 12),))
    yield Look("Foreword", "Foreword", 13.5, 20.5, 20, 14, ink, start=8, end=8, borders=(("start", accent, 18, 12),))
    yield Look("Small", "Small Note", 9, 12.5, 0, 5, muted)
    yield Look("Source", "Source", 9, 12, 4, 8, muted, keep_lines=True)
    yield Look("Caption", "caption", 9.5, 13, 12, 5, ink, bold=False, keep_next=True, keep_lines=True)
    yield Look("CaptionBelow", "Figure Title", 10, 13.5, 3, 4, ink, keep_lines=True)
    yield Look("Conclusion", "Conclusion", 11, 16, 6, 10, primary, bold=True)
    yield Look("ListBullet", "List Bullet", after=3.5, number=(3, 0))
    yield Look("ListBullet2", "List Bullet 2", after=3, number=(3, 1))
    yield Look("ListBullet3", "List Bullet 3", after=3, number=(3, 2))
    yield Look("ListNumber", "List Number", after=3.5, number=(4, 0))
    yield Look("ListNumber2", "List Number 2", after=3, number=(4, 1))
    yield Look("ListNumber3", "List Number 3", after=3, number=(4, 2))
    yield from _tables(ink, muted, primary)
    yield from _panels(ink, muted, primary, accent, sand)
    yield from _drawn(ink, muted, primary, theme.tone("achieved").ink, theme.tone("late").ink)
    yield from _cover(ink, muted, primary, accent, line, fitting)
    yield from _sheet(ink, muted, primary, fitting.text_mm)
    yield from _running(ink, muted, primary, line, fitting)


def _headings(ink: str, primary: str) -> Iterator[Look]:
    yield Look("Heading1", "heading 1", 24, 29, 0, 6, primary, True, next="Lead", keep_next=True, keep_lines=True,
               outline=0, number=(1, 0))  # fmt: skip
    yield Look("Heading2", "heading 2", 15, 20, 18, 5, primary, True, next="BodyText", keep_next=True,
               keep_lines=True, outline=1, number=(1, 1))  # fmt: skip
    for level, size, color in ((3, 12, ink), (4, 11, primary), (5, 10.5, ink)):
        yield Look(f"Heading{level}", f"heading {level}", size, size + 5, 13, 4, color, True, next="BodyText",
                   keep_next=True, keep_lines=True, outline=level - 1)  # fmt: skip


def _tables(ink: str, muted: str, primary: str) -> Iterator[Look]:
    yield Look("TableText", "Table Text", 9, 12, 2.5, 2.5, ink)
    yield Look("TableTextNumber", "Table Number", based_on="TableText", jc="end")
    yield Look("TableCentered", "Table Centered", based_on="TableText", jc="center")
    yield Look("TableHeader", "Table Header", 9, 12, 3, 3, primary, True, keep_next=True)
    yield Look("TableHeaderNumber", "Table Header Number", based_on="TableHeader", jc="end")
    yield Look("TableHeaderCentered", "Table Header Centered", based_on="TableHeader", jc="center")
    yield Look("TableTotal", "Table Total", 9, 12, 3, 3, ink, True)
    yield Look("TableTotalNumber", "Table Total Number", based_on="TableTotal", jc="end")
    yield Look("TableGroup", "Table Group", 9.5, 13, 7, 3, primary, True, keep_next=True)
    for name in ("TableText", "TableHeader", "TableTotal"):
        yield Look(f"{name}Dense", f"{name} Dense", 9, 11.3, 0.8, 0.8, based_on=name, is_even=True)
        yield Look(f"{name}NumberDense", f"{name} Number Dense", based_on=f"{name}Dense", jc="end")
    yield Look("TableGroupDense", "Table Group Dense", 9, 11.3, 3, 1, based_on="TableGroup", is_even=True)
    yield Look("TableCenteredDense", "Table Centered Dense", based_on="TableTextDense", jc="center")
    yield Look("TableTotalCenteredDense", "Table Total Centered Dense", based_on="TableTotalDense", jc="center")
    for level in range(5):
        yield Look(f"TreeLevel{level}", f"Tree Level {level}", color=primary if level == 0 else ink,
                   bold=level == 0, based_on="TableText", start=6.0 * level)  # fmt: skip
    yield Look("TableTotalCentered", "Table Total Centered", based_on="TableTotal", jc="center")
    yield Look("TableHint", "Table Hint", 9, 11.5, 0, 2, muted, keep_next=True)
    yield Look("GanttBar", "Gantt Bar", 9, 11, 0, 0, ink, jc="center")


def _panels(ink: str, muted: str, primary: str, accent: str, sand: str) -> Iterator[Look]:
    for kind, color in (("", primary), ("Warning", accent), ("Illustration", accent)):
        frame = (("start", color, 24, 9), ("top", sand, 4, 6), ("bottom", sand, 4, 6), ("end", sand, 4, 8))
        yield Look(f"Note{kind}", f"Note {kind}".strip(), 10, 14.5, 0, 0, ink, start=4.5, end=3.5, fill=sand,
                   borders=frame, keep_lines=True)  # fmt: skip
        yield Look(f"Note{kind}Title", f"Note {kind} Title".replace("  ", " "), 10, 14.5, 0, 0, color, True,
                   based_on=f"Note{kind}", keep_next=True)  # fmt: skip
    yield Look("Gap", "Gap", 4, 10, 0, 0, is_known=False)
    yield Look("GapWide", "Gap Wide", 4, 34, 0, 0, is_known=False)
    yield Look("Drawing", "Drawing", 10.5, 12, 4, 2, jc="center", keep_next=True)
    for kind, color in (("", primary), ("Accent", accent)):
        yield Look(f"FigureLabel{kind}", f"Figure Label {kind}".strip(), 9.5, 12.5, 0, 1, muted, keep_next=True,
                   borders=(("top", color, 18, 5),))  # fmt: skip
    for size in (26, 22, 18, 15, 12):
        yield Look(f"Figure{size}", f"Figure {size}", size, size * 1.2, 0, 1, primary, True, keep_next=True)
        yield Look(f"Figure{size}Accent", f"Figure {size} Accent", color=accent, based_on=f"Figure{size}")
    yield Look("FigureTrend", "Figure Trend", 9.5, 12.5, 0, 4, ink)
    yield Look("FigureSource", "Figure Source", 9, 11.5, 0, 4, muted)


def _drawn(ink: str, muted: str, primary: str, high: str, low: str) -> Iterator[Look]:
    yield Look("BoxText", "Box Caption Text", 9, 11, 0, 0, ink)
    yield Look("BoxLabel", "Box Caption Label", 9, 11, 0, 0, ink)
    yield Look("BoxLabelEnd", "Box Caption Label End", based_on="BoxLabel", jc="end")
    yield Look("BoxEnd", "Box Caption End", based_on="BoxText", jc="end")
    yield Look("BoxQuarter", "Box Quarter", 10, 12.5, 0, 0, primary, True)
    yield Look("CanvasHead", "Canvas Head", 13, 18, 6, 7, primary, True, keep_next=True)
    yield Look("CanvasTitle", "Canvas Title", 12, 16, 4, 2, primary, True)
    yield Look("CanvasHint", "Canvas Hint", 10, 13, 0, 2, muted)
    yield Look("SwotTitle", "Swot Title", 11, 15, 4, 3, high, True, keep_next=True)
    yield Look("SwotTitleLow", "Swot Title Low", color=low, based_on="SwotTitle")
    yield Look("SwotItem", "Swot Item", 9.5, 12.5, 0, 2.5, ink, number=(5, 0))
    yield Look("SwotItemDense", "Swot Item Dense", 9.5, 11.8, 0, 0.6, based_on="SwotItem", is_even=True)
    yield Look("SignatureRole", "Signature Role", 10.5, 14, 0, 0, primary, True,
               borders=(("top", primary, 12, 5),))  # fmt: skip
    yield Look("SignatureDate", "Signature Date", 9, 12, 12, 2, muted)
    yield Look("SlotHint", "Slot Hint", 10.5, 15, 5, 8, muted, start=2.5, end=2.5, fill="F3F4F5",
               borders=(("top", muted, 4, 5), ("bottom", muted, 4, 5), ("start", muted, 4, 6), ("end", muted, 4, 6)))  # fmt: skip
    yield Look("SignatureLine", "Signature Line", 9, 12, 2, 2, muted)


def _cover(ink: str, muted: str, primary: str, accent: str, line: str, fitting: Fitting) -> Iterator[Look]:
    yield Look("CoverEyebrow", "Cover Eyebrow", 11, 15, fitting.cover_space, 8, accent, True, end=62)
    size = fitting.title_size
    yield Look("Title", "Title", size, size * 1.15, 0, 10, primary, True, end=62)
    yield Look("Subtitle", "Subtitle", 16, 22, 0, 26, ink, end=62)
    yield Look("CoverFact", "Cover Fact", 11.5, 16, 0, 4, ink, start=27, hanging=27, end=62, tabs=(("start", 27),))
    yield Look("CoverGap", "Cover Gap", 4, fitting.cover_gap, 0, 0, is_known=False)
    yield Look("CoverNote", "Cover Note", 9.5, 13, 18, 0, ink, end=66, borders=(("start", accent, 18, 8),), start=3.5)
    yield Look("CoverStatement", "Cover Statement Footer", 9, 12, 0, 0, muted, borders=(("top", line, 4, 5),))
    yield Look("LogoMark", "Logo Mark", 11, 14, 0, 2, primary, True, borders=(("top", accent, 12, 4),))
    yield Look("LogoMarkSmall", "Logo Mark Small", 9.5, 12, based_on="LogoMark")
    yield Look("LogoStatement", "Logo Statement", 9, 11.5, 0, 0, muted)
    yield Look("LogoPicture", "Logo Picture", 10, 12, 0, 3)


def _sheet(ink: str, muted: str, primary: str, text_mm: float) -> Iterator[Look]:
    yield Look("SheetEyebrow", "Sheet Eyebrow", 10, 14, 0, 2, muted, keep_next=True, page_break=True,
               tabs=(("end", text_mm),))  # fmt: skip
    yield Look("SheetObjective", "Sheet Objective", 10, 14, 0, 7, ink, keep_next=True)
    yield Look("SheetLabel", "Sheet Label", 9, 11.5, 4, 0, muted, keep_next=True)
    yield Look("SheetFact", "Sheet Fact", 10.5, 13.5, 0, 4, ink, True)
    for name, size, leading, space in (("", 9.5, 12.5, 2.5), ("Dense", 9, 11.2, 1.2)):
        label, even = f" {name}".rstrip(), bool(name)
        yield Look(f"SheetSide{name}", f"Sheet Side{label}", size, leading, space, space, primary, True, is_even=even)
        yield Look(f"SheetText{name}", f"Sheet Text{label}", size, leading, space, space, ink, is_even=even)
        yield Look(f"SheetItem{name}", f"Sheet Item{label}", size, leading, 0.5, 0.5, ink, number=(6, 0), is_even=even)
        yield Look(f"SheetTable{name}", f"Sheet Table{label}", 10, 13, 3 * space, space, primary, True, keep_next=True)
    yield Look("SourceDense", "Source Dense", 9, 11, 1.5, 1.5, muted, keep_lines=True, is_even=True)


def _running(ink: str, muted: str, primary: str, line: str, fitting: Fitting) -> Iterator[Look]:
    tight, text_mm = fitting.contents, fitting.text_mm
    yield Look("TOCHeading", "TOC Heading", 24, 29, 0, 14, primary, True, keep_next=True)
    chapter, section = LINES[tight]
    yield Look("ListHeading", "List Heading", 15, 20, 22, 8, primary, True, keep_next=True)
    yield Look("ListHeadingFirst", "List Heading First", page_break=True, based_on="ListHeading")
    yield Look("TableofFigures", "table of figures", 10, 12.5, 0, 0, ink, start=22, hanging=22,
               tabs=(("start", 22), ("end", text_mm)))  # fmt: skip
    even = tight > 1
    yield Look("TOC1", "toc 1", *chapter, primary, True, start=10, hanging=10, is_even=even,
               tabs=(("start", 10), ("end", text_mm)))  # fmt: skip
    yield Look("TOC2", "toc 2", *section, ink, start=22, hanging=12, is_even=even,
               tabs=(("start", 22), ("end", text_mm)))  # fmt: skip
    yield Look("Header", "header", 9, 12, 0, 0, muted, borders=(("bottom", line, 4, 4),))
    yield Look("Footer", "footer", 9, 12, 0, 0, muted, tabs=(("end", text_mm),), borders=(("top", line, 4, 4),))
    yield Look("FooterWide", "Footer Wide", based_on="Footer", tabs=(("clear", text_mm), ("end", fitting.wide_mm)))
    yield Look("FooterStatement", "Footer Statement", 9, 11, 0, 0, muted)
    yield Look("FootnoteText", "footnote text", 9, 12, 0, 2, ink)
    yield Look("SectionEnd", "Section End", 1, 1, 0, 0, is_known=False)


def character_looks(theme: Theme) -> Iterator[Look]:
    """Give the character styles."""
    yield Look("Strong", "Strong", bold=True)
    yield Look("Muted", "Muted", color=theme.muted)
    yield Look("AccentText", "Accent Text", color=theme.accent, bold=True)
    yield Look("Hyperlink", "Hyperlink", color=theme.primary)
    yield Look("PlaceholderText", "Placeholder Text", color=theme.muted)
    yield Look("FootnoteReference", "footnote reference")
    yield Look("PrimaryStrong", "Primary Strong", color=theme.primary, bold=True)
    yield Look("OnDark", "On Dark", color=theme.ground)
    yield Look("FigureUnit", "Figure Unit", 10, color=theme.muted, bold=False)
    yield Look("HeadingNumber", "Heading Number", color=theme.accent)
    for tone, name in (("achieved", "Achieved"), ("on-the-way", "On The Way"), ("late", "Late"),
                       ("not-begun", "Not Begun"), ("neutral", "Neutral")):  # fmt: skip
        look = theme.tone(tone)
        yield Look(f"Tag{name.replace(' ', '')}", f"Tag {name}", color=look.ink, bold=True, fill=look.ground)
    for role in COLOR_ROLES:
        yield Look(color_style(role), f"Color {role}", color=readable(theme.color(role), theme.ink), bold=True)


COLOR_ROLES = ("primary", "accent", "ink", "muted", *(f"series-{number}" for number in range(1, 7)))


def color_style(role: str) -> str:
    """Name the character style of a colour role; roles that come round take the colour they come to."""
    if role.startswith("series-") and role[7:].isdigit():
        role = f"series-{(int(role[7:]) - 1) % 6 + 1}"
    return "Color" + (role if role in COLOR_ROLES else "primary").title().replace("-", "")


def readable(color: str, ink: str, ground: str = "FFFFFF", least: float = 4.5) -> str:
    """Darken a colour towards ink until text in it reads well on a ground."""
    for step in range(11):
        mixed = "".join(
            f"{round(int(color[at : at + 2], 16) * (10 - step) / 10 + int(ink[at : at + 2], 16) * step / 10):02X}"
            for at in (0, 2, 4)
        )
        if contrast(mixed, ground) >= least:
            return mixed
    return ink
