"""What a file from outside may be and how much it may hold. Source: office-quality.md, section 11, S1."""

from enum import Enum

from attrs import frozen

MB = 1_000_000


class Kind(Enum):
    """What a file from outside is taken for."""

    WORKBOOK = "xlsx"
    """A workbook to read (`.xlsx`, `.xltx`)."""
    DOCUMENT = "docx"
    """A Word template (`.docx`, `.dotx`)."""
    DECK = "pptx"
    """A PowerPoint template (`.pptx`, `.potx`)."""

    @property
    def limits(self) -> "Limits":
        """How much a file of this kind may hold."""
        return WORKBOOK if self is Kind.WORKBOOK else TEMPLATE


@frozen
class Limits:
    """How much a file may hold; sizes in bytes."""

    file: int
    entries: int
    unpacked: int
    """All parts together."""
    depth: int
    """Elements inside one another."""
    part: int = 32 * MB
    """One XML part."""
    ratio: int = 100
    """Unpacked bytes for each packed one, in a part above `dense`."""
    dense: int = MB
    elements: int = 2_000_000
    """All parts together; it bounds the time of the scan."""
    sheets: int = 64
    rows: int = 20_000
    columns: int = 256
    cells: int = 600_000
    """All sheets together."""
    strings: int = 250_000
    formats: int = 20_000


WORKBOOK = Limits(file=25 * MB, entries=500, unpacked=100 * MB, depth=64)
TEMPLATE = Limits(file=50 * MB, entries=2_000, unpacked=200 * MB, depth=128)
