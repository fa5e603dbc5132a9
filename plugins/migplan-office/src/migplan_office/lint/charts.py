"""The charts of a file, and rules C1 and C3."""

import math
from collections.abc import Iterator
from functools import cached_property

from attrs import define

from migplan_office.lint.cells import Box, decoded, sheet_and_range
from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.package import Package
from migplan_office.lint.workbook import Workbook
from migplan_office.lint.xml import C, Element, R, child, local, place, whole

MOST_SERIES, MOST_CATEGORIES = 7, 30
_AXES = tuple(C + name for name in ("catAx", "valAx", "dateAx", "serAx"))
_CACHES = ("numCache", "strCache", "multiLvlStrCache")
_WITHOUT_CATEGORIES = frozenset(("scatterChart", "bubbleChart"))


@define(slots=False, eq=False)
class Chart:
    """One chart."""

    part: str
    root: Element
    package: Package

    @cached_property
    def plots(self) -> list[Element]:
        """The groups of series: `c:barChart`, `c:lineChart`."""
        area = child(self.root, f"{C}chart", f"{C}plotArea")
        return [item for item in area if local(item).endswith("Chart")] if area is not None else []

    @cached_property
    def axes(self) -> list[Element]:
        """Its axes."""
        area = child(self.root, f"{C}chart", f"{C}plotArea")
        return [item for item in area if item.tag in _AXES] if area is not None else []

    @cached_property
    def series(self) -> list[Element]:
        """Its series, group by group."""
        return [item for plot in self.plots for item in plot.iterchildren(f"{C}ser")]

    @cached_property
    def book_part(self) -> str:
        """Name of the embedded workbook; empty when there is none."""
        data = child(self.root, f"{C}externalData")
        relation = self.package.relation(self.part, data.get(f"{R}id")) if data is not None else None
        return relation.target if relation is not None and not relation.is_external else ""


def charts_of(package: Package) -> list[Chart]:
    """Find the charts of a package."""
    found = []
    for name, root in package.xml_parts.items():
        if root.tag == f"{C}chartSpace":
            found.append(Chart(name, root, package))
    return found


def value_of(element: Element | None, name: str) -> str:
    """Read `@val` of a child; empty when it is missing."""
    item = child(element, C + name)
    return (item.get("val") or "") if item is not None else ""


def live_data(file: File) -> Iterator[Finding]:
    """Charts hold their data: the workbook is there, keeps its own rules, and its cells equal the stored values."""
    from migplan_office.lint.inspection import inspect_embedded  # which itself lists this rule

    for chart in file.charts:
        if file.kind == "xlsx":
            book: Workbook | None = file.workbook
        else:
            data = file.package.parts.get(chart.book_part)
            if data is None:
                yield Finding(
                    "C1", chart.part, "c:externalData", "has no embedded workbook; embed one with the plotted data"
                )
                continue
            book, findings = inspect_embedded(data, file)
            for found in findings:
                where = " ".join(piece for piece in (found.part, found.where) if piece)
                yield Finding("C1", chart.book_part, where, f"{found.rule}: {found.message}")
        if book is not None:
            yield from _caches(chart, book)


