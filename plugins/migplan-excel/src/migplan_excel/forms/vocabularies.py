"""Vocabularies in the workbook: codes, labels and parents in the hidden sheet of choices, and the living lists of forms."""

from attrs import frozen

from migplan.documents import EntryTable, Named, Vocabulary
from migplan_excel.expressions import structured
from migplan_excel.names import absolute
from migplan_excel.writer import Writer

LAST_ROW = 20_000
"""Row up to which living lists are looked for."""


@frozen
class Lists:
    """The names under which formulas find a vocabulary."""

    codes: str
    """What may be chosen."""
    keys: str = ""
    """What names are looked up by: the codes, with those of what they belong to; empty for living lists."""
    labels: str = ""
    parents: str = ""
    """Empty where choices are never narrowed."""
    grouped: str = ""
    """The codes known at the export in the order of `parents`; empty where `codes` are in that order themselves."""


def draw_vocabularies(writer: Writer) -> None:
    """Take the names of every vocabulary and put what stands in the hidden sheet; living lists are named once forms stand."""
    tables = {block.form for block in writer.tables.values() if isinstance(block, EntryTable) and block.form}
    for vocabulary in writer.document.vocabularies:
        is_living = vocabulary.table in tables and bool(vocabulary.table)
        if not vocabulary.terms and not is_living:
            continue
        lists = writer.lists[vocabulary.id] = _lists(writer, vocabulary, is_living)
        if lists.labels:
            writer.labels[vocabulary.id] = (lists.keys, lists.labels)


def _lists(writer: Writer, vocabulary: Vocabulary, is_living: bool) -> Lists:
    book = writer.book
    name = book.name(f"list_{vocabulary.id}", "list")
    is_compound = len(vocabulary.codes) > 1
    is_looked_up = is_living and (not is_compound or bool(vocabulary.key))
    parents = book.name(f"{name}.of") if is_compound or any(term.parent for term in vocabulary.terms) else ""
    keys = labels = ""
    terms = sorted(vocabulary.terms, key=lambda term: term.parent) if parents else list(vocabulary.terms)
    if not is_looked_up:
        labels = book.name(f"{name}.label")
        keys = book.name(f"{name}.key") if is_compound else name
    if not is_living:
        book.column(name, [term.code for term in terms])
    if labels and terms:
        if is_compound:
            book.column(keys, [f"{term.parent}/{term.code}" for term in terms])
        book.column(labels, [term.label for term in terms])
    elif labels:
        keys = labels = ""
    if not is_living:
        if parents:
            book.column(parents, [term.parent for term in terms])
        return Lists(name, keys, labels, parents)
    if parents and not is_compound:
        grouped = book.name(f"{name}.grouped")
        book.column(grouped, [term.code for term in terms])
        book.column(parents, [term.parent for term in terms])
        writer.last.append(lambda: _name_living(writer, vocabulary, name, ""))
        return Lists(name, keys, labels, parents, grouped)
    writer.last.append(lambda: _name_living(writer, vocabulary, name, parents))
    return Lists(name, keys, labels, parents)


def _name_living(writer: Writer, vocabulary: Vocabulary, name: str, parents: str) -> None:
    """Name the cells of a form that hold the codes, as far as they are filled in, and those that say of what they are."""
    sheet, first, columns = writer.forms[vocabulary.table]
    at = columns[vocabulary.codes[-1]] if vocabulary.codes else columns["id"]
    codes = sheet.reference(absolute(at, first, at, LAST_ROW))
    start = sheet.reference(absolute(at, first))
    writer.book.names[name] = f"{start}:INDEX({codes},MAX(1,COUNTA({codes})))"
    if parents:
        above = columns[vocabulary.codes[0]]
        writer.book.names[parents] = sheet.reference(absolute(above, first, above, LAST_ROW))


def choices_formula(lists: Lists, parent: str) -> str:
    """Write the list that a cell offers; `parent` is the place of what narrows it, or empty."""
    if not parent or not lists.parents:
        return lists.codes
    first = f"MATCH({parent},{lists.parents},0)"
    codes = lists.grouped or lists.codes
    start = f"INDEX({codes},{first})"
    return f'IF({parent}="",{lists.codes},{start}:INDEX({codes},{first}+COUNTIF({lists.parents},{parent})-1))'


def name_formula(writer: Writer, named: Named, table: str, headers: dict[str, str]) -> str | None:
    """Write the formula of the name beside a reference; `None` when there is nothing to look it up in."""
    vocabulary = next((one for one in writer.document.vocabularies if one.id == named.vocabulary), None)
    lists = writer.lists.get(named.vocabulary)
    if vocabulary is None or lists is None or any(key not in headers for key in named.columns):
        return None
    own = [structured(table, headers[key], "#This Row") for key in named.columns]
    sought = own[0] if len(own) == 1 else '&"/"&'.join(own)
    if lists.labels and not vocabulary.key:
        found = f"INDEX({lists.labels},MATCH({sought},{lists.keys},0))"
    else:
        block = writer.tables.get(vocabulary.table)
        if block is None:
            return None
        planned = writer.planned(block)
        code = planned.header(vocabulary.key or vocabulary.codes[-1]) if vocabulary.codes else None
        names = [header for key in vocabulary.labels if (header := planned.header(key)) is not None]
        if code is None or not names:
            return None
        row = f"MATCH({sought},{structured(planned.name, code)},0)"
        cells = [f"INDEX({structured(planned.name, header)},{row})" for header in names]
        found = cells[-1]
        for cell in reversed(cells[:-1]):
            found = f'IF({cell}="",{found},{cell})'
    return f'IF({own[-1]}="","",IFERROR({found}&"","?"))'
