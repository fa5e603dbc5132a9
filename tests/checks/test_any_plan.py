"""Laws of the rules on any plan that hypothesis can build."""

from hypothesis import given, settings

from migplan.checks import CHECKS
from migplan.locale import LANGUAGES, explained
from migplan.model import Plan, Reference
from migplan.testing.plan_strategies import plans


@settings(max_examples=60, deadline=None)
@given(plans())
def test_rules_never_fail_and_every_problem_has_its_severity_and_a_message(plan: Plan) -> None:
    reference = Reference.of(plan)

    for check in CHECKS:
        found = list(check.rule(plan, reference))
        assert all((problem.code, problem.severity) == (check.code, check.severity) for problem in found)
        for language in LANGUAGES:
            assert all(problem.text for problem in explained(found, language))


@settings(max_examples=30, deadline=None)
@given(plans())
def test_the_same_plan_has_the_same_problems_twice(plan: Plan) -> None:
    first, second = (
        [(problem.code, problem.at) for check in CHECKS for problem in check.rule(plan, Reference.of(plan))]
        for _ in range(2)
    )

    assert first == second
