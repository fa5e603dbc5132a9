"""What is asked for, by its name: languages, reports, things, exporters and themes; what there is not is refused."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from migplan.analysis.contribution import receivers
from migplan.hooks import Exporter, Report
from migplan.host import DISTRIBUTIONS, Host, nearest
from migplan.locale import explained, is_language
from migplan.model import Plan, Reference
from migplan.model.constraints import LanguageCode, Pattern, shape_of
from migplan.problems import PlanError, Problem, Severity
from migplan.themes import Theme

_LANGUAGE = shape_of(LanguageCode).mark(Pattern)


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


def refusal(code: str, language: str, **values: object) -> PlanError:
    """Make the exception of one problem, told in a language."""
    return PlanError(explained([Problem(code, Severity.ERROR, values=values)], language))


def unknown_name(kind: str, name: str, known: Iterable[str], language: str) -> PlanError:
    """Make the exception that says which report, format, roadmap or event there is not."""
    return unknown_choice(f"unknown-{kind}", name, known, language)


def unknown_choice(code: str, name: str, known: Iterable[str], language: str) -> PlanError:
    """Make the exception of a name that there is not; it tells the nearest and those there are, or that there is none."""
    names = sorted(known)
    if not names:
        return refusal(f"{code}-of-none", language, name=name)
    values = {"name": name, "known": ", ".join(names), "nearest": nearest(name, names) or (names[0] if names else "")}
    return refusal(code, language, **values)


def report_named(name: str, host: Host, language: str) -> Report:
    """Find an installed report.

    Raises:
        PlanError: There is none of this name; the message tells the nearest and those there are.
    """
    record = host.reports.get(name)
    if record is None:
        raise unknown_name("report", name, host.reports, language)
    return record


def thing_named(plan: Plan, kind: str, name: str, language: str) -> str:
    """Give the id of a roadmap, an event or a territory (`kind`) of the plan.

    Raises:
        PlanError: The plan has none of this id; the message tells the nearest and those there are.
    """
    known = _ids(plan, kind)
    if name not in known:
        code = "no-such-territory" if kind == "territory" else f"unknown-{kind}"  # a pack's own have another message
        raise unknown_choice(code, name, known, language)
    return name


def about_of(plan: Plan, report: Report, of: str | None, language: str) -> str | None:
    """Give the id that a report is about; where the plan has only one, it need not be said.

    Raises:
        PlanError: It is needed and not given, the plan has none of this id, or there is nothing to make of it.
    """
    if report.about == "plan":
        known = [*_ids(plan, "roadmap"), *_ids(plan, "event")]
        if of is not None and of not in known:
            raise unknown_name("roadmap", of, known, language)
        if report.suits is not None and not report.suits(plan, of):
            raise refusal("no-assignment" if plan.assignment is None else "nothing-suits", language, report=report.name)
        return of
    if report.about == "territory":
        return thing_named(plan, "territory", of, language) if of else _the_one(report, receiving(plan), language)
    ids = _ids(plan, report.about)
    fitting = [one for one in ids if report.suits is None or report.suits(plan, one)]
    if of is None:
        if ids and not fitting:
            raise refusal("nothing-suits", language, report=report.name)
        return _the_one(report, fitting, language)
    if thing_named(plan, report.about, of, language) not in fitting:
        code = "report-does-not-suit" if fitting else "nothing-suits"
        raise refusal(code, language, report=report.name, name=of, known=", ".join(fitting))
    return of


def _the_one(report: Report, known: Sequence[str], language: str) -> str:
    if len(known) == 1:
        return known[0]
    if not known:
        raise refusal(f"no-{report.about}", language, report=report.name)
    raise refusal(f"which-{report.about}", language, report=report.name, known=", ".join(known))


def receiving(plan: Plan) -> list[str]:
    """List the territories above that proposals of the roadmaps go to."""
    return list(receivers(plan, Reference.of(plan)))


def _ids(plan: Plan, kind: str) -> list[str]:
    if kind == "territory":
        return list(Reference.of(plan).territories)
    return [thing.id for thing in (plan.roadmaps if kind == "roadmap" else plan.events)]


def exporter_for(format: str, host: Host, language: str, path: str = "") -> Exporter:
    """Find the exporter of a format or suffix.

    Raises:
        PlanError: None is installed; the message names the distribution to install, or the formats there are.
    """
    exporter = host.exporter_for(format)
    if exporter is None:
        if not format:
            raise refusal("which-format", language, path=path or "–", known=", ".join(sorted(host.exporters)))
        suffix = format if format.startswith(".") else f".{format}"
        known = ", ".join(sorted(host.exporters))
        distribution = DISTRIBUTIONS.get(suffix.lower())
        if distribution:
            raise refusal("exporter-not-installed", language, format=format, distribution=distribution, known=known)
        raise unknown_name("format", format, host.exporters, language)
    return exporter


def suffix_problem(path: Path, exporter: Exporter, host: Host) -> Problem | None:
    """Say that the name of a file promises another format than what would be in it."""
    suffix = path.suffix.lower()
    other = host.exporter_for(suffix) if suffix else None
    is_plan = bool(suffix) and other is None and host.reader_for(suffix) is not None
    if suffix == exporter.suffix or not (other or is_plan):
        return None
    values = {"path": str(path), "format": exporter.name, "suffix": exporter.suffix}
    return Problem("format-and-suffix", Severity.ERROR, values=values)


def theme_named(name: str, *, host: Host, language: str = "en") -> Theme:
    """Find an installed theme by its name.

    Raises:
        PlanError: No plugin offers it; the message names the nearest.
    """
    found = host.themes.get(name)
    if found is None:
        raise unknown_choice("theme-not-installed", name, host.themes, language)
    return found.theme
