"""Materials are kept: what they are, a version in each language, reviewed again, withdrawn."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from outreach.models import Language, Material, MaterialVersion, TargetGroup, Topic
from portal.content.contacts import refuse_identifying
from portal.content.texts import refuse_long, tidy
from portal.files.storing import store_file
from portal.organisation.models import User


def keep_material(*, material: Material) -> Material:
    """Keep a new or changed material. ValidationError: a text that points out a person, a code that is not
    in its list, no title, or a title the owner has already."""
    material.title, material.note = tidy(material.title), tidy(material.note)
    for field, text in (("title", material.title), ("note", material.note)):
        _refuse(field, text)
    material.topics = _known(material, "topics")
    material.groups = _known(material, "groups")
    material.full_clean()
    material.save()
    return material


def withdraw(*, material: Material, on: date | None) -> Material:
    """Say that the material is not used after ``on``; None takes it into use again."""
    material.withdrawn_on = on
    material.save(update_fields=["withdrawn_on"])
    return material


@transaction.atomic
def add_version(
    *,
    material: Material,
    language: Language,
    file: tuple[str, bytes] | None,
    address: str,
    reviewed_on: date | None,
    outdated_after: date | None,
    by: User | None,
    today: date,
) -> MaterialVersion:
    """Add the next version in ``language``: ``file`` is its name and bytes, ``address`` where it lies, or
    neither when it is only known to exist. ValidationError: both, an empty file, dates that do not hold."""
    if file and address:
        raise ValidationError({"address": _("Ladda upp en fil eller skriv en webbadress, inte båda.")})
    Material.objects.select_for_update().get(pk=material.pk)  # two who add at once get different numbers
    latest = material.versions.filter(language=language).aggregate(Max("version"))["version__max"] or 0
    version = MaterialVersion(
        material=material,
        language=language,
        version=latest + 1,
        address=address,
        reviewed_on=reviewed_on,
        outdated_after=outdated_after,
    )
    _check_dates(version, today)
    version.full_clean(exclude=["material", "language", "file"])
    version.file = _stored(file, by) if file else None
    version.save()
    return version


def review(
    *, version: MaterialVersion, reviewed_on: date, outdated_after: date | None, today: date
) -> MaterialVersion:
    """Say that the version was read through on ``reviewed_on`` and holds until ``outdated_after``."""
    version.reviewed_on, version.outdated_after = reviewed_on, outdated_after
    _check_dates(version, today)
    version.full_clean(exclude=["material", "language", "file"])
    version.save(update_fields=["reviewed_on", "outdated_after"])
    return version


def _check_dates(version: MaterialVersion, today: date) -> None:
    if version.reviewed_on and version.reviewed_on > today:
        raise ValidationError({"reviewed_on": _("Dagen har inte varit än. Skriv när materialet granskades.")})


def _stored(file: tuple[str, bytes], by: User | None) -> Any:
    name, content = file
    _refuse("file", name)
    try:
        return store_file(name=name, content=content, by=by)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal.messages}) from refusal


def _refuse(field: str, text: str) -> None:
    try:
        refuse_identifying(text)
        refuse_long(text)
    except ValidationError as refusal:
        raise ValidationError({field: refusal.messages}) from refusal


def _known(material: Material, field: str) -> list[str]:
    """The codes of ``field`` once each. ValidationError: one is in no list."""
    lists: dict[str, Any] = {"topics": Topic, "groups": TargetGroup}
    codes = list(dict.fromkeys(getattr(material, field)))
    known = set(lists[field].objects.filter(code__in=codes).values_list("code", flat=True))
    if set(codes) - known:
        raise ValidationError({field: _("Välj ur listan.")})
    return codes
