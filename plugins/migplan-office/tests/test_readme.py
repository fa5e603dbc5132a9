import re
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def test_the_example_of_the_readme_runs():
    (code,) = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    scope: dict[str, object] = {}

    exec(compile(code, README.name, "exec"), scope)

    assert scope["size"] == 24
    assert scope["lines"] == ["Renforcer l'accueil", "des personnes"]
    assert b"<c:barChart>" in scope["chart"]


def test_every_module_is_in_the_readme():
    package = README.parent / "src" / "migplan_office"
    modules = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}

    named = set(re.findall(r"^\| `(\w+)` \|", README.read_text(encoding="utf-8"), re.MULTILINE))

    assert modules - {"__init__", "cutting", "fontdata"} == named
