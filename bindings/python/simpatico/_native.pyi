"""The native part; its faces are the modules beside it."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias, final

from .results.conversation import ConversationAnalysis, TurnChange
from .results.exchange import Analysis, Judgement, ReplyScore
from .results.redaction import Redacted
from .results.reflection import ReflectionAnalysis
from .turns import Turn

__all__ = [
    "MOST_TURNS",
    "SCHEMA",
    "Analyzer",
    "Draft",
    "Reflection",
    "Session",
    "Table",
    "__version__",
    "_panic",
    "column_names",
    "explain_judgement",
    "explain_turns",
    "labels",
    "note_of",
    "redact",
    "run",
]

__version__: str
SCHEMA: int
MOST_TURNS: int

_Row: TypeAlias = tuple[str, str, str | None, str | None]
_Conversation: TypeAlias = tuple[str | None, tuple[Turn, ...], tuple[_Row, ...]]
_Look: TypeAlias = tuple[bool, int, str]
_Masks: TypeAlias = tuple[list[str], bool]

@final
class Analyzer:
    def __new__(
        cls,
        model: str,
        packs: list[str],
        thresholds: list[tuple[str, float]],
        disable: list[str],
        masks: _Masks | None,
        data: bytes | None,
        network: bytes | None,
    ) -> Analyzer: ...
    @property
    def data_version(self) -> str: ...
    @property
    def model(self) -> Literal["accurate", "fast"]: ...
    def rules(self) -> list[tuple[str, str]]: ...
    def analyze(self, text: str) -> Analysis: ...
    def score_reply(self, customer: str, reply: str) -> ReplyScore: ...
    def judge(self, customer: str, reply: str | None, id: str | None, turns_before: int) -> Judgement: ...
    def shown(self, text: str) -> str: ...
    def draft(self, customer: str) -> Draft: ...
    def session(self, id: str | None) -> Session: ...
    def analyze_conversation(self, conversation: _Conversation) -> ConversationAnalysis: ...
    def analyze_conversations(
        self,
        conversations: Iterator[Any],
        read: Callable[[Any, str], _Conversation],
        keep_errors: bool,
        threads: int | None,
        progress: Callable[[int], object] | None,
    ) -> list[Any]: ...
    def judge_rows(
        self,
        give: Literal["analyses", "replies", "judgements"],
        customers: list[Any],
        replies: list[Any] | None,
        keep_errors: bool,
        threads: int | None,
        progress: Callable[[int], object] | None,
    ) -> list[Any]: ...
    def features(self, texts: list[Any], threads: int | None) -> tuple[list[str], bytes]: ...
    def judge_columns(
        self,
        customer: object,
        reply: object | None,
        faults: list[tuple[int, str]],
        layout: str,
        threads: int | None,
        progress: Callable[[int], object] | None,
    ) -> Table: ...

@final
class Draft:
    def customer(self) -> Analysis: ...
    def check(self, reply: str) -> ReplyScore: ...

@final
class Session:
    @property
    def id(self) -> str | None: ...
    def __len__(self) -> int: ...
    def push(self, turn: _Row, shown: Turn) -> TurnChange: ...
    def analysis(self) -> ConversationAnalysis: ...
    def check(self, reply: str) -> ReplyScore | None: ...

@final
class Reflection:
    def __new__(
        cls,
        analyzer: Analyzer,
        period: str | int,
        least_opportunities: int,
        least_conversations: int,
        order: str,
        lang: str,
        title: str | None,
    ) -> Reflection: ...
    def correct(self, line: str) -> None: ...
    def add(self, conversation: _Conversation, found: str | None) -> None: ...
    def add_session(self, session: Session, id: str | None) -> None: ...
    def add_all(
        self,
        conversations: Iterator[Any],
        read: Callable[[Any, str], _Conversation],
        keep_errors: bool,
        threads: int | None,
        progress: Callable[[int], object] | None,
    ) -> list[Exception]: ...
    def analysis(self) -> ReflectionAnalysis: ...
    def html(self) -> str: ...
    def csv(self) -> str: ...

@final
class Table:
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

def column_names(layout: str, has_reply: bool) -> list[str]: ...
def explain_judgement(customer: tuple[str, str], reply: tuple[str, str] | None, title: str, style: _Look) -> str: ...
def explain_turns(conversation: _Conversation, analysis: str, first: int, title: str, style: _Look) -> str: ...
def note_of(customer: str, reply: str | None, lang: str) -> list[str]: ...
def redact(text: str, masks: _Masks) -> Redacted: ...
def labels() -> dict[str, list[str]]: ...
def run(arguments: list[str]) -> int: ...
def _panic(message: str) -> None: ...
