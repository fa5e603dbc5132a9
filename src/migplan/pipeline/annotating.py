"""Answering people in their own file: what is wrong with it, shown in a copy of it."""

from pathlib import Path

from attrs import evolve

from migplan import outputs
from migplan.hooks import Reader
from migplan.host import Host
from migplan.locale import Words, explained
from migplan.pipeline.choosing import check_language, refusal
from migplan.pipeline.failures import failure
from migplan.pipeline.loading import check, default_host, read
from migplan.problems import MigplanError, PlanError, Position, Problem, sort_key


def annotate(
    path: str | Path,
    *,
    to: str | Path,
    language: str | None = None,
    replace: bool = False,
    host: Host | None = None,
) -> tuple[Problem, ...]:
    """Write a copy of a file that somebody filled in, with what is wrong shown in it; give every problem found.

    Nothing else of the file changes. Marks of an earlier check go; a file without problems gets none. The problems are
    told in `language`, else in the plan's first language, else in English. A file that migplan did not make is replaced
    only with `replace`, and a dated copy of it is kept.

    Raises:
        PlanError: There is no such file; nothing can be shown in files of its kind, or in this one; or the copy may not
            or cannot be written. Nothing is written then.
        PluginError: The reader failed; nothing is written.
    """
    host = host or default_host()
    check_language(language, language_told="en")
    source, target = Path(path), Path(to)
    reader = _reader(source, host, language or "en")
    refused = outputs.would_refuse(target, replace=replace)
    if refused is not None:
        raise PlanError(explained([refused], language or "en"))
    plan, problems = read(source, host=host, language=language)
    if reader is None:
        raise PlanError(problems)
    spoken = language or (plan.languages[0] if plan is not None else "en")
    if plan is not None:
        found = check(plan, host=host, language=language)
        problems = tuple(sorted((*problems, *found), key=sort_key))
    data = _shown(reader, source, problems, spoken, host)
    try:
        outputs.write(target, data, replace=replace)
    except PlanError as error:
        raise PlanError(explained(error.problems, spoken)) from error
    return problems


def _reader(source: Path, host: Host, language: str) -> Reader | None:
    """Find the reader that can show problems in a file of this kind; `None` where reading it says why there is none.

    Raises:
        PlanError: Files of its kind are read, and nothing can be shown in them.
    """
    try:
        is_file, is_there = source.is_file(), source.exists()
    except (OSError, ValueError):  # a name that no system takes
        return None
    reader = host.reader_for(source.suffix.lower()) if is_file else None
    if reader is not None and reader.annotate is not None:
        return reader
    if not is_there or (is_file and reader is None):
        return None
    able = (suffix for one in host.readers.values() if one.annotate is not None for suffix in one.suffixes)
    raise refusal("not-annotatable", language, path=str(source), known=", ".join(sorted(able)) or "–")


def _shown(reader: Reader, source: Path, problems: tuple[Problem, ...], language: str, host: Host) -> bytes:
    if reader.annotate is None:
        raise ValueError(f"the reader {reader.name!r} cannot annotate")
    try:
        data = source.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise refusal("unreadable-file", language, file=str(source), reason=reason) from error
    try:
        written = reader.annotate(data, problems, Words(language))
        if not isinstance(written, bytes):
            raise TypeError(f"a reader gives bytes, not {written!r}")
    except PlanError as error:
        raise PlanError(_located(error.problems, source)) from error
    except MigplanError:
        raise
    except (Exception, SystemExit) as error:
        plugin = host.owner(reader)
        if plugin in ("", "migplan") or isinstance(error, MemoryError):
            raise
        raise failure("reader", reader.name, plugin, error) from error
    return written


def _located(problems: tuple[Problem, ...], source: Path) -> tuple[Problem, ...]:
    """Say of what stands in no place that it is the file."""
    return tuple(one if one.position is not None else evolve(one, position=Position(source.name)) for one in problems)
