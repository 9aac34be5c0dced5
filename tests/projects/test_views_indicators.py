"""The pages about indicators: what they show, what they export, who may, and the same few queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from portal.organisation.models import Role
from projects.finding import find
from projects.models import DefinitionBreak, IndicatorSeries, IndicatorValue
from tests.factories.indicators import DefinitionBreakFactory, IndicatorSeriesFactory, IndicatorValueFactory
from tests.factories.portal import UserFactory, person
from tests.factories.projects import ProgrammeFactory
from tests.house.forms import forms_on

pytestmark = pytest.mark.django_db
LIST = reverse("projects:indicator_list")


@pytest.fixture
def enter(client):
    def entered(role=Role.COORDINATOR):
        client.force_login(person(role))
        return client

    return entered


@pytest.fixture
def households():
    """From 1999 on, halved by 2004, counted in another way from November 2002."""
    series = IndicatorSeriesFactory(name="hushåll", unit="hushåll", halving=True, source="Utlåtandet")
    for period, value in (("1999", 1000), ("2000", 950), ("2001", 800)):
        IndicatorValueFactory(series=series, period=period, value=value)
    IndicatorValueFactory(series=series, period="2003", value=640, is_preliminary=True, comment="Drygt.")
    DefinitionBreakFactory(series=series)
    return series


def url(series, name="indicator_detail", *more):
    return reverse(f"projects:{name}", args=[series.pk, *more])


def lines(response):
    return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()


def posted(client, path, **typed):
    """Fill in the page's form as a browser would, and send it."""
    (form,) = [
        form
        for form in forms_on(path, client.get(path).content.decode())
        if form.method == "post" and form.texts and form.action == path
    ]
    return client.post(path, form.filled(**typed), follow=True)


class TestList:
    def test_each_series_shows_its_latest_value(self, enter, households):
        IndicatorSeriesFactory(name="arbetslösa", category="unga", unit="procent")
        answer = enter().get(LIST, {"format": "csv"})
        assert lines(answer) == [
            "Indikator;Kategori;Senaste period;Värde;Enhet;Preliminärt;Antal värden;Program",
            "arbetslösa;unga;;;procent;;0;",
            "hushåll;;2003;640;hushåll;Ja;4;",
        ]
        assert "Hushåll</a>" in enter().get(LIST).content.decode()

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ({"text": "hushall"}, ["hushåll"]),
            ({"text": "hushåll unga"}, []),
            ({"kategori": "unga"}, ["arbetslösa"]),
            ({"kategori": "utan"}, ["hushåll"]),
            ({"enhet": "procent"}, ["arbetslösa"]),
            ({"program": "eget"}, ["arbetslösa"]),
            ({"program": "finns-inte", "text": "\x00"}, ["arbetslösa", "hushåll"]),
            ({"sortera": "-name"}, ["hushåll", "arbetslösa"]),
        ],
    )
    def test_filters(self, enter, households, asked, names):
        own = ProgrammeFactory(slug="eget")
        IndicatorSeriesFactory(name="arbetslösa", category="unga", unit="procent", programme=own)
        found = [line.split(";")[0] for line in lines(enter().get(LIST, asked | {"format": "csv"}))[1:]]
        assert found == names

    def test_the_empty_page_says_what_it_is_for(self, enter):
        page = enter(Role.PROJECT_MANAGER).get(LIST).content.decode()
        assert "Inga indikatorer än" in page
        assert "Lägg till indikator" not in page

    def test_the_same_queries_for_one_and_for_three(self, enter, django_assert_max_num_queries):
        client = enter()
        IndicatorValueFactory()
        with django_assert_max_num_queries(30) as first:
            client.get(LIST)
        IndicatorValueFactory.create_batch(2)
        with django_assert_max_num_queries(len(first)):
            client.get(LIST)


