"""The steps in order: load, check, build, render, export; nothing here knows a format or a rule."""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from migplan import outputs
from migplan.documents import Document, Medium, lower
from migplan.hooks import BuildError, BuildRequest, Exporter, ExportRequest, ReadResult, Report
from migplan.host import DISTRIBUTIONS, READING, Host, nearest
from migplan.locale import Words, base_language, explained, is_language, language_tag
from migplan.model import Audience, Pack, Plan, Reference, public_edition
from migplan.model.constraints import LanguageCode, Pattern, shape_of
from migplan.outputs import Written
from migplan.problems import PlanError, PluginError, Problem, Severity, has_errors, sort_key
from migplan.themes import DEFAULT, Theme

_LANGUAGE = shape_of(LanguageCode).mark(Pattern)
_PINNED = re.compile(r"([A-Za-z0-9._-]+)==(.+)")


def default_host() -> Host:
    """Find what is installed; the work is done once per call, so pass the host on where many steps share it."""
    return Host.installed()


def read(
    path: str | Path, *, host: Host | None = None, language: str | None = None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a plan folder, a plan file or a workbook: the plan, or `None`, and every problem found, located.

    Problems are told in `language`, else in the plan's first language, else in English.
    """
    host = host or default_host()
    place = Path(path)
    if language is not None:
        check_language(language, language_told="en")
    result = _read(place, host)
    spoken = language or (result.plan.languages[0] if result.plan is not None else "en")
    origin = result.plan.origin if result.plan is not None else None
    problems = explained(result.problems, spoken, origin, _plugin_words(host, spoken))
    return result.plan, tuple(sorted(problems, key=sort_key))


def _read(place: Path, host: Host) -> ReadResult:
    try:
        is_there, is_folder = place.exists(), place.is_dir()
    except (OSError, ValueError):  # a name that no system takes
        is_there = is_folder = False
    suffix = "" if is_folder else place.suffix.lower()
    if not is_there:
        return ReadResult(None, (Problem("missing-path", Severity.ERROR, values={"path": str(place)}),))
    reader = host.reader_for(suffix)
    if reader is None:
        distribution = READING.get(suffix)
        if any(offer.plugin == distribution for offer in host.offers):  # it is there, and reads none
            distribution = None
        code = "reader-not-installed" if distribution else "unknown-plan-suffix"
        known = ", ".join(sorted({known for reader in host.readers.values() for known in reader.suffixes if known}))
        values = {"path": str(place), "suffix": suffix, "known": known, "distribution": distribution or ""}
        return ReadResult(None, (Problem(code, Severity.ERROR, values=values),))
    try:
        result = reader.read(place, PackFinder(host))
        if not isinstance(result, ReadResult):
            raise TypeError(f"a reader gives a ReadResult, not {result!r}")
    except (Exception, SystemExit) as error:
        plugin = _owner(host, reader)
        if plugin in ("", "migplan"):
            raise
        values = {"plugin": plugin, "error": f"{reader.name}: {type(error).__name__}: {error}"}
        return ReadResult(None, (Problem("broken-plugin", Severity.ERROR, values=values),))
    return result


def _owner(host: Host | None, record: object) -> str:
    """Name the plugin that offers a record."""
    return next((offer.plugin for offer in host.offers if offer.record is record), "") if host is not None else ""


@frozen
class PackFinder:
    """Finds the folders of installed reference packs; readers suggest its `names` for one that it does not find."""

    host: Host

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the packs that are installed."""
        return tuple(sorted(self.host.packs))

    def __call__(self, name: str) -> "Path | Pack | None":
        """Find a pack, or give `None`."""
        return find_pack(name, self.host)


def find_pack(name: str, host: Host) -> "Path | Pack | None":
    """Find the folder of an installed reference pack by `name` or `name==version`; `None` when there is none."""
    pinned = _PINNED.fullmatch(name)
    record = host.packs.get(pinned[1] if pinned else name)
    if record is None or (pinned and record.version != pinned[2]):
        return None
    return record.folder


def load(path: str | Path, *, host: Host | None = None, language: str | None = None) -> Plan:
    """Read a plan that must be sound.

    Raises:
        PlanError: There is an error; it holds every problem found.
    """
    plan, problems = read(path, host=host, language=language)
    if plan is None or has_errors(problems):
        raise PlanError(problems)
    return plan


def check(plan: Plan, *, host: Host | None = None, language: str | None = None) -> tuple[Problem, ...]:
    """Apply every rule: problems by severity, then place, told in `language` or the plan's first language.

    A rule of a plugin that fails is itself a problem, which names the plugin.
    """
    host = host or default_host()
    check_language(language, language_told=plan.languages[0], declared=plan.languages)
    spoken = language or plan.languages[0]
    reference = Reference.of(plan)
    found: list[Problem] = list(host.problems)
    words = _plugin_words(host, spoken)
    for offer in host.offers:
        if offer.hook == "migplan_checks":
            try:
                found.extend(_problems(offer.record.rule(plan, reference), spoken, words))
            except (Exception, SystemExit) as error:
                if offer.plugin == "migplan":
                    raise
                values = {"plugin": offer.plugin, "error": f"{offer.name}: {type(error).__name__}: {error}"}
                found.append(Problem("broken-plugin", Severity.WARNING, values=values))
    return tuple(sorted(explained(found, spoken, plan.origin, words), key=sort_key))


def _problems(given: Iterable[Problem], language: str, words: dict[str, str]) -> tuple[Problem, ...]:
    """Take the problems of a rule, if they are such and can be told."""
    problems = tuple(given)
    for problem in problems:
        if not isinstance(problem, Problem):
            raise TypeError(f"a rule gives problems, not {problem!r}")
    explained(problems, language, None, words)
    return problems


def _plugin_words(host: Host, language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for code, rule in host.checks.items():
        sentence = rule.messages.get(language) or rule.messages.get("en")
        if sentence:
            words[f"problems.{code}"] = sentence
    return words


def language_problem(code: str) -> Problem | None:
    """Say that a text is not the code of a language, or give `None`."""
    if re.fullmatch(_LANGUAGE.regex, code) and is_language(code):
        return None
    return Problem("unknown-language", Severity.ERROR, values={"language": code, "example": _LANGUAGE.example})


def check_language(code: str | None, *, language_told: str, declared: Sequence[str] = ()) -> None:
    """Refuse what is neither declared nor the code of a language, so that nothing is told in another one unasked.

    Raises:
        PlanError: It is none; the message is in `language_told`.
    """
    problem = language_problem(code) if code is not None and code not in declared else None
    if problem is not None:
        raise PlanError(explained([problem], language_told))


def _refuse(code: str, language: str, **values: object) -> PlanError:
    return PlanError(explained([Problem(code, Severity.ERROR, values=values)], language))


def _pick(kind: str, name: str, known: Iterable[str], language: str) -> PlanError:
    return _choose(f"unknown-{kind}", name, known, language)


def _choose(code: str, name: str, known: Iterable[str], language: str) -> PlanError:
    names = sorted(known)
    values = {"name": name, "known": ", ".join(names), "nearest": nearest(name, names) or (names[0] if names else "")}
    return _refuse(code, language, **values)


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
    record = host.reports.get(report)
    if record is None:
        raise _pick("report", report, host.reports, spoken)
    if medium not in record.media:
        raise _refuse("report-not-in-medium", spoken, report=report, medium=medium.value)
    day = on or plan.as_of
    if day is None:
        raise _refuse("missing-date", spoken)
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
        of=_about(plan, record, of, spoken),
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
        plugin = _owner(host, record)
        if plugin in ("", "migplan") or isinstance(error, MemoryError):
            raise
        raise _failed("report", report, plugin, error) from error
    return document


def _failed(kind: str, name: str, plugin: str, error: BaseException) -> PluginError:
    said = f"{type(error).__name__}: {error}"
    named = f"{plugin}: {kind} {name!r}" if plugin else f"{kind} {name!r}"
    values = {"plugin": plugin or "–", "name": name, "error": said}
    return PluginError(f"{named} failed: {said}", Problem(f"{kind}-failed", Severity.ERROR, values=values))


def _about(plan: Plan, report: Report, of: str | None, language: str) -> str | None:
    if report.about == "plan":
        return of
    known = [thing.id for thing in (plan.roadmaps if report.about == "roadmap" else plan.events)]
    if of is None:
        if len(known) == 1:
            return known[0]
        if not known:
            raise _refuse(f"no-{report.about}", language, report=report.name)
        raise _refuse(f"which-{report.about}", language, report=report.name, known=", ".join(known))
    if of not in known:
        raise _pick(report.about, of, known, language)
    return of


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
    host: Host | None = None,
    problems: Sequence[Problem] = (),
) -> bytes:
    """Make the bytes of a report in a format (`docx`, `pptx`, `xlsx`, or what plugins add).

    Raises:
        PlanError: As `build`; or no installed exporter writes the format.
        PluginError: The exporter failed; the error names its plugin.
    """
    host = host or default_host()
    exporter = _exporter(format, host, language or plan.languages[0])
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
    return render_document(document, exporter, plan.languages, theme=theme, audience=audience, host=host)


def _exporter(format: str, host: Host, language: str, path: str = "") -> Exporter:
    exporter = host.exporter_for(format)
    if exporter is None:
        if not format:
            raise _refuse("which-format", language, path=path or "–", known=", ".join(sorted(host.exporters)))
        suffix = format if format.startswith(".") else f".{format}"
        known = ", ".join(sorted(host.exporters))
        distribution = DISTRIBUTIONS.get(suffix.lower())
        if distribution:
            raise _refuse("exporter-not-installed", language, format=format, distribution=distribution, known=known)
        raise _pick("format", format, host.exporters, language)
    return exporter


def render_document(
    document: Document,
    exporter: Exporter,
    languages: Sequence[str] = (),
    *,
    theme: Theme | None = None,
    audience: Audience = Audience.INTERNAL,
    host: Host | None = None,
    on: date | None = None,
) -> bytes:
    """Lower a document to what an exporter draws, and render it.

    Raises:
        PlanError: The document has no date.
        PluginError: The exporter failed.
    """
    words, own = Words(document.language), base_language(document.language)
    day = on or document.date
    if day is None:
        raise _refuse("missing-date", document.language)
    request = ExportRequest(
        document=lower(document, exporter.draws, words),
        languages=(document.language, *(other for other in languages if base_language(other) != own)),
        theme=theme or DEFAULT,
        words=words,
        date=day,
        audience=audience,
    )
    try:
        data = exporter.render(request)
        if not isinstance(data, bytes):
            raise TypeError(f"an exporter gives bytes, not {type(data).__name__}")
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        raise _failed("exporter", exporter.name, _owner(host, exporter), error) from error
    return data


def theme_named(name: str, *, host: Host, language: str = "en") -> Theme:
    """Find an installed theme by its name.

    Raises:
        PlanError: No plugin offers it; the message names the nearest.
    """
    found = host.themes.get(name)
    if found is None:
        raise _choose("theme-not-installed", name, host.themes, language)
    return found.theme


def export(
    plan: Plan,
    report: str,
    *,
    to: str | Path,
    of: str | None = None,
    format: str | None = None,
    language: str | None = None,
    audience: Audience = Audience.INTERNAL,
    on: date | None = None,
    theme: Theme | None = None,
    replace: bool = False,
    host: Host | None = None,
    problems: Sequence[Problem] = (),
    clock: Callable[[], float] = time.perf_counter,
) -> Written:
    """Write a report to a file, all or nothing; the format is that of the suffix unless `format` says otherwise.

    A file that was retouched since it was made, or that migplan did not make, is replaced only with `replace`,
    and a dated copy of it is kept.

    Raises:
        PlanError: As `render`; or the file may not or cannot be written. Nothing is written then.
        PluginError: The exporter failed; nothing is written.
    """
    started = clock()
    spoken = language or plan.languages[0]
    path = Path(to)
    host = host or default_host()
    check_language(language, language_told=plan.languages[0], declared=plan.languages)
    exporter = _exporter(path.suffix if format is None else format, host, spoken, str(path))
    refusal = _suffix_problem(path, exporter, host) or outputs.would_refuse(path, replace=replace)
    if refusal is not None:
        raise PlanError(explained([refusal], spoken))
    data = render(
        plan,
        report,
        format=exporter.name,
        of=of,
        language=language,
        audience=audience,
        on=on,
        theme=theme,
        host=host,
        problems=problems,
    )
    try:
        kept = outputs.write(path, data, replace=replace)
    except PlanError as error:
        raise PlanError(explained(error.problems, spoken)) from error
    return Written(path, len(data), clock() - started, kept)


def _suffix_problem(path: Path, exporter: Exporter, host: Host) -> Problem | None:
    """Say that the name of a file promises another format than what would be in it."""
    suffix = path.suffix.lower()
    other = host.exporter_for(suffix) if suffix else None
    is_plan = bool(suffix) and other is None and host.reader_for(suffix) is not None
    if suffix == exporter.suffix or not (other or is_plan):
        return None
    values = {"path": str(path), "format": exporter.name, "suffix": exporter.suffix}
    return Problem("format-and-suffix", Severity.ERROR, values=values)


def dump(plan: Plan, folder: str | Path) -> None:
    """Write a plan as a folder of YAML files; `load` gives an equal plan back.

    Raises:
        PlanError: The folder cannot be written; nothing is left behind.
    """
    from migplan.readers import dump_plan

    try:
        dump_plan(plan, Path(folder))
    except PlanError as error:
        raise PlanError(explained(error.problems, plan.languages[0])) from error


def rows(plan: Plan, kind: str) -> list[dict[str, Any]]:
    """List the things of one kind as flat dictionaries, for a data frame: `rows(plan, "actions")`."""
    from migplan import records

    return records.rows(plan, kind)
