"""Chosen filters in words, whatever sort of field they were chosen in; and which sort keys may be missing."""

import django_filters
import pytest
from django import forms
from django.http import QueryDict

from portal.organisation.models import Organisation
from portal.ui.chips import chips
from portal.ui.nulls import may_be_null


class Filters(forms.Form):
    ord = forms.CharField(label="Ord", required=False)
    arkiv = forms.BooleanField(label="Arkiverade", required=False)
    under = forms.ModelChoiceField(Organisation.objects.all(), label="Under", required=False)
    flera = forms.ModelMultipleChoiceField(Organisation.objects.all(), label="Flera", required=False)
    belopp = django_filters.fields.RangeField(label="Belopp", required=False)


def said(query):
    form = Filters(QueryDict(query))
    form.is_valid()
    return [(chip.label, chip.href) for chip in chips(form, QueryDict(query))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        ("ord=&arkiv=&belopp_min=&flera=", []),
        ("arkiv=on&ord=sfi", [("Ord: sfi", "?arkiv=on"), ("Arkiverade: Ja", "?ord=sfi")]),
        (
            "belopp_min=1&belopp_max=2.5&ord=a",
            [("Ord: a", "?belopp_min=1&belopp_max=2.5"), ("Belopp: 1–2,5", "?ord=a")],
        ),
        ("belopp_min=1", [("Belopp: 1–", "?")]),
        ("belopp_min=x", []),
        ("under=999999", []),
        ("under=9999999999999999999999999999", []),
    ],
)
def test_chips_say_what_is_chosen_and_lead_to_the_list_without_it(query, expected):
    assert said(query) == expected


@pytest.mark.django_db
def test_chips_call_records_by_their_names():
    one = Organisation.objects.create(key="kista", kind="district", short_name="Kista")
    two = Organisation.objects.create(key="farsta", kind="district", short_name="Farsta")

    assert said(f"under={one.pk}") == [("Under: Kista", "?")]
    assert said(f"flera={one.pk}&flera={two.pk}") == [
        ("Flera: Kista", f"?flera={two.pk}"),
        ("Flera: Farsta", f"?flera={one.pk}"),
    ]


@pytest.mark.parametrize(
    ("path", "nullable"),
    [
        ("pk", False),
        ("short_name", False),
        ("valid_from", True),
        ("parent__short_name", True),  # no parent, no name
        ("children", True),
        ("an_annotation", True),
        (object(), True),
    ],
)
def test_sort_key_may_be_missing_unless_a_plain_field_says_no(path, nullable):
    assert may_be_null(Organisation, path) is nullable
