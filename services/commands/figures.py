"""Figures told: a report and its table in; the table on screen, and the report as JSON where that is to be kept."""

import json
from pathlib import Path
from typing import Any

import click


def tell(table: str, report: dict[str, Any], file: Path | None) -> None:
    """Show the table, and keep the report in `file`, if there is one."""
    click.echo(table)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        click.echo(f"\nThe figures are in {file}.")
