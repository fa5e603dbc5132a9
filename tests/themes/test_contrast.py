"""The default theme keeps the contrasts of the design guide, by the formula of WCAG 2.1."""

import pytest

from migplan.themes import DEFAULT, tint


def _luminance(color: str) -> float:
    channels = [int(color[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_largest_contrast():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("role", "ground", "least"),
    [("ink", "FFFFFF", 14.0), ("muted", "FFFFFF", 5.7), ("muted", "sand", 5.0), ("primary", "FFFFFF", 9.5),
     ("primary", "sand", 4.5), ("accent", "FFFFFF", 5.6), ("accent", "sand", 4.9), ("ink", "sand", 4.5)],
)  # fmt: skip
def test_text_can_be_read_on_its_ground(role, ground, least):
    behind = DEFAULT.color(ground) if ground == "sand" else ground

    assert contrast(DEFAULT.color(role), behind) >= least


@pytest.mark.parametrize("color", DEFAULT.series)
def test_each_series_stands_out_on_white(color):
    assert contrast(color, "FFFFFF") >= 3.2


@pytest.mark.parametrize("tone", ["achieved", "on-the-way", "late", "not-begun"])
def test_a_status_can_be_read_on_its_own_ground(tone):
    looks = DEFAULT.tone(tone)

    assert round(contrast(looks.ink, looks.ground), 1) >= 6.5


def test_each_status_has_a_symbol_of_its_own():
    symbols = [looks.symbol for looks in DEFAULT.status.values()]

    assert len(set(symbols)) == len(symbols) == 5


def test_unknown_roles_and_tones_fall_back():
    assert DEFAULT.color("unheard-of") == DEFAULT.color("series-x") == DEFAULT.ink
    assert DEFAULT.tone("unheard-of") == DEFAULT.status["neutral"]


def test_series_come_round_and_tints_grow_stronger():
    assert DEFAULT.color("series-7") == DEFAULT.color("series-1")
    strengths = [_luminance(DEFAULT.color(f"tint-{step}")) for step in (1, 2, 3, 4)]
    assert strengths == sorted(strengths, reverse=True)
    assert tint("17495C", 0) == "FFFFFF"
    assert tint("17495C", 1) == "17495C"
