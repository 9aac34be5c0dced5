"""Where the pages about agreements lie, under /overenskommelser/."""

from django.urls import include, path

from funding.views.agreement import AgreementDetail, AgreementHistory
from funding.views.amending.addresses import AMENDING
from funding.views.basis import BasisCreate, BasisList, BasisRemove
from funding.views.comparing import PeriodsCompare, RuleChoose, SharesCompare
from funding.views.listing import AgreementList
from funding.views.reports.addresses import REPORTS
from funding.views.settlements.addresses import SETTLEMENTS
from funding.views.signing.addresses import SIGNING
from funding.views.writing import AgreementCreate, AgreementRegister, DraftEdit

app_name = "funding"
urlpatterns = [
    *SIGNING,
    path("", AgreementList.as_view(), name="agreement_list"),
    path("ny/", AgreementCreate.as_view(), name="agreement_create"),
    path("registrera/", AgreementRegister.as_view(), name="agreement_register"),
    path("<int:pk>/", AgreementDetail.as_view(), name="agreement_detail"),
    path("<int:pk>/historik/", AgreementHistory.as_view(), name="agreement_history"),
    path("<int:pk>/utkast/", DraftEdit.as_view(), name="draft_edit"),
    path("<int:pk>/andelar/", SharesCompare.as_view(), name="shares_compare"),
    path("<int:pk>/andelar/valj/", RuleChoose.as_view(), name="rule_choose"),
    path("<int:pk>/perioder/", PeriodsCompare.as_view(), name="periods_compare"),
    path("<int:pk>/avrakningar/", include(SETTLEMENTS)),
    path("<int:pk>/redovisningar/", include(REPORTS)),
    path("<int:pk>/underlag/", BasisList.as_view(), name="basis_list"),
    path("<int:pk>/underlag/nytt/", BasisCreate.as_view(), name="basis_create"),
    path("<int:pk>/underlag/<int:count>/ta-bort/", BasisRemove.as_view(), name="basis_remove"),
    path("<int:pk>/", include(AMENDING)),
]
