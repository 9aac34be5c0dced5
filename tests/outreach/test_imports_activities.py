"""The file of activities: read in, exported and read again, refused by line and column."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach.imports import ActivityFile
from outreach.models import Activity, Material, Observation, Tally
from portal.imports.columns import Changed
from portal.imports.sheets import UnreadableFile
from portal.imports.sheets_out import rows_out
from portal.imports.trying import try_file
from portal.organisation.models import Role
from tests.factories.outreach import form, make_activity
from tests.factories.portal import NeighbourhoodFactory, OrganisationFactory, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
HEAD = (
    "Aktivitets-id;Datum;Stadsdelsförvaltning;Område;Form;Plats;Språk;Målgrupp;Kvinnor;Män;Kön ej noterat;"
    "Barn (under 18);Tolk;Barnpassning;Samverkanspartner;Material;Utmaning;Gott exempel"
)
FULL = (
    ";2026-02-17;Järva;Husby;Gruppinformation;Biblioteket;Arabiska|Somaliska;EBO|Föräldrar;12;9;0;4;Ja;Nej;"
    "Föreningen Salam;Så funkar staden;Männen kom inte.;Ja"
)


@pytest.fixture(autouse=True)
def jarva():
    form()
    jarva = OrganisationFactory(short_name="Järva")
    NeighbourhoodFactory(name="Husby", district=jarva)
    OrganisationFactory(short_name="Föreningen Salam", association=True)
    Material.objects.create(title="Så funkar staden", kind="brochure", owner=jarva)
    return jarva


def read(*rows: str, by=None, keep=True, head=HEAD):
    return try_file(
        kind=ActivityFile(),
        content="\n".join([head, *rows]).encode(),
        by=by,
        now=NOW,
        keep=lambda tried: keep and tried.may_be_kept(good_rows=False),
    )


def row(**cells: str) -> str:
    """A row with the least a row must hold, and ``cells`` by heading in place of what it says."""
    least = {
        "Datum": "2026-02-17",
        "Stadsdelsförvaltning": "Järva",
        "Form": "Dialogtorg",
        "Målgrupp": "EBO",
    }
    said = least | {name.replace("_", " "): cell for name, cell in cells.items()}
    return ";".join(said.get(heading, "") for heading in HEAD.split(";"))


def problems(tried) -> list[tuple[int, str, str]]:
    return [(result.line, each.column, each.message) for result in tried.results for each in result.problems]


def statuses(tried) -> list[str]:
    return [result.status for result in tried.results]


def exported(user=None) -> list[str]:
    rows = rows_out(ActivityFile(), ActivityFile().known(user))
    return [";".join("" if cell is None else str(cell) for cell in row) for row in rows]


def test_columns_are_exactly_the_contracts():
    assert ";".join(column.heading for column in ActivityFile().columns) == HEAD
    required = [column.heading for column in ActivityFile().columns if column.required]
    assert required == ["Datum", "Stadsdelsförvaltning", "Form", "Målgrupp"]


def test_a_full_row_is_an_activity_that_was_held(jarva):
    assert statuses(read(FULL)) == ["new"]
    held = Activity.objects.get()
    assert (held.organisation, held.day, held.form.code, held.place) == (
        jarva,
        date(2026, 2, 17),
        "gruppinformation",
        "Biblioteket",
    )
    assert (held.groups, held.languages, held.neighbourhood.name) == (
        ["ebo", "foraldrar"],
        ["ar", "so"],
        "Husby",
    )
    assert (held.women, held.men, held.unknown, held.children) == (12, 9, 0, 4)
    assert (held.interpreter, held.childcare, held.state) == (True, False, "reported")
    assert (held.submitted_at, held.received_by) == (NOW, jarva)
    assert held.key.startswith("a-")
    assert [str(link.partner) for link in held.partners.all()] == ["Föreningen Salam"]
    assert [str(link.material) for link in held.materials.all()] == ["Så funkar staden"]
    assert Tally.objects.get(slice="").women == 12


def test_what_was_learnt_hangs_on_the_activity_as_observations():
    read(FULL)
    told = Observation.objects.order_by("kind").values_list("kind", "text", "theme", "activity__women")
    assert list(told) == [
        ("challenge", "Männen kom inte.", "Gruppinformation", 12),
        ("good_example", "Aktiviteten är ett gott exempel.", "Gruppinformation", 12),
    ]
    assert Observation.objects.drafts().count() == 0


def test_a_day_ahead_is_planned_and_its_observation_a_draft():
    assert statuses(read(row(Datum="2026-03-02", Utmaning="Svårt att nå männen."))) == ["new"]
    planned = Activity.objects.get()
    assert (planned.state, planned.submitted_at, planned.women) == ("planned", None, None)
    assert Observation.objects.drafts().count() == 1


def test_heads_of_a_day_ahead_are_refused():
    tried = read(row(Datum="2026-03-02", Kvinnor="3"))
    words = "Dagen har inte varit än."
    assert problems(tried) == [(2, "Datum", words)]
    assert not Activity.objects.exists()


def test_checking_leaves_nothing():
    assert statuses(read(FULL, keep=False)) == ["new"]
    assert not Activity.objects.exists()
    assert not Observation.objects.exists()


def test_the_least_row_tells_no_heads():
    read(row())
    assert [(each.state, each.women, each.interpreter) for each in Activity.objects.all()] == [
        ("held", None, None)
    ]


def test_the_export_reads_back_unchanged():
    read(FULL, row(Form="Informationsbrev"), row(Datum="2026-04-01", Språk="Tigrinja"), row(Kvinnor="0"))
    Activity.objects.filter(form__code="informationsbrev").update(recipients=300, remark="Till alla.")
    make_activity(
        Activity.objects.all()[0].organisation, counting="range", lowest=5, highest=9, topics=["halsa"]
    )
    rows = exported()
    assert len(rows) == 5
    assert FULL.split(";", 1)[1] in [line.split(";", 1)[1] for line in rows]
    assert statuses(read(*rows)) == ["unchanged"] * 5


def test_what_was_planned_and_has_passed_reads_back_unchanged(jarva):
    make_activity(jarva, state="planned", day=date(2026, 2, 2))
    assert statuses(read(*exported())) == ["unchanged"]
    assert Activity.objects.get().state == "planned"


def test_counts_written_in_the_template_tell_of_what_was_planned(jarva):
    make_activity(jarva, state="planned", day=date(2026, 2, 2), key="a-1")
    make_activity(jarva, state="planned", day=date(2027, 2, 2), key="a-2")
    make_activity(jarva, women=3, key="a-3", state="reported")
    with time_machine.travel(NOW):
        (known,) = ActivityFile().to_fill_in(None, {})
    assert known["key"] == "a-1"
    changed = read(
        row(**{"Aktivitets-id": "a-1", "Datum": "2026-02-02", "Form": "Gruppinformation", "Kvinnor": "7"})
    )
    (result,) = changed.results
    assert result.changes[0] == Changed("Språk", "Arabiska", "")
    assert Changed("Kvinnor", "", "7") in result.changes
    told = Activity.objects.get(key="a-1")
    assert (told.state, told.women, told.submitted_at) == ("reported", 7, NOW)


def test_a_column_that_is_not_in_the_file_is_left_as_it_is(jarva):
    make_activity(jarva, key="a-1", women=3, place="Torget", groups=["unga"])
    head = "Aktivitets-id;Datum;Stadsdelsförvaltning;Form;Målgrupp;Män"
    assert statuses(read("a-1;2026-02-02;Järva;Gruppinformation;Unga;4", head=head)) == ["changed"]
    kept = Activity.objects.get()
    assert (kept.women, kept.men, kept.place, kept.languages) == (3, 4, "Torget", ["ar"])


def test_nej_takes_away_what_a_file_said_and_blank_does_not():
    read(FULL)
    key = Activity.objects.get().key
    again = key + FULL.removesuffix("Männen kom inte.;Ja")
    assert statuses(read(again + ";")) == ["unchanged"]
    assert statuses(read(again + "Kvinnorna kom.;Nej")) == ["changed"]
    assert [each.text for each in Observation.objects.all()] == ["Kvinnorna kom."]


def test_nej_to_an_example_somebody_has_described_is_refused():
    read(FULL)
    Observation.objects.filter(kind="good_example").update(text="Vi ringde runt.")
    key = Activity.objects.get().key
    assert problems(read(key + FULL.removesuffix("Ja") + "Nej")) == [
        (2, "Gott exempel", "Det goda exemplet är beskrivet.")
    ]


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"Stadsdelsförvaltning": "Husby"}, "Stadsdelsförvaltning", "Husby är en stadsdel i Järva."),
        ({"Stadsdelsförvaltning": "Söder"}, "Stadsdelsförvaltning", "Ingen organisation heter så."),
        (
            {"Stadsdelsförvaltning": "Föreningen Salam"},
            "Stadsdelsförvaltning",
            "Föreningen Salam är ingen stadsdelsförvaltning.",
        ),
        ({"Område": "Hagsätra"}, "Område", "Området finns inte i listan."),
        ({"Område": "Farsta"}, "Område", "Farsta ligger i Söder om söder, inte i Järva."),
        ({"Form": "Grupinformation"}, "Form", "Arbetsformen finns inte i listan."),
        ({"Målgrupp": "EBO|Alla"}, "Målgrupp", "Målgruppen finns inte i listan."),
        ({"Målgrupp": ""}, "Målgrupp", "Cellen är tom."),
        ({"Målgrupp": "|"}, "Målgrupp", "Välj minst en målgrupp."),
        ({"Språk": "Klingonska"}, "Språk", "Språket finns inte i listan."),
        ({"Material": "Okänd folder"}, "Material", "Materialet finns inte i listan."),
        ({"Samverkanspartner": "Okänd förening"}, "Samverkanspartner", "Ingen organisation heter så."),
        (
            {"Samverkanspartner": "Järva"},
            "Samverkanspartner",
            "Den egna förvaltningen är ingen samverkanspartner.",
        ),
        ({"Kvinnor": "-1"}, "Kvinnor", "Ett antal kan inte vara mindre än noll."),
        ({"Kvinnor": "1000000"}, "Kvinnor", "Skriv högst 10 000."),
        ({"Kvinnor": "3,5"}, "Kvinnor", "Talet ska vara ett helt tal."),
        ({"Datum": "04/03/2026"}, "Datum", "Datumet kan läsas på flera sätt."),
        ({"Datum": "0001-01-01"}, "Datum", "Dagen ligger för långt tillbaka."),
        ({"Datum": "2226-01-01"}, "Datum", "Dagen ligger för långt fram."),
        ({"Tolk": "kanske"}, "Tolk", "Svaret finns inte."),
        (
            {"Form": "Informationsbrev", "Kvinnor": "3"},
            "Kvinnor",
            "Det som skickas ut har mottagare, inte besökare.",
        ),
        ({"Form": "Webbinformation", "Kvinnor": "3"}, "Form", "Webbinformation räknas inte."),
        (
            {"Aktivitets-id": "a" * 41},
            "Aktivitets-id",
            "Säkerställ att detta värde har som mest 40 tecken (den har 41).",
        ),
        ({"Utmaning": "Ring 070-174 06 05"}, "Utmaning", "Texten innehåller ett telefonnummer."),
        ({"Plats": "kontakt@exempel.se"}, "Plats", "Texten innehåller en e-postadress."),
        ({"Plats": "Hos 19121212-1212"}, "Plats", "Texten innehåller ett personnummer."),
        ({"Utmaning": "Ring 121212 1212 om det"}, "Utmaning", "Texten innehåller ett personnummer."),
    ],
)
def test_a_bad_cell_is_refused_by_line_and_column(cells, column, message):
    NeighbourhoodFactory(name="Farsta", district=OrganisationFactory(short_name="Söder om söder"))
    tried = read(row(), row(**cells))
    found = problems(tried)
    assert [(line, name, words) for line, name, words in found][:1] == [(3, column, message)]
    assert statuses(tried) == ["new", "bad"]
    assert not Activity.objects.exists()


@pytest.mark.parametrize("said", ["Ring 19121212-1212", "Ring 070-174 12 12", "Skriv till 1212@exempel.se"])
def test_what_points_out_a_person_is_not_kept_with_the_refusal(said):
    tried = read(row(Utmaning=said))
    assert statuses(tried) == ["bad"]
    assert "1212" not in "".join(each.value for result in tried.results for each in result.problems)


def test_the_same_id_twice_is_refused_at_the_later_row():
    tried = read(row(**{"Aktivitets-id": "x"}), row(**{"Aktivitets-id": "x"}))
    assert problems(tried) == [(3, "Aktivitets-id", "Samma Aktivitets-id står redan på rad 2.")]


def test_rows_without_an_id_are_all_new():
    assert statuses(read(row(), row(), row())) == ["new"] * 3
    assert Activity.objects.values("key").distinct().count() == 3


def test_a_column_of_names_is_refused_as_unknown():
    with pytest.raises(UnreadableFile, match="Okända kolumner: Namn"):
        read(row() + ";Någon", head=HEAD + ";Namn")


def test_the_officer_reads_in_for_the_own_district_only(jarva):
    OrganisationFactory(short_name="Farsta")
    officer = person(Role.OUTREACH_OFFICER, jarva)
    tried = read(row(), row(Stadsdelsförvaltning="Farsta"), by=officer)
    assert problems(tried) == [(3, "Stadsdelsförvaltning", "Du får inte registrera för Farsta.")]
    assert statuses(read(row(), by=officer)) == ["new"]
    assert Activity.objects.get().registered_by == officer


def test_another_districts_activity_is_not_taken_over(jarva):
    other = make_activity(OrganisationFactory(short_name="Farsta"), key="a-9", women=8)
    officer = person(Role.OUTREACH_OFFICER, jarva)
    assert problems(read(row(**{"Aktivitets-id": "a-9"}), by=officer)) == [
        (2, "Stadsdelsförvaltning", "En aktivitet byter inte förvaltning.")
    ]
    other.refresh_from_db()
    assert other.women == 8


def test_what_was_cancelled_is_refused_and_not_exported(jarva):
    make_activity(jarva, key="a-1", state="cancelled")
    assert problems(read(row(**{"Aktivitets-id": "a-1"}))) == [
        (2, "Aktivitets-id", "Aktiviteten är inställd.")
    ]
    assert exported() == []


def test_a_range_is_not_overwritten_by_heads(jarva):
    make_activity(jarva, key="a-1", counting="range", lowest=5, highest=9)
    assert problems(read(row(**{"Aktivitets-id": "a-1", "Kvinnor": "7"}))) == [
        (2, "Kvinnor", "Aktiviteten är räknad mellan två tal.")
    ]


@pytest.mark.parametrize(
    ("role", "here", "reads", "exports"),
    [
        (Role.OUTREACH_OFFICER, True, True, True),
        (Role.PROJECT_MANAGER, True, False, True),
        (Role.DISTRICT_DIRECTOR, True, False, True),
        (Role.COORDINATOR, False, False, False),
        (Role.REGISTRAR, False, False, False),
        (Role.CONTROLLER, False, False, False),
        (Role.ADMINISTRATOR, False, False, False),
    ],
)
def test_who_reads_in_and_who_takes_out(jarva, role, here, reads, exports):
    somebody = person(role, jarva) if here else person(role)
    kind = ActivityFile()
    assert (kind.may(somebody), kind.may_export(somebody)) == (reads, exports)


def test_the_export_holds_the_own_district_raw_and_nobody_elses(jarva):
    make_activity(jarva, key="a-1", women=2)
    make_activity(OrganisationFactory(), key="a-2", women=2)
    make_activity(OrganisationFactory(), key="a-3", state="planned")
    assert [line.split(";")[0] for line in exported(person(Role.OUTREACH_OFFICER, jarva))] == ["a-1"]
    assert exported(person(Role.OUTREACH_OFFICER, jarva))[0].split(";")[8] == "2"


def test_a_material_of_the_own_district_goes_before_anothers(jarva):
    other = OrganisationFactory(short_name="Farsta")
    Material.objects.create(title="Så funkar staden", kind="letter", owner=other)
    read(row(Material="så funkar  staden"), row(Material="Så funkar staden (Farsta)"))
    used = Activity.objects.order_by("pk").values_list("materials__material__owner__short_name", flat=True)
    assert list(used) == ["Järva", "Farsta"]
    assert statuses(read(*exported())) == ["unchanged"] * 2


def test_many_rows_take_as_many_queries_as_few(jarva):
    def queries(rows):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(*rows, keep=False)
        return len(asked)

    full = FULL.replace("Män kom inte", "Män")
    queries([full])
    assert queries([full] * 2) == queries([full] * 60)


def test_known_is_written_with_as_many_queries_as_few(jarva):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            exported()
        return len(asked)

    read(FULL, FULL)
    few = queries()
    read(*[FULL] * 30)
    assert (few, len(exported())) == (queries(), 32)


def test_a_new_row_shows_nothing_of_a_nej_that_is_not_stored():
    tried = read(row(Gott_exempel="Nej"))
    assert [(each.column, each.new) for result in tried.results for each in result.changes] == [
        ("Datum", "2026-02-17"),
        ("Stadsdelsförvaltning", "Järva"),
        ("Form", "Dialogtorg"),
        ("Målgrupp", "EBO"),
    ]


@pytest.mark.parametrize(
    ("role", "own", "reads"),
    [
        (Role.OUTREACH_OFFICER, True, True),
        (Role.DISTRICT_DIRECTOR, True, True),
        (Role.OUTREACH_OFFICER, False, False),
        (Role.COORDINATOR, False, False),
        (Role.COMMITTEE_SECRETARY, False, False),
        (Role.CONTROLLER, False, False),
        (Role.AUDITOR, False, False),
    ],
)
def test_a_receipt_with_small_counts_is_read_by_the_district_that_sent_it(jarva, role, own, reads):
    reader = person(role, jarva if own else None)
    assert ActivityFile().may_read(reader, jarva.pk) is reads
    assert ActivityFile().may_read(reader, None) is False
