"""The agreements' demo data, asked for by ``portal.demo``."""

from datetime import datetime

from funding.demo.example import load_example
from funding.demo.example_money import load_example_money
from funding.demo.example_reports import load_example_reports
from funding.demo.example_signing import load_example_signing
from funding.demo.historic import load_historic
from funding.domain.costtypes import add_cost_types


class FundingDemo:
    """The agreement of 2018, as it was printed; and one of the example year."""

    def load(self, now: datetime) -> None:
        """Add them. Organisations, people and the year's wheel are there."""
        add_cost_types()
        load_historic(now)
        load_example_signing(now)
        example = load_example(now)
        load_example_reports(example, now)
        load_example_money(example, now)
