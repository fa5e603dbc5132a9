"""A small plan in which every rule finds nothing, to plant one fault at a time in."""

from datetime import date, time
from decimal import Decimal

import pytest

from migplan.model import (
    Action,
    ActionStatus,
    Adoption,
    AgendaItem,
    Assignment,
    AttendanceCount,
    Beneficiaries,
    Body,
    BudgetLine,
    Competence,
    CostLine,
    Criterion,
    DatedValue,
    Deliverable,
    Edition,
    Event,
    EventKind,
    ExpectedAudience,
    Figure,
    Finding,
    Framework,
    FrameworkObjective,
    Funding,
    FundingSource,
    FundingState,
    GovernanceBody,
    Holiday,
    Indicator,
    InstrumentKind,
    Level,
    Measure,
    Measurement,
    Member,
    Method,
    Milestone,
    Mode,
    Money,
    Need,
    Objective,
    Pack,
    Partner,
    PartnerRole,
    Payment,
    Period,
    Photograph,
    Plan,
    Proposal,
    Risk,
    Roadmap,
    RoadmapStatus,
    Role,
    RoleShare,
    Season,
    Sex,
    Source,
    Span,
    Stakeholder,
    Task,
    Term,
    Territory,
    Text,
    UnfitHours,
    WorkDay,
)

T = Text.of


def both(text: str) -> Text:
    """Give a text in the plan's two languages."""
    return T({"fr": text, "en": f"{text} (en)"})


def euros(amount: str) -> Money:
    """Give an amount in the plan's currency."""
    return Money(Decimal(amount))


def pack() -> Pack:
    """Give reference data of a country that does not exist."""
    return Pack(
        "land",
        levels=(
            Level(
                "region",
                T("Région"),
                1,
                bodies=(Body("youth", T("Jeunes")),),
                instruments=(InstrumentKind("agreement", T("Convention")),),
                competences=(Competence("planning", T("Planification"), "own"),),
            ),
            Level(
                "town",
                T("Ville"),
                2,
                competences=(
                    Competence("reception", T("Accueil"), "own"),
                    Competence("housing", T("Logement"), "shared"),
                ),
            ),
        ),
        territories=(
            Territory("R", T("Le Sud"), "region"),
            Territory("R-1", T("Aubourg"), "town", "R"),
            Territory("R-2", T("Bellac"), "town", "R"),
            Territory("Q", T("Le Nord"), "region"),
        ),
        modes=(Mode("own", T("propre")), Mode("shared", T("partagée"), needs_convention=True)),
        categories=(Term("council", T("Élus")), Term("ngo", T("Associations"))),
        groups=(Term("abroad", T("Gens à l'étranger")), Term("arrived", T("Gens arrivés"))),
        measures=(Measure("population", T("Population")),),
        frameworks=(Framework("goals", T("Objectifs"), objectives=(FrameworkObjective("G-1", T("Inclure")),)),),
        holidays=(
            Holiday("bells", T("Fête des cloches"), yearly="05-06"),
            Holiday("moon", T("Fête de la lune"), dates=(date(2025, 4, 3),), is_estimated=True),
        ),
        seasons=(
            Season("snow", T("Neige"), "12-15", "02-10"),
            Season("fast", T("Jeûne"), spans=(Span(date(2025, 3, 1), date(2025, 3, 20)),), is_estimated=True),
            Season("harvest", T("Récolte"), "09-01", "09-30", groups=("arrived",)),
            Season("trek", T("Transhumance"), "10-01", "10-31", groups=("arrived",), is_estimated=True),
            Season("return", T("Retour"), "07-01", "08-31", is_fit=True, groups=("abroad",)),
        ),
        hours=(UnfitHours("market", T("Marché"), time(12), time(14), (3,)),),
        weekend=(6, 7),
        criteria=(Criterion("impact", T("Impact"), Decimal(60)), Criterion("equity", T("Équité"), Decimal(40))),
        sources=(Source("census", T("Recensement")),),
    )


def actions() -> tuple[Action, ...]:
    """Give three actions of which the second waits for the first."""
    return (
        Action(
            "A1",
            both("Guichet d'accueil"),
            objective="O1",
            lead="council",
            roles=(RoleShare("ngo", Role.RESPONSIBLE), RoleShare("agency", Role.CONSULTED)),
            territories=("R-1",),
            beneficiaries=(Beneficiaries("arrived"),),
            competence="planning",
            start=date(2024, 1, 1),
            end=date(2025, 3, 31),
            milestones=(Milestone("M1", T("Ouverture"), date(2024, 9, 1), is_reached=True),),
            budget=(
                BudgetLine(T("Agent"), 2024, T("mois"), Decimal(12), euros("1000.50")),
                BudgetLine(T("Agent"), 2025, T("mois"), Decimal(3), euros("1000.50")),
            ),
            funding=(
                Funding(FundingSource.OWN, euros("12006"), "council", state=FundingState.SECURED, year=2024),
                Funding(FundingSource.PARTNER, euros("3001.50"), "agency", state=FundingState.SECURED),
            ),
            payments=(Payment(date(2024, 6, 1), euros("5000")),),
            status=ActionStatus.DONE,
            indicators=("I1",),
        ),
        Action(
            "A2",
            both("Cours de langue"),
            objective="O2",
            lead="ngo",
            start=date(2025, 4, 1),
            end=date(2026, 12, 31),
            depends_on=("A1",),
            budget=(BudgetLine(T("Cours"), 2026, quantity=Decimal(4), unit_cost=euros("500")),),
            funding=(Funding(FundingSource.STATE, euros("2000"), state=FundingState.SECURED),),
            indicators=("I1",),
        ),
        Action(
            "A3",
            both("Maison des retours"),
            objective="O2",
            lead="agency",
            start=date(2026, 1, 1),
            end=date(2026, 6, 30),
            budget=(BudgetLine(T("Étude"), 2026, unit_cost=euros("900")),),
            funding=(Funding(FundingSource.OWN, euros("900"), state=FundingState.SECURED),),
            indicators=("I1",),
        ),
    )


