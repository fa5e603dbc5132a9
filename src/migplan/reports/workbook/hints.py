"""How to fill a column in, in sentences of the catalogue made from what the records say of its field."""

from decimal import Decimal

from migplan.documents import Holds, Vocabulary
from migplan.locale import Words, format_decimal
from migplan.records.forms import ColumnRole, FormColumn
from migplan.records.labels import language_name
from migplan.reports.workbook.choices import default_of


def hint(source: FormColumn, holds: Holds, unit: str, vocabulary: Vocabulary | None, words: Words) -> str:
    """Say what belongs into a column: its kind, its unit and bounds, and whether it may stay empty."""
    said = [_kind(source, holds, unit, vocabulary, words)]
    usual = default_of(source, words)
    if usual:
        said.append(words("workbook.hint.default", value=usual))
    elif source.role is not ColumnRole.NUMBER and source.key != "id":
        said.append(words(f"workbook.hint.{'required' if source.is_required else 'optional'}"))
    return " ".join(said)


def _kind(source: FormColumn, holds: Holds, unit: str, vocabulary: Vocabulary | None, words: Words) -> str:
    item = source.field
    if source.key == "id":
        return words("workbook.hint.id")
    if source.role is ColumnRole.NUMBER:
        return words("workbook.hint.number_within")
    if source.part == "present":
        return words("workbook.hint.present")
    if holds is Holds.CHOICE:
        return words("workbook.hint.choice")
    if vocabulary is not None:
        return words("workbook.hint.reference", title=vocabulary.title)
    if source.language:
        return words("workbook.hint.words", language=language_name(source.language))
    if holds is Holds.DATE:
        return words("workbook.hint.date")
    if holds.is_number and item is not None:
        bounds = _bounds(item.low, item.high, words)
        kind = words(f"workbook.hint.{holds.value}", unit=unit)
        return f"{kind} {bounds}" if bounds else kind
    if item is not None and item.type_name == "time":
        return words("workbook.hint.time")
    if item is not None and item.example:
        return words("workbook.hint.example", example=item.example)
    return words("workbook.hint.text")


def _bounds(low: Decimal | None, high: Decimal | None, words: Words) -> str:
    said = {
        name: format_decimal(value, words.language)
        for name, value in (("low", low), ("high", high))
        if value is not None
    }
    return words(f"workbook.hint.bounds_{'_'.join(said)}", **said) if said else ""
