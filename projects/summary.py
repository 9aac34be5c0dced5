"""What the projects have to say for the committee."""

from portal.workareas import Scope, Summary


def summary(scope: Scope) -> Summary:
    """Standing tables, key figures and charts of the projects ``scope`` asks for."""
    return Summary()
