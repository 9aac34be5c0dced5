"""What the agreement's own page offers of signing, as links in its head."""

from django.urls import reverse
from django.utils.translation import gettext as _

from funding.models import Terms
from funding.views.signing.table import SigningTable
from portal.ui.views import Action


def signing_actions(terms: Terms, signing: SigningTable) -> list[Action]:
    """Return the one thing the reader came to do: send a draft, or sign what waits for the own signature."""
    if terms.state == Terms.State.DRAFT and signing.may_draft:
        return [
            Action(
                _("Skicka för underskrift"), reverse("funding:terms_send", args=[terms.agreement_id]), "send"
            )
        ]
    if line := signing.mine:
        where = reverse("funding:signature_create", args=[terms.agreement_id, line.party.pk])
        return [Action(_("Läs och underteckna"), where, "pen")]
    return []
