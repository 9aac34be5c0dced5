"""/arshjulet/: the year's wheel as it stands in the database."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from portal.deadlines.access import may_see_wheel
from portal.deadlines.summing import next_line, plan_table, wheel_tables
from portal.periods import FIRST_YEAR, LAST_YEAR
from portal.ui.views import PageMixin


class Wheel(PageMixin, TemplateView):
    """The periods of a year (``?ar=``, default this one), their days, and how the reports stand."""

    template_name = "deadlines/wheel.html"
    title = gettext_lazy("Årshjulet")

    def may(self) -> bool:
        return may_see_wheel(self.request.user)

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        year = _year(self.request.GET.get("ar", ""), today)
        found = {
            "tables": wheel_tables(user=self.request.user, year=year, today=today),
            "year": year,
            "years": (year - 1, year, year + 1),
            "plan": plan_table(),
            "lede": next_line(today),
            "wants_digest": self.request.user.wants_digest,
        }
        return super().get_context_data(**(found | kwargs))


def _year(text: str, today: date) -> int:
    """The year asked for; what cannot be a year with a year before and after it is this one."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else today.year
    return asked if FIRST_YEAR < asked < LAST_YEAR - 1 else today.year
