"""A conversation's opinion in words, for a terminal: who holds what, in how many of how many."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.methods.opinion import Group, Held, Opinion
from commonweal.methods.opinion.counting import Share

WIDTH = 88


def as_text(opinion: Opinion, texts: Mapping[str, str], beside: str | None = None) -> str:
    """Return the whole answer in words; `beside` names a file of statements that was found and read."""
    lines = [
        f"{opinion.participants:,} participants, {opinion.votes:,} votes, {len(opinion.statements):,} statements.",
        f"{opinion.on_the_map:,} participants voted enough to be on the map.",
        f"Mode {opinion.mode}, version {opinion.version}, seed {opinion.seed}. Shares with intervals of 95 %.",
    ]
    if beside:
        lines.append(f"Statements and their moderation are from {beside}, which lies beside the votes.")
    lines += ["", *_groups(opinion, texts)]
    lines += _part("Everybody", [_held(one, texts) for one in opinion.consensus], "Nothing is held by everybody.")
    lines += _part("Bridging", _bridging(opinion, texts), "No statement joins the groups.")
    lines += _part("Dividing", _dividing(opinion, texts), "No statement divides the groups beyond chance.")
    unsure = [f"{_share(one.passed)} pass  {_text(one.statement, texts)}" for one in opinion.uncertain]
    lines += _part("Uncertain", unsure, "Nobody passes.")
    return "\n".join(lines)


def _groups(opinion: Opinion, texts: Mapping[str, str]) -> list[str]:
    if not opinion.groups:
        return ["No clear groups: those that can be made would not come out again.", ""]
    lines = []
    for group in opinion.groups:
        lines.append(_heading(group))
        told = opinion.representative.get(group.id, ())
        lines += [f"  {_held(one, texts)}" for one in told] or ["  Nothing can be told of it."]
        lines.append("")
    return lines


def _heading(group: Group) -> str:
    sure = "" if group.confidence is None else f", {group.confidence:.0%} sure"
    size = "size withheld" if group.size is None else f"{group.size:,} people"
    return f"Group {group.id} ({size}{sure})"


def _held(one: Held, texts: Mapping[str, str]) -> str:
    return f"{_share(one.share)} {one.way:<8}  {_text(one.statement, texts)}"


def _bridging(opinion: Opinion, texts: Mapping[str, str]) -> list[str]:
    lines = []
    for one in opinion.bridging:
        measures = []
        if one.least is not None:
            measures.append(f"at least {_share(one.least).strip()}")
        if one.consensus is not None:
            measures.append(f"consensus {one.consensus:.2f} ({one.consensus_low:.2f} to {one.consensus_high:.2f})")
        if one.intercept is not None:
            measures.append(f"intercept {one.intercept:+.2f} ({one.intercept_low:+.2f} to {one.intercept_high:+.2f})")
        lines += [_text(one.statement, texts), f"    {', '.join(measures)}"]
    return lines


def _dividing(opinion: Opinion, texts: Mapping[str, str]) -> list[str]:
    return [
        f"group {one.most_group} {_share(one.most).strip()}, group {one.least_group} {_share(one.least).strip()}  "
        f"{_text(one.statement, texts)}"
        for one in opinion.divisive
    ]


def _part(title: str, lines: list[str], otherwise: str) -> list[str]:
    return [title, *(f"  {line}" for line in lines or [otherwise]), ""]


def _share(share: Share) -> str:
    return f"{share.value:>4.0%} ({share.low:.0%} to {share.high:.0%} of {share.n:,})"


def _text(statement: str, texts: Mapping[str, str]) -> str:
    words = " ".join(texts.get(statement, "").split())
    short = words if len(words) <= WIDTH else words[: WIDTH - 1].rstrip() + "…"
    return f"{statement}: {short}" if short else f"statement {statement}"
