"""From plain data (mappings, lists and texts) to a plan or a pack, with everything that is wrong."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

from attrs import frozen

from migplan.codec.faults import LEFT_OUT, Fault, Found, Reading, nearest, shown
from migplan.codec.things import new_converter
from migplan.problems import Address, Severity

Thing = TypeVar("Thing")

VERSION_KEY = "migplan"
VERSIONS = ("1",)
"""Versions of the format of plan files that are read; the last one is written."""


@frozen
class Decoded(Generic[Thing]):
    """What was made of the data, and what was wrong."""

    value: Thing | None
    found: tuple[Found, ...]
    lost: frozenset[str]
    """Ids of members that had to be left out."""
    kept: Mapping[Address, tuple[int, ...]]
    """For each list of which members were left out, the indexes as written of those that remain."""


@cache
def _converter() -> Any:
    return new_converter()


def decode(cls: type[Thing], data: dict[str, Any], *, versioned: bool = False) -> Decoded[Thing]:
    """Make a thing of written data: a mapping from the names of its fields to texts, lists and mappings.

    A value at fault is left out, a member that lacks what it needs too, and the rest is read.
    `versioned` says that the format version must stand beside the fields.
    """
    reading = Reading()
    written = dict(data)
    version = written.pop(VERSION_KEY, None)
    if versioned or version is not None:
        _check_version(version, reading)
    reader = _converter().get_structure_hook(cls)
    value = reader(written, reading)
    if value is not None:
        _check_languages(getattr(value, "languages", ()), reading)
    found = tuple(fault for fault in reading.found if fault.code != LEFT_OUT)
    kept = {
        fault.at: cast("tuple[int, ...]", fault.values["kept"]) for fault in reading.found if fault.code == LEFT_OUT
    }
    return Decoded(value, found, frozenset(reading.lost), kept)


def _check_version(version: Any, reading: Reading) -> None:
    if not version:
        reading.add(Fault("missing-version", version=VERSIONS[-1]))
    elif version not in VERSIONS:
        reading.add(Fault("unknown-version", written=shown(version), known=", ".join(VERSIONS)), VERSION_KEY)


def _check_languages(declared: tuple[str, ...], reading: Reading) -> None:
    """Texts in a further language are well, but a language near a declared one is probably misspelt."""
    bases = {language.partition("-")[0] for language in declared}
    for language in sorted(reading.languages):
        if declared and language and language.partition("-")[0] not in bases:
            severity = Severity.WARNING if nearest(language, declared) else Severity.ADVICE
            fault = Fault("undeclared-language", severity, language=language, known=", ".join(declared))
            reading.add(fault, "languages")
