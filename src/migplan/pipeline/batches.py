"""Many documents at once, into a folder: file by file, each whole or not at all, on one process or several."""

import contextlib
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from migplan import outputs
from migplan.documents import plain
from migplan.hooks import Exporter, Report
from migplan.host import Host
from migplan.locale import explained
from migplan.model import Audience, Plan
from migplan.outputs import Outcome, State
from migplan.pipeline.choosing import check_language, exporter_for, refusal, report_named, thing_named, unknown_name
from migplan.pipeline.index import index_page
from migplan.pipeline.jobs import Job, bag, jobs, one_a_medium, with_companions
from migplan.pipeline.loading import default_host
from migplan.pipeline.making import build, paginated, render_document
from migplan.pipeline.templates import accepted
from migplan.problems import MigplanError, PlanError, PluginError, Problem, Severity
from migplan.themes import Theme

Progress = Callable[[Outcome, int], None]
"""Called after each file with what became of it, and the number of files in all."""

INDEX = "index.html"

_MOST = 61
"""Processes of a pool that every system can wait for."""


@frozen
class _Order:
    """What all documents of a set have in common; it is sent to each process once."""

    plan: Plan
    audience: Audience
    on: date | None
    theme: Theme | None
    templates: Mapping[str, bytes]
    paginate: bool
    problems: tuple[Problem, ...]


@frozen
class _Made:
    """One document made, or why not."""

    data: bytes = b""
    title: str = ""
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()


def export_all(
    plan: Plan,
    report: str | None = None,
    *,
    to: str | Path,
    of: str | None = None,
    formats: Sequence[str] = (),
    languages: Sequence[str] = (),
    audience: Audience = Audience.INTERNAL,
    on: date | None = None,
    theme: Theme | None = None,
    templates: Mapping[str, bytes] | None = None,
    paginate: bool = False,
    replace: bool = False,
    workers: int = 1,
    host: Host | None = None,
    problems: Sequence[Problem] = (),
    progress: Progress | None = None,
) -> tuple[Outcome, ...]:
    """Write a report of every roadmap or event that it suits, with what accompanies it; or every report, with an index page.

    `formats` are all by default, one a medium; `languages` the plan's first for one report, all of the plan's for every report.
    `templates` holds the clients' templates by format. With more than one of `workers`, as many processes make the
    same bytes. A file that is refused does not stop the others: each outcome says what became of its file.

    Raises:
        PlanError: A report, id, format or language does not exist, there is nothing to make, or the folder cannot be made.
    """
    host = host or default_host()
    spoken = languages[0] if languages else plan.languages[0]
    chosen = (
        tuple(host.reports.values()) if report is None else with_companions(report_named(report, host, spoken), host)
    )
    return _write_set(
        plan,
        chosen,
        Path(to),
        of=of,
        formats=formats,
        languages=languages or (plan.languages if report is None else plan.languages[:1]),
        order=_Order(plan, audience, on, theme, templates or {}, paginate, tuple(problems)),
        replace=replace,
        workers=workers,
        host=host,
        progress=progress,
        is_whole=report is None,
    )


def prepare(
    plan: Plan,
    event: str,
    *,
    to: str | Path,
    formats: Sequence[str] = (),
    languages: Sequence[str] = (),
    audience: Audience = Audience.INTERNAL,
    on: date | None = None,
    theme: Theme | None = None,
    templates: Mapping[str, bytes] | None = None,
    paginate: bool = False,
    replace: bool = False,
    workers: int = 1,
    host: Host | None = None,
    problems: Sequence[Problem] = (),
    progress: Progress | None = None,
) -> tuple[Outcome, ...]:
    """Write the bag for the day of an event: every document that reports declare for it, in the plan's first language.

    Raises:
        PlanError: As `export_all`; or the plan has no such event.
    """
    host = host or default_host()
    spoken = languages[0] if languages else plan.languages[0]
    thing_named(plan, "event", event, spoken)
    reports = bag(host)
    if not reports:
        raise refusal("empty-bag", spoken)
    return _write_set(
        plan,
        reports,
        Path(to),
        of=event,
        formats=formats,
        languages=languages or plan.languages[:1],
        order=_Order(plan, audience, on, theme, templates or {}, paginate, tuple(problems)),
        replace=replace,
        workers=workers,
        host=host,
        progress=progress,
    )


def _write_set(
    plan: Plan,
    reports: Sequence[Report],
    folder: Path,
    *,
    of: str | None,
    formats: Sequence[str],
    languages: Sequence[str],
    order: _Order,
    replace: bool,
    workers: int,
    host: Host,
    progress: Progress | None,
    is_whole: bool = False,
) -> tuple[Outcome, ...]:
    spoken = languages[0]
    for language in languages:
        check_language(language, language_told=plan.languages[0], declared=plan.languages)
    if of is not None:
        _check_thing(plan, reports, of, spoken)
    if formats:
        exporters: Sequence[Exporter] = [exporter_for(format, host, spoken) for format in formats]
    else:
        exporters = one_a_medium(host.exporters.values())
    todo = jobs(plan, reports, exporters, languages, of=of, folders=is_whole)
    if not todo:
        raise refusal("nothing-to-write", spoken, reports=", ".join(report.name for report in reports) or "–")
    for format, data in order.templates.items():
        accepted(data, exporter_for(format, host, spoken), theme=order.theme, language=spoken, host=host)
    outputs.make_folder(folder)
    has_index = is_whole and of is None
    total = len(todo) + has_index
    outcomes = []
    for job, outcome in _outcomes(todo, folder, order, replace, workers, host):
        outcomes.append((job, outcome))
        if progress is not None:
            progress(outcome, total)
    found = [outcome for _, outcome in outcomes]
    if has_index:
        page = index_page(plan, outcomes, folder, host)
        found.append(_written(folder / INDEX, _Made(page.encode()), folder, plan.languages[0], replace=replace))
        if progress is not None:
            progress(found[-1], total)
    return tuple(found)


