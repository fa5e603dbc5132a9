"""The roadmap to be read: every chapter, numbered, with its annexes."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from migplan.documents import Block, Inline, Paragraph, ParagraphStyle, Role, Section, Slot
from migplan.model import Audience
from migplan.reports.roadmap import (
    acronyms,
    actions,
    annexes,
    closing,
    diagnosis,
    drawn,
    finances,
    frame,
    governance,
    horizons,
    monitoring,
    narrow,
    opening,
    parallel,
    profile,
    strategy,
)
from migplan.reports.roadmap.material import Material, present

MOST_FRAMEWORK_COLUMNS = 14
"""Objectives of frameworks that the matrix of a page shows, those with the most actions; the list below holds all."""


def sections(material: Material) -> tuple[Section, ...]:
    """Every section, in order; chapters without content are left out."""
    body = [section for section in _chapters(material) if section.blocks or section.message]
    added = [section for section in _annexes(material, body) if section.blocks]
    done = [*numbered(body), *_lettered(added, material.voice.say("annex_letters"))]
    listed = acronyms.section(material, done)
    if listed is not None:
        done.insert(_place_of_acronyms(done), listed)
    return tuple(done)


def _place_of_acronyms(found: Sequence[Section]) -> int:
    """Give the place of the list of acronyms, which has no number: under the foreword, else before the third chapter."""
    if found[0].id == "foreword" and _is_written(found[0].blocks):
        return 1
    return next((place for place, one in enumerate(found) if one.id == "frame"), 0)


def numbered(found: Sequence[Section]) -> list[Section]:
    """Number chapters 1, 2, 3 and their sections 1.1, 1.2; a section that has the plan's own number keeps it."""
    chapter = below = 0
    done = []
    for section in found:
        if section.level == 1:
            chapter, below = chapter + 1, 0
            done.append(evolve(section, number=str(chapter)))
        elif section.number:
            done.append(section)
        else:
            below += 1
            done.append(evolve(section, number=f"{chapter}.{below}"))
    return done


def _lettered(found: Sequence[Section], letters: str) -> list[Section]:
    return [evolve(section, number=letter) for section, letter in zip(found, letters, strict=False)]


def _chapter(
    material: Material,
    key: str,
    message: Inline,
    blocks: Iterable[Block | None],
    *,
    role: Role = Role.BODY,
    level: int = 1,
    starts_page: bool = False,
) -> Section:
    return Section(
        key.replace("_", "-"),
        material.voice.say(f"chapter.{key}"),
        present(blocks),
        role,
        message,
        level=level,
        starts_page=starts_page,
    )


def _chapters(material: Material) -> Iterable[Section]:
    foreword, beside = _foreword(material), parallel.tables(material)
    yield _chapter(material, "foreword", "", foreword)
    yield _chapter(
        material,
        "summary",
        opening.message(material),
        [opening.summary_figures(material)] if beside else opening.summary_blocks(material),
        role=Role.SUMMARY,
        starts_page=_is_written(foreword),
    )
    if beside:
        yield Section("parallel", parallel.title(material), present(beside), level=2)
    yield _chapter(
        material,
        "frame",
        frame.message(material),
        [
            *_note(material),
            *frame.legal_paragraphs(material),
            frame.competences_table(material),
            frame.instruments_table(material),
        ],
    )
    yield _chapter(
        material,
        "approach",
        frame.approach_message(material),
        [*passages(material, "approach"), frame.events_table(material)],
    )
    yield _chapter(material, "profile", profile.message(material), profile.blocks(material))
    yield from _diagnosis(material)
    yield _chapter(
        material,
        "strategy",
        strategy.message(material),
        [
            strategy.vision(material),
            strategy.tree(material),
            narrow.objectives_table(material),
        ],
    )
    yield _chapter(
        material, "actions", actions.message(material), [narrow.actions_table(material), actions.gantt(material)]
    )
    for sheet in (actions.sheet(material, action) for action in actions.ordered(material)):
        yield Section(sheet.id, sheet.title, (sheet,), number=sheet.code, level=2, color=sheet.color, starts_page=True)
    yield _chapter(material, "logframe", monitoring.message(material), [monitoring.logframe(material)])
    yield _chapter(material, "finances", finances.message(material), _budget(material))
    yield _chapter(
        material,
        "governance",
        governance.message(material),
        [governance.bodies_table(material), governance.load_table(material), governance.raci_matrix(material)],
    )
    yield _chapter(
        material,
        "monitoring",
        monitoring.execution_message(material),
        [monitoring.figures(material), monitoring.progress_table(material), monitoring.paid_chart(material)],
    )
    yield _chapter(
        material,
        "risks",
        governance.risks_message(material),
        [governance.risk_matrix(material), narrow.risks_table(material)] if material.roadmap.risks else [],
    )
    if material.roadmap.proposals:
        yield _chapter(material, "proposals", closing.proposals_message(material), [closing.proposals_table(material)])
    if material.roadmap.next_steps:
        yield _chapter(material, "steps", closing.steps_message(material), [closing.steps_table(material)])