class TestDetail:
    def test_the_file_has_every_number_and_the_break_between(self, enter, households):
        answer = enter().get(url(households), {"format": "csv"})
        assert lines(answer) == [
            "Period;Värde, hushåll;Preliminärt;Index (1999 = 100);Mål enligt mållinjen;Kommentar",
            "1999;1000;Nej;100;1000;",
            "2000;950;Nej;95;900;",
            "2001;800;Nej;80;800;",
            "Brott från 2002-11;;;;;Från hushåll till individer.",
            "2003;640;Ja;;600;Drygt.",
        ]

    def test_the_base_year_is_the_readers(self, enter, households):
        page = enter().get(url(households), {"bas": "2001"}).content.decode()
        assert "Index (2001 = 100)" in page
        assert "Index (1999 = 100)" in enter().get(url(households), {"bas": "9" * 5000}).content.decode()

    def test_the_page_says_how_it_stands_to_the_goal_and_warns_of_the_break(self, enter, households):
        page = enter().get(url(households)).content.decode()
        assert "640 hushåll, preliminärt" in page
        assert "Mållinjen är då 600. Värdet ligger 40 över." in page
        assert "Målet är räknat på det gamla sättet, före 2002-11-01. Jämför med försiktighet." in page
        assert "Index saknas. 2003: Serien räknas på ett annat sätt från 2002-11-01." in page

    def test_the_chart_has_a_gap_at_the_break_and_a_dashed_goal(self, enter, households):
        page = enter().get(url(households)).content.decode()
        shapes = [page.count(f'class="{css}"') for css in ("dot", "l-goal", "l-break")]
        assert page.count('<line class="l-value" x1="') == 2 + 1  # two steps, and the key
        assert shapes == [3 + 1, 1 + 1, 1 + 1]
        assert page.count('class="dot-hollow"') == 1 + 1

    def test_one_value_without_a_goal_has_no_chart(self, enter):
        page = enter().get(url(IndicatorValueFactory().series)).content.decode()
        assert '<svg width="100%"' not in page
        assert "Serien är räknad på samma sätt hela tiden." in page

    def test_a_series_without_values_says_what_the_page_is_for(self, enter):
        series = IndicatorSeriesFactory()
        assert "Inga värden än" in enter().get(url(series)).content.decode()
        assert lines(enter().get(url(series), {"format": "csv"})) == ["Period;Värde, personer"]

    def test_a_year_of_months_has_a_rolling_mean(self, enter):
        series = IndicatorSeriesFactory(precision="month")
        for month in range(1, 13):
            IndicatorValueFactory(series=series, period=f"2003-{month:02}", value=month)
        found = lines(enter().get(url(series), {"format": "csv"}))
        assert found[0] == "Period;Värde, personer;Index (2003 = 100);Rullande 12-månadersmedel"
        assert (found[-2], found[-1]) == ("2003-11;11;169,2;", "2003-12;12;184,6;6,5")

    def test_only_the_latest_are_shown_but_the_file_has_all(self, enter, monkeypatch):
        monkeypatch.setattr("projects.views.indicators.table.SHOWN", 2)
        series = IndicatorSeriesFactory()
        for year in (2000, 2001, 2002):
            IndicatorValueFactory(series=series, period=str(year))
        page = enter().get(url(series)).content.decode()
        assert "De senaste 2 av 3 värden visas. Filen har alla." in page
        assert len(lines(enter().get(url(series), {"format": "csv"}))) == 4

    def test_a_period_that_goes_over_a_break_has_a_footnote(self, enter):
        series = IndicatorSeriesFactory()
        DefinitionBreakFactory(series=series)
        IndicatorValueFactory(series=series, period="1999 till 2003", value=-36)
        page = enter().get(url(series)).content.decode()
        assert page.count("Perioden går över ett brott: en del av den är räknad på ett annat sätt.") == 2

    def test_the_same_queries_for_one_value_and_for_three(
        self, enter, households, django_assert_max_num_queries
    ):
        client, one = enter(), IndicatorValueFactory().series
        with django_assert_max_num_queries(25) as first:
            client.get(url(one))
        with django_assert_max_num_queries(len(first)):
            client.get(url(households))

    def test_the_history_tells_of_values_and_breaks(self, enter, households):
        client = enter()
        posted(client, url(households, "indicator_value_create"), period="2002", value="700")
        page = client.get(url(households, "indicator_history")).content.decode()
        assert "indikatorvärde" in page


