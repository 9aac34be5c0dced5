"""The demo data of outreach, asked for by ``portal.demo``."""

from datetime import datetime

from outreach.domain.codelists import add_codes


class OutreachDemo:
    """The code lists; the printed sources' outreach and the example year come on top of them."""

    def load(self, now: datetime) -> None:
        """Add them. Organisations and people are there."""
        add_codes()