def _budget(material: Material) -> list[Block | None]:
    """What it costs by year, three years by action, six by objective, who pays."""
    return [
        finances.figures(material),
        finances.by_year_chart(material),
        finances.by_year_table(material),
        finances.by_objective_table(material),
        horizons.indicative_table(material),
        horizons.detailed_table(material),
        finances.by_source_table(material),
        finances.funders_table(material),
    ]


def _foreword(material: Material) -> list[Block]:
    """The president's word as a quotation, signed where it is written."""
    voice, roadmap = material.voice, material.roadmap
    found = [evolve(slot, style=ParagraphStyle.QUOTE) for slot in passages(material, "foreword")]
    if not _is_written(found):
        return list(found)
    signed: Inline = voice.strong(voice.say("closing.president"))
    if roadmap.council:
        signed = voice.listed((signed, voice.stakeholder(roadmap.council, short=False)), ", ")
    return [*found, Paragraph(signed, ParagraphStyle.QUOTE)]


def _is_written(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Slot) and bool(block.text) for block in blocks)


def _note(material: Material) -> Iterable[Block]:
    if material.roadmap.mission_note is not None:
        yield Paragraph(material.voice.text(material.roadmap.mission_note))
    yield from frame.illustration(material)


def passages(material: Material, section: str) -> list[Slot]:
    """Prose of the plan for one section of the roadmap: what is written, or a slot that says what to write."""
    voice = material.voice
    found: list[Slot] = []
    for passage in material.plan.passages:
        mine = passage.roadmap in (None, material.roadmap.id)
        if passage.report != "roadmap" or passage.section != section or not mine:
            continue
        if voice.is_public and passage.audience is Audience.INTERNAL:
            continue
        key = f"slot.{section}"
        hint = voice.say(key) if voice.words.has(f"roadmap.{key}") else voice.say("slot.other")
        found.append(Slot(passage.id, hint, voice.text(passage.text), home=voice.home(passage)))
    return found


def _diagnosis(material: Material) -> Iterable[Section]:
    voice = material.voice
    yield _chapter(
        material,
        "diagnosis",
        voice.say("diagnosis.message", n=len(material.roadmap.findings)),
        [diagnosis.findings_table(material), diagnosis.swot(material)],
    )
    if material.roadmap.needs:
        yield _chapter(
            material,
            "needs",
            diagnosis.needs_message(material),
            [diagnosis.needs_table(material, has_bars=True)],
            level=2,
        )
    if diagnosis.stakeholders(material):
        yield _chapter(
            material,
            "stakeholders",
            diagnosis.stakeholders_message(material),
            [diagnosis.stakeholder_map(material), narrow.stakeholders_table(material)],
            level=2,
        )
    if material.ranking is not None:
        yield _chapter(
            material,
            "priorities",
            diagnosis.priorities_message(material),
            [
                diagnosis.criteria_table(material),
                diagnosis.scores_matrix(material),
                diagnosis.priorities_table(material, has_bars=False),
            ],
        )


def _annexes(material: Material, body: Sequence[Section]) -> Iterable[Section]:
    matrix = strategy.alignment(material, most=MOST_FRAMEWORK_COLUMNS)
    yield _chapter(
        material,
        "alignment",
        strategy.alignment_message(material),
        [matrix, strategy.alignment_table(material)] if matrix is not None else [],
        role=Role.ANNEX,
    )
    yield _chapter(material, "figures_data", "", drawn.blocks(material, body), role=Role.ANNEX)
    yield _chapter(material, "sources", "", [annexes.sources_table(material, body)], role=Role.ANNEX)
    yield _chapter(material, "opinion", "", closing.opinion_blocks(material), role=Role.ANNEX)
    attendance = annexes.attendance_table(material)
    if attendance is not None:
        message = frame.approach_message(material)
        yield _chapter(material, "attendance", message, [attendance], role=Role.ANNEX)
    yield _chapter(material, "adoption", "", closing.adoption_blocks(material), role=Role.ANNEX, starts_page=True)


__all__ = ["numbered", "sections"]
