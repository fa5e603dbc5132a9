"""What is not funded, by year; what is committed and paid, as of a day."""

from datetime import date
from decimal import Decimal

from attrs import frozen

from migplan.analysis.budget import Budget, Dimension, slice_label, year_key
from migplan.analysis.money import difference_of, spread, total_of
from migplan.analysis.traced import Kind, Lack, Omission, Operation, Traced, label, shared, subtracted, summed
from migplan.model import Action, FundingState, Payment, PaymentKind, Plan, Roadmap


@frozen
class GapYear:
    """Costs and fundings of one year, or of all years together."""

    year: int | None
    """`None` for costs without a year; in the total row, too."""
    cost: Traced
    secured: Traced
    requested: Traced
    to_find: Traced
    uncovered: Traced
    """Cost that no funding line, in any state, answers for; below zero where funding exceeds the cost."""
    gap: Traced
    """Cost that is not secured: requested, to find and uncovered together."""


@frozen
class FundingGap:
    """The gap of an action or a roadmap; each column of the years adds up to the total exactly."""

    address: str
    total: GapYear
    years: tuple[GapYear, ...]
    """Years ascending, `None` last."""


_STATES = (FundingState.SECURED, FundingState.REQUESTED, FundingState.TO_FIND)


def funding_gap(
    plan: Plan, roadmap: Roadmap, action: Action | None = None, figures: Budget | None = None
) -> FundingGap:
    """Say what is not funded, by year and in total, for one action or for all of a roadmap.

    An action whose fundings, taken together, equal its cost is covered exactly in every year.
    Funding with a year counts in that year. Fundings without a year are spread together over the
    years of the costs of their action in proportion, in whole units of the currency where all is whole; what rounding
    leaves goes to the last year, so that years always add up to the total.
    """
    figures = figures or Budget.of(plan, roadmap)
    wanted = figures.actions if action is None else (action,)
    placed = _placed_fundings(figures, {one.id for one in wanted})
    costs: dict[int | None, list[Traced]] = {}
    for one in wanted:
        for part in figures.by_action_and_year[one.id].slices if one.id in figures.costs else ():
            costs.setdefault(part.key if isinstance(part.key, int) else None, []).append(part.amount)
    years = sorted({*costs, *(year for year, _, _ in placed)}, key=year_key)
    rows = tuple(_gap_year(figures, year, costs.get(year, []), placed) for year in years)
    address = roadmap.id if action is None else f"{roadmap.id}/{action.id}"
    return FundingGap(address, _gap_total(figures, rows, address), rows)


def _placed_fundings(figures: Budget, actions: set[str]) -> list[tuple[int | None, FundingState, Traced]]:
    placed: list[tuple[int | None, FundingState, Traced]] = []
    spread_so_far: dict[str, tuple[Decimal, tuple[Decimal, ...]]] = {}
    for action, funding, amount in figures.fundings:
        if action.id not in actions:
            continue
        if funding.year is not None:
            placed.append((funding.year, funding.state, amount))
            continue
        slices = figures.by_action_and_year[action.id].slices
        years = [part.key if isinstance(part.key, int) else None for part in slices]
        if len(years) < 2:
            placed.append((years[0] if years else None, funding.state, amount))
            continue
        weights = [part.value for part in slices]
        before, shares_before = spread_so_far.get(action.id, (Decimal(0), tuple(Decimal(0) for _ in years)))
        together = total_of((before, amount.value))
        is_whole = all(value == value.to_integral_value() for value in (together, *weights))
        shares = spread(together, weights, 0 if is_whole else figures.decimals)
        spread_so_far[action.id] = (together, shares)
        for year, share, earlier in zip(years, shares, shares_before, strict=True):
            name = label("funding_share", action=action.id, state=funding.state)
            value = difference_of(share, earlier)
            part = Traced(value, name, Kind.MONEY, figures.currency, amount.address, Operation.SPREAD, (amount,))
            placed.append((year, funding.state, part))
    return placed


def _gap_year(
    figures: Budget,
    year: int | None,
    costs: list[Traced],
    placed: list[tuple[int | None, FundingState, Traced]],
) -> GapYear:
    cost = summed(slice_label(Dimension.YEAR, year), costs, unit=figures.currency)
    sums = [
        summed(
            label("state", state=state) if year is None else label("state_in", state=state, year=str(year)),
            (amount for when, how, amount in placed if when == year and how is state),
            unit=figures.currency,
        )
        for state in _STATES
    ]
    return _gap_row(year, cost, sums, "")


def _gap_row(year: int | None, cost: Traced, sums: list[Traced], address: str) -> GapYear:
    secured, requested, to_find = sums
    uncovered = subtracted(label("uncovered"), cost, *sums, address=address)
    return GapYear(
        year, cost, secured, requested, to_find, uncovered, subtracted(label("gap"), cost, secured, address=address)
    )


def _gap_total(figures: Budget, rows: tuple[GapYear, ...], address: str) -> GapYear:
    cost = summed(label("total_cost", roadmap=address), (row.cost for row in rows), unit=figures.currency)
    columns = ([row.secured for row in rows], [row.requested for row in rows], [row.to_find for row in rows])
    sums = [
        summed(label("state", state=state), column, unit=figures.currency)
        for state, column in zip(_STATES, columns, strict=True)
    ]
    return _gap_row(None, cost, sums, address)


@frozen
class Execution:
    """What was committed and paid until a day, against the cost."""

    address: str
    on: date
    cost: Traced
    committed: Traced
    paid: Traced
    committed_share: Traced | None
    """Percent of the cost; `None` when the cost is zero."""
    paid_share: Traced | None
    """Percent of the cost, the execution rate; `None` when the cost is zero."""


def execution(
    plan: Plan, roadmap: Roadmap, on: date, action: Action | None = None, figures: Budget | None = None
) -> Execution:
    """Say what was committed and paid until a day, that day included, for one action or for all of a roadmap."""
    figures = figures or Budget.of(plan, roadmap)
    address = roadmap.id if action is None else f"{roadmap.id}/{action.id}"
    if action is None:
        cost = figures.total
    else:
        none = summed(label("cost", action=action.id), (), unit=figures.currency, address=address)
        cost = figures.costs.get(action.id, none)
    wanted = roadmap.actions if action is None else (action,)
    committed, paid = (
        summed(
            label(kind.value, day=on),
            (
                _payment(figures, roadmap, one, place, payment)
                for one in wanted
                for place, payment in enumerate(one.payments)
                if payment.kind is kind and payment.date <= on
            ),
            unit=figures.currency,
            address=address,
        )
        for kind in (PaymentKind.COMMITMENT, PaymentKind.PAYMENT)
    )
    return Execution(
        address,
        on,
        cost,
        committed,
        paid,
        shared(label("committed_share"), committed, cost, address),
        shared(label("paid_share"), paid, cost, address),
    )


def _payment(figures: Budget, roadmap: Roadmap, action: Action, place: int, payment: Payment) -> Traced:
    address = f"{roadmap.id}/{action.id}/payments/{place}"
    amount = figures.amounts.amount(payment.amount)
    omitted = (Omission(address, Lack.RATE, payment.amount),) if amount is None else ()
    name = label("paid_on", action=action.id, day=payment.date)
    return Traced(amount or Decimal(0), name, Kind.MONEY, figures.currency, address, omitted=omitted)
