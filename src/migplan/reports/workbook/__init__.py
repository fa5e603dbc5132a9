"""The workbook that people fill in and send back: one roadmap, one event, a whole plan, or nothing yet."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from migplan.codec.carrying import carried_text
from migplan.documents import Carried, Document, EntryTable, Medium, Role, Section, Vocabulary
from migplan.hooks import BuildRequest
from migplan.locale import Words
from migplan.model import Pack, Plan, Reference, Roadmap, Text
from migplan.records.forms import Form
from migplan.reports.workbook.alerts import alerts_of
from migplan.reports.workbook.cells import converters
from migplan.reports.workbook.columns import FormSheet, collection_label, columns_of
from migplan.reports.workbook.computed import Figures
from migplan.reports.workbook.dashboard import dashboard
from migplan.reports.workbook.guide import cover, guide
from migplan.reports.workbook.scope import About, Scope
from migplan.reports.workbook.views import views
from migplan.reports.workbook.vocabularies import Vocabularies

FORMAT = "1"
"""Version of what a workbook carries."""
PREPARED_ROWS = 200
"""Empty rows past the data of each form, ready to be filled in."""

__all__ = ["FORMAT", "PREPARED_ROWS", "About", "Scope", "build_workbook", "empty_workbook"]


def build_workbook(request: BuildRequest) -> Document:
    """Make the workbook of a roadmap or an event that `request.of` names, or of the whole plan."""
    words = request.words
    scope = Scope.of(request.plan, request.of)
    vocabularies = Vocabularies(scope, request.reference, words)
    figures = Figures(scope, request.reference, words, request.date)
    sheets = [columns_of(form, scope, vocabularies, words) for form in scope.forms]
    used = figures.with_names(_used(sheets, vocabularies))
    forms = [_section(sheet, scope, vocabularies, figures, words) for sheet in sheets]
    title = _title(scope, request)
    return Document(
        report="workbook",
        title=title,
        language=request.language,
        cover=cover(scope, request, title),
        sections=(
            guide(scope, request),
            *dashboard(scope, figures, request),
            *forms,
            *views(scope, request, len(forms)),
        ),
        short_title=title,
        region=request.reference.pack.country or "",
        date=request.date,
        medium=Medium.SHEET,
        currency=scope.plan.currency,
        vocabularies=(*used, *figures.vocabularies()),
        carried=_carried(scope, request),
    )


def empty_workbook(
    packs: Mapping[str, Pack],
    territory: str,
    languages: Sequence[str],
    day: date,
    currency: str,
    title: str | None = None,
) -> Plan:
    """Give the plan of a workbook in which nothing is filled in yet: one roadmap of a territory, with the packs' vocabularies.

    `packs` are by the names under which a plan refers to them; the title is that of the territory unless another is given. Rendered as the report `workbook` of its only roadmap it is the
    empty workbook; read back before anything is filled in, it is this plan again.

    Raises:
        KeyError: No pack has the territory.
    """
    plan = Plan(
        title=Text.of(territory),
        languages=tuple(languages),
        currency=currency,
        as_of=day,
        reference=tuple(packs),
        packs=tuple(packs.values()),
    )
    place = Reference.of(plan).territories[territory]
    roadmap = Roadmap(id=re.sub(r"[^a-z0-9]+", "-", place.id.lower()).strip("-"), territory=place.id)
    return attrs.evolve(plan, title=Text.of(title) if title else place.title, roadmaps=(roadmap,))


def _title(scope: Scope, request: BuildRequest) -> str:
    plan, spoken = scope.plan, (request.language, *scope.plan.languages)
    if scope.about is About.EVENT:
        event = next(one for one in plan.events if one.id == scope.id)
        return request.words("workbook.title.event", title=event.title.find(spoken)[0])
    if scope.about is About.ROADMAP:
        roadmap = next(one for one in plan.roadmaps if one.id == scope.id)
        place = request.reference.territories.get(roadmap.territory)
        return request.words("workbook.title.roadmap", title=place.title.find(spoken)[0] if place else roadmap.id)
    return request.words("workbook.title.plan", title=plan.title.find(spoken)[0])


def _section(sheet: FormSheet, scope: Scope, vocabularies: Vocabularies, figures: Figures, words: Words) -> Section:
    name = sheet.form.name
    computed = figures.of(sheet.form, frozenset(column.key for column in sheet.columns))
    makers = [*converters(sheet, vocabularies.names, words), *(one.cell for one in computed)]
    rows = [tuple([make(row.cells) for make in makers]) for row in scope.shown.get(name, ())]
    label = collection_label(name, words)
    key = f"workbook.about.{name}"
    table = EntryTable(
        id=name,
        title=label,
        columns=(*sheet.columns, *(one.column for one in computed)),
        rows=rows,
        empty_rows=0 if sheet.form.is_single and rows else 1 if sheet.form.is_single else PREPARED_ROWS,
        note=words(key) if words.has(key) else "",
        form=name,
        alerts=alerts_of(sheet),
    )
    return Section(name, label, (table,), Role.BODY, _message(sheet.form, label, len(rows), words))


def _message(form: Form, label: str, count: int, words: Words) -> str:
    if form.is_single:
        return label
    return f"{label}{words('blocks.colon')}{words('workbook.filled' if count else 'workbook.nothing_yet', n=count)}"


def _used(sheets: Sequence[FormSheet], vocabularies: Vocabularies) -> list[Vocabulary]:
    used = {column.vocabulary for sheet in sheets for column in sheet.columns}
    return [vocabulary for name, vocabulary in vocabularies.made.items() if name in used]


def _carried(scope: Scope, request: BuildRequest) -> tuple[Carried, ...]:
    return (
        Carried("format", FORMAT),
        Carried("scope", scope.text),
        Carried("language", request.language),
        Carried("languages", json.dumps(list(scope.layout.languages), ensure_ascii=False)),
        Carried("date", request.date.isoformat()),
        Carried("forms", json.dumps([form.name for form in scope.forms])),
        Carried("base", carried_text(scope.plan)),
    )
