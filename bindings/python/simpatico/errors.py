"""What can go wrong. Analysis itself never fails on a text: only options, packs, data, times and corrections can."""

from __future__ import annotations

from operator import index

__all__ = ["DataError", "InputError", "InternalError", "OptionError", "PackError", "SimpaticoError"]


class SimpaticoError(ValueError):
    """Any failure of this library.

    Attributes:
        kind: the name of the failure, as in the error lines of the command line, or ``None``.
    """

    kind: str | None

    def __init__(self, message: str, kind: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind

    def __reduce__(self) -> tuple[type[SimpaticoError], tuple[str, str | None]]:
        return type(self), (str(self), self.kind)


class OptionError(SimpaticoError):
    """An option, a label or a rule that is not there, or a value out of its range."""


class PackError(SimpaticoError):
    """A pack of your own has faults: one line each."""


class InputError(SimpaticoError):
    """A turn, a time or a correction that cannot be used."""


class DataError(SimpaticoError):
    """Data that is damaged, or of a version that this library does not read."""


class InternalError(SimpaticoError):
    """The library failed where it must not: please report it. The process is sound and can go on."""


def check_count(name: str, value: int | None, wanted: str = "0 or more") -> None:
    """The native part has no words for a number below 0; all other bounds are its own."""
    if value is not None and index(value) < 0:
        raise OptionError(f"{name} is {value}, not {wanted}", "invalid_option")


def check_threads(threads: int | None) -> None:
    """As `check_count`."""
    check_count("threads", threads, "between 1 and 1024")
