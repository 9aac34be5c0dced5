"""Where the pages of the plausibility check lie, under /projekt/rimlighet/."""

from django.urls import path

from projects.views.questions.answering import QuestionAnswer, QuestionDetail
from projects.views.questions.listing import QuestionList, run_check

QUESTIONS = [
    path("", QuestionList.as_view(), name="question_list"),
    path("kor/", run_check, name="question_run"),
    path("<int:pk>/", QuestionDetail.as_view(), name="question_detail"),
    path("<int:pk>/svara/", QuestionAnswer.as_view(), name="question_answer"),
]
