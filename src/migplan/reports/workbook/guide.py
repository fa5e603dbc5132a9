"""The first sheet: what the workbook is, how to fill it in, and to whom it goes back."""

from migplan.documents import Bullet, Bullets, Cover, Fact, Heading, Role, Section
from migplan.hooks import BuildRequest
from migplan.locale import format_date
from migplan.reports.workbook.scope import Scope


def cover(scope: Scope, request: BuildRequest, title: str) -> Cover:
    """Give the head of the first sheet."""
    words = request.words
    facts = [Fact(words("workbook.fact.date"), format_date(request.date, request.language, "long"))]
    illustration = scope.plan.illustration
    return Cover(
        title=title,
        subtitle=words("workbook.subtitle"),
        facts=facts,
        illustration=illustration.find((request.language, *scope.plan.languages))[0] if illustration else "",
    )


def guide(scope: Scope, request: BuildRequest) -> Section:
    """Say how to fill the workbook in."""
    words = request.words
    steps = [Bullet(words(f"workbook.guide.{name}")) for name in ("where", "columns", "choose", "add", "free", "back")]
    blocks = (Heading(words("workbook.guide.title"), level=2), Bullets(tuple(steps), is_numbered=True))
    return Section("guide", words("workbook.guide.sheet"), blocks, Role.COVER)
