"""The table of contents: a real field whose entries and links are there when the file opens.

It never shows a wrong page number: each entry holds a field for its page whose result is invisible (a space without
width) until `migplan_word.pagination` has LibreOffice count the pages, or somebody asks Word to update the table. Only a
program that lays the file out knows on which page a heading falls.
"""

from collections.abc import Sequence

from migplan_word.looks import LINES
from migplan_word.notes import field_runs
from migplan_word.pages import unlinked
from migplan_word.writer import Entry, Writer

_NOT_YET = "\u200b"
_INSTRUCTION = 'TOC \\o "1-2" \\h \\z \\u'


def contents_xml(writer: Writer, entries: Sequence[Entry]) -> str:
    """Write the title and the entries; nothing when there is no heading."""
    if not entries:
        return ""
    title = writer.paragraph("TOCHeading", writer.words("blocks.contents"))
    properties = f"<w:rPr>{writer.runs.language()}</w:rPr>"
    lines = []
    for index, entry in enumerate(entries):
        start = end = ""
        if index == 0:
            start = (
                f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r>{properties}<w:instrText xml:space="preserve"> {_INSTRUCTION} </w:instrText></w:r>'
                f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
            )
        if index == len(entries) - 1:
            end = f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
        tab = f"<w:r>{properties}<w:tab/></w:r>"
        number = (writer.runs.text(entry.number, "HeadingNumber") if entry.number else "") + tab
        blank = f"<w:r>{properties}<w:t>{_NOT_YET}</w:t></w:r>"
        page = field_runs(f"PAGEREF {entry.bookmark} \\h", blank, properties)
        said = number + writer.runs.inline(unlinked(entry.text), notes=False) + tab + page
        linked = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{said}</w:hyperlink>'
        style = f"TOC{min(entry.level, 2)}"
        lines.append(writer.paragraph(style, runs=start + linked + end))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{title}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def tightness(entries: Sequence[Entry], height: float) -> int:
    """Give how far the lines of the contents close up to stay on one page of a height: 0 not at all, to 2."""
    chapters = sum(1 for entry in entries if entry.level == 1)
    sections = len(entries) - chapters
    for step, (chapter, section) in enumerate(LINES):
        if 46 + chapters * sum(chapter[1:]) + sections * sum(section[1:]) <= height:
            return step
    return 0
