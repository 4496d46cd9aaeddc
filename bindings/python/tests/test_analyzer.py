"""Options, batches and threads."""

import concurrent.futures
import multiprocessing
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import COLD, ROOT, THIRD_CALL

import simpatico

PACK = """
name = "acme"
[[label]]
name = "loyalty_points"
family = "service_needs"
[[label.phrase]]
pattern = ["my|the ..2 points"]
weight = 5.0
"""


def test_both_models_answer(fast: simpatico.Analyzer, accurate: simpatico.Analyzer) -> None:
    assert (fast.model, accurate.model) == ("fast", "accurate")
    assert fast.data_version == fast.judge(THIRD_CALL).data_version
    assert accurate.judge(THIRD_CALL).model == "accurate"
    assert repr(fast) == "Analyzer(model='fast')"


def test_packs_as_text_and_as_files(tmp_path: Path, fast: simpatico.Analyzer) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(PACK, encoding="utf-8")
    message = "Where do I see my points?"
    for pack in (PACK, path, str(path)):
        own = simpatico.Analyzer(model="fast", packs=[pack])
        (label,) = own.analyze(message).custom
        assert (label.label, label.family) == ("acme.loyalty_points", "service_needs")
        assert "packs=[1]" in repr(own)
    assert fast.analyze(message).custom == ()


def test_thresholds_and_rules(fast: simpatico.Analyzer) -> None:
    assert fast.analyze(THIRD_CALL).emotions
    strict = simpatico.Analyzer(model="fast", thresholds={"emotions.frustration": 0.999})
    assert "frustration" not in [emotion.label for emotion in strict.analyze(THIRD_CALL).emotions]
    text = "Honestly, no complaints at all so far, everything works."
    rule = "sentiment/cannot-complain-en"
    assert rule in fast.rules() and fast.rules()[rule]
    sources = [evidence.source for evidence in fast.analyze(text).sentiment.evidence]
    assert rule in sources
    without = simpatico.Analyzer(model="fast", disable=[rule])
    assert rule not in [evidence.source for evidence in without.analyze(text).sentiment.evidence]


def test_analyzers_can_be_pickled(tmp_path: Path) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(PACK, encoding="utf-8")
    own = simpatico.Analyzer(model="fast", packs=[path], thresholds={"emotions.joy": 0.9}, disable=[])
    path.unlink()
    back = pickle.loads(pickle.dumps(own))
    message = "Where do I see my points?"
    assert repr(back) == repr(own) and back.analyze(message) == own.analyze(message)


def test_data_of_ones_own(fast: simpatico.Analyzer, accurate: simpatico.Analyzer, tmp_path: Path) -> None:
    pack = ROOT / "crates/simpatico/data/simpatico.pack"
    network = ROOT / "crates/simpatico-accurate/data/accurate.network"
    own = simpatico.Analyzer(model="fast", data=pack)
    assert own.analyze(THIRD_CALL) == fast.analyze(THIRD_CALL) and "data=[" in repr(own)
    assert pickle.loads(pickle.dumps(own)).analyze(THIRD_CALL) == own.analyze(THIRD_CALL)
    both = simpatico.Analyzer(data=pack.read_bytes(), network=str(network))
    assert both.data_version == accurate.data_version and both.model == "accurate"
    with pytest.raises(simpatico.DataError, match="wrong magic bytes"):
        simpatico.Analyzer(model="fast", data=b"no pack")
    with pytest.raises(simpatico.DataError, match="checksum"):
        simpatico.Analyzer(model="fast", data=pack.read_bytes()[:-1])
    with pytest.raises(simpatico.OptionError, match="give its network"):
        simpatico.Analyzer(data=pack)
    with pytest.raises(FileNotFoundError):
        simpatico.Analyzer(data=tmp_path / "missing.pack")


def test_notes_are_a_coachs_words(fast: simpatico.Analyzer) -> None:
    judgement = fast.judge(THIRD_CALL, COLD)
    english, spanish = judgement.note(), judgement.note("es")
    assert english[0].startswith("This customer comes with") and spanish[0].startswith("Este cliente llega con")
    assert len(fast.judge(THIRD_CALL).note()) < len(english)
    assert judgement.explain(lang="es") == fast.explain(THIRD_CALL, COLD, lang="es") != judgement.explain()
    with pytest.raises(simpatico.OptionError, match='no locale "fr"'):
        judgement.note("fr")  # type: ignore[arg-type]


