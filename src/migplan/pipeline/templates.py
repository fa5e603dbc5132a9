"""The client's template: read, judged by the exporter that would use it, refused where it cannot be used."""

from pathlib import Path

import attrs

from migplan.hooks import Exporter, TemplateFit
from migplan.host import Host
from migplan.locale import Words, explained
from migplan.pipeline.choosing import refusal
from migplan.pipeline.failures import failure
from migplan.problems import PlanError, has_errors
from migplan.themes import DEFAULT, Theme

LARGEST = 50 * 1024 * 1024
"""Bytes of a template, at most (office-quality S1)."""


def read_template(path: Path, language: str) -> bytes:
    """Read the file of a template.

    Raises:
        PlanError: There is no such file, it may not be read, or it is too large.
    """
    try:
        if not path.is_file():
            raise refusal("missing-template", language, path=str(path))
        if path.stat().st_size > LARGEST:
            raise refusal("template-too-large", language, path=str(path), most=LARGEST // (1024 * 1024))
        return path.read_bytes()
    except (OSError, ValueError) as error:  # not allowed, or a name that no system takes
        raise refusal("missing-template", language, path=str(path)) from error


def exporter_of_template(path: Path, host: Host, language: str) -> Exporter:
    """Find the exporter that takes templates of this suffix.

    Raises:
        PlanError: None that is installed does.
    """
    suffix = path.suffix.lower()
    taking = [exporter for exporter in host.exporters.values() if exporter.check_template is not None]
    for exporter in taking:
        if suffix == exporter.suffix or suffix in exporter.template_suffixes:
            return exporter
    known = sorted({suffix for exporter in taking for suffix in (exporter.suffix, *exporter.template_suffixes)})
    raise refusal("unknown-template-suffix", language, path=str(path), known=", ".join(known) or "–")


def check_template(
    data: bytes, exporter: Exporter, *, theme: Theme | None = None, language: str = "en", host: Host | None = None
) -> TemplateFit:
    """Say what an exporter can make of a template, its problems told in `language`.

    Raises:
        PlanError: The exporter takes no template.
        PluginError: The exporter failed.
    """
    if exporter.check_template is None:
        raise refusal("template-not-supported", language, format=exporter.name)
    try:
        fit = exporter.check_template(data, theme or DEFAULT, Words(language))
        if not isinstance(fit, TemplateFit):
            raise TypeError(f"checking a template gives a TemplateFit, not {fit!r}")
    except MemoryError:
        raise
    except (Exception, SystemExit) as error:
        raise failure("exporter", exporter.name, host.owner(exporter) if host is not None else "", error) from error
    return attrs.evolve(fit, problems=explained(fit.problems, language))


def accepted(
    data: bytes | None, exporter: Exporter, *, theme: Theme | None, language: str, host: Host | None
) -> bytes | None:
    """Give a template that the exporter can use as it is.

    Raises:
        PlanError: The exporter takes none, or cannot use this one.
        PluginError: The exporter failed.
    """
    if data is not None:
        fit = check_template(data, exporter, theme=theme, language=language, host=host)
        if has_errors(fit.problems):
            raise PlanError(fit.problems)
    return data
