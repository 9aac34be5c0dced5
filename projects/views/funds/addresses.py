"""Where Medel lies, under /projekt/medel/."""

from django.urls import path

from projects.views.funds.pages import AppropriationCreate, AppropriationEdit, Funds

FUNDS = [
    path("", Funds.as_view(), name="funds"),
    path("nytt/", AppropriationCreate.as_view(), name="appropriation_create"),
    path("<int:pk>/andra/", AppropriationEdit.as_view(), name="appropriation_edit"),
]
