"""`python -m migplan_office.lint FILE...`: print findings; exit status 1 when there are any, 2 for wrong use."""

import argparse
import sys
from pathlib import Path

from migplan_office.lint import RULES, lint


def main(arguments: list[str] | None = None) -> int:
    """Check the files named on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m migplan_office.lint", description="Check Office files against the rules."
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a .docx, .pptx or .xlsx file")
    parser.add_argument("--language", help="BCP 47 of the documents; read from each file otherwise")
    parser.add_argument("--loose", action="store_true", help="only what any program's valid file must hold")
    parser.add_argument("--rules", action="store_true", help="list the rules")
    options = parser.parse_args(arguments)
    if options.rules:
        for id, summary in RULES.items():
            print(f"{id:3} {summary}")
        return 0
    if not options.files:
        parser.error("name at least one file")
    count = 0
    for path in options.files:
        try:
            data = path.read_bytes()
        except OSError as error:
            print(f"{path}: cannot be read ({error.strerror})", file=sys.stderr)
            return 2
        for finding in lint(data, language=options.language, strict=not options.loose):
            count += 1
            print(f"{path}: {finding}")
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
