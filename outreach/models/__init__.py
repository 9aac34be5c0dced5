from outreach.models.activity import MOST_HEADS, MOST_RECIPIENTS, Activity, ActivityQuerySet
from outreach.models.codes import Language, TargetGroup, Topic, WorkForm
from outreach.models.cooperation import ActivityPartner, Cooperation
from outreach.models.feed import CalendarFeed
from outreach.models.initiative import Initiative, InitiativeTheme, Population
from outreach.models.mapping import MappingQuestion, MappingRound
from outreach.models.mappingreply import MappingAnswer, MappingReply, MappingReturn
from outreach.models.material import ActivityMaterial, Material, MaterialVersion
from outreach.models.observation import Observation, ObservationSpread
from outreach.models.series import Series
from outreach.models.tally import Tally

__all__ = [
    "MOST_HEADS",
    "MOST_RECIPIENTS",
    "Activity",
    "ActivityMaterial",
    "ActivityPartner",
    "ActivityQuerySet",
    "CalendarFeed",
    "Cooperation",
    "Initiative",
    "InitiativeTheme",
    "Language",
    "MappingAnswer",
    "MappingQuestion",
    "MappingReply",
    "MappingReturn",
    "MappingRound",
    "Material",
    "MaterialVersion",
    "Observation",
    "ObservationSpread",
    "Population",
    "Series",
    "Tally",
    "TargetGroup",
    "Topic",
    "WorkForm",
]
