"""Where the pages about indicators lie, under /projekt/indikatorer/."""

from django.urls import path

from projects.views.indicators import keeping
from projects.views.indicators.listing import IndicatorList
from projects.views.indicators.pages import IndicatorDetail, IndicatorHistory

INDICATORS = [
    path("", IndicatorList.as_view(), name="indicator_list"),
    path("ny/", keeping.SeriesCreate.as_view(), name="indicator_create"),
    path("<int:pk>/", IndicatorDetail.as_view(), name="indicator_detail"),
    path("<int:pk>/historik/", IndicatorHistory.as_view(), name="indicator_history"),
    path("<int:pk>/andra/", keeping.SeriesEdit.as_view(), name="indicator_edit"),
    path("<int:pk>/varden/nytt/", keeping.ValueCreate.as_view(), name="indicator_value_create"),
    path("<int:pk>/varden/<int:value>/andra/", keeping.ValueEdit.as_view(), name="indicator_value_edit"),
    path(
        "<int:pk>/varden/<int:value>/ta-bort/", keeping.ValueRemove.as_view(), name="indicator_value_remove"
    ),
    path("<int:pk>/brott/nytt/", keeping.BreakCreate.as_view(), name="indicator_break_create"),
    path("<int:pk>/brott/<int:brott>/andra/", keeping.BreakEdit.as_view(), name="indicator_break_edit"),
    path("<int:pk>/brott/<int:brott>/ta-bort/", keeping.BreakRemove.as_view(), name="indicator_break_remove"),
]
