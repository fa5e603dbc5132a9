"""Text on its way to a slide: runs and paragraphs, their XML, and how much room they take."""

import math
import re
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from migplan.documents import Holds, Inline, Span, Tag, Value, Weight, parts
from migplan.hooks import ExportRequest
from migplan.locale import language_tag
from migplan_office.fonts import SYMBOL_FONT, missing_glyphs
from migplan_office.scripts import has_rtl, isolate
from migplan_office.text import clean, is_rtl, xml_escape
from migplan_powerpoint.colors import Palette
from migplan_powerpoint.geometry import pt
from migplan_powerpoint.measure import Ruler

BODY_SIZES = (20.0, 18.0, 17.0, 16.0)
"""Sizes of running text, in points: the largest that fits."""
TABLE_SIZES = (14.0, 13.0, 12.0, 11.0)
SMALL = 12.0
"""Captions and reading help in diagrams."""
LEAST = 11.0
"""Nothing on a slide is smaller."""
INDENT = 16.0
"""Width of one step of a list, in points."""
_NUMBER_INDENT = 1.3
"""Width of a numbered step, in letters' heights: `10.` stands clear of its words."""
FOREIGN = 1.4
"""Room for signs of a font that we do not ship, over what was measured."""

_SPACES = re.compile(r"[ \t]+")
_WORDS = re.compile(r"[ \t\n]+")
"""Where lines may break; hard spaces hold."""
_TIFINAGH = re.compile("[\u2d30-\u2d7f]")


@frozen
class Run:
    """Words of one look."""

    text: str
    is_bold: bool = False
    color: str = "ink"
    """Colour role, or RRGGBB."""
    language: str = ""
    """BCP 47; empty for the document's own."""
    link: str = ""
    font: str = ""
    size: float = 0
    """Points; 0 takes the paragraph's."""


@frozen
class Para:
    """One paragraph."""

    runs: tuple[Run, ...]
    size: float
    """Points, before letters of small-looking scripts are enlarged."""
    align: str = "start"
    """`start`, `ctr` or `end`."""
    mark: str = ""
    """What stands before it in a list: `•`, `1.`."""
    level: int = 1
    before: float = 0
    """Space above, in points."""
    color_of_mark: str = "primary"
    is_rtl: bool | None = None
    """Direction of a paragraph in another language than the document's; `None` takes the document's."""

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


