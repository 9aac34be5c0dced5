"""Where the pages about partners lie, under /uppsokande/samverkan/."""

from django.urls import path

from outreach.views.partners.listing import PartnerList
from outreach.views.partners.pages import (
    CooperationCreate,
    CooperationEdit,
    CooperationHistory,
    PartnerDetail,
)

PARTNERS = [
    path("", PartnerList.as_view(), name="partner_list"),
    path("ny/", CooperationCreate.as_view(), name="cooperation_create"),
    path("<int:pk>/", PartnerDetail.as_view(), name="partner_detail"),
    path("overenskommelse/<int:pk>/andra/", CooperationEdit.as_view(), name="cooperation_edit"),
    path("overenskommelse/<int:pk>/historik/", CooperationHistory.as_view(), name="cooperation_history"),
]
