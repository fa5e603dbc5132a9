from collections.abc import Iterator

import pytest

from migplan.locale import LANGUAGES, Words
from migplan.model import Action, Assignment, Indicator, Plan, Roadmap
from migplan.records import TABLES, record
from migplan.records.labels import column_label, table_label


def _columns() -> Iterator[tuple[type, tuple[str, ...]]]:
    owners = [Plan, Assignment, *(table.record.cls for table in TABLES.values() if not table.is_reference)]
    for owner in owners:
        for item in record(owner).fields:
            if not item.is_thing:
                yield owner, (item.name,)
            elif not item.many and owner is not Plan:
                yield from ((owner, (item.name, inner.name)) for inner in record(item.item).fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_that_a_plan_may_fill_has_a_label(language):
    words = Words(language)

    assert all(column_label(words, owner, *path) for owner, path in _columns())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_collection_has_a_name_of_its_own(language):
    words = Words(language)

    names = [table_label(words, table.name) for table in TABLES.values() if not table.is_reference]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_columns_of_one_kind_never_share_a_label(language):
    words = Words(language)

    columns = set(_columns())
    for owner in {owner for owner, _ in columns}:
        labels = [column_label(words, cls, *path) for cls, path in columns if cls is owner]
        assert len(set(labels)) == len(labels), (owner, labels)


def test_a_kind_names_its_field_in_its_own_way():
    words = Words("fr")

    assert column_label(words, Action, "lead") == "Pilote"
    assert column_label(words, Roadmap, "edition", "number") == "Édition, numéro"
    assert column_label(words, Indicator, "title") == "Intitulé"
