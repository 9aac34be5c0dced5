from portal.organisation.models.draft import Draft, DraftQuerySet
from portal.organisation.models.neighbourhood import Neighbourhood
from portal.organisation.models.organisation import Organisation, OrganisationQuerySet
from portal.organisation.models.people import Assignment, Role, User
from portal.organisation.models.succession import Membership, Succession

__all__ = [
    "Assignment",
    "Draft",
    "DraftQuerySet",
    "Membership",
    "Neighbourhood",
    "Organisation",
    "OrganisationQuerySet",
    "Role",
    "Succession",
    "User",
]
