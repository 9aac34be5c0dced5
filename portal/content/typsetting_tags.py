"""Row headings in the tags of a PDF that typst made: the first cell of every row below the head becomes one.

Typst tags the first column as data: its own way to say otherwise (``pdf.header-cell``) waits behind a feature
that its Python package cannot turn on. So the file is rewritten: a tag in it is a small object of plain text,
and only such objects are changed. What is not found as expected is left as it was.
"""

import re

_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_TAG = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/T(?:D|R|Body|Foot)/")
_BODY = re.compile(rb"/S/T(?:Body|Foot)/")
_KIDS = re.compile(rb"/K\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HEADERS = re.compile(rb"/Headers\[[^\]]*\]")

Objects = dict[int, bytes]


def mark_row_heads(pdf: bytes) -> bytes:
    """Return the file with ``TH`` and ``Scope Row`` at the beginning of each row of each table's body.

    The cells' own lists of column headings go: a reader finds both headings by their scope.
    """
    table = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))
    objects = _objects(pdf, table)
    tags = {number: each for number, each in objects.items() if _TAG.match(each)}
    changed = _marked(tags)
    return _written(pdf[: min(_offsets(pdf, table).values())], objects | changed, pdf[table:])


def _offsets(pdf: bytes, table: int) -> dict[int, int]:
    entries = _ENTRY.findall(pdf, table)
    return {number: int(at) for number, (at, kind) in enumerate(entries) if kind == b"n"}


def _objects(pdf: bytes, table: int) -> Objects:
    """The objects of the file by number, in the order they stand."""
    begins = sorted((at, number) for number, at in _offsets(pdf, table).items())
    ends = [at for at, _number in begins[1:]] + [table]
    return {number: pdf[at:end] for (at, number), end in zip(begins, ends, strict=True)}


def _marked(tags: Objects) -> Objects:
    rows = [row for each in tags.values() if _BODY.search(each) for row in _kids(each)]
    firsts = {_kids(tags[row])[0] for row in rows if row in tags and _kids(tags[row])}
    cells = {number: each for number, each in tags.items() if b"/S/TD/" in each[:60]}
    return {number: _cell(each, is_head=number in firsts) for number, each in cells.items()}


def _kids(tag: bytes) -> list[int]:
    found = _KIDS.search(tag)
    return [int(number) for number in _REFERENCE.findall(found[1])] if found else []


def _cell(tag: bytes, *, is_head: bool) -> bytes:
    tag = _HEADERS.sub(b"", tag, count=1)
    if not is_head:
        return tag
    tag = tag.replace(b"/S/TD/", b"/S/TH/", 1)
    if b"<</O/Table" in tag:
        return tag.replace(b"<</O/Table", b"<</O/Table/Scope/Row", 1)
    if b"/A[" in tag:
        return tag.replace(b"/A[", b"/A[<</O/Table/Scope/Row>>", 1)
    return tag.replace(b"/K[", b"/A[<</O/Table/Scope/Row>>]/K[", 1)


def _written(begin: bytes, objects: Objects, tail: bytes) -> bytes:
    """Put the file together again, with the places of its objects as they are now."""
    pieces, places, at = [begin], {}, len(begin)
    for number, each in objects.items():
        places[number] = at
        pieces.append(each)
        at += len(each)
    numbers = iter(range(len(places) + 2))

    def entry(match: re.Match[bytes]) -> bytes:
        number = next(numbers)
        return b"%010d%b" % (places[number], match[0][10:]) if match[2] == b"n" else match[0]

    trailer = tail.rindex(b"startxref")
    pieces += [_ENTRY.sub(entry, tail[:trailer]), b"startxref\n%d\n%%%%EOF" % at]
    return b"".join(pieces)
