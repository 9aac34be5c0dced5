"""Where amendments are begun and renegotiation is dealt with, under /overenskommelser/<pk>/."""

from django.urls import path

from funding.views.amending.difference import TermsDifference
from funding.views.amending.drafting import AmendmentCreate, AmendmentEnd, MergerCreate
from funding.views.amending.notices import NoticeAnswer, NoticeCreate, NoticeTell, NoticeWithdraw

AMENDING = [
    path("tillagg/nytt/", AmendmentCreate.as_view(), name="amendment_create"),
    path("avsluta/", AmendmentEnd.as_view(), name="amendment_end"),
    path("sammanslagning/", MergerCreate.as_view(), name="merger_create"),
    path("andringar/", TermsDifference.as_view(), name="terms_difference"),
    path("omforhandling/ny/", NoticeCreate.as_view(), name="notice_create"),
    path("omforhandling/<int:notice>/styrgruppen/", NoticeTell.as_view(), name="notice_tell"),
    path("omforhandling/<int:notice>/ta-tillbaka/", NoticeWithdraw.as_view(), name="notice_withdraw"),
    path("omforhandling/<int:notice>/svara/", NoticeAnswer.as_view(), name="notice_answer"),
]
