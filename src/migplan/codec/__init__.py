"""Plain data to model and back; no file format is known here."""

from migplan.codec.decoding import Decoded, decode
from migplan.codec.faults import Fault, Found
from migplan.codec.plain import pack_to_plain, to_plain
from migplan.codec.references import acyclic, check_pack, check_references, without_cycles

__all__ = [
    "Decoded",
    "Fault",
    "Found",
    "acyclic",
    "check_pack",
    "check_references",
    "decode",
    "pack_to_plain",
    "to_plain",
    "without_cycles",
]
