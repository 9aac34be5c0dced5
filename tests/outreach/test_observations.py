"""Observations: written down, shared, found, followed up, and good examples that spread."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from outreach.domain.observing import keep_observation, share_observation
from outreach.domain.spreading import keep_spread, offer_example, others_than
from outreach.models import Observation, ObservationSpread
from portal.organisation.models import Role
from tests.factories.observing import HANDED_IN, ObservationFactory, SpreadFactory
from tests.factories.outreach import make_activity
from tests.factories.portal import OrganisationFactory, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
LIST = "/uppsokande/iakttagelser/"


def to(name, *args):
    return reverse(f"outreach:{name}", args=args)


def log_in(client, role, organisation=None):
    user = person(role, organisation)
    client.force_login(user)
    return user


def refused(call):
    with pytest.raises(ValidationError) as found:
        call()
    return found.value


# The rules ------------------------------------------------------------------------------------------------


def test_an_observation_is_kept_tidy():
    made = ObservationFactory.build(organisation=OrganisationFactory(), text="  Rätt.\r\nRad två ")
    assert keep_observation(observation=made, today=TODAY).text == "Rätt.\nRad två"


@pytest.mark.parametrize(
    "text",
    ["Ring 070-123 45 67 till henne.", "Skriv till nagon@example.org.", "Han är född 19811218-9876."],
)
def test_what_points_out_a_person_is_not_kept(text):
    made = ObservationFactory.build(organisation=OrganisationFactory(), text=text)
    assert list(refused(lambda: keep_observation(observation=made, today=TODAY)).message_dict) == ["text"]
    assert Observation.objects.count() == 0


def test_a_day_that_has_not_been_is_refused():
    made = ObservationFactory.build(organisation=OrganisationFactory(), observed_on=date(2026, 6, 2))
    assert list(refused(lambda: keep_observation(observation=made, today=TODAY)).message_dict) == [
        "observed_on"
    ]


def test_the_activity_is_of_the_same_district():
    own, foreign = make_activity(), make_activity()
    made = ObservationFactory.build(organisation=own.organisation, activity=foreign)
    assert list(refused(lambda: keep_observation(observation=made, today=TODAY)).message_dict) == ["activity"]
    made.activity = own
    assert keep_observation(observation=made, today=TODAY).activity == own


def test_it_is_shared_once():
    made = ObservationFactory()
    share_observation(observation=made, by=None, now=HANDED_IN)
    assert (made.submitted_at, made.received_by) == (HANDED_IN, made.organisation)
    assert refused(lambda: share_observation(observation=made, by=None, now=HANDED_IN)).messages == [
        "Underlaget är redan inlämnat och kan inte lämnas in igen."
    ]


def test_a_good_example_is_offered_once_to_each():
    good, farsta, bromma = ObservationFactory(good=True, shared=True), *OrganisationFactory.create_batch(2)
    assert offer_example(observation=good, to=[farsta, good.organisation], today=TODAY) == 1
    assert offer_example(observation=good, to=[farsta, bromma], today=TODAY) == 1
    assert others_than(good, today=TODAY) == []
    words = refused(lambda: offer_example(observation=good, to=[farsta], today=TODAY)).messages
    assert words == ["Alla har redan fått erbjudandet."]


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"shared": True}, "Bara goda exempel erbjuds andra."),
        ({"good": True}, "Dela exemplet först. Ett utkast ser bara din egen förvaltning."),
    ],
)
def test_only_shared_good_examples_are_offered(traits, words):
    made = ObservationFactory(**traits)
    to_whom = [OrganisationFactory()]
    assert refused(lambda: offer_example(observation=made, to=to_whom, today=TODAY)).messages == [words]


def test_it_is_taken_up_after_it_was_offered():
    spread = SpreadFactory()
    spread.taken_up_on = date(2026, 5, 3)
    assert "Exemplet kan inte tas upp innan det erbjuds." in str(
        refused(lambda: keep_spread(spread=spread, today=TODAY))
    )
    spread.taken_up_on = date(2026, 5, 4)
    assert keep_spread(spread=spread, today=TODAY).taken_up_on == date(2026, 5, 4)


# The pages ------------------------------------------------------------------------------------------------


def test_the_officer_writes_a_draft_and_shares_it(client):
    officer = log_in(client, Role.OUTREACH_OFFICER)
    told = {"kind": "rumour", "theme": "rykten", "text": "De tar barnen.", "status": "open"}
    answer = client.post(to("observation_create"), told)
    made = Observation.objects.get()
    assert answer.url == to("observation_detail", made.pk)
    assert (made.organisation_id, made.is_draft) == (officer.assignments.get().organisation_id, True)
    client.post(to("observation_share", made.pk))
    made.refresh_from_db()
    assert (made.is_draft, made.submitted_by) == (False, officer)


def test_an_observation_comes_from_what_has_been_and_is_read_below_its_area(client):
    officer = log_in(client, Role.OUTREACH_OFFICER)
    own = officer.assignments.get().organisation
    was = make_activity(own, day=date(2026, 1, 5))
    make_activity(own, day=date(2099, 1, 5), state="planned")
    page = client.get(to("observation_create"))
    offered = page.context["form"].fields["activity"].queryset
    assert list(offered) == [was]
    assert page.context["form"].fields["kind"].choices[0] == ("", "Välj slag")
    crumbs = [(str(name), url) for name, url in page.context["breadcrumb"]]
    assert crumbs == [("Uppsökande", "/uppsokande/"), ("Iakttagelser", LIST)]


def test_a_telephone_number_comes_back_with_words(client):
    log_in(client, Role.OUTREACH_OFFICER)
    told = {"kind": "rumour", "theme": "rykten", "text": "Ring 08-508 00 000.", "status": "open"}
    answer = client.post(to("observation_create"), told)
    assert "telefonnummer" in str(answer.context["form"].errors["text"])
    assert Observation.objects.count() == 0


def test_what_is_shared_keeps_its_words_and_is_followed_up(client):
    made = ObservationFactory(shared=True, text="Som det var.")
    log_in(client, Role.OUTREACH_OFFICER, made.organisation)
    edit = to("observation_edit", made.pk)
    form = client.get(edit).context["form"]
    assert sorted(form.fields) == ["activity", "response", "seen", "status", "theme"]
    sent = {"theme": made.theme, "response": "Kvällstid.", "status": "acted_on", "text": "Något annat"}
    client.post(edit, sent | {"seen": form["seen"].value()})
    made.refresh_from_db()
    assert (made.text, made.response, made.status) == ("Som det var.", "Kvällstid.", "acted_on")


def test_a_foreign_draft_is_not_there(client):
    draft, shared = ObservationFactory(text="Bara vi."), ObservationFactory(shared=True)
    log_in(client, Role.OUTREACH_OFFICER)
    for name in ("observation_detail", "observation_history", "observation_edit"):
        assert client.get(to(name, draft.pk)).status_code == 404
    assert client.get(to("observation_detail", shared.pk)).status_code == 200
    assert client.get(to("observation_edit", shared.pk)).status_code == 403
    assert client.post(to("observation_share", draft.pk)).status_code == 404
    assert "Bara vi" not in client.get(LIST).content.decode()
    assert b"Bara vi" not in b"".join(client.get(f"{LIST}?format=csv").streaming_content)


def test_the_list_is_searched_and_sorted_out(client):
    first = ObservationFactory(shared=True, theme="kontorstider", text="Stängt på kvällen i Hägersten")
    ObservationFactory(shared=True, theme="rykten", kind="rumour")
    log_in(client, Role.AUDITOR)

    def found(**query):
        return [row.pk for row in client.get(LIST, query).context["listing"].rows]

    assert len(found()) == 2
    for query in (
        {"text": "hagersten kvällen"},
        {"tema": "kontorstider"},
        {"slag": "challenge"},
        {"stadsdel": first.organisation_id},
    ):
        assert found(**query) == [first.pk]
    assert found(lage="closed") == []
    assert found(text="finns inte") == []


def test_the_list_shows_what_is_offered_to_us(client):
    spread = SpreadFactory()
    SpreadFactory()
    log_in(client, Role.OUTREACH_OFFICER, spread.organisation)
    rows = client.get(LIST, {"urval": "erbjudna"}).context["listing"].rows
    assert [row.pk for row in rows] == [spread.observation_id]


def test_one_button_offers_it_to_all_others(client):
    good = ObservationFactory(good=True, shared=True)
    others = OrganisationFactory.create_batch(3)
    log_in(client, Role.OUTREACH_OFFICER, good.organisation)
    assert client.post(to("observation_offer_all", good.pk)).status_code == 302
    assert set(good.spreads.values_list("organisation", flat=True)) == {each.pk for each in others}
    assert (
        "Erbjud alla andra stadsdelar" not in client.get(to("observation_detail", good.pk)).content.decode()
    )
    OrganisationFactory()
    assert "Erbjud alla andra stadsdelar" in client.get(to("observation_detail", good.pk)).content.decode()


def test_some_are_chosen(client):
    good, chosen, _left = ObservationFactory(good=True, shared=True), *OrganisationFactory.create_batch(2)
    log_in(client, Role.OUTREACH_OFFICER, good.organisation)
    offer = to("observation_offer", good.pk)
    assert len(client.get(offer).context["form"]["to"].value()) == 2
    client.post(offer, {"to": [chosen.pk]})
    assert [spread.organisation for spread in good.spreads.all()] == [chosen]


def test_a_district_says_that_it_uses_the_example(client):
    spread = SpreadFactory()
    log_in(client, Role.OUTREACH_OFFICER, spread.organisation)
    edit = to("spread_edit", spread.observation_id, spread.pk)
    seen = client.get(edit).context["form"]["seen"].value()
    client.post(edit, {"taken_up_on": "2026-05-20", "note": "Hos oss på torsdagar.", "seen": seen})
    spread.refresh_from_db()
    assert (spread.taken_up_on, spread.note) == (date(2026, 5, 20), "Hos oss på torsdagar.")


def test_another_district_does_not_answer_for_it(client):
    spread = SpreadFactory()
    log_in(client, Role.OUTREACH_OFFICER)
    assert client.get(to("spread_edit", spread.observation_id, spread.pk)).status_code == 403
    assert ObservationSpread.objects.get().taken_up_on is None


def test_lists_cost_the_same_with_few_and_many(client):
    log_in(client, Role.COORDINATOR)

    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    spread = SpreadFactory()
    detail = to("observation_detail", spread.observation_id)
    few = [asked(LIST), asked(detail)]
    SpreadFactory.create_batch(4, observation=spread.observation)
    ObservationFactory.create_batch(5, shared=True)
    assert [asked(LIST), asked(detail)] == few