def roadmap() -> Roadmap:
    """Give an adopted roadmap with everything it needs."""
    return Roadmap(
        "south",
        "R",
        both("Feuille de route du Sud"),
        Edition(2, date(2025, 5, 1)),
        Period(date(2024, 1, 1), date(2027, 12, 31)),
        RoadmapStatus.ADOPTED,
        Adoption("12/2025", date(2025, 5, 2)),
        council="council",
        vision=both("Une région qui accueille"),
        profile=(Figure("population", Decimal(1000), date(2024, 9, 1), "census"),),
        findings=(Finding("F1", both("Les jeunes partent")),),
        needs=(Need("N1", both("Être orienté"), findings=("F1",)), Need("N2", both("Apprendre"), event="E1")),
        objectives=(
            Objective("O1", both("Accueillir"), answers=("N1",), frameworks=("G-1",)),
            Objective("O2", both("Former"), answers=("N2",), frameworks=("G-1",)),
        ),
        actions=actions(),
        indicators=(
            Indicator(
                "I1",
                both("Personnes reçues"),
                baseline=DatedValue(date(2024, 1, 1), Decimal(0), "census"),
                targets=(DatedValue(date(2025, 12, 31), Decimal(50)), DatedValue(date(2027, 12, 31), Decimal(90))),
                measurements=(Measurement(date(2025, 4, 1), Decimal(30)),),
                verification=T("Registre"),
            ),
        ),
        risks=(
            Risk(
                "K1",
                both("Départ d'un agent"),
                likelihood=3,
                impact=4,
                mitigation=T("Former deux agents"),
                owner="council",
                residual_likelihood=3,
                residual_impact=2,
            ),
        ),
        governance=(GovernanceBody("G1", T("Comité"), members=("state",)),),
        proposals=(Proposal("P1", both("Inscrire le guichet"), recipient_level="town"),),
    )


def event(name: str, start: date) -> Event:
    """Give a well-attended event of one day."""
    return Event(
        name,
        both("Atelier"),
        EventKind.CONSULTATION,
        roadmap="south",
        task="MI2",
        start=start,
        end=start,
        is_held=True,
        agenda=(
            AgendaItem(T("Travail"), time(9), 180, facilitator="lead"),
            AgendaItem(T("Pause"), time(12), 120, method=Method.BREAK),
        ),
        expected=(ExpectedAudience("council", 4), ExpectedAudience("ngo", 4)),
        attendance=(AttendanceCount(1, "council", Sex.WOMAN, 3), AttendanceCount(1, "ngo", Sex.MAN, 5)),
        pictures=(Photograph("a.jpg", T("La salle"), has_consent=True),),
    )


def assignment() -> Assignment:
    """Give terms without a contradiction, in one territory."""
    return Assignment(
        T("Appui"),
        client="ngo",
        published=date(2024, 1, 10),
        closing=date(2024, 2, 1),
        first_instruments_year=2014,
        policy_year=2013,
        team=(Member("lead", T("Expert"), euros("300")),),
        tasks=(
            Task("MI1", T("Former"), Decimal(6), None, 1, 3, Decimal(2), start=date(2024, 3, 1), end=date(2024, 5, 1)),
            Task(
                "MI2",
                T("Accompagner"),
                Decimal(9),
                per_territory_days=Decimal(9),
                minimum_events=2,
                produces_roadmap=True,
                start=date(2024, 3, 1),
                end=date(2025, 4, 30),
            ),
        ),
        deliverables=(Deliverable("L1", T("Rapport"), "MI1", due=date(2024, 6, 1), submitted=date(2024, 5, 20)),),
        worked=(WorkDay(date(2025, 2, 18), "lead", "MI2"),),
        budget=(CostLine("B1", T("Honoraires"), "MI1", member="lead", quantity=Decimal(6), unit_cost=euros("300")),),
    )


@pytest.fixture(scope="session")
def good_plan() -> Plan:
    """Give the plan in which no rule finds anything."""
    return Plan(
        both("Accueillir ensemble"),
        ("fr", "en"),
        "EUR",
        as_of=date(2025, 5, 10),
        partners=(Partner("agency", PartnerRole.FUNDER),),
        stakeholders=(
            Stakeholder("council", T("Conseil régional"), level="region", is_council=True),
            Stakeholder("ngo", T("Entraide")),
            Stakeholder("agency", T("Agence"), territory="R-1"),
            Stakeholder("state", T("Préfecture")),
        ),
        assignment=assignment(),
        roadmaps=(roadmap(),),
        events=(event("E1", date(2025, 2, 18)), event("E2", date(2025, 4, 15))),
        packs=(pack(),),
    )
