"""The package to the city's diarium: a ZIP of signed papers with their files, and a CSV row a document."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.content.writers_csv import csv_lines
from portal.documents.domain.composing import SWEDISH
from portal.documents.domain.freezing import PAPERS, frozen_bytes, refuse_unmade, whole_bytes
from portal.documents.models import Document

LONGEST_NAME = 120
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP can say


def package(documents: Iterable[Document], *, now: datetime) -> bytes:
    """Return the ZIP. ValidationError when none of the documents is signed, or the files of one are not made
    yet; Tampered when what is stored is
    not what was frozen. The same documents give the same bytes on the same day."""
    signed = [document for document in documents if document.is_frozen]
    if not signed:
        raise ValidationError(_("Ingen av handlingarna är undertecknad än. Det finns inget att lämna över."))
    made = BytesIO()
    with override(SWEDISH), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = []
        for number, document in enumerate(signed, start=1):
            folder = f"{number:02} {_safe(document.title)}"
            names = []
            for name, content in _files(document):
                _write(archive, f"{folder}/{name}", content, now)
                names.append(name)
            rows.append(_row(document, folder, names))
        listed = "".join(csv_lines(_headings(), rows))
        _write(archive, "handlingar.csv", listed.encode(), now)
    return made.getvalue()


def _headings() -> list[str]:
    return [
        _("Diarienummer"),
        _("Handlingens datum"),
        _("Slag"),
        _("Handling"),
        _("Version"),
        _("Avsändare"),
        _("Mottagare"),
        _("Ärende"),
        _("Sekretess"),
        _("Kontrollsumma"),
        _("Mapp"),
        _("Filer"),
    ]


def _row(document: Document, folder: str, names: list[str]) -> list[str]:
    content = document.frozen.data["content"]
    senders = [each["administration"] for each in content["senders"]] or [content["owner"]]
    return [
        ", ".join(content["numbers"]),
        content["dated"],
        capfirst(document.get_kind_display()),
        content["title"],
        str(content["version"]),
        ", ".join(senders),
        ", ".join(each["committee"] for each in content["recipients"]),
        document.case.title if document.case else "",
        _("Ja") if has_secrets(content) else _("Nej"),
        document.frozen.sha256,
        folder,
        ", ".join(names),
    ]


def has_secrets(content: dict) -> bool:
    """Whether something of the document is under a secrecy marking."""
    sections = any(each["secrecy"] for each in content["sections"])
    return sections or any(each["is_secret"] for each in content["appendices"])


def _files(document: Document) -> Iterator[tuple[str, bytes]]:
    """Yield the papers, the public ones where something is left out of them, and the appendices."""
    frozen = document.frozen
    refuse_unmade(frozen)
    for name in PAPERS if has_secrets(frozen.data["content"]) else PAPERS[:2]:
        yield _safe(getattr(frozen, name).name), frozen_bytes(frozen, name)
    rows = document.appendices.filter(file__isnull=False, is_reference=False).select_related("file")
    for row in rows.order_by("order", "pk"):
        if row.file:
            yield _safe(f"{_('Bilaga')} {row.order} {row.file.name}"), whole_bytes(row.file)


def _safe(name: str) -> str:
    """A name of a file or folder that every system takes and that leads nowhere else."""
    plain = " ".join(_UNSAFE.sub(" ", name).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 5:
        return f"{stem[: LONGEST_NAME - 6].strip()}.{ending}"
    return plain[:LONGEST_NAME].strip(". ") or _("namnlös")


def _write(archive: zipfile.ZipFile, name: str, content: bytes, now: datetime) -> None:
    day = (now.year, now.month, now.day, 0, 0, 0)
    entry = zipfile.ZipInfo(name, date_time=max(day, _FIRST_DAY))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)
