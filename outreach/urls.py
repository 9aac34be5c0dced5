"""Where the pages of outreach lie, under /uppsokande/."""

from typing import Any

app_name = "outreach"
urlpatterns: list[Any] = []
