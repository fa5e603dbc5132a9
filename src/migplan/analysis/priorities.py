"""Which actions come first: weighted scores, veto, ties, dispersion between groups, and how far the ranking holds.

Score of a thing: mean over criteria of its score, weighted; its score under one criterion is the mean over the
groups that gave one (each group's own mean first), turned round (6 less the score) where low is better. A mean under
the criterion's veto rules the thing out. Ties go to the higher score under the criteria that have a `tie_rank`, by
that rank, then under the others in order; what still ties shares the rank.

Stability: every weight is moved down and up by 20 %. With at most ten criteria of weight above zero all combinations
are tried (2 to the power of their number), beyond that one weight at a time. The figure is the share of these trials,
0 to 1, in which the first `top` things are the same set; beside it stand the lowest Kendall tau between the ranking
and a trial's, and the ranks each thing took. Nothing is drawn at random.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import lcm

from attrs import frozen

from migplan.analysis.money import rounded
from migplan.analysis.traced import Kind, Operation, Traced, label
from migplan.model import Ballot, Criterion, CriterionScale, Plan, Reference, Roadmap, Text

MOVE = Fraction(1, 5)
"""How far weights move when stability is tried: 20 %.

Source: reference data on method, "ranking stable when weights move by 20 %".
"""
MOST_CORNERS = 10
"""With more criteria than this, weights are moved one at a time."""
HIGHEST_PLUS_LOWEST = 6
"""Scores run from 1 to 5; a score is turned round by taking it from this."""


@frozen
class WeightedCriterion:
    """A criterion with the weight that the ballot gives it."""

    id: str
    title: Text | None
    weight: Decimal
    veto_below: int | None
    is_low_better: bool
    tie_rank: int | None


@frozen
class CriterionMean:
    """The score of one thing under one criterion, over all groups."""

    criterion: str
    mean: Decimal
    """1 to 5, two decimals, turned round where low is better: high is always good."""
    dispersion: Decimal
    """Highest less lowest of the groups' means, 0 to 4."""


@frozen
class Priority:
    """One thing that was scored."""

    item: str
    title: Text | None
    """`None` when no action or need of the roadmap has this id."""
    rank: int | None
    """From 1; things that tie share it; `None` when ruled out or without a score."""
    score: Traced | None
    """Weighted mean, 1 to 5; `None` when no criterion with a weight was scored."""
    means: tuple[CriterionMean, ...]
    vetoed_by: tuple[str, ...]
    """Criteria whose veto rules it out."""
    missing: tuple[str, ...]
    """Criteria with a weight that nobody scored it under; its score counts the others only."""
    groups: tuple[tuple[str | None, Decimal], ...]
    """Weighted mean of each group, by category; `None` for scores of the whole room."""
    dispersion: Decimal
    """Highest less lowest of the groups' weighted means, 0 to 4; 0 for one group."""
    dots: int
    """Dots it got, all groups together."""
    best_rank: int | None
    """Best rank over all trials of the stability."""
    worst_rank: int | None


@frozen
class Stability:
    """How far a ranking holds when the weights move by 20 %."""

    share: Decimal
    """Share of the trials, 0 to 1, in which the first `top` things are the same; 1 for fewer than two things."""
    lowest_tau: Decimal
    """Lowest Kendall tau between the ranking and that of a trial, -1 to 1."""
    top: int
    trials: int
    is_exhaustive: bool
    """All combinations were tried, rather than one weight at a time."""


@frozen
class Priorities:
    """The outcome of one ballot."""

    ballot: str
    criteria: tuple[WeightedCriterion, ...]
    items: tuple[Priority, ...]
    """By rank; then those ruled out or without a score, in the order they were scored."""
    stability: Stability

    @property
    def ranked(self) -> tuple[Priority, ...]:
        """The things that have a rank."""
        return tuple(item for item in self.items if item.rank is not None)


def weighted_criteria(ballot: Ballot, reference: Reference) -> tuple[WeightedCriterion, ...]:
    """Give the criteria of a ballot in the order of the pack; its own weights replace those of the pack."""
    own = {weight.criterion: weight.weight for weight in ballot.weights}
    known = [criterion for criterion in reference.criteria.values() if not own or criterion.id in own]
    listed = [_weighted(criterion, own.get(criterion.id, criterion.weight)) for criterion in known]
    strangers = [name for name in own if name not in reference.criteria]
    return (*listed, *(WeightedCriterion(name, None, own[name], None, False, None) for name in strangers))


def _weighted(criterion: Criterion, weight: Decimal) -> WeightedCriterion:
    is_low_better = criterion.better is CriterionScale.LOW
    return WeightedCriterion(
        criterion.id, criterion.title, weight, criterion.veto_below, is_low_better, criterion.tie_rank
    )


