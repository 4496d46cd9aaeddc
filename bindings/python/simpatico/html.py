"""Results for the notebook: the text with its evidence marked, and readable bars; light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from .results.conversation import ConversationAnalysis, Finding, NeedFinding, Quote, TurnAnalysis
    from .results.exchange import (
        Analysis,
        CustomScore,
        EmotionScore,
        Evidence,
        Judgement,
        NeedScore,
        ReasonScore,
        ReplyScore,
        RiskScore,
    )
    from .results.reflection import Measure, Profile, ReflectionAnalysis

    _Label: TypeAlias = EmotionScore | NeedScore[Any] | ReasonScore | RiskScore | CustomScore

_LIGHT = "--ink:#1f2430;--dim:#667085;--rail:#e4e7ec;--bar:#3b7dd8;--good:#1a7f4b;--mid:#a86400;--bad:#c0362c"
_DARK = "--ink:#e6e8ee;--dim:#98a2b3;--rail:#3a4150;--bar:#6ea8fe;--good:#4cc38a;--mid:#e5a84b;--bad:#ff8577"

# Notebooks tell their theme in their own ways: the system's wish, JupyterLab's attribute, VS Code's and Sphinx's classes.
_STYLE = f"""<style>
.simpatico{{{_LIGHT};color:var(--ink);font:14px/1.45 system-ui,sans-serif;max-width:62em}}
@media (prefers-color-scheme:dark){{.simpatico{{{_DARK}}}}}
[data-jp-theme-light=true] .simpatico,.vscode-light .simpatico,[data-theme=light] .simpatico{{{_LIGHT}}}
[data-jp-theme-light=false] .simpatico,.vscode-dark .simpatico,[data-theme=dark] .simpatico{{{_DARK}}}
.simpatico blockquote{{margin:.4em 0;padding:.3em .9em;border-left:3px solid var(--rail);color:inherit;background:none;\
white-space:pre-wrap}}
.simpatico mark{{background:none;color:inherit;border-bottom:2px solid var(--tone);padding:0}}
.simpatico .head{{font-weight:600;margin-top:.7em}} .simpatico .dim{{color:var(--dim);font-weight:400}}
.simpatico .grid{{display:grid;grid-template-columns:6.5em 17em 9em 3em 1fr;gap:.1em .7em;align-items:baseline}}
.simpatico .what{{color:var(--dim);text-align:right}} .simpatico .wide{{grid-column:3/6}}
.simpatico .rail{{background:var(--rail);border-radius:3px;height:.55em}}
.simpatico .rail i{{display:block;background:var(--tone);border-radius:3px;height:100%}}
.simpatico .good{{color:var(--good)}} .simpatico .mid{{color:var(--mid)}} .simpatico .bad{{color:var(--bad)}}
.simpatico .turn{{margin:.5em 0 0}} .simpatico .agent{{margin-left:3em}}
.simpatico table{{border-collapse:collapse;font:inherit}} .simpatico th,.simpatico td{{text-align:right;padding:.15em .8em;white-space:nowrap}}
.simpatico th{{color:var(--dim);font-weight:400}} .simpatico td:first-child,.simpatico th:first-child{{text-align:left}}
.simpatico svg{{display:block;margin:.4em 0;max-width:100%}}
.simpatico .better{{margin:.3em 0 0 7.2em}} .simpatico .better del{{color:var(--dim)}}
</style>"""

_TONES = {"negative": "bad", "positive": "good", "mixed": "mid", "neutral": "dim"}
_RESOLVED = {"yes": "good", "no": "bad", "unclear": "mid"}
_KINDS = {"recovery": "good", "damage": "bad", "stall": "mid"}
_LEVELS = {"low": "bad", "medium": "mid", "high": "good"}


def of_analysis(analysis: Analysis) -> str:
    """A message: its text, its sentiment, and a bar for each label."""
    return _framed(_analysis(analysis))


def of_reply(reply: ReplyScore) -> str:
    """A reply: its text, its pillars, what it met and missed, what harmed, and what would be better."""
    return _framed(_reply(reply))


def of_judgement(judgement: Judgement) -> str:
    """A message and its reply."""
    parts = [_analysis(judgement.customer)]
    if judgement.reply is not None:
        parts.append(_reply(judgement.reply))
    return _framed("".join(parts))


MOST_SHOWN = 60
"""Turns that a notebook shows, the newest ones."""


def of_conversation(found: ConversationAnalysis) -> str:
    """A conversation: how it ended, the course of the customer's mood, and its turns with their evidence marked."""
    tone = _RESOLVED[found.resolution.resolved]
    name = "conversation" if found.id is None else escape(found.id)
    head = (
        f'<div class="head">{name} <span class="dim">{found.turn_count} turns</span> '
        f'<span class="{tone}">resolved {found.resolution.resolved}</span> '
        f'<span class="dim">({found.resolution.reason.replace("_", " ")})</span></div>'
    )
    rows: list[str] = []
    for place, need in enumerate(found.open_needs):
        rows += _wide("still open" if place == 0 else "", need.label, f'<span class="dim">since turn {need.raised}</span>')
    for place, point in enumerate(found.turning_points):
        by = f" by {escape(point.agent)}" if point.agent else ""
        note = f'{point.before:+.2f} to {point.after:+.2f} <span class="dim">after turn {point.turn}{by}</span>'
        kind = f'<span class="{_KINDS[point.kind]}">{point.kind}</span>'
        rows += _wide("turns" if place == 0 else "", kind, note)
    shown = list(zip(found.turns, found.said, strict=True))[-MOST_SHOWN:]
    earlier = found.turn_count - len(shown)
    cut = f'<div class="dim">{earlier} earlier turns</div>' if earlier else ""
    return _framed(head + _course(found) + _grid(rows) + cut + "".join(_turn(turn, said.text) for turn, said in shown))


