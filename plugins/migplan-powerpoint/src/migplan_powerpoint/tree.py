"""Trees of objectives, problems and results: equal boxes, levels on common lines, connectors glued to their boxes."""

from collections.abc import Sequence

from attrs import define, field

from migplan.documents import Node, Tree, TreeKind
from migplan_powerpoint.captions import captioned, free_height
from migplan_powerpoint.geometry import Box, cm, points
from migplan_powerpoint.pen import Anchor, Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para, Run

_MOST_BOXES = 15
_MOST_LEVELS = 4
_GAP_ACROSS = cm(1.3)
_GAP_DOWN = cm(0.3)
_LEAST_BOX = cm(1.15)
_HIGHEST_BOX = cm(2.6)
_SIZES = (18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)


@define
class _Branch:
    """A node with what hangs under it."""

    node: Node
    children: list["_Branch"] = field(factory=list)

    def leaves(self) -> int:
        return sum(child.leaves() for child in self.children) or 1

    def depth(self) -> int:
        return 1 + max((child.depth() for child in self.children), default=0)

    def count(self) -> int:
        return 1 + sum(child.count() for child in self.children)


def tree_pieces(block: Tree, stage: Stage, width: int) -> list[Piece]:
    """Give a tree on one slide; a larger one as an overview and one slide a branch."""
    roots = _roots(block.nodes)
    if not roots:
        return []
    is_reversed = block.kind is TreeKind.RESULTS
    alt = stage.alt(block.alt, block.title, "draw_alt")
    room = free_height(stage, width, block.title, block.note)
    parts = _parted(roots, room)
    return [
        captioned(_piece(part, stage, width, alt, is_reversed), stage, width, block.title, block.note) for part in parts
    ]


def _roots(nodes: Sequence[Node]) -> list[_Branch]:
    """Hang nodes under their parents; an unknown parent or a ring makes a root."""
    branches = {node.id: _Branch(node) for node in nodes}
    parents = {node.id: node.parent for node in nodes}
    roots = []
    for node in nodes:
        branch = branches[node.id]
        if branch.node is not node:
            branch = _Branch(node)
        above = branches.get(node.parent)
        if above is None or _is_ring(node.id, parents):
            roots.append(branch)
        else:
            above.children.append(branch)
    return roots


def _is_ring(id: str, parents: dict[str, str]) -> bool:
    seen = {id}
    current = parents.get(id, "")
    while current in parents:
        if current in seen:
            return current == id
        seen.add(current)
        current = parents[current]
    return False


def _fits(roots: Sequence[_Branch], room: int) -> bool:
    leaves = sum(root.leaves() for root in roots)
    return (
        sum(root.count() for root in roots) <= _MOST_BOXES
        and max(root.depth() for root in roots) <= _MOST_LEVELS
        and leaves * (_LEAST_BOX + _GAP_DOWN) <= room
    )


def _parted(roots: Sequence[_Branch], room: int) -> list[list[_Branch]]:
    """Give the trees of each slide."""
    if _fits(roots, room):
        return [list(roots)]
    parts: list[list[_Branch]] = []
    small: list[_Branch] = []
    for root in roots:
        if not root.children:
            small.append(root)
            continue
        parts.extend(_of_branch(root, room))
    return [*_batches(small, room), *parts] if small else parts


def _batches(branches: Sequence[_Branch], room: int) -> list[list[_Branch]]:
    most = max(room // (_LEAST_BOX + _GAP_DOWN), 1)
    return [list(branches[start : start + most]) for start in range(0, len(branches), most)]


def _of_branch(root: _Branch, room: int) -> list[list[_Branch]]:
    """Give an overview of a branch, then each of its own branches that has more below."""
    if _fits([root], room):
        return [[root]]
    most = max(room // (_LEAST_BOX + _GAP_DOWN), 1)
    most = min(most, _MOST_BOXES - 1)
    parts = []
    for start in range(0, len(root.children), most):
        children = [_Branch(child.node) for child in root.children[start : start + most]]
        parts.append([_Branch(root.node, children)])
    for child in root.children:
        if child.children:
            parts.extend(_of_branch(child, room))
    return parts


def _piece(roots: Sequence[_Branch], stage: Stage, width: int, alt: str, is_reversed: bool) -> Piece:
    leaves = sum(root.leaves() for root in roots)
    levels = max(root.depth() for root in roots)

    def draw(pen: Pen, box: Box) -> None:
        step = min((box.h + _GAP_DOWN) // leaves, _HIGHEST_BOX + _GAP_DOWN)
        wide = (box.w - _GAP_ACROSS * (levels - 1)) // levels
        wide = min(wide, cm(13))
        high = step - _GAP_DOWN
        used = step * leaves - _GAP_DOWN
        top = box.y + max((box.h - used) // 2, 0) * (1 if used < box.h * 0.6 else 0)
        size = _size(roots, stage, Box(0, 0, wide, high))
        gap = (box.w - wide * levels) // (levels - 1) if levels > 1 else 0
        places: dict[int, Anchor] = {}
        with pen.group(box, alt, "tree"):
            y = top
            for root in roots:
                _draw(pen, root, 0, y, step, high, wide, gap, box, size, stage, places, levels, is_reversed)
                y += step * root.leaves()

    least = leaves * (_LEAST_BOX + _GAP_DOWN)
    return Piece(max(least, min(leaves * cm(2.2), cm(12))), least, draw, grows=True)


def _size(roots: Sequence[_Branch], stage: Stage, box: Box) -> float:
    """Give the one size at which every box holds its words."""
    inner = box.inset(cm(0.3), cm(0.08))
    for size in _SIZES:
        if all(
            stage.writer.fits(_texts(branch.node, stage, size, "ink"), points(inner.w), points(inner.h))
            for branch in _all(roots)
        ):
            return size
    return _SIZES[-1]


def _all(roots: Sequence[_Branch]) -> list[_Branch]:
    found: list[_Branch] = []
    for root in roots:
        found.append(root)
        found.extend(_all(root.children))
    return found


def _texts(node: Node, stage: Stage, size: float, color: str) -> list[Para]:
    code = (Run(f"{stage.writer.text(node.code)}  ", True, color),) if node.code else ()
    return [Para((*code, *stage.writer.runs(node.title, color=color)), size)]


def _draw(
    pen: Pen, branch: _Branch, level: int, y: int, step: int, high: int, wide: int, gap: int, box: Box, size: float,
    stage: Stage, places: dict[int, Anchor], levels: int, is_reversed: bool,
) -> Anchor:  # fmt: skip
    leaves = branch.leaves()
    middle = y + (step * leaves - _GAP_DOWN) // 2
    column = levels - 1 - level if is_reversed else level
    place = Box(box.x + column * (wide + gap), middle - high // 2, wide, high)
    role = branch.node.color or "primary"
    is_strong = level == 0 or bool(branch.children)
    fill = role if is_strong else "sand"
    color = stage.palette.on(fill) if is_strong else "ink"
    side = cm(0.3)
    anchor = pen.text(
        place, _texts(branch.node, stage, size, color), name="node", fill=fill, anchor="ctr", line="" if is_strong else role,
        width=1.25, inset=(side, cm(0.08), side, cm(0.08)),
    )  # fmt: skip
    for child in branch.children:
        other = _draw(
            pen, child, level + 1, y, step, high, wide, gap, box, size, stage, places, levels, is_reversed
        )  # fmt: skip
        if is_reversed:
            pen.join(other, "end", anchor, "start", line="muted", head="triangle")
        else:
            pen.join(anchor, "end", other, "start", line="muted")
        y += step * child.leaves()
    return anchor
