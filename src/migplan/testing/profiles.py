"""How many examples hypothesis tries: few and always the same for `make test`, many and new ones for long fuzzing.

The environment variable `MIGPLAN_HYPOTHESIS` names the profile: `quick` (the default) or `fuzz`.
"""

import os

from hypothesis import HealthCheck, Phase, settings

VARIABLE = "MIGPLAN_HYPOTHESIS"
"""Names the environment variable that chooses the profile."""

QUICK = "quick"
FUZZ = "fuzz"


def profile() -> str:
    """Give the name of the profile that the environment asks for; an unknown name is `quick`."""
    return FUZZ if os.environ.get(VARIABLE) == FUZZ else QUICK


def chosen(quick: int, fuzz: int) -> settings:
    """Make settings for one test: how many examples it tries under each profile.

    Quick runs try the same examples each time and keep no database, so that a test command never depends on the last;
    they show the first failure as it is, since making a large document smaller takes minutes: `fuzz` does.
    """
    is_quick = profile() == QUICK
    return settings(
        max_examples=quick if is_quick else fuzz,
        derandomize=is_quick,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate] if is_quick else list(Phase),
        print_blob=not is_quick,
        suppress_health_check=[
            HealthCheck.too_slow,  # rendering an Office file takes longer than hypothesis expects of a test
            HealthCheck.data_too_large,  # a document is large
            HealthCheck.differing_executors,  # one inherited contract runs for several exporters
        ],
    )


def register() -> None:
    """Make both profiles known to hypothesis and load the one that the environment asks for."""
    settings.register_profile(QUICK, settings(chosen(30, 30), max_examples=30))
    settings.register_profile(FUZZ, settings(chosen(1000, 1000), max_examples=1000))
    settings.load_profile(profile())


__all__ = ["FUZZ", "QUICK", "VARIABLE", "chosen", "profile", "register"]