def of_reflection(found: ReflectionAnalysis) -> str:
    """Many conversations: empathy and pillars of the team and of each agent, with their intervals."""
    head = f'<div class="head">{found.conversations} conversations <span class="dim">{found.turns} turns</span></div>'
    names = ["empathy", *(measure.pillar.replace("_", " ") for measure in found.team.pillars)]
    titles = "".join(f"<th>{title}</th>" for title in ("", "replies", *names))
    profiles: list[tuple[str, Profile]] = [("team", found.team)]
    profiles += [(profile.agent or "(no name)", profile) for profile in found.agents]
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{of.replies}</td>{_measures(of)}</tr>" for name, of in profiles)
    note = '<div class="dim">Means of 100 with their 95 % intervals; a dash where the sample claims nothing.</div>'
    return _framed(f"{head}<table><tr>{titles}</tr>{rows}</table>{note}")


def _measures(profile: Profile) -> str:
    def cell(measure: Measure) -> str:
        if measure.interval is None:
            return "<td>–</td>"
        mean, low, high = measure.interval.mean, measure.interval.low, measure.interval.high
        return f'<td>{mean:.0f} <span class="dim">{low:.0f} to {high:.0f}</span></td>'

    return "".join(cell(measure) for measure in (profile.empathy, *profile.pillars))


def _course(found: ConversationAnalysis) -> str:
    """The customer's mood, turn by turn, as a small chart of its own."""
    judged = [(turn.turn, seen.sentiment.score) for turn, seen in found.messages() if seen.abstained is None]
    if len(judged) < 2:
        return ""
    width, height, first = 600, 64, judged[0][0]
    step = (width - 12) / (judged[-1][0] - first)
    points = [(6 + (turn - first) * step, height / 2 - score * (height / 2 - 6), score) for turn, score in judged]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="var(--{_mood(score)})"><title>{score:+.2f}</title></circle>'
        for x, y, score in points
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="course of the mood">'
        f'<line x1="0" x2="{width}" y1="{height / 2}" y2="{height / 2}" stroke="var(--rail)"/>'
        f'<polyline points="{line}" fill="none" stroke="var(--dim)"/>{dots}</svg>'
    )


def _mood(score: float) -> str:
    return "bad" if score <= -0.2 else "good" if score >= 0.2 else "dim"


def _turn(turn: TurnAnalysis, text: str) -> str:
    """One turn: who spoke, what it shows, and the words that show it."""
    tone, notes = "dim", ""
    words: list[Quote | None] = []
    found: list[Finding[Any] | NeedFinding[Any]] = []
    if (seen := turn.customer) is not None:
        tone = _TONES[seen.sentiment.label]
        found += [*seen.emotions, *seen.service_needs, *seen.emotional_needs]
        words = [seen.sentiment.words, *(item.words for item in found)]
        labels = ", ".join(item.label for item in found)
        notes = f'<span class="{tone}">{seen.sentiment.label} {seen.sentiment.score:+.2f}</span> <span class="dim">{labels}</span>'
    elif (reply := turn.reply) is not None:
        tone = _LEVELS[reply.empathy.level]
        words = [item.words for item in reply.antipatterns]
        missed = [technique.label for technique in reply.techniques if technique.opportunity == "missed"]
        lost = f' <span class="dim">missed {", ".join(missed)}</span>' if missed else ""
        harmed = f' <span class="bad">{", ".join(item.label for item in reply.antipatterns)}</span>'
        notes = f'<span class="{tone}">empathy {reply.empathy.score:.0f}/100</span>{harmed}{lost}'
    who = escape(turn.agent or turn.speaker)
    side = "" if turn.speaker == "customer" else " agent"
    spans = [(quote.start, quote.end) for quote in words if quote is not None and quote.turn == turn.turn]
    return f'<div class="turn{side}"><span class="dim">{turn.turn}</span> <b>{who}</b> {notes}{_underlined(text, spans, tone)}</div>'


def _framed(body: str) -> str:
    return f'{_STYLE}<div class="simpatico">{body}</div>'


