"""Options that several commands have, and the machine set as they say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)

Command = TypeVar("Command", bound=Callable[..., Any])


def minutes_option(default: float) -> Callable[[Command], Command]:
    """--minutes, how long a run goes on."""
    return click.option(
        "--minutes", type=click.FloatRange(0, min_open=True), default=default, show_default=True, help="How long."
    )


def threads_option(command: Command) -> Command:
    """--threads, to be given to `use_machine`."""
    return click.option("--threads", type=click.IntRange(0, 256), default=0, help="CPU threads (default: all).")(
        command
    )


def machine_options(command: Command) -> Command:
    """--device and --threads, to be given to `use_machine`."""
    device = click.option(
        "--device",
        type=click.Choice(["auto", "cpu", "cuda"]),
        default="auto",
        show_default=True,
        help="auto takes a GPU where there is one.",
    )
    return device(threads_option(command))


def use_machine(threads: int, device: str = "cpu") -> str:
    """Let torch use so many threads, and name the device to run on. Raises ValueError where there is no such device."""
    import torch

    if threads:
        torch.set_num_threads(threads)
    if device == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda" and not torch.cuda.is_available():
        raise ValueError("torch sees no CUDA device here; use --device cpu, or install torch with CUDA")
    return device
