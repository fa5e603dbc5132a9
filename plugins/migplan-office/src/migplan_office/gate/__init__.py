"""The gate that every Office file from outside passes before a library opens it: `admitted`, and `understood` by a reader."""

from migplan_office.gate.gate import admitted, received, understood
from migplan_office.gate.limits import Kind, Limits

__all__ = ["Kind", "Limits", "admitted", "received", "understood"]
