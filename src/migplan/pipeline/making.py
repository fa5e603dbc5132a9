"""The steps in between: build the document of a report, and render it; nothing here knows a format."""

import hashlib
import weakref
from collections.abc import Sequence
from datetime import date

from attrs import evolve

from migplan.codec.carrying import carried_text
from migplan.documents import Document, MadeFrom, Medium, lower
from migplan.documents.typesetting import set_type
from migplan.hooks import BuildError, BuildRequest, Exporter, ExportRequest
from migplan.host import Host
from migplan.locale import Words, base_language, explained, language_tag
from migplan.model import Audience, Plan, Reference, public_edition
from migplan.pipeline.choosing import about_of, check_language, exporter_for, refusal, report_named
from migplan.pipeline.failures import failure
from migplan.pipeline.loading import default_host
from migplan.pipeline.templates import accepted
from migplan.problems import PlanError, Problem
from migplan.records.figures import made_text
from migplan.themes import DEFAULT, Theme


def build(
    plan: Plan,
    report: str,
    *,
    of: str | None = None,
    language: str | None = None,
    medium: Medium = Medium.PAGE,
    audience: Audience = Audience.INTERNAL,
    on: date | None = None,
    host: Host | None = None,
    problems: Sequence[Problem] = (),
) -> Document:
    """Make the document of a report, without a format.

    `of` is the roadmap or event that it is about, which may be left out when the plan has only one.
    `on` dates the document; else the plan's `as_of` does.

    Raises:
        PlanError: The report, the roadmap or the language does not exist, or the plan lacks what the report needs.
    """
    host = host or default_host()
    check_language(language, language_told=plan.languages[0], declared=plan.languages)
    spoken = language or plan.languages[0]
    record = report_named(report, host, spoken)
    if medium not in record.media:
        raise refusal("report-not-in-medium", spoken, report=report, medium=medium.value)
    day = on or plan.as_of
    if day is None:
        raise refusal("missing-date", spoken)
    whole = plan
    if audience is Audience.PUBLIC:
        plan = public_edition(plan)
    reference = Reference.of(plan)
    tag = language_tag(spoken, reference.pack.country)
    request = BuildRequest(
        plan=plan,
        reference=reference,
        language=tag,
        words=Words(tag),
        medium=medium,
        date=day,
        of=about_of(plan, record, of, spoken),
        audience=audience,
        problems=tuple(problems),
    )
    try:
        document = record.build(request)
        if not isinstance(document, Document):
            raise TypeError(f"a report gives a Document, not {document!r}")
    except BuildError as error:
        raise PlanError(explained(error.problems, spoken, plan.origin)) from error
    except (Exception, SystemExit) as error:
        plugin = host.owner(record)
        if plugin in ("", "migplan") or isinstance(error, MemoryError):
            raise
        raise failure("report", report, plugin, error) from error
    made = MadeFrom(plan_version(whole), spoken, audience.value, request.of or "", follows=day == whole.as_of)
    return evolve(set_type(document), made_from=made)


def plan_version(plan: Plan) -> str:
    """Give the version of a plan: sixteen digits that change with anything in it, kept for the last plan asked about."""
    for held, version in _versions:
        if held() is plan:
            return version
    version = hashlib.sha256(carried_text(plan).encode("utf-8", "replace")).hexdigest()[:16]
    _versions[:] = [(weakref.ref(plan), version)]
    return version


_versions: list[tuple["weakref.ref[Plan]", str]] = []


def render(
    plan: Plan,
    report: str,
    *,
    format: str,
    of: str | None = None,
    language: str | None = None,
    audience: Audience = Audience.INTERNAL,
    on: date | None = None,
    theme: Theme | None = None,
    template: bytes | None = None,
    paginate: bool = False,
    host: Host | None = None,
    problems: Sequence[Problem] = (),
) -> bytes:
    """Make the bytes of a report in a format (`docx`, `pptx`, `xlsx`, or what plugins add).

    `template` is the client's template; `paginate` has the pages counted, where the format has any to count.

    Raises:
        PlanError: As `build`; or no installed exporter writes the format, uses the template or counts pages.
        PluginError: The exporter failed; the error names its plugin.
    """
    host = host or default_host()
    spoken = language or plan.languages[0]
    exporter = exporter_for(format, host, spoken)
    if paginate and exporter.paginate is None:
        raise refusal("paginate-not-supported", spoken, format=exporter.name)
    brand = accepted(template, exporter, theme=theme, language=spoken, host=host)
    document = build(
        plan,
        report,
        of=of,
        language=language,
        medium=exporter.medium,
        audience=audience,
        on=on,
        host=host,
        problems=problems,
    )
    data = render_document(
        document, exporter, plan.languages, theme=theme, audience=audience, template=brand, host=host
    )
    return paginated(data, exporter, spoken, host) if paginate else data


def render_document(
    document: Document,
    exporter: Exporter,
    languages: Sequence[str] = (),
    *,
    theme: Theme | None = None,
    audience: Audience = Audience.INTERNAL,
    template: bytes | None = None,
    host: Host | None = None,
    on: date | None = None,
) -> bytes:
    """Lower a document to what an exporter draws, and render it; the exporter has accepted the `template`.

    Raises:
        PlanError: The document has no date.
        PluginError: The exporter failed.
    """
    words, own = Words(document.language), base_language(document.language)
    day = on or document.date
    if day is None:
        raise refusal("missing-date", document.language)
    request = ExportRequest(
        document=lower(document, exporter.draws, words),
        languages=(document.language, *(other for other in languages if base_language(other) != own)),
        theme=theme or DEFAULT,
        words=words,
        date=day,
        audience=audience,
        template=template,
        made=made_text(document),
    )
    try:
        data = exporter.render(request)
        if not isinstance(data, bytes):
            raise TypeError(f"an exporter gives bytes, not {type(data).__name__}")
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        raise failure("exporter", exporter.name, host.owner(exporter) if host is not None else "", error) from error
    return data


def paginated(data: bytes, exporter: Exporter, language: str, host: Host | None) -> bytes:
    """Have the pages of a file counted, where its exporter can.

    Raises:
        PlanError: What counts them is not installed, or cannot.
        PluginError: The exporter failed.
    """
    if exporter.paginate is None:
        return data
    try:
        counted = exporter.paginate(data)
        if not isinstance(counted, bytes):
            raise TypeError(f"an exporter gives bytes, not {type(counted).__name__}")
    except BuildError as error:
        raise PlanError(explained(error.problems, language)) from error
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        raise failure("exporter", exporter.name, host.owner(exporter) if host is not None else "", error) from error
    return counted
