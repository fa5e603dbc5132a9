"""For tests of migplan and of its plugins: strategies, samples, the exporter contract, fuzzing.

`ExporterContract`, `documents` and `plans` are imported when they are asked for: samples need no pytest.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from migplan.testing.contract import ExporterContract
    from migplan.testing.plan_strategies import plans
    from migplan.testing.strategies import documents

_HOMES = {"ExporterContract": "contract", "documents": "strategies", "plans": "plan_strategies"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import sys
    from importlib import import_module

    if name == "ExporterContract" and f"{__name__}.contract" not in sys.modules:
        import pytest

        pytest.register_assert_rewrite(f"{__name__}.contract")  # so that a failure says what was found
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = ["ExporterContract", "documents", "plans"]
