"""Plan folders and files of YAML and JSON: text to plain data with places, and through the codec to a plan."""

from migplan.readers.plans import read_pack, read_path, read_plan

__all__ = ["read_pack", "read_path", "read_plan"]
