"""Trees: boxes of equal width in columns by level, joined by right-angled lines; native shapes that can be edited."""

from collections.abc import Iterator, Sequence

from attrs import field, mutable

from migplan.documents import Node, Span, Tree, TreeKind, Weight, parts
from migplan_office.brand import mixed
from migplan_word.grids import ROW, cell_properties, opening
from migplan_word.inline import is_blank, joined
from migplan_word.looks import color_style
from migplan_word.prose import source_line
from migplan_word.shapes import Drawing
from migplan_word.writer import Writer

_GAP = 10.0
_BETWEEN = 2.6
_SIZE, _LEADING = 9.0, 11.0
_TALLEST = 205.0
"""Highest drawing, in millimetres."""
_DEEPEST = 4
_MOST_NODES = 60
_AIR = 0.95
"""Share of a box's width that its words are believed to have, so that a wider font cuts none off."""
_WIDEST = 76.5
"""Most width of a box, in millimetres: two levels take the whole text."""
_EDGE = 1.6
"""Width of the coloured edge of a box."""


@mutable(eq=False)
class _Box:
    node: Node
    depth: int
    children: list["_Box"] = field(factory=list)
    height: float = 0.0
    middle: float = 0.0


def draw_tree(writer: Writer, block: Tree) -> None:
    """Set a tree as one drawing where it fits a page, as one a branch where that does, else as an indented table."""
    roots = _roots(block.nodes)
    if not roots:
        _caption(writer, block, "")
        source_line(writer, block.note)
        return
    depth = max(box.depth for root in roots for box in _walk(root)) + 1
    if depth > _DEEPEST or len(block.nodes) > _MOST_NODES or (depth == 1 and len(roots) > 12):
        _as_table(writer, block, roots)
        return
    groups = _groups(writer, roots, depth)
    if groups is None:
        _as_table(writer, block, roots)
        return
    for number, group in enumerate(groups, start=1):
        _draw(writer, block, group, depth)
        part = writer.words("blocks.part_of", part=number, parts=len(groups)) if len(groups) > 1 else ""
        _caption(writer, block, part)
    source_line(writer, block.note)


def _caption(writer: Writer, block: Tree, part: str) -> None:
    title = joined(block.title, part)
    if not is_blank(title):
        identifier = block.id if not writer.anchors.is_open(block.id) else ""
        writer.flow.add(writer.caption("figure", title, identifier), writer.height(title, 9.5, 13) + 12)


def _roots(nodes: Sequence[Node]) -> list[_Box]:
    """Hang each node under its parent; one whose parent is unknown, or that goes round in a circle, is a root."""
    by_id = {node.id: node for node in nodes}
    below: dict[str, list[Node]] = {}
    for node in nodes:
        below.setdefault(node.parent if node.parent in by_id else "", []).append(node)
    done: set[str] = set()

    def hang(node: Node, depth: int) -> _Box:
        done.add(node.id)
        box = _Box(node, depth)
        for child in below.get(node.id, []):
            if child.id not in done:
                box.children.append(hang(child, min(depth + 1, _DEEPEST + 1)))
        return box

    roots = [hang(node, 0) for node in below.get("", [])]
    for node in nodes:
        if node.id not in done:
            roots.append(hang(node, 0))
    return roots


def _walk(box: _Box) -> Iterator[_Box]:
    yield box
    for child in box.children:
        yield from _walk(child)


def _width(writer: Writer, depth: int) -> float:
    total = writer.width / 56.7
    return min((total - _GAP * (depth - 1)) / depth, _WIDEST)


def _measure(writer: Writer, root: _Box, width: float) -> float:
    """Give boxes their heights and places; give the height of the whole branch, in millimetres."""
    room = (width - _EDGE - 4.0) * 72 / 25.4 * _AIR

    def place(box: _Box, top: float) -> float:
        text = writer.plain(joined(box.node.code, box.node.title))
        lines = len(writer.lines(text, room, _SIZE, box.depth == 0))
        box.height = max(lines * _LEADING / 72 * 25.4 + 3.4, 9.0)
        at = top
        for child in box.children:
            at = place(child, at) + _BETWEEN
        bottom = max(at - _BETWEEN if box.children else top, top + box.height)
        if box.children:
            box.middle = (box.children[0].middle + box.children[-1].middle) / 2
            lowest = top + box.height / 2
            if box.middle < lowest:
                shift = lowest - box.middle
                box.middle = lowest
                for child in box.children:
                    for other in _walk(child):
                        other.middle += shift
                bottom = max(bottom, at - _BETWEEN + shift)
        else:
            box.middle = top + box.height / 2
        return max(bottom, box.middle + box.height / 2)

    return place(root, 0.0)


