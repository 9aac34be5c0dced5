"""Who may read files in."""

from portal.imports.columns import ImportKind
from portal.imports.kinds import all_kinds
from portal.imports.models import Batch
from portal.organisation.models import User


def may_read_in(user: User) -> bool:
    """The page is for those who may read some kind of file in, or take one out."""
    return any(kind.may(user) or kind.may_export(user) for kind in all_kinds())


def may_apply(user: User, batch: Batch, kind: ImportKind | None) -> bool:
    """A file not yet applied is applied by whoever of its own administration may read its kind in."""
    mine = batch.authority_id in user.reach.own_organisations
    return mine and batch.applied_at is None and kind is not None and kind.may(user)
