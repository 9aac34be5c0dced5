"""Charts as SVG, drawn from a table, so that the same numbers always stand in words beside them."""

from portal.content.charts.bars import bar_chart
from portal.content.charts.drawing import Chart
from portal.content.charts.lines import Dot, Line, Look, Mark, line_chart

__all__ = ["Chart", "Dot", "Line", "Look", "Mark", "bar_chart", "line_chart"]
