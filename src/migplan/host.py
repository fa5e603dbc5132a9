"""Finds plugins, collects what they offer, and refuses clashes.

A plugin that cannot be imported or whose hook fails is reported by name and hides nothing else.
"""

import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, TypeVar

import pluggy
from attrs import frozen

from migplan.hooks import (
    HOOKS,
    PROJECT,
    Check,
    Exporter,
    HookSpecs,
    NamedTheme,
    Reader,
    ReferencePack,
    Report,
)
from migplan.problems import PluginError, Problem, Severity

Record = TypeVar("Record")

DISTRIBUTIONS = {
    ".xlsx": "migplan-excel",
    ".pptx": "migplan-powerpoint",
    ".docx": "migplan-word",
}
"""The distribution to install for a kind of file that nobody offers to write."""

READING = {".xlsx": "migplan-excel", ".docx": "migplan-word"}
"""The distribution to install for a kind of file that nobody offers to read."""


@frozen
class Offer:
    """One record, with the plugin that offers it."""

    hook: str
    plugin: str
    record: Any

    @property
    def name(self) -> str:
        """Name or code of the record, unique among those of its hook."""
        return str(getattr(self.record, "name", "") or getattr(self.record, "code", ""))


class Host:
    """What this installation can do: exporters, readers, packs, checks, reports and themes, by name."""

    def __init__(self, plugins: Iterable[tuple[str, object]]) -> None:
        """Collect the offers of the plugins given, each with its name (core's own go through the same door)."""
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(HookSpecs)
        self.problems: list[Problem] = []
        self._plugins = tuple(plugins)
        self._is_installed = False
        for name, plugin in self._plugins:
            self._register(name, plugin)
        self.offers: tuple[Offer, ...] = tuple(self._collect())

    @classmethod
    def installed(cls) -> "Host":
        """Find core's own offers and every plugin of the entry-point group `migplan`."""
        from migplan import builtin

        found: list[tuple[str, object]] = [("migplan", builtin)]
        for point in sorted(entry_points(group=PROJECT), key=lambda point: point.name):
            found.append((_label(point), point))
        host = cls(found)
        host._is_installed = True
        return host

    def __reduce__(self) -> tuple[object, ...]:
        """Let the host be sent to another process, where the same plugins are found by the names of their modules."""
        plugins = () if self._is_installed else tuple((name, _sent(plugin)) for name, plugin in self._plugins)
        return _again, (self._is_installed, plugins)

    def _register(self, name: str, plugin: object) -> None:
        try:
            module = plugin.load() if isinstance(plugin, EntryPoint) else plugin
            self._manager.register(module, name=name)
            self._manager.check_pending()
        except (Exception, SystemExit) as error:  # a broken plugin must not hide the healthy ones
            if self._manager.get_plugin(name) is not None:
                self._manager.unregister(name=name)
            self._blame(name, error)

    def _blame(self, plugin: str, error: BaseException) -> None:
        self.problems.append(
            Problem(
                "broken-plugin",
                Severity.WARNING,
                values={"plugin": plugin, "error": f"{type(error).__name__}: {error}"},
            )
        )

    def _collect(self) -> Iterable[Offer]:
        for hook, kind in HOOKS.items():
            owners: dict[str, str] = {}
            for implementation in getattr(self._manager.hook, hook).get_hookimpls():
                plugin = implementation.plugin_name
                for record in self._records(plugin, implementation.function, kind):
                    offer = Offer(hook, plugin, record)
                    if offer.name in owners:
                        values = {"hook": hook, "first": owners[offer.name], "second": plugin, "name": offer.name}
                        raise PluginError(
                            f"{hook}: {owners[offer.name]} and {plugin} both offer {offer.name!r}; uninstall one of them",
                            Problem("plugins-clash", Severity.ERROR, values=values),
                        )
                    owners[offer.name] = plugin
                    yield offer

    def _records(self, plugin: str, function: Any, kind: type) -> Sequence[Any]:
        try:
            records = list(function())
            for record in records:
                if not isinstance(record, kind):
                    raise TypeError(f"{function.__name__} must return {kind.__name__} records, not {record!r}")
        except (Exception, SystemExit) as error:  # a broken hook must not hide the healthy ones
            self._blame(plugin, error)
            return ()
        return records

    def owner(self, record: object) -> str:
        """Name the plugin that offers a record; an empty string when none does."""
        return next((offer.plugin for offer in self.offers if offer.record is record), "")

    def _named(self, kind: type[Record]) -> dict[str, Record]:
        return {offer.name: offer.record for offer in self.offers if isinstance(offer.record, kind)}

    @property
    def exporters(self) -> dict[str, Exporter]:
        """Exporters by name."""
        return self._named(Exporter)

    @property
    def readers(self) -> dict[str, Reader]:
        """Readers by name."""
        return self._named(Reader)

    @property
    def packs(self) -> dict[str, ReferencePack]:
        """Reference packs by name."""
        return self._named(ReferencePack)

    @property
    def checks(self) -> dict[str, Check]:
        """Checks by code."""
        return self._named(Check)

    @property
    def reports(self) -> dict[str, Report]:
        """Reports by name."""
        return self._named(Report)

    @property
    def themes(self) -> dict[str, NamedTheme]:
        """Themes by name."""
        return self._named(NamedTheme)

    def exporter_for(self, name_or_suffix: str) -> Exporter | None:
        """Find an exporter by its name (`docx`) or by a suffix (`.docx`)."""
        wanted = name_or_suffix.lower()
        by_name = self.exporters.get(wanted.removeprefix("."))
        if by_name is not None:
            return by_name
        return next((exporter for exporter in self.exporters.values() if exporter.suffix == wanted), None)

    def reader_for(self, suffix: str) -> Reader | None:
        """Find the reader of a suffix such as `.xlsx`."""
        return next((reader for reader in self.readers.values() if suffix.lower() in reader.suffixes), None)


def _sent(plugin: object) -> object:
    """Name a module that can be imported by its name, for a module cannot be sent itself."""
    is_found = isinstance(plugin, ModuleType) and sys.modules.get(plugin.__name__) is plugin
    return _Module(plugin.__name__) if isinstance(plugin, ModuleType) and is_found else plugin


@frozen
class _Module:
    name: str


def _again(is_installed: bool, plugins: tuple[tuple[str, object], ...]) -> Host:
    if is_installed:
        return Host.installed()
    return Host((name, import_module(sent.name) if isinstance(sent, _Module) else sent) for name, sent in plugins)


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that is nearest to one that is not known, or an empty string."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else ""


def _label(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.name
