"""Where a document is written: under ``/handlingar/<id>/``."""

from django.urls import path

from portal.documents.views.writing.appendices import (
    AppendixAdd,
    AppendixEdit,
    AppendixFile,
    AppendixList,
    AppendixMove,
    AppendixRemove,
)
from portal.documents.views.writing.comparing import Compare, MarkRead
from portal.documents.views.writing.editing import SectionEdit
from portal.documents.views.writing.editions import EditionRestore, SectionComments, SectionEditions
from portal.documents.views.writing.marking import (
    SectionDecline,
    SectionGive,
    SectionMove,
    SectionReady,
    SectionRemove,
    SectionRename,
    SectionSecrecy,
    SectionTakeOver,
)
from portal.documents.views.writing.outline import Outline
from portal.documents.views.writing.rows import Points, Senders, Signatories
from portal.documents.views.writing.saving import (
    KeptDrop,
    SectionLock,
    SectionPreview,
    SectionRelease,
    SectionSave,
)

AT = "<int:pk>/avsnitt/<int:section>/"
WRITING = [
    path("<int:pk>/disposition/", Outline.as_view(), name="outline"),
    path("<int:pk>/beslutspunkter/", Points.as_view(), name="points"),
    path("<int:pk>/avsandare/", Senders.as_view(), name="senders"),
    path("<int:pk>/undertecknare/", Signatories.as_view(), name="signatories"),
    path("<int:pk>/jamfor/", Compare.as_view(), name="compare"),
    path("<int:pk>/last/", MarkRead.as_view(), name="mark_read"),
    path("<int:pk>/bilagor/", AppendixList.as_view(), name="appendices"),
    path("<int:pk>/bilagor/ny/", AppendixAdd.as_view(), name="appendix_add"),
    path("<int:pk>/bilagor/<int:appendix>/", AppendixEdit.as_view(), name="appendix_edit"),
    path("<int:pk>/bilagor/<int:appendix>/fil/", AppendixFile.as_view(), name="appendix_file"),
    path("<int:pk>/bilagor/<int:appendix>/flytta/", AppendixMove.as_view(), name="appendix_move"),
    path("<int:pk>/bilagor/<int:appendix>/ta-bort/", AppendixRemove.as_view(), name="appendix_remove"),
    path(AT, SectionEdit.as_view(), name="section_edit"),
    path(f"{AT}spara/", SectionSave.as_view(), name="section_save"),
    path(f"{AT}las/", SectionLock.as_view(), name="section_lock"),
    path(f"{AT}slapp/", SectionRelease.as_view(), name="section_release"),
    path(f"{AT}forhandsvisa/", SectionPreview.as_view(), name="section_preview"),
    path(f"{AT}ta-over/", SectionTakeOver.as_view(), name="section_take_over"),
    path(f"{AT}undanlagt/bort/", KeptDrop.as_view(), name="section_drop_kept"),
    path(f"{AT}utgavor/", SectionEditions.as_view(), name="section_editions"),
    path(f"{AT}utgavor/<int:edition>/aterta/", EditionRestore.as_view(), name="edition_restore"),
    path(f"{AT}kommentarer/", SectionComments.as_view(), name="section_comments"),
    path(f"{AT}rubrik/", SectionRename.as_view(), name="section_rename"),
    path(f"{AT}ej-relevant/", SectionDecline.as_view(), name="section_decline"),
    path(f"{AT}sekretess/", SectionSecrecy.as_view(), name="section_secrecy"),
    path(f"{AT}skrivs-av/", SectionGive.as_view(), name="section_give"),
    path(f"{AT}klart/", SectionReady.as_view(), name="section_ready"),
    path(f"{AT}flytta/", SectionMove.as_view(), name="section_move"),
    path(f"{AT}ta-bort/", SectionRemove.as_view(), name="section_remove"),
]
