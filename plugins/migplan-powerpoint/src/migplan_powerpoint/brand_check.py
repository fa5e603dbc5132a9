"""What a client's template offers, said before it is used: what fits, what is missing and drawn, which contrast fails."""

from migplan.hooks import TemplateFit
from migplan.locale import Words
from migplan.problems import Problem, Severity
from migplan.themes import Theme
from migplan_office.brand import contrast
from migplan_office.text import cut
from migplan_powerpoint.brand import Brand, BrandLayout, read_brand

_LEAST = 4.5
_LARGE_LEAST = 3.0
"""Titles are large letters."""
_LONGEST_NAME = 60


def check_template(data: bytes, theme: Theme, words: Words) -> TemplateFit:
    """Say what fits of a template; an error says why it cannot be used. It never raises for what the bytes hold."""
    brand = read_brand(data)
    if isinstance(brand, Problem):
        return TemplateFit(problems=(brand,))
    fits = [words("blocks.template.size", width=_cm(brand.width), height=_cm(brand.height), n=_count(brand))]
    problems: list[Problem] = []
    roles = (
        ("cover", brand.cover, brand.has_cover),
        ("divider", brand.divider, brand.has_divider),
        ("content", brand.content, True),
    )
    for role, layout, is_own in roles:
        name = words(f"blocks.slides.{role}")
        if is_own:
            fits.append(words("blocks.template.layout", role=name, layout=_named(layout)))
        else:
            problems.append(
                Problem("template-layout-missing", Severity.WARNING, values={"role": name, "layout": _named(layout)})
            )
    slots = (("title", ("title",)), ("body", ("body", "obj", "")), ("footer", ("ftr",)), ("number", ("sldNum",)))
    for place, kinds in slots:
        name = words(f"blocks.template.{place}")
        values = {"slot": name, "layout": _named(brand.content)}
        if brand.content.first(*kinds) is not None:
            fits.append(words("blocks.template.slot", **values))
        else:
            problems.append(Problem("template-slot-missing", Severity.WARNING, values=values))
    for layout in dict.fromkeys((brand.cover, brand.content)):
        problems += _contrasts(layout, words)
    return TemplateFit(tuple(fits), tuple(problems))


def _count(brand: Brand) -> int:
    return sum(len(layouts) for _, layouts in brand.masters)


def _cm(length: int) -> str:
    return f"{length / 360_000:.1f}"


def _named(layout: BrandLayout) -> str:
    return cut(" ".join(layout.name.split()) or layout.kind or layout.part.rpartition("/")[2], _LONGEST_NAME)[0]


def _contrasts(layout: BrandLayout, words: Words) -> list[Problem]:
    """List what cannot be read where it stands; on pictures nothing can be measured, and a plate is drawn."""
    problems = []
    for place, kinds, least in (
        ("title", ("title", "ctrTitle"), _LARGE_LEAST),
        ("body", ("body", "obj", "", "subTitle"), _LEAST),
    ):
        slot = layout.first(*kinds)
        if slot is None or not slot.color:
            continue
        behind = layout.under(slot.box)
        values: dict[str, object] = {"slot": words(f"blocks.template.{place}"), "layout": _named(layout)}
        if behind == "picture":
            problems.append(Problem("template-on-picture", Severity.ADVICE, values=values))
        elif (ratio := contrast(slot.color, behind)) < least:
            values |= {"color": slot.color, "ground": behind, "ratio": f"{ratio:.1f}", "least": f"{least:g}"}
            problems.append(Problem("template-contrast", Severity.WARNING, values=values))
    return problems