def _analysis(analysis: Analysis) -> str:
    sentiment = analysis.sentiment
    tone = _TONES[sentiment.label]
    evidence = [item for item in sentiment.evidence if item.contribution * sentiment.score > 0][:2]
    shown: tuple[_Label, ...] = (*analysis.emotions, *analysis.reasons)
    for label in shown:
        evidence += _strongest(label.evidence, 2)
    rows: list[str] = []
    if analysis.abstained is not None:
        rows += _wide("no verdict", analysis.abstained.reason.replace("_", " "), "")
    families: dict[str, tuple[_Label, ...]] = {
        "feels": analysis.emotions,
        "wants": analysis.service_needs,
        "needs": analysis.emotional_needs,
        "because": analysis.reasons,
        "risk": analysis.risks,
        "own labels": analysis.custom,
    }
    for heading, labels in families.items():
        for place, label in enumerate(labels):
            name = label.label + (" (implied)" if getattr(label, "expressed", "") == "implied" else "")
            rows += _row(heading if place == 0 else "", name, _bar(label.score), f"{label.score:.2f}", _quoted(label.evidence))
    head = (
        f'<div class="head">message <span class="dim">{analysis.language.code} · {analysis.phase.label}</span> '
        f'<span class="{tone}">{sentiment.label} {sentiment.score:+.2f}</span></div>'
    )
    return head + _marked(analysis.text, evidence, tone) + _grid(rows)


def _reply(reply: ReplyScore) -> str:
    empathy = reply.empathy
    tone = _LEVELS[empathy.level]
    given = [item for technique in reply.techniques if technique.level for item in _strongest(technique.evidence, 1)]
    given += [item for found in reply.antipatterns for item in _strongest(found.evidence, 1)]
    rows: list[str] = []
    for place, (name, points) in enumerate(reply.pillars.to_dict().items()):
        bar, score = ("", "–") if points is None else (_bar(points / 100), f"{points:.0f}")
        rows += _row("pillars" if place == 0 else "", name, bar, score, "")
    for heading, opportunity, tint in (("met", "met", "good"), ("missed", "missed", "bad")):
        techniques = [technique for technique in reply.techniques if technique.opportunity == opportunity]
        for place, technique in enumerate(techniques):
            note = "called for by" if opportunity == "missed" else ("", "weak", "strong")[technique.level]
            words = f'<span class="dim">{note}</span> {_quoted(technique.evidence)}'
            name = f'<span class="{tint}">{technique.label}</span>'
            rows += _wide(heading if place == 0 else "", name, words)
    for place, found in enumerate(reply.antipatterns):
        name = f'<span class="bad">{found.label}</span>'
        rows += _row("harmed" if place == 0 else "", name, _bar(found.score, "bad"), f"{found.score:.2f}", _quoted(found.evidence))
    head = (
        f'<div class="head">reply <span class="{tone}">empathy {empathy.score:.0f}/100 {empathy.level}</span>'
        f'<span class="dim"> · needs {reply.coverage.overall.replace("_", " ")}'
        f"{'' if reply.language_match else ' · not in the language of the customer'}</span></div>"
    )
    better = "".join(
        f'<div class="better"><b class="good">+{item.gain:.0f}</b> {escape(item.why)}<br>'
        + (f"<del>{escape(item.replaces.text)}</del><br>" if item.replaces else "")
        + f'<span class="good">{escape(item.example)}</span></div>'
        for item in reply.suggestions
    )
    return head + _marked(reply.text, given, tone) + _grid(rows) + better


def _grid(rows: list[str]) -> str:
    return f'<div class="grid">{"".join(rows)}</div>' if rows else ""


def _row(heading: str, *cells: str) -> list[str]:
    return [f'<div class="what">{heading}</div>', *(f"<div>{cell}</div>" for cell in cells)]


def _wide(heading: str, name: str, note: str) -> list[str]:
    """A row without a bar: what would stand behind it takes its place."""
    return [*_row(heading, name), f'<div class="wide">{note}</div>']


def _bar(share: float, tone: str = "bar") -> str:
    width = 100 * min(max(share, 0), 1)
    return f'<div class="rail"><i style="--tone:var(--{tone});width:{width:.0f}%"></i></div>'


def _strongest(evidence: Iterable[Evidence], most: int) -> list[Evidence]:
    return [item for item in evidence if item.contribution > 0][:most]


def _quoted(evidence: Iterable[Evidence]) -> str:
    quoted: list[str] = []
    for item in _strongest(evidence, 6):
        words = " ".join(item.text.split())
        if len(quoted) < 3 and not any(words in said or said in words for said in quoted):
            quoted.append(words)
    return " ".join(f"“{escape(words)}”" for words in quoted)


def _marked(text: str, evidence: Iterable[Evidence], tone: str) -> str:
    """The text with its evidence underlined."""
    return _underlined(text, [(item.start, item.end) for item in evidence if item.of is None], tone)


def _underlined(text: str, spans: Iterable[tuple[int, int]], tone: str) -> str:
    """The text with these pieces underlined; pieces that touch or overlap become one."""
    parts: list[str] = []
    at = 0
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in merged:
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    return f'<blockquote style="--tone:var(--{tone})">{"".join(parts)}{escape(text[at:])}</blockquote>'
