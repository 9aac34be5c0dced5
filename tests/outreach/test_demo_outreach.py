"""Outreach in the demo: every fact of the printed sources stands on a page, and an example year."""

from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from outreach.demo.fixtures import parts, rows_of
from outreach.models import (
    Activity,
    Cooperation,
    Initiative,
    MappingRound,
    MaterialVersion,
    Observation,
    Population,
)
from portal.organisation.models import User
from tests.demo import NOW, demo_data

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), demo_data():
        yield


def page(name, *args, **query):
    """What the coordinator reads on a page, on one line."""
    browser = Client()
    browser.force_login(User.objects.get(username="samordnare"))
    answer = browser.get(reverse(f"outreach:{name}", args=args), query)
    assert answer.status_code == 200
    text = answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    return " ".join(text.split())


def missing(html, *texts):
    """Of ``texts``, what the page does not say; parts of a list are looked for one by one."""
    return [part for text in texts for part in parts(text) if part and part not in html]


def test_the_19_rows_of_outreach_stand_each_on_its_page():
    rows = rows_of("insatser")
    shown = [key for key in rows[0] if key not in ("rad", "formkod", "målgruppskoder", "organisationsnyckel")]

    def lacks(row):
        html = page("initiative_detail", Initiative.objects.get(name=row["namn"], source=row["källa"]).pk)
        said = {**row, "gott exempel": "<dd>Ja</dd>" if row["gott exempel"] else "<dd>Nej</dd>"}
        return missing(html, *(said[key] for key in shown))

    assert len(rows) == 19
    assert {row["rad"]: found for row in rows if (found := lacks(row))} == {}


def test_the_36_facts_stand_each_on_a_page():
    rows = rows_of("uppsokande-fakta")
    mapping = page("mapping_detail", MappingRound.objects.get(source="001").pk)

    def lacks(row):
        html, told = mapping, (row["namn"], row["värde"], row["anteckning"])
        if row["står vid"] == "befolkning":
            population = Population.objects.get(year=2018)
            html = f"{population.women} {population.men} {population.source}"
            told = (row["värde"], row["anteckning"])
        elif row["står vid"] == "iakttagelse":
            kinds = {"utmaning": "challenge", "utvecklingsområde": "improvement"}
            kind = (
                kinds.get(row["slag"])
                or {"gott exempel": "good_example", "slutsats": "conclusion"}[row["slag"]]
            )
            found = Observation.objects.get(source="001", theme=row["namn"], kind=kind)
            html = page("observation_detail", found.pk)
        elif row["står vid"].startswith("insats:"):
            name = row["står vid"].removeprefix("insats:")
            html = page("initiative_detail", Initiative.objects.get(name=name).pk)
        return missing(html, *told)

    assert len(rows) == 36
    assert {row["rad"]: found for row in rows if (found := lacks(row))} == {}


def test_the_28_rows_of_the_project_stand_on_its_page():
    rows = rows_of("kvotprojektet")
    project = Initiative.objects.get(source="002", themes__isnull=False, themes__number=1)
    html = page("initiative_detail", project.pk)
    results = {"uppnått": "Uppnått", "fortgår": "Fortgår"}

    def lacks(row):
        told = row["värde"].split("/") if row["uppgift"] == "period" else [row["värde"]]
        return missing(html, *told, results.get(row["anteckning"], row["anteckning"]))

    assert len(rows) == 28
    assert {row["rad"]: found for row in rows if (found := lacks(row))} == {}
    assert Counter(project.themes.values_list("result", flat=True)) == {"reached": 4, "ongoing": 1}


def test_the_telephone_number_of_the_source_is_nowhere():
    printed = [
        str(row) for name in ("insatser", "uppsokande-fakta", "kvotprojektet") for row in rows_of(name)
    ]
    stored = [str(each) for each in Initiative.objects.values_list()]
    assert [text for text in printed + stored if "508 252" in text] == []
    told = next(row for row in rows_of("kvotprojektet") if row["rad"] == "24")
    assert told["anteckning"] == "En funktions nummer står i källan. Det återges inte här."


def test_the_printed_observations_are_four_kinds():
    rows = Observation.objects.filter(source="001")
    assert Counter(rows.values_list("kind", flat=True)) == {
        "challenge": 5,
        "improvement": 6,
        "good_example": 4,
        "conclusion": 3,
    }
    assert set(rows.values_list("submitted_at", flat=True)) == {NOW}


def test_the_population_of_the_city():
    assert list(Population.objects.values_list("organisation", "year", "women", "men")) == [
        (None, 2018, 486_104, 476_050)
    ]
    # "Källa: %(source)s." is the note under the table: one full stop, not two.
    assert list(Population.objects.values_list("source", flat=True)) == [
        "rapport 001, 2019. Delarna ger 962154 totalt (beräknat)"
    ]


def test_the_example_year_is_about_150_activities_in_seven_districts():
    rows = Activity.objects.all()
    assert rows.exclude(is_example=True).count() == 0
    assert 150 <= rows.count() <= 190
    assert rows.values("organisation").distinct().count() == 7
    days = rows.order_by("day").values_list("day", flat=True)
    assert (TODAY - days[0]).days > 365
    assert days[len(days) - 1] > TODAY
    assert set(rows.filter(day__gt=TODAY).values_list("state", flat=True)) == {"planned"}


def test_small_counts_are_there_to_be_masked():
    small = Activity.objects.filter(women__range=(1, 4)) | Activity.objects.filter(men__range=(1, 4))
    assert small.count() > 40


def test_one_tuesday_has_passed_that_nobody_has_told_of():
    forgotten = Activity.objects.filter(state="planned", day__lt=TODAY)
    assert list(forgotten.values_list("day", "organisation__key")) == [(date(2026, 11, 17), "jarva")]
    series = forgotten.get().series
    assert {day.isoweekday() for day in series.activities.values_list("day", flat=True)} == {2}
    assert series.activities.filter(state="reported").count() == 9


def test_materials_are_outdated_in_some_languages_and_missing_in_others():
    outdated = MaterialVersion.objects.filter(outdated_after__lt=TODAY)
    assert sorted(outdated.values_list("material__title", "language")) == sorted(
        outdated.filter(material__is_example=True).values_list("material__title", "language")
    )
    assert outdated.count() == 3
    assert not MaterialVersion.objects.filter(language__code="uk").exists()


def test_cooperations_name_functions():
    assert Cooperation.objects.count() == 5
    assert Cooperation.objects.filter(contact="").count() == 0


def test_the_years_mapping_round_is_half_answered():
    sent = MappingRound.objects.get(is_example=True)
    states = [
        "handed in" if not reply.is_draft else "returned" if reply.was_returned else "draft"
        for reply in sent.replies.with_returned()
    ]
    assert Counter(states) == {"handed in": 3, "draft": 3, "returned": 1}
    assert sent.due_on == date(2026, 12, 2)


def test_an_example_spreads():
    good = Observation.objects.get(theme="barnaktivitet medan föräldrarna lyssnar")
    assert (good.spreads.count(), good.spreads.filter(taken_up_on__isnull=False).count()) == (4, 2)
    assert good.activity is not None
    assert Observation.objects.filter(submitted_at__isnull=True).count() == 1
