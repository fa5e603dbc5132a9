"""What people call the fields and the collections of the model, from the catalogues."""

import re
import unicodedata
from functools import cache

from migplan.locale import Words
from migplan.records.describing import kind_of
from migplan.records.forms import Form, FormColumn


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


def heading(form: Form, column: FormColumn, words: Words) -> str:
    """Name a column of a form, without the language of its words: `Start`, `Period – End`.

    A column of a new field that no catalogue names yet is called by its key.
    """
    if column.field is None or form.record is None:
        name = column.key.partition("@")[0]
        for key in (f"fields.column.{name}", f"fields.any.{name}"):
            if words.has(key):
                return words(key)
        return name
    key = f"fields.{kind_of(form.record.cls)}.{'_'.join(column.path)}"
    known = words.has(key) or words.has(f"fields.any.{column.path[-1]}")
    label = column_label(words, form.record.cls, *column.path) if known else " ".join(column.path).replace("_", " ")
    if column.part in ("start", "end", "currency"):
        return f"{label} – {words('fields.any.' + column.part)}"
    return label


def headed(form: Form, column: FormColumn, words: Words) -> str:
    """Head a column of a form: words in a language carry its name in itself, `Title::français (fr)`."""
    label = heading(form, column, words)
    return f"{label}::{language_name(column.language)} ({column.language})" if column.language else label


@cache
def language_name(code: str) -> str:
    """Name a language in itself: `français`, `العربية`; its code where it has no name."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code, sep="-").get_display_name(code) or code)
    except (UnknownLocaleError, ValueError):
        return code


_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u2066-\u2069\u202a-\u202e\ufeff]")


def folded(text: str) -> str:
    """Give a text as people compare it: without case, accents, invisible marks, signs of required columns and doubled spaces."""
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "•*")
    return " ".join(kept.replace("’", "'").replace("\u2010", "-").casefold().split())
