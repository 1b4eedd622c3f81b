"""Opinion: what a conversation of many people came to, from votes on statements.

    from commonweal.methods.opinion import LiveOpinion, Votes, disclosed, next_statement, opine

    votes = Votes.of([("anna", "1", 1), ("anna", "2", -1), ("ben", "1", 0)])     # 1 agree, -1 disagree, 0 pass
    opinion = opine(votes, mode="stable", moderated_out={"7"}, meta={"9"}, seed=1)

    opinion.clear                           # whether there are groups that may be spoken of
    opinion.groups[0].id, .size, .members   # an id means the same group on the next map of a live conversation
    opinion.representative[id]              # what that group holds most distinctively: Held(statement, way, share, ...)
    opinion.consensus                       # what everybody agrees or disagrees with
    opinion.bridging, .divisive, .uncertain     # a Share has .count, .n, .value, and its interval .low, .high
    opinion.statements, .by_group[id]["1"]  # all counts: .agreed, .disagreed, .passed, each a Share
    opinion.place_of("anna"), opinion.group_of("anna")   # for Anna's eyes only
    opinion.mode, .version, .seed, .stability

    public = disclosed(opinion, least=5)    # the same without what would single somebody out: this is what is published
    as_data(public)                         # plain data for JSON

    live = LiveOpinion(mode="stable", seed=1)
    live.vote("anna", "1", 1)               # counts once more, whatever was voted before; None takes the vote back
    live.tick(moderated_out={"7"})          # a new Opinion; groups keep their ids
    live.votes(), live.pairs                # bit for bit those of `Votes.of` all votes in any order

    next_statement(opinion.routing, answered={"1"}, draw="seed anna 1", group=0).statement

Modes: `polis` is the published method; `stable` shows only groups that come out again; `bridging` places people by
what explains their votes and ranks statements by what is left when sides are taken out. Order, shards and history of
votes change no number (in `polis`, a live map also moves from where it was, as Polis does).

docs/methods/opinion.md explains every number, with an example to work through by hand.
"""

from commonweal.methods.opinion.disclosing import disclosed
from commonweal.methods.opinion.grouping import CLOJURE_2024, Memory, Quirks
from commonweal.methods.opinion.live import LiveOpinion
from commonweal.methods.opinion.mapping import opine
from commonweal.methods.opinion.report import VERSION, Group, Held, Mode, Opinion
from commonweal.methods.opinion.routing import Draw, Routing, chances, next_statement
from commonweal.methods.opinion.votes import AGREE, DISAGREE, PASS, BadVote, Votes
from commonweal.methods.opinion.written import as_data

__all__ = [
    "AGREE",
    "CLOJURE_2024",
    "DISAGREE",
    "PASS",
    "VERSION",
    "BadVote",
    "Draw",
    "Group",
    "Held",
    "LiveOpinion",
    "Memory",
    "Mode",
    "Opinion",
    "Quirks",
    "Routing",
    "Votes",
    "as_data",
    "chances",
    "disclosed",
    "next_statement",
    "opine",
]
