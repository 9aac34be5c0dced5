"""Where the pages of meetings and of what comes of them lie, under /handlingar/."""

from django.urls import include, path

from portal.documents.views import making
from portal.documents.views.aftermath import assignments, delegations, dispatches, one_assignment, publishing
from portal.documents.views.meetings import detail, files, forms, listing

_MEETING = [
    path("", detail.MeetingDetail.as_view(), name="meeting_detail"),
    path("protokoll/", detail.MeetingMinutes.as_view(), name="meeting_minutes"),
    path("beslutsforslag/", detail.MeetingProposals.as_view(), name="meeting_proposals"),
    path("andra/", forms.MeetingEdit.as_view(), name="meeting_edit"),
    path("kallelse/", forms.SummonsSend.as_view(), name="meeting_summons"),
    path("handling/", forms.DocumentAdd.as_view(), name="meeting_document_add"),
    path("punkt/ny/", forms.ItemCreate.as_view(), name="meeting_item_create"),
    path("punkt/<int:item>/flytta/", forms.ItemMove.as_view(), name="meeting_item_move"),
    path("punkt/<int:item>/ta-bort/", forms.ItemRemove.as_view(), name="meeting_item_remove"),
    path("handlingar.pdf", files.MeetingBundle.as_view(), name="meeting_bundle"),
    path("filen/", making.BundleLater.as_view(), name="meeting_bundle_later"),
    path("filen/hamta/", making.BundleMade.as_view(), name="meeting_bundle_made"),
    path("diariet.zip", files.MeetingPackage.as_view(), name="meeting_package"),
]
_BALANCE = [
    path("", assignments.AssignmentList.as_view(), name="assignment_list"),
    path("nytt/", one_assignment.AssignmentCreate.as_view(), name="assignment_create"),
    path("<int:pk>/", one_assignment.AssignmentDetail.as_view(), name="assignment_detail"),
    path("<int:pk>/svar/", one_assignment.AssignmentAnswer.as_view(), name="assignment_answer"),
    path("<int:pk>/avsluta/", one_assignment.AssignmentClose.as_view(), name="assignment_close"),
]
_DELEGATION = [
    path("", delegations.DelegationList.as_view(), name="delegation_list"),
    path("nytt/", delegations.DelegationCreate.as_view(), name="delegation_create"),
    path("anmal/", delegations.DelegationReport.as_view(), name="delegation_report"),
]
_DISPATCH = [
    path("", dispatches.DispatchList.as_view(), name="dispatch_list"),
    path("<int:recipient>/ny/", dispatches.DispatchCreate.as_view(), name="dispatch_create"),
    path("<int:recipient>/foresla/", dispatches.DispatchPropose.as_view(), name="dispatch_propose"),
    path("rad/<int:line>/skickad/", dispatches.DispatchSent.as_view(), name="dispatch_sent"),
    path("rad/<int:line>/ta-bort/", dispatches.DispatchRemove.as_view(), name="dispatch_remove"),
]
MEETINGS = [
    path("sammantraden/", listing.MeetingList.as_view(), name="meeting_list"),
    path("sammantraden/nytt/", listing.MeetingCreate.as_view(), name="meeting_create"),
    path("sammantraden/<int:pk>/", include(_MEETING)),
    path("balanslista/", include(_BALANCE)),
    path("delegation/", include(_DELEGATION)),
    path("publicering/", publishing.PublishList.as_view(), name="publish_list"),
    path("<int:pk>/expediering/", include(_DISPATCH)),
    path("<int:pk>/publicera/", publishing.Publish.as_view(), name="publish"),
    path("<int:pk>/avpublicera/", publishing.Unpublish.as_view(), name="unpublish"),
    path("<int:pk>/diariet.zip", files.DocumentPackage.as_view(), name="package"),
]
