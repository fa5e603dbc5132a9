"""The first steps: read a plan, refuse an unsound one, apply the rules."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve, frozen

from migplan.hooks import ReadResult
from migplan.host import READING, Host
from migplan.locale import explained
from migplan.model import Pack, Plan, Reference
from migplan.pipeline.choosing import check_language
from migplan.pipeline.silence import of_the_part, without_followers
from migplan.problems import Address, PlanError, Problem, Severity, has_errors, sort_key
from migplan.records.sheets import FilledForms

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
    result = read_result(place, host)
    if result.prose is not None:
        alone = Problem("prose-alone", Severity.ERROR, values={"path": str(place)})
        result = evolve(result, problems=(*result.problems, alone))
    spoken = language or (result.plan.languages[0] if result.plan is not None else "en")
    origin = result.plan.origin if result.plan is not None else None
    problems = explained(result.problems, spoken, origin, _plugin_words(host, spoken))
    return result.plan, tuple(sorted(problems, key=sort_key))


def read_result(place: Path, host: Host) -> ReadResult:
    """Read a path with the reader of its suffix: what it gives, or the one problem why there is none."""
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
        if result.forms is not None:
            result = _of_forms(result, result.forms, place, host)
    except (Exception, SystemExit) as error:
        plugin = host.owner(reader)
        if plugin in ("", "migplan"):
            raise
        values = {"plugin": plugin, "error": f"{reader.name}: {type(error).__name__}: {error}"}
        return ReadResult(None, (Problem("broken-plugin", Severity.ERROR, values=values),))
    return result


def _of_forms(result: ReadResult, filled: FilledForms, place: Path, host: Host) -> ReadResult:
    from migplan.readers.forms import plan_of_forms

    made = plan_of_forms(filled, place.parent, PackFinder(host))
    return evolve(result, plan=made.plan, base=made.base, problems=(*result.problems, *made.problems))


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

    What follows from a value that was already at fault when the plan was read is left out; so is what only the whole
    plan can tell, when it was read from the workbook of one roadmap or event.
    A rule of a plugin that fails is itself a problem, which names the plugin.
    """
    host = host or default_host()
    check_language(language, language_told=plan.languages[0], declared=plan.languages)
    spoken = language or plan.languages[0]
    reference = Reference.of(plan)
    found: list[Problem] = list(host.problems)
    words = _plugin_words(host, spoken)
    faults: Sequence[Address] = getattr(plan.origin, "faults", ())
    is_part = bool(getattr(plan.origin, "is_part", False))
    for offer in host.offers:
        if offer.hook == "migplan_checks":
            try:
                given = _problems(offer.record.rule(plan, reference), spoken, words)
                if is_part:
                    given = tuple(of_the_part(given, offer.record.reads))
                found.extend(without_followers(given, faults, offer.record.reads) if faults else given)
            except (Exception, SystemExit) as error:
                if offer.plugin == "migplan":
                    raise
                values = {"plugin": offer.plugin, "error": f"{offer.name}: {type(error).__name__}: {error}"}
                found.append(Problem("broken-plugin", Severity.WARNING, values=values))
    return tuple(sorted(explained(found, spoken, plan.origin, words, otherwise=plan.languages), key=sort_key))


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
