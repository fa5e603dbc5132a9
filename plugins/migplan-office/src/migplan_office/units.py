"""Lengths in the units that Office counts in."""

EMU_PER_POINT = 12_700
EMU_PER_MM = 36_000
EMU_PER_CM = 360_000
EMU_PER_INCH = 914_400
TWIPS_PER_POINT = 20


def emu_from_mm(length_mm: float) -> int:
    """Give millimetres in English Metric Units, the unit of drawings."""
    return round(length_mm * EMU_PER_MM)


def emu_from_points(length_pt: float) -> int:
    """Give points in English Metric Units."""
    return round(length_pt * EMU_PER_POINT)


def points_from_emu(length_emu: int) -> float:
    """Give English Metric Units in points."""
    return length_emu / EMU_PER_POINT


def points_from_mm(length_mm: float) -> float:
    """Give millimetres in points."""
    return length_mm * 72 / 25.4


def twips_from_mm(length_mm: float) -> int:
    """Give millimetres in twentieths of a point, the unit of Word."""
    return round(length_mm * 1440 / 25.4)


def twips_from_points(length_pt: float) -> int:
    """Give points in twentieths of a point."""
    return round(length_pt * TWIPS_PER_POINT)


def mm_from_twips(length_twips: float) -> float:
    """Give twentieths of a point in millimetres."""
    return length_twips * 25.4 / 1440