def test_batches_give_what_single_calls_give(fast: simpatico.Analyzer, sample: list[dict[str, Any]]) -> None:
    customers = [line["customer"] for line in sample]
    replies = [line["reply"] for line in sample]
    assert fast.analyze_batch(iter(customers)) == [fast.analyze(text) for text in customers]
    pairs = [fast.score_reply(*pair) for pair in zip(customers, replies, strict=True)]
    for threads in (None, 1, 3):
        assert fast.score_batch(customers, replies, threads=threads) == pairs
    judged = fast.judge_batch(customers, replies)
    assert [judgement.to_json() for judgement in judged] == [
        fast.judge(*pair).to_json() for pair in zip(customers, replies, strict=True)
    ]


def test_batches_longer_than_a_chunk_keep_their_order(fast: simpatico.Analyzer) -> None:
    texts = [f"Where is parcel number {number}?" for number in range(9000)]
    analyses = fast.analyze_batch(texts)
    assert [analysis.text for analysis in analyses] == texts


def test_nulls_stay_nulls(fast: simpatico.Analyzer) -> None:
    assert fast.analyze_batch([None, "Hello", None])[::2] == [None, None]
    scores = fast.score_batch([None, "Where is it?", "Where is it?"], ["Here.", None, "Here."])
    assert scores[:2] == [None, None] and scores[2] == fast.score_reply("Where is it?", "Here.")
    judged = fast.judge_batch([None, "Where is it?", "Where is it?"], ["Here.", None, ""])
    assert judged[0] is None and judged[1].reply is None and judged[2].reply is None
    assert fast.analyze_batch([]) == []


def test_an_empty_reply_is_judged_where_it_is_asked_for(fast: simpatico.Analyzer) -> None:
    assert fast.judge("Where is it?", "").reply is None
    assert fast.score_reply("Where is it?", "").text == ""


def test_explanations_are_text(fast: simpatico.Analyzer) -> None:
    shown = fast.explain(THIRD_CALL, COLD, title="leak")
    assert "leak" in shown and "frustration" in shown and "empathy" in shown and "\x1b" not in shown
    assert "\x1b" in fast.explain(THIRD_CALL, colour=True)


def test_threads_share_an_analyzer(fast: simpatico.Analyzer, sample: list[dict[str, Any]]) -> None:
    texts = [line["customer"] for line in sample]
    expected = [fast.analyze(text) for text in texts]
    previous = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            single = [pool.submit(fast.analyze, text) for text in texts * 20]
            batches = [pool.submit(fast.analyze_batch, texts, threads=threads) for threads in (None, 1, 2) * 6]
            built = [pool.submit(simpatico.Analyzer, model="fast") for _ in range(8)]
            assert [future.result() for future in single] == expected * 20
            assert all(future.result() == expected for future in batches)
            assert all(future.result().analyze(texts[0]) == expected[0] for future in built)
    finally:
        sys.setswitchinterval(previous)


def _in_a_child(texts: list[str]) -> list[str]:
    return [analysis.to_json() for analysis in simpatico.Analyzer(model="fast").analyze_batch(texts)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own(fast: simpatico.Analyzer) -> None:
    texts = ["Where is my parcel?", "Nobody answers me!"]
    expected = [analysis.to_json() for analysis in fast.analyze_batch(texts)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        results = pool.map_async(_in_a_child, [texts] * 4)
        assert results.get(timeout=60) == [expected] * 4


def test_progress_counts_every_row(fast: simpatico.Analyzer, capsys: pytest.CaptureFixture[str]) -> None:
    fast.analyze_batch(["Hello"] * 5000, progress=True)
    assert "5000/5000" in capsys.readouterr().err
    fast.analyze_batch(["Hello"] * 5000)
    assert capsys.readouterr().err == ""


def test_an_error_of_the_progress_arrives(fast: simpatico.Analyzer) -> None:
    def stop(rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fast._native.judge_rows("analyses", ["Hello"], None, False, None, stop)
