"""Docstrings of classes and of their fields, read from the source when first asked for."""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise


@cache
def field_docstrings(cls: type) -> dict[str, str]:
    """Give the text written under each field of a class, by field; fields without one, or sources that are gone, are left out."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError, SyntaxError):
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found = {}
    for statement, following in pairwise(body):
        name = _assigned(statement)
        text = _string(following)
        if name and text:
            found[name] = inspect.cleandoc(text)
    return found


def _assigned(statement: ast.stmt) -> str:
    target = (
        statement.target
        if isinstance(statement, ast.AnnAssign)
        else statement.targets[0]
        if isinstance(statement, ast.Assign)
        else None
    )
    return target.id if isinstance(target, ast.Name) else ""


def _string(statement: ast.stmt) -> str:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def summary(cls: type) -> str:
    """Give the first paragraph of a class's docstring, on one line; empty when it has none of its own."""
    own = cls.__dict__.get("__doc__") or ""
    return " ".join(inspect.cleandoc(own).partition("\n\n")[0].split())
