"""The pages of a Word file: standing ones, and lying ones for tables that are too wide for them."""

from portal.content.word.marks import paragraph

STANDING, LYING = 9071, 14003  # twips between the margins
_FIRST = (
    '<w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/>'
    '<w:footerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId7"/>'
)
_MARGINS = (
    '<w:pgMar w:top="1474" w:right="1417" w:bottom="1361" w:left="1418" w:header="709" w:footer="567"'
    ' w:gutter="0"/>'
)
_SHAPES = {
    False: '<w:pgSz w:w="11906" w:h="16838"/>',
    True: '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
}
_SMALL = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


class Pages:
    """Which way the pages lie. Heads and feet are said once: later sections take over those of the first."""

    def __init__(self) -> None:
        self.lying, self.is_first = False, True

    def turn(self, *, lying: bool) -> str:
        """Return what ends the pages so far when the next ones lie another way, else nothing."""
        if lying == self.lying:
            return ""
        ended = self.properties()
        self.lying, self.is_first = lying, False
        return paragraph("", "", f"{_SMALL}{ended}")

    def properties(self) -> str:
        """Return the ``w:sectPr`` of the pages so far."""
        heads, title = (_FIRST, "<w:titlePg/>") if self.is_first else ("", "")
        return f"<w:sectPr>{heads}{_SHAPES[self.lying]}{_MARGINS}{title}</w:sectPr>"
