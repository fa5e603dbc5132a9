"""Rules about what readers get: languages, personal data, consent, adoption."""

import re
from collections.abc import Iterator

from migplan.checks.rule import CheckRule
from migplan.checks.search import public_texts
from migplan.model import PartnerRole, Plan, Reference, RoadmapStatus, Text
from migplan.problems import Address, Problem, Severity

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?<![\w+.,/-])(?<!\d[ \u00a0\u202f])"
    r"(?:(?:\+|00)(?=[1-9](?:[ .\u00a0()-]{0,2}\d){8})\d{1,3}(?:[ .\u00a0-]?\(?\d{1,4}\)?){2,6}"
    r"|0\d(?:[ .\u00a0-]?\d\d){4})(?!\w)"
)
"""A number written to be dialled: with a country code, or ten digits that start with 0."""


def _contact_in(words: str) -> str | None:
    """Give the first e-mail address, else the first telephone number, in some words."""
    match = _MAIL.search(words) if "@" in words else None
    if match is None and ("0" in words or "+" in words):
        match = _PHONE.search(words)
    return match[0] if match else None


def _holds_contact(text: Text) -> bool:
    return any(_contact_in(words) for _, words in text.values)


def no_contact_data(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No text that a public edition prints holds an e-mail address or a telephone number.

    Contacts belong to the stakeholder's `contacts`, which stay internal.

    `contact-data-public`, warning.
    """
    for path, text in public_texts(plan, _holds_contact):
        for language, words in text.values:
            contact = _contact_in(words)
            if contact is not None:
                at = (*path, language) if language else path
                yield Problem("contact-data-public", Severity.WARNING, at, {"found": contact})


def _main_texts(plan: Plan) -> Iterator[tuple[Address, Text | None]]:
    yield ("title",), plan.title
    for roadmap in plan.roadmaps:
        path: Address = ("roadmaps", roadmap.id)
        yield (*path, "title"), roadmap.title
        yield (*path, "vision"), roadmap.vision
        for objective in roadmap.objectives:
            yield (*path, "objectives", objective.id, "title"), objective.title
        for action in roadmap.actions:
            yield (*path, "actions", action.id, "title"), action.title


def _missing(text: Text, languages: tuple[str, ...]) -> list[str]:
    """Give the languages that a text lacks; one without a language is in the plan's first."""
    is_first_there = "" in text.languages
    return [
        language
        for place, language in enumerate(languages)
        if not text.has(language) and not (place == 0 and is_first_there)
    ]


def main_texts_translated(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Titles, visions, objectives and actions are given in every language of the plan.

    `missing-translation`, warning.
    """
    if len(plan.languages) < 2:
        return
    for path, text in _main_texts(plan):
        missing = _missing(text, plan.languages) if text is not None else []
        if text is not None and missing:
            values = {"text": text, "languages": ", ".join(missing)}
            yield Problem("missing-translation", Severity.WARNING, path, values)


def further_texts_translated(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Titles of needs, findings, indicators, risks, proposals and events are given in every language of the plan.

    `translations-incomplete`, advice: one for each roadmap and language, with the number of texts.
    """
    if len(plan.languages) < 2:
        return
    for roadmap in plan.roadmaps:
        further = [
            *(need.title for need in roadmap.needs),
            *(finding.title for finding in roadmap.findings),
            *(indicator.title for indicator in roadmap.indicators),
            *(risk.title for risk in roadmap.risks),
            *(proposal.title for proposal in roadmap.proposals),
            *(event.title for event in plan.events if event.roadmap == roadmap.id),
        ]
        lacking: dict[str, int] = {}
        for text in further:
            for language in _missing(text, plan.languages):
                lacking[language] = lacking.get(language, 0) + 1
        for language, number in lacking.items():
            values = {"roadmap": roadmap.id, "language": language, "n": number, "of": len(further)}
            yield Problem("translations-incomplete", Severity.ADVICE, ("roadmaps", roadmap.id), values)


def pictures_have_consent(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A picture of an event is kept only with the consent of those shown.

    `picture-without-consent`, warning.
    """
    for event in plan.events:
        for place, picture in enumerate(event.pictures):
            if not picture.has_consent:
                at = ("events", event.id, "pictures", place, "has_consent")
                values = {"event": event.id, "file": picture.file}
                yield Problem("picture-without-consent", Severity.WARNING, at, values)


def adoption_is_recorded(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An adopted roadmap gives the number and the date of the deliberation.

    `adoption-without-deliberation`, warning.
    """
    for roadmap in plan.roadmaps:
        adoption = roadmap.adoption
        is_recorded = adoption is not None and adoption.number is not None and adoption.date is not None
        if roadmap.status is RoadmapStatus.ADOPTED and not is_recorded:
            at = ("roadmaps", roadmap.id, "adoption")
            yield Problem("adoption-without-deliberation", Severity.WARNING, at, {"roadmap": roadmap.id})


def _roadmaps_without(plan: Plan, field: str) -> Iterator[Problem]:
    for roadmap in plan.roadmaps:
        if getattr(roadmap, field) is None:
            at = ("roadmaps", roadmap.id, field)
            yield Problem(f"roadmap-without-{field}", Severity.ADVICE, at, {"roadmap": roadmap.id})


def roadmap_has_a_period(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A roadmap says which years it is for.

    `roadmap-without-period`, advice.
    """
    return _roadmaps_without(plan, "period")


def roadmap_has_an_edition(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A roadmap says which edition it is, and of which day.

    `roadmap-without-edition`, advice.
    """
    return _roadmaps_without(plan, "edition")


def roadmap_has_a_vision(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A roadmap says in one sentence where the territory wants to be.

    `roadmap-without-vision`, advice.
    """
    return _roadmaps_without(plan, "vision")


def proposal_has_a_recipient(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A proposal says to which territory or level it goes.

    `proposal-without-recipient`, warning.
    """
    for roadmap in plan.roadmaps:
        for proposal in roadmap.proposals:
            if proposal.recipient is None and proposal.recipient_level is None:
                at = ("roadmaps", roadmap.id, "proposals", proposal.id, "recipient")
                yield Problem("proposal-without-recipient", Severity.WARNING, at, {"proposal": proposal.id})


def emblem_has_its_statement(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The emblem of a funder and its funding statement are one block: never one without the other.

    `emblem-without-statement`, warning.

    Source: European Commission, Communicating and raising EU visibility: guidance for external actions (July 2022).
    """
    for place, partner in enumerate(plan.partners):
        if partner.role is PartnerRole.FUNDER and partner.logo is not None and partner.statement is None:
            values = {"funder": partner.stakeholder}
            yield Problem("emblem-without-statement", Severity.WARNING, ("partners", place, "statement"), values)


def statement_is_translated(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Funding statements and disclaimers are given in every language of the plan.

    `statement-untranslated`, warning.
    """
    for place, partner in enumerate(plan.partners):
        for name, text in (("statement", partner.statement), ("disclaimer", partner.disclaimer)):
            missing = _missing(text, plan.languages) if text is not None else []
            if missing:
                values = {"funder": partner.stakeholder, "text": text, "languages": ", ".join(missing)}
                yield Problem("statement-untranslated", Severity.WARNING, ("partners", place, name), values)


def statement_has_a_disclaimer(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A funding statement comes with a disclaimer on who answers for the contents.

    `statement-without-disclaimer`, advice.
    """
    for place, partner in enumerate(plan.partners):
        if partner.role is PartnerRole.FUNDER and partner.statement is not None and partner.disclaimer is None:
            values = {"funder": partner.stakeholder}
            yield Problem("statement-without-disclaimer", Severity.ADVICE, ("partners", place, "disclaimer"), values)


RULES = (
    CheckRule("contact-data-public", Severity.WARNING, no_contact_data, "publication"),
    CheckRule("missing-translation", Severity.WARNING, main_texts_translated, "publication"),
    CheckRule("translations-incomplete", Severity.ADVICE, further_texts_translated, "publication"),
    CheckRule("picture-without-consent", Severity.WARNING, pictures_have_consent, "publication"),
    CheckRule("adoption-without-deliberation", Severity.WARNING, adoption_is_recorded, "publication"),
    CheckRule("roadmap-without-period", Severity.ADVICE, roadmap_has_a_period, "publication"),
    CheckRule("roadmap-without-edition", Severity.ADVICE, roadmap_has_an_edition, "publication"),
    CheckRule("roadmap-without-vision", Severity.ADVICE, roadmap_has_a_vision, "publication"),
    CheckRule("proposal-without-recipient", Severity.WARNING, proposal_has_a_recipient, "publication"),
    CheckRule("emblem-without-statement", Severity.WARNING, emblem_has_its_statement, "publication"),
    CheckRule("statement-untranslated", Severity.WARNING, statement_is_translated, "publication"),
    CheckRule("statement-without-disclaimer", Severity.ADVICE, statement_has_a_disclaimer, "publication"),
)
