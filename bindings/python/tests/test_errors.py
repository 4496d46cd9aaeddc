"""What goes wrong, and how it is told."""

import pickle
from pathlib import Path
from typing import Any

import pytest

import simpatico
from simpatico import _native

SURROGATE = "caf\ud800é"


def test_the_hierarchy() -> None:
    for error in (simpatico.OptionError, simpatico.PackError, simpatico.DataError, simpatico.InternalError):
        assert issubclass(error, simpatico.SimpaticoError)
    assert issubclass(simpatico.SimpaticoError, ValueError)


@pytest.mark.parametrize(
    ("options", "error", "kind", "told"),
    [
        ({"model": "slow"}, simpatico.OptionError, "invalid_option", '"slow"'),
        ({"disable": ["no/such"]}, simpatico.OptionError, "unknown_rule", "no/such"),
        ({"thresholds": {"emotions.fury": 0.5}}, simpatico.OptionError, "unknown_label", "emotions.fury"),
        ({"thresholds": {"emotions.joy": 1.5}}, simpatico.OptionError, "invalid_option", "1.5"),
        ({"packs": ['name = "acme"\nwrong = 1']}, simpatico.PackError, "invalid_pack", "wrong"),
    ],
)
def test_options_are_checked(options: dict[str, Any], error: type[Exception], kind: str, told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        simpatico.Analyzer(**options)
    assert type(caught.value) is error
    assert isinstance(caught.value, simpatico.SimpaticoError) and caught.value.kind == kind
    back = pickle.loads(pickle.dumps(caught.value))
    assert str(back) == str(caught.value) and back.kind == kind


def test_a_pack_is_named_with_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "acme.toml"
    path.write_text('name = "acme"\nwrong = 1', encoding="utf-8")
    for given in (path, str(path)):
        with pytest.raises(simpatico.PackError, match="acme.toml"):
            simpatico.Analyzer(packs=[given])
    with pytest.raises(FileNotFoundError):
        simpatico.Analyzer(packs=[tmp_path / "missing.toml"])
    with pytest.raises(TypeError, match="not one string"):
        simpatico.Analyzer(packs="acme.toml")


def test_a_panic_is_an_ordinary_exception(fast: simpatico.Analyzer, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(simpatico.InternalError, match="^it broke$"):
        _native._panic("it broke")
    assert "it broke" in capfd.readouterr().err
    assert fast.analyze("Thank you!").language.code == "en"


@pytest.mark.parametrize("text", [None, b"bytes", 7, 1.5, ["text"]])
def test_what_is_no_text_is_a_type_error(fast: simpatico.Analyzer, text: Any) -> None:
    with pytest.raises(TypeError, match=f"text is {type(text).__name__}, not str"):
        fast.analyze(text)
    with pytest.raises(TypeError, match="reply is"):
        fast.score_reply("Hello", text)


def test_a_lone_surrogate_keeps_its_place(fast: simpatico.Analyzer) -> None:
    with pytest.raises(UnicodeEncodeError, match="text: surrogates not allowed") as caught:
        fast.analyze(SURROGATE)
    assert (caught.value.start, caught.value.object) == (3, SURROGATE)


def test_batches_name_the_row(fast: simpatico.Analyzer) -> None:
    with pytest.raises(TypeError, match="^row 2 is int, not str$"):
        fast.analyze_batch(["a", "b", 3])  # type: ignore[list-item]
    with pytest.raises(UnicodeEncodeError, match="row 1: surrogates not allowed"):
        fast.analyze_batch(["a", SURROGATE])
    with pytest.raises(TypeError, match="^reply of row 0 is bytes, not str$"):
        fast.score_batch(["a"], [b"b"])  # type: ignore[list-item]


def test_one_bad_row_loses_no_other(fast: simpatico.Analyzer) -> None:
    rows = ["Where is my parcel?", 3, SURROGATE, None, "¡Gracias!"]
    first, number, surrogate, missing, last = fast.analyze_batch(rows, errors="return")
    assert isinstance(first, simpatico.Analysis) and isinstance(last, simpatico.Analysis)
    assert isinstance(number, TypeError) and isinstance(surrogate, UnicodeEncodeError) and missing is None
    assert last == fast.analyze("¡Gracias!")


def test_batches_refuse_what_is_no_list(fast: simpatico.Analyzer) -> None:
    with pytest.raises(TypeError, match="not one str"):
        fast.analyze_batch("Where is my parcel?")
    with pytest.raises(simpatico.OptionError, match="2 customer messages and 1 replies"):
        fast.score_batch(["a", "b"], ["c"])
    for threads in (0, 5000):
        with pytest.raises(simpatico.OptionError, match=f"threads is {threads}"):
            fast.analyze_batch(["a"], threads=threads)
    with pytest.raises(simpatico.OptionError, match="errors is 'ignore'"):
        fast.analyze_batch(["a"], errors="ignore")  # type: ignore[call-overload]
    with pytest.raises(simpatico.OptionError, match="turns_before is -1"):
        fast.judge("a", turns_before=-1)
