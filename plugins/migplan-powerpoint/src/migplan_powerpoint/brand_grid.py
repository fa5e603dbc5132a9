"""The grid and the theme made of a client's template: where things stand, and in which colours they can be read."""

from collections.abc import Callable, Mapping

from attrs import frozen

from migplan.themes import Theme
from migplan_office.brand import brand_theme, contrast
from migplan_powerpoint.brand import PICTURE, TEXTS, TITLES, Brand, BrandLayout, Slot
from migplan_powerpoint.geometry import Box, Grid, Opening, cm, page_scale


@frozen
class Dress:
    """Theme and readability of the slides of one layout."""

    theme: Theme
    has_plate: bool
    title_color: str
    has_title_plate: bool


def dressed(brand: Brand, layout: BrandLayout, base: Theme, body: Box) -> Dress:
    """Make the theme of a layout's slides; without one ground under the body, a plate of it is drawn."""
    title = layout.first(*TITLES)
    text = layout.first(*TEXTS, "subTitle") or title
    ink = text.color if text is not None else ""
    ink = ink or brand.scheme.get("tx1", "")
    ground = layout.under(body)
    has_plate = ground == PICTURE
    if has_plate:
        ground = _plate(ink, brand.scheme)
    said = title.color if title is not None else ""
    behind = layout.under(title.box) if title is not None else ground
    has_title_plate = behind == PICTURE
    behind = ground if has_title_plate else behind
    color = said or brand.scheme.get("tx1", "")
    theme = brand_theme(base, ground, ink, brand.scheme, said if behind == ground else "", brand.font)
    if contrast(color or "000000", behind) < 4.5:
        color = theme.primary if behind == ground else max("000000", "FFFFFF", key=lambda one: contrast(one, behind))
    return Dress(theme, has_plate, color or "primary", has_title_plate)


def _plate(ink: str, scheme: Mapping[str, str]) -> str:
    light = ink and contrast(ink, "FFFFFF") < contrast(ink, "000000")
    known = [scheme.get(name, "") for name in ("bg1", "bg2")]
    fitting = [
        color for color in known if color and (contrast(color, "FFFFFF") > contrast(color, "000000")) == bool(light)
    ]
    return fitting[0] if fitting else ("1D2B36" if light else "FFFFFF")


def brand_grid(brand: Brand, base: Theme) -> Grid:
    """Give the grid of a template's content slides, at the size things are drawn; x runs from where reading starts."""
    scale = page_scale(brand.width, brand.height)
    w, h = round(brand.width / scale), round(brand.height / scale)
    side = max(round(cm(0.85) / scale), cm(0.85))

    def drawn(slot: Slot | None) -> Box | None:
        if slot is None:
            return None
        box = slot.box
        x = brand.width - box.x - box.w if brand.is_right_to_left else box.x
        left, top = max(round(x / scale), side), max(round(box.y / scale), side)
        end, bottom = min(round((x + box.w) / scale), w - side), min(round(box.bottom / scale), h - side)
        return Box(left, top, end - left, bottom - top) if end > left and bottom > top else None

    layout = brand.content
    title = drawn(layout.first(*TITLES))
    if title is None or title.w < w * 0.45 or title.y > h * 0.3:
        title = Box(cm(1.5), cm(1.2), w - cm(3), cm(2.45))
    anchor = getattr(layout.first(*TITLES), "anchor", "t")
    most, least = cm(3.4), cm(1.9)
    if title.h > most:
        title = title.at(y=title.y + {"t": 0, "b": title.h - most}.get(anchor, (title.h - most) // 2), h=most)
    title = title.at(h=max(title.h, least))
    feet = [
        box for kind in ("ftr", "sldNum", "dt") if (box := drawn(layout.first(kind))) is not None and box.y > h * 0.7
    ]
    floor = min((box.y for box in feet), default=h - cm(1.5)) - cm(0.2)
    text = drawn(layout.first(*TEXTS))
    wide = (
        text
        if text is not None and text.w >= w * 0.6
        else title
        if title.w >= w * 0.7
        else Box(cm(1.5), 0, w - cm(3), 0)
    )
    kicker = Box(wide.x, title.bottom + cm(0.1), wide.w, cm(0.62))
    top = kicker.bottom + cm(0.25)
    if text is not None and text.w >= w * 0.6 and top < text.y < h * 0.45:
        top = text.y
        kicker = kicker.at(y=max(title.bottom + cm(0.1), top - cm(0.9)))
    source = Box(wide.x, floor - cm(0.6), wide.w, cm(0.6))
    body = Box(wide.x, top, wide.w, source.y - cm(0.15) - top)
    footer, number = drawn(layout.first("ftr")), drawn(layout.first("sldNum"))
    real = Box(*(round(one * scale) for one in (body.x, body.y, body.w, body.h)))
    if brand.is_right_to_left:
        real = real.at(x=brand.width - real.x - real.w)
    dress = dressed(brand, layout, base, real)
    foot = layout.first("ftr")
    below = layout.under(foot.box) if foot is not None else ""
    dark = max("000000", "FFFFFF", key=lambda one: contrast(one, below)) if below not in ("", PICTURE) else "muted"
    foot_color = foot.color if foot is not None and foot.color and (below in ("", PICTURE) or contrast(foot.color, below) >= 4.5) else dark  # fmt: skip
    align = getattr(layout.first(*TITLES), "align", "l")
    return Grid(
        slide=Box(0, 0, w, h),
        title=title,
        kicker=kicker,
        body=body,
        source=source,
        footer=Box(wide.x, floor + cm(0.2), wide.w, cm(0.58)),
        footer_text=footer or Box(wide.x, h - side - cm(0.58), wide.w - cm(3), cm(0.58)),
        page_number=number or Box(wide.end - cm(2.5), h - side - cm(0.58), cm(2.5), cm(0.58)),
        scale=scale,
        margin=wide.x,
        title_color=dress.title_color,
        footer_color=foot_color,
        title_anchor=anchor if anchor in ("t", "ctr", "b") else "t",
        has_title_plate=dress.has_title_plate,
        title_align="ctr" if align == "ctr" else "start",
        has_plate=dress.has_plate,
        opening=_opening(brand, drawn, w, h, side),
    )


def _opening(brand: Brand, drawn: Callable[[Slot | None], Box | None], w: int, h: int, side: int) -> Opening:
    wide = Box(cm(1.5), 0, w - cm(3), h)
    title = drawn(brand.cover.first(*TITLES)) or Box(wide.x, cm(2), wide.w, cm(4))
    if title.w < w * 0.4:
        title = Box(wide.x, title.y, wide.w, title.h)
    foot = Box(wide.x, h - side - cm(2.9), wide.w, cm(2.9))
    highest = h * 0.46
    tall = min(max(title.h, cm(2.6)), cm(4.6))
    title = title.at(y=max(min(title.y, round(highest) - tall), cm(1.1)), h=tall)
    text = Box(title.x, title.bottom + cm(0.3), title.w, foot.y - cm(0.3) - title.bottom - cm(0.3))
    name = drawn(brand.divider.first(*TITLES)) or title
    name = name.at(y=min(name.y, round(h * 0.6)), h=max(min(name.h, cm(5)), cm(2.6)))
    message = Box(name.x, min(name.bottom + cm(0.4), h - cm(4)), name.w, cm(2.4))
    number = Box(name.x, max(name.y - cm(1.6), cm(0.9)), name.w, 0)
    return Opening(title, text, None, foot, number, name, message)
