"""The ranking, its vetoes and ties, and how far it holds."""

from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migplan.analysis import priorities
from migplan.model import (
    Ballot,
    Criterion,
    CriterionScale,
    CriterionScore,
    DotVote,
    Pack,
    Plan,
    Roadmap,
    Text,
    Weight,
)

T = Text.of
D = Decimal


def plan_with(*criteria: Criterion) -> Plan:
    return Plan(T("x"), ("fr",), "EUR", roadmaps=(Roadmap("south", "R"),), packs=(Pack("p", criteria=criteria),))


def ballot(scores: str, **further: object) -> Ballot:
    """Make a ballot of lines `thing criterion score [group]`."""
    rows = [line.split() for line in scores.strip().splitlines()]
    given = tuple(CriterionScore(row[0], row[1], int(row[2]), row[3] if row[3:] else None) for row in rows)
    return attrs.evolve(Ballot("B", T("x"), scores=given), **further)


def ranking(plan: Plan, one: Ballot, top: int = 5):
    return priorities(plan, plan.roadmaps[0], one, top=top)


IMPACT = Criterion("impact", T("Impact"), D(60))
LAW = Criterion("law", T("Droit"), D(40), veto_below=2)
TWO = plan_with(IMPACT, LAW)


def test_the_score_is_the_weighted_mean_of_the_groups_means():
    result = ranking(TWO, ballot("a impact 5 elus\na impact 3 elus\na impact 2 osc\na law 5 osc\nb impact 3\nb law 3"))

    first = result.ranked[0]
    assert first.item == "a"
    assert first.score is not None
    assert first.score.value == D("3.80")
    assert [(mean.criterion, mean.mean, mean.dispersion) for mean in first.means] == [("impact", 3, 2), ("law", 5, 0)]
    assert dict(first.groups) == {"elus": D("4.00"), "osc": D("3.20")}
    assert first.dispersion == D("0.80")


def test_a_veto_rules_out_whatever_the_rest():
    result = ranking(TWO, ballot("a impact 5\na law 1\nb impact 1\nb law 2"))

    assert [(item.item, item.rank, item.vetoed_by) for item in result.items] == [("b", 1, ()), ("a", None, ("law",))]


def test_low_is_better_turns_scores_round():
    cost = Criterion("cost", T("Coût"), D(1), better=CriterionScale.LOW)

    result = ranking(plan_with(cost), ballot("dear cost 5\ncheap cost 1"))

    assert [item.item for item in result.items] == ["cheap", "dear"]


def test_ties_go_to_the_criteria_with_a_tie_rank_then_to_the_others_and_at_last_share_the_rank():
    first = attrs.evolve(IMPACT, weight=D(1))
    second = Criterion("reach", T("Portée"), D(1))
    third = Criterion("equity", T("Équité"), D(1), tie_rank=1)
    scores = """
a impact 4
a reach 3
a equity 2
b impact 3
b reach 3
b equity 3
c impact 2
c reach 4
c equity 3
d impact 3
d reach 3
d equity 3
"""

    result = ranking(plan_with(first, second, third), ballot(scores))

    assert [(item.item, item.rank) for item in result.items] == [("b", 1), ("d", 1), ("c", 3), ("a", 4)]


def test_the_ballots_weights_replace_those_of_the_pack():
    scores = "a impact 5\na law 2\nb impact 2\nb law 5"

    own = ranking(TWO, ballot(scores, weights=(Weight("impact", D(1)), Weight("law", D(9)))))

    assert [item.item for item in ranking(TWO, ballot(scores)).items] == ["a", "b"]
    assert [item.item for item in own.items] == ["b", "a"]


def test_what_was_not_scored_is_named_and_dots_are_counted():
    dots = (DotVote("a", 3, "osc"), DotVote("a", 2), DotVote("z", 1))

    result = ranking(TWO, ballot("a impact 4", dots=dots))

    assert [(item.item, item.rank, item.missing, item.dots) for item in result.items] == [
        ("a", 1, ("law",), 5),
        ("z", None, ("impact", "law"), 1),
    ]


