"""The demo's city for those who attack it: everybody who may log in, and Järva's secrets laid out everywhere.

Two words stand in every text of a draft of Järva: nobody outside Järva may ever be shown SECRET, also not who
looks for WORD. Logins and who sees what are written out here, as the contract has them, and not asked of the
code under attack.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.test import Client
from django.utils import timezone

from funding.models import (
    Agreement,
    BookingOrder,
    Notice,
    Objection,
    PartyDuty,
    Settlement,
    SettlementLine,
    Signature,
    Support,
)
from outreach.domain.feeding import make_feed
from outreach.domain.recording import Told, register
from outreach.domain.repeating import repeat
from outreach.models import (
    Activity,
    Cooperation,
    Initiative,
    Language,
    MappingRound,
    Material,
    MaterialVersion,
    Observation,
    WorkForm,
)
from portal.cases.models import Case, CaseNumber
from portal.comments.models import Comment
from portal.deadlines.models import Extension, Promise
from portal.disclosures.trying import ask
from portal.files.models import StoredFile
from portal.files.storing import store_file
from portal.imports.models import Batch, RowOutcome
from portal.organisation.models import Organisation, User
from portal.saved.models import SavedDraft, SavedView
from projects.models import (
    Application,
    Area,
    Assessment,
    Attachment,
    Commission,
    CommitteeDecision,
    IndicatorSeries,
    IndicatorValue,
    OutcomeCount,
    OutcomeMeasure,
    Partnership,
    Programme,
    Project,
    Question,
    Repayment,
)
from tests.demo import NOW, demo_data
from tests.factories.portal import UserFactory
from tests.house import meetings, writing

SECRET, WORD = "qhemligq", "zsokordz"
SECRET_FIGURE = 918273
# What one administration wrote for itself about a project that many see.
OF_JARVA, OF_THE_CENTRE = "qbarajarvaq", "qbaracentraltq"
# What the coordinator notes about an application: read by coordinators and the auditor alone.
NOTE = "qanteckningq"

SOCIAL = frozenset(
    (
        "samordnare",
        "avtalshandlaggare",
        "namndsekreterare",
        "registrator",
        "ekonom",
        "avdelningschef",
        "forvaltningschef",
        "dataskyddsombud",
    )
)
CENTRAL = SOCIAL | {"revisor"}
JARVA = frozenset({"projektledare", "uppsokare"})
KUNGSHOLMEN = frozenset({"projektledare-kungsholmen", "direktor"})
NORRMALM = frozenset({"direktor-norrmalm"})
ROLES = CENTRAL | JARVA | KUNGSHOLMEN | NORRMALM | {"direktor-ostermalm"}
NO_ROLE = "utan-roll"
EVERYBODY = ROLES | {"admin", NO_ROLE}


@contextmanager
def demo_city() -> Iterator[SimpleNamespace]:
    """The city with its secrets, as names of what is there; everything is taken back afterwards."""
    with demo_data(papers=True):
        UserFactory(username=NO_ROLE)
        yield _laid_out()


def logged_in(login: str) -> Client:
    """A browser of somebody, that answers 500 as the server would."""
    browser = Client(raise_request_exception=False)
    browser.force_login(User.objects.get(username=login))
    return browser


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is undone, and the savepoint let go of, or thousands lie in each other."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)
        transaction.savepoint_commit(mark)


def _laid_out() -> SimpleNamespace:
    example = Programme.objects.get(slug="exempelprogrammet")
    jarva = Organisation.objects.get(key="jarva")
    found = SimpleNamespace(
        programme=example,
        jarva=jarva,
        joint=example.projects.get(number="1.1"),  # led by Järva, Kungsholmen takes part
        foreign=example.projects.get(number="3.4"),  # Skärholmen's
        inherited=Project.objects.filter(lead__key="rinkeby").earliest("pk"),
        central_case=example.case,
        jarva_case=Case.objects.get(numbers__number="EXEMPEL-J-12"),
        norrmalm_case=Case.objects.get(numbers__number="EXEMPEL-N-7/2022"),
        draft=_draft(example, jarva),
    )
    for name, model in {"project": Project, "case": Case, "comment": Comment, "user": User}.items():
        setattr(found, f"{name}_kind", ContentType.objects.get_for_model(model))
    found.indicator = IndicatorSeries.objects.get(name="hushåll med ekonomiskt bistånd")
    found.indicator_value = found.indicator.values.get()
    found.indicator_break = found.indicator.breaks.get()
    found.foreign_value = IndicatorValue.objects.exclude(series=found.indicator).earliest("pk")
    found.printed_agreement = Agreement.objects.get(is_published=True)
    found.agreement = Agreement.objects.get(key="exempel-samhallsvagledning")
    _sign(found)
    found.printed_count = found.printed_agreement.basis.earliest("pk")
    found.notice = Notice.objects.create(
        agreement=found.agreement,
        party=found.agreement.parties.get(is_host=True),
        ground="Färre nyanlända.",
        known_since=date(2026, 1, 10),
        noticed_on=date(2026, 2, 1),
    )
    found.somebody = User.objects.get(username="admin")
    found.joint_grant = found.joint.grants.earliest("pk")
    found.foreign_grant = found.foreign.grants.earliest("pk")
    found.central_number = CaseNumber.objects.filter(case=found.central_case).earliest("pk")
    found.jarva_number = CaseNumber.objects.get(case=found.jarva_case)
    found.joint_duty, found.foreign_duty = (
        each.duties.earliest("pk") for each in (found.joint, found.foreign)
    )
    found.commission = Commission.objects.filter(programme=example, state="open").earliest("pk")
    found.answered_commission = Commission.objects.filter(programme=example, state="answered").earliest("pk")
    found.joint_target = found.joint.targets.earliest("pk")
    found.joint_follow_up = found.joint.follow_ups.earliest("months")
    found.foreign_follow_up = found.foreign.follow_ups.earliest("months")
    found.jarva_report = found.joint.duties.earliest("pk").expected
    found.foreign_report = found.foreign.duties.earliest("pk").expected
    _settle(found)
    _report(found)
    _report_on_agreements(found)
    _apply(found)
    _chase(found)
    _learn(found)
    _observe(found)
    _hand_out(found)
    _comment_on(found)
    _bring_files(found)
    _keep_things(found)
    _ask_for_figures(found)
    meetings.lay_out(found)
    writing.lay_out(found)
    return found


def _sign(found: SimpleNamespace) -> None:
    """One signature is missing in an example; of the printed agreement a signed page is kept."""
    found.unsigned = Agreement.objects.get(key="exempel-tolk")
    found.unsigned_party = found.unsigned.parties.get(organisation__key="kungsholmen")
    found.signed_party = found.agreement.parties.get(organisation__key="kungsholmen")
    found.delegation = Support.objects.exclude(delegation="").get(terms__agreement=found.unsigned)
    of_printed = Signature.objects.filter(terms__agreement=found.printed_agreement)
    found.printed_signature = of_printed.earliest("pk")
    paper = store_file(name="undertecknad.pdf", content=b"%PDF-1.4 undertecknad", by=None)
    Signature.objects.filter(pk=found.printed_signature.pk).update(paper=paper)


def _report(found: SimpleNamespace) -> None:
    """Järva has begun the report it owes, with the words in every text; the one before it is in."""
    found.joint_told = found.joint.duties.exclude(pk=found.joint_duty.pk).earliest("expected__due_on")
    found.joint_question, found.foreign_question = (
        Question.objects.create(
            project=each, rule="extra-redovisning", facts={"period": ["tertial", 2026, 1]}, asked_at=NOW
        )
        for each in (found.joint, found.foreign)
    )
    found.joint_count = OutcomeCount.objects.filter(report__duty=found.joint_told).earliest("pk")
    found.foreign_count = OutcomeCount.objects.filter(report__duty=found.foreign_duty).earliest("pk")
    draft = found.joint_duty.reports.drafts().get()
    for name in ("cause", "action", "implementation", "experience", "further_work", "comment"):
        setattr(draft, name, _said(4000))
    draft.collaborators, draft.spent = [_said(160)], SECRET_FIGURE
    draft.save()
    OutcomeCount.objects.create(
        report=draft,
        measure=OutcomeMeasure.objects.get(code="deltagare"),
        value=SECRET_FIGURE,
        note=_said(100),
    )


def _report_on_agreements(found: SimpleNamespace) -> None:
    """Järva has begun its report on the agreement, with the words in every text; Kungsholmen's is in."""
    duties = PartyDuty.objects.filter(party__agreement=found.agreement, expected__year=2026)
    found.begun_duty = duties.get(party__organisation=found.jarva, expected__number=3)
    found.told_duty = duties.get(party__organisation__key="kungsholmen", expected__number=2)
    found.asking_duty = duties.get(party__organisation__key="kungsholmen", expected__number=3)
    found.party_extension = found.asking_duty.expected.extensions.get()
    found.party_promise = Promise.objects.create(
        expected=found.begun_duty.expected, noted_on=NOW.date(), text="I morgon."
    )
    draft = found.begun_duty.reports.drafts().get()
    for name in ("cause", "action", "comment"):
        setattr(draft, name, _said(4000))
    draft.registered = draft.forecast = SECRET_FIGURE
    draft.save()


