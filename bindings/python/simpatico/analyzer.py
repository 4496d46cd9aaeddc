"""The one door: text in, judgement out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from . import _native
from .errors import OptionError, PackError, check_count, check_threads
from .progress import length, shown
from .redaction import Redactor
from .session import Draft, Session
from .turns import read

if TYPE_CHECKING:
    from .columns import Layout
    from .labels import Lang, Model
    from .reflection import Reflection
    from .results.conversation import ConversationAnalysis
    from .results.exchange import Analysis, Judgement, ReplyScore
    from .results.reflection import Correction, ReflectionAnalysis, ReflectionOptions
    from .turns import ConversationLike

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
        redact: masks what tells who somebody is in every text that results contain; a `Redactor` says what. The analysis itself
            reads the texts as they are, and every span stays true.
        data: a ``simpatico.pack`` of your own in place of the one in the package, as bytes or a path. The network of the package
            goes with its pack only: give ``network``, or ``model="fast"``.
        network: a network trained beside the pack, as bytes or a path.

    Raises:
        OptionError: a model, a rule or a label that is not there, or a threshold out of its range.
        PackError: faults in a pack, one line each.
        DataError: data that is damaged, or of a version that this library does not read.
        OSError: a file that cannot be read.

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
        redact: bool | Redactor = False,
        data: bytes | str | PathLike[str] | None = None,
        network: bytes | str | PathLike[str] | None = None,
    ) -> None:
        if isinstance(packs, str) or isinstance(disable, str):
            raise TypeError("packs and disable are lists, not one string")
        texts = [_pack(pack) for pack in packs]
        if not isinstance(redact, (bool, Redactor)):
            raise TypeError(f"redact is {type(redact).__name__}, not bool or Redactor")
        masks = (redact if isinstance(redact, Redactor) else Redactor())._masks if redact else None
        limits = list((thresholds or {}).items())
        self._options = (str(model), texts, limits, list(disable), masks, _bytes(data), _bytes(network))
        self._native = _native.Analyzer(*self._options)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, self._options

    def __repr__(self) -> str:
        model, packs, thresholds, disable, masks, data, network = self._options
        own = [f"packs=[{len(packs)}]"] if packs else []
        own += [f"thresholds={dict(thresholds)}"] if thresholds else []
        own += [f"disable={disable}"] if disable else []
        own += ["redact=True"] if masks else []
        own += [f"{name}=[{len(own_data)} bytes]" for name, own_data in (("data", data), ("network", network)) if own_data]
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
        check_count("turns_before", turns_before)
        return self._native.judge(customer, reply, id, turns_before)

    def explain(
        self,
        customer: str,
        reply: str | None = None,
        *,
        title: str = "",
        colour: bool = False,
        width: int = 100,
        lang: Lang = "en",
    ) -> str:
        """A judgement for people, as text for a terminal.

        Args:
            customer: the customer's message.
            reply: the agent's reply, where there is one.
            title: what stands at the top.
            colour: mark evidence and headings with ANSI colours.
            width: columns to wrap at, 40 or more.
            lang: the language of the coach's note.
        """
        return self.judge(customer, reply).explain(title=title, colour=colour, width=width, lang=lang)

    def shown(self, text: str) -> str:
        """A text as results may show it: with the masks of ``redact``, else as it is.

        Examples:
            >>> from simpatico import Analyzer
            >>> Analyzer(model="fast", redact=True).shown("Write to ana@example.com at once!")
            'Write to *************** at once!'
        """
        return self._native.shown(text)

    def draft(self, customer: str) -> Draft:
        """Reads a customer's message once, to judge the versions of a reply to it while an agent types.

        Raises:
            TypeError: what is no ``str``.
            UnicodeEncodeError: a lone surrogate, which is no text.
        """
        return Draft(self, customer)

    def session(self, *, id: str | None = None, agent: str | None = None) -> Session:
        """A conversation that goes on: turns are pushed as they come, and the analysis can be had at any time.

        Args:
            id: your name of the conversation, given back.
            agent: whose turns those are that name nobody.
        """
        return Session(self, id, agent)

    def analyze_conversation(
        self, turns: ConversationLike, *, agent: str | None = None, id: str | None = None
    ) -> ConversationAnalysis:
        """Analyzes a whole conversation: what the customer felt and needed turn by turn, what each reply did to it, and how it
        ended.

        Args:
            turns: `Turn` objects, objects of the contract, or ``(speaker, text)`` tuples; or a whole conversation of the contract.
            agent: whose turns those are that name nobody.
            id: your name of the conversation, given back.

        Raises:
            TypeError: what is no conversation, or no ``str`` in one; the message names the turn.
            UnicodeEncodeError: a lone surrogate; the message names the turn.
            InputError: a turn without speaker or text, a speaker that is not there, or a time that is none.

        Examples:
            >>> from simpatico import Analyzer, Turn
            >>> found = Analyzer(model="fast").analyze_conversation([
            ...     Turn("customer", "I was charged twice and nobody answers my e-mails. I'm really annoyed."),
            ...     Turn("agent", "I'm sorry nobody wrote back. I have refunded the second charge just now.", agent="Noemi"),
            ...     ("customer", "It's there already, all sorted. Thank you so much, what a relief!"),
            ... ])
            >>> found.resolution.resolved, found.sentiment.trend > 0
            ('yes', True)
        """
        return self._native.analyze_conversation(read(turns, id=id, agent=agent, analyzer=self._masking()))

    @overload
    def analyze_conversations(
        self,
        conversations: Iterable[ConversationLike],
        *,
        errors: Literal["raise"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[ConversationAnalysis]: ...
    @overload
    def analyze_conversations(
        self,
        conversations: Iterable[object],
        *,
        errors: Literal["return"],
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[ConversationAnalysis | TypeError | ValueError]: ...
    def analyze_conversations(
        self,
        conversations: Iterable[Any],
        *,
        errors: Literal["raise", "return"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Any]:
        """Analyzes many conversations on all cores; results stand in the order of the conversations.

        Args:
            conversations: each as for `analyze_conversation`; they may come from a generator.
            errors: ``"raise"`` stops at the first conversation that cannot be used, ``"return"`` puts its exception in its place.
            threads: as for `analyze_batch`.
            progress: as for `analyze_batch`.

        Raises:
            TypeError: what is no conversation, or no ``str`` in one; the message names conversation and turn.
            UnicodeEncodeError: a lone surrogate; the message names conversation and turn.
            InputError: a turn that cannot be used; the message names conversation and turn.

        Examples:
            >>> from simpatico import Analyzer
            >>> chats = [{"id": "a", "turns": [{"speaker": "customer", "text": "Where is my parcel?"}]}, [("customr", "Hello")]]
            >>> [getattr(found, "id", found) for found in Analyzer(model="fast").analyze_conversations(chats, errors="return")]
            ['a', InputError('conversation 1: turns[0].speaker is "customr", not one of customer, agent, system, bot')]
        """
        keep = check_errors(errors)
        check_threads(threads)
        reader = partial(read, analyzer=self._masking())
        with shown(progress, length(conversations)) as advance:
            return self._native.analyze_conversations(iter(conversations), reader, keep, threads, advance)

    def _masking(self) -> Analyzer | None:
        return None if self._options[4] is None else self

    def reflection(
        self, options: ReflectionOptions | None = None, *, lang: Lang = "en", title: str | None = None
    ) -> Reflection:
        """A reflection that conversations are added to one by one.

        Args:
            options: what figures follow.
            lang: the language of its page; texts stay in their own.
            title: the page's title, in place of its own.

        Raises:
            OptionError: an option out of its range.
        """
        from .reflection import Reflection

        return Reflection(self, options, lang=lang, title=title)

    def reflect(
        self,
        conversations: Iterable[ConversationLike],
        options: ReflectionOptions | None = None,
        *,
        corrections: Iterable[Correction | Mapping[str, Any]] = (),
        threads: int | None = None,
        progress: bool | None = None,
    ) -> ReflectionAnalysis:
        """Looks back on many conversations: figures over time, habits, strengths, and what to work on, for the team and each agent.

        Args:
            conversations: each as for `analyze_conversation`; they may come from a generator.
            options: what figures follow.
            corrections: what people said in place of the machine.
            threads: as for `analyze_batch`.
            progress: as for `analyze_batch`.

        Raises:
            OptionError: an option out of its range.
            InputError: a conversation or a correction that cannot be used. `Reflection.add_all` can leave conversations out.

        Examples:
            >>> from simpatico import Analyzer
            >>> turns = [("customer", "My parcel is a week late!"), ("agent", "I'm sorry. It comes at 5 today.")]
            >>> Analyzer(model="fast").reflect([turns] * 3).team.replies
            3
        """
        check_threads(threads)
        reflection = self.reflection(options)
        for correction in corrections:
            reflection.correct(correction)
        reflection.add_all(conversations, threads=threads, progress=progress)
        return reflection.analysis()

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
        keep = check_errors(errors)
        check_threads(threads)
        messages = list(customers)
        answers = None if replies is None else list(replies)
        with shown(progress, len(messages)) as advance:
            return self._native.judge_rows(give, messages, answers, keep, threads, advance)

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

    def analyze_conversation_table(
        self,
        table: _Frame,
        conversation: str = "conversation",
        speaker: str = "speaker",
        text: str = "text",
        *,
        time: str | None = None,
        agent: str | None = None,
        threads: int | None = None,
        progress: bool | None = None,
    ) -> _Frame:
        """Analyzes a table of turns: one row for each conversation, a column a figure.

        Turns of a conversation stand in their order, in rows that need not be neighbours. A conversation that cannot be used has
        its reason in the column ``error`` and loses no other. The columns are listed in `simpatico.conversation_table`.

        Args:
            table: a pandas or polars data frame, a pyarrow table, or a DuckDB relation.
            conversation: the name of the column that tells conversations apart.
            speaker: the name of the column of speakers: ``customer``, ``agent``, ``system`` or ``bot``.
            text: the name of the column of words.
            time: the name of the column of times: RFC 3339, or datetimes with a time zone.
            agent: the name of the column of agents.
            threads: as for `analyze_batch`.
            progress: as for `analyze_batch`.

        Returns:
            The figures, of the same kind, in the order in which conversations begin.

        Raises:
            KeyError: a column that is not there.
            TypeError: a table of another kind.
        """
        from .conversation_table import Request, judged

        request = Request(self, conversation, speaker, text, time, agent, threads, progress)
        frame: _Frame = judged(request, table)
        return frame


def check_errors(errors: str) -> bool:
    """Whether the exceptions of rows are to stand in their places."""
    if errors not in ("raise", "return"):
        raise OptionError(f'errors is {errors!r}, not "raise" or "return"', "invalid_option")
    return errors == "return"


def _bytes(data: bytes | str | PathLike[str] | None) -> bytes | None:
    if data is None or isinstance(data, bytes):
        return data
    with open(data, "rb") as file:
        return file.read()


def _pack(pack: str | PathLike[str]) -> str:
    # Every pack has a name, and no path that is given as a string has an equals sign.
    if isinstance(pack, str) and "=" in pack:
        return pack
    with open(pack, encoding="utf-8") as file:
        text = file.read()
    try:
        # Alone first, so that its faults can be told with its name.
        _native.Analyzer("fast", [text], [], [], None, None, None)
    except PackError as error:
        raise PackError(f"the pack {pack} has faults:\n{error}", error.kind) from None
    return text


def _restored(*options: Any) -> Analyzer:
    analyzer = Analyzer.__new__(Analyzer)
    analyzer._options = options
    analyzer._native = _native.Analyzer(*options)
    return analyzer


@cache
def default() -> Analyzer:
    """The analyzer of the accurate model that is used where none is given; built once."""
    return Analyzer()
