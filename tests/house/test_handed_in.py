"""What was a draft and is handed in: its earlier words stay with its own administration.

In a file of its own: each change must be a transaction, as its moment in the history is that of one.
"""

import pytest

from portal.organisation.models import Role
from projects.models import Project
from tests.factories.portal import person
from tests.factories.projects import ProgrammeFactory, ProjectFactory
from tests.house.city import SECRET, logged_in
from tests.house.reading import said_by


@pytest.mark.django_db(transaction=True)
def test_what_was_a_draft_keeps_its_earlier_words_to_its_own():
    """Handed in, the project is there for central roles; what it said before that is not."""
    programme = ProgrammeFactory()
    draft = ProjectFactory(programme=programme, draft=True, goal=f"Ursprungligen {SECRET}")
    manager, central = person(Role.PROJECT_MANAGER, draft.lead), person(Role.COORDINATOR)
    browsers = {each.pk: logged_in(each.username) for each in (manager, central)}
    Project.objects.filter(pk=draft.pk).update(goal="Sedan")
    assert browsers[manager.pk].post(f"/projekt/{draft.pk}/lamna-in/").status_code == 302
    history = f"/projekt/{draft.pk}/historik/"
    assert SECRET in said_by(browsers[manager.pk].get(history))
    for page in (
        history,
        f"/projekt/{draft.pk}/",
        "/sok/?q=ursprungligen",
        f"/arenden/{programme.case_id}/historik/",
    ):
        answer = browsers[central.pk].get(page)
        assert answer.status_code == 200
        assert SECRET not in said_by(answer), page
