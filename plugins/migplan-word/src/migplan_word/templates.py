"""The client's template of a request: read behind the gate, or the error of a request that was not checked."""

from migplan.problems import MigplanError, Problem
from migplan_word.brand import Brand, read_brand


class TemplateUnusable(MigplanError):
    """A request carries a template that cannot be used; whoever asked did not check it."""


def template_of(data: bytes | None) -> Brand | None:
    """Read the template of a request; `None` for our own looks.

    Raises:
        TemplateUnusable: It cannot be used.
    """
    if data is None:
        return None
    brand = read_brand(data)
    if isinstance(brand, Problem):
        raise TemplateUnusable(f"the template cannot be used: {brand.code}")
    return brand
