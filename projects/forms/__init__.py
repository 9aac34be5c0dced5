"""The forms of the projects. What may be chosen is decided here; what is allowed, by the domain."""

from projects.forms.grant import GrantForm
from projects.forms.project import ProjectForm

__all__ = ["GrantForm", "ProjectForm"]
