"""The mode `polis` against red-dwarf, where both do the same: fewer than a hundred people."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest

from commonweal.methods.opinion import Votes, opine
from commonweal.methods.opinion.kmeans import agreement
from commonweal.methods.opinion.tests.conversations import camps

pytestmark = [pytest.mark.once, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[4]
LIBRARY = ROOT / ".venv-oracles" / "bin" / "python"


def asked(events, out):
    """Return red-dwarf's answer; skips, aloud, where it is not installed."""
    there = [LIBRARY, "-c", "import reddwarf"]
    if not LIBRARY.exists() or subprocess.run(there, capture_output=True, check=False).returncode:
        pytest.skip("Needs red-dwarf in .venv-oracles (script/prepare oracles), which is not there.")
    done = subprocess.run(
        [LIBRARY, "-W", "ignore", "bench/opinion_oracle.py"],
        cwd=ROOT, input=json.dumps({"votes": events, "out": out}), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize(("sizes", "statements", "seed"), [((40, 25), 20, 1), ((52, 30), 35, 5)])
def test_places_statistics_and_lists_are_those_of_red_dwarf(sizes, statements, seed):
    events = camps(sizes, statements, seed=seed)
    theirs = asked(events, [7])

    ours = opine(Votes.of(events), mode="polis", moderated_out={"7"})

    for axis in range(2):
        placed = np.array(theirs["places"])[:, axis]
        sign = np.sign(np.dot(placed, ours.places[:, axis]))
        assert sign * ours.places[:, axis] == pytest.approx(placed, abs=1e-9)
    assert [np.hypot(*one.place) for one in ours.statements] == pytest.approx(theirs["extremity"], abs=1e-9)
    groups = np.array(theirs["groups"])
    assert agreement(ours.labels, groups) == 1.0, "chosen so that both find the same camps"
    assert [one.consensus for one in ours.bridges] == pytest.approx(theirs["consensus"], abs=1e-12)
    assert ours.routing.weights == pytest.approx(theirs["priorities"], abs=1e-9)
    for way, told in theirs["held"].items():
        assert [one.statement for one in ours.consensus if one.way == way] == [str(tid) for tid in told]
    for group in ours.groups:
        same = groups[[ours.people.index(name) for name in group.members]][0]
        told = theirs["representative"][str(same)]
        mine = ours.representative[group.id]
        assert [[one.statement, one.way] for one in mine] == [[str(tid), way] for tid, way, *_ in told]
        assert [one.ratio_test for one in mine] == pytest.approx([one[2] for one in told], abs=1e-9)
        assert [one.test for one in mine] == pytest.approx([one[3] for one in told], abs=1e-9)