def _settle(found: SimpleNamespace) -> None:
    """Two tertials of the printed agreement: one its parties check, one that waits for attest."""
    agreement = found.printed_agreement
    kungsholmen = agreement.parties.get(organisation__key="kungsholmen")
    found.open_settlement, found.settled_settlement = (
        Settlement.objects.create(
            agreement=agreement, year=2019, number=number, cost=Decimal(100), prepared_at=NOW
        )
        for number in (1, 2)
    )
    for settlement in (found.open_settlement, found.settled_settlement):
        for party in agreement.parties.order_by("pk"):
            part = Decimal(100 if party == kungsholmen else 0)
            SettlementLine.objects.create(
                settlement=settlement, party=party, share_of_cost=part, remains=part
            )
    found.open_line = found.open_settlement.lines.get(party=kungsholmen)
    found.open_objection = Objection.objects.create(
        line=found.open_line, reason="Hyran är dubbel.", made_at=NOW
    )
    found.settled_settlement.state, found.settled_settlement.settled_at = Settlement.State.SETTLED, NOW
    found.settled_settlement.save()
    found.order = BookingOrder.objects.create(
        settlement=found.settled_settlement,
        number="BO-2019-00001",
        booking_date=date(2019, 12, 1),
        prepared_by=User.objects.get(username="ekonom"),
        prepared_at=NOW,
    )


