"""Marks near each other stand as dots on a scale whose ends hold them all; bars that can be told apart stay bars."""

import io
from collections.abc import Callable
from decimal import Decimal

import attrs
import pptx
import pytest

from migplan.documents import Chart, ChartKind, Cover, Document, Holds, Section, Series
from migplan.testing.samples import DAY
from migplan_powerpoint.dots import scale_of


def chart(*values: str, holds: Holds = Holds.NUMBER, decimals: int = 2) -> Chart:
    names = [f"A{index}" for index in range(len(values))]
    series = [Series("Mark", [Decimal(value) for value in values])]
    return Chart("marks", "Marks", ChartKind.BAR, names, series, holds=holds, decimals=decimals)


def test_scale_holds_every_mark_between_round_ends() -> None:
    scale = scale_of(chart("4.17", "3.68", "3.35"))
    assert scale is not None
    assert (scale.low, scale.high, scale.step) == (Decimal("3.2"), Decimal("4.2"), Decimal("0.2"))
    assert scale.marks[0] == scale.low and scale.marks[-1] == scale.high
    assert scale.share(Decimal("3.2")) == 0 and scale.share(Decimal("4.17")) == pytest.approx(0.97)


@pytest.mark.parametrize(
    "told_apart",
    [
        chart("4.1", "2.0", "1.0"),
        chart("4.1", "4.1", "4.1"),
        chart("4.1", "-4.0", "4.0"),
        chart("4.1", "4.0"),
        chart("41", "40", "39", decimals=0),
        chart("41", "40", "39", holds=Holds.SHARE),
    ],
)
def test_other_bars_stay(told_apart: Chart) -> None:
    assert scale_of(told_apart) is None


def test_places_are_drawn_beside_the_dots_as_bands_from_best_to_worst(render: Callable[[Document], bytes]) -> None:
    block = attrs.evolve(
        chart("4.17", "3.68", "3.35"), places=((1, 1, 2), (1, 2, 3), (3, 3, 3)), places_label="Possible places"
    )
    document = Document("d", "Test", "en", Cover("Test"), (Section("s", "Marks", (block,)),), date=DAY)

    deck = pptx.Presentation(io.BytesIO(render(document)))
    group = next(shape for slide in deck.slides for shape in slide.shapes if shape.name.startswith("dots"))
    bands = [shape for shape in group.shapes if shape.name.startswith("places")]
    dots = [shape for shape in group.shapes if shape.name.startswith("dot")]

    assert len(bands) == 2 and len(dots) == 6
    assert bands[1].width > bands[0].width
    assert any(shape.has_text_frame and shape.text_frame.text == "Possible places" for shape in group.shapes)
