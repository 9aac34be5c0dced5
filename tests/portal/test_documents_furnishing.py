"""What stands around a text: points, senders, signatories and appendices, and what is refused of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.content.figures import Figure
from portal.content.live import Live, LiveFigure, LiveTable, LiveText
from portal.content.live_lazy import Lazy
from portal.content.tables import Column, Row, Table
from portal.documents.domain.appending import (
    Told,
    add_appendix,
    describe_appendix,
    move_appendix,
    remove_appendix,
)
from portal.documents.domain.comparing import compare
from portal.documents.domain.furnishing import (
    SenderRow,
    SignatoryRow,
    set_points,
    set_senders,
    set_signatories,
)
from portal.documents.domain.picking import offer_named, offers_of, put_in, swap
from portal.documents.models import Document
from portal.organisation.models import Role
from tests.factories.documents import DocumentFactory, SectionFactory, SignatoryFactory, seal
from tests.factories.portal import OrganisationFactory, UserFactory

TABLE = Table("Beviljat", (Column("a", "År"), Column("b", "Tkr")), (Row("2002", {"b": Figure(1)}),))
LIVE = Live(
    figures={"beviljat": LiveFigure("beviljat", "Beviljat", Figure(32), "32 projekt", "Medel", "/projekt/")},
    tables={"per-ar": LiveTable("per-ar", "Per år", TABLE, "Medel")},
    texts={"inledning": LiveText("inledning", "Inledning", "Vi gav [[figur:beviljat]].")},
)


@pytest.fixture
def document(db):
    return DocumentFactory()


def _sign_all() -> None:
    for document in Document.objects.filter(state=Document.State.DRAFT):
        seal(document)


def test_points_are_written_whole_and_numbered_from_one(document):
    set_points(document=document, points=[("approve", " Nämnden godkänner. "), ("other", "Två.")])
    set_points(
        document=document, points=[("other", "Två."), ("approve", "Nämnden godkänner."), ("file", "Tre.")]
    )
    assert list(document.points.order_by("order").values_list("order", "kind", "text")) == [
        (1, "other", "Två."),
        (2, "approve", "Nämnden godkänner."),
        (3, "file", "Tre."),
    ]
    set_points(document=document, points=[])
    assert not document.points.exists()


@pytest.mark.parametrize(
    "points",
    [
        [("approve", "")],
        [("finns inte", "Text.")],
        [("other", "Ring 070-123 45 67.")],
        [("other", "x" * 2001)],
    ],
)
def test_points_that_cannot_stand_are_refused(document, points):
    set_points(document=document, points=[("other", "Kvar.")])
    with pytest.raises(ValidationError):
        set_points(document=document, points=points)
    assert [point.text for point in document.points.all()] == ["Kvar."]


def test_senders_change_places_and_one_whose_section_is_lent_stays(document):
    first, second = OrganisationFactory(), OrganisationFactory()
    set_senders(document=document, senders=[SenderRow(first, "Avdelning"), SenderRow(second)])
    set_senders(document=document, senders=[SenderRow(second), SenderRow(first, phone="08-508 00 000")])
    found = document.senders.order_by("order").values_list("administration", "phone")
    assert list(found) == [(second.pk, ""), (first.pk, "08-508 00 000")]
    SectionFactory(document=document, heading="Vårt", administration=second)
    with pytest.raises(ValidationError) as refusal:
        set_senders(document=document, senders=[SenderRow(first)])
    words = f"{second.as_administration} skriver avsnittet Vårt. Ta tillbaka det först."
    assert refusal.value.messages == [words]
    with pytest.raises(ValidationError):
        set_senders(document=document, senders=[SenderRow(first), SenderRow(first)])


def test_signatories_are_written_until_somebody_has_signed(document):
    row = SignatoryRow(document.owner, Role.HEAD_OF_ADMINISTRATION, "förvaltningschef", is_acting=True)
    set_signatories(document=document, signatories=[row])
    assert [str(each) for each in document.signatories.all()] == ["förvaltningschef"]
    document.signatories.all().delete()
    SignatoryFactory(document=document, signed_by=UserFactory(), signed_at=timezone.now())
    with pytest.raises(ValidationError) as refusal:
        set_signatories(document=document, signatories=[])
    assert refusal.value.messages[0].startswith("Någon har redan undertecknat.")


def test_nothing_of_a_signed_document_is_furnished(document):
    _sign_all()
    for change in (
        lambda: set_points(document=document, points=[]),
        lambda: set_senders(document=document, senders=[]),
        lambda: set_signatories(document=document, signatories=[]),
        lambda: _add(document, "Sen"),
    ):
        with pytest.raises(ValidationError) as refusal:
            change()
        assert refusal.value.code == "state"


def _add(document, title: str, content: bytes = b"%PDF-1.7", **more):
    told = Told(title, **more)
    return add_appendix(document=document, told=told, name="a.pdf", content=content, by=document.officer)


def test_appendices_are_numbered_moved_and_close_ranks(document):
    for title in ("Ett", "Två", "Tre"):
        _add(document, title)
    move_appendix(appendix=document.appendices.get(title="Tre"), up=True)
    move_appendix(appendix=document.appendices.get(title="Ett"), up=True)
    remove_appendix(appendix=document.appendices.get(title="Ett"))
    found = document.appendices.order_by("order").values_list("order", "title")
    assert list(found) == [(1, "Tre"), (2, "Två")]


def test_an_appendix_has_a_file_or_says_that_it_has_none(document):
    with pytest.raises(ValidationError) as refusal:
        _add(document, "Utan fil", content=b"")
    assert refusal.value.message_dict == {"file": ["Välj en fil, eller markera att bilagan inte bifogas."]}
    lag = _add(document, "Lagen", content=b"", is_reference=True)
    assert (lag.file, lag.is_reference) == (None, True)
    told = Told("Lagen (2016:752)", date(2016, 6, 1))
    given = {"appendix": lag, "told": told, "by": document.officer}
    with pytest.raises(ValidationError):
        describe_appendix(name="", content=b"", **given)
    found = describe_appendix(name="lag.pdf", content=b"%PDF-lag", **given)
    assert (found.title, found.file.name, found.is_reference) == ("Lagen (2016:752)", "lag.pdf", False)
    with pytest.raises(ValidationError):
        _add(document, "Fråga namn@exempel.se")


def test_two_versions_are_compared_part_by_part(document):
    newer = DocumentFactory(title=document.title)
    SectionFactory(document=document, role="summary", heading="Sammanfattning", text="Vi gav tio.", order=1)
    SectionFactory(document=document, role="free", heading="Bort", text="Borta.", order=2)
    SectionFactory(document=newer, role="summary", heading="Kort", text="Vi gav elva.", order=1)
    SectionFactory(document=newer, role="matter", heading="Nytt", text="Ny text.", order=2)
    found = compare(document, newer)
    assert [(each.old, each.new, each.is_changed) for each in found] == [
        ("Rubrik", "Rubrik", False),
        ("Beslutspunkter", "Beslutspunkter", False),
        ("Sammanfattning", "Kort", True),
        ("", "Nytt", True),
        ("Bort", "", True),
    ]
    assert [(piece.kind, piece.text) for piece in found[2].pieces] == [
        ("same", "Vi gav "),
        ("removed", "tio"),
        ("added", "elva"),
        ("same", "."),
    ]


def test_what_is_offered_group_by_group_with_what_it_says_and_where_it_comes_from():
    assert [(group.title, [each.name for each in group.offers]) for group in offers_of(LIVE)] == [
        ("Färdiga meningar", ["text:inledning"]),
        ("Siffror: Medel", ["figur:beviljat"]),
        ("Tabeller: Medel", ["tabell:per-ar"]),
    ]
    figure = offer_named(LIVE, "figur:beviljat")
    assert (figure.insert, figure.says, figure.source) == ("[[figur:beviljat]]", "32 projekt", "/projekt/")
    assert offer_named(LIVE, "figur:finns-inte") is None


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"kind": "figur"}, ["figur:beviljat"]),
        ({"words": "MEDEL"}, ["figur:beviljat", "tabell:per-ar"]),
        ({"words": "32 projekt"}, ["figur:beviljat"]),
        ({"words": "beviljat"}, ["figur:beviljat", "text:inledning"]),
        ({"kind": "diagram"}, []),
        ({"words": "finns inte"}, []),
    ],
)
def test_what_is_looked_for_is_offered(asked, names):
    assert [each.name for group in offers_of(LIVE, **asked) for each in group.offers] == names


def test_only_the_kind_that_is_asked_for_is_built():
    def build():
        raise AssertionError("built")

    live = Live(figures=Lazy({"a": build}), tables=LIVE.tables)
    assert [each.title for each in offers_of(live, kind="tabell")] == ["Tabeller: Medel"]


@pytest.mark.parametrize(
    ("text", "name", "after"),
    [
        ("Vi gav", "figur:beviljat", "Vi gav [[figur:beviljat]]"),
        ("", "figur:beviljat", "[[figur:beviljat]]"),
        ("Vi gav.", "tabell:per-ar", "Vi gav.\n\n[[tabell:per-ar]]\n"),
        ("", "text:inledning", "Vi gav [[figur:beviljat]].\n"),
    ],
)
def test_what_is_chosen_is_put_in_last(text, name, after):
    assert put_in(text, offer_named(LIVE, name)) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Vi gav 32\u00a0projekt, alltså 32 projekt.", "Vi gav [[figur:beviljat]], alltså 32 projekt."),
        ("Vi gav 132 projekt och 32 projektplatser.", "Vi gav 132 projekt och 32 projektplatser."),
    ],
)
def test_a_figure_typed_by_hand_becomes_its_reference(text, after):
    assert swap(text, offer_named(LIVE, "figur:beviljat")) == after
