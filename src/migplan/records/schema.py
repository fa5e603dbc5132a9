"""The JSON Schema of plan files, which editors use to complete and check what is typed."""

from typing import Any

from migplan.model import Money, Period, Plan
from migplan.model.constraints import ID_PATTERN
from migplan.records.describing import FieldRecord, Record, record, records
from migplan.records.docstrings import field_docstrings

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ADDRESS = "urn:migplan:schema:plan:1"

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SPAN = rf"(?:{_DAY}|[0-9]{{4}}-[0-9]{{2}}|[0-9]{{4}}-[QqTt][1-4]|[0-9]{{4}})"
_NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
_BETWEEN = r"(?:\s*[–—/]\s*|\s+-\s+|\.\.)"
_EDGES = ("start", "end", "due", "closing")


def json_schema() -> dict[str, Any]:
    """Give the schema (draft 2020-12) of one file of a plan folder.

    No top-level key is required, since a folder may spread them over its files. A number, a date or a choice may be
    written bare or between quotes.
    """
    definitions: dict[str, Any] = {
        "words": {
            "description": "Words in one language, or one text per language.",
            "anyOf": [
                _scalar(),
                {"type": "object", "additionalProperties": _scalar(), "propertyNames": {"pattern": _LANGUAGE_KEY}},
            ],
        }
    }
    for kind in records():
        if kind.cls is not Plan:
            definitions[kind.cls.__name__] = _object(kind)
    top = _object(record(Plan))
    top.pop("required", None)
    top["properties"] = {
        "migplan": {"description": "Version of the format of plan files.", "enum": [1, "1"]},
        **top["properties"],
    }
    return {"$schema": DIALECT, "$id": ADDRESS, "title": "migplan plan file", **top, "$defs": definitions}


_LANGUAGE_KEY = r"^(?:[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?)?$"


def _scalar() -> dict[str, Any]:
    return {"type": ["string", "number", "boolean"]}


def _object(kind: Record) -> dict[str, Any]:
    properties = {item.name: _field(item) for item in kind.fields}
    schema: dict[str, Any] = {"type": "object", "description": kind.description}
    if _has_shorthand(kind):
        properties["period"] = {
            "description": "`start` and `end` written together: 2022-09 – 2024-06.",
            **_text_form(rf"{_SPAN}(?:{_BETWEEN}{_SPAN})?", years=True),
        }
    schema["properties"] = properties
    required = [item.name for item in kind.fields if item.required]
    if required:
        schema["required"] = required
    schema["additionalProperties"] = False
    return {name: value for name, value in schema.items() if value != ""}


def _has_shorthand(kind: Record) -> bool:
    types = {item.name: item.type_name for item in kind.fields}
    return "period" not in types and types.get("start") == types.get("end") == "date"


def _field(item: FieldRecord) -> dict[str, Any]:
    value = _value(item)
    if item.many:
        value = {"type": "array", "items": value}
        if item.mapping is not None:
            inside = record(item.item)
            keyed = {"type": "object", "additionalProperties": _value(inside[item.mapping.value])}
            value = {"anyOf": [value, keyed]}
    description = item.description
    return {"description": description, **value} if description else value


def _value(item: FieldRecord) -> dict[str, Any]:
    if item.is_thing:
        return {"$ref": f"#/$defs/{item.item.__name__}"}
    if item.is_text:
        return {"$ref": "#/$defs/words"}
    if item.choices:
        docs = field_docstrings(item.item)
        said = [
            f"{member.value}: {' '.join(docs[member.name].split())}" for member in item.choices if member.name in docs
        ]
        choice: dict[str, Any] = {"enum": [member.value for member in item.choices]}
        return {**choice, "$comment": " ".join(said)} if said else choice
    plain = _plain(item)
    if item.unit:
        plain["$comment"] = f"unit: {item.unit}"
    return plain


def _plain(item: FieldRecord) -> dict[str, Any]:
    kind = item.type_name
    if item.is_key:
        return {"type": ["string", "integer"], "pattern": f"^{ID_PATTERN.pattern}$"}
    if item.pattern:
        return {"type": "string", "pattern": f"^{item.pattern}$"}
    if kind in ("number", "integer"):
        schema: dict[str, Any] = {
            "type": ["number" if kind == "number" else "integer", "string"],
            "pattern": f"^{_NUMBER if kind == 'number' else '-?[0-9]+'}$",
        }
        if item.low is not None:
            schema["minimum"] = int(item.low)
        if item.high is not None:
            schema["maximum"] = int(item.high)
        return schema
    if kind == "boolean":
        return {"enum": [True, False, "yes", "no", "true", "false", "oui", "non"]}
    if kind == "date":
        edge = item.name in _EDGES and not item.many
        return _text_form(_SPAN if edge else _DAY, years=edge)
    if kind == "time":
        return _text_form(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")
    if item.item is Money:
        return {"type": ["number", "string"], "pattern": rf"^{_NUMBER}(?:\s+[A-Z]{{3}})?$"}
    if item.item is Period:
        return _text_form(rf"{_SPAN}(?:{_BETWEEN}{_SPAN})?", years=True)
    return _scalar()


def _text_form(form: str, *, years: bool = False) -> dict[str, Any]:
    """Describe text of one form; a bare year is a number to an editor."""
    return {"type": ["string", "integer"] if years else "string", "pattern": f"^{form}$"}
