"""A picture in a Word file, in DrawingML."""

from html import escape
from struct import unpack
from typing import Any

from portal.content.word.marks import Links

EMU, WIDE = 360_000, 16  # English metric units in a centimetre; how wide a picture is, cm
_SPACE = "http://schemas.openxmlformats.org/drawingml/2006"


def drawing(number: int, laid: dict[str, Any], links: Links) -> str:
    """Return a run with picture ``number`` of the paper, from 1; ``alt`` says what it shows."""
    wide, high = unpack(">II", links.pictures[number - 1][16:24])  # where a PNG says its size
    size = f'cx="{WIDE * EMU}" cy="{WIDE * EMU * high // wide}"'
    said = f'descr="{escape(laid["alt"])}" title="{escape(laid["title"])}"'
    named = f'id="{number}" name="Diagram {number}" {said}'
    picture = _picture(named, size, links.picture(number))
    graphic = f'<a:graphicData uri="{_SPACE}/picture">{picture}</a:graphicData>'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_SPACE}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
        f' distR="0"><wp:extent {size}/><wp:docPr {named}/><a:graphic xmlns:a="{_SPACE}/main">{graphic}'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _picture(named: str, size: str, relation: str) -> str:
    fill = f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
    place = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
    shape = f'{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    about = f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
    inside = f"{about}<pic:blipFill>{fill}</pic:blipFill><pic:spPr>{shape}</pic:spPr>"
    return f'<pic:pic xmlns:pic="{_SPACE}/picture">{inside}</pic:pic>'
