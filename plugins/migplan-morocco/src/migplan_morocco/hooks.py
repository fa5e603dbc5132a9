"""Offers the reference pack `morocco`: a folder of data, read by core."""

from importlib.metadata import version
from pathlib import Path

from migplan.hooks import ReferencePack, hookimpl


@hookimpl
def migplan_reference_packs() -> list[ReferencePack]:
    """Offer the pack under the name `morocco`."""
    return [ReferencePack("morocco", Path(__file__).parent / "pack", version("migplan-morocco"))]
