"""The public edition of a plan: what is internal is taken out before any document is made."""

from typing import Any

import attrs

from migplan.model.constraints import Internal, shapes
from migplan.model.plan import Plan
from migplan.model.values import Audience


def public_edition(plan: Plan) -> Plan:
    """Give the plan without what is internal.

    Fields marked internal go back to their default (contacts, names, notes), and things whose audience is internal
    are left out. The packs and the origin stay.
    """
    edition: Plan = _public(plan)
    return edition


def _public(thing: Any) -> Any:
    changes: dict[str, Any] = {}
    defaults = {attribute.name: attribute.default for attribute in attrs.fields(type(thing))}
    for name, shape in shapes(type(thing)).items():
        value = getattr(thing, name)
        if shape.mark(Internal) is not None:
            kept = () if shape.many else defaults[name]
        elif shape.many and attrs.has(shape.item):
            kept = tuple(
                _public(member) for member in value if getattr(member, "audience", None) is not Audience.INTERNAL
            )
        elif value is not None and attrs.has(type(value)) and not shape.many:
            kept = _public(value)
        else:
            continue
        if kept != value:
            changes[name] = kept
    return attrs.evolve(thing, **changes) if changes else thing
