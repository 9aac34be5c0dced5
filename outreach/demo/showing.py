"""The demo data of outreach, asked for by ``portal.demo``."""

from datetime import datetime

from outreach.demo.example import load_example_year
from outreach.demo.example_learnt import load_example_learnt
from outreach.demo.printed import load_printed
from outreach.domain.codelists import add_codes


class OutreachDemo:
    """What the printed sources tell, and an example year of several districts."""

    def load(self, now: datetime) -> None:
        """Add them. Organisations and people are there."""
        add_codes()
        load_printed(now)
        load_example_year(now)
        load_example_learnt(now)
