"""Whatever a file holds, the linter gives findings and never raises."""

import random
import re

import pytest

from migplan_office.lint import lint

from .deck_sample import good_deck
from .prose_sample import good_document
from .samples import Sample
from .sheets import good_workbook

SAMPLES = {"docx": good_document("ar"), "pptx": good_deck("ar"), "xlsx": good_workbook("ar")}
_ROOT = re.compile(r"(?:<\?[^>]*\?>\s*)?<[^>]*>")
PARTS = [pytest.param(kind, part, id=f"{kind}-{part}") for kind, sample in SAMPLES.items() for part in sample.parts]


def _damaged(sample: Sample, part: str) -> list[Sample]:
    content = sample.parts[part]
    damaged = [sample.without(part), sample.put(part, b"")]
    if isinstance(content, str):
        head = _ROOT.match(content)
        assert head is not None
        start, body = head[0], content[head.end() :]
        chance = random.Random(part)
        tags = re.findall(r"<[a-zA-Z:]+(?: [^<>]*)?/>", body)
        changed = [
            re.sub(r' (?!xmlns)([\w:]+)="[^"]*\d[^"]*"', r' \1="x"', body),
            re.sub(r' (?!xmlns)([\w:]+)="[^"]*\d[^"]*"', r' \1="99999999999999999999"', body),
            re.sub(r' (?!xmlns)([\w:]+)="', r' \1_="', body),
            re.sub(r' val="[^"]*"', ' val=""', body),
            re.sub(r">[^<]+<", "><", body),
            re.sub(r">[^<]+<", ">-1e999<", body),
            re.sub(r"<(?![?/])[^<>]*/>", "", body),
            *(body.replace(tag, "", 1) for tag in chance.sample(tags, min(3, len(tags)))),
        ]
        damaged += [sample.put(part, start + text) for text in changed]
    return damaged


@pytest.mark.parametrize(("kind", "part"), PARTS)
def test_a_damaged_part_gives_findings_and_no_exception(kind: str, part: str) -> None:
    for sample in _damaged(SAMPLES[kind], part):
        assert all(finding.message for finding in lint(sample.data(), language="ar"))
