"""One description per kind of thing: its fields, their types, units, choices and references.

Derived from the types and docstrings of the model, so that schema, sheets, readers and pages never say otherwise.
"""

from migplan.records.describing import FieldRecord, Record, record, records
from migplan.records.kinds import KINDS, Kind
from migplan.records.rows import TABLES, RowTable, rows
from migplan.records.schema import json_schema

__all__ = [
    "KINDS",
    "TABLES",
    "FieldRecord",
    "Kind",
    "Record",
    "RowTable",
    "json_schema",
    "record",
    "records",
    "rows",
]
