"""What a reader of written documents hands over: the prose that people typed into slots, before it is compared with the plan."""

import re
import unicodedata

from attrs import field, frozen

from migplan.documents import PassageHome
from migplan.documents.sequences import as_tuple

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of a passage: a blank line parts them."""
    return tuple(piece for piece in (one.strip("\n") for one in _BLANK_LINE.split(text)) if piece.strip())


def folded_prose(text: str) -> tuple[str, ...]:
    """Give what tells two texts apart: their words by paragraph, without marks and spaces that a program may change."""
    known = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return tuple(" ".join(piece.split()) for piece in paragraphs(known))


@frozen
class FilledSlot:
    """One slot as it came back."""

    passage: str
    """Id of its passage."""
    text: str
    """What stands there: paragraphs parted by a blank line; empty when all was deleted."""
    shown: str | None = None
    """What stood there when the file was made, prose or hint; `None` when the file does not say."""
    was_open: bool = False
    """Only the hint stood there."""
    home: PassageHome | None = None
    """Where the prose belongs; `None` when the file does not say."""

    @property
    def is_changed(self) -> bool:
        """Say whether somebody wrote here; what stands for nothing is as good as the hint."""
        if self.was_open and not self.text.strip():
            return False
        return self.shown is None or folded_prose(self.text) != folded_prose(self.shown)


@frozen
class FilledProse:
    """All slots of one file."""

    source: str
    """Name of the file, as the person knows it."""
    language: str
    """BCP 47 tag of the document; empty when the file does not say."""
    slots: tuple[FilledSlot, ...] = field(default=(), converter=as_tuple)
    deleted: tuple[str, ...] = field(default=(), converter=as_tuple)
    """Passages whose slot was there when the file was made and is no more."""
    has_base: bool = False
    """The file says what stood in its slots when it was made."""
