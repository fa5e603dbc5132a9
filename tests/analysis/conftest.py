"""Small plans for the figures: built by hand, or drawn by hypothesis."""

from datetime import date
from decimal import Decimal

import pytest

from migplan.model import (
    Action,
    BudgetLine,
    Criterion,
    ExchangeRate,
    Figure,
    Framework,
    FrameworkObjective,
    Funding,
    FundingSource,
    FundingState,
    Level,
    Measure,
    Money,
    Need,
    Objective,
    Pack,
    Payment,
    PaymentKind,
    Plan,
    Roadmap,
    Role,
    RoleShare,
    Stakeholder,
    Term,
    Territory,
    Text,
)

T = Text.of


def euros(amount: str) -> Money:
    return Money(Decimal(amount))


@pytest.fixture
def plan() -> Plan:
    """Give a plan of one roadmap: two actions with costs, one cancelled, one bare."""
    pack = Pack(
        "land",
        levels=(Level("region", T("Région"), 1), Level("town", T("Ville"), 2)),
        territories=(
            Territory("R", T("Le Sud"), "region", figures=(Figure("population", Decimal(900), date(2014, 1, 1), "c"),)),
            Territory("R-1", T("Aubourg"), "town", "R"),
            Territory("R-2", T("Bellac"), "town", "R"),
        ),
        groups=(Term("arrived", T("Gens arrivés")),),
        measures=(Measure("population", T("Population"), T("habitants")), Measure("rate", T("Taux"), is_stock=False)),
        frameworks=(
            Framework(
                "goals",
                T("Objectifs"),
                objectives=(FrameworkObjective("G-1", T("Inclure")), FrameworkObjective("G-2", T("Protéger"))),
            ),
        ),
        criteria=(
            Criterion("impact", T("Impact"), Decimal(60)),
            Criterion("law", T("Droit"), Decimal(40), veto_below=2),
        ),
    )
    actions = (
        Action(
            "A1",
            T("Guichet"),
            objective="O1",
            lead="council",
            roles=(RoleShare("ngo", Role.RESPONSIBLE), RoleShare("ngo", Role.INFORMED)),
            start=date(2024, 1, 1),
            end=date(2025, 12, 31),
            budget=(
                BudgetLine(T("Agent"), 2024, quantity=Decimal(3), unit_cost=euros("33.335")),
                BudgetLine(T("Agent"), 2025, quantity=Decimal(2), unit_cost=Money(Decimal(10), "USD")),
            ),
            funding=(
                Funding(FundingSource.OWN, euros("50"), "council", state=FundingState.SECURED, year=2024),
                Funding(FundingSource.PARTNER, euros("10"), "ngo", state=FundingState.REQUESTED),
            ),
            payments=(
                Payment(date(2024, 6, 1), euros("30")),
                Payment(date(2025, 6, 1), euros("9")),
                Payment(date(2024, 3, 1), euros("60"), PaymentKind.COMMITMENT),
            ),
            frameworks=("G-2",),
        ),
        Action("A2", T("Cours"), lead="ngo", budget=(BudgetLine(T("Cours"), unit_cost=euros("7")),)),
        Action("A3", T("Maison"), objective="O1"),
    )
    return Plan(
        T("Accueillir"),
        ("fr",),
        "EUR",
        as_of=date(2025, 1, 1),
        rates=(ExchangeRate("USD", Decimal("0.9")),),
        stakeholders=(
            Stakeholder("council", T("Conseil"), level="region", is_council=True),
            Stakeholder("ngo", T("Entraide")),
        ),
        roadmaps=(
            Roadmap(
                "south",
                "R",
                needs=(Need("N1", T("Être orienté")), Need("N2", T("Se loger"))),
                objectives=(
                    Objective("O1", T("Accueillir"), answers=("N1",), frameworks=("G-1",)),
                    Objective("O2", T("Loger"), answers=("N2",)),
                ),
                actions=actions,
            ),
        ),
        packs=(pack,),
    )
