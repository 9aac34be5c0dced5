"""Which kinds of document there are, and what the parts of one are for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    REPORT = "tjansteutlatande", _("tjänsteutlåtande")
    AGREEMENT = "overenskommelse", _("överenskommelse")
    AMENDMENT = "tillagg", _("tillägg till överenskommelse")
    DECISION_LIST = "beslutslista", _("beslutslista för beslutstillfälle")
    PROJECT_REPORT = "projektrapport", _("projektrapport")
    OUTREACH_REPORT = "uppsokande-rapport", _("rapport om uppsökande arbete")
    SETTLEMENT = "avrakning", _("avräkning")
    TERTIAL = "tertialoversikt", _("tertialöversikt")


class SectionRole(models.TextChoices):
    """What a section is for. Its place in the document is data, not this."""

    PROPOSAL = "proposal", _("förslag till beslut")
    SUMMARY = "summary", _("sammanfattning")
    BACKGROUND = "background", _("bakgrund")
    PREPARATION = "preparation", _("ärendets beredning")
    MATTER = "matter", _("ärendet")
    ECONOMY = "economy", _("ekonomiska konsekvenser")
    EQUALITY = "equality", _("jämställdhet och barn")
    VIEW = "view", _("förvaltningens synpunkter")
    APPENDICES = "appendices", _("bilagor")
    FREE = "free", _("fritt avsnitt")