Means = Mapping[str, Fraction]
"""Mean score by criterion, high is good."""


def priorities(
    plan: Plan, roadmap: Roadmap, ballot: Ballot, reference: Reference | None = None, top: int = 5
) -> Priorities:
    """Rank what a ballot scored, and say how far the ranking holds for its first `top` things."""
    criteria = weighted_criteria(ballot, reference or Reference.of(plan))
    by_group = _scores(ballot, {criterion.id: criterion for criterion in criteria})
    means = {item: _means(groups.values()) for item, groups in by_group.items()}
    vetoes = {item: _vetoes(found, criteria) for item, found in means.items()}
    weights = {criterion.id: Fraction(criterion.weight) for criterion in criteria}
    eligible = {
        item: found for item, found in means.items() if not vetoes[item] and _weighted_mean(found, weights) is not None
    }
    ranks = _ranks(eligible, weights, _tie_breakers(criteria))
    order = sorted(eligible, key=lambda item: ranks[item])
    stability, intervals = _stability(order, ranks, eligible, weights, _tie_breakers(criteria), top)
    titles = {need.id: need.title for need in roadmap.needs} | {action.id: action.title for action in roadmap.actions}
    dots: dict[str, int] = {}
    for vote in ballot.dots:
        dots[vote.item] = dots.get(vote.item, 0) + vote.dots
    items = [*order, *(item for item in means if item not in eligible)]
    items += [item for item in dots if item not in means]
    results = []
    for item in items:
        groups = by_group.get(item, {})
        of_groups = [(group, _weighted_mean(found, weights)) for group, found in groups.items()]
        shown = tuple((group, _decimal(value)) for group, value in of_groups if value is not None)
        best, worst = intervals.get(item, (None, None))
        results.append(
            Priority(
                item,
                titles.get(item),
                ranks.get(item),
                _score(item, means.get(item, {}), criteria, f"{roadmap.id}/{item}"),
                _criterion_means(means.get(item, {}), groups.values(), criteria),
                vetoes.get(item, ()),
                tuple(one.id for one in criteria if one.weight and one.id not in means.get(item, {})),
                shown,
                _range([value for _, value in of_groups if value is not None]),
                dots.get(item, 0),
                best,
                worst,
            )
        )
    return Priorities(ballot.id, criteria, tuple(results), stability)


def _decimal(value: Fraction) -> Decimal:
    return rounded(Decimal(value.numerator) / Decimal(value.denominator), 2)


def _range(values: Sequence[Fraction]) -> Decimal:
    return _decimal(max(values) - min(values)) if values else Decimal(0)


def _scores(
    ballot: Ballot, criteria: Mapping[str, WeightedCriterion]
) -> dict[str, dict[str | None, dict[str, Fraction]]]:
    found: dict[str, dict[str | None, dict[str, list[int]]]] = {}
    for score in ballot.scores:
        criterion = criteria.get(score.criterion)
        if criterion is not None:
            value = HIGHEST_PLUS_LOWEST - score.score if criterion.is_low_better else score.score
            groups = found.setdefault(score.item, {}).setdefault(score.group, {})
            groups.setdefault(score.criterion, []).append(value)
    return {
        item: {
            group: {name: Fraction(sum(values), len(values)) for name, values in given.items()}
            for group, given in groups.items()
        }
        for item, groups in found.items()
    }


def _means(groups: Iterable[Means]) -> dict[str, Fraction]:
    gathered: dict[str, list[Fraction]] = {}
    for given in groups:
        for name, value in given.items():
            gathered.setdefault(name, []).append(value)
    return {name: sum(values, Fraction(0)) / len(values) for name, values in gathered.items()}


def _vetoes(means: Means, criteria: Iterable[WeightedCriterion]) -> tuple[str, ...]:
    return tuple(
        one.id for one in criteria if one.veto_below is not None and one.id in means and means[one.id] < one.veto_below
    )


def _weighted_mean(means: Means, weights: Mapping[str, Fraction]) -> Fraction | None:
    whole = sum((weights[name] for name in means), Fraction(0))
    return sum((weights[name] * value for name, value in means.items()), Fraction(0)) / whole if whole else None


def _tie_breakers(criteria: Sequence[WeightedCriterion]) -> tuple[str, ...]:
    last = max((criterion.tie_rank or 0 for criterion in criteria), default=0) + 1
    ordered = sorted(criteria, key=lambda criterion: last if criterion.tie_rank is None else criterion.tie_rank)
    return tuple(criterion.id for criterion in ordered)


def _keys(
    means: Mapping[str, Means], weights: Mapping[str, Fraction], ties: Sequence[str]
) -> dict[str, tuple[Fraction, ...]]:
    return {
        item: (-(_weighted_mean(found, weights) or Fraction(0)), *(-found.get(name, Fraction(0)) for name in ties))
        for item, found in means.items()
    }


