"""The mode `polis` against what Polis published: every stage of one conversation, and the groups of others."""

import json

import numpy as np
import pytest

from commonweal.methods.opinion import Memory, opine
from commonweal.methods.opinion.grouping import on_the_map, polis_groups
from commonweal.methods.opinion.kmeans import agreement
from commonweal.methods.opinion.pca import components, project
from commonweal.methods.opinion.polis_csv import left_out
from commonweal.methods.opinion.representing import common, distinctive, group_informed, measures
from commonweal.methods.opinion.routing import priorities
from commonweal.methods.opinion.tests import conversations

pytestmark = pytest.mark.once
BIODIVERSITY = "scoop-hivemind.biodiversity"
BLOB = ("polis", "reference", "polis-biodiversity-clojure", "r4tykwac8thvzv35jrn53_math_blob.json")


class Published:
    """What Polis' own engine computed of a conversation, and ours beside it. Its sign is the opposite: -1 is agree."""

    def __init__(self, blob, votes):
        self.blob, self.votes = blob, votes
        self.tids = [str(tid) for tid in blob["tids"]]
        self.at = [votes.statements.index(tid) for tid in self.tids]
        self.meta = np.isin(votes.statements, [str(tid) for tid in blob["meta-tids"]])
        self.out = self.meta | np.isin(votes.statements, [str(tid) for tid in blob["mod-out"]])
        self.found = components(votes, self.out)
        self.places = project(votes, self.found)
        self.turned = [
            float(np.sign(np.dot(comp, axis[self.at])))
            for comp, axis in zip(blob["pca"]["comps"], self.found.axes, strict=True)
        ]
        self.row = {int(name): at for at, name in enumerate(votes.people)}
        self.base = np.full(len(votes.people), -1)
        self.labels = np.full(len(votes.people), -1)
        self.members = dict(zip(blob["base-clusters"]["id"], blob["base-clusters"]["members"], strict=True))
        for base, members in self.members.items():
            self.base[[self.row[pid] for pid in members]] = base
        for group, cluster in enumerate(blob["group-clusters"]):
            self.labels[np.isin(self.base, cluster["members"])] = group
        self.tallies = votes.tallies_by(self.labels, len(blob["group-clusters"]))
        self.measured = measures(self.tallies)

    def by_tid(self, numbers):
        return [numbers[tid] for tid in self.tids]


@pytest.fixture(scope="module")
def published(shared_data):
    with shared_data(*BLOB).open() as file:
        blob = json.load(file)
    return Published(blob, conversations.table(shared_data, BIODIVERSITY, "votes.csv").votes)


@pytest.mark.parametrize(
    ("name", "cells"), [("brexit-consensus", 5_303), (BIODIVERSITY, 29_719), ("vtaiwan.uberx", 49_443)]
)
def test_the_last_vote_of_the_long_file_is_the_vote_of_the_wide_one(shared_data, name, cells):
    long = conversations.table(shared_data, name, "votes.csv").votes
    wide = conversations.table(shared_data, name, "participants-votes.csv").votes

    assert long.size == wide.size == cells
    assert long.rows() == {person: row for person, row in wide.rows().items() if row}


def test_mean_votes_components_and_extremity_are_those_published(published):
    pca = published.blob["pca"]

    assert -published.found.center[published.at] == pytest.approx(pca["center"], abs=1e-12)
    for sign, axis, comp in zip(published.turned, published.found.axes, pca["comps"], strict=True):
        assert sign * axis[published.at] == pytest.approx(comp, abs=1e-12)
    assert published.found.extremity[published.at] == pytest.approx(pca["comment-extremity"], abs=1e-12)
    for axis, placed in enumerate(pca["comment-projection"]):
        ours = -published.turned[axis] * published.found.statements[published.at, axis]
        assert ours == pytest.approx(placed, abs=1e-12)


def test_base_clusters_stand_where_they_were_published(published):
    clusters = published.blob["base-clusters"]

    for axis, name in enumerate("xy"):
        ours = [
            -published.turned[axis] * published.places[[published.row[pid] for pid in members], axis].mean()
            for members in clusters["members"]
        ]
        assert ours == pytest.approx(clusters[name], abs=1e-12)


def test_counts_of_groups_are_those_published(published):
    for group, told in published.blob["group-votes"].items():
        ours = published.tallies[int(group)][published.at]
        theirs = [[told["votes"][tid][name] for name in ("D", "A", "S")] for tid in published.tids]

        assert np.column_stack([ours[:, 0], ours[:, 2], ours.sum(axis=1)]).tolist() == theirs


def test_group_informed_consensus_is_that_published(published):
    ours = group_informed(published.measured)[published.at]

    assert ours == pytest.approx(published.by_tid(published.blob["group-aware-consensus"]), abs=1e-14)


def test_representative_statements_are_those_published_in_their_order(published):
    for group, ours in enumerate(distinctive(published.measured, published.out)):
        theirs = published.blob["repness"][str(group)]

        assert [(published.votes.statements[one.column], one.way, one.best_agree) for one in ours] == [
            (str(one["tid"]), one["repful-for"], one.get("best-agree", False)) for one in theirs
        ]
        assert [(one.count, one.n) for one in ours] == [(one["n-success"], one["n-trials"]) for one in theirs]
        for mine, name in (
            ("share", "p-success"),
            ("test", "p-test"),
            ("ratio", "repness"),
            ("ratio_test", "repness-test"),
        ):
            # Theirs passes through single precision.
            assert [getattr(one, mine) for one in ours] == pytest.approx([one[name] for one in theirs], abs=1e-6)


def test_consensus_is_that_published_in_its_order(published):
    ours = common(published.votes.tallies(), published.out)

    for way, theirs in published.blob["consensus"].items():
        assert [published.votes.statements[one.column] for one in ours[way]] == [str(one["tid"]) for one in theirs]
        assert [(one.count, one.n) for one in ours[way]] == [(one["n-success"], one["n-trials"]) for one in theirs]
        assert [one.test for one in ours[way]] == pytest.approx([one["p-test"] for one in theirs], abs=1e-6)


def test_priorities_are_those_published(published):
    ours = priorities(published.tallies.sum(axis=0), published.found.extremity, published.meta)

    assert ours[published.at] == pytest.approx(published.by_tid(published.blob["comment-priorities"]), abs=1e-12)


def test_beginning_at_the_published_clusters_nobody_changes_groups(published):
    turned = -np.array(published.turned)
    centers = tuple(tuple(turned * one["center"]) for one in published.blob["group-clusters"])
    count = len(centers)
    before = Memory(published.votes.people, published.base, published.labels, count, {count: centers}, count, count, 9)
    who = np.flatnonzero(published.base >= 0)

    assert np.array_equal(on_the_map(published.votes, before), who)
    warm = polis_groups(published.votes, published.places, who, before)

    assert warm.count == count
    assert agreement(warm.labels[who], published.labels[who]) == 1.0


@pytest.mark.parametrize(("name", "floor"), [(BIODIVERSITY, 0.98), ("vtaiwan.uberx", 0.92)])
def test_groups_found_without_a_history_are_nearly_those_published(shared_data, name, floor):
    table = conversations.table(shared_data, name, "participants-votes.csv")
    out, meta = left_out(conversations.comments(shared_data, name))

    opinion = opine(table.votes, mode="polis", moderated_out=out, meta=meta)

    published = np.array([int(table.groups.get(person, -1)) for person in table.votes.people])
    both = (published >= 0) & (opinion.labels >= 0)
    assert both.sum() >= 0.99 * (published >= 0).sum()
    assert agreement(published[both], opinion.labels[both]) >= floor
