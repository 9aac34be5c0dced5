"""Small questions about people that pages ask."""

from portal.organisation.models import User


def demo_mode() -> bool:
    """Whether demo users are in: then every page says that this is a place to practise."""
    return User.objects.filter(is_demo=True).exists()
