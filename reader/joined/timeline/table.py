"""A timeline as rows for spreadsheets and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from reader import csv_safe
from reader.joined.timeline.splitting import SplitTimeline


def csv(found: SplitTimeline) -> Iterator[str]:
    """A line for each period, empty ones included: its first and last day, all cables, and each group."""
    names = [group.name for group in found.groups]
    rows = [["period", "first day", "last day", "cables", *names]]
    for at, period in enumerate(found.line.periods):
        counts = [period.count, *(group.counts[at] for group in found.groups)]
        rows.append([period.iso, f"{period.first}", f"{period.last}", *map(str, counts)])
    return csv_safe.write(rows)


def shape(found: SplitTimeline) -> dict[str, object]:
    """Everything, for JSON."""
    line = found.line
    return {
        "total": found.total,
        "undated": found.undated,
        "inferred": found.inferred,
        "unit": str(line.unit),
        "periods": [
            {
                "period": period.iso,
                "count": period.count,
                "groups": {group.name: group.counts[at] for group in found.groups if group.counts[at]},
            }
            for at, period in enumerate(line.periods)
        ],
        "gaps": [
            {"after": f"{gap.after}", "before": f"{gap.before}", "days": gap.days} for gap in line.gaps
        ],
        "peaks": [
            {"period": peak.iso, "count": peak.count, "query": peak.query} for peak in line.peaks
        ],
        "groups": [{"name": group.name, "total": group.total} for group in found.groups],
        "groups_left_out": found.left_out,
    }  # fmt: skip
