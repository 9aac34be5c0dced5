"""What the database refuses about projects and grants, by plain SQL and in the words the forms show."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from portal.database.refusals import in_words, words_of
from projects.models import Appropriation, DecisionRound, Grant, GrantShare, Partnership, Programme, Project
from tests.factories.portal import OrganisationFactory
from tests.factories.projects import (
    AppropriationFactory,
    DecisionRoundFactory,
    GrantFactory,
    GrantShareFactory,
    PartnershipFactory,
    ProgrammeFactory,
    ProjectFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@transaction.atomic
def at_once(statement, *values):
    sql(statement, *values)
    sql("SET CONSTRAINTS ALL IMMEDIATE")


def refused_by_sql(statement, *values):
    """The name of the constraint that says no to ``statement``; deferred ones are asked at once."""
    with pytest.raises(IntegrityError) as refusal:
        at_once(statement, *values)
    return refusal.value.__cause__.diag.constraint_name


def refused_in_words(write):
    with pytest.raises(ValidationError) as refusal, in_words():
        write()
    return refusal.value.message_dict


class TestProject:
    def test_has_one_lead_and_never_none(self):
        project = ProjectFactory()
        with pytest.raises(IntegrityError, match="lead_id"):
            sql("UPDATE projects_project SET lead_id = NULL WHERE id = %s", project.pk)

    def test_lead_is_not_also_a_partner(self):
        partnership = PartnershipFactory()
        project = partnership.project
        statement = "UPDATE projects_partnership SET organisation_id = %s WHERE id = %s"
        assert refused_by_sql(statement, project.lead_id, partnership.pk) == "partnership_not_the_lead"
        statement = "UPDATE projects_project SET lead_id = %s WHERE id = %s"
        assert (
            refused_by_sql(statement, partnership.organisation_id, project.pk) == "partnership_not_the_lead"
        )
        assert refused_in_words(
            lambda: Partnership.objects.create(project=project, organisation=project.lead)
        ) == {"partners": ["Den som är ansvarig står inte också som medverkande. Ta bort den ena."]}

    def test_lead_and_partner_may_change_places_in_one_transaction(self):
        partnership = PartnershipFactory()
        project, before = partnership.project, partnership.project.lead
        with in_words():
            Project.objects.filter(pk=project.pk).update(lead=partnership.organisation)
            Partnership.objects.filter(pk=partnership.pk).update(organisation=before)
        project.refresh_from_db()
        assert [project.lead, *project.partners.all()] == [partnership.organisation, before]

    def test_continuation_forms_no_ring(self):
        first = ProjectFactory()
        second = ProjectFactory(programme=first.programme, continues=first)
        third = ProjectFactory(programme=first.programme, continues=second)
        statement = "UPDATE projects_project SET continues_id = %s WHERE id = %s"
        assert refused_by_sql(statement, third.pk, first.pk) == "project_continuation_no_ring"
        assert refused_by_sql(statement, first.pk, first.pk) == "project_does_not_continue_itself"
        assert refused_in_words(lambda: Project.objects.filter(pk=first.pk).update(continues=third)) == {
            "continues": [
                "Projekten skulle bli fortsättningar på varandra i en ring. Välj ett tidigare projekt."
            ]
        }
        assert refused_in_words(lambda: Project.objects.filter(pk=first.pk).update(continues=first)) == {
            "continues": ["Ett projekt kan inte vara en fortsättning på sig självt."]
        }

    def test_continuation_stays_in_the_programme(self):
        earlier = ProjectFactory()
        later = ProjectFactory(programme=earlier.programme, continues=earlier)
        foreign = ProjectFactory()
        statement = "UPDATE projects_project SET continues_id = %s WHERE id = %s"
        assert refused_by_sql(statement, foreign.pk, later.pk) == "project_continues_in_programme"
        statement = "UPDATE projects_project SET programme_id = %s WHERE id = %s"
        for moved in (earlier, later):
            assert (
                refused_by_sql(statement, foreign.programme_id, moved.pk) == "project_continues_in_programme"
            )

    def test_number_is_once_in_a_programme_and_title_as_often_as_printed(self):
        first = ProjectFactory(number="2.1.6", title="Fördjupningen")
        ProjectFactory(number="2.1.7", title="Fördjupningen", programme=first.programme)
        ProjectFactory(number="2.1.6")
        assert refused_in_words(lambda: ProjectFactory(number="2.1.6", programme=first.programme)) == {
            "number": ["Programmet har redan ett projekt med det numret."]
        }

    def test_a_draft_takes_a_number_from_nobody_but_its_own_lead(self):
        first = ProjectFactory(number="2.1.6")
        draft = ProjectFactory(number="2.1.6", programme=first.programme, draft=True)
        ProjectFactory(number="2.1.6", programme=first.programme, draft=True)
        same = {"number": "2.1.6", "programme": first.programme, "lead": draft.lead, "draft": True}
        assert refused_in_words(lambda: ProjectFactory(**same)) == {
            "number": ["Ni har redan ett utkast med det numret i programmet."]
        }

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("number", "", {"number": ["Skriv projektets nummer."]}),
            ("title", "", {"title": ["Skriv projektets titel."]}),
            (
                "report_status",
                "klart",
                {"report_status": ["Redovisningen har en status som portalen inte känner."]},
            ),
            (
                "plan_in_text",
                "kanske",
                {"__all__": ["Planen för implementering har ett svar som portalen inte känner."]},
            ),
        ],
    )
    def test_says_what_it_must(self, field, value, words):
        project = ProjectFactory()
        assert (
            refused_in_words(lambda: Project.objects.filter(pk=project.pk).update(**{field: value})) == words
        )

    def test_every_answer_of_the_code_lists_is_known_to_the_database(self):
        project = ProjectFactory()
        for status in Project.ReportStatus.values:
            Project.objects.filter(pk=project.pk).update(report_status=status)
        for answer in Project.Plan.values:
            Project.objects.filter(pk=project.pk).update(plan_in_table=answer, plan_in_text=answer)

    def test_handed_in_means_when_and_to_whom(self):
        project = ProjectFactory(draft=True)
        statement = "UPDATE projects_project SET submitted_at = now() WHERE id = %s"
        assert refused_by_sql(statement, project.pk) == "projects_project_submitted_whole"


class TestGrant:
    def test_first_grant_is_given_once(self):
        grant = GrantFactory()
        assert refused_in_words(lambda: GrantFactory(project=grant.project)) == {
            "__all__": ["Projektet har redan ett första beslut. Välj Förlängning."]
        }

    def test_extension_needs_an_earlier_first_grant(self):
        project = ProjectFactory()
        words = {
            "kind": ["En förlängning behöver ett första beslut för samma projekt, samma år eller tidigare."]
        }
        assert refused_in_words(lambda: GrantFactory(project=project, extension=True)) == words
        initial = GrantFactory(project=project, year=2003)
        assert refused_in_words(lambda: GrantFactory(project=project, extension=True, year=2002)) == words
        with in_words():
            GrantFactory(project=project, extension=True, year=2003)
        for statement in (
            "DELETE FROM projects_grant WHERE id = %s",
            "UPDATE projects_grant SET year = 2004 WHERE id = %s",
            "UPDATE projects_grant SET kind = 'extension' WHERE id = %s",
        ):
            assert refused_by_sql(statement, initial.pk) == "grant_extends_an_initial"

    def test_unknown_year_is_never_later(self):
        project = ProjectFactory()
        with in_words():
            GrantFactory(project=project, unknown_year=True)
            GrantFactory(project=project, extension=True, year=2002)
            GrantFactory(project=project, extension=True, unknown_year=True)
        assert project.grants.count() == 3

    @pytest.mark.parametrize("amount", ["0.00", "-1.00"])
    def test_amount_is_more_than_nothing(self, amount):
        assert refused_in_words(lambda: GrantFactory(amount=Decimal(amount))) == {
            "amount": ["Beloppet ska vara större än noll."]
        }

    @pytest.mark.parametrize("year", [1989, 2101, 202])
    def test_year_is_a_year(self, year):
        assert refused_in_words(lambda: GrantFactory(year=year)) == {
            "year": ["Skriv året med fyra siffror, mellan 1990 och 2100."]
        }

    def test_number_is_once_in_a_project(self):
        grant = GrantFactory()
        assert refused_in_words(
            lambda: GrantFactory(project=grant.project, number=grant.number, extension=True)
        ) == {"number": ["Projektet har redan ett beslut med det numret."]}

    def test_kind_is_known(self):
        assert refused_in_words(lambda: GrantFactory(kind="extra")) == {
            "kind": ["Välj Första eller Förlängning."]
        }

    def test_shares_sum_to_the_amount(self):
        grant = GrantFactory(amount=Decimal("100.01"))
        words = {"amount": ["Nämndernas delar blir inte tillsammans beloppet."]}
        assert refused_in_words(lambda: GrantShareFactory(grant=grant, amount=Decimal("50.01"))) == words
        with in_words():
            part = GrantShareFactory(grant=grant, amount=Decimal("50.01"))
            GrantShareFactory(grant=grant, amount=Decimal("50.00"))
        for statement, key in (
            ("UPDATE projects_grantshare SET amount = amount + 0.01 WHERE id = %s", part.pk),
            ("DELETE FROM projects_grantshare WHERE id = %s", part.pk),
            ("UPDATE projects_grant SET amount = amount + 0.01 WHERE id = %s", grant.pk),
        ):
            assert refused_by_sql(statement, key) == "grant_shares_sum_to_amount"

    def test_share_moved_to_another_grant_is_missed_where_it_was(self):
        grant = GrantFactory(amount=Decimal("100.00"))
        with in_words():
            GrantShareFactory(grant=grant, amount=Decimal("60.00"))
            moved = GrantShareFactory(grant=grant, amount=Decimal("40.00"))
        other = GrantFactory(amount=Decimal("40.00"))
        statement = "UPDATE projects_grantshare SET grant_id = %s WHERE id = %s"
        assert refused_by_sql(statement, other.pk, moved.pk) == "grant_shares_sum_to_amount"

    def test_share_is_once_per_committee_and_not_negative(self):
        share = GrantShareFactory()
        assert refused_in_words(
            lambda: GrantShare.objects.create(grant=share.grant, committee=share.committee, amount=Decimal(0))
        ) == {"committee": ["Nämnden har redan en del av beloppet."]}
        assert refused_in_words(
            lambda: GrantShare.objects.create(
                grant=share.grant, committee=OrganisationFactory(committee=True), amount=Decimal(-1)
            )
        ) == {"amount": ["Beloppet kan inte vara negativt."]}

    def test_amount_wider_than_the_column_is_refused_in_words(self):
        assert refused_in_words(lambda: GrantFactory(amount=Decimal("1e30"))) == {
            "__all__": ["Ett värde är för stort eller har fel form. Kontrollera talen och datumen."]
        }


class TestProgramme:
    def test_does_not_end_before_it_begins(self):
        programme = ProgrammeFactory(published=True)
        assert refused_in_words(
            lambda: Programme.objects.filter(pk=programme.pk).update(ends_on="2001-12-31")
        ) == {"__all__": ["Programmet kan inte sluta innan det börjar."]}

    def test_committee_has_one_appropriation_a_year_and_none_below_zero(self):
        row = AppropriationFactory()
        assert refused_in_words(
            lambda: AppropriationFactory(programme=row.programme, committee=row.committee)
        ) == {"year": ["Nämnden har redan medel för programmet det året."]}
        for field in ("budget", "used"):
            assert refused_in_words(
                lambda field=field: Appropriation.objects.filter(pk=row.pk).update(**{field: Decimal(-1)})
            ) == {"__all__": ["Beloppet kan inte vara negativt."]}

    def test_round_has_a_number_of_its_own(self):
        first = DecisionRoundFactory()
        assert refused_in_words(
            lambda: DecisionRound.objects.create(programme=first.programme, number=first.number)
        ) == {"number": ["Programmet har redan ett beslutstillfälle med det numret."]}


def test_foreign_key_to_nothing_is_refused_without_a_name_of_the_database():
    project = ProjectFactory()
    assert refused_in_words(
        lambda: Grant.objects.create(project_id=project.pk + 1, number=1, amount=Decimal(1), kind="initial")
    ) == {
        "__all__": [
            "Uppgiften krockar med en som redan finns. Läs om sidan, se vad som ändrats och försök igen."
        ]
    }


def test_words_of_a_constraint_that_nobody_has_are_a_mistake_in_the_code():
    with pytest.raises(LookupError, match="no_such_rule"):
        words_of("no_such_rule")


def test_what_was_refused_is_undone_and_the_transaction_goes_on():
    def write_one_good_and_one_bad():
        ProjectFactory(number="1", title="Ett")
        ProjectFactory(number="2", title="")

    assert refused_in_words(write_one_good_and_one_bad) == {"title": ["Skriv projektets titel."]}
    assert Project.objects.count() == 0
