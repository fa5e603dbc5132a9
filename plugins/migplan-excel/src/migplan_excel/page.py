"""One sheet being filled from top to bottom, on a grid of columns that its blocks share."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, mutable

from migplan.documents import Holds, Inline, Span, Tag, Value, Weight, is_empty, parts, plain, single_value
from migplan.locale import is_right_to_left
from migplan_excel.heights import height, line_count
from migplan_excel.names import cell as place_of
from migplan_excel.sheet import Anchored, Sheet, width_points
from migplan_excel.strings import cell_text
from migplan_excel.styles import Style

if TYPE_CHECKING:
    from migplan_excel.writer import Writer

_MORE = 14.0
"""Width of a column that nothing asked for, in characters."""
TEXT_WIDTH = 104.0
"""Widest running text, in characters of a column."""
_LINKS = ("https://", "http://", "mailto:")


def decimals_of(value: Decimal | int, holds: Holds) -> int:
    """Give the digits that a number needs after its separator; money has none or two."""
    if type(value) is int:
        return 0
    number = Decimal(value)
    if not number.is_finite() or number == number.to_integral_value():
        return 0
    if holds is Holds.MONEY:
        return 2
    exponent = number.normalize().as_tuple().exponent
    return min(-exponent, 6) if isinstance(exponent, int) else 0


@mutable(eq=False)
class Page:
    """A sheet, its grid and the tools that put words and values into it."""

    writer: "Writer"
    sheet: Sheet
    grid: list[float]
    """Widths of the columns, in characters."""
    title: str = ""
    """What the sheet's title says: a heading that says the same is left out."""
    said: str = ""
    """A title that the sheet has just said."""
    last_source: str = ""
    sources: dict[str, None] = field(factory=dict)
    """Keys of the sources cited since the last source line."""

    @property
    def language(self) -> str:
        """The document's language."""
        return self.writer.language

    @property
    def span(self) -> int:
        """Last column of running text: no wider than reads well."""
        total = 0.0
        for number, width in enumerate(self.grid, start=1):
            if total and total + width > TEXT_WIDTH:
                return number - 1
            total += width
        return len(self.grid)

    def characters(self, first: int, last: int) -> float:
        """Give the width of some columns together, in characters."""
        return sum(self.grid[first - 1 : last]) + (last - first) * 5 / 7

    def points(self, first: int, last: int) -> float:
        """Give the width of some columns together, in points."""
        return sum(width_points(width) for width in self.grid[first - 1 : last])

    def need(self, columns: int) -> None:
        """Make the grid hold at least so many columns."""
        self.grid += [_MORE] * (columns - len(self.grid))

    def widen(self, total: float) -> None:
        """Add columns to the grid until it is so wide, for words beside a small table."""
        while sum(self.grid) < total:
            self.grid.append(min(max(total - sum(self.grid), 8.0), 24.0))

    # -- cells -------------------------------------------------------------------------------------------------

    def cell(self, column: int, inline: Inline, style: Style) -> str:
        """Give the XML of a cell with a line: a number stays a number, words keep their weights, the first link lives."""
        value = None if type(inline) is str else single_value(inline)
        if value is not None:
            return self.value(column, value, style)
        if self.writer.is_right_to_left and style.horizontal == "left":  # the side of numbers
            style = style.but(horizontal="right")
        if type(inline) is str:
            return self.sheet.text(column, inline, self.writer.book.styles.number(style))
        if isinstance(inline, tuple) and len(inline) == 1:
            inline = inline[0]
        styles = self.writer.book.styles
        if isinstance(inline, Tag):
            text = self.writer.tag(inline)
            return self.sheet.text(column, text, styles.number(style))
        self._cite(inline)
        self._link(column, inline)
        if isinstance(inline, Span):
            return self.sheet.text(column, inline.text, styles.number(self._own(inline, style)))
        if all(
            isinstance(part, str) or (isinstance(part, Span) and part.weight is Weight.PLAIN) or isinstance(part, Value)
            for part in parts(inline)
        ):
            return self.sheet.text(column, plain(inline, self.language), styles.number(style))
        runs = [self._run(part, style) for part in parts(inline)]
        return self.sheet.rich(column, [run for run in runs if run[0]], styles.number(style))

    def _run(self, part: str | Span | Value | Tag, style: Style) -> tuple[str, Style]:
        if isinstance(part, Tag):
            status = self.writer.looks.theme.tone(part.tone.value)
            return self.writer.tag(part), style.but(color=status.ink, bold=True)
        if isinstance(part, Span):
            return part.text, self._weighted(part.weight, style)
        return plain(part, self.language), style

    def _weighted(self, weight: Weight, style: Style) -> Style:
        looks = self.writer.looks
        if weight is Weight.STRONG:
            return style.but(bold=True)
        if weight is Weight.MUTED:
            return style.but(color=looks.color("muted"))
        if weight is Weight.ACCENT:
            return style.but(bold=True, color=looks.color("accent"))
        return style

    def _own(self, span: Span, style: Style) -> Style:
        style = self._weighted(span.weight, style)
        if span.link:
            style = style.but(color=self.writer.looks.color("primary"), underline=True)
        if span.language and is_right_to_left(span.language) and not self.writer.is_right_to_left:
            style = style.but(reading=2, font=self.writer.looks.theme.arabic_font, horizontal="right")
        return style

    def _cite(self, inline: Inline) -> None:
        for part in parts(inline):
            if isinstance(part, Span | Value) and part.source:
                self.sources[part.source] = None

    def _link(self, column: int, inline: Inline) -> None:
        for part in parts(inline):
            if isinstance(part, Span) and part.link:
                if not plain(inline, self.language).strip().startswith(_LINKS):  # a link says where it leads
                    self.link(column, part.link)
                return

    def link(self, column: int, target: str) -> None:
        """Make the cell of the next row a link: an address, or `#` and the id of a section or block."""
        if target.startswith(("#", *_LINKS)):
            self.writer.links.append((self.sheet, place_of(column, self.sheet.next), target))

    def value(self, column: int, value: Value, style: Style) -> str:
        """Give the XML of a cell with one typed value, and remember where it stands."""
        if value.source:
            self.sources[value.source] = None
        number = self.writer.book.styles.number(style.but(format=self.format_of(value)))
        if value.value is None:
            return self.sheet.text(column, "–", number)
        self.writer.remember(value, self.sheet, column, self.sheet.next)
        return self.sheet.number(column, value.value, number)

    def format_of(self, value: Value, unit: bool = True) -> str:
        """Give the number format of a value alone."""
        content = value.value
        looks = self.writer.looks
        if content is None:
            return "General"
        if not isinstance(content, int | Decimal):
            return looks.format(Holds.DATE)
        needed = decimals_of(content, value.holds)
        decimals = value.decimals if value.decimals is not None else needed
        if value.holds is Holds.MONEY or (unit and value.unit):
            decimals = max(decimals, needed)  # an amount is never rounded by its format
        return looks.format(value.holds, decimals, value.unit if unit else "", value.is_estimated)

    # -- rows --------------------------------------------------------------------------------------------------

    def line(
        self,
        inline: Inline,
        style: Style,
        last: int | None = None,
        first: int = 1,
        before: Sequence[str] = (),
        at_least: float = 0.0,
        padding: float = 4.0,
    ) -> int:
        """Write one row that holds a line over several columns, as high as its words need."""
        end = last or max(self.span, first)
        if single_value(inline) is not None:
            style = style.but(wrap=False, shrink=True)
        text = cell_text(plain(inline, self.language))
        room = self.characters(first, end)
        lines = line_count(text, room, style) if style.wrap else 1
        high = max(at_least, height(lines, style, padding))
        cells = [*before, self.cell(first, inline, style)]
        value = single_value(inline)
        if value is not None and value.value is not None:  # numbers are never merged
            end = first
        if end > first:
            number = self.writer.book.styles.number(style)
            cells += [self.sheet.text(column, "", number) for column in range(first + 1, end + 1)]
            if text.strip():
                self.sheet.merge(first, end)
        return self.sheet.add(cells, high)

    def heading(self, inline: Inline, level: int = 2, number: str = "", id: str = "") -> None:
        """Write a heading, with the number that the plan gives it."""
        if id:
            self.mark(id)
        said = plain(inline, self.language)
        repeats, self.said = said in (self.title, self.said), ""
        if not number and (is_empty(inline) or repeats):
            return
        looks = self.writer.looks
        style = looks.style("heading" if level < 3 else "lead", "primary", bold=True, wrap=True, vertical="bottom")
        text = (Span(f"{number} ", weight=Weight.ACCENT), *parts(inline)) if number else inline
        self.line(text, style, at_least=26.0 if level < 3 else 22.0, padding=8.0)

    def mark(self, id: str) -> None:
        """Remember that a section or block begins at the next row."""
        self.writer.targets.setdefault(id, (self.sheet, self.sheet.next))

    def small(self, *lines: Inline) -> None:
        """Write reading help, notes and sources in small type."""
        style = self.writer.looks.words("small", "muted")
        for inline in lines:
            if not is_empty(inline):
                self.line(inline, style)
                self.last_source = self._named(plain(inline, self.language))

    def cite(self) -> None:
        """Write where the figures above come from, once."""
        known = self.writer.sources
        cited = [known[key] for key in self.sources if key in known]
        self.sources.clear()
        if cited:
            words = self.writer.words
            label = words("blocks.source") if len(cited) == 1 else words("blocks.sources")
            listed = " ; ".join(plain(note.text, self.language) for note in cited)
            self.source(f"{label}{words('blocks.colon')}{listed}")

    def source(self, line: str) -> None:
        """Write a source line, unless the last one said the same."""
        if self._named(line) != self.last_source:
            self.small(line)

    def _named(self, line: str) -> str:
        """Give what a source line names after its label."""
        return " ".join(line.partition(self.writer.words("blocks.colon").strip())[2].split())

    def gap(self) -> None:
        """Leave a row between two blocks, unless the sheet begins here."""
        if self.sheet.next > 3:
            self.sheet.skip()

    def tall(self, points: float) -> int:
        """Write one empty high row for what is drawn over it, and give its number."""
        return self.sheet.add("", points)

    def draw(self, item: Anchored) -> None:
        """Put something over the cells."""
        self.sheet.drawn.append(item)
