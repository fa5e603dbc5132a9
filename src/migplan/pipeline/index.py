"""The page that lists the documents of a set, in the plan's first language."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from migplan.host import Host
from migplan.locale import Words, is_right_to_left
from migplan.model import Plan, Reference
from migplan.outputs import Outcome
from migplan.pipeline.jobs import Job

_STYLE = """body{font:16px/1.5 system-ui,"Noto Sans","Noto Naskh Arabic",sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1f2933;background:#fff}
h1,h2{font-family:inherit}h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:2px solid #1f4e78}
p{margin:.25rem 0;color:#46535f}table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.35rem .5rem;border-bottom:1px solid #d5dbe1;vertical-align:top}
th{font-weight:600}a{color:#1f4e78}a:focus,a:hover{outline:2px solid #1f4e78}"""


def index_page(plan: Plan, outcomes: Sequence[tuple[Job, Outcome]], folder: Path, host: Host) -> str:
    """Write the page in HTML: one table for the plan, each roadmap and each event, one row a document, one link a format.

    What was refused and is not there is not listed.
    """
    language = plan.languages[0]
    words = Words(language)
    there = [(job, outcome) for job, outcome in outcomes if outcome.path.is_file()]
    body = [
        f"<h1>{_text(plan.title.in_(*plan.languages))}</h1>",
        f"<p>{_text(words('cli.index.documents', n=len(there)))}</p>",
    ]
    for of, members in groupby(there, key=lambda member: member[0].of):
        body.append(f"<h2>{_text(_heading(plan, of, words))}</h2>")
        body += _table(tuple(members), folder, host, words)
    direction = "rtl" if is_right_to_left(language) else "ltr"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_text(language)}" dir="{direction}">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{_text(plan.title.in_(*plan.languages))}</title><style>{_STYLE}</style></head>",
        "<body><main>",
        *body,
        "</main></body></html>",
    ]
    return "\n".join(lines) + "\n"


def _heading(plan: Plan, of: str | None, words: Words) -> str:
    for thing in plan.events:
        if thing.id == of:
            return thing.title.in_(*plan.languages)
    for roadmap in plan.roadmaps:
        if roadmap.id == of:
            place = Reference.of(plan).territories.get(roadmap.territory)
            return place.title.in_(*plan.languages) if place is not None else roadmap.id
    found = Reference.of(plan).territories.get(of or "")
    return found.title.in_(*plan.languages) if found is not None else words("cli.index.plan")


def _table(members: Sequence[tuple[Job, Outcome]], folder: Path, host: Host, words: Words) -> Iterable[str]:
    yield "<table><thead><tr>"
    yield "".join(
        f'<th scope="col">{_text(words(f"cli.index.{name}"))}</th>' for name in ("document", "language", "files")
    )
    yield "</tr></thead><tbody>"
    for (report, language), rows in groupby(members, key=lambda member: (member[0].report, member[0].language)):
        listed = tuple(rows)
        title = next((outcome.title for _, outcome in listed if outcome.title), report)
        links = " · ".join(_link(job, outcome, folder, host) for job, outcome in listed)
        direction = "rtl" if is_right_to_left(language) else "ltr"
        said = f'<td lang="{_text(language)}" dir="{direction}">{_text(title)}</td>'
        yield f"<tr>{said}<td>{_text(language)}</td><td>{links}</td></tr>"
    yield "</tbody></table>"


def _link(job: Job, outcome: Outcome, folder: Path, host: Host) -> str:
    exporter = host.exporters[job.format]
    return f'<a href="{_text(quote(outcome.path.relative_to(folder).as_posix()))}">{_text(exporter.label or exporter.name)}</a>'


def _text(text: str) -> str:
    return escape(text)
