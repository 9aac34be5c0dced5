"""The forms of Lärande. What may be chosen is decided here; what is allowed, by the domain."""

from projects.forms.learning.activity import ActivityForm
from projects.forms.learning.method import MethodForm, SpreadForm
from projects.forms.learning.network import NetworkForm
from projects.forms.learning.reply import ReplyForm
from projects.forms.learning.suggestion import FollowUpForm, SuggestionForm
from projects.forms.learning.survey import SurveyForm

__all__ = [
    "ActivityForm",
    "FollowUpForm",
    "MethodForm",
    "NetworkForm",
    "ReplyForm",
    "SpreadForm",
    "SuggestionForm",
    "SurveyForm",
]
