"""People counted 1 to 4 are not shown to other parties: nor by difference, in the history, in the basis."""

import re
from datetime import date

import pytest
from django.urls import reverse

from funding.domain.basis import Count, record_counts
from funding.models import Agreement
from portal.organisation.models import Role
from tests.factories.funding import NOW, cost_type, party, signed_terms
from tests.factories.portal import person
from tests.funding.test_views_reports import duty_of, handed_in, manager, url

pytestmark = pytest.mark.django_db
FEW = {"registered": 23, "women": 20, "men": 3, "children": 8}


@pytest.fixture
def agreement():
    cost_type()
    return signed_terms().agreement


@pytest.fixture
def duty(agreement):
    return duty_of(agreement)


@pytest.fixture
def other(client, duty):
    """Another party's people look."""
    client.force_login(manager(duty_of(duty.party.agreement, "Östermalm")))
    return client


def csv(client, duty) -> list[str]:
    answer = client.get(reverse("funding:report_list", args=[duty.party.agreement_id]), {"format": "csv"})
    return b"".join(answer).decode("utf-8-sig").splitlines()[1:]


def people(table) -> list[list[str]]:
    return [
        [row.cells[name].written for name in ("women", "men", "registered", "children")] for row in table.rows
    ]


class TestByDifference:
    def test_the_list_hides_one_more_where_women_and_men_are_all(self, other, duty):
        handed_in(duty, **FEW)
        assert csv(other, duty) == ["Tertial 1 2019;Norrmalm;23;..;..;8;705,2;"]

    def test_nothing_more_is_hidden_where_they_are_not_all(self, other, duty):
        handed_in(duty, **FEW | {"registered": 30})
        assert csv(other, duty) == ["Tertial 1 2019;Norrmalm;30;20;..;8;705,2;"]

    def test_a_report_that_does_not_add_up_leaves_the_next_one_no_less_hidden(self, other, duty):
        handed_in(duty, **FEW | {"registered": 30, "men": 5})
        second = duty_of(duty.party.agreement, "Norrmalm", 2)
        second.expected.due_on = date(2019, 9, 8)
        second.expected.save()
        handed_in(second, **FEW)
        page = other.get(url("report_detail", second))
        assert people(page.context["shown"][0][1]) == [["..", "..", "23", "8"], ["20", "5", "30", "8"]]


class TestInTheHistory:
    def told(self, client, duty) -> list[str]:
        page = client.get(url("report_history", duty))
        parts = [part for entry in page.context["entries"] for part in entry.parts]
        return [change.label for part in parts for change in part.changes]

    def test_counts_are_left_out_for_other_parties_and_they_are_told(self, other, duty):
        handed_in(duty, **FEW)
        labels = self.told(other, duty)
        assert {"Kvinnor", "Män", "Barn (under 18)", "Folkbokförda nyanlända 18–64"} & set(labels) == set()
        assert "Talen i historiken visas inte" in other.get(url("report_history", duty)).content.decode()

    def test_the_own_party_reads_them(self, client, duty):
        handed_in(duty, **FEW)
        client.force_login(manager(duty))
        assert "Kvinnor" in self.told(client, duty)
        assert "Talen i historiken" not in client.get(url("report_history", duty)).content.decode()


def test_the_setting_says_what_is_small(other, duty, settings):
    settings.MASK_BELOW = 9
    handed_in(duty, **FEW)
    assert csv(other, duty) == ["Tertial 1 2019;Norrmalm;23;..;..;..;705,2;"]


def counted(agreement: Agreement, **persons: int) -> None:
    window = {"begins": date(2018, 1, 1), "ends": date(2018, 7, 1), "source": "listan"}
    rows = [Count(party=party(agreement, name), persons=number, **window) for name, number in persons.items()]
    record_counts(agreement=agreement, counts=rows, now=NOW)


class TestInTheBasis:
    PAGES = ("agreement_detail", "shares_compare", "basis_list", "agreement_history")

    def told(self, client, agreement: Agreement, masks: bool = False) -> dict[str, list[str]]:
        """Page -> what in its tables tells how many Östermalm has: 3, of 1 003, which is 0,30 percent."""
        found = {}
        for name in self.PAGES:
            html = client.get(reverse(f"funding:{name}", args=[agreement.pk])).content.decode()
            words = re.split(
                r"\s*<[^>]+>\s*", html.partition("<main")[2].replace("\u00a0", "").replace("&nbsp;", "")
            )
            told = {word for word in words if word in ("3", "1003", "0,30%") or "1003" in word}
            found[name] = sorted(told)
        return found

    @pytest.mark.parametrize("role", [Role.PROJECT_MANAGER, Role.DISTRICT_DIRECTOR])
    def test_another_party_reads_no_small_count_anywhere(self, client, agreement, role):
        counted(agreement, Kungsholmen=300, Norrmalm=700, Östermalm=3)
        client.force_login(person(role, party(agreement, "Norrmalm").organisation))
        assert self.told(client, agreement) == {name: [] for name in self.PAGES}

    def test_the_officer_reads_it_on_all_of_them(self, client, agreement):
        counted(agreement, Kungsholmen=300, Norrmalm=700, Östermalm=3)
        client.force_login(person(Role.AGREEMENT_OFFICER))
        found = self.told(client, agreement)
        assert {name: bool(told) for name, told in found.items()} == dict.fromkeys(self.PAGES, True)

    def test_what_stands_in_print_is_shown(self, client, agreement):
        counted(agreement, Kungsholmen=300, Norrmalm=700, Östermalm=3)
        Agreement.objects.update(is_published=True)
        client.force_login(person(Role.DISTRICT_DIRECTOR, party(agreement, "Norrmalm").organisation))
        found = self.told(client, agreement)
        assert {name: bool(told) for name, told in found.items()} == dict.fromkeys(self.PAGES, True)

    @pytest.mark.parametrize("who", ["own", "officer"])
    def test_the_own_party_and_the_officer_read_it(self, client, agreement, who):
        counted(agreement, Kungsholmen=300, Norrmalm=700, Östermalm=3)
        own = person(Role.DISTRICT_DIRECTOR, party(agreement, "Östermalm").organisation)
        client.force_login(own if who == "own" else person(Role.AGREEMENT_OFFICER))
        page = client.get(reverse("funding:basis_list", args=[agreement.pk]))
        assert [each["persons"] for each in page.context["counts"]] == [300, 700, 3]
