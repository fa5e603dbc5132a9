"""Which forms and rows belong to a workbook about one roadmap or one event."""

from collections.abc import Iterable, Mapping, Sequence

from migplan.records.flattening import FormRow
from migplan.records.forms import COLLECTION, LINKS, LISTS, Form

EVENT_FORMS = ("attendance", "needs", "dots", "decisions", "evaluation")
"""What is filled in the evening after an event."""
ROADMAP_FORMS = (
    "roadmaps",
    "profile",
    "findings",
    "evidence",
    "swot",
    "needs",
    "objectives",
    "actions",
    "roles",
    "beneficiaries",
    "milestones",
    "action_budget",
    "funding",
    "payments",
    "indicators",
    "targets",
    "measurements",
    "risks",
    "governance",
    "ballots",
    "weights",
    "scores",
    "dots",
    "opinions",
    "proposals",
    "next_steps",
    "events",
    "agenda",
    "attendance",
    "decisions",
    "evaluation",
    "statements",
    "questions",
    "expected",
    "stakeholders",
    "sources",
    "links",
    "lists",
)
"""What a focal point sees of a roadmap; the rest of the plan is carried along."""


def is_of_event(row: FormRow, event: str, ballots: Sequence[FormRow]) -> bool:
    """Say whether a row belongs to an event: by its owner, by the event that raised a need, by the event of its ballot."""
    if row.form == "dots":
        return any(
            ballot.cells.get("event") == event
            and ballot.cells.get("id") == row.cells.get("ballot")
            and ballot.cells.get("roadmap") == row.cells.get("roadmap")
            for ballot in ballots
        )
    return row.cells.get("event") == event


def rows_of_event(rows: Mapping[str, Sequence[FormRow]], event: str) -> dict[str, list[FormRow]]:
    """Give the rows of the forms that are filled in after an event."""
    ballots = rows.get("ballots", ())
    return {name: [row for row in rows.get(name, ()) if is_of_event(row, event, ballots)] for name in EVENT_FORMS}


def collections_of(forms: Iterable[Form]) -> frozenset[str]:
    """Give the collections whose things have their own form among these: what links and lists may then be about."""
    return frozenset(name for form in forms for name in (form.name, *(table.name for table in form.tables)))


def rows_of_roadmap(rows: Mapping[str, list[FormRow]], forms: Sequence[Form]) -> dict[str, list[FormRow]]:
    """Give the rows of the forms of a roadmap's workbook; links and lists only of what has a form there."""
    told = collections_of(forms)
    return {
        name: [row for row in members if row.cells.get(COLLECTION) in told] if name in (LINKS, LISTS) else members
        for name, members in rows.items()
    }
