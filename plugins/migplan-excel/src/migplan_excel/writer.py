"""What all sheets of one workbook share while they are written."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, mutable

from migplan.documents import (
    Block,
    Document,
    EntryTable,
    Expression,
    Inline,
    SourceNote,
    Table,
    Tag,
    Value,
    plain,
    single_value,
)
from migplan.hooks import ExportRequest
from migplan.locale import Words
from migplan_excel.book import Book
from migplan_excel.columns import Measure, Planned, measures, plan_table
from migplan_excel.data import data_table
from migplan_excel.expressions import as_decimal, structured
from migplan_excel.looks import NORMAL, Looks
from migplan_excel.names import cell
from migplan_excel.sheet import Sheet
from migplan_excel.strings import cell_text
from migplan_office.text import utf16_length

_SHORTEST_ALT = 5


@mutable(eq=False)
class Writer:
    """The state of one export."""

    request: ExportRequest
    book: Book
    looks: Looks
    sources: dict[str, SourceNote]
    links: list[tuple[Sheet, str, str]] = field(factory=list)
    """Sheet, cell and target of each link."""
    targets: dict[str, tuple[Sheet, int]] = field(factory=dict)
    """Where each section and block begins, by id."""
    values: dict[str, tuple[Sheet, str, Decimal | int | date | None]] = field(factory=dict)
    """Where the value of an address stands, and what it is."""
    tables: dict[str, Table | EntryTable] = field(factory=dict)
    """By id, for look-ups."""
    placed: dict[int, tuple[Sheet, Any]] = field(factory=dict)
    """Sheet and place of each table written, by identity of its block."""
    chart_sources: dict[int, tuple[Table, tuple[int, ...], bool] | None] = field(factory=dict)
    """Table and columns that each chart reads, by identity, and whether it stands in the document by itself."""
    last: list[Callable[[], None]] = field(factory=list)
    """What can only be done once every sheet is written."""
    lists: dict[str, Any] = field(factory=dict)
    """Names under which formulas find each vocabulary, by its id."""
    labels: dict[str, tuple[str, str]] = field(factory=dict)
    """Names of the codes and of the labels of each vocabulary that stands in the hidden sheet."""
    forms: dict[str, tuple[Sheet, int, dict[str, int]]] = field(factory=dict)
    """Sheet, first row and number of each column by its key, of each table that comes back."""
    bars: int = 0
    """Bars in cells so far; each has an id of its own."""
    _measured: dict[int, list[Measure]] = field(factory=dict)
    _planned: dict[int, Planned] = field(factory=dict)
    _converted: dict[int, Table | None] = field(factory=dict)
    """Blocks said as tables, by identity."""
    _rows: dict[str, list[dict[str, object]]] = field(factory=dict)

    @classmethod
    def of(cls, request: ExportRequest) -> "Writer":
        """Start an empty workbook for a request."""
        book = Book.of(request.theme, NORMAL, request.is_right_to_left)
        looks = Looks(request.theme, book.styles, request.language, request.is_right_to_left)
        writer = cls(request, book, looks, {note.key: note for note in request.document.sources})
        for block in request.document.blocks:
            if isinstance(block, Table | EntryTable):
                writer.tables.setdefault(block.id, block)
        return writer

    @property
    def document(self) -> Document:
        """What is said."""
        return self.request.document

    @property
    def words(self) -> Words:
        """Labels in the document's language."""
        return self.request.words

    @property
    def language(self) -> str:
        """The document's language."""
        return self.request.document.language

    @property
    def is_right_to_left(self) -> bool:
        """Say whether the workbook runs from right to left."""
        return self.book.is_right_to_left

    def next_bar(self) -> int:
        """Count one more column with bars."""
        self.bars += 1
        return self.bars

    def tag(self, tag: Tag) -> str:
        """Write a tag with the symbol of its tone."""
        return f"{self.looks.theme.tone(tag.tone.value).symbol} {tag.text}"

    def as_table(self, block: Block) -> Table | None:
        """Say a block as the table that holds its data, where it has one; the same table at every call."""
        if id(block) not in self._converted:
            self._converted[id(block)] = data_table(block, self.words)
        return self._converted[id(block)]

    def planned(self, block: Table | EntryTable) -> Planned:
        """Give a table's names and sorted rows, the same at every call."""
        found = self._planned.get(id(block))
        if found is None:
            name = self.book.name(block.id, "t")
            found = self._planned[id(block)] = plan_table(block, name, self.words, self.language)
        return found

    def measured(self, block: Table | EntryTable) -> list[Measure]:
        """Give what a table's columns need, measured once."""
        if id(block) not in self._measured:
            self._measured[id(block)] = measures(self.planned(block), self.language)
        return self._measured[id(block)]

    def alt(self, said: str, title: Inline, kind: str) -> str:
        """Give an alternative text of at least a few letters: what a block says of itself, else its title.

        `kind` names the sentence of the catalogue that goes around a title: draw, table, chart or picture.
        """
        text = " ".join(cell_text(said).split())
        if utf16_length(text) >= _SHORTEST_ALT:
            return text
        return self.words(f"blocks.{kind}_alt", title=text or cell_text(plain(title, self.language)).strip() or "–")

    def remember(self, value: Value, sheet: Sheet, column: int, row: int) -> None:
        """Remember where a value stands, so that key figures and links can point to it."""
        if value.address:
            self.values.setdefault(value.address, (sheet, cell(column, row), value.value))

    def rows_of(self, table: str) -> list[dict[str, object]]:
        """Give another table's rows by column key, for look-ups: numbers as Decimal, the rest as text."""
        if table not in self._rows:
            block = self.tables.get(table)
            rows: list[dict[str, object]] = []
            if block is not None:
                for row in self.planned(block).data:
                    entry: dict[str, object] = {}
                    for column, content in zip(block.columns, row.cells, strict=False):
                        value = single_value(content)
                        number = as_decimal(value.value) if value is not None else None
                        entry[column.key] = number if number is not None else plain(content, self.language)
                    rows.append(entry)
            self._rows[table] = rows
        return self._rows[table]

    def find(self, table: str, key: str) -> str | None:
        """Give the place of a whole column of a table, by the table's id and the column's key."""
        block = self.tables.get(table)
        if block is None:
            return None
        planned = self.planned(block)
        header = planned.header(key)
        has_rows = bool(planned.data) or (isinstance(block, EntryTable) and block.empty_rows > 0)
        return structured(planned.name, header) if header and has_rows else None

    def formula(self, expression: Expression) -> str | None:
        """Write an expression that reads no row of its own; `None` when what it reads has no place here."""
        from migplan_excel.trees import tree_formula

        return tree_formula(expression, lambda key: None, self.find, self.labels)

    def resolve(self) -> None:
        """Do what waited for all sheets, and turn links to sections and blocks into places; none leads nowhere."""
        for finish in self.last:
            finish()
        for sheet, place, target in self.links:
            if target.startswith("#"):
                found = self.targets.get(target[1:])
                if found is not None:
                    sheet.links.append((place, f"#{found[0].reference(cell(1, found[1]))}"))
            else:
                sheet.links.append((place, target))
