"""What a report's draft said before it was handed in stays with its own administration.

In a file of its own: each change must be a transaction, as its moment in the history is that of one.
"""

from decimal import Decimal

import pytest
from django.utils import timezone

from portal.organisation.models import Role
from projects.domain.reporting import hand_in_draft
from projects.models import Report
from tests.factories.portal import person
from tests.factories.reports import OutcomeCountFactory, ReportFactory
from tests.house.city import SECRET, logged_in
from tests.house.reading import said_by, tells_of


@pytest.mark.django_db(transaction=True)
def test_earlier_words_and_figures_of_a_draft_are_its_owners():
    draft = ReportFactory(draft=True, experience=f"Ursprungligen {SECRET}")
    count = OutcomeCountFactory(report=draft, note=f"Räknat så: {SECRET}", value=Decimal(918273))
    manager, central = person(Role.PROJECT_MANAGER, draft.duty.project.lead), person(Role.COORDINATOR)
    Report.objects.filter(pk=draft.pk).update(experience="Sedan")
    count.note, count.value = "", Decimal(12)
    count.save()
    page = f"/projekt/{draft.duty.project_id}/redovisningar/{draft.duty_id}/"
    browsers = {each.pk: logged_in(each.username) for each in (manager, central)}
    for path in (f"{page}historik/", f"{page}las/"):
        assert SECRET not in said_by(browsers[central.pk].get(path)), path
    hand_in_draft(report=Report.objects.get(pk=draft.pk), by=manager, now=timezone.now())
    own = said_by(browsers[manager.pk].get(f"{page}historik/"))
    assert SECRET in own
    assert tells_of(918273, own)
    for path in (f"{page}historik/", f"{page}las/", f"{page}kvitto/", f"{page}namnden/"):
        answer = browsers[central.pk].get(path)
        assert answer.status_code == 200
        said = said_by(answer)
        assert SECRET not in said, path
        assert not tells_of(918273, said), path
