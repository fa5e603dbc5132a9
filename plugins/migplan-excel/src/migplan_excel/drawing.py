"""What lies over the cells of a sheet: charts, pictures, groups of shapes, each with its alternative text."""

from migplan_excel.sheet import Anchored, Sheet
from migplan_office.text import clean, cut, xml_attribute

_EMU = 12700
_SPREADSHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def chart_type() -> str:
    """Give the content type of a chart's part."""
    return "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def emu(points: float) -> int:
    """Give a length in the unit of drawings."""
    return max(round(points * _EMU), 0)


def drawing_xml(sheet: Sheet, relations: list[str]) -> str:
    """Write a sheet's drawing part; `relations` holds the id of each item's part, in order."""
    inner = "".join(
        _anchor(number, item, relation)
        for number, (item, relation) in enumerate(zip(sheet.drawn, relations, strict=True), start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<xdr:wsDr xmlns:xdr="{_SPREADSHEET}" xmlns:a="{_MAIN}">{inner}</xdr:wsDr>'
    )


def _anchor(number: int, item: Anchored, relation: str) -> str:
    width, height = emu(item.width_points), emu(item.height_points)
    return (
        "<xdr:oneCellAnchor><xdr:from>"
        f"<xdr:col>{item.column - 1}</xdr:col><xdr:colOff>{emu(item.x_points)}</xdr:colOff>"
        f"<xdr:row>{item.row - 1}</xdr:row><xdr:rowOff>{emu(item.y_points)}</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{width}" cy="{height}"/>{_body(number, item, relation, width, height)}'
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )


def properties(number: int, name: str, alt: str) -> str:
    """Write the name and the alternative text of a drawn thing; without a text it is decoration."""
    head = f'<xdr:cNvPr id="{number}" name="{xml_attribute(name)}"'
    if alt:
        return f'{head} descr="{xml_attribute(cut(clean(alt), 250)[0])}"/>'
    return (
        f'{head} descr=""><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        f'<adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/></a:ext></a:extLst></xdr:cNvPr>'
    )


def _body(number: int, item: Anchored, relation: str, width: int, height: int) -> str:
    about = properties(number + 1, item.name, item.alt)
    if item.chart:
        return (
            f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>{about}<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
            f'<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></xdr:xfrm>'
            f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{_RELATIONS}"'
            f' r:id="{relation}"/></a:graphicData></a:graphic></xdr:graphicFrame>'
        )
    if item.picture:
        return (
            f"<xdr:pic><xdr:nvPicPr>{about}<xdr:cNvPicPr>"
            '<a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
            f'<xdr:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
        )
    box = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    return (
        f"<xdr:grpSp><xdr:nvGrpSpPr>{about}<xdr:cNvGrpSpPr/></xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm>{box}"
        f'<a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></xdr:grpSpPr>{item.shapes}</xdr:grpSp>'
    )


def rectangle(number: int, x: float, y: float, width: float, height: float, color: str) -> str:
    """Write one plain rectangle of a decorative group, in points from the group's corner."""
    return (
        f"<xdr:sp><xdr:nvSpPr>{properties(number, f'bar {number}', '')}<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm>"
        f'<a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></xdr:spPr></xdr:sp>"
    )
