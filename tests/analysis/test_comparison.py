"""What changed between two plans."""

from datetime import date
from decimal import Decimal

import attrs

from migplan.analysis import ChangeKind, compare, compare_editions
from migplan.model import Action, BudgetLine, Edition, Text, replace

T = Text.of


def test_the_same_plan_has_no_change(plan):
    assert compare(plan, plan).changes == ()


def test_a_changed_field_is_told_at_its_path(plan):
    later = replace(plan, "south/A1", end=date(2026, 1, 31))

    (change,) = compare(plan, later).changes

    assert change.address == "roadmaps/south/actions/A1/end"
    assert (change.kind, change.field) == (ChangeKind.CHANGED, "end")
    assert (change.before, change.after) == (date(2025, 12, 31), date(2026, 1, 31))


def test_things_added_and_removed_are_told_whole_wherever_they_stand(plan):
    kept = plan["south"].actions
    later = replace(plan, "south", actions=(Action("A9", T("x")), kept[1], kept[0]))

    found = compare(plan, later)

    assert [change.at[-1] for change in found.of(ChangeKind.ADDED)] == ["A9"]
    assert [change.at[-1] for change in found.of(ChangeKind.REMOVED)] == ["A3"]
    assert found.of(ChangeKind.CHANGED) == ()


def test_a_list_without_ids_changes_as_one_and_a_filled_gap_is_an_addition(plan):
    later = replace(plan, "south/A2", budget=(BudgetLine(T("Cours"), quantity=Decimal(2)),), start=date(2025, 1, 1))

    found = {change.field: change.kind for change in compare(plan, later).under("roadmaps", "south", "actions", "A2")}

    assert found == {"budget": ChangeKind.CHANGED, "start": ChangeKind.ADDED}


def test_two_editions_are_compared_from_inside(plan):
    later = attrs.evolve(plan["south"], edition=Edition(2, date(2025, 1, 1)))

    assert [change.at for change in compare_editions(plan["south"], later).changes] == [("edition",)]
