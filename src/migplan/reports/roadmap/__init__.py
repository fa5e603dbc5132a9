"""The roadmap of one territory, for its council: to be read, to be projected, to be filtered."""

from migplan.documents import Document, Medium
from migplan.hooks import BuildRequest
from migplan.reports.roadmap import opening, page, sheets, slides
from migplan.reports.roadmap.material import Material


def build_roadmap(request: BuildRequest) -> Document:
    """Make the roadmap that `request.of` names, for the medium asked for.

    Raises:
        KeyError: The plan has no roadmap of that id (the pipeline has checked it).
    """
    material = Material(request)
    voice = material.voice
    sections = {
        Medium.PAGE: page.sections,
        Medium.SLIDE: slides.sections,
        Medium.SHEET: sheets.sections,
    }[request.medium](material)
    funders = [voice.stakeholder_name(partner.stakeholder, short=False) for partner in material.plan.partners]
    return Document(
        report="roadmap",
        title=material.title,
        language=request.language,
        cover=opening.cover(material),
        sections=sections,
        subtitle=voice.plain(material.plan.title),
        short_title=voice.say("short_title", territory=material.territory_name),
        region=voice.region,
        subject=voice.plain(material.roadmap.vision),
        creator=voice.stakeholder_name(material.roadmap.council, short=False) or (funders[0] if funders else ""),
        keywords=tuple(voice.plain(objective.title) for objective in material.strategic),
        sources=voice.cited,
        date=request.date,
        medium=request.medium,
        currency=material.plan.currency,
    )
