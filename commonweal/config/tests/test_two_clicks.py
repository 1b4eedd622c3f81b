"""Two clicks lead from any adopted line to what it rests on, and from any contribution to what became of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from commonweal.acts.installed import contributing
from commonweal.acts.kept import kept
from commonweal.acts.sentences import address_of
from commonweal.acts.testing import NOON
from commonweal.capabilities.agenda.tests.arranging import named, positioned
from commonweal.capabilities.conversations.queries import beside
from commonweal.capabilities.conversations.tests.arranging import conversation
from commonweal.capabilities.evidence.tests.arranging import bring
from commonweal.capabilities.problem.tests.arranging import carried, opened, resting, said, suggested
from commonweal.capabilities.problem.tests.arranging import taken as settled
from commonweal.capabilities.workshops.tests.arranging import gathered, guest, taken
from commonweal.record import reading


def _shared():
    """A partnership that heard many voices and adopted what the problem is: the page of the version, and its id."""
    cool, workshop, canvas, cards = gathered()
    talk = conversation(cool)
    voice = cool.given("conversations.add_statement", by=cool.emre, conversation=talk.entry, words=said("Shade!"))
    receipt = beside.suggest(talk, "Trees.", lang="en", on=NOON.date())
    unnamed = cool.given("conversations.take_suggestion", conversation=talk.entry, receipt=receipt)
    item = bring(cool)
    card = taken(cool, guest(cool, workshop, canvas))
    idea = cool.given("ideas.put", by=cool.emre, title="Sails", text=said("Sails."), sources=[cards[0]]).position
    draft = cool.given(
        "ideas.open_draft", by=cool.chiara, title="Sails", ideas=[idea], paragraphs=[said("A.")]
    ).position
    cool.given("ideas.suggest", by=cool.emre, draft=draft, paragraph=1, on=draft, what="add", text=said("B."))
    positioned(cool, named(cool), "Bruno")
    word = cool.given("glossary.flag", by=cool.emre, word="sail", lang="en", how="used_otherwise", says=said("A roof?"))
    cool.given("glossary.say_meaning", by=cool.dina, term=word.position, sector="university", says=said("A cloth."))
    problem = opened(cool)
    for rests_on in ((voice.position, item.position), (unnamed.position, card.position, item.position)):
        settled(cool, problem, suggested(cool, problem, f"It rests on {rests_on}.", cites=resting(*rests_on)))
    cool.given("problem.dissent", by=cool.emre, problem=problem, note=said("Not only there."))
    version = cool.given("problem.present", problem=problem).position
    decision = carried(cool, version)
    later = NOON + timedelta(days=10)
    cool.given("problem.adopt", problem=problem, version=version, decision=decision, at=later)
    return cool, f"/p/{cool.slug}/problem/{problem}/versions/{version}/"


@pytest.fixture
def shared(db, time_machine):
    time_machine.move_to(NOON + timedelta(days=10), tick=False)
    return kept("two clicks", _shared)


def page(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def links(html):
    return re.findall(r'href="(/p/[^"#?]+)', html)


def test_from_every_adopted_line_to_its_voices_and_evidence(shared):
    _cool, version = shared
    for start in (version, version.partition("versions/")[0]):
        lines = re.findall(r'<li id="line-.*?</li>', page(start), re.DOTALL)
        assert len(lines) == 2
        for line, voice in zip(lines, ("Shade!", "Trees."), strict=True):
            wording = next(at for at in links(line) if "/wordings/" in at)
            behind = {at: page(at) for at in links(page(wording)) if re.search(r"/(statement|evidence|card)", at)}
            assert any("/conversations/" in at and voice in shown for at, shown in behind.items()), list(behind)
            assert any("/evidence/" in at and "9 degrees warmer" in shown for at, shown in behind.items())


def test_from_every_contribution_to_its_answer_and_effect(shared):
    cool, _version = shared
    found = [entry for entry in reading.all_entries(cool.id) if entry.kind in contributing()]
    assert {entry.kind for entry in found} == contributing()
    for entry in found:
        became = f"/p/{cool.slug}/feedback/{entry.position}/"
        first = links(page(address_of(entry, slug=cool.slug)))
        onward = [at for at in first if at == f"/p/{cool.slug}/record/{entry.position}/"]
        assert became in first or any(became in links(page(at)) for at in onward), (entry.kind, first)
        page(became)


def test_from_a_receipt_without_a_name_to_its_answer_and_effect(shared):
    cool, _version = shared
    entries = {entry.kind: entry.body for entry in reading.all_entries(cool.id)}
    suggestion, card = entries["conversations.take_suggestion"], entries["workshops.take_card"]
    for address in (
        f"conversations/{suggestion['conversation']}/suggestions/{suggestion['receipt']}/",
        f"workshops/receipt/{card['receipt']}/",
    ):
        first = [at for at in links(page(f"/p/{cool.slug}/{address}")) if "/feedback/" in at]
        assert len(first) == 1, address
        assert any("/wordings/" in at for at in links(page(first[0])))