def _caches(chart: Chart, book: Workbook) -> Iterator[Finding]:
    for reference in chart.root.iter(f"{C}numRef", f"{C}strRef", f"{C}multiLvlStrRef"):
        formula = child(reference, f"{C}f")
        text = (formula.text or "") if formula is not None else ""
        cache = next((item for item in reference if local(item) in _CACHES), None)
        if cache is None:
            yield Finding(
                "C1", chart.part, text, "stores no values beside the reference; write the cache, viewers draw from it"
            )
            continue
        split = sheet_and_range(text)
        sheet = book.sheet(split[0]) if split is not None else None
        box = Box.of(split[1]) if split is not None else None
        if sheet is None or box is None:
            yield Finding("C1", chart.part, text, "refers to no range of its workbook; write 'Sheet'!$A$2:$A$9")
            continue
        levels = list(cache.iterchildren(f"{C}lvl")) or [cache]
        for number, level in enumerate(levels):
            column = Box(box.top, box.right - number, box.bottom, box.right - number) if len(levels) > 1 else box
            places = [
                (r, c) for r in range(column.top, column.bottom + 1) for c in range(column.left, column.right + 1)
            ]
            cells = [sheet.text(*where) for where in places]
            count = whole(value_of(cache, "ptCount"), len(cells))
            if count != len(cells):
                yield Finding("C1", chart.part, text, f"stores {count} values for {len(cells)} cells; make them agree")
                break
            stored = {whole(p.get("idx"), -1): child(p, f"{C}v") for p in level.iterchildren(f"{C}pt")}
            for index, cell in enumerate(cells):
                point = stored.get(index)
                kept = (point.text or "") if point is not None else ""
                if not _is_same(kept, cell):
                    message = f"stores {kept[:30]!r} where the cell holds {cell[:30]!r}; write both from the same value"
                    yield Finding("C1", chart.part, f"{text} [{index}]", message)
                    break


def _is_same(stored: str, cell: str) -> bool:
    if stored == cell or stored == decoded(cell):
        return True
    try:
        return math.isclose(float(stored), float(cell), rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return False


def sound_charts(file: File) -> Iterator[Finding]:
    """Axes fit together, values are numbers, and a chart has 1 to 30 categories and at most 7 series."""
    for chart in file.charts:
        yield from _axes(chart)
        for value in chart.root.iter(f"{C}numCache"):
            for item in value.iter(f"{C}v"):
                if not _is_finite(item.text or ""):
                    yield Finding(
                        "C3", chart.part, place(item), f"{item.text!r} is no finite number; leave the point out"
                    )
        if not file.strict:
            continue
        if len(chart.series) > MOST_SERIES:
            message = f"{len(chart.series)} series; at most {MOST_SERIES}, split the chart or write a table"
            yield Finding("C3", chart.part, "c:plotArea", message)
        for plot in chart.plots:
            counts = [_points(series) for series in plot.iterchildren(f"{C}ser")]
            if not counts or not min(counts):
                yield Finding("C3", chart.part, local(plot), "no category; write a sentence instead of an empty chart")
            elif max(counts) > MOST_CATEGORIES and local(plot) not in _WITHOUT_CATEGORIES:
                message = f"{max(counts)} categories; at most {MOST_CATEGORIES}, split the chart or write a table"
                yield Finding("C3", chart.part, local(plot), message)


def _points(series: Element) -> int:
    values = next((item for name in ("val", "yVal") if (item := child(series, C + name)) is not None), None)
    counts = [whole(item.get("val")) for item in values.iter(f"{C}ptCount")] if values is not None else []
    return max(counts, default=0)


def _is_finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _axes(chart: Chart) -> Iterator[Finding]:
    ids = [value_of(axis, "axId") for axis in chart.axes]
    crossed = {value_of(axis, "crossAx") for axis in chart.axes}
    used: set[str] = set()
    for plot in chart.plots:
        for item in plot.iterchildren(f"{C}axId"):
            id = item.get("val") or ""
            used.add(id)
            if id not in ids:
                yield Finding("C3", chart.part, local(plot), f"uses the axis {id}, which does not exist; write it")
    for axis, id in zip(chart.axes, ids, strict=True):
        cross = value_of(axis, "crossAx")
        if ids.count(id) > 1:
            yield Finding("C3", chart.part, local(axis), f"the axis id {id} stands twice; number the axes")
        if cross not in ids or cross == id:
            yield Finding(
                "C3", chart.part, local(axis), f"crosses the axis {cross!r}, which does not exist; name the other axis"
            )
        if id not in crossed:
            yield Finding("C3", chart.part, local(axis), f"no axis crosses {id}; let the other axis name it")
        if id not in used:
            yield Finding("C3", chart.part, local(axis), f"no series uses the axis {id}; remove it")


RULES = (
    Rule("C1", live_data, ours=True),
    Rule("C3", sound_charts),
)
