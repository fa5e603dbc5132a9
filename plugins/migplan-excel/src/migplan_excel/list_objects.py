"""Excel's tables and what may be typed into their cells."""

from attrs import frozen

from migplan_excel.names import cell
from migplan_office.text import clean, cut, escape_cell, xml_attribute, xml_escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


@frozen
class Validation:
    """What may be typed into cells, or a word of advice shown there."""

    ranges: str
    formula: str = ""
    """Name of the list of choices, or the bound or condition of another kind; empty for advice only."""
    title: str = ""
    prompt: str = ""
    error: str = ""
    kind: str = "list"
    """`list`, `date`, `whole`, `decimal` or `custom`."""
    operator: str = ""
    """`between`, `greaterThanOrEqual`, `lessThanOrEqual`; empty for lists and conditions."""
    second: str = ""
    """The upper bound of `between`."""
    is_warning: bool = False
    """Something else may be kept after a question."""

    def xml(self) -> str:
        """Write it, within Excel's lengths."""
        kind = f' type="{self.kind}"' if self.formula else ""
        kind += ' errorStyle="warning"' if self.is_warning else ""
        kind += f' operator="{self.operator}"' if self.operator and self.operator != "between" else ""
        error = (
            f' showErrorMessage="1" errorTitle="{_said(self.title, 32)}" error="{_said(self.error, 255)}"'
            if self.error
            else ""
        )
        title = f' promptTitle="{_said(self.title, 32)}"' if self.title else ""
        formula = f"<formula1>{xml_escape(self.formula)}</formula1>" if self.formula else ""
        formula += f"<formula2>{xml_escape(self.second)}</formula2>" if self.second else ""
        return (
            f'<dataValidation{kind} allowBlank="1" showInputMessage="1"{error}{title}'
            f' prompt="{_said(self.prompt, 255)}" sqref="{self.ranges}">{formula}</dataValidation>'
        )


def _said(text: str, limit: int) -> str:
    """Write words that Excel shows beside a cell, within its length; what looks like an escape is guarded."""
    text = cut(escape_cell(clean(text)), limit)[0]
    return xml_attribute(text)


@frozen
class TableColumn:
    """A column of a table, as the table's own part says it."""

    name: str
    formula: str = ""
    total_label: str = ""
    total_function: str = ""
    """`sum`, or `custom` with `total_formula`."""
    total_formula: str = ""


@frozen
class ListObject:
    """A table that Excel filters and sorts."""

    name: str
    first_column: int
    first_row: int
    last_row: int
    """With the totals row, where there is one."""
    columns: tuple[TableColumn, ...]
    has_totals: bool = False
    alt_title: str = ""
    alt: str = ""

    @property
    def reference(self) -> str:
        """Its range, header and totals included."""
        last = self.first_column + len(self.columns) - 1
        return f"{cell(self.first_column, self.first_row)}:{cell(last, self.last_row)}"

    def xml(self, number: int) -> str:
        """Write the table's part."""
        last = self.first_column + len(self.columns) - 1
        body = self.last_row - (1 if self.has_totals else 0)
        filtered = f"{cell(self.first_column, self.first_row)}:{cell(last, body)}"
        totals = ' totalsRowCount="1"' if self.has_totals else ' totalsRowShown="0"'
        columns = "".join(_table_column(index, column) for index, column in enumerate(self.columns, start=1))
        alt = ""
        if self.alt:
            alt = (
                f'<extLst><ext xmlns:x14="{X14}" uri="{{504A1905-F514-4f6f-8877-14C23A59335A}}">'
                f'<x14:table altText="{xml_attribute(cut(self.alt_title or self.alt, 250)[0])}"'
                f' altTextSummary="{xml_attribute(cut(self.alt, 250)[0])}"/></ext></extLst>'
            )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<table xmlns="{MAIN}" id="{number}" name="{self.name}" displayName="{self.name}"'
            f' ref="{self.reference}"{totals}><autoFilter ref="{filtered}"/>'
            f'<tableColumns count="{len(self.columns)}">{columns}</tableColumns>'
            '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/>'
            f"{alt}</table>"
        )


def _table_column(number: int, column: TableColumn) -> str:
    marks = ""
    inner = ""
    if column.total_label:
        marks += f' totalsRowLabel="{xml_attribute(escape_cell(column.total_label))}"'
    if column.total_function:
        marks += f' totalsRowFunction="{column.total_function}"'
    if column.formula:
        inner += f"<calculatedColumnFormula>{xml_escape(column.formula)}</calculatedColumnFormula>"
    if column.total_formula and column.total_function == "custom":
        inner += f"<totalsRowFormula>{xml_escape(column.total_formula)}</totalsRowFormula>"
    head = f'<tableColumn id="{number}" name="{xml_attribute(escape_cell(column.name))}"{marks}'
    return f"{head}>{inner}</tableColumn>" if inner else f"{head}/>"
