"""Word files read back: the prose that people typed into the slots (`read_document`)."""

from migplan_word.reading.reader import read_document

__all__ = ["read_document"]
