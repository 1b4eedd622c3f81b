import cProfile, pstats, time
from commonweal.acts.testing import NOON, founded, made, given
from commonweal.capabilities.decisions.tests.crowd import crowd
from commonweal.partnerships.actors import actor_of
def test_prof(db):
    cool=founded(); vs=crowd(cool.id,2000,at=NOON)
    d=cool.given("decisions.propose",title="x",on="general",question={"text":"q","lang":"en"},promised="consult").position
    cool.given("decisions.open_ballot",decision=d)
    def one(v):
        given(made("decisions.cast",cool.id,decision=d,seat=v.seat,choice="yes"),by=actor_of(v.person,partnership=cool.id,at=NOON),at=NOON)
    for v in vs[:20]: one(v)
    t=time.process_time()
    p=cProfile.Profile(); p.enable()
    for v in vs[20:120]: one(v)
    p.disable()
    print("cpu per cast ms", (time.process_time()-t)*10)
    pstats.Stats(p).sort_stats("cumtime").print_stats(45)
