"""A chart as a picture that stands alone: sizes in pixels, colours for white paper, its key under it.

On a page the stylesheet gives a chart its colours; a file has none.
"""

import re
from html import unescape

from portal.content.charts.drawing import Chart
from portal.content.signs import clean

WIDTH, LINE, LETTER = 640, 22, 6.6  # px; a letter's width on average
_DRAWN = re.compile(
    r'<svg width="100%" height="(?P<height>\d+)"[^>]*><title[^>]*>(?P<title>.*?)</title>'
    r"<desc[^>]*>(?P<words>.*?)</desc>(?P<inside>.*)</svg>",
    re.DOTALL,
)
_KEY = re.compile(r'<li>(<svg width="(\d+)".*?</svg>)(.*?)</li>', re.DOTALL)
_LOOKS = (
    ".c1,.dot{fill:#0e5560}.c2{fill:#0e5560;fill-opacity:.42}.c-hatch{stroke:#0e5560;stroke-width:1.5}"
    ".c3{fill:#fff;stroke:#0e5560;stroke-width:1;stroke-dasharray:3 2}.c-axis{stroke:#bbb;stroke-width:1}"
    ".l-value{stroke:#0e5560;stroke-width:1.5}.l-mean{stroke:#000;stroke-width:3;stroke-linecap:round}"
    ".l-goal{stroke:#000;stroke-width:1.5;stroke-dasharray:8 5}"
    ".l-break{stroke:#333;stroke-width:1.5;stroke-dasharray:1.5 4}"
    ".dot-hollow{fill:#fff;stroke:#0e5560;stroke-width:2}"
    ".ct{fill:#000;font-family:Libertinus Serif;font-size:14px}.ct-b{font-weight:bold}.ct-m{fill:#333}"
    ".ct-on{fill:#fff}.ct-end{text-anchor:end}.ct-mid{text-anchor:middle}"
)


def described(chart: Chart) -> tuple[str, str]:
    """Return the title of a chart, and what it shows in words."""
    drawn = _drawn(chart)
    return unescape(drawn["title"]), unescape(drawn["words"])


def picture(chart: Chart) -> str:
    """Return the chart as SVG that needs nothing around it. Nothing in it moves, links or loads."""
    drawn = _drawn(chart)
    key, rows = _key(clean(str(chart.key)), int(drawn["height"]))
    height = int(drawn["height"]) + rows * LINE + 4
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    inside = f"<style>{_LOOKS}</style>{drawn['inside']}{key}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'


def _drawn(chart: Chart) -> re.Match[str]:
    drawn = _DRAWN.fullmatch(clean(str(chart.svg)))
    if drawn is None:
        raise ValueError("A chart is drawn by charts.drawing.framed")
    return drawn


def _key(html: str, top: int) -> tuple[str, int]:
    """The swatches with their names in rows under the drawing, and how many rows they take."""
    placed, x, row = [], 0.0, 0
    for swatch, wide, words in _KEY.findall(html):
        aside = int(wide) + 8
        width = aside + LETTER * len(unescape(words)) + 18
        if x and x + width > WIDTH:
            x, row = 0.0, row + 1
        y = top + row * LINE + 6
        placed.append(f'<g transform="translate({x:.0f} {y})">{swatch}</g>')
        placed.append(f'<text class="ct" x="{x + aside:.0f}" y="{y + 12}">{words}</text>')
        x += width
    return "".join(placed), row + 1 if placed else 0
