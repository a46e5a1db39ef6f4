"""Failures that a person can mend, as one line on stderr and exit code 2; anything else keeps its trace."""

from collections.abc import Iterator
from contextlib import contextmanager

import click


class _Plain(click.ClickException):
    exit_code = 2


@contextmanager
def plain_errors(*kinds: type[Exception]) -> Iterator[None]:
    """Turn errors of these kinds into one line."""
    try:
        yield
    except kinds as error:
        raise _Plain(str(error)) from error
