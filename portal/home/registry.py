"""What waits for the registrar: cases without a number, and cases whose nämnd has ended."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cases.models import Case, CaseNumber
from portal.disclosures.access import tries
from portal.disclosures.models import Disclosure
from portal.takeovers.access import may_take_over
from portal.workareas import State, TodoItem


def _disclosures(user) -> Iterator[TodoItem]:
    """Requests for masked figures that the user is to try; the own are tried by somebody else."""
    if n := Disclosure.objects.waiting().exclude(asked_by=user).count():
        title = ngettext("%(n)s begäran om att lämna ut", "%(n)s begäranden om att lämna ut", n) % {"n": n}
        detail = _("Någon vill se tal som är dolda. Pröva om de kan lämnas ut.")
        url = f"{reverse('disclosures:list')}?sortera=state"
        yield TodoItem(title, detail, url, State(_("Att pröva"), "wait", "warn"))


def registry_work(user, today: date) -> Iterator[TodoItem]:
    """Yield a line for each list of the registrar's that is not empty (one query for both)."""
    if tries(user):
        yield from _disclosures(user)
    if not may_take_over(user):
        return
    numbered = Exists(CaseNumber.objects.filter(case=OuterRef("pk"), body=OuterRef("holder")))
    counted = Case.objects.open().aggregate(
        numberless=Count("pk", filter=~numbered), ended=Count("pk", filter=Q(holder__valid_to__lt=today))
    )
    if n := counted["numberless"]:
        title = ngettext("%(n)s ärende väntar på diarienummer", "%(n)s ärenden väntar på diarienummer", n)
        detail = _("Skriv numret som det står i diariet.")
        yield TodoItem(
            title % {"n": n}, detail, reverse("cases:waiting"), State(_("Utan nummer"), "wait", "warn")
        )
    if n := counted["ended"]:
        title = ngettext("%(n)s ärende att ta över", "%(n)s ärenden att ta över", n)
        detail = _("Nämnden har upphört och ärendet är öppet.")
        yield TodoItem(
            title % {"n": n}, detail, reverse("takeovers:list"), State(_("Att ta över"), "warn", "warn")
        )
