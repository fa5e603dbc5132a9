"""What people call the fields and the collections of the model, from the catalogues."""

from migplan.locale import Words
from migplan.records.describing import kind_of


def column_label(words: Words, owner: type, *path: str) -> str:
    """Name a column by the fields that lead to it from the class that owns it.

    `column_label(words, Action, "lead")` names a field; `column_label(words, Roadmap, "edition", "number")` names a field of
    the single thing that another holds. The owner's own label comes first, then the one that all kinds share.

    Raises:
        UnknownWords: The catalogue has no label for it.
    """
    own = f"fields.{kind_of(owner)}.{'_'.join(path)}"
    shared = f"fields.any.{path[-1]}"
    return words(own if words.has(own) or not words.has(shared) else shared)


def table_label(words: Words, table: str) -> str:
    """Name a collection as people do: `actions`, `action_budget`.

    Raises:
        UnknownWords: The catalogue has no label for it.
    """
    return words(f"fields.sheet.{table}")
