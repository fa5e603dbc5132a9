"""The table of contents and the lists of tables and figures: real fields whose entries and links are there when the file opens.

They never show a wrong page number: each entry holds a field for its page whose result is invisible (a space without
width) until `migplan_word.pagination` has LibreOffice count the pages, or somebody asks Word to update the table. Only a
program that lays the file out knows on which page a heading falls.
"""

from collections.abc import Sequence

from migplan.documents import Inline
from migplan_word.looks import LINES
from migplan_word.notes import field_runs
from migplan_word.pages import unlinked
from migplan_word.writer import Entry, Titled, Writer

_NOT_YET = "\u200b"
_MOST_UNLISTED = 10
"""Tables and figures below which a document needs no lists of them."""
_LIST_HEAD, _LIST_LINE = 50.0, 14.3
"""Points of the heading of a list, and of one of its lines."""
_INSTRUCTION = 'TOC \\o "1-2" \\h \\z \\u'


def contents_xml(writer: Writer, entries: Sequence[Entry]) -> str:
    """Write the title and the entries; nothing when there is no heading."""
    if not entries:
        return ""
    title = writer.paragraph("TOCHeading", writer.words("blocks.contents"))
    lines = [
        (f"TOC{min(entry.level, 2)}", entry.bookmark, writer.runs.text(entry.number, "HeadingNumber"), entry.text)
        for entry in entries
    ]
    field = _field(writer, _INSTRUCTION, lines)
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{title}{field}</w:sdtContent></w:sdt>"
    )


def lists_xml(writer: Writer, entries: Sequence[Entry], titled: Sequence[Titled]) -> str:
    """Write the list of tables and that of figures, each a field of its own; nothing in a short document."""
    if len(titled) < _MOST_UNLISTED:
        return ""
    done: list[str] = []
    height = writer.flow.upright.height
    room = height - _height(entries, tightness(entries, height))
    needed = sum(_LIST_HEAD + _LIST_LINE * sum(1 for one in titled if one.kind == kind) for kind in ("table", "figure"))
    for kind, name in (("table", "Table"), ("figure", "Figure")):
        found = [one for one in titled if one.kind == kind]
        if not found:
            continue
        first = "First" if not done and needed > room else ""
        done.append(writer.paragraph(f"ListHeading{first}", writer.words(f"blocks.list_{kind}s")))
        lines = [
            ("TableofFigures", one.bookmark, writer.runs.text(one.label, "PrimaryStrong"), one.text) for one in found
        ]
        done.append(_field(writer, f'TOC \\h \\z \\c "{name}"', lines))
    return "".join(done)


def _field(writer: Writer, instruction: str, lines: Sequence[tuple[str, str, str, Inline]]) -> str:
    """Write a field whose result is one paragraph a line: style, bookmark, runs of what stands first, text."""
    properties = f"<w:rPr>{writer.runs.language()}</w:rPr>"
    tab = f"<w:r>{properties}<w:tab/></w:r>"
    blank = f"<w:r>{properties}<w:t>{_NOT_YET}</w:t></w:r>"
    done = []
    for index, (style, bookmark, number, text) in enumerate(lines):
        start = end = ""
        if index == 0:
            start = (
                f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
                f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
            )
        if index == len(lines) - 1:
            end = f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
        page = field_runs(f"PAGEREF {bookmark} \\h", blank, properties)
        said = number + tab + writer.runs.inline(unlinked(text), notes=False) + tab + page
        linked = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{said}</w:hyperlink>'
        done.append(writer.paragraph(style, runs=start + linked + end))
    return "".join(done)


def tightness(entries: Sequence[Entry], height: float) -> int:
    """Give how far the lines of the contents close up to stay on one page of a height: 0 not at all, to 3."""
    return next((step for step in range(len(LINES)) if _height(entries, step) <= height), 0)


def _height(entries: Sequence[Entry], step: int) -> float:
    chapter, section = LINES[step]
    chapters = sum(1 for entry in entries if entry.level == 1)
    return 46 + chapters * sum(chapter[1:]) + (len(entries) - chapters) * sum(section[1:])
