"""Prose that came back in a document, set beside the plan: what it was made from and what it is now, as plain data."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

from attrs import frozen

from migplan.documents import PassageHome
from migplan.locale import base_language, is_right_to_left
from migplan.problems import Position, Problem, Severity
from migplan.records.prose import FilledProse, FilledSlot, folded_prose

_LIKE = 0.5
"""Share of words in common above which a text in another language was corrected rather than translated."""
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})


@frozen
class Compared:
    """Two sides of a merge with the plan as it is."""

    base: dict[str, Any]
    """The plan as it is, with the prose that the file was made from."""
    theirs: dict[str, Any]
    """The plan as it is, with the prose that came back."""
    problems: tuple[Problem, ...] = ()


@frozen
class _Written:
    """What somebody wrote in one language of one passage."""

    language: str
    before: str
    """What the plan held in this language when the file was made; empty for nothing."""
    after: str
    home: PassageHome | None


def compared(prose: FilledProse, now: Mapping[str, Any], languages: Sequence[str]) -> Compared:
    """Set the prose of a file beside a plan's plain data.

    What nobody touched is the same on both sides, so that it never moves, whatever the plan says by now. A passage that the
    plan has no more is on both sides all the same, and thus a conflict; one that it never had is only on theirs.
    """
    base, theirs = deepcopy(dict(now)), deepcopy(dict(now))
    known = {str(one["id"]): one for one in now.get("passages", ())}
    problems = [_problem("deleted-slot", Severity.ADVICE, prose, passage) for passage in prose.deleted]
    for passage, written in _by_passage(prose, known, languages).items():
        texts: dict[str, list[_Written]] = defaultdict(list)
        for one in written:
            texts[one.language].append(one)
        for several in texts.values():
            first = several[0]
            if len({folded_prose(one.after) for one in several}) > 1:
                problems.append(_problem("slot-written-twice", Severity.ERROR, prose, passage))
            elif passage not in known and first.home is None:
                problems.append(_problem("slot-without-passage", Severity.ERROR, prose, passage))
            else:
                is_new = first.home is not None and first.home.is_new
                if passage in known or not is_new:
                    _set(base, passage, first, first.before, languages)
                _set(theirs, passage, first, first.after, languages)
    return Compared(base, theirs, tuple(problems))


def _by_passage(
    prose: FilledProse, known: Mapping[str, Mapping[str, Any]], languages: Sequence[str]
) -> dict[str, list[_Written]]:
    """Give what was written, by passage; where a passage has several slots, those that nobody touched say nothing."""
    found: dict[str, list[_Written]] = defaultdict(list)
    for slot in prose.slots:
        if slot.is_changed:
            one = _written(slot, prose, known.get(slot.passage), languages)
            if one is not None:
                found[slot.passage].append(one)
    return found


def _written(
    slot: FilledSlot, prose: FilledProse, held: Mapping[str, Any] | None, languages: Sequence[str]
) -> _Written | None:
    texts = _texts(held.get("text") if held is not None else None, languages)
    if slot.shown is None:  # the file does not say what it was made from: the plan as it is has to do
        if any(folded_prose(text) == folded_prose(slot.text) for text in texts.values()):
            return None
        language = _declared(prose.language, languages) if prose.language else _guessed(slot.text, texts, languages)
        before = texts.get(language, "")
        return _Written(language, before, as_written(slot.text, before), None)
    own = _declared(prose.language, languages)
    home = slot.home
    if home is None or not home.text:
        return _Written(own, "", as_written(slot.text, ""), home)
    shown = _declared(home.language, languages)
    if shown != own and slot.text.strip() and _likeness(slot.text, home.text) < _LIKE:
        return _Written(own, "", as_written(slot.text, ""), home)  # somebody translated what stood there
    return _Written(shown, home.text, as_written(slot.text, home.text), home)


def as_written(text: str, before: str) -> str:
    """Give a text as a person types it: the spaces and apostrophes of typesetting go, unless the plan wrote them itself."""
    if not any(space in before for space in ("\u00a0", "\u202f")):
        text = text.translate(_SPACES)
    if "'" in before and "’" not in before:
        text = text.replace("’", "'")
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()


def _texts(text: Any, languages: Sequence[str]) -> dict[str, str]:
    """Give the words of a text by language; those in no stated one are in the plan's first."""
    if text is None:
        return {}
    return {key or languages[0]: said for key, said in (text.items() if isinstance(text, Mapping) else (("", text),))}


def _declared(language: str, languages: Sequence[str]) -> str:
    """Give the plan's own code for a language: `fr` for `fr-FR`."""
    if language in languages or not language:
        return language or languages[0]
    base = base_language(language)
    return next((one for one in languages if base_language(one) == base), base)


def _guessed(text: str, texts: Mapping[str, str], languages: Sequence[str]) -> str:
    """Guess the language of a text from what the plan holds already, else from the direction of its letters."""
    nearest = max(texts, key=lambda language: _likeness(text, texts[language]), default="")
    if nearest and _likeness(text, texts[nearest]) >= _LIKE:
        return nearest
    is_rtl = sum("\u0590" <= letter <= "\u08ff" for letter in text) * 2 > sum(map(str.isalpha, text))
    return next((one for one in languages if is_right_to_left(one) == is_rtl), languages[0])


def _set(data: dict[str, Any], passage: str, one: _Written, said: str, languages: Sequence[str]) -> None:
    """Write a text of a passage; an empty one is taken out. A passage that is not there is made."""
    members = data.setdefault("passages", [])
    member = next((held for held in members if held["id"] == passage), None)
    if member is None:
        member = {"id": passage, **dict(_home(one.home))}
        members.append(member)
    text = member.get("text")
    is_first = one.language == languages[0]
    if isinstance(text, Mapping):
        key = "" if is_first and one.language not in text and "" in text else one.language
        text = {**text, key: said}
    elif text is None:
        key = "" if is_first and len(languages) == 1 else one.language
        text = {key: said}
    else:
        text = {"": said} if is_first else {"": text, one.language: said}
    text = {key: words for key, words in text.items() if words}
    if text:
        member["text"] = text[""] if set(text) == {""} else text
    else:
        member.pop("text", None)


def _home(home: PassageHome | None) -> Iterator[tuple[str, str]]:
    for name in ("report", "section", "roadmap", "event"):
        value = getattr(home, name, "")
        if value:
            yield name, value


def _problem(code: str, severity: Severity, prose: FilledProse, passage: str) -> Problem:
    return Problem(code, severity, values={"passage": passage}, position=Position(prose.source))
