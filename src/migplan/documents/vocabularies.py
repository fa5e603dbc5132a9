"""What may be chosen from in tables to be filled in, and texts that a file carries along unseen."""

from attrs import field, frozen

from migplan.documents.sequences import as_tuple


@frozen
class Term:
    """One code to choose."""

    code: str
    label: str
    parent: str = ""
    """Code of what it belongs to, by which choices are narrowed: the province of a commune."""


@frozen
class Vocabulary:
    """Codes with their labels."""

    id: str
    title: str
    terms: tuple[Term, ...] = field(default=(), converter=as_tuple)
    """What there is to choose now, in the order shown."""
    table: str = ""
    """Id of the table to be filled in whose rows are the members; empty where the terms are all there is."""
    codes: tuple[str, ...] = field(default=(), converter=as_tuple)
    """Keys of that table's columns that together are the code, joined by `/`."""
    key: str = ""
    """Key of the column of that table that computes the whole code, where several columns make it."""
    labels: tuple[str, ...] = field(default=(), converter=as_tuple)
    """Keys of that table's columns that hold the label, the first that is filled in."""
    is_open: bool = False
    """Codes beyond these may be right, so that another is asked about and not refused."""


@frozen
class Carried:
    """A text that a file carries along, for whoever reads it back."""

    name: str
    text: str = field(repr=False)
