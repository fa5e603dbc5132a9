"""The public edition of a plan: what is internal is taken out before any document is made."""

from typing import Any

import attrs

from migplan.model.constraints import Internal, Ref, Shape, shapes
from migplan.model.plan import Plan, Roadmap
from migplan.model.programme import Funding
from migplan.model.values import Audience

_NONE: frozenset[str] = frozenset()


def public_edition(plan: Plan) -> Plan:
    """Give the plan without what is internal.

    Fields marked internal go back to their default (contacts, names, notes), and things whose audience is internal
    are left out, with the references to them; so is funding that nobody has signed, which then counts as missing.
    The packs and the origin stay.
    """
    hidden = {roadmap.id: _hidden(roadmap) for roadmap in plan.roadmaps}
    edition: Plan = _public(plan, _NONE, hidden)
    return edition


def _hidden(roadmap: Roadmap) -> frozenset[str]:
    return frozenset(action.id for action in roadmap.actions if action.audience is Audience.INTERNAL)


def _public(thing: Any, gone: frozenset[str], hidden: dict[str, frozenset[str]]) -> Any:
    """Take out what is internal; `gone` are the actions that are, in the roadmap where the thing stands or of which it is."""
    if isinstance(thing, Roadmap):
        gone = hidden[thing.id]
    elif (roadmap := getattr(thing, "roadmap", None)) is not None:
        gone = hidden.get(roadmap, _NONE)
    changes: dict[str, Any] = {}
    defaults = {attribute.name: attribute.default for attribute in attrs.fields(type(thing))}
    for name, shape in shapes(type(thing)).items():
        value = getattr(thing, name)
        if shape.mark(Internal) is not None:
            kept = () if shape.many else defaults[name]
        elif shape.many and attrs.has(shape.item):
            kept = tuple(_public(member, gone, hidden) for member in value if not _is_left_out(member, gone))
        elif value is not None and attrs.has(type(value)) and not shape.many:
            kept = _public(value, gone, hidden)
        elif _names_action(shape) and gone:
            kept = tuple(name for name in value if name not in gone) if shape.many else None if value in gone else value
        else:
            continue
        if kept != value:
            changes[name] = kept
    return attrs.evolve(thing, **changes) if changes else thing


def _names_action(shape: Shape) -> bool:
    reference = shape.mark(Ref)
    return reference is not None and reference.kind in ("action", "item")


def _is_left_out(member: Any, gone: frozenset[str]) -> bool:
    """Say whether a thing is internal, is about nothing but one that is, or is funding that nobody has signed."""
    if getattr(member, "audience", None) is Audience.INTERNAL or (isinstance(member, Funding) and not member.is_signed):
        return True
    return any(
        _names_action(shape) and not shape.many and not shape.optional and getattr(member, name) in gone
        for name, shape in shapes(type(member)).items()
    )
