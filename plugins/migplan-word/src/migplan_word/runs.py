"""Words on their way into Word: runs of one script, each with its language, style, direction and font."""

import re
from collections.abc import Callable
from unicodedata import bidirectional

from attrs import field, mutable

from migplan.documents import Inline, Part, Span, Tag, Value, Weight
from migplan.hooks import ExportRequest
from migplan.locale import is_right_to_left, language_tag
from migplan_office.text import Script, clean, runs_by_script, xml_attribute, xml_escape
from migplan_word.anchors import Anchors, is_web

_WEIGHTS = {Weight.PLAIN: "", Weight.STRONG: "Strong", Weight.MUTED: "Muted", Weight.ACCENT: "AccentText"}
TONE_STYLES = {
    "achieved": "TagAchieved",
    "on-the-way": "TagOnTheWay",
    "late": "TagLate",
    "not-begun": "TagNotBegun",
    "neutral": "TagNeutral",
}
"""Character style by tone."""
SYMBOL_FONT = "Segoe UI Symbol"
_SYMBOL = re.compile("([\u2190-\u2bff\u2e3a-\u2e5d]+)")
_PLAIN_SYMBOLS = frozenset("←↑→↓↔∂∆∏∑−∕∙√∞∫≈≠≤≥◊○●∅⁄")
"""What the Latin font of every Office holds itself."""
_COMPLEX = re.compile("[^\u0000-\u058f\u1e00-\u1fff\u2000-\u206f\u20a0-\u20cf\u2100-\u218f]")
"""What a run of Latin letters cannot hold: other scripts, and symbols of another font."""
ESTIMATE = "≈\u00a0"
"""Set before an estimated value; the legend says what it means."""
_BAR_SPACE, _BAR_STEPS = "\u2009", 18
"""A thin space, and how many are the longest bar of a cell."""


