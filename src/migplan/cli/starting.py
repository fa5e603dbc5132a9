"""Starting points: where a file goes, which example is shown, what a new plan holds."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from migplan import outputs
from migplan.cleaning import clean
from migplan.cli.wording import spoken_language
from migplan.documents import Medium
from migplan.host import Host, nearest
from migplan.locale import LANGUAGES, Words, base_language, explained, is_currency
from migplan.model import Pack, Plan, natural_key
from migplan.outputs import Written
from migplan.pipeline import document_name, export, language_problem
from migplan.problems import PlanError, Problem, Severity


def told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Give problems with their message in the person's language."""
    return explained(problems, spoken_language())


def refuse(code: str, **values: object) -> PlanError:
    """Make the exception of one problem of the command."""
    return PlanError(told([Problem(code, Severity.ERROR, values=values)]))


def target(output: Path, report: str, of: str | None, language: str, format_: str | None, host: Host) -> Path:
    """Give the file to write: `output` itself, or a name inside it when it is a folder."""
    try:
        is_folder = output.is_dir()
    except (OSError, ValueError):  # a name that no system takes; whoever writes says so
        is_folder = False
    if not is_folder:
        return output
    if format_ is None:
        raise refuse("which-format", path=str(output), known=", ".join(sorted(host.exporters)))
    exporter = host.exporter_for(format_)
    suffix = exporter.suffix if exporter else f".{format_}"
    record = host.reports.get(report)
    if record is None:  # whoever writes says so
        return output / outputs.safe_name(report + suffix)
    return output / document_name(record, of, language, suffix)


def check_folder(output: Path, host: Host) -> None:
    """Refuse the name of a file where several files are written.

    Raises:
        PlanError: The name ends as a document does, and is no folder.
    """
    try:
        is_folder = output.is_dir()
    except (OSError, ValueError):  # a name that no system takes; whoever makes the folder says so
        is_folder = False
    if output.suffix and not is_folder and host.exporter_for(output.suffix) is not None:
        raise refuse("folder-wanted", path=str(output))


def about(report: str, roadmap: str | None, event: str | None, territory: str | None, host: Host) -> str | None:
    """Give what the report is about, of the three options that name it.

    Raises:
        PlanError: The option of the other kind was given.
    """
    record = host.reports.get(report)
    kind = record.about if record is not None else ""
    if kind == "roadmap" and event is not None:
        raise refuse("about-roadmap", report=report)
    if kind == "event" and roadmap is not None:
        raise refuse("about-event", report=report)
    if (kind == "territory" and (roadmap or event)) or (kind in ("roadmap", "event") and territory):
        raise refuse("about-territory" if kind == "territory" else f"about-{kind}", report=report)
    return next((one for one in (territory, roadmap, event) if one is not None), None)


def wordless(language: str | None, plan: Plan) -> tuple[Problem, ...]:
    """Say that a language asked for beyond those of the plan has no catalogue; for the plan's own a check does."""
    if language is None or language in plan.languages or base_language(language) in LANGUAGES:
        return ()
    values = {"language": language, "known": ", ".join(LANGUAGES)}
    return told([Problem("language-without-words", Severity.WARNING, values=values)])


def example(host: Host) -> Path:
    """Find the example plan of an installed reference pack.

    Raises:
        PlanError: No installed pack brings one.
    """
    for pack in host.packs.values():
        if pack.example is not None and pack.example.is_dir():
            return pack.example
    raise refuse("missing-example")


def new_plan(
    folder: Path,
    host: Host,
    pack_name: str | None,
    territory: str | None,
    languages: Sequence[str],
    currency: str | None,
    title: str | None,
    today: date,
) -> list[Path]:
    """Write the files of a new plan, commented, and give their paths; all of them or none.

    Raises:
        PlanError: The folder holds something already or cannot be made; the pack or the territory does not exist;
            the title, a language or the currency is not one.
    """
    _check_folder(folder)
    languages = tuple(dict.fromkeys(languages))
    _check_choices(title, languages, currency)
    pack = _pack(host, pack_name) if pack_name is not None else None
    if territory is not None:
        _check_territory(territory, pack)
    words = Words(languages[0])
    money = currency or (pack.currency if pack and pack.currency else "EUR")
    files = {
        "plan.yaml": _plan_text(
            words, pack_name, languages, money, words("new.title") if title is None else title, today
        )
    }
    if territory:
        files[f"roadmaps/{outputs.safe_name(territory.lower())}.yaml"] = _roadmap_text(words, territory, today)
    from migplan.readers import write_folder

    write_folder(files, folder)
    return [folder / name for name in files]


