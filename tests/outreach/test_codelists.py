"""The code lists come whole out of their files, and once."""

import pytest

from outreach.domain.codelists import load_codes
from outreach.models import Language, TargetGroup, Topic, WorkForm

pytestmark = pytest.mark.django_db


def test_the_lists_are_loaded_once():
    counts = [load_codes(), load_codes()]

    rows = sum(model.objects.count() for model in (WorkForm, TargetGroup, Language, Topic))
    assert counts == [rows, 0]


def test_the_common_languages_are_marked():
    load_codes()

    common = Language.objects.filter(is_common=True).in_order().values_list("code", flat=True)
    assert list(common) == ["sv", "ar", "so", "ti", "fa", "prs", "en"]


def test_what_was_changed_is_not_loaded_over():
    load_codes()
    Language.objects.filter(code="ar").update(is_common=False)

    load_codes()

    assert Language.objects.get(code="ar").is_common is False
