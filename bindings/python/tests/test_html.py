"""What a notebook shows."""

from html.parser import HTMLParser
from typing import Any

import pytest
from conftest import COLD, THIRD_CALL

import simpatico
from simpatico import Turn

VOID = {"br"}


class Page(HTMLParser):
    """Checks that tags nest, and collects text and marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marked: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in VOID:
            self.open.append(tag)
            if tag == "mark":
                self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
        if "mark" in self.open:
            self.marked[-1] += data


def test_a_judgement_shows_text_evidence_and_scores(fast: simpatico.Analyzer) -> None:
    judgement = fast.judge(THIRD_CALL, COLD)
    assert judgement.reply is not None
    page = Page(judgement._repr_html_())
    assert THIRD_CALL in page.text and COLD in page.text
    assert page.marked and all(words in THIRD_CALL or words in COLD for words in page.marked)
    for label in (*judgement.customer.emotions, *judgement.reply.antipatterns):
        assert label.label in page.text and f"{label.score:.2f}" in page.text
    assert f"empathy {judgement.reply.empathy.score:.0f}/100" in page.text
    assert judgement.reply.suggestions[0].example in page.text
    parts = Page(judgement.customer._repr_html_()).text, Page(judgement.reply._repr_html_()).text
    assert COLD not in parts[0] and THIRD_CALL not in parts[1]


def test_markup_in_a_text_stays_text(fast: simpatico.Analyzer) -> None:
    hostile = "I'm furious <script>alert(1)</script> & \"fed up\" <b onload='x'>"
    html = fast.judge(hostile, hostile)._repr_html_()
    assert "<script" not in html and "<b onload" not in html
    assert hostile in Page(html).text


@pytest.mark.parametrize("text", ["", "xyz qwf", "Das ist nicht gut, ich bin sehr wütend!", "😡 👩‍👩‍👧 no!", "a\r\nb"])
def test_odd_texts_are_shown(fast: simpatico.Analyzer, text: str) -> None:
    analysis = fast.analyze(text)
    page = Page(analysis._repr_html_())
    assert text.replace("\r\n", "\n") in page.text.replace("\r\n", "\n")
    assert (analysis.abstained is None) or analysis.abstained.reason.replace("_", " ") in page.text


def test_every_sample_is_shown(fast: simpatico.Analyzer, sample: list[dict[str, Any]]) -> None:
    for line in sample:
        page = Page(fast.judge(line["customer"], line["reply"])._repr_html_())
        assert line["customer"] in page.text and line["reply"] in page.text and page.marked


def test_a_conversation_shows_its_turns_and_where_it_turned(fast: simpatico.Analyzer, chats: list[dict[str, Any]]) -> None:
    for chat in chats:
        found = fast.analyze_conversation(chat)
        page = Page(found._repr_html_())
        assert all(turn["text"] in page.text for turn in chat["turns"]) and page.marked
        assert f"resolved {found.resolution.resolved}" in page.text and chat["id"] in page.text
        assert all(point.kind in page.text for point in found.turning_points)
        for turn, reply in found.replies():
            assert f"empathy {reply.empathy.score:.0f}/100" in page.text and (turn.agent or "agent") in page.text


def test_markup_in_a_conversation_stays_text(fast: simpatico.Analyzer) -> None:
    hostile = "I'm furious <script>alert(1)</script>"
    turns = [Turn("customer", hostile), Turn("agent", hostile, agent="<b>")]
    found = fast.analyze_conversation(turns, id="<i>")
    html = found._repr_html_() + fast.reflect([turns])._repr_html_()
    assert "<script" not in html and "<i>" not in html.replace("<i style", "")
    assert hostile in Page(html).text and "<b>" in Page(html).text and "<i>" in Page(html).text
    assert Page(fast.analyze_conversation([])._repr_html_()).marked == []
