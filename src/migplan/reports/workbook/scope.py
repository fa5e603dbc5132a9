"""What a workbook is about, and which forms it holds."""

from collections.abc import Mapping, Sequence
from enum import Enum

from attrs import frozen

from migplan.codec import to_plain
from migplan.model import Plan
from migplan.records.flattening import FormRow, flattened, text_languages
from migplan.records.forms import Form, Layout, layout
from migplan.records.scope import EVENT_FORMS, ROADMAP_FORMS, rows_of_event, rows_of_roadmap

MOST_SHEETS = 60
"""Sheets that we write where we can: of the 64 that are read, some stay for the list of what is wrong and for the sender's own."""
OWN_SHEETS = 4
"""Guide, dashboard, lists, and what is carried."""
_RARE = ("pictures", "quiz", "passages", "pieces")
"""Forms that are left out first when nothing is in them: what they hold is prepared elsewhere."""


class About(Enum):
    """What a workbook can be about."""

    PLAN = "plan"
    ROADMAP = "roadmap"
    EVENT = "event"


@frozen
class Scope:
    """The part of a plan that a workbook holds."""

    about: About
    id: str
    """Of the roadmap or event; empty for the whole plan."""
    plan: Plan
    """The plan that the workbook is made from and carries along."""
    layout: Layout
    forms: tuple[Form, ...]
    """Those that have a sheet, in the order of the layout."""
    rows: dict[str, list[FormRow]]
    """Rows of every form of the layout, whether it has a sheet or not."""
    shown: dict[str, list[FormRow]]
    """Rows of the forms that have a sheet."""

    @property
    def text(self) -> str:
        """What the workbook carries along of it: `plan`, `roadmap north`, `event north-1`."""
        return f"{self.about.value} {self.id}".strip()

    @classmethod
    def of(cls, plan: Plan, of: str | None) -> "Scope":
        """Take what is asked for: a roadmap or an event by its id, or the whole plan."""
        event = next((one for one in plan.events if one.id == of), None)
        roadmap = next((one for one in plan.roadmaps if one.id == of), None)
        if roadmap is not None:
            plan = plan.only(roadmap.id)
        elif event is not None and event.roadmap is not None:
            plan = plan.only(event.roadmap)
        data = to_plain(plan)
        spoken = tuple(dict.fromkeys((*plan.languages, *text_languages(data))))
        is_whole = roadmap is None and event is None
        forms = layout(spoken, has_roadmaps=is_whole or len(plan.roadmaps) > 1)
        rows = flattened(data, forms)
        if event is not None and roadmap is None:
            names: tuple[str, ...] = EVENT_FORMS
            return cls(About.EVENT, event.id, plan, forms, _named(forms, names), rows, rows_of_event(rows, event.id))
        if roadmap is not None:
            own = _named(forms, ROADMAP_FORMS)
            return cls(About.ROADMAP, roadmap.id, plan, forms, own, rows, rows_of_roadmap(rows, own))
        return cls(About.PLAN, "", plan, forms, _filled_first(forms.forms, rows), rows, rows)

    @property
    def has_room(self) -> bool:
        """The dashboard has a sheet: where every kind of thing of a whole plan has one, its place is left to the list of what is wrong."""
        return len(self.forms) + OWN_SHEETS <= MOST_SHEETS + 3

    @property
    def names(self) -> frozenset[str]:
        """Names of the forms that have a sheet."""
        return frozenset(form.name for form in self.forms)


def _named(forms: Layout, names: tuple[str, ...]) -> tuple[Form, ...]:
    return tuple(form for form in forms.forms if form.name in names)


def _filled_first(forms: tuple[Form, ...], rows: Mapping[str, Sequence[FormRow]]) -> tuple[Form, ...]:
    left_out = [name for name in _RARE if not rows.get(name)][: max(len(forms) + OWN_SHEETS - MOST_SHEETS, 0)]
    return tuple(form for form in forms if form.name not in left_out)
