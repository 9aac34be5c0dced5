"""Where the plan of a project's reports lies, under /projekt/<pk>/redovisningsplan/."""

from django.urls import path

from projects.views.plan.changing import DutyCreate, DutyWithdraw, TemplateStart
from projects.views.plan.page import ReportPlan, ReportSheet

PLAN = [
    path("", ReportPlan.as_view(), name="report_plan"),
    path("mall/", TemplateStart.as_view(), name="report_template"),
    path("ny/", DutyCreate.as_view(), name="duty_create"),
    path("<int:duty>/mall/", ReportSheet.as_view(), name="report_sheet"),
    path("<int:duty>/ta-bort/", DutyWithdraw.as_view(), name="duty_withdraw"),
]
