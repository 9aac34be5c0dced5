"""What came of trying a file, noted on its batch: why it cannot be read, or what became of each row."""

from portal.background import progress
from portal.imports.job import Job
from portal.imports.models import Batch, RowOutcome
from portal.imports.outcomes import as_outcome, is_told
from portal.imports.sheets import UnreadableFile
from portal.imports.staging.keeping import keep_in_sets
from portal.imports.staging.proving import TriedInSets
from portal.imports.trying import Tried


def keep_problem(batch: Batch, problem: UnreadableFile) -> None:
    batch.problem = f"{problem.message} {problem.remedy}".strip()
    batch.detected = {
        "unknown": problem.unknown,
        "absent": problem.absent,
        "line": problem.line or 1,
        "message": problem.message,
        "remedy": problem.remedy,
    }
    batch.state = Batch.State.UNREADABLE
    batch.save()


def keep_outcomes(batch: Batch, tried: Tried | TriedInSets) -> None:
    """Store what became of each row, and the counts."""
    progress.begin(Job.Step.KEEPING, tried.rows)
    if isinstance(tried, TriedInSets):
        keep_in_sets(batch, tried)
    else:
        batch.outcomes.all().delete()
        told = filter(is_told, map(as_outcome, progress.counted(tried.results)))
        RowOutcome.objects.bulk_create((RowOutcome(batch=batch, **each) for each in told), batch_size=1000)
    for status in RowOutcome.Status.values:
        setattr(batch, status, tried.count(status))
    batch.detected, batch.problem, batch.state = tried.detected, "", Batch.State.CHECKED
    batch.fingerprint = tried.fingerprint
    batch.save()
