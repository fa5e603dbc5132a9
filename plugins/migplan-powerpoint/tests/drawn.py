"""What LibreOffice draws of a deck, against what its slides say: words out of frame or slide, lost, or over one another."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pymupdf
from lxml import etree

from migplan_office.scripts import has_rtl

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU_PER_POINT = 12_700
EDGE = 0.5 / 2.54 * 72
TOLERANCE = 2.0

BELOW_LINE = 0.2
"""How far Arabic letters reach below their line, in em."""

Frame = tuple[float, float, float, float]
Word = tuple[float, float, float, float, str]


def slides_of(data: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        count = sum(name.startswith("ppt/slides/slide") for name in package.namelist())
        roots = [etree.fromstring(package.read(f"ppt/slides/slide{number}.xml")) for number in range(1, count + 1)]
    return [root for root in roots if root.get("show") != "0"]


def frame_of(place: Any) -> Frame | None:
    offset, extent = place.find(f"{A}off"), place.find(f"{A}ext")
    if offset is None or place.get("rot"):
        return None
    x, y = int(offset.get("x")) / EMU_PER_POINT, int(offset.get("y")) / EMU_PER_POINT
    return x, y, x + int(extent.get("cx")) / EMU_PER_POINT, y + int(extent.get("cy")) / EMU_PER_POINT


def framed_texts(slide: etree._Element) -> Iterator[tuple[Frame, list[str]]]:
    """Walk over the shapes that say where they stand, with their words; tables count as one frame."""
    for shape in slide.iter(f"{P}sp"):
        place = shape.find(f"{P}spPr/{A}xfrm")
        body = shape.find(f"{P}txBody")
        if place is None or body is None or body.find(f"{A}bodyPr").get("vert"):
            continue
        frame = frame_of(place)
        if frame is not None:
            yield frame, words_in(body)
    for shape in slide.iter(f"{P}graphicFrame"):
        frame = frame_of(shape.find(f"{P}xfrm"))
        if frame is not None and shape.find(f".//{A}tbl") is not None:
            yield frame, words_in(shape)


def words_in(element: Any) -> list[str]:
    said = []
    for paragraph in element.iter(f"{A}p"):
        pieces = [node.text or "" if node.tag == f"{A}t" else " " for node in paragraph.iter(f"{A}t", f"{A}br")]
        said.extend(re.split(r"[\s-]+", "".join(pieces).strip()))
    return [word for word in said if word]


def drawn_words(page: Any) -> list[Word]:
    return [tuple(word[:5]) for word in page.get_text("words", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)]


def lines_of(page: Any) -> list[tuple[Frame, float, int, str]]:
    """Give what is drawn, span by span: the frame of its ink, its baseline, the number of its block, its text."""
    found = []
    for number, block in enumerate(page.get_text("dict")["blocks"]):
        for line in block.get("lines", ()):
            for span in line["spans"]:
                text = span["text"].strip()
                if any(letter.isalnum() for letter in text) and line["dir"][0] > 0.9:
                    # The ink of a line stands between cap height and baseline, not in the whole of the font's box;
                    # that of Arabic reaches below the line.
                    baseline, high = span["origin"][1], span["size"] * 0.62
                    low = span["size"] * BELOW_LINE if has_rtl(text) else 0.0
                    frame = (span["bbox"][0] + 1, baseline - high, span["bbox"][2] - 1, baseline + low)
                    found.append((frame, baseline, number, text))
    return found


def meet(one: Frame, two: Frame) -> bool:
    return min(one[2], two[2]) - max(one[0], two[0]) > 1.0 and min(one[3], two[3]) - max(one[1], two[1]) > 1.0


def overlaps(page: Any) -> list[str]:
    """List texts drawn over one another; pieces of one line of one text, whose order is mixed, are let alone."""
    lines = lines_of(page)
    return [
        f"{text!r} over {other!r}"
        for index, (frame, baseline, block, text) in enumerate(lines)
        for second, line, same, other in lines[index + 1 :]
        if not (block == same and abs(baseline - line) < 2.0) and meet(frame, second)
    ]


def outside(page: Any) -> list[str]:
    width, height = page.rect.width, page.rect.height
    return [
        word[4]
        for word in drawn_words(page)
        if word[0] < EDGE or word[1] < EDGE or word[2] > width - EDGE or word[3] > height - EDGE
    ]


def out_of_frame(slide: etree._Element, page: Any) -> list[str]:
    """List the words that are drawn, but none of whose drawn places lies within their frame.

    Arabic words are let alone: a PDF gives back their ligatures in another order.
    """
    drawn = drawn_words(page)
    places: dict[str, list[Frame]] = {}
    faults = []
    for frame, words in framed_texts(slide):
        for word in (one for one in words if not has_rtl(one)):
            if word not in places:
                places[word] = [spot[:4] for spot in drawn if word in spot[4]]
            spots = places[word]
            if spots and not any(
                spot[0] >= frame[0] - TOLERANCE
                and spot[2] <= frame[2] + TOLERANCE
                and (spot[1] + spot[3]) / 2 >= frame[1] - TOLERANCE
                and (spot[1] + spot[3]) / 2 <= frame[3] + TOLERANCE
                for spot in spots
            ):
                faults.append(f"{word!r} outside {tuple(round(edge) for edge in frame)}")
    return faults


def lost(slide: etree._Element, page: Any) -> Counter[str]:
    """Count the letters of the slide that the page lacks: what runs over the slide's edge disappears from a PDF."""
    wanted = Counter("".join(word for word in words_in(slide)))
    drawn = Counter(re.sub(r"[\s-]+", "", page.get_text()))
    return wanted - drawn


def faults_of(data: bytes, pdf: bytes, *, is_latin: bool) -> list[str]:
    slides = slides_of(data)
    with pymupdf.open(stream=pdf, filetype="pdf") as drawn:
        assert len(drawn) == len(slides)
        faults = []
        for number, (slide, page) in enumerate(zip(slides, drawn, strict=True), start=1):
            faults += [f"slide {number}: {fault}" for fault in overlaps(page)]
            faults += [f"slide {number}: {word!r} at the edge" for word in outside(page)]
            if is_latin:
                faults += [f"slide {number}: {fault}" for fault in out_of_frame(slide, page)]
                faults += [f"slide {number}: lost {letter!r} x {n}" for letter, n in lost(slide, page).items()]
    return faults
