"""Plain data to model and back; no file format is known here."""

from migplan.codec.decoding import Decoded, decode
from migplan.codec.faults import Fault, Found
from migplan.codec.plain import pack_to_plain, to_plain
from migplan.codec.references import check_references

__all__ = ["Decoded", "Fault", "Found", "check_references", "decode", "pack_to_plain", "to_plain"]