def new_workbook(
    output: Path,
    host: Host,
    pack_name: str,
    territory: str,
    languages: Sequence[str],
    currency: str | None,
    title: str | None,
    today: date,
    *,
    replace: bool = False,
) -> Written:
    """Write the workbook of a roadmap in which nothing is filled in yet, with the vocabularies of a pack.

    Raises:
        PlanError: As `new_plan`; or the file may not or cannot be written, or nothing installed writes it.
    """
    languages = tuple(dict.fromkeys(languages))
    _check_choices(title, languages, currency)
    pack = _pack(host, pack_name)
    _check_territory(territory, pack)
    from migplan.reports.workbook import empty_workbook

    plan = empty_workbook({pack_name: pack}, territory, languages, today, currency or pack.currency or "EUR", title)
    of, language = plan.roadmaps[0].id, languages[0]
    sheets = next((one.name for one in host.exporters.values() if one.medium is Medium.SHEET), None)
    to = target(output, "workbook", of, language, sheets, host)
    return export(plan, "workbook", to=to, of=of, language=language, on=today, replace=replace, host=host)


def _check_territory(territory: str, pack: Pack | None) -> None:
    known = [place.id for place in pack.territories] if pack else []
    if territory not in known:
        raise refuse("unknown-territory-choice", name=territory, nearest=nearest(territory, known) or "–")


def _check_folder(folder: Path) -> None:
    try:
        is_taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except (OSError, ValueError) as error:
        raise refuse("output-bad-name", path=str(folder)) from error
    if is_taken:
        raise refuse("folder-not-empty", path=str(folder))


def _check_choices(title: str | None, languages: Sequence[str], currency: str | None) -> None:
    """Refuse what a plan could not hold, all at once."""
    from migplan.codec import decode
    from migplan.codec.faults import shown

    data = {"title": title, "languages": list(languages), "currency": "EUR"}
    at_fault = [found for found in decode(Plan, data).found if found.severity is Severity.ERROR]
    problems: list[Problem] = []
    if title is not None and (not _line(title) or any(found.at[:1] == ("title",) for found in at_fault)):
        problems.append(Problem("bad-title", Severity.ERROR, values={"title": shown(_line(title))}))
    problems += [problem for code in languages if (problem := language_problem(code)) is not None]
    if currency is not None and not is_currency(currency):
        problems.append(Problem("unknown-currency-choice", Severity.ERROR, values={"name": currency}))
    if problems:
        raise PlanError(told(problems))


def _pack(host: Host, name: str) -> Pack:
    record = host.packs.get(name)
    if record is None:
        known = sorted(host.packs, key=natural_key)
        raise refuse("unknown-pack-choice", name=name, nearest=nearest(name, known) or ", ".join(known) or "–")
    from migplan.readers import read_pack

    pack, problems = read_pack(record.folder)
    if pack is None:
        raise PlanError(told(problems))
    return pack


def _quoted(text: str) -> str:
    return "'" + _line(text).replace("'", "''") + "'"


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _plan_text(words: Words, pack: str | None, languages: Sequence[str], currency: str, title: str, today: date) -> str:
    lines = [
        f"# {words('new.plan_comment')}",
        "migplan: 1",
        f"title: {_quoted(title)}",
        f"languages: [{', '.join(languages)}]",
        f"currency: {currency}",
        f"as_of: {today.isoformat()}  # {words('new.as_of_comment')}",
    ]
    if pack:
        lines.append(f"reference: [{pack}]")
    lines += ["", f"# {words('new.stakeholders_comment', open='{', close='}')}", "stakeholders: []", ""]
    return "\n".join(lines)


def _roadmap_text(words: Words, territory: str, today: date) -> str:
    name = outputs.safe_name(territory.lower())
    return "\n".join(
        [
            f"# {words('new.roadmap_comment')}",
            "roadmaps:",
            f"  - id: {name}",
            f"    territory: {territory}",
            f"    period: {today.year} – {today.year + 5}",
            f"    vision: {_quoted(words('new.vision'))}",
            "    objectives:",
            f"      - {{id: O1, title: {_quoted(words('new.objective'))}}}",
            "    actions:",
            "      - id: A1.1",
            f"        title: {_quoted(words('new.action'))}",
            "        objective: O1",
            f"        period: {today.year}-01 – {today.year}-12",
            "",
        ]
    )