def test_an_empty_ballot_is_stable_and_ranks_nothing():
    result = ranking(TWO, Ballot("B", T("x")))

    assert (result.items, result.stability.share) == ((), 1)


def test_a_clear_ranking_holds_in_every_trial():
    stability = ranking(TWO, ballot("a impact 5\na law 5\nb impact 2\nb law 2"), top=1).stability

    assert (stability.share, stability.lowest_tau, stability.trials, stability.is_exhaustive) == (1, 1, 4, True)


def test_the_trials_move_every_weight_by_a_fifth():
    result = ranking(TWO, ballot("a impact 4\na law 2\nb impact 2\nb law 4"), top=1)

    # a leads by 0.4; with weights 48 and 48 the two are equal and the first criterion decides for a.
    assert [(item.item, item.best_rank, item.worst_rank) for item in result.items] == [("a", 1, 1), ("b", 2, 2)]

    nearer = plan_with(attrs.evolve(IMPACT, weight=D(55)), attrs.evolve(LAW, weight=D(45)))
    moved = ranking(nearer, ballot("a impact 4\na law 2\nb impact 2\nb law 4"), top=1)

    assert moved.stability.share == D("0.75")
    assert moved.stability.lowest_tau == -1
    assert [(item.item, item.best_rank, item.worst_rank) for item in moved.items] == [("a", 1, 2), ("b", 1, 2)]


def test_beyond_ten_criteria_weights_move_one_at_a_time():
    criteria = tuple(Criterion(f"c{number}", T("x"), D(1)) for number in range(11))
    scores = "\n".join(
        f"{item} c{number} {1 + (number * step) % 5}" for item, step in (("a", 1), ("b", 2)) for number in range(11)
    )

    stability = ranking(plan_with(*criteria), ballot(scores)).stability

    assert (stability.trials, stability.is_exhaustive) == (22, False)


scores = st.lists(
    st.builds(
        CriterionScore,
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from(["impact", "law", "stranger"]),
        st.integers(1, 5),
        st.sampled_from([None, "elus", "osc"]),
    ),
    max_size=24,
).map(tuple)


@given(scores, st.integers(1, 4))
def test_stability_lies_between_nothing_and_all_and_ranks_hold_together(given_scores, top):
    result = ranking(TWO, Ballot("B", T("x"), scores=given_scores), top=top)

    assert 0 <= result.stability.share <= 1
    assert -1 <= result.stability.lowest_tau <= 1
    ranks = [item.rank for item in result.ranked]
    assert ranks == sorted(ranks)
    assert all(item.best_rank <= item.rank <= item.worst_rank for item in result.ranked)
    assert {item.item for item in result.items} == {
        score.item for score in given_scores if score.criterion != "stranger"
    }


@given(scores)
def test_the_order_in_which_scores_come_in_changes_no_score(given_scores):
    forth = ranking(TWO, Ballot("B", T("x"), scores=given_scores))
    back = ranking(TWO, Ballot("B", T("x"), scores=given_scores[::-1]))

    assert {item.item: (item.rank, item.score and item.score.value) for item in forth.items} == {
        item.item: (item.rank, item.score and item.score.value) for item in back.items
    }


@pytest.mark.parametrize("size", [45])
def test_a_large_ballot_is_ranked_with_all_its_combinations(size):
    criteria = tuple(Criterion(f"c{number}", T("x"), D(10)) for number in range(8))
    rows = "\n".join(
        f"i{item} c{number} {1 + (item * 7 + number * 3) % 5}" for item in range(size) for number in range(8)
    )

    result = ranking(plan_with(*criteria), ballot(rows))

    assert (len(result.ranked), result.stability.trials) == (size, 256)
