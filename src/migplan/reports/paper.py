"""What the documents of an assignment share: chapters with the words of one catalogue, prose from passages, numbering."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from migplan.documents import Block, Cover, Document, Fact, Inline, Medium, PassageHome, Role, Section, Slot
from migplan.documents.blocks import ParagraphStyle
from migplan.hooks import BuildRequest
from migplan.locale import format_date
from migplan.reports.event.material import unique
from migplan.reports.roadmap.material import present
from migplan.reports.roadmap.page import numbered
from migplan.reports.voice import Voice


class Paper:
    """One document in one language: its chapters, its prose, its cover."""

    def __init__(
        self,
        request: BuildRequest,
        report: str,
        voice: Voice,
        area: str = "",
        *,
        roadmap: str | None = None,
        event: str | None = None,
        of: str = "",
    ) -> None:
        """Take the report's name, the area of its words, and the roadmap or event that its passages belong to."""
        self.request, self.report, self.voice = request, report, voice
        self.plan, self.reference = request.plan, request.reference
        self.area = area or report.replace("-", "_")
        self.roadmap, self.event = roadmap, event
        self.of = of or roadmap or event or ""

    def tell(self, key: str, **values: object) -> str:
        """Give a sentence of the report's catalogue."""
        return self.voice.words(f"{self.area}.{key}", **values)

    def chapter(
        self,
        key: str,
        message: Inline,
        *blocks: Block | None,
        role: Role = Role.BODY,
        level: int = 1,
        id: str = "",
        title: Inline = "",
        starts_page: bool = False,
        number: str = "",
    ) -> Section:
        """Make a chapter; its title is `chapter.<key>` of the catalogue."""
        return Section(
            id or key.replace("_", "-"),
            title or self.tell(f"chapter.{key}"),
            present(blocks),
            role,
            message,
            number=number,
            level=level,
            starts_page=starts_page,
        )

    def prose(
        self, name: str, number: int | str = "", style: ParagraphStyle = ParagraphStyle.BODY, hint: str = ""
    ) -> tuple[Slot, ...]:
        """Give what is written for a section, else one slot that says what to write; none in a public edition.

        `number` tells sections of one name apart: `work-1`, `work-2`. The id of an empty slot is the report, what it is
        about and the section, joined by hyphens.
        """
        section = "-".join(str(part) for part in (name, number) if part != "")
        hint = hint or self.tell(f"slot.{name.replace('-', '_')}")
        found = [
            Slot(passage.id, hint, self.voice.text(passage.text), style, self.voice.home(passage))
            for passage in self.plan.passages
            if (passage.report, passage.section) == (self.report, section)
            and passage.roadmap in (None, self.roadmap)
            and passage.event in (None, self.event)
        ]
        if self.voice.is_public:
            found = [slot for slot in found if slot.text]
        elif not found:
            id = "-".join(part for part in (self.report, self.of, section) if part)
            home = PassageHome(self.report, section, self.roadmap or "", self.event or "", is_new=True)
            found = [Slot(id, hint, style=style, home=home)]
        return tuple(found)

    def arranged(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        """Leave out what holds nothing, number the chapters, letter the annexes, and keep titles apart."""
        kept = [section for section in sections if section.blocks]
        if self.request.medium is Medium.PAGE:
            body = numbered([section for section in kept if section.role is not Role.ANNEX])
            annexes = [section for section in kept if section.role is Role.ANNEX]
            kept = [*body, *lettered(annexes, self.voice.say("annex_letters"))]
        return unique(kept, self.request.language)

    def cover(self, title: Inline, subtitle: Inline, facts: Iterable[Fact]) -> Cover:
        """Make a cover with the partners' logos, statements and disclaimers."""
        voice = self.voice
        statements = [voice.text(one.statement) for one in self.plan.partners if one.statement is not None]
        disclaimers = [voice.text(one.disclaimer) for one in self.plan.partners if one.disclaimer is not None]
        dated = Fact(voice.say("column.date"), format_date(self.request.date, voice.language))
        return Cover(
            title=title,
            subtitle=subtitle,
            facts=(*facts, dated),
            logos=voice.logos,
            statement=voice.listed(statements, " – ") if statements else "",
            disclaimer=voice.listed(disclaimers, " ") if disclaimers else "",
            illustration=voice.text(self.plan.illustration),
        )

    def document(self, title: str, sections: Sequence[Section], cover: Cover, creator: str = "") -> Document:
        """Make the document."""
        voice, request = self.voice, self.request
        return Document(
            report=self.report,
            title=title,
            language=request.language,
            cover=cover,
            sections=tuple(sections),
            subtitle=voice.plain(self.plan.title),
            short_title=title,
            region=voice.region,
            subject=voice.plain(self.plan.title),
            creator=creator,
            sources=voice.cited,
            date=request.date,
            medium=request.medium,
            currency=self.plan.currency,
        )


def lettered(found: Sequence[Section], letters: str) -> list[Section]:
    """Letter annexes, as far as the letters go."""
    return [
        evolve(section, number=letters[place] if place < len(letters) else "") for place, section in enumerate(found)
    ]
