"""/mina-brev/: one's own choice about letters, and the link in each letter that stops them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, UpdateView

from portal.deadlines.access import may_see_wheel
from portal.deadlines.forms import OwnLettersForm
from portal.deadlines.optout import person_of, stop_letters
from portal.organisation.models import User
from portal.ui.views import CaseWorkMixin, PageMixin


class OwnLetters(CaseWorkMixin, UpdateView):
    """Everybody decides for themselves."""

    model, form_class = User, OwnLettersForm
    template_name = "deadlines/letters.html"
    title, submit_label = _("Mina brev"), _("Spara")
    success_message = _("Ditt val är sparat.")
    success_url = reverse_lazy("letters:own")

    def may(self) -> bool:
        return may_see_wheel(self.request.user)

    def get_object(self, queryset=None) -> User:
        return User.objects.get(pk=self.request.user.pk)

    def breadcrumb(self):
        return [(_("Årshjulet"), reverse_lazy("deadlines:wheel"))]


@method_decorator(csrf_exempt, name="dispatch")
class StopLetters(PageMixin, TemplateView):
    """Opened by a link in a letter, without logging in. GET asks, POST does it: a mail program that fetches
    links beforehand stops nothing, and its own button (RFC 8058) posts here with no form's token.

    The signed token is the right to stop this person's letters, and to nothing else.
    """

    template_name = "deadlines/letters_stop.html"
    title = _("Inga fler brev?")

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        person = person_of(kwargs["token"])
        if person is None:
            raise Http404
        self.person = person

    def get_context_data(self, **kwargs):
        return super().get_context_data(stopped=not self.person.wants_digest, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        stop_letters(self.person)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=200)
        return self.render_to_response(self.get_context_data(title=_("Du får inga fler brev")))
