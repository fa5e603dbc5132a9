"""The promises of every exporter, kept by this one; and how Markdown is read back."""

import re

import migplan_markdown

from migplan.testing import ExporterContract
from migplan.testing.extraction import Said, normalised

LIVE = re.compile(r"(?<!\\)(?:\\\\)*(\[|<(?!br>)|https?:|mailto:|`|\{)")
"""What Markdown, or a page made of it, would take for a link, for code or for markup; escaped, it is text."""


class TestMarkdown(ExporterContract):
    exporter = migplan_markdown.migplan_exporters()[0]

    def said(self, data: bytes) -> Said:
        """Read Markdown as a page shows it: breaks as breaks, escapes undone."""
        shown = re.sub(r"\\(.)|<br>", lambda found: found[1] or "\n", data.decode(), flags=re.DOTALL)
        return Said(normalised(shown), frozenset())

    def active(self, data: bytes) -> list[str]:
        """List what is not escaped."""
        return LIVE.findall(data.decode())


def test_signs_are_escaped_and_breaks_kept():
    assert migplan_markdown.text("=1+1 <b>\n[x](y)", "en") == r"\=1\+1 \<b\><br>\[x\]\(y\)"
