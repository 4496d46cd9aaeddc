"""The one door: text in, judgement out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from . import _native
from .errors import OptionError, PackError
from .progress import shown

if TYPE_CHECKING:
    from .columns import Layout
    from .labels import Model
    from .results import Analysis, Judgement, ReplyScore

_Frame = TypeVar("_Frame")


class Analyzer:
    """Reads messages and judges replies.

    An analyzer never changes, can be shared between threads, and can be pickled. The same text gives the same result in every
    run, on every thread and platform.

    Args:
        model: ``"accurate"`` has a small transformer and takes some milliseconds a message; ``"fast"`` takes tens of
            microseconds.
        packs: packs of your own, in TOML: phrases, names to ignore, thresholds, labels. A path is read; a string with
            an equals sign is the TOML text itself.
        thresholds: asserts a label, written ``family.label``, from this score on: above 0 and below 1.
        disable: ids of rules to leave out; `rules` lists them.

    Raises:
        OptionError: a model, a rule or a label that is not there, or a threshold out of its range.
        PackError: faults in a pack, one line each.
        OSError: a pack's file that cannot be read.

    Examples:
        >>> from simpatico import Analyzer
        >>> analyzer = Analyzer()
        >>> message = "Third time I call about the same leak, nobody ever comes back to me. I'm fed up!"
        >>> analysis = analyzer.analyze(message)
        >>> analysis.sentiment.label
        'negative'
        >>> analysis.emotions[0].label
        'frustration'
        >>> evidence = analysis.emotions[0].evidence[0]
        >>> message[evidence.start:evidence.end] == evidence.text
        True
    """

    __slots__ = ("_native", "_options")

    def __init__(
        self,
        *,
        model: Model = "accurate",
        packs: Iterable[str | PathLike[str]] = (),
        thresholds: Mapping[str, float] | None = None,
        disable: Iterable[str] = (),
    ) -> None:
        if isinstance(packs, str) or isinstance(disable, str):
            raise TypeError("packs and disable are lists, not one string")
        texts = [_pack(pack) for pack in packs]
        self._options = (str(model), texts, list((thresholds or {}).items()), list(disable))
        self._native = _native.Analyzer(*self._options)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, self._options

    def __repr__(self) -> str:
        model, packs, thresholds, disable = self._options
        own = [f"packs=[{len(packs)}]"] if packs else []
        own += [f"thresholds={dict(thresholds)}"] if thresholds else []
        own += [f"disable={disable}"] if disable else []
        return f"Analyzer({', '.join([f'model={model!r}', *own])})"

    @property
    def model(self) -> Model:
        """The model that answers."""
        return self._native.model

    @property
    def data_version(self) -> str:
        """Version of the data, part of every judgement: equal versions give equal results."""
        return self._native.data_version

    def rules(self) -> dict[str, str]:
        """Ids and meanings of all rules, in the order of the data, then those of your own packs."""
        return dict(self._native.rules())

    def analyze(self, text: str) -> Analysis:
        """Analyzes a customer's message. Any text gives an analysis, in time linear in its length.

        Raises:
            TypeError: what is no ``str``.
            UnicodeEncodeError: a lone surrogate, which is no text.

        Examples:
            >>> from simpatico import Analyzer
            >>> Analyzer(model="fast").analyze("¿Dónde está mi pedido?").service_needs[0].label
            'status'
        """
        return self._native.analyze(text)

    def score_reply(self, customer: str, reply: str) -> ReplyScore:
        """Judges an agent's reply against the message that it answers.

        Raises:
            TypeError: what is no ``str``.
            UnicodeEncodeError: a lone surrogate, which is no text.

        Examples:
            >>> from simpatico import Analyzer
            >>> analyzer = Analyzer(model="fast")
            >>> customer = "My card was stolen on the train and I am so scared they will empty my account."
            >>> cold = analyzer.score_reply(customer, "Please hold.")
            >>> warm = analyzer.score_reply(
            ...     customer,
            ...     "How frightening, I'm so sorry that happened. I have blocked the card just now, so nobody can use it, "
            ...     "and your new one will be with you on Thursday.",
            ... )
            >>> warm.empathy.score > cold.empathy.score
            True
        """
        return self._native.score_reply(customer, reply)

    def judge(
        self, customer: str, reply: str | None = None, *, id: str | None = None, turns_before: int = 0
    ) -> Judgement:
        """Analyzes a message and judges the reply to it: a line of the contract. An empty reply is none.

        Args:
            customer: the customer's message.
            reply: the agent's reply, where there is one.
            id: your name of the exchange, given back.
            turns_before: number of turns before the message in the same conversation.

        Raises:
            TypeError: what is no ``str``.
            UnicodeEncodeError: a lone surrogate, which is no text.

        Examples:
            >>> from simpatico import Analyzer
            >>> judgement = Analyzer(model="fast").judge("Where is my parcel?", "At your door by 5 today.", id="7")
            >>> judgement.to_json()[:13]
            '{"schema":1,"'
        """
        if turns_before < 0:
            raise OptionError(f"turns_before is {turns_before}, not 0 or more", "invalid_option")
        return self._native.judge(customer, reply, id, turns_before)

    def explain(
        self, customer: str, reply: str | None = None, *, title: str = "", colour: bool = False, width: int = 100
    ) -> str:
        """A judgement for people, as text for a terminal.

        Args:
            customer: the customer's message.
            reply: the agent's reply, where there is one.
            title: what stands at the top.
            colour: mark evidence and headings with ANSI colours.
            width: columns to wrap at, 40 or more.
        """
        return self._native.explain(customer, reply, title, colour, width)

    @overload
    def analyze_batch(
        self,
        texts: Iterable[str],
        *,
        errors: Literal["raise"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Analysis]: ...
    @overload
    def analyze_batch(
        self,
        texts: Iterable[str | None],
        *,
        errors: Literal["raise"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Analysis | None]: ...
    @overload
    def analyze_batch(
        self,
        texts: Iterable[object],
        *,
        errors: Literal["return"],
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Analysis | TypeError | UnicodeEncodeError | None]: ...
    def analyze_batch(
        self,
        texts: Iterable[Any],
        *,
        errors: Literal["raise", "return"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Any]:
        """Analyzes many messages on all cores; results stand in the order of the messages.

        Args:
            texts: the messages; ``None`` stays ``None``.
            errors: ``"raise"`` stops at the first row that cannot be used, ``"return"`` puts its exception in its place.
            threads: number of threads; results do not depend on it. All cores without it.
            progress: a tqdm bar; without a word from you where tqdm is there, the run is long and somebody looks on.

        Raises:
            TypeError: a row that is no ``str``; the message names it.
            UnicodeEncodeError: a row with a lone surrogate; the message names it.

        Examples:
            >>> from simpatico import Analyzer
            >>> analyses = Analyzer(model="fast").analyze_batch(["Where is my parcel?", None, "¡Gracias por todo!"])
            >>> [analysis and analysis.language.code for analysis in analyses]
            ['en', None, 'es']
        """
        return self._batch("analyses", texts, None, errors, threads, progress)

    @overload
    def score_batch(
        self,
        customers: Iterable[str],
        replies: Iterable[str],
        *,
        errors: Literal["raise"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[ReplyScore]: ...
    @overload
    def score_batch(
        self,
        customers: Iterable[str | None],
        replies: Iterable[str | None],
        *,
        errors: Literal["raise"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[ReplyScore | None]: ...
    @overload
    def score_batch(
        self,
        customers: Iterable[object],
        replies: Iterable[object],
        *,
        errors: Literal["return"],
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[ReplyScore | TypeError | UnicodeEncodeError | None]: ...
    def score_batch(
        self,
        customers: Iterable[Any],
        replies: Iterable[Any],
        *,
        errors: Literal["raise", "return"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Any]:
        """Judges many replies against their messages on all cores; ``None`` where either is ``None``.

        Arguments and errors are those of `analyze_batch`; `OptionError` where there are not as many replies as messages.
        """
        return self._batch("replies", customers, replies, errors, threads, progress)

    @overload
    def judge_batch(
        self,
        customers: Iterable[str],
        replies: Iterable[str | None] | None = None,
        *,
        errors: Literal["raise"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Judgement]: ...
    @overload
    def judge_batch(
        self,
        customers: Iterable[str | None],
        replies: Iterable[str | None] | None = None,
        *,
        errors: Literal["raise"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Judgement | None]: ...
    @overload
    def judge_batch(
        self,
        customers: Iterable[object],
        replies: Iterable[object] | None = None,
        *,
        errors: Literal["return"],
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Judgement | TypeError | UnicodeEncodeError | None]: ...
    def judge_batch(
        self,
        customers: Iterable[Any],
        replies: Iterable[Any] | None = None,
        *,
        errors: Literal["raise", "return"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Any]:
        """Judges many exchanges on all cores: `Judgement`, or ``None`` where there is no message.

        Arguments and errors are those of `score_batch`.
        """
        return self._batch("judgements", customers, replies, errors, threads, progress)

    def _batch(
        self,
        give: Literal["analyses", "replies", "judgements"],
        customers: Iterable[Any],
        replies: Iterable[Any] | None,
        errors: str,
        threads: int | None,
        progress: bool | None,
    ) -> list[Any]:
        for texts in (customers, replies):
            if isinstance(texts, (str, bytes)):
                raise TypeError(f"a batch is a list of texts, not one {type(texts).__name__}")
        if errors not in ("raise", "return"):
            raise OptionError(f'errors is {errors!r}, not "raise" or "return"', "invalid_option")
        messages = list(customers)
        answers = None if replies is None else list(replies)
        with shown(progress, len(messages)) as advance:
            return self._native.judge_rows(give, messages, answers, errors == "return", threads, advance)

    def analyze_table(
        self,
        table: _Frame,
        customer: str,
        reply: str | None = None,
        *,
        keep: Iterable[str] = (),
        layout: Layout = "flat",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> _Frame:
        """Judges a table's column of messages, beside its column of replies where there is one.

        The text is not copied. A null stays a row of nulls, and a row that cannot be used has its reason in the column
        ``error``. The columns are listed in `simpatico.columns`.

        Args:
            table: a pandas or polars data frame, a pyarrow table, record batch or reader, or a DuckDB relation.
            customer: the name of the column of messages.
            reply: the name of the column of replies; an empty one is none.
            keep: names of columns to stand before the results.
            layout: ``"flat"``, a column a score, or ``"nested"``, the contract's objects.
            threads: as for `analyze_batch`.
            progress: as for `analyze_batch`.

        Returns:
            The results, of the same kind and in the order of the rows; a pandas index is kept.

        Raises:
            KeyError: a column that is not there.
            TypeError: a table of another kind, a column that is no text, or a single string to keep.
            OptionError: a layout that is not there.
        """
        from .columns import Request, judged

        if isinstance(keep, str):
            raise TypeError("keep is a list of names, not one string")
        request = Request(self, customer, reply, list(keep), layout, threads, progress)
        frame: _Frame = judged(request, table)
        return frame


def _pack(pack: str | PathLike[str]) -> str:
    # Every pack has a name, and no path that is given as a string has an equals sign.
    if isinstance(pack, str) and "=" in pack:
        return pack
    with open(pack, encoding="utf-8") as file:
        text = file.read()
    try:
        # Alone first, so that its faults can be told with its name.
        _native.Analyzer("fast", [text], [], [])
    except PackError as error:
        raise PackError(f"the pack {pack} has faults:\n{error}", error.kind) from None
    return text


def _restored(model: Model, packs: list[str], thresholds: list[tuple[str, float]], disable: list[str]) -> Analyzer:
    return Analyzer(model=model, packs=packs, thresholds=dict(thresholds), disable=disable)


@cache
def default() -> Analyzer:
    """The analyzer of the accurate model that is used where none is given; built once."""
    return Analyzer()
