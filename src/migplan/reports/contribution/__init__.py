"""What the roadmaps bring to the programme of a territory above: every proposal, costed and traced to its roadmap."""

from collections.abc import Iterable

from attrs import evolve

from migplan.analysis.contribution import Brought
from migplan.documents import Block, Bullets, Document, Fact, Inline, Medium, Paragraph, Role, Section, plain
from migplan.hooks import BuildRequest
from migplan.reports.contribution import tables
from migplan.reports.contribution.material import ContributionPaper, has_receivers
from migplan.reports.roadmap import finances

MOST = 8
"""Proposals on one slide."""
MINUTES = 5


def build_contribution(request: BuildRequest) -> Document:
    """Make the contribution to the territory that `request.of` names, for the medium asked for."""
    paper = ContributionPaper(request)
    voice = paper.voice
    made = {Medium.PAGE: _pages, Medium.SLIDE: _slides, Medium.SHEET: _sheets}[request.medium](paper)
    title = paper.tell("title", territory=paper.territory_name or "–")
    facts = [Fact(voice.say("column.territory"), paper.territory_name or "–")]
    if paper.roadmaps:
        places = voice.words("roadmap.between").join(main.territory_name for main in paper.roadmaps)
        facts.append(Fact(paper.tell("figure.roadmaps"), places))
    motif = sorted((one.amount for one in paper.found if one.amount is not None), reverse=True)
    cover = evolve(paper.cover(title, voice.text(paper.plan.title), facts), motif=motif)
    lead = next((one.stakeholder for one in paper.plan.partners if one.role.value == "lead"), None)
    return paper.document(title, paper.arranged(made), cover, voice.stakeholder_name(lead, short=False))


def _pages(paper: ContributionPaper) -> Iterable[Section]:
    chart = tables.axes_chart(paper)
    yield paper.chapter("summary", tables.message(paper), *_summary(paper), role=Role.SUMMARY)
    if not paper.found:
        return
    yield paper.chapter("frame", "", *paper.prose("frame"))
    yield paper.chapter("axes", tables.axes_message(paper), chart, tables.axes_table(paper))
    yield paper.chapter("proposals", tables.answers_message(paper), tables.proposals_table(paper, paper.found))
    for one in paper.found:
        yield _proposal(paper, one)
    yield paper.chapter("roadmaps", _roadmaps_message(paper), tables.roadmaps_table(paper))
    yield paper.chapter("asked", _asked_message(paper), *_asked(paper))
    yield paper.chapter("sources", "", Paragraph(paper.tell("traced")), role=Role.ANNEX)


def _summary(paper: ContributionPaper) -> Iterable[Block]:
    if not paper.found:
        yield Paragraph(paper.tell("how_to", territory=paper.territory_name or "–"))
        return
    yield tables.figures(paper)
    lines: list[Inline] = [tables.axes_message(paper), tables.answers_message(paper)]
    lines += [
        paper.voice.listed((main.territory_name, finances.message(main)), paper.voice.words("blocks.colon"))
        for main in paper.roadmaps
    ]
    yield Bullets(tuple(dict.fromkeys(lines)))


def _proposal(paper: ContributionPaper, one: Brought) -> Section:
    voice, proposal = paper.voice, one.proposal
    where: Inline = voice.listed(
        (paper.place(one), paper.axis((proposal.instrument or "", proposal.axis or ""))), " – "
    )
    blocks: list[Block] = [Paragraph(where)]
    if proposal.description is not None:
        blocks.append(Paragraph(voice.text(proposal.description)))
    table = tables.actions_table(paper, [one], f"actions-{one.roadmap.id}-{proposal.id}")
    blocks += [table] if table is not None else [Paragraph(paper.tell("no_action"))]
    said = voice.words.choice(proposal.answer)
    if proposal.answered is not None:
        said = paper.tell("answered", answer=said, day=proposal.answered)
    answer: list[Inline] = [
        voice.listed((voice.strong(voice.say("proposals.answer")), said), voice.words("blocks.colon"))
    ]
    if proposal.answer_note is not None:
        answer.append(voice.text(proposal.answer_note))
    blocks.append(Paragraph(voice.listed(answer, ". ")))
    if one.amount is None:
        message = paper.tell("not_costed", code=one.address)
    else:
        key = "costs_actions" if one.is_from_actions else "asks"
        message = paper.tell(key, code=proposal.id, place=paper.place(one), amount=paper.written(one.amount))
    return paper.chapter(
        "proposal", message, *blocks, level=2, id=f"proposal-{one.roadmap.id}-{proposal.id}", title=voice.text(proposal.title)
    )  # fmt: skip


