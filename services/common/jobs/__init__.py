"""Work that takes longer than an answer may: handed in, done in the background, looked at, cancelled, fetched."""

from services.common.jobs.job import (
    Cancelled,
    Expired,
    Job,
    Jobs,
    Order,
    Progress,
    Result,
    State,
    Unfinished,
    Work,
    Works,
)
from services.common.jobs.pool import JobPool

__all__ = [
    "Cancelled",
    "Expired",
    "Job",
    "JobPool",
    "Jobs",
    "Order",
    "Progress",
    "Result",
    "State",
    "Unfinished",
    "Work",
    "Works",
]
