"""Plan folders and files of YAML and JSON: text to plain data with places, through the codec to a plan, and back."""

from migplan.readers.dumping import dump_plan, plan_files, write_folder
from migplan.readers.plans import read_pack, read_path, read_plan
from migplan.readers.yaml_writing import to_yaml

__all__ = ["dump_plan", "plan_files", "read_pack", "read_path", "read_plan", "to_yaml", "write_folder"]
