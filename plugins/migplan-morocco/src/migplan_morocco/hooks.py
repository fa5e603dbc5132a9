"""Offers the reference pack `morocco`: a folder of data, read by core."""

from importlib.metadata import version
from pathlib import Path

from migplan.hooks import ReferencePack, hookimpl


@hookimpl
def migplan_reference_packs() -> list[ReferencePack]:
    """Offer the pack under the name `morocco`."""
    return [ReferencePack("morocco", HERE / "pack", version("migplan-morocco"), example())]


HERE = Path(__file__).parent


def example() -> Path | None:
    """Find the example of Souss-Massa: inside the wheel, else in the checkout that the package is run from."""
    places = (HERE / "example", HERE.parents[3] / "examples" / "souss-massa")
    return next((place for place in places if place.is_dir()), None)
