"""Where the pages about what is learnt lie, under /uppsokande/: outreach/urls.py takes the list in."""

from django.urls import path

from outreach.views.initiatives import InitiativeDetail, InitiativeHistory, InitiativeList
from outreach.views.mapping.listing import RoundList
from outreach.views.mapping.pages import (
    RoundClose,
    RoundCreate,
    RoundDetail,
    RoundEdit,
    RoundHistory,
    RoundSend,
)
from outreach.views.mapping.paper import RoundPaper, RoundWord
from outreach.views.mapping.replies import ReplyDetail, ReplyEdit, ReplyHandIn, ReplyReturn
from outreach.views.observations.listing import ObservationList
from outreach.views.observations.pages import (
    ObservationCreate,
    ObservationDetail,
    ObservationEdit,
    ObservationHistory,
    ObservationShare,
)
from outreach.views.observations.spreading import OfferAll, OfferSome, SpreadEdit

LEARNT = [
    path("iakttagelser/", ObservationList.as_view(), name="observation_list"),
    path("iakttagelser/ny/", ObservationCreate.as_view(), name="observation_create"),
    path("iakttagelser/<int:pk>/", ObservationDetail.as_view(), name="observation_detail"),
    path("iakttagelser/<int:pk>/historik/", ObservationHistory.as_view(), name="observation_history"),
    path("iakttagelser/<int:pk>/andra/", ObservationEdit.as_view(), name="observation_edit"),
    path("iakttagelser/<int:pk>/dela/", ObservationShare.as_view(), name="observation_share"),
    path("iakttagelser/<int:pk>/erbjud/", OfferSome.as_view(), name="observation_offer"),
    path("iakttagelser/<int:pk>/erbjud-alla/", OfferAll.as_view(), name="observation_offer_all"),
    path("iakttagelser/<int:pk>/spridning/<int:spread>/", SpreadEdit.as_view(), name="spread_edit"),
    path("insatser/", InitiativeList.as_view(), name="initiative_list"),
    path("insatser/<int:pk>/", InitiativeDetail.as_view(), name="initiative_detail"),
    path("insatser/<int:pk>/historik/", InitiativeHistory.as_view(), name="initiative_history"),
    path("kartlaggningar/", RoundList.as_view(), name="mapping_list"),
    path("kartlaggningar/ny/", RoundCreate.as_view(), name="mapping_create"),
    path("kartlaggningar/<int:pk>/", RoundDetail.as_view(), name="mapping_detail"),
    path("kartlaggningar/<int:pk>/historik/", RoundHistory.as_view(), name="mapping_history"),
    path("kartlaggningar/<int:pk>/andra/", RoundEdit.as_view(), name="mapping_edit"),
    path("kartlaggningar/<int:pk>/skicka/", RoundSend.as_view(), name="mapping_send"),
    path("kartlaggningar/<int:pk>/stang/", RoundClose.as_view(), name="mapping_close"),
    path("kartlaggningar/<int:pk>/avsnitt/", RoundPaper.as_view(), name="mapping_paper"),
    path("kartlaggningar/<int:pk>/avsnitt.docx", RoundWord.as_view(), name="mapping_word"),
    path("kartlaggningar/<int:pk>/svar/<int:reply>/", ReplyDetail.as_view(), name="mapping_reply"),
    path("kartlaggningar/<int:pk>/svar/<int:reply>/andra/", ReplyEdit.as_view(), name="mapping_reply_edit"),
    path(
        "kartlaggningar/<int:pk>/svar/<int:reply>/lamna-tillbaka/",
        ReplyReturn.as_view(),
        name="mapping_reply_return",
    ),
    path(
        "kartlaggningar/<int:pk>/svar/<int:reply>/lamna-in/",
        ReplyHandIn.as_view(),
        name="mapping_reply_hand_in",
    ),
]
