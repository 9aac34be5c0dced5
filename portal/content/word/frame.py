"""What a Word file has around its body: numbering, footnotes, heads and feet of pages, settings."""

from collections.abc import Sequence
from html import escape
from typing import Any

from portal.content.word.marks import NAMES, NOTE_STYLE, Links, R, field, paragraph, text

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARKS = ("•", "–")
_LETTERS = ("decimal", "lowerLetter")
_COMPAT = "http://schemas.microsoft.com/office/word"
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def part(name: str, inside: str) -> str:
    return f"{XML}<w:{name} {NAMES}>{inside}</w:{name}>"


def numbering(lists: Sequence[tuple[bool, int, int]]) -> str:
    """Two kinds of lists, and each list of the paper beginning at its own number."""
    kinds = "".join(_abstract(kind, ordered=bool(kind)) for kind in (0, 1))
    return part(
        "numbering", kinds + "".join(_num(number, *each) for number, each in enumerate(lists, start=1))
    )


def _num(number: int, ordered: bool, level: int, start: int) -> str:
    begins = f'<w:startOverride w:val="{start}"/>' if ordered else ""
    over = f'<w:lvlOverride w:ilvl="{level}">{begins}</w:lvlOverride>' if ordered else ""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{int(ordered)}"/>{over}</w:num>'


def _abstract(number: int, *, ordered: bool) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{"decimal" if ordered else "bullet"}"/>'
        f'<w:lvlText w:val="{f"%{level + 1}." if ordered else _MARKS[level]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{425 * (level + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
        for level in (0, 1)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'


def footnotes(notes: Sequence[str]) -> str:
    """The notes, real ones, after the two lines that part them from the text."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return part("footnotes", lines + "".join(_footnote(*each) for each in enumerate(notes, start=1)))


def _footnote(number: int, words: str) -> str:
    mark = f"<w:r>{NOTE_STYLE}<w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{number}">{paragraph(mark + text(" " + words), "FootnoteText")}</w:footnote>'


def header(laid: dict[str, Any], *, is_first: bool) -> str:
    """The first page says only its number, the paper's head stands there; later ones what paper it is."""
    page = text(f"{laid['page']} ") + field("PAGE", "1") + text(" (") + field("NUMPAGES", "1") + text(")")
    tab = "<w:r><w:tab/></w:r>"
    return part("hdr", paragraph(("" if is_first else text(running(laid))) + tab + page, "Header"))


def running(laid: dict[str, Any]) -> str:
    """What stands over every page but the first."""
    head = laid["head"]
    said = [head["kind"], *head["numbers"], head["state"]] if head else []
    return ", ".join(each for each in said if each) or laid["title"]


def footer(laid: dict[str, Any]) -> str:
    return part("ftr", paragraph(text(laid["foot"]), "Footer"))


def settings(laid: dict[str, Any]) -> str:
    """Fields are counted when the file is opened, where there is a list of contents to fill."""
    language = LANGUAGES.get(laid["lang"], "sv-SE")
    return part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="1304"/><w:autoHyphenation/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        + ("<w:updateFields/>" if laid["contents"] else "")
        + '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{_COMPAT}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>',
    )


def core(laid: dict[str, Any], day: str) -> str:
    """What the file says of itself: its title, language and day. No names."""
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    when = f'xsi:type="dcterms:W3CDTF">{day}T00:00:00Z'
    made = f"<dcterms:created {when}</dcterms:created><dcterms:modified {when}</dcterms:modified>"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(laid['title'][:255], quote=False)}</dc:title>"
        f"<dc:language>{LANGUAGES.get(laid['lang'], 'sv-SE')}</dc:language>"
        f"{made}</cp:coreProperties>"
    )


def relations(links: Links) -> str:
    """What the document leads to: its own parts, its pictures, and the addresses its words link to."""
    parts = [
        *(("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")),
        *(("footnotes", "footnotes.xml"), ("header", "header1.xml"), ("header", "header2.xml")),
        ("footer", "footer1.xml"),
    ]
    found = [(f"rId{number}", kind, target, "") for number, (kind, target) in enumerate(parts, start=1)]
    pictures = range(1, len(links.pictures) + 1)
    found += [(links.picture(number), "image", f"media/image{number}.png", "") for number in pictures]
    outside = ' TargetMode="External"'
    found += [(name, "hyperlink", escape(address), outside) for address, name in links.outside.items()]
    return relationships(found)


def relationships(found: Sequence[tuple[str, str, str, str]]) -> str:
    """Each with its id, its kind (a word, or a whole address), its target and its mode."""
    drawn = "".join(
        f'<Relationship Id="{name}" Type="{_kind(kind)}" Target="{target}"{mode}/>'
        for name, kind, target, mode in found
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{XML}<Relationships xmlns="{space}">{drawn}</Relationships>'


def _kind(kind: str) -> str:
    return kind if "/" in kind else f"{R}/{kind}"