def _apply(found: SimpleNamespace) -> None:
    """Järva's draft application with the words in every text, one a nämnd has decided about, and papers."""
    applications = Application.objects.filter(round__programme=found.programme)
    found.draft_application = applications.get(state="draft", lead=found.jarva)
    for field in ("title", "operator", "target_group", "goal", "implementation_plan"):
        longest = Application._meta.get_field(field).max_length or 4000
        setattr(found.draft_application, field, _said(longest))
    found.draft_application.save()
    found.draft_application.targets.create(text=_said(300), value=SECRET_FIGURE, unit="personer")
    found.draft_application.budget.create(year=2027, amount=SECRET_FIGURE * 1000)
    found.application = applications.get(state="conditional", lead=found.jarva)
    found.new_application = applications.get(state="submitted", lead=found.jarva)
    found.foreign_application = applications.get(state="assessed", lead__key="sodermalm")
    for each in (found.application, found.foreign_application):
        Assessment.objects.filter(application=each).update(note=NOTE)
    found.round = found.programme.rounds.get(number=4)
    found.committee = Organisation.objects.get(key="socialnamnden")
    found.foreign_committee = Organisation.objects.get(key="integrationsnamnden")
    found.delegated = CommitteeDecision.objects.filter(round__number=2).earliest("pk")
    found.decided_round, found.delegating = found.delegated.round, found.delegated.committee
    CommitteeDecision.objects.filter(pk=found.delegated.pk).update(delegation="4.2")
    found.money = found.programme.appropriations.earliest("pk")
    _add_papers(found)


