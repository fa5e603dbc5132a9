"""The summary in two languages side by side: each councillor reads it in hers."""

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from migplan.documents import Column, Inline, KeyFigure, Row, Span, Table, parts, plain
from migplan.locale import LANGUAGES, Words, base_language
from migplan.model import Action, Objective, Text
from migplan.records.labels import language_name
from migplan.reports.roadmap import opening
from migplan.reports.roadmap.material import Material

_Pair = tuple[Material, Material]


def other(material: Material) -> Material | None:
    """Take the roadmap in another of the plan's languages, the first in which its vision is written; `None` without one."""
    own, vision = material.voice.language, material.roadmap.vision
    if not _is_in(vision, own):
        return None
    for language in material.plan.languages:
        base = base_language(language)
        if base != base_language(own) and base in LANGUAGES and _is_in(vision, language):
            return Material(evolve(material.request, language=language, words=Words(language)))
    return None


def title(material: Material) -> str:
    """Name the two languages: what the section is called."""
    second = other(material)
    names = [_language(one) for one in (material, second) if one is not None]
    return material.voice.say("parallel.title", languages=" – ".join(names))


def tables(material: Material) -> list[Table]:
    """Vision, key figures and messages; each objective with its actions: every line in both languages.

    The document's own language comes first, so that the right column is that of the language which runs from right to
    left. What is written in one of the two languages only is left out: there is nothing to set beside it.
    """
    second = other(material)
    if second is None:
        return []
    pair = (material, second)
    found = [_table("parallel", pair, _language, _opening(pair))]
    for objective, actions in material.actions_by_objective:
        if objective is not None and _is_paired(objective.title, pair):
            found.append(_objective(pair, objective, actions))
    return found


def _opening(pair: _Pair) -> Iterator[Row]:
    def vision(one: Material) -> Inline:
        return _named(one, one.voice.say("summary.vision"), one.voice.text(one.roadmap.vision))

    yield _row(pair, vision(pair[0]), vision(pair[1]))
    figures = [[_figure(one, figure) for figure in opening.summary_figures(one).items] for one in pair]
    messages = [[item.text for item in opening.key_messages(one).items] for one in pair]
    for found in (figures, messages):
        for own, second in zip(*found, strict=False):
            yield _row(pair, own, second)


def _objective(pair: _Pair, objective: Objective, actions: Iterable[Action]) -> Table:
    found = list(actions)
    costs = {part.key: part.amount for part in pair[0].budget.by_objective.slices}
    cost = costs.get(objective.id)

    def whole(one: Material) -> Inline:
        held: list[Inline] = [one.voice.of("actions", len(found))]
        if cost is not None:
            held.append(one.voice.money(cost))
        return one.voice.listed(held)

    def named(one: Material, action: Action) -> Inline:
        return one.voice.listed((action.id, one.voice.text(action.title)), "\u00a0– ")

    rows = [_row(pair, whole(pair[0]), whole(pair[1]))]
    for action in found:
        if _is_paired(action.title, pair):
            rows.append(_row(pair, named(pair[0], action), named(pair[1], action)))

    def head(one: Material) -> str:
        return f"{objective.id}\u00a0– {one.voice.plain(objective.title)}"

    return _table(f"parallel-{objective.id}", pair, head, rows)


def _table(id: str, pair: _Pair, head: Callable[[Material], str], rows: Iterable[Row]) -> Table:
    languages = [one.voice.language for one in pair]
    columns = [
        Column(language, Span(head(one), language), width=50, language=language)
        for one, language in zip(pair, languages, strict=True)
    ]
    return Table(id, "", columns, tuple(rows), alt=pair[0].voice.say("parallel.alt", head=head(pair[0])))


def _row(pair: _Pair, own: Inline, second: Inline) -> Row:
    """Set two lines side by side; the second is all words of its language, numbers too."""
    language = pair[1].voice.language
    said = (part if isinstance(part, Span) else Span(plain(part, language)) for part in parts(second))
    return Row((own, tuple(evolve(part, language=part.language or language) for part in said)))


def _figure(material: Material, figure: KeyFigure) -> Inline:
    """Write a key number in a line: its label, its value, which way it goes."""
    value: Inline = (figure.value,)
    if figure.trend:
        value = (figure.value, " (", *parts(figure.trend), ")")
    return _named(material, figure.label, value)


def _named(material: Material, label: Inline, content: Inline) -> Inline:
    voice = material.voice
    return (voice.strong(plain(label, voice.language)), voice.words("blocks.colon"), *parts(content))


def _is_in(text: Text | None, language: str) -> bool:
    return text is not None and base_language(text.find((language,))[1]) == base_language(language)


def _is_paired(text: Text | None, pair: _Pair) -> bool:
    return all(_is_in(text, one.voice.language) for one in pair)


def _language(material: Material) -> str:
    """Name a language in itself, as a heading."""
    name = language_name(base_language(material.voice.language))
    return name[:1].upper() + name[1:]
