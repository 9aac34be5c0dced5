"""Let the grants of a granted application be what its nämnder decided, once a decision is put right."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.content.outcomes import only
from portal.deadlines.expecting import period_of_report
from portal.deadlines.models import ExpectedReport
from projects.domain.expecting import expect_project_reports
from projects.domain.granting import grant_funds
from projects.domain.settling import grant_candidate, shares_given
from projects.models import Application, Grant, ReportDuty


def regrant(application: Application, years: Collection[int], *, today: date) -> None:
    """Correct the application's grants of ``years``, and what each nämnd bears of them.

    Runs in the transaction of the correction, whose reason the history has. Raises ValidationError when a
    year would be left with nothing, when an accepted report rests on the money, and what granting refuses.
    """
    given, project = shares_given(application), application.project
    if project is None:  # held by the database: what is granted has a project
        return
    stored = {grant.year: grant for grant in application.grants.all()}
    for year in sorted(years):
        if year not in given:
            if year in stored:
                raise ValidationError(_nothing_left(stored[year]))
            continue
        if year in stored:
            _refuse_accepted(stored[year])
        candidate = grant_candidate(
            application, project, year, given[year], first=False, stored=stored.get(year)
        )
        grant = only(grant_funds([candidate], why=None))
        if grant.application_id is None:
            Grant.objects.filter(pk=grant.pk).update(application=application)
    expect_project_reports(project=project, today=today)


def _nothing_left(grant: Grant) -> str:
    words = _("%(project)s har redan fått medel för %(year)s. Registrera en återföring av medel i stället.")
    return words % {"project": grant.project, "year": grant.year}


def _refuse_accepted(grant: Grant) -> None:
    rests = ReportDuty.objects.filter(
        project=grant.project_id,
        expected__state=ExpectedReport.State.ACCEPTED,
        expected__year__gte=grant.year,
    )
    duty = rests.select_related("expected").by_period().first()
    if duty:
        words = _(
            "%(project)s: redovisningen för %(period)s är granskad och godtagen, och den bygger på beloppet. "
            "Registrera en återföring av medel i stället."
        )
        period = period_of_report(duty.expected).title
        raise ValidationError(words % {"project": grant.project, "period": period})
