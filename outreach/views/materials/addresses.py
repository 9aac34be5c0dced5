"""Where the pages about materials lie, under /uppsokande/material/."""

from django.urls import path

from outreach.views.materials.listing import MaterialList, MaterialMatrix
from outreach.views.materials.pages import (
    MaterialCreate,
    MaterialDetail,
    MaterialEdit,
    MaterialHistory,
    MaterialReuse,
    MaterialWithdraw,
)
from outreach.views.materials.versions import VersionCreate, VersionFile, VersionReview

MATERIALS = [
    path("", MaterialList.as_view(), name="material_list"),
    path("sprak/", MaterialMatrix.as_view(), name="material_matrix"),
    path("nytt/", MaterialCreate.as_view(), name="material_create"),
    path("<int:pk>/", MaterialDetail.as_view(), name="material_detail"),
    path("<int:pk>/historik/", MaterialHistory.as_view(), name="material_history"),
    path("<int:pk>/andra/", MaterialEdit.as_view(), name="material_edit"),
    path("<int:pk>/dra-in/", MaterialWithdraw.as_view(), name="material_withdraw"),
    path("<int:pk>/ta-i-bruk/", MaterialReuse.as_view(), name="material_reuse"),
    path("<int:pk>/version/", VersionCreate.as_view(), name="version_create"),
    path("<int:pk>/version/<int:version>/granska/", VersionReview.as_view(), name="version_review"),
    path("<int:pk>/version/<int:version>/fil/", VersionFile.as_view(), name="version_file"),
]
