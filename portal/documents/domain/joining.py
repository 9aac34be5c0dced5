"""Files become one PDF with a bookmark each; what is no PDF that opens becomes an attachment of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True)
class File:
    """A file of the bundle: what its bookmark says and its bytes; ``below`` are its appendices."""

    title: str
    content: bytes
    name: str = ""
    below: tuple["File", ...] = ()


def joined(files: Iterable[File], *, title: str) -> bytes:
    """Return the files as one PDF with a bookmark each; what is no PDF that opens becomes an attachment."""
    with pikepdf.new() as whole:
        with whole.open_outline() as outline:
            for file in files:
                there = _append(whole, file)
                mark = pikepdf.OutlineItem(file.title, there or 0)
                for below in file.below:
                    at = _append(whole, below)
                    if at is None:
                        _attach(whole, below)
                    else:
                        mark.children.append(pikepdf.OutlineItem(below.title, at))
                outline.root.append(mark)
        whole.Root.Lang = pikepdf.String("sv-SE")
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        whole.docinfo["/Title"] = title
        made = BytesIO()
        whole.save(made, deterministic_id=True)
    return made.getvalue()


def _append(whole: pikepdf.Pdf, file: File) -> int | None:
    """Append the pages; return the number of the first one, None when the file does not open."""
    first = len(whole.pages)
    try:
        with pikepdf.open(BytesIO(file.content)) as part:
            for page in part.pages:
                for key in ("/AA", "/StructParents"):  # nothing runs by itself, and the tags stay behind
                    if key in page:
                        del page[key]
            whole.pages.extend(part.pages)
    except pikepdf.PdfError:
        return None
    return first


def _attach(whole: pikepdf.Pdf, file: File) -> None:
    number = len(whole.attachments) + 1
    name = f"{number:02} {file.name or file.title}"
    whole.attachments[name] = pikepdf.AttachedFileSpec(
        whole,
        file.content,
        description=file.title,
        filename=name,
        mime_type="application/octet-stream",
        creation_date="",
        mod_date="",
    )
