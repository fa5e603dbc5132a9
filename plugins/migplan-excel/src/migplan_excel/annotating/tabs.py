"""The list among the sheets of a workbook: put in first, found again, taken out; what counts sheets follows."""

import re
from html import unescape

from attrs import evolve

from migplan_excel.annotating.book import SPREADSHEET, Package, SheetEntry, local_relation
from migplan_excel.annotating.cells import following_element
from migplan_excel.annotating.listing import HEAD_ROW, Listing
from migplan_excel.annotating.markup import (
    Edit,
    Element,
    closed,
    elements,
    inserted,
    outline,
    prefix,
    spliced,
    was_opened,
    with_attributes,
    with_prefix,
)
from migplan_excel.annotating.records import State
from migplan_excel.names import quoted
from migplan_office.text import xml_attribute, xml_escape

NAME = "_migplan_problems"
"""The defined name that points to the list."""
_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_PART = "xl/worksheets/problems{}.xml"
_SELECTED = re.compile(rb"<(?:[\w.-]+:)?sheetView\b[^>]*?\btabSelected=[\"'](1|true)[\"'][^>]*>")
_WANTED = frozenset(("sheets", "sheet", "definedNames", "definedName", "workbookView"))


def listed(package: Package, sheets: list[SheetEntry]) -> SheetEntry | None:
    """Find the list that an earlier check has put in."""
    home = package[package.workbook]
    for one in elements(home, lambda name, _, depth: name == "definedName"):
        if one.attributes.get("name", "").casefold() != NAME:
            continue
        target = unescape(home[one.inner : one.outer].decode())
        for sheet in sheets:
            if sheet.is_worksheet and target.startswith((f"{quoted(sheet.name)}!", f"{sheet.name}!")):
                return sheet
    return None


def _taken_apart(data: bytes) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {name: [] for name in _WANTED}
    for one in elements(data, lambda name, _, depth: name in _WANTED):
        found[one.name].append(one)
    return found


# -- in ----------------------------------------------------------------------------------------------------------


def selection(package: Package, sheets: list[SheetEntry], may_change: frozenset[str]) -> tuple[bool, dict[str, str]]:
    """Take the selection off the sheets that have it, if each of them may change, so that the list can be shown first.

    Two selected sheets would both take what is typed: so either all give it up or the workbook opens where it did.
    """
    selected: dict[str, tuple[SheetEntry, re.Match[bytes]]] = {}
    for sheet in sheets:
        found = _SELECTED.search(_front(package[sheet.part])) if sheet.part else None
        if found:
            selected[sheet.name] = (sheet, found)
    if not all(name in may_change for name in selected):
        return False, {}
    for sheet, found in selected.values():
        data = package[sheet.part]
        package[sheet.part] = data[: found.start(1)] + b"0" + data[found.end(1) :]
    return True, {name: found[1].decode() for name, (_, found) in selected.items()}


def _front(data: bytes) -> bytes:
    return data.partition(b"sheetData")[0]


def put_in(package: Package, name: str, listing: Listing, opens: bool, state: State) -> tuple[str, State]:
    """Put the list in as the first sheet, its part still empty; give the part, and the state with the window's tag."""
    home = package.workbook
    part = package.free(_PART)
    package.add(part, b"", f"{SPREADSHEET}.worksheet+xml")
    identifier = package.relate(home, "worksheet", part)
    data = package[home]
    found = _taken_apart(data)
    first = found["sheet"][0]
    numbers = [int(one.attributes.get("sheetId", "0")) for one in found["sheet"]]
    mark = prefix(data, first)
    line = f'<sheet name="{xml_attribute(name)}" sheetId="{max(numbers) + 1}" {local_relation(identifier)}/>'
    edits = [Edit(first.start, first.start, with_prefix(line, mark))]
    edits += _shifted(data, found["definedName"], 1)
    edits += _names(data, found, name, listing, mark)
    state, window = _window(data, found["workbookView"], opens, state)
    edits += window
    package[home] = spliced(data, edits)
    return part, state


def _shifted(data: bytes, names: list[Element], by: int) -> list[Edit]:
    """Let names that belong to one sheet follow it to its new place."""
    edits = []
    for one in names:
        place = one.attributes.get("localSheetId", "")
        if place.isdecimal():
            tag = with_attributes(data[one.start : one.inner], {"localSheetId": str(int(place) + by)})
            edits.append(Edit(one.start, one.inner, tag))
    return edits


def _names(data: bytes, found: dict[str, list[Element]], name: str, listing: Listing, mark: str) -> list[Edit]:
    sheet = xml_escape(quoted(name))
    lines = with_prefix(
        f'<definedName name="_xlnm.Print_Area" localSheetId="0">{sheet}!{listing.area}</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{sheet}!${HEAD_ROW}:${HEAD_ROW}</definedName>'
        f'<definedName name="{NAME}" hidden="1">{sheet}!$A$1</definedName>',
        mark,
    )
    if found["definedNames"]:
        return inserted(data, found["definedNames"][0], lines)
    at = following_element(data, _AFTER_NAMES)
    return [Edit(at, at, with_prefix("<definedNames>", mark) + lines + with_prefix("</definedNames>", mark))]