def _add_papers(found: SimpleNamespace) -> None:
    """A paper everybody on the page reads, one that only Järva does, and one of the draft."""

    def paper(title: str, **more) -> Attachment:
        file = store_file(name=f"{title}.txt"[-100:], content=title.encode(), by=None)
        return Attachment.objects.create(file=file, title=title, authority=found.jarva, added_at=NOW, **more)

    found.paper = paper("Kalkyl", project=found.joint)
    found.own_paper = paper(OF_JARVA, project=found.joint, is_internal=True)
    found.draft_paper = paper(_said(160), application=found.draft_application)


def _chase(found: SimpleNamespace) -> None:
    """What is noted of a report of Järva's: a promise, a wish for more time, money to go back."""
    expected = found.joint_duty.expected
    found.promise = Promise.objects.create(expected=expected, noted_on=NOW.date(), text="I morgon.")
    found.extension = Extension.objects.create(
        expected=expected,
        asked_at=NOW,
        asked_by=User.objects.get(username="projektledare"),
        asked_to=date(2026, 12, 24),
        reason="Mer tid.",
    )
    found.repayment = Repayment.objects.create(
        project=found.joint, kind=Repayment.Kind.RETURN, announced_on=NOW.date(), reason="Blev över."
    )


def _draft(programme: Programme, jarva: Organisation) -> Project:
    """A draft with the words in every text, the same and more in its history, and Kungsholmen taking part."""
    draft = Project(
        programme=programme,
        area=Area.objects.earliest("pk"),
        lead=jarva,
        case=programme.case,
        collaborators=[_said(160)],
        target_value=SECRET_FIGURE,
    )
    for field in Project._meta.fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            setattr(draft, field.name, _said(field.max_length or 4000))
    draft.number = "9.99z"  # the one word of it that somebody may guess
    draft.save()
    Project.objects.filter(pk=draft.pk).update(goal=f"Ett senare mål. {_said(100)}")
    kungsholmen = Organisation.objects.get(key="kungsholmen")
    Partnership.objects.create(project=draft, organisation=kungsholmen)
    return draft


def _learn(found: SimpleNamespace) -> None:
    """What is learnt in the example, and a reply of Järva's to a survey that nobody else has seen."""
    example = found.programme
    found.network, found.activity = example.networks.earliest("pk"), example.activities.earliest("pk")
    found.survey, found.method = example.surveys.earliest("pk"), example.methods.earliest("pk")
    found.spread = found.method.spread.earliest("pk")
    found.suggestion = example.suggestions.filter(project__lead=found.jarva).earliest("pk")
    for key in ("jarva", "kungsholmen", "bromma"):
        setattr(found, f"{key}_reply", found.survey.replies.get(organisation__key=key))
    question = found.survey.questions.get(number=4)
    found.jarva_reply.answers.create(question=question, text=_said(100))


def _observe(found: SimpleNamespace) -> None:
    """What Järva has seen and not shared, and what it writes in a mapping round that nobody else has seen."""
    found.own_observation = Observation.objects.get(organisation=found.jarva, submitted_at__isnull=True)
    for name, longest in (("theme", 80), ("text", 4000), ("response", 4000)):
        setattr(found.own_observation, name, _said(longest))
    found.own_observation.save()
    found.good_example = Observation.objects.get(theme="barnaktivitet medan föräldrarna lyssnar")
    found.foreign_observation = Observation.objects.get(theme="rykten om bidrag")  # Skärholmen's, shared
    found.example_spread = found.good_example.spreads.get(organisation__key="farsta")
    found.initiative = Initiative.objects.get(name="Kvotprojektet")
    found.mapping = MappingRound.objects.get(is_example=True)
    found.printed_mapping = MappingRound.objects.get(source="001")
    found.unsent_mapping = MappingRound.objects.create(
        title="Inte skickad", year=2026, asked_by=found.mapping.asked_by
    )
    found.unsent_mapping.questions.create(number=1, text="Vad behövs?")
    for key in ("jarva", "kungsholmen", "farsta"):
        setattr(found, f"{key}_mapping_reply", found.mapping.replies.get(organisation__key=key))
    question = found.mapping.questions.get(number=4)
    found.jarva_mapping_reply.answers.create(question=question, text=_said(100))


def _hand_out(found: SimpleNamespace) -> None:
    """Järva plans a series that nobody else sees, agrees with a partner, and keeps a material in a file."""
    told = Told(
        form=WorkForm.objects.get(code="gruppinformation"),
        day=timezone.localdate() + timedelta(days=1),
        groups=["ebo"],
        place=_said(120),
        remark=_said(2000),
    )
    officer = User.objects.get(username="uppsokare")
    found.planned = register(organisation=found.jarva, told=told, by=officer, now=timezone.now())
    until = told.day + timedelta(weeks=3)
    found.series = repeat(activity=found.planned, until=until, every_weeks=1, by=officer, now=timezone.now())
    found.alone = register(organisation=found.jarva, told=told, by=officer, now=timezone.now())
    held = Activity.objects.held()
    found.held_in_jarva = held.filter(organisation=found.jarva).earliest("pk")
    found.held_in_farsta = held.filter(organisation__key="farsta").earliest("pk")
    found.partner = Organisation.objects.create(
        key="forening-i-jarva", kind="voluntary", short_name="Forening"
    )
    found.cooperation = Cooperation.objects.create(organisation=found.jarva, partner=found.partner)
    found.material = Material.objects.create(owner=found.jarva, title="Ett material", kind="letter")
    file = store_file(name="brev.pdf", content=b"%PDF-1.4 brev", by=None)
    arabic, somali = (Language.objects.get(code=code) for code in ("ar", "so"))
    found.version = MaterialVersion.objects.create(material=found.material, language=arabic, file=file)
    found.bare_version = MaterialVersion.objects.create(material=found.material, language=somali)
    coordinator = User.objects.get(username="samordnare")
    found.feed = SimpleNamespace(pk=make_feed(user=coordinator, now=NOW))  # what stands in its address


def _ask_for_figures(found: SimpleNamespace) -> None:
    """The coordinator waits for the registrar's answer about a table with small counts."""
    found.disclosure = ask(
        address="/sammanstallningar/uppsokande-per-form/",
        title="Aktiviteter per arbetsform",
        purpose="Till ett svar.",
        by=User.objects.get(username="samordnare"),
        now=NOW,
    )


def _said(longest: int) -> str:
    return f"{WORD} {SECRET}"[:longest]


def _comment_on(found: SimpleNamespace) -> None:
    people = User.objects.in_bulk(["projektledare", "samordnare"], field_name="username")
    social = Organisation.objects.get(key="socialforvaltningen")

    def comment(about, login, authority, audience, text):
        return Comment.objects.create(
            about=about,
            author=people[login],
            authority=authority,
            audience=audience,
            text=text,
            written_at=NOW,
        )

    found.comment = comment(found.draft, "projektledare", found.jarva, "shared", _said(100))
    comment(found.draft, "projektledare", found.jarva, "internal", _said(100))
    comment(found.joint, "projektledare", found.jarva, "internal", OF_JARVA)
    comment(found.joint, "samordnare", social, "internal", OF_THE_CENTRE)


def _bring_files(found: SimpleNamespace) -> None:
    """A file of Järva's and one of the centre's that are not applied, and one that is."""
    social = Organisation.objects.get(key="socialforvaltningen")
    secret = store_file(name=f"{_said(100)}.csv", content=_said(100).encode(), by=None)
    plain = store_file(name="oppen.csv", content=b"Program;Projektnummer\n", by=None)
    found.jarva_batch = _batch(secret, found.jarva, problem=_said(100))
    found.central_batch = _batch(plain, social)
    found.applied_batch = _batch(plain, social, state=Batch.State.APPLIED, applied_at=NOW)
    RowOutcome.objects.create(batch=found.jarva_batch, line=2, status="new", label=_said(100))


def _batch(file: StoredFile, authority: Organisation, **more) -> Batch:
    given = {"state": Batch.State.CHECKED, "detected": {"format": "CSV"}} | more
    return Batch.objects.create(kind="projekt", file=file, authority=authority, received_at=NOW, **given)


def _keep_things(found: SimpleNamespace) -> None:
    """What somebody kept for themselves alone."""
    owner = User.objects.get(username="projektledare")
    found.saved_view = SavedView.objects.create(user=owner, path="/projekt/", name=_said(80))
    SavedDraft.objects.create(user=owner, path="/projekt/nytt/", fields={"goal": _said(100)}, saved_at=NOW)
