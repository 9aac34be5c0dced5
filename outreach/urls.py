"""Where the pages of outreach lie, under /uppsokande/."""

from typing import Any

from django.urls import include, path

from outreach.views.activity import ActivityCancel, ActivityDetail, ActivityHistory, ActivityRestore
from outreach.views.calendar import CalendarFile, CalendarPage, FeedDetail, FeedRevoke
from outreach.views.coverage import CoveragePage
from outreach.views.learnt import LEARNT
from outreach.views.listing import ActivityList
from outreach.views.materials.addresses import MATERIALS
from outreach.views.partners.addresses import PARTNERS
from outreach.views.reach import ReachPage, ReachSection, ReachWord
from outreach.views.registering import ActivityCreate, ActivityEdit
from outreach.views.series import ActivityMove, SeriesCancel, SeriesChange, SeriesCreate, SeriesDetail

app_name = "outreach"
urlpatterns: list[Any] = [
    path("", ActivityList.as_view(), name="activity_list"),
    path("ny/", ActivityCreate.as_view(), name="activity_create"),
    path("<int:pk>/", ActivityDetail.as_view(), name="activity_detail"),
    path("<int:pk>/historik/", ActivityHistory.as_view(), name="activity_history"),
    path("<int:pk>/andra/", ActivityEdit.as_view(), name="activity_edit"),
    path("<int:pk>/stall-in/", ActivityCancel.as_view(), name="activity_cancel"),
    path("<int:pk>/angra/", ActivityRestore.as_view(), name="activity_restore"),
    path("kalender/", CalendarPage.as_view(), name="calendar"),
    path("kalender/adress/", FeedDetail.as_view(), name="feed_detail"),
    path("kalender/adress/ta-bort/", FeedRevoke.as_view(), name="feed_revoke"),
    path("kalender/<slug:secret>.ics", CalendarFile.as_view(), name="calendar_feed"),
    path("serier/<int:pk>/", SeriesDetail.as_view(), name="series_detail"),
    path("<int:pk>/upprepa/", SeriesCreate.as_view(), name="series_create"),
    path("<int:pk>/flytta/", ActivityMove.as_view(), name="activity_move"),
    path("<int:pk>/serie/andra/", SeriesChange.as_view(), name="series_change"),
    path("<int:pk>/serie/stall-in/", SeriesCancel.as_view(), name="series_cancel"),
    path("tackning/", CoveragePage.as_view(), name="coverage"),
    path("rackvidd/", ReachPage.as_view(), name="reach"),
    path("rackvidd/avsnitt/", ReachSection.as_view(), name="reach_section"),
    path("rackvidd/avsnitt.docx", ReachWord.as_view(), name="reach_word"),
    *LEARNT,
    path("material/", include(MATERIALS)),
    path("samverkan/", include(PARTNERS)),
]