def _check_thing(plan: Plan, reports: Sequence[Report], of: str, language: str) -> None:
    kinds = {report.about for report in reports} - {"plan"}
    ids = [
        thing.id
        for kind, things in (("roadmap", plan.roadmaps), ("event", plan.events))
        if kind in kinds
        for thing in things
    ]
    if of not in ids:
        raise unknown_name("event" if kinds == {"event"} else "roadmap", of, ids, language)


def _outcomes(
    todo: Sequence[Job], folder: Path, order: _Order, replace: bool, workers: int, host: Host
) -> Iterator[tuple[Job, Outcome]]:
    """Make and write each document in order; what would be refused is not made."""
    refused = {
        job: problem
        for job in todo
        if (problem := outputs.would_leave(folder / job.name, folder) or _would_refuse(folder / job.name, replace))
    }
    with contextlib.closing(_make([job for job in todo if job not in refused], order, workers, host)) as made:
        for job in todo:
            path = folder / job.name
            if job in refused:
                yield job, Outcome(path, State.REFUSED, problems=explained([refused[job]], job.language))
            else:
                yield job, _written(path, next(made), folder, job.language, replace=replace)


def _would_refuse(path: Path, replace: bool) -> Problem | None:
    """A folder that is not there yet will be made."""
    return outputs.would_refuse(path, replace=replace) if path.parent.is_dir() else None


def _written(path: Path, made: _Made, folder: Path, language: str, *, replace: bool) -> Outcome:
    refused = Outcome(path, State.REFUSED, seconds=made.seconds, title=made.title, problems=made.problems)
    if made.problems:
        return refused
    try:
        leaving = outputs.would_leave(path, folder)
        if leaving is not None:
            raise PlanError([leaving])
        outputs.make_folder(path.parent)
        state, kept = outputs.write_changed(path, made.data, replace=replace)
    except PlanError as error:
        return evolve(refused, problems=explained(error.problems, language))
    return Outcome(path, state, len(made.data), made.seconds, kept, made.title)


def _make(todo: Sequence[Job], order: _Order, workers: int, host: Host) -> Generator[_Made, None, None]:
    processes = min(workers, len(todo), _MOST)
    if processes < 2 or not _can_travel(order, host):
        for job in todo:
            yield _made(job, order, host)
        return
    with _pool(processes, order, host) as pool:
        waiting = [pool.submit(_made_there, job) for job in todo]
        try:
            for job, future in zip(todo, waiting, strict=True):
                yield _result(job, future)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _result(job: Job, future: "Future[_Made]") -> _Made:
    try:
        return future.result()
    except BrokenProcessPool:
        problem = Problem("worker-died", Severity.ERROR, values={"name": job.name})
        return _Made(problems=explained([problem], job.language))


def _can_travel(order: _Order, host: Host) -> bool:
    """Say whether other processes can be told what to do; a host of plugins without a module cannot be sent."""
    import pickle

    try:
        pickle.dumps((order, host))
    except (pickle.PicklingError, TypeError, AttributeError):
        return False
    return True


_THERE: dict[str, tuple[_Order, Host]] = {}
"""In a process of the pool only: what its documents have in common."""


def _pool(workers: int, order: _Order, host: Host) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_begin, initargs=(order, host))


def _begin(order: _Order, host: Host) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is for the process that waits
    _THERE["order"] = order, host


def _made_there(job: Job) -> _Made:
    return _made(job, *_THERE["order"])


def _made(job: Job, order: _Order, host: Host) -> _Made:
    """Make one document; what hinders it is a problem of its own, and hinders no other."""
    started = time.perf_counter()
    try:
        exporter = exporter_for(job.format, host, job.language)
        document = build(
            order.plan,
            job.report,
            of=job.of,
            language=job.language,
            medium=exporter.medium,
            audience=order.audience,
            on=order.on,
            host=host,
            problems=order.problems,
        )
        title = plain(document.title, document.language)
        data = render_document(
            document,
            exporter,
            order.plan.languages,
            theme=order.theme,
            audience=order.audience,
            template=order.templates.get(exporter.name),
            host=host,
        )
        if order.paginate:
            data = paginated(data, exporter, job.language, host)
    except MigplanError as error:
        return _Made(seconds=time.perf_counter() - started, problems=_why(error, job.language))
    return _Made(data, title, time.perf_counter() - started)


def _why(error: MigplanError, language: str) -> tuple[Problem, ...]:
    if isinstance(error, PlanError) and error.problems:
        return error.problems
    if isinstance(error, PluginError) and error.problem is not None:
        return explained([error.problem], language)
    raise error