class TestKeeping:
    def test_a_series_a_value_and_a_break_are_added(self, enter):
        client = enter()
        posted(
            client, reverse("projects:indicator_create"), name="hushåll", unit="hushåll", precision="month"
        )
        series = IndicatorSeries.objects.get()
        answer = posted(client, url(series, "indicator_value_create"), period="dec 2003", value="12 156,5")
        assert answer.redirect_chain == [(url(series), 302)]
        value = series.values.get()
        assert (value.period, value.value, value.is_preliminary) == ("2003-12", Decimal("12156.5"), False)
        posted(client, url(series, "indicator_break_create"), period="2002-11", text="Nytt register.")
        assert [(each.begins, each.text) for each in series.breaks.all()] == [
            (date(2002, 11, 1), "Nytt register.")
        ]

    def test_values_and_breaks_are_put_right_and_taken_away(self, enter, households):
        client = enter()
        value, marked = households.values.get(period="2003"), households.breaks.get()
        posted(client, url(households, "indicator_value_edit", value.pk), value="641")
        posted(client, url(households, "indicator_break_edit", marked.pk), period="2003-01")
        value.refresh_from_db()
        marked.refresh_from_db()
        assert (value.value, value.is_preliminary, marked.period) == (Decimal(641), True, "2003-01")
        for name, row in (("indicator_value_remove", value), ("indicator_break_remove", marked)):
            assert client.post(url(households, name, row.pk)).url == url(households)
        assert not DefinitionBreak.objects.exists()
        assert IndicatorValue.objects.count() == 3

    def test_a_series_is_changed(self, enter, households):
        posted(enter(), url(households, "indicator_edit"), goal_value="400", name="Hushåll med bistånd")
        households.refresh_from_db()
        assert (households.name, households.goal_value) == ("Hushåll med bistånd", Decimal(400))

    @pytest.mark.parametrize(
        ("name", "typed", "said"),
        [
            (
                "indicator_value_create",
                {"period": "1999", "value": "1"},
                "Serien har redan ett värde för perioden.",
            ),
            ("indicator_value_create", {"period": "i fjol", "value": "1"}, "Perioden går inte att läsa."),
            (
                "indicator_value_create",
                {"period": "2002", "value": "1,234.5"},
                "Talet har både komma och punkt",
            ),
            (
                "indicator_value_create",
                {"period": "2999", "value": "1"},
                "Året ska vara mellan 1900 och 2200.",
            ),
            (
                "indicator_break_create",
                {"period": "2002-11", "text": "x"},
                "Serien har redan ett brott den dagen.",
            ),
            ("indicator_break_create", {"period": "2001", "text": ""}, "Vad som ändrades: "),
            (
                "indicator_edit",
                {"goal_year": "1999"},
                "Målåret ska komma efter det år som målet räknas från.",
            ),
            ("indicator_edit", {"goal_value": ""}, "En mållinje behöver båda åren och båda värdena."),
        ],
    )
    def test_what_is_refused_says_why_and_changes_nothing(self, enter, households, name, typed, said):
        before = IndicatorValue.objects.count(), DefinitionBreak.objects.count()
        answer = posted(enter(), url(households, name), **typed)
        assert (answer.status_code, answer.redirect_chain) == (200, [])
        assert said in answer.content.decode()
        assert (IndicatorValue.objects.count(), DefinitionBreak.objects.count()) == before

    def test_what_somebody_else_saved_meanwhile_is_not_overwritten(self, enter, households):
        client = enter()
        path = url(households, "indicator_value_edit", households.values.get(period="2003").pk)
        (form,) = [
            each for each in forms_on(path, client.get(path).content.decode()) if "value" in each.texts
        ]
        households.values.filter(period="2003").update(value=700)
        answer = client.post(path, form.filled(comment="Mitt"))
        assert "Någon annan sparade medan du skrev" in answer.content.decode()
        assert households.values.get(period="2003").value == 700

    def test_a_row_of_another_series_is_not_there(self, enter, households):
        other = IndicatorValueFactory()
        for name in ("indicator_value_edit", "indicator_value_remove"):
            assert enter().post(url(households, name, other.pk)).status_code == 404


KEEPING = ["indicator_edit", "indicator_value_create", "indicator_break_create"]


@pytest.mark.parametrize("role", Role)
def test_who_reads_and_who_keeps(enter, households, role):
    client = enter(role)
    reads = 403 if role == Role.ADMINISTRATOR else 200
    keeps = 200 if role == Role.COORDINATOR else 403
    assert [
        client.get(path).status_code for path in (LIST, url(households), url(households, "indicator_history"))
    ] == [reads] * 3
    paths = [reverse("projects:indicator_create"), *(url(households, name) for name in KEEPING)]
    assert [client.get(path).status_code for path in paths] == [keeps] * 4
    value = households.values.earliest("pk")
    assert client.get(url(households, "indicator_value_edit", value.pk)).status_code == keeps
    removed = client.post(url(households, "indicator_value_remove", value.pk)).status_code
    assert removed == (302 if keeps == 200 else 403)


def test_a_search_finds_a_series_by_its_name(households):
    hits = [(hit.title, hit.kind, hit.url) for hit in find("hushall", person(Role.PROJECT_MANAGER))]
    assert hits == [("Hushåll", "Indikator", url(households))]
    assert list(find("hushall", UserFactory())) == []
    assert list(find("hushall", person(Role.ADMINISTRATOR))) == []
