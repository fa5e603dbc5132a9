"""Writes the generated pages of docs/reference: plan fields, blocks, checks, problems, commands.

python docs/generate.py            write them
python docs/generate.py --check    exit with status 1 when one is out of date
"""

import ast
import inspect
import itertools
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import attrs

from migplan import model
from migplan.checks import CHECKS
from migplan.documents import BLOCKS
from migplan.locale import words
from migplan.model.constraints import Pattern, Range, Ref, Shape, Unit, shapes
from migplan.problems import Severity

FOLDER = Path(__file__).parent / "reference"
NOTICE = "<!-- Written by docs/generate.py; change the code and run `make docs`. -->\n"


def attribute_docs(cls: type) -> dict[str, str]:
    """Give the docstring below each attribute of a class, by name."""
    tree = ast.parse(inspect.getsource(cls))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found: dict[str, str] = {}
    for statement, following in itertools.pairwise(body):
        names: list[str] = []
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names = [statement.target.id]
        elif isinstance(statement, ast.Assign):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
        if names and isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            found[names[0]] = " ".join(str(following.value.value).split())
    return found


def first_line(thing: Any) -> str:
    """Give the first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def cell(text: str) -> str:
    """Make a text safe inside a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def what(shape: Shape) -> str:
    """Say what a field holds."""
    ref, unit, bounds, pattern = (shape.mark(kind) for kind in (Ref, Unit, Range, Pattern))
    if ref is not None:
        said = f"id of a {ref.kind}"
    elif isinstance(shape.item, type) and issubclass(shape.item, Enum):
        said = "one of " + ", ".join(f"`{member.value}`" for member in shape.item)
    elif attrs.has(shape.item) and shape.item.__name__ not in ("Text", "Money", "Period"):
        said = f"[{shape.item.__name__}](#{shape.item.__name__.lower()})"
    else:
        said = {"str": "text", "int": "whole number", "Decimal": "number", "bool": "yes or no"}.get(
            shape.item.__name__, shape.item.__name__.lower()
        )
    if unit is not None:
        said += f", {unit.name}"
    if bounds is not None:
        said += f", {'' if bounds.low is None else bounds.low} to {'any' if bounds.high is None else bounds.high}"
    if pattern is not None:
        said += f", such as {pattern.example}"
    return f"list of {said}" if shape.many else said


def model_classes() -> list[type]:
    """List the model's classes that plan files are made of, the plan first."""
    found = [getattr(model, name) for name in model.__all__]
    things = [cls for cls in found if isinstance(cls, type) and attrs.has(cls)]
    plain = {model.Text, model.Money, model.Period, model.Reference}
    ordered = [model.Plan, model.Roadmap, model.Pack]
    return [
        *ordered,
        *sorted((cls for cls in things if cls not in plain and cls not in ordered), key=lambda c: c.__name__),
    ]


def plan_page() -> Iterator[str]:
    """The page of plan fields."""
    yield "# Plan files: every field\n"
    yield (
        "A plan is a folder of YAML files; each contributes top-level keys, which are the fields of [Plan](#plan). "
        "A pack is a folder whose keys are the fields of [Pack](#pack). A text is one string, or one per language: "
        "`{fr: …, ar: …}`. Money is `60000` or `60000 EUR`. A period is `2022-09 – 2024-06`; it may stand for "
        "`start` and `end`.\n"
    )
    for cls in model_classes():
        docs = attribute_docs(cls)
        defaults = {attribute.name: attribute.default for attribute in attrs.fields(cls)}
        yield f"## {cls.__name__}\n"
        yield first_line(cls) + "\n"
        yield "| field | holds | required | |\n|---|---|---|---|"
        for name, shape in shapes(cls).items():
            required = "yes" if defaults[name] is attrs.NOTHING else ""
            yield f"| `{name}` | {cell(what(shape))} | {required} | {cell(docs.get(name, ''))} |"
        yield ""


def blocks_page() -> Iterator[str]:
    """The page of blocks."""
    yield "# Blocks: what a document is made of\n"
    yield "Every block can say itself with simpler ones, down to Heading, Paragraph and Table, which every exporter draws.\n"
    for cls in BLOCKS:
        docs = attribute_docs(cls)
        yield f"## {cls.__name__}\n"
        yield first_line(cls) + "\n"
        yield "| field | |\n|---|---|"
        for attribute in attrs.fields(cls):
            yield f"| `{attribute.name}` | {cell(docs.get(attribute.name, ''))} |"
        yield ""


def checks_page() -> Iterator[str]:
    """The page of checks."""
    yield "# Checks: the rules a plan should keep\n"
    yield "`migplan check` applies them all. Only errors end with status 1.\n"
    for section in dict.fromkeys(rule.section for rule in CHECKS):
        yield f"## {section.capitalize()}\n"
        yield "| code | severity | rule |\n|---|---|---|"
        for rule in CHECKS:
            if rule.section == section:
                yield f"| `{rule.code}` | {rule.severity.value} | {cell(first_line(rule.rule))} |"
        yield ""


def problems_page() -> Iterator[str]:
    """The page of messages."""
    english = words("en")
    codes = sorted({key.split(".")[1] for key in sorted(english.keys()) if key.startswith("problems.")})
    kinds = {rule.code: rule.severity for rule in CHECKS}
    yield "# Problems: every message\n"
    yield "A message states the fact, then the remedy. `{name}` stands for a value of the problem.\n"
    yield "| code | severity | English | français | العربية |\n|---|---|---|---|---|"
    for code in codes:
        severity = kinds.get(code, Severity.ERROR).value
        said = (sentence(language, f"problems.{code}") for language in ("en", "fr", "ar"))
        yield f"| `{code}` | {severity} | {' | '.join(cell(text) for text in said)} |"
    yield ""


def sentence(language: str, key: str) -> str:
    """Give a sentence as the catalogue holds it; of a plural table the general form."""
    entry = words(language).sentence(key)
    return str(entry["other"] if isinstance(entry, dict) else entry)


PAGES = {
    "plan.md": plan_page,
    "blocks.md": blocks_page,
    "checks.md": checks_page,
    "problems.md": problems_page,
}


def page(lines: Iterable[str]) -> str:
    """Make the text of a page."""
    return NOTICE + "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write or check the pages."""
    stale = []
    for name, make in PAGES.items():
        text, path = page(make()), FOLDER / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if stale:
        print("out of date, run make docs: " + ", ".join(stale))
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
