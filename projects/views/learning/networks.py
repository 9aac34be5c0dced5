"""One network: who is in it, what it has done."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.domain.networking import keep_network
from projects.forms.learning import NetworkForm
from projects.models import Network, Suggestion
from projects.views.learning.looks import activity_state, network_state
from projects.views.learning.pages import RecordCreate, RecordDetail, RecordEdit, RecordHistory, RecordPage


class NetworkPage(RecordPage):
    model, stem, plural = Network, "network", _("Nätverk")

    def rows(self) -> Any:
        return super().rows().select_related("kind")

    def badges(self) -> list[Any]:
        return [network_state(self.record.status), *super().badges()]


class NetworkDetail(NetworkPage, RecordDetail):
    """``/projekt/larande/natverk/<id>/``"""

    template_name = "projects/network_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        network = self.record
        held = network.activities.order_by("-begins", "-pk")
        found = {
            "members": list(network.members.select_related("organisation").order_by("position", "pk")),
            "activities": [(each, activity_state(each.status)) for each in held],
            "suggestions": list(Suggestion.objects.for_user(self.request.user).filter(network=network)),
        }
        return super().get_context_data(**(found | kwargs))


class NetworkHistory(RecordHistory, NetworkPage):
    """``.../historik/``: the network and who came and went."""

    children = ("members",)


class NetworkCreate(RecordCreate):
    """``/projekt/larande/natverk/nytt/``"""

    model, stem, plural = Network, "network", _("Nätverk")
    form_class = NetworkForm
    title, submit_label = _("Registrera nätverk"), _("Registrera nätverket")
    success_message = _("Nätverket är registrerat.")

    def keep(self, form: NetworkForm) -> Network:
        return keep_network(network=form.instance, members=form.members())


class NetworkEdit(RecordEdit):
    """``.../andra/``"""

    model, stem, plural = Network, "network", _("Nätverk")
    form_class = NetworkForm

    def keep(self, form: NetworkForm) -> Network:
        return keep_network(network=form.instance, members=form.members())
