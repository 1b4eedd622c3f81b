"""Ask red-dwarf what it makes of a conversation: JSON of votes and moderation on stdin, its answer on stdout.

Runs in .venv-oracles; `commonweal/methods/opinion/tests/test_peer.py` asks it.
"""

from __future__ import annotations

import json
import sys

from reddwarf.implementations.base import run_pipeline


def main() -> None:
    """Answer once."""
    asked = json.load(sys.stdin)
    rows = [{"participant_id": int(p), "statement_id": int(s), "vote": v} for p, s, v in asked["votes"]]
    result = run_pipeline(votes=rows, mod_out_statement_ids=asked["out"], random_state=1)
    people, said = result.participants_df.sort_index(), result.statements_df.sort_index()
    answer = {
        "places": people[["x", "y"]].to_numpy().tolist(),
        "groups": [int(one) for one in people["cluster_id"].fillna(-1)],
        "extremity": said["extremity"].tolist(),
        "priorities": said["priority"].tolist(),
        "consensus": said["group-aware-consensus-agree"].tolist(),
        "held": {way: [one["tid"] for one in told] for way, told in dict(result.consensus).items()},
        "representative": {
            str(group): [[one["tid"], one["repful-for"], one["repness-test"], one["p-test"]] for one in told]
            for group, told in result.repness.items()
        },
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
