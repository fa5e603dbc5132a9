"""A training: for each day its programme, the frames of the owner's slides, the exercises, the quiz."""

from collections.abc import Iterable, Iterator

from migplan.documents import Bullets, Column, Holds, Inline, Role, Section, Table, Value
from migplan.model import AgendaItem, Method, ModuleUnit
from migplan.reports.event import work
from migplan.reports.event.material import EventMaterial
from migplan.reports.event.opening import agenda_slide, slot


def sections(material: EventMaterial) -> Iterable[Section]:
    """The whole training; units that the agenda has no room for come at the end."""
    yield module_slide(material)
    waiting = iter(enumerate(material.module.units if material.module else (), start=1))
    quizzes = [item for item in material.agenda if item.method is Method.QUIZ]
    if not quizzes:
        yield from work.quiz(material, "before")
    for day in material.days:
        if len(material.days) > 1:
            yield Section(f"part-day-{day}", material.voice.words("blocks.agenda.day", n=day), role=Role.DIVIDER)
        yield agenda_slide(material, day)
        for item in (one for one in material.agenda if one.day == day):
            yield from _part(material, item, waiting, quizzes)
    for number, one in waiting:
        yield work.unit(material, one, None, material.voice.text(one.title), number)
    if (
        material.module is not None
        and material.module.exercises
        and not material.parts(Method.EXERCISE, Method.GROUP_WORK)
    ):
        lines: tuple[Inline, ...] = tuple(material.voice.text(one) for one in material.module.exercises)
        yield material.slide("exercises", material.tell("exercises", n=len(lines)), Bullets(lines, is_numbered=True))
    if len(quizzes) < 2:
        yield from work.quiz(material, "after")


def _part(
    material: EventMaterial, item: AgendaItem, waiting: Iterator[tuple[int, ModuleUnit]], quizzes: list[AgendaItem]
) -> Iterable[Section]:
    if item.method is Method.PRESENTATION:
        number, one = next(waiting, (0, None))
        yield work.unit(material, one, item.minutes, material.voice.text(item.title), number)
    elif item.method is Method.QUIZ:
        yield from work.quiz(material, "before" if item is quizzes[0] else "after")
    else:
        yield from work.sections(material, (item,))


def module_slide(material: EventMaterial) -> Section:
    """Whose module it is, what it aims at, its units with their files; a marked slot without a module."""
    voice, module = material.voice, material.module
    if module is None:
        return material.slide("module", material.tell("no_module"), slot(material, "module"))
    columns = [
        Column("unit", material.tell("column.unit"), width=54),
        Column("minutes", voice.words("blocks.agenda.minutes"), Holds.INTEGER, width=10),
        Column("file", material.tell("column.file"), width=30),
        Column("slides", material.tell("column.slides"), Holds.CODE, width=12),
    ]
    rows = [
        (
            voice.text(unit.title),
            Value(unit.minutes, Holds.INTEGER, address=f"{module.id}/units/{number}/minutes"),
            unit.file or material.tell("file_missing"),
            unit.slides or "–",
        )
        for number, unit in enumerate(module.units)
    ]
    owner = voice.stakeholder_name(module.owner, short=False) or material.tell("owner_unknown")
    message = material.tell("module", n=len(module.units), title=voice.plain(module.title), owner=owner)
    table = Table("module-units", material.tell("module_units"), columns, rows, alt=message) if rows else None
    told = {voice.plain(one) for one in material.event.objectives}  # said on the slide of aims already
    own = [voice.text(one) for one in module.aims if voice.plain(one) not in told]
    aims = Bullets(tuple(own)) if own else None
    return material.slide("module", message, aims, table or slot(material, "unit"))
