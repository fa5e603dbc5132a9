"""The gate that every Office file from outside passes before a library opens it: `admitted`."""

from migplan_office.gate.gate import admitted
from migplan_office.gate.limits import Kind, Limits

__all__ = ["Kind", "Limits", "admitted"]
