"""Sources as footnotes: a real footnotes part, one note a source in each section, later mentions as references to it."""

from collections.abc import Callable

from attrs import field, mutable

from migplan.documents import Inline, SourceNote, Span, parts
from migplan_word.anchors import Anchors

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    "<w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    "<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)


@mutable(eq=False)
class Notes:
    """Footnotes of one document, numbered as they come."""

    sources: dict[str, SourceNote]
    anchors: Anchors
    write: Callable[[Inline], str]
    """Writes a line as runs."""
    open_paragraph: str
    """Beginning of a paragraph in the style of footnotes."""
    language: str
    """`w:lang` of the marks."""
    believe: Callable[[Inline], None] = field(default=lambda text: None)
    """Told of each new note, whose room it takes at the foot of the page."""
    _written: list[str] = field(factory=list)
    _here: dict[str, int] = field(factory=dict)

    def new_section(self) -> None:
        """Begin a section: a source cited again gets a note again, near its reader."""
        self._here.clear()

    def cite(self, key: str) -> str:
        """Give the mark of a source as runs; nothing when the document does not describe it."""
        source = self.sources.get(key)
        if source is None:
            return ""
        number = self._here.get(key)
        if number is not None:
            return self._again(number)
        number = self._here[key] = len(self._written) + 1
        self._written.append("")
        text: Inline = source.text
        if source.link:
            text = tuple(
                Span(part, link=source.link) if isinstance(part, str) and part else part for part in parts(source.text)
            )
        self.believe(text)
        mark = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>{self.language}</w:rPr><w:footnoteRef/></w:r>'
        space = f'<w:r><w:rPr>{self.language}</w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
        self._written[number - 1] = (
            f'<w:footnote w:id="{number}">{self.open_paragraph}{mark}{space}{self.write(text)}</w:p></w:footnote>'
        )
        reference = (
            f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>{self.language}</w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )
        return self.anchors.mark_as(f"note_{number}", reference)

    def _again(self, number: int) -> str:
        properties = f'<w:rPr><w:rStyle w:val="FootnoteReference"/>{self.language}</w:rPr>'
        return field_runs(f"NOTEREF note_{number} \\f \\h", f"<w:r>{properties}<w:t>{number}</w:t></w:r>", properties)

    @property
    def xml(self) -> str:
        """The content of the footnotes part; separators always stand there."""
        return _SEPARATORS + "".join(self._written)


def field_runs(instruction: str, result: str, properties: str = "") -> str:
    """Write a field with its result, which is given as runs."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )
