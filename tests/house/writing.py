"""The pages where a document is written, for the crawls: a draft of socialnämnden, and one that is sent."""

from types import SimpleNamespace

from portal.documents.domain.appending import Told, add_appendix
from portal.documents.models import Section
from portal.organisation.models import User

AT_SECTION = ("social_draft", "social_section")
AT_APPENDIX = ("social_draft", "social_appendix")


def lay_out(found: SimpleNamespace) -> None:
    """A section and an appendix of the draft, and a section of what is sent."""
    writer = User.objects.get(username="namndsekreterare")
    found.social_section = found.social_draft.sections.get(role="summary")
    found.social_appendix = add_appendix(
        document=found.social_draft, told=Told("Rapporten"), name="r.pdf", content=b"%PDF-1.7", by=writer
    )
    found.sent_section = found.sent_paper.sections.get(role="summary")
    events = Section.pgh_event_model.objects.filter(pgh_obj_id=found.social_section.pk)
    found.social_edition = SimpleNamespace(pk=events.order_by("pgh_id").first().pgh_id)
