"""Starting points: where a file goes, which example is shown, what a new plan holds."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from migplan import outputs
from migplan.cli.wording import spoken_language
from migplan.documents import Medium
from migplan.hooks import Exporter
from migplan.host import Host, nearest
from migplan.locale import Words, explained
from migplan.model import Pack, natural_key
from migplan.problems import PlanError, Problem, Severity


def told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Give problems with their message in the person's language."""
    return explained(problems, spoken_language())


def refuse(code: str, **values: object) -> PlanError:
    """Make the exception of one problem of the command."""
    return PlanError(told([Problem(code, Severity.ERROR, values=values)]))


def target(output: Path, report: str, of: str | None, language: str, format_: str | None, host: Host) -> Path:
    """Give the file to write: `output` itself, or a name inside it when it is a folder."""
    if not output.is_dir():
        return output
    exporter = host.exporter_for(format_) if format_ else None
    suffix = exporter.suffix if exporter else f".{format_}" if format_ else ""
    return output / outputs.safe_name("-".join(part for part in (of, report, language) if part) + suffix)


def office_first(host: Host) -> list[Exporter]:
    """List the exporters: pages, slides, sheets, each medium in alphabetical order, one exporter a medium."""
    order = [Medium.PAGE, Medium.SLIDE, Medium.SHEET]
    known = {"docx": 0, "pptx": 0, "xlsx": 0}
    ranked = sorted(host.exporters.values(), key=lambda e: (order.index(e.medium), known.get(e.name, 1), e.name))
    first: dict[Medium, Exporter] = {}
    for exporter in ranked:
        first.setdefault(exporter.medium, exporter)
    return list(first.values())


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
    """Write the files of a new plan, commented, and give their paths.

    Raises:
        PlanError: The folder holds something already; the pack or the territory does not exist.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse("folder-not-empty", path=str(folder))
    pack = _pack(host, pack_name) if pack_name else None
    if territory:
        known = [place.id for place in pack.territories] if pack else []
        if territory not in known:
            raise refuse("unknown-territory-choice", name=territory, nearest=nearest(territory, known) or "–")
    words = Words(languages[0])
    money = currency or (pack.currency if pack and pack.currency else "EUR")
    files = {"plan.yaml": _plan_text(words, pack_name, languages, money, title or words("new.title"), today)}
    if territory:
        files[f"roadmaps/{outputs.safe_name(territory.lower())}.yaml"] = _roadmap_text(words, territory, today)
    written = []
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        outputs.write_atomically(path, text.encode())
        written.append(path)
    return written


def _pack(host: Host, name: str) -> Pack:
    record = host.packs.get(name)
    if record is None:
        known = sorted(host.packs, key=natural_key)
        raise refuse("unknown-pack", name=name, nearest=nearest(name, known) or ", ".join(known) or "–")
    from migplan.readers import read_pack

    pack, problems = read_pack(record.folder)
    if pack is None:
        raise PlanError(told(problems))
    return pack


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


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