def _window(data: bytes, views: list[Element], opens: bool, state: State) -> tuple[State, list[Edit]]:
    edits = []
    for number, one in enumerate(views):
        tag = data[one.start : one.inner]
        active = _whole(one.attributes.get("activeTab", "0"))
        changes: dict[str, str | None] = {"activeTab": "0" if opens else str(active + 1)}
        if opens and "firstSheet" in one.attributes:
            changes["firstSheet"] = "0"
        shown = with_attributes(tag, changes)
        edits.append(Edit(one.start, one.inner, shown))
        if number == 0:
            state = evolve(state, view=tag.decode(), shown=shown.decode())
    return state, edits


# -- out ---------------------------------------------------------------------------------------------------------


def take_out(package: Package, entry: SheetEntry, state: State) -> None:
    """Take the list out, and let the workbook open where it did, or on the sheet that the person has left open."""
    home = package.workbook
    data = package[home]
    found = _taken_apart(data)
    out = found["sheet"][entry.index]
    edits = [Edit(out.start, out.end, b"")]
    kept: list[Element] = []
    gone: list[Element] = []
    for one in found["definedName"]:
        place = one.attributes.get("localSheetId", "")
        is_ours = place == str(entry.index) or one.attributes.get("name", "").casefold() == NAME
        (gone if is_ours else kept).append(one)
    if kept or not found["definedNames"]:
        edits += [Edit(one.start, one.end, b"") for one in gone]
        after = [one for one in kept if _whole(one.attributes.get("localSheetId", "0")) > entry.index]
        edits += _shifted(data, after, -1)
    else:
        edits += _without_names(data, found["definedNames"][0])
    was_open = is_untouched = False
    for number, one in enumerate(found["workbookView"]):
        tag = data[one.start : one.inner]
        active = _whole(one.attributes.get("activeTab", "0"))
        if number == 0:
            was_open = active == entry.index
        if number == 0 and state.shown and tag.decode() == state.shown:
            edits.append(Edit(one.start, one.inner, state.view.encode()))
            is_untouched = True
            continue
        behind = _chosen(package, entry, state) if active == entry.index else active
        changes: dict[str, str | None] = {"activeTab": str(behind - (behind > entry.index))}
        if _whole(one.attributes.get("firstSheet", "0")):
            changes["firstSheet"] = "0"
        edits.append(Edit(one.start, one.inner, with_attributes(tag, changes)))
    if was_open or not found["workbookView"]:
        _select_again(package, entry, state, is_untouched)
    package[home] = spliced(data, edits)
    package.unrelate(home, entry.part)
    for relation in list(package.relations(entry.part)):
        package.drop(relation.part)
    package.drop(entry.part)


def _chosen(package: Package, entry: SheetEntry, state: State) -> int:
    """Give the place of the sheet that is shown when the list goes."""
    others = [one for one in package.sheets() if one.index != entry.index]
    visible = [one for one in others if not one.is_hidden] or others
    former = (one.index for one in visible if one.name in state.selected)
    return next(former, visible[0].index if visible else 0)


def _select_again(package: Package, entry: SheetEntry, state: State, is_untouched: bool) -> None:
    sheets = [one for one in package.sheets() if one.index != entry.index and one.part]
    if any(_SELECTED.search(_front(package[one.part])) for one in sheets):
        return
    chosen = _chosen(package, entry, state)
    for sheet in sheets:
        if (is_untouched and sheet.name in state.selected) or (not is_untouched and sheet.index == chosen):
            data = package[sheet.part]
            views = outline(data, lambda name, _, depth: name == "sheetView")
            if views:
                tag = data[views[0].start : views[0].inner]
                mark = state.selected.get(sheet.name, "1")
                edit = Edit(views[0].start, views[0].inner, with_attributes(tag, {"tabSelected": mark}))
                package[sheet.part] = spliced(data, [edit])


def drop_name(package: Package) -> None:
    """Take out the name of a list that somebody has deleted."""
    home = package.workbook
    data = package[home]
    found = _taken_apart(data)
    ours = [one for one in found["definedName"] if one.attributes.get("name", "").casefold() == NAME]
    if ours and len(ours) < len(found["definedName"]):
        package[home] = spliced(data, [Edit(one.start, one.end, b"") for one in ours])
    elif ours:
        package[home] = spliced(data, _without_names(data, found["definedNames"][0]))


def _without_names(data: bytes, names: Element) -> list[Edit]:
    return closed(data, names) if was_opened(data, names) else [Edit(names.start, names.end, b"")]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0
