"""Demo data: loaded once, and reset only when nothing else is lost."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from portal.cases.models import Case
from portal.demo.leftovers import leftovers
from portal.demo.loading import demo_password, demo_present
from portal.demo.resetting import reset_demo
from portal.files.models import StoredFile
from portal.organisation.models import Assignment, Organisation, User
from projects.models import Project
from tests.demo import committed_demo
from tests.factories.portal import OrganisationFactory, UserFactory

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def everything() -> dict[str, int]:
    """How many rows there are of what the demo loads."""
    return {
        model.__name__: model.objects.count() for model in (User, Assignment, Organisation, Case, Project)
    }


@pytest.mark.django_db
def test_nothing_is_there_until_it_is_asked_for_and_nothing_of_it_is_a_leftover(capsys):
    assert demo_present() is False
    call_command("demo")
    assert capsys.readouterr().out.startswith("Övningsdata är inlästa.\n")
    assert demo_present() is True
    assert leftovers() == []


@pytest.mark.django_db(transaction=True)
def test_reset_loads_the_demo_anew():
    with committed_demo():
        before = everything()
        Case.objects.update(title="Ändrad under övningen")
        reset_demo(force=False, now=NOW)
        assert everything() == before
        assert not Case.objects.filter(title="Ändrad under övningen").exists()
        assert User.objects.get(username="samordnare").check_password(demo_password())


@pytest.mark.django_db(transaction=True)
def test_reset_refuses_when_there_is_more_and_force_takes_it_too():
    with committed_demo():
        real = UserFactory()
        OrganisationFactory()  # at no door at all
        with pytest.raises(ValidationError) as refused:
            reset_demo(force=False, now=NOW)
        assert refused.value.messages == [
            "Databasen innehåller annat än övningsdata (organisationer: 1, personer: 1). Inget är ändrat. "
            "Kör med --force om även det ska tas bort."
        ]
        assert User.objects.filter(pk=real.pk).exists()
        path = "ab/" + "ab" * 32
        default_storage.save(path, ContentFile(b"x"))
        StoredFile.objects.create(name="egen.csv", content_type="text/csv", size=1, sha256="ab" * 32)
        reset_demo(force=True, now=NOW)
        assert not User.objects.filter(is_demo=False).exists()
        assert default_storage.exists(path) is False


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_it_did(capsys):
    with committed_demo():
        call_command("demo")
        call_command("demo", "--reset")
        said = capsys.readouterr().out.splitlines()
        assert said[::2] == ["Övningsdata fanns redan. Inget är ändrat.", "Övningsdata är inlästa."]
        UserFactory()
        with pytest.raises(CommandError):
            call_command("demo", "--reset")
