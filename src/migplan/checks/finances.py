"""Rules about money: costs, fundings, gaps, rates, payments."""

from collections.abc import Iterator
from decimal import Decimal

from migplan.analysis.budget import costs_by_year, known_cost, known_funding
from migplan.analysis.money import Amounts, difference_of, total_of
from migplan.checks.dates import actions_with_paths, has_sound_dates
from migplan.checks.rule import ByYear, CheckRule
from migplan.checks.search import foreign_amounts
from migplan.model import Action, FundingState, PaymentKind, Plan, Reference
from migplan.problems import Problem, Severity


def action_has_a_budget(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action has a cost, line by line.

    `action-without-budget`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        if not action.budget:
            yield Problem("action-without-budget", Severity.WARNING, (*path, "budget"), {"action": action.id})


def line_has_a_unit_cost(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A budget line has a unit cost, of an action or of the assignment.

    `line-without-unit-cost`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        for place, line in enumerate(action.budget):
            if line.unit_cost is None:
                at = (*path, "budget", place, "unit_cost")
                values = {"owner": action.id, "item": line.item}
                yield Problem("line-without-unit-cost", Severity.WARNING, at, values)
    for cost in plan.assignment.budget if plan.assignment else ():
        if cost.unit_cost is None:
            at = ("assignment", "budget", cost.id, "unit_cost")
            yield Problem("line-without-unit-cost", Severity.WARNING, at, {"owner": cost.id, "item": cost.item})


def money_in_action_years(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Costs and fundings of an action fall in the years in which it runs.

    `year-outside-action`, warning.
    """
    for roadmap, action, path in actions_with_paths(plan):
        if not has_sound_dates(action, roadmap) or action.start is None or action.end is None:
            continue
        first, last = action.start.year, action.end.year
        dated = [("budget", place, line.year) for place, line in enumerate(action.budget)]
        dated += [("funding", place, funding.year) for place, funding in enumerate(action.funding)]
        for name, place, year in dated:
            if year is not None and not first <= year <= last:
                values = {"action": action.id, "year": str(year), "first": str(first), "last": str(last)}
                yield Problem("year-outside-action", Severity.WARNING, (*path, name, place, "year"), values)


def rates_known(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Every currency that the plan uses beside its own has a rate.

    `missing-rate`, error. Told once for each currency, at its first amount.
    """
    known = {rate.currency for rate in plan.rates}
    told: set[str] = set()
    for path, money in foreign_amounts(plan):
        currency = money.currency
        if currency is not None and currency not in known and currency not in told:
            told.add(currency)
            values = {"currency": currency, "amount": str(money), "home": plan.currency}
            yield Problem("missing-rate", Severity.ERROR, path, values)


def rates_positive(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A rate is above zero.

    `bad-rate`, error.
    """
    for place, rate in enumerate(plan.rates):
        if rate.rate <= 0:
            values = {"currency": rate.currency, "rate": str(rate.rate)}
            yield Problem("bad-rate", Severity.ERROR, ("rates", place, "rate"), values)


def funding_within_cost(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action is not funded beyond its cost.

    Silent while its cost or its funding cannot be counted.

    `funding-above-cost`, error.
    """
    amounts = Amounts.of(plan)
    for _, action, path in actions_with_paths(plan):
        if not action.funding:
            continue
        cost, funding = known_cost(action, amounts), known_funding(action, amounts)
        if cost is not None and funding is not None and funding > cost:
            values = {
                "action": action.id,
                "funding": funding,
                "cost": cost,
                "excess": difference_of(funding, cost),
                "currency": plan.currency,
            }
            yield Problem("funding-above-cost", Severity.ERROR, (*path, "funding"), values)


def _missing_by_year(action: Action, amounts: Amounts) -> dict[int | None, Decimal]:
    """Give what no funding answers for, by year; funding without a year fills the years in order.

    Empty where the cost or the funding cannot be counted, and where funding exceeds the cost.
    """
    missing = costs_by_year(action, amounts)
    cost = total_of(missing.values())
    free = spent = Decimal(0)
    for funding in action.funding:
        amount = amounts.amount(funding.amount)
        if amount is None:
            return {}
        spent = total_of((spent, amount))
        if funding.year in missing:
            missing[funding.year] = difference_of(missing[funding.year], amount)
        else:
            free = total_of((free, amount))
    lacking = {year: lack for year, lack in missing.items() if lack > 0}
    if not lacking or spent > cost or known_cost(action, amounts) is None:
        return {}
    for year, lack in lacking.items():
        used = min(lack, free)
        lacking[year], free = difference_of(lack, used), difference_of(free, used)
    return {year: lack for year, lack in lacking.items() if lack > 0}


def cost_is_funded(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The cost of an action is answered for year by year: secured, requested, or marked as to find.

    Silent while its cost or its funding cannot be counted, where funding exceeds the cost, and while an amount
    falls in a year in which the action does not run.

    `funding-gap`, warning.
    """
    amounts = Amounts.of(plan)
    for _, action, path in actions_with_paths(plan):
        missing = _missing_by_year(action, amounts)
        if missing and not _has_stray_year(action):
            values = {
                "action": action.id,
                "missing": total_of(missing.values()),
                "cost": known_cost(action, amounts),
                "currency": plan.currency,
                "years": ByYear(tuple(missing.items())),
            }
            yield Problem("funding-gap", Severity.WARNING, (*path, "funding"), values)


def _has_stray_year(action: Action) -> bool:
    if action.start is None or action.end is None:
        return False
    years = {line.year for line in action.budget} | {funding.year for funding in action.funding}
    return any(year is not None and not action.start.year <= year <= action.end.year for year in years)


def money_still_to_find(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """What is still requested or to find is known to whoever adopts the roadmap.

    `funding-to-find`, advice: one for each roadmap, with its total.
    """
    amounts = Amounts.of(plan)
    for roadmap in plan.roadmaps:
        sums = {FundingState.REQUESTED: Decimal(0), FundingState.TO_FIND: Decimal(0)}
        for action in roadmap.actions:
            for funding in action.funding:
                amount = amounts.amount(funding.amount) if funding.state in sums else None
                if amount is not None:
                    sums[funding.state] = total_of((sums[funding.state], amount))
        if any(sums.values()):
            values = {
                "roadmap": roadmap.id,
                "requested": sums[FundingState.REQUESTED],
                "to_find": sums[FundingState.TO_FIND],
                "currency": plan.currency,
            }
            yield Problem("funding-to-find", Severity.ADVICE, ("roadmaps", roadmap.id, "actions"), values)


def payments_within_cost(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """What is paid for an action, and what is committed, stays within its cost.

    `payments-above-cost`, warning.
    """
    amounts = Amounts.of(plan)
    for _, action, path in actions_with_paths(plan):
        cost = known_cost(action, amounts) if action.payments else None
        if cost is None:
            continue
        sums = {
            kind: total_of(
                amounts.amount(payment.amount) or Decimal(0) for payment in action.payments if payment.kind is kind
            )
            for kind in PaymentKind
        }
        most = max(sums.values())
        if most > cost:
            values = {"action": action.id, "paid": most, "cost": cost, "currency": plan.currency}
            yield Problem("payments-above-cost", Severity.WARNING, (*path, "payments"), values)


def payments_are_past(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A payment or a commitment is not dated after the day the plan speaks for.

    `payment-in-future`, warning.
    """
    if plan.as_of is None:
        return
    for roadmap in plan.roadmaps:
        for action in roadmap.actions:
            for place, payment in enumerate(action.payments):
                if payment.date > plan.as_of:
                    at = ("roadmaps", roadmap.id, "actions", action.id, "payments", place, "date")
                    values = {"action": action.id, "date": payment.date, "day": plan.as_of}
                    yield Problem("payment-in-future", Severity.WARNING, at, values)


RULES = (
    CheckRule("action-without-budget", Severity.WARNING, action_has_a_budget, "money", reads=("budget",)),
    CheckRule("line-without-unit-cost", Severity.WARNING, line_has_a_unit_cost, "money"),
    CheckRule("year-outside-action", Severity.WARNING, money_in_action_years, "money"),
    CheckRule("missing-rate", Severity.ERROR, rates_known, "money"),
    CheckRule("bad-rate", Severity.ERROR, rates_positive, "money"),
    CheckRule("funding-above-cost", Severity.ERROR, funding_within_cost, "money", reads=("budget",)),
    CheckRule("funding-gap", Severity.WARNING, cost_is_funded, "money", reads=("budget",)),
    CheckRule("funding-to-find", Severity.ADVICE, money_still_to_find, "money", reads=("budget", "funding")),
    CheckRule("payments-above-cost", Severity.WARNING, payments_within_cost, "money", reads=("budget", "payments")),
    CheckRule("payment-in-future", Severity.WARNING, payments_are_past, "money"),
)
