"""Where the steps of a document's way lie, under /handlingar/<id>/."""

from django.urls import path

from portal.documents.views.flow.correcting import DecisionCorrect
from portal.documents.views.flow.deciding import Decide, OwnNumber, Reserve, Send
from portal.documents.views.flow.following_up import (
    Check,
    Close,
    Days,
    Extract,
    ExtractFile,
    NewVersion,
)
from portal.documents.views.flow.preparing import Answer, Consult, Prepare
from portal.documents.views.flow.reviewing import Discard, Return, Review, Reviewed
from portal.documents.views.flow.signing import Sign
from portal.documents.views.planning import Plan, Recipients

FLOW = [
    path("uppgifter/", Plan.as_view(), name="plan"),
    path("mottagare/", Recipients.as_view(), name="recipients"),
    path("granskning/", Review.as_view(), name="review"),
    path("granskad/", Reviewed.as_view(), name="reviewed"),
    path("tillbaka/", Return.as_view(), name="return"),
    path("slang/", Discard.as_view(), name="discard"),
    path("behandlad/", Prepare.as_view(), name="prepare"),
    path("synpunkter/", Consult.as_view(), name="consult"),
    path("synpunkter/<int:consultation>/", Answer.as_view(), name="answer"),
    path("underskrift/<int:signatory>/", Sign.as_view(), name="sign"),
    path("utsandning/<int:recipient>/", Send.as_view(), name="send"),
    path("diarienummer/<int:recipient>/", OwnNumber.as_view(), name="own_number"),
    path("beslut/<int:recipient>/", Decide.as_view(), name="decide"),
    path("beslut/<int:recipient>/ratta/", DecisionCorrect.as_view(), name="decision_correct"),
    path("reservation/<int:recipient>/", Reserve.as_view(), name="reserve"),
    path("datum/<int:recipient>/", Days.as_view(), name="days"),
    path("utdrag/<int:recipient>/", Extract.as_view(), name="extract"),
    path("utdrag/<int:recipient>/fil/", ExtractFile.as_view(), name="extract_file"),
    path("utdrag/<int:recipient>/kontroll/", Check.as_view(), name="check"),
    path("avsluta/", Close.as_view(), name="close"),
    path("ny-version/", NewVersion.as_view(), name="new_version"),
]
