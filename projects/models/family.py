"""A project and all that it continues or that continue it, also by way of others."""

from django.db.models.expressions import RawSQL

from projects.models.project import Project, ProjectQuerySet

# Each step follows the links one at a time, both ways, so that the indexes serve; a ring ends by UNION.
_FAMILY = """
    WITH RECURSIVE family (id, continues_id) AS (
        SELECT id, continues_id FROM projects_project WHERE id = %s
        UNION
        SELECT near.id, near.continues_id FROM family f, LATERAL (
            SELECT id, continues_id FROM projects_project WHERE continues_id = f.id
            UNION ALL
            SELECT id, continues_id FROM projects_project WHERE id = f.continues_id
        ) near
    ) SELECT id FROM family
"""


def family_of(project: Project) -> ProjectQuerySet:
    """The project's continuation family, itself included, in order of number. Who may see it is not asked."""
    family = RawSQL(_FAMILY, [project.pk])  # noqa: S611 - fixed text, the key goes in as a parameter
    return Project.objects.filter(pk__in=family).by_number()
