"""The example on the plugin's page runs."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "README.md"


def test_the_example_of_the_page_writes_a_file() -> None:
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
    scope: dict[str, object] = {}

    exec(compile(code, "README.md", "exec"), scope)

    written = scope["report"]
    assert isinstance(written, bytes)
    assert written.startswith(b"PK")
