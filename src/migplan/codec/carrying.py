"""A whole plan as one text, for files that carry the plan they were made from."""

import json
from collections.abc import Mapping

from attrs import field, frozen

from migplan.codec.decoding import decode
from migplan.codec.plain import pack_to_plain, to_plain
from migplan.model import Pack, Plan


@frozen
class Carried:
    """What a file carried."""

    plan: Plan
    packs: Mapping[str, Pack] = field(factory=dict)
    """The packs that the plan names by a folder, which may not be there where the file is read."""


def carried_text(plan: Plan) -> str:
    """Write a plan, and the packs of its own folder, as JSON: the same plan gives the same text."""
    packs = {
        name: pack_to_plain(pack)
        for name, pack in zip(plan.reference, plan.packs, strict=False)
        if name.startswith(".") or "/" in name or "\\" in name
    }
    held = {"plan": to_plain(plan), "packs": packs if len(plan.packs) == len(plan.reference) else {}}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def carried_plan(text: str) -> Carried | None:
    """Read what `carried_text` wrote; `None` for anything else, since it comes from outside."""
    try:
        held = json.loads(text)
        plan = decode(Plan, held["plan"]).value
        packs = {str(name): decode(Pack, data).value for name, data in held.get("packs", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if plan is None:
        return None
    return Carried(plan, {name: pack for name, pack in packs.items() if pack is not None})
