"""The language and the direction of a chart's texts: each by its own script, not by that of the document."""

from collections.abc import Iterable

from migplan.locale import is_right_to_left, language_tag
from migplan_office.charts.spec import ChartSpec
from migplan_office.scripts import has_rtl, runs_by_script
from migplan_office.text import isolate


def tongue(spec: ChartSpec, texts: Iterable[str]) -> str:
    """Give the BCP 47 tag of texts that share one: the chart's, or Arabic where most of their letters are."""
    return _foreign(spec) if _is_foreign(spec, texts) else spec.language


def runs_from_right(spec: ChartSpec, texts: Iterable[str] = ()) -> bool:
    """Say whether texts that share one paragraph are set from right to left."""
    return spec.rtl or _is_foreign(spec, texts)


def spoken(spec: ChartSpec, text: str) -> list[tuple[str, str]]:
    """Cut one line into runs, each with its language; marks guard the order where the line runs from right to left."""
    if is_right_to_left(spec.language) or not has_rtl(text):
        return [(isolate(text) if spec.rtl else text, spec.language)]
    rtl = runs_from_right(spec, (text,))
    # Spaces and signs stay with their neighbours, so that no run is a sign alone.
    return [
        (run, _foreign(spec) if script.is_rtl else spec.language)
        for run, script in runs_by_script(isolate(text) if rtl else text, rtl)
    ]


def _foreign(spec: ChartSpec) -> str:
    region = next((part for part in spec.language.split("-")[1:] if len(part) == 2 and part.isupper()), None)
    return language_tag("ar", region)


def _is_foreign(spec: ChartSpec, texts: Iterable[str]) -> bool:
    """Say whether most letters run from right to left, in a chart whose language does not."""
    if is_right_to_left(spec.language):
        return False
    right = left = 0
    for text in texts:
        if not has_rtl(text):
            left += sum(letter.isalpha() for letter in text)
            continue
        for run, script in runs_by_script(text):
            letters = sum(letter.isalpha() for letter in run)
            if script.is_rtl:
                right += letters
            else:
                left += letters
    return right > left