@mutable(eq=False)
class Runs:
    """Writes lines as runs, for one document."""

    request: ExportRequest
    anchors: Anchors
    link: Callable[[str], str]
    """Gives the relationship id of a web link in the part being written."""
    cite: Callable[[str], str] = field(default=lambda key: "")
    """Gives the mark of a source."""
    variants: dict[tuple[str, str], str] = field(factory=dict)
    """Character styles that differ from another one by their font: style and font to name."""
    has_estimate: bool = False
    """Whether an estimated value was written since this was last set to false."""
    rtl: bool = field(init=False, default=False)
    """Whether the document runs from right to left."""
    _languages: dict[tuple[str, Script], str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.rtl = self.request.is_right_to_left

    def language(self, language: str = "", script: Script = Script.LATIN) -> str:
        """Give direction and language of a run as the end of its properties, and its font where a script needs one."""
        key = (language, script)
        known = self._languages.get(key)
        if known is None:
            known = self._languages[key] = self._language(language or self.request.document.language, script)
        return known

    def _language(self, language: str, script: Script) -> str:
        region = self.request.document.region or None
        others = (language, *self.request.languages)
        latin = next((one for one in others if not is_right_to_left(one) and "Tfng" not in one), "en")
        if script is Script.TIFINAGH:
            latin = language if language.startswith("zgh") else "zgh-Tfng-MA"
        base = {Script.HEBREW: "he"}.get(script, "ar")
        complex_script = next((one for one in others if one.startswith(base)), f"{base}-IL" if base == "he" else base)
        tag = f'<w:lang w:val="{language_tag(latin, region)}" w:bidi="{language_tag(complex_script, region)}"/>'
        return f"<w:rtl/>{tag}" if script.is_rtl else tag

    def _font(self, script: Script) -> str:
        if script is Script.TIFINAGH:
            return self.request.theme.tifinagh_font
        return SYMBOL_FONT if script is Script.OTHER else ""

    def text(self, text: str, style: str = "", language: str = "") -> str:
        """Write a string as runs in a character style; an empty one gives none."""
        return self.cleaned(clean(text), style, language)

    def bar(self, share: float, color: str) -> str:
        """Draw a bar of a share of the longest one, in shaded spaces; LibreOffice parts those that never break by fine lines."""
        language = self.language(script=Script.ARABIC if self.rtl else Script.LATIN)
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'
        spaces = _BAR_SPACE * max(1, round(share * _BAR_STEPS))
        return f"<w:r><w:rPr>{shading}{language}</w:rPr>{_T}{spaces}</w:t></w:r>"

    def cleaned(self, text: str, style: str = "", language: str = "") -> str:
        """Write a string that is clean already."""
        if not text:
            return ""
        rtl = is_right_to_left(language) if language else self.rtl
        if not rtl and _COMPLEX.search(text) is None:
            return self._run(text, style, language, Script.LATIN, "")
        done = []
        for piece, script in runs_by_script(text, rtl):
            if _SYMBOL.search(piece) is None:
                font = self._font(script)
                if script is Script.OTHER and any(bidirectional(letter) in ("R", "AL") for letter in piece):
                    script = Script.ARABIC
                done.append(self._run(piece, style, language, script, font))
                continue
            for part in _SYMBOL.split(piece):
                if part:
                    font = "" if part[0] in _PLAIN_SYMBOLS or not _SYMBOL.match(part) else SYMBOL_FONT
                    done.append(self._run(part, style, language, script, font or self._font(script)))
        return "".join(done)

    def _run(self, text: str, style: str, language: str, script: Script, font: str) -> str:
        style = self._variant(style, font) if font else style
        rstyle = f'<w:rStyle w:val="{style}"/>' if style else ""
        text = xml_escape(text)
        if "\n" in text or "\t" in text:
            text = text.replace("\n", f"</w:t><w:br/>{_T}").replace("\t", f"</w:t><w:tab/>{_T}")
        return f"<w:r><w:rPr>{rstyle}{self.language(language, script)}</w:rPr>{_T}{text}</w:t></w:r>"

    def _variant(self, style: str, font: str) -> str:
        key = (style, xml_attribute(font))
        if key not in self.variants:
            self.variants[key] = f"{style or 'Text'}Font{len(self.variants) + 1}"
        return self.variants[key]

    def inline(self, inline: Inline, style: str = "", notes: bool = True) -> str:
        """Write a line; `style` is the character style of parts without a weight of their own."""
        if isinstance(inline, str):
            return self.text(inline, style)
        if not isinstance(inline, tuple):
            return self._part(inline, style, notes)
        return "".join(self._part(part, style, notes) for part in inline)

    def _part(self, part: Part, style: str, notes: bool) -> str:
        if isinstance(part, str):
            return self.text(part, style)
        if isinstance(part, Value):
            return self.value(part, style, notes=notes)
        if isinstance(part, Tag):
            return self.tag(part)
        return self._span(part, style, notes)

    def value(self, value: Value, style: str = "", with_unit: bool = True, notes: bool = True) -> str:
        """Write a value as the document's language writes it, an estimate marked as such, its source cited."""
        written = value.written(self.request.document.language, with_unit)
        if value.is_estimated:
            self.has_estimate = True
            written = ESTIMATE + written
        runs = self.text(written, style)
        return runs + self.cite(value.source) if notes and value.source else runs

    def tag(self, tag: Tag) -> str:
        """Write a tag: the symbol of its tone and its word, on the ground of its tone."""
        tone = tag.tone.value
        return self.text(f"{self.request.theme.tone(tone).symbol}\u00a0{tag.text}", TONE_STYLES.get(tone, "TagNeutral"))

    def _span(self, span: Span, style: str, notes: bool) -> str:
        name = _WEIGHTS[span.weight] or style
        if span.link.startswith("#"):
            linked = span.link[1:] in self.anchors.names
            runs = self.text(span.text, "Hyperlink" if linked else name, span.language)
            runs = self.anchors.to(span.link[1:], runs) if linked and runs else runs
        elif span.link and is_web(span.link):
            runs = self.text(span.text, "Hyperlink", span.language)
            if runs:
                runs = f'<w:hyperlink r:id="{self.link(span.link)}" w:history="1">{runs}</w:hyperlink>'
        else:
            runs = self.text(span.text, name, span.language)
        return runs + self.cite(span.source) if notes and span.source else runs


_T = '<w:t xml:space="preserve">'
