"""What a plugin raised, as an exception that names it."""

from migplan.problems import PluginError, Problem, Severity


def failure(kind: str, name: str, plugin: str, error: BaseException) -> PluginError:
    """Make the exception that blames a plugin for what its report or exporter raised."""
    said = f"{type(error).__name__}: {error}"
    named = f"{plugin}: {kind} {name!r}" if plugin else f"{kind} {name!r}"
    values = {"plugin": plugin or "–", "name": name, "error": said}
    return PluginError(f"{named} failed: {said}", Problem(f"{kind}-failed", Severity.ERROR, values=values))
