"""Notes on cells: their texts, and the shapes in the old drawing language that programs show them in."""

from migplan_excel.list_objects import MAIN
from migplan_excel.names import cell
from migplan_excel.sheet import Note, Sheet
from migplan_office.text import clean, cut, escape_cell, xml_escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST = 2000
_LINE = 34
"""Letters on a line of a note."""


def comments_xml(sheet: Sheet) -> str:
    """Write the texts of a sheet's notes, without an author."""
    listed = "".join(
        f'<comment ref="{cell(note.column, note.row)}" authorId="0"><text><r><rPr><sz val="9"/><color rgb="FF1D2B36"/>'
        f'<rFont val="{"Arial" if sheet.is_right_to_left else "Calibri"}"/><family val="2"/></rPr>'
        f'<t xml:space="preserve">{xml_escape(escape_cell(_text(note)))}</t></r></text></comment>'
        for note in sheet.notes
    )
    return f'{_HEAD}<comments xmlns="{MAIN}"><authors><author></author></authors><commentList>{listed}</commentList></comments>'


def _text(note: Note) -> str:
    return cut(clean(note.text), _LONGEST)[0]


def vml_xml(sheet: Sheet, count: int) -> str:
    """Write the shapes of a sheet's notes, each as high as its text; `count` numbers the sheets that have notes from 1."""
    shapes = "".join(
        _shape(1024 * count + number, note, sheet.is_right_to_left) for number, note in enumerate(sheet.notes, start=1)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        f'<o:idmap v:ext="edit" data="{count}"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
        f"{shapes}</xml>"
    )


def _shape(number: int, note: Note, is_right_to_left: bool) -> str:
    lines = sum(1 + len(line) // _LINE for line in _text(note).split("\n"))
    style = "direction:rtl;text-align:right" if is_right_to_left else "text-align:left"
    anchor = f"{note.column}, 12, {note.row - 1}, 4, {note.column + 2}, 60, {note.row + max(1, lines - 1)}, 8"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
        ' fillcolor="#F5F0E6" strokecolor="#D8D2C4" o:insetmode="auto"><v:fill color2="#F5F0E6"/>'
        '<v:path o:connecttype="none"/>'
        f'<v:textbox style="mso-direction-alt:auto"><div style="{style}"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{note.row - 1}</x:Row><x:Column>{note.column - 1}</x:Column></x:ClientData></v:shape>"
    )