def _groups(writer: Writer, roots: list[_Box], depth: int) -> list[list[_Box]] | None:
    """Put the tree into drawings that fit a page: whole, or by branch; `None` when a branch is too high."""
    width = _width(writer, depth)
    whole: list[_Box] = []
    used = 0.0
    groups: list[list[_Box]] = []
    for root in roots:
        height = _measure(writer, root, width)
        if height > _TALLEST:
            if whole:
                groups.append(whole)
                whole, used = [], 0.0
            for child in root.children:
                branch = _Box(root.node, 0, [child])
                if _measure(writer, branch, width) > _TALLEST:
                    return None
                groups.append([branch])
            continue
        if used and used + height + 2 * _BETWEEN > _TALLEST:
            groups.append(whole)
            whole, used = [], 0.0
        whole.append(root)
        used += height + 2 * _BETWEEN
    return [*groups, whole] if whole else groups


def _draw(writer: Writer, block: Tree, group: list[_Box], depth: int) -> None:
    width = _width(writer, depth)
    total = width * depth + _GAP * (depth - 1)
    heights = [_measure(writer, root, width) for root in group]
    height = sum(heights) + 2 * _BETWEEN * (len(group) - 1)
    is_chain = block.kind is TreeKind.RESULTS
    drawing = Drawing(writer, total, height, is_mirrored=writer.rtl != is_chain)
    top = 0.0
    for root, high in zip(group, heights, strict=True):
        for box in _walk(root):
            box.middle += top
        top += high + 2 * _BETWEEN
    for root in group:
        for box in _walk(root):
            _lines(writer, drawing, box, width, is_chain)
    for root in group:
        for box in _walk(root):
            _box(writer, drawing, box, width)
    alt = writer.alternative(block.alt, block.title)
    writer.flow.add(writer.drawing(drawing.inline(alt)), height * 2.835 + 6)


def _lines(writer: Writer, drawing: Drawing, box: _Box, width: float, is_chain: bool) -> None:
    if not box.children:
        return
    color = writer.theme.muted
    end = box.depth * (width + _GAP) + width
    middle = end + _GAP / 2
    start = end + _GAP
    if is_chain:
        drawing.line(middle, box.middle, end, box.middle, color, arrow=True)
    else:
        drawing.line(end, box.middle, middle, box.middle, color)
    ends = [child.middle for child in box.children]
    if max(ends) - min(ends) > 0.1 or abs(ends[0] - box.middle) > 0.1:
        drawing.line(middle, min(*ends, box.middle), middle, max(*ends, box.middle), color)
    for child in box.children:
        drawing.line(middle, child.middle, start, child.middle, color)


def _box(writer: Writer, drawing: Drawing, box: _Box, width: float) -> None:
    theme, node = writer.theme, box.node
    color = theme.color(node.color)
    x, y = box.depth * (width + _GAP), box.middle - box.height / 2
    runs = writer.runs.text(f"{node.code}\u2002", color_style(node.color)) if node.code else ""
    runs += writer.runs.inline(node.title, "Strong" if box.depth == 0 else "", notes=False)
    ground = theme.ground
    fill = mixed(ground, color, 0.16) if box.depth == 0 else mixed(ground, color, 0.07)
    text = writer.paragraph("BoxText", runs=runs)
    drawing.box(x, y, width, box.height, fill=fill, line=mixed(ground, color, 0.55), text=text, inset=2.0 + _EDGE / 2)
    drawing.box(x, y, _EDGE, box.height, fill=color)


def _as_table(writer: Writer, block: Tree, roots: list[_Box]) -> None:
    """Say a tree as a table of one column, each level set in further."""
    if not is_blank(block.title):
        writer.flow.add(writer.caption("table", block.title, block.id), 30)
    rows, height = [], 0.0
    boxes = [box for root in roots for box in _walk(root)]
    for box in boxes:
        level = min(box.depth, 4)
        code = (Span(f"{box.node.code}\u2002", weight=Weight.STRONG),) if box.node.code else ()
        paragraph = writer.paragraph(f"TreeLevel{level}", (*code, *parts(box.node.title)))
        rows.append(f"{ROW}<w:tc>{cell_properties(writer.width)}{paragraph}</w:tc></w:tr>")
        height += writer.height(box.node.title, _SIZE, 12, writer.width / 20 - 20 - 16 * level) + 5.5
    title = writer.plain(block.title)
    alt = block.alt or writer.words("blocks.draw_alt", title=title)
    look = opening(writer, [writer.width], title, alt, "Ruled", look="side")
    writer.flow.add(f"{look}{''.join(rows)}</w:tbl>", height)
    source_line(writer, block.note)
    writer.gap()
