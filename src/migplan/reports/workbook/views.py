"""Sheets made from the forms to look at: the calendar, who does what, what serves which framework."""

from collections.abc import Iterator

import attrs

from migplan.documents import Block, Role, Section
from migplan.hooks import BuildRequest
from migplan.reports.roadmap import actions, governance, strategy
from migplan.reports.roadmap.material import Material
from migplan.reports.workbook.scope import MOST_SHEETS, OWN_SHEETS, About, Scope

MOST_STAKEHOLDERS = 40


def views(scope: Scope, request: BuildRequest, forms: int) -> tuple[Section, ...]:
    """Give the sheets to look at, roadmap by roadmap, as many as a workbook of so many forms has room for."""
    if scope.about is About.EVENT:
        return ()
    found: list[Section] = []
    for roadmap in scope.plan.roadmaps:
        material = Material(attrs.evolve(request, plan=scope.plan, of=roadmap.id))
        several = len(scope.plan.roadmaps) > 1
        found += [_named(section, material, several) for section in _views(material)]
    return tuple(found[: max(MOST_SHEETS - OWN_SHEETS - forms, 0)])


def _named(section: Section, material: Material, several: bool) -> Section:
    """Name the roadmap too, where the workbook holds several."""
    if not several:
        return section
    title = material.voice.listed((section.title, material.territory_name), " – ")
    return attrs.evolve(section, id=f"{material.roadmap.id}-{section.id}", title=title)


def _views(material: Material) -> Iterator[Section]:
    voice = material.voice
    calendar = actions.gantt(material)
    if calendar is not None:
        live = attrs.evolve(calendar, source="actions")
        yield _section("calendar", voice.say("sheet.calendar"), actions.message(material), live)
    matrix = governance.raci_matrix(material, most=MOST_STAKEHOLDERS)
    if matrix is not None:
        yield _section("raci", voice.say("sheet.raci"), governance.message(material), matrix)
    aligned = strategy.alignment(material)
    if aligned is not None:
        yield _section("alignment", voice.say("sheet.alignment"), strategy.alignment_message(material), aligned)


def _section(id: str, title: str, message: str, block: Block) -> Section:
    return Section(f"view-{id}", title, (block,), Role.BODY, message)
