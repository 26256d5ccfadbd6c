"""What a person reads after a repair."""

from typing import Any

from rich.console import Console

from nba_assets.repair.repairing import Repaired, RepairReport
from nba_assets.report import say, table_of


def print_repair(out: Console, report: RepairReport) -> None:
    """Print per table which dates were made again and which really changed, then the runs and what failed."""
    if report.asked:
        changed = [one.table for one in report.asked if one.changed]
        say(out, f"Asked again for {report.day}: {len(report.asked)} raw tables; {_listed(changed)} changed")
    table = table_of("table", "made again from", "to", "dates", "changed", "first", "last")
    for one in report.made:
        found = (one.changed[0], one.changed[-1]) if one.changed else ("-", "-")
        table.add_row(one.table, one.dates[0], one.dates[-1], str(len(one.dates)), str(len(one.changed)), *found)
    out.print(table)
    for run in report.runs:
        for failure in run.failures:
            say(out, failure)
        state = "succeeded" if run.success else "FAILED"
        out.print(f"Run {run.run_id} over {run.first_date} to {run.last_date} {state} in {run.seconds:.0f} s.")
    if not report.success:
        out.print("What the failed run left out is not made again: mend its cause, then run")
        for command in report.again:
            say(out, command)


def _listed(tables: list[str]) -> str:
    return ", ".join(tables) or "none"


def as_json(report: RepairReport) -> dict[str, Any]:
    """Return the report as plain values."""

    def plain(table: Repaired) -> dict[str, Any]:
        return {"table": table.table, "dates": list(table.dates), "changed": list(table.changed)}

    return {
        "date": report.day,
        "success": report.success,
        "repair_again": list(report.again),
        "asked": [plain(table) for table in report.asked],
        "made_again": [plain(table) for table in report.made],
        "runs": [
            {
                "run_id": run.run_id, "from": run.first_date, "to": run.last_date, "success": run.success,
                "seconds": round(run.seconds, 1), "failures": list(run.failures),
            }
            for run in report.runs
        ],
    }  # fmt: skip
