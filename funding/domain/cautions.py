"""What a signer should know before the name is on it: the text may be signed, but it reaches back."""

from datetime import date

from django.utils.translation import gettext as _

from funding.models import Terms


def cautions(terms: Terms, today: date) -> list[str]:
    """Return sentences about terms that begin before ``today``; none when their time lies ahead."""
    begins = terms.valid.lower
    if begins > today:
        return []
    words = {"day": begins.isoformat()}
    if terms.amends_id is None:
        return [
            _(
                "Villkoren gäller från %(day)s, alltså från en dag som redan har varit. De binder parterna "
                "även för den tiden när alla har undertecknat."
            )
            % words
        ]
    found = [
        _(
            "Tillägget gäller bakåt i tiden, från %(day)s. Det som redan är avräknat ändras inte av sig "
            "självt. Skillnaden tas i en ny avräkning."
        )
        % words
    ]
    if begins.year < today.year:
        found.append(
            _("Bokföringen för %(year)s öppnas inte igen. Skillnaden för det året debiteras inte.")
            % {"year": begins.year}
        )
    return found
