"""The command line: arguments in, exit code out."""

from migplan.cli.entry import main

__all__ = ["main"]
