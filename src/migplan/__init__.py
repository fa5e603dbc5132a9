"""Plan how a territory deals with migration: one plan, checked, and written as Word, PowerPoint and Excel.

Everyday use takes three lines:

    plan = migplan.load("my-plan")
    problems = migplan.check(plan)
    migplan.export(plan, "roadmap", of="north", to="north.docx", language="fr")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from migplan.model import Plan, replace
    from migplan.pipeline import (
        annotate,
        audit,
        build,
        check,
        dump,
        export,
        export_all,
        load,
        prepare,
        read,
        render,
        rows,
        update,
    )
    from migplan.problems import MigplanError, PlanError, Problem, Severity

__version__ = "0.1.0"

_HOMES = {
    "MigplanError": "migplan.problems",
    "Plan": "migplan.model",
    "PlanError": "migplan.problems",
    "Problem": "migplan.problems",
    "Severity": "migplan.problems",
    "annotate": "migplan.pipeline",
    "audit": "migplan.pipeline",
    "build": "migplan.pipeline",
    "check": "migplan.pipeline",
    "compare": "migplan.analysis",
    "dump": "migplan.pipeline",
    "export": "migplan.pipeline",
    "export_all": "migplan.pipeline",
    "load": "migplan.pipeline",
    "prepare": "migplan.pipeline",
    "read": "migplan.pipeline",
    "render": "migplan.pipeline",
    "replace": "migplan.model",
    "rows": "migplan.pipeline",
    "update": "migplan.pipeline",
}

__all__ = [
    "MigplanError",
    "Plan",
    "PlanError",
    "Problem",
    "Severity",
    "__version__",
    "annotate",
    "audit",
    "build",
    "check",
    "compare",
    "dump",
    "export",
    "export_all",
    "load",
    "prepare",
    "read",
    "render",
    "replace",
    "rows",
    "update",
]


def __getattr__(name: str) -> Any:
    """Import the everyday verbs when they are first asked for, so that importing migplan stays light."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'migplan' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