def _roadmaps_message(paper: ContributionPaper) -> str:
    count = sum(len(main.roadmap.actions) for main in paper.roadmaps)
    return paper.voice.words("event.compare", n=len(paper.roadmaps), actions=count)


def _asked_message(paper: ContributionPaper) -> str:
    return paper.tell("asked", n=len(paper.waiting), territory=paper.territory_name)


def _asked(paper: ContributionPaper) -> Iterable[Block]:
    lines = [
        paper.voice.listed(
            (f"{one.proposal.id} ({paper.place(one)})", paper.voice.text(one.proposal.title)),
            paper.voice.words("blocks.colon"),
        )
        for one in paper.waiting
    ]
    yield Bullets(tuple(lines)) if lines else Paragraph(paper.tell("all_answered"))


def _slide(
    paper: ContributionPaper,
    key: str,
    message: Inline,
    *blocks: Block | None,
    role: Role = Role.BODY,
    hidden: bool = False,
) -> Section:
    words = paper.voice.words
    notes: tuple[Inline, ...] = () if hidden else (
        (words("event.notes.aim"), paper.tell(f"aim.{key}")),
        words("event.notes.minutes", n=MINUTES),
        (words("event.notes.say"), plain(message, paper.request.language)),
    )  # fmt: skip
    section = paper.chapter(key, message, *blocks, role=role, id=f"slide-{key}")
    return evolve(section, notes=notes, is_hidden=hidden, source=paper.tell("source", day=paper.request.date))


def _slides(paper: ContributionPaper) -> Iterable[Section]:
    if not paper.found:
        yield _slide(paper, "summary", tables.message(paper), *_summary(paper), role=Role.SUMMARY)
        return
    yield _slide(paper, "summary", tables.message(paper), tables.figures(paper), role=Role.SUMMARY)
    chart = tables.axes_chart(paper)
    if chart is not None:
        # The title of the slide says what the chart shows; beside it stands what became of the proposals.
        chart = evolve(chart, title=paper.tell("chart"), reading=(tables.answers_message(paper),))
    yield _slide(paper, "axes", tables.axes_message(paper), chart or tables.axes_table(paper))
    yield _slide(paper, "roadmaps", _roadmaps_message(paper), tables.roadmaps_table(paper))
    for place, (key, found) in enumerate(paper.axes.items(), start=1):
        name = plain(paper.axis(key), paper.request.language)
        for start in range(0, len(found), MOST):
            part = found[start : start + MOST]
            message = paper.tell("axis_slide", n=len(found), axis=name)
            table = tables.proposals_table(paper, part, f"axis-{place}-{start}", paper.axis(key))
            yield _slide(paper, "proposals", message, table)
    yield _slide(paper, "asked", _asked_message(paper), *_asked(paper))
    yield _slide(
        paper, "actions", paper.tell("traced"), tables.actions_table(paper, paper.found, "traced", whole=True),
        role=Role.ANNEX, hidden=True,
    )  # fmt: skip


def _sheets(paper: ContributionPaper) -> Iterable[Section]:
    if not paper.found:
        yield paper.chapter("summary", tables.message(paper), *_summary(paper), role=Role.SUMMARY)
        return
    yield paper.chapter(
        "summary", tables.message(paper), tables.figures(paper), tables.axes_chart(paper), role=Role.SUMMARY
    )
    yield paper.chapter("proposals", tables.answers_message(paper), tables.proposals_table(paper, paper.found))
    yield paper.chapter("actions", paper.tell("traced"), tables.actions_table(paper, paper.found, "traced", whole=True))
    yield paper.chapter("axes", tables.axes_message(paper), tables.axes_table(paper))
    yield paper.chapter("roadmaps", _roadmaps_message(paper), tables.roadmaps_table(paper))


__all__ = ["build_contribution", "has_receivers"]