class Writer:
    """Sets the text of one document: its language, its direction, its letters."""

    def __init__(self, request: ExportRequest, palette: Palette) -> None:
        """Take language, direction and fonts from a request."""
        self.language = request.language
        self.region = request.document.region
        self.is_mirrored = request.is_right_to_left
        self.theme = request.theme
        self.palette = palette
        self.words = request.words
        self.ruler = Ruler()
        self.scale = request.theme.arabic_scale if request.is_right_to_left else 1.0
        self._tags: dict[str, str] = {}
        self._looks: dict[tuple[object, ...], tuple[str, str]] = {}
        self._paragraphs: dict[tuple[object, ...], str] = {}
        self._arabic = next((language for language in request.languages if is_rtl(language)), "ar")
        self._estimated = self.words("blocks.estimated")

    def tag(self, language: str = "") -> str:
        """Give the tag that a run of this language carries."""
        found = self._tags.get(language)
        if found is None:
            found = self._tags[language] = language_tag(language or self.language, self.region or None)
        return found

    def text(self, text: str) -> str:
        """Give a text cleaned, tabs as spaces, its order guarded where the document runs from right to left."""
        text = clean(text)
        if "\t" in text:
            text = text.replace("\t", " ")
        return isolate(text) if self.is_mirrored else text

    def runs(self, inline: Inline, *, is_bold: bool = False, color: str = "ink", unit: bool = True) -> tuple[Run, ...]:
        """Give the runs of a line: values written out, estimates said, tags with their symbol."""
        if type(inline) is str:
            return self._seen(Run(self.text(inline), is_bold, color)) if inline else ()
        return tuple(run for part in parts(inline) for run in self._part(part, is_bold, color, unit))

    def _part(self, part: object, is_bold: bool, color: str, unit: bool) -> tuple[Run, ...]:
        if isinstance(part, Value):
            run = Run(self.text(part.written(self.language, with_unit=unit)), is_bold, color)
            if part.is_estimated:
                return (run, Run(f" ({self._estimated})", False, "muted"))
            return (run,)
        if isinstance(part, Tag):
            looks = self.theme.tone(part.tone.value)
            return (
                Run(f"{looks.symbol} ", True, looks.ink, font=SYMBOL_FONT),
                *self._seen(Run(self.text(part.text), True, looks.ink)),
            )
        if isinstance(part, Span):
            if not part.text:
                return ()
            strong = is_bold or part.weight in (Weight.STRONG, Weight.ACCENT)
            shade = {Weight.MUTED: "muted", Weight.ACCENT: "accent"}.get(part.weight, color)
            return self._seen(Run(self.text(part.text), strong, shade, part.language, part.link))
        return self._seen(Run(self.text(str(part)), is_bold, color)) if part else ()

    def _seen(self, run: Run) -> tuple[Run, ...]:
        """Set signs that the language's fonts lack in a font that has them."""
        missing = missing_glyphs(run.text)
        if not missing:
            return (run,)
        pieces = re.split(f"([{re.escape(missing)}]+)", run.text)
        return tuple(
            evolve(run, text=piece, font=SYMBOL_FONT if index % 2 else run.font)
            for index, piece in enumerate(pieces)
            if piece
        )

    def para(self, inline: Inline, size: float, *, is_bold: bool = False, color: str = "ink", align: str = "start",
             before: float = 0, mark: str = "", level: int = 1) -> Para:  # fmt: skip
        """Give a paragraph of one line of content."""
        return Para(self.runs(inline, is_bold=is_bold, color=color), size, align, mark, level, before)

    def sides(self, spans: Sequence[Span], size: float, *, is_bold: bool = False, color: str = "ink",
              align: str = "start", before: float = 0) -> list[Para]:  # fmt: skip
        """Give one paragraph for each language of a text, each in its own direction."""
        return [
            evolve(
                self.para(span, size, is_bold=is_bold, color=color, align=align, before=before),
                is_rtl=self._direction(span),
            )
            for span in spans
            if span.text
        ]

    @staticmethod
    def _direction(span: Span) -> bool | None:
        """Give the direction of a text by its language, unless its letters say otherwise."""
        if not span.language or (has_rtl(span.text) and not is_rtl(span.language)):
            return None
        return is_rtl(span.language)

    def scaling(self, text: str) -> float:
        """Give by how much a text is enlarged, because its letters look small."""
        return self.theme.arabic_scale if has_rtl(text) else 1.0

    def size_of(self, text: str, size: float) -> float:
        """Give the size in which a text is set."""
        return size * self.scaling(text)

    def _spoken(self, run: Run) -> str:
        """Give the language of a run: Arabic letters are not marked with a language that has none."""
        if (self.is_mirrored and not run.language) or not has_rtl(run.text):
            return run.language
        return run.language if is_rtl(run.language or self.language) else self._arabic

    # Room -------------------------------------------------------------------------------------------------------

    def lines(self, para: Para, width: float) -> int:
        """Count the lines of a paragraph in a width, in points."""
        free = max(width - (_step(para) * para.level if para.mark else 0), 1.0)
        if len(para.runs) == 1 and "\n" not in para.runs[0].text:
            run = para.runs[0]
            size = self.size_of(run.text, run.size or para.size)
            whole = self.ruler.em(run.text, run.is_bold) * size * (FOREIGN if run.font else 1.0)
            if whole <= free:
                return 1
        return sum(self._wrapped(line, free, para.size) for line in _hard_lines(para.runs))

    def _wrapped(self, runs: Sequence[Run], free: float, size: float) -> int:
        lines, used, word, gap = 1, 0.0, 0.0, 0.0
        for run in runs:
            actual = self.size_of(run.text, run.size or size)
            space = self.ruler.em(" ", run.is_bold) * actual
            for index, piece in enumerate(_SPACES.split(run.text)):
                if index:
                    lines, used = _placed(lines, used, gap, word, free)
                    gap, word = (space if used else 0.0), 0.0
                if piece:
                    word += self.ruler.em(piece, run.is_bold) * actual * (FOREIGN if run.font else 1.0)
        return _placed(lines, used, gap, word, free)[0]

    def line_height(self, para: Para) -> float:
        """Give the height of one line of a paragraph, in points."""
        if not para.runs:
            return para.size * 1.2
        return max(self.size_of(run.text, run.size or para.size) * self.ruler.leading(run.text) for run in para.runs)

    def height(self, paras: Iterable[Para], width: float) -> float:
        """Give the height of paragraphs in a width, both in points."""
        total = 0.0
        for number, para in enumerate(paras):
            total += self.lines(para, width) * self.line_height(para) + (para.before if number else 0)
        return total

    def widest_word(self, paras: Iterable[Para]) -> float:
        """Give the width of the widest word, in points."""
        widest = 0.0
        for para in paras:
            for run in para.runs:
                size = self.size_of(run.text, run.size or para.size)
                for word in _WORDS.split(run.text):
                    widest = max(widest, self.ruler.em(word, run.is_bold) * size)
        return widest

    def width(self, text: str, size: float, is_bold: bool = False) -> float:
        """Give the width of a text on one line, in points, with the reserve."""
        return self.ruler.em(text, is_bold) * self.size_of(text, size)

    def fits(self, paras: Sequence[Para], width: float, height: float) -> bool:
        """Say whether paragraphs stay within a width and a height, no word broken."""
        return self.height(paras, width) <= height and self.widest_word(paras) <= width

    def shortened(self, text: str, size: float, width: float, is_bold: bool = False) -> str:
        """Cut a text so that it fits on one line, with `…`; only for what is said in full elsewhere."""
        if self.width(text, size, is_bold) <= width:
            return text
        kept = text
        while kept and self.width(kept + "…", size, is_bold) > width:
            kept = kept[: max(len(kept) * 9 // 10, 0)] if len(kept) > 20 else kept[:-1]
        return kept.rstrip() + "…"

    # XML --------------------------------------------------------------------------------------------------------

    def run_xml(self, run: Run, size: float, link_id: str = "", action: str = "") -> str:
        """Give the element of a run; its line breaks are elements of their own."""
        actual = self.size_of(run.text, run.size or size)
        font = run.font or (self.theme.tifinagh_font if _TIFINAGH.search(run.text) else "")
        language = self._spoken(run)
        key = (run.is_bold, run.color, language, actual, font, link_id)
        looks = self._looks.get(key)
        if looks is None:
            looks = self._looks[key] = self._look(evolve(run, language=language), actual, font, link_id, action)
        head, line_break = looks
        if "\n" not in run.text:
            return f"{head}{xml_escape(run.text)}</a:t></a:r>"
        return line_break.join(f"{head}{xml_escape(line)}</a:t></a:r>" if line else "" for line in run.text.split("\n"))

    def _look(self, run: Run, size: float, font: str, link_id: str, action: str) -> tuple[str, str]:
        bold = ' b="1"' if run.is_bold else ' b="0"'
        fonts = f'<a:latin typeface="{font}"/><a:ea typeface="{font}"/><a:cs typeface="{font}"/>' if font else ""
        jump = f' action="{action}"' if action else ""
        link = f'<a:hlinkClick r:id="{link_id}"{jump}/>' if link_id else ""
        attributes = f'lang="{self.tag(run.language)}" sz="{round(size * 100)}"{bold}'
        body = f"{self.palette.fill(run.color)}{fonts}"
        return (
            f'<a:r><a:rPr {attributes} dirty="0">{body}{link}</a:rPr><a:t>',
            f"<a:br><a:rPr {attributes}>{body}</a:rPr></a:br>",
        )

    def align(self, align: str = "start", is_rtl: bool | None = None) -> str:
        """Give the attributes of alignment and direction of a paragraph, in its own direction or the document's."""
        is_mirrored = self.is_mirrored if is_rtl is None else is_rtl
        if align == "ctr":
            side = "ctr"
        elif is_mirrored:
            side = "r" if align == "start" else "l"
        else:
            side = "l" if align == "start" else "r"
        own = ' rtl="0"' if is_rtl is False else ""
        return f'algn="{side}"' + (' rtl="1"' if is_mirrored else own)

    def paragraph_head(self, para: Para) -> str:
        """Give the properties element of a paragraph."""
        key = (para.align, para.mark, para.level, para.before, para.color_of_mark, para.is_rtl, _step(para))
        found = self._paragraphs.get(key)
        if found is None:
            found = self._paragraphs[key] = self._paragraph(para)
        return found

    def _paragraph(self, para: Para) -> str:
        if para.mark:
            step = _step(para)
            indent = f'marL="{pt(step * para.level)}" indent="-{pt(step)}"'
            color = f"<a:buClr>{self.palette.color(para.color_of_mark)}</a:buClr>"
            if para.mark.rstrip(".").isdigit():
                mark = f'{color}<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{para.mark.rstrip(".")}"/>'
            else:
                mark = f'{color}<a:buFont typeface="Arial"/><a:buChar char="{para.mark}"/>'
        else:
            indent, mark = 'marL="0" indent="0"', "<a:buNone/>"
        level = f' lvl="{para.level - 1}"' if para.level > 1 else ""
        space = f'<a:spcBef><a:spcPts val="{round(para.before * 100)}"/></a:spcBef>'
        return f"<a:pPr {indent}{level} {self.align(para.align, para.is_rtl)}>{space}{mark}</a:pPr>"

    def end_xml(self, size: float) -> str:
        """Give the element that closes an empty paragraph."""
        return f'<a:endParaRPr lang="{self.tag()}" sz="{round(size * 100)}"/>'


def _step(para: Para) -> float:
    """Give the width of one step of a paragraph's list, in points."""
    is_numbered = para.mark.rstrip(".").isdigit()
    return max(INDENT, para.size * _NUMBER_INDENT) if is_numbered else INDENT


def _placed(lines: int, used: float, gap: float, word: float, free: float) -> tuple[int, float]:
    if not word:
        return lines, used
    if used and used + gap + word <= free:
        return lines, used + gap + word
    if used:
        lines += 1
    extra = math.ceil(word / free) - 1
    return lines + extra, word - extra * free if extra else word


def _hard_lines(runs: Sequence[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(evolve(run, text=first) if rest else run)
        lines.extend([evolve(run, text=line)] for line in rest)
    return lines


def is_number(holds: Holds) -> bool:
    """Say whether a column is set at the end of its cells."""
    return holds.is_number and holds is not Holds.BAR


def breakable(text: str) -> list[str]:
    """Give what may not be broken over lines: the text between its spaces, hard spaces held."""
    return _WORDS.split(text)


_INVISIBLE = " \t\n\u00a0\u200b\u200c\u200d\u200e\u200f\ufeff"


def is_visible(text: str) -> bool:
    """Say whether a text holds something that can be seen."""
    return bool(text.strip(_INVISIBLE))


def one_line(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Give runs without line breaks, as titles want them."""
    return tuple(evolve(run, text=run.text.replace("\n", " ")) if "\n" in run.text else run for run in runs)