def _ranks(means: Mapping[str, Means], weights: Mapping[str, Fraction], ties: Sequence[str]) -> dict[str, int]:
    keys = _keys(means, weights, ties)
    ordered = sorted(keys.values())
    first: dict[tuple[Fraction, ...], int] = {}
    for place, key in enumerate(ordered, 1):
        first.setdefault(key, place)
    return {item: first[key] for item, key in keys.items()}


def _score(item: str, means: Means, criteria: Iterable[WeightedCriterion], address: str) -> Traced | None:
    used = [one for one in criteria if one.weight and one.id in means]
    value = _weighted_mean(means, {one.id: Fraction(one.weight) for one in criteria})
    if value is None:
        return None
    parts = tuple(
        Traced(
            _decimal(means[one.id]),
            label("criterion", criterion=one.title or one.id, weight=one.weight),
            Kind.SCORE,
            address=address,
        )
        for one in used
    )
    return Traced(_decimal(value), label("score", item=item), Kind.SCORE, "", address, Operation.WEIGHTED, parts)


def _criterion_means(
    means: Means, groups: Iterable[Means], criteria: Iterable[WeightedCriterion]
) -> tuple[CriterionMean, ...]:
    given = list(groups)
    return tuple(
        CriterionMean(one.id, _decimal(means[one.id]), _range([found[one.id] for found in given if one.id in found]))
        for one in criteria
        if one.id in means
    )


def _trials(weights: Mapping[str, Fraction]) -> tuple[bool, Iterator[dict[str, Fraction]]]:
    moved = [name for name, weight in weights.items() if weight]
    if len(moved) <= MOST_CORNERS:
        corners = product((1 - MOVE, 1 + MOVE), repeat=len(moved))
        return True, (
            {**weights, **{name: weights[name] * by for name, by in zip(moved, corner, strict=True)}}
            for corner in corners
        )
    return False, ({**weights, name: weights[name] * by} for name in moved for by in (1 - MOVE, 1 + MOVE))


def _stability(
    order: Sequence[str],
    ranks: Mapping[str, int],
    means: Mapping[str, Means],
    weights: Mapping[str, Fraction],
    ties: Sequence[str],
    top: int,
) -> tuple[Stability, dict[str, tuple[int, int]]]:
    is_exhaustive, trials = _trials(weights)
    first = min(top, len(order))
    best, worst = dict(ranks), dict(ranks)
    if len(order) < 2:
        return Stability(Decimal(1), Decimal(1), first, 0, is_exhaustive), dict.fromkeys(order, (1, 1))
    scaled = _whole_numbers(order, means, ties)
    tops = set(order[:first])
    pairs = len(order) * (len(order) - 1) // 2
    number = same = most_inversions = 0
    for trial in trials:
        number += 1
        sequence = _trial_order(scaled, trial)
        same += set(sequence[:first]) == tops
        most_inversions = max(most_inversions, _inversions([scaled[item].place for item in sequence]))
        for place, item in enumerate(sequence, 1):
            best[item], worst[item] = min(best[item], place), max(worst[item], place)
    share = rounded(Decimal(same) / number, 4)
    tau = rounded(1 - Decimal(2 * most_inversions) / pairs, 4)
    return Stability(share, tau, first, number, is_exhaustive), {item: (best[item], worst[item]) for item in order}


@frozen
class _Scaled:
    """Means as whole numbers over one denominator, so that trials compare integers."""

    place: int
    means: tuple[tuple[str, int], ...]
    ties: tuple[Fraction, ...]


def _whole_numbers(order: Sequence[str], means: Mapping[str, Means], ties: Sequence[str]) -> dict[str, _Scaled]:
    denominator = lcm(*(value.denominator for found in means.values() for value in found.values()))
    return {
        item: _Scaled(
            place,
            tuple((name, int(value * denominator)) for name, value in means[item].items()),
            tuple(-means[item].get(name, Fraction(0)) for name in ties),
        )
        for place, item in enumerate(order)
    }


def _trial_order(scaled: Mapping[str, _Scaled], weights: Mapping[str, Fraction]) -> list[str]:
    scale = lcm(*(weight.denominator for weight in weights.values()))
    whole = {name: int(weight * scale) for name, weight in weights.items()}
    keys = {}
    for item, one in scaled.items():
        total = sum(whole[name] for name, _ in one.means)
        points = sum(whole[name] * value for name, value in one.means)
        keys[item] = (Fraction(-points, total), one.ties, one.place)
    return sorted(keys, key=keys.__getitem__)


def _inversions(places: Sequence[int]) -> int:
    seen: list[int] = []
    count = 0
    for place in places:
        count += len(seen) - bisect_right(seen, place)
        insort(seen, place)
    return count
