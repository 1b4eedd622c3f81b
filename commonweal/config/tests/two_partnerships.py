"""Two partnerships on one host, full of things with ids, and everybody who might knock at their doors."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from django.test import Client
from django.urls import URLPattern, get_resolver

from commonweal.acts.kept import kept
from commonweal.acts.testing import NOON, Founded, account, founded, founded_alone, welcome
from commonweal.api.models import Webhook
from commonweal.config.tests.calls_and_checks import calls_and_checks
from commonweal.config.tests.sitting import sitting
from commonweal.config.tests.test_declared import addresses
from commonweal.config.tests.things_agreed import agreed
from commonweal.config.tests.things_drafted import drafted
from commonweal.config.tests.things_gathered import gathered
from commonweal.interchange.iati import drafts
from commonweal.interchange.organisations import drafts as lists
from commonweal.interchange.organisations.reading import read
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.models import OpenInvitation, Representation
from commonweal.people.models import Account, Invitation, Text
from commonweal.record import boxes, reading
from commonweal.record.hostkeys import log_key
from commonweal.record.keys import SigningKey
from commonweal.web.audience import audience_of, now

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERS = "said in confidence"
"""Stands in every word that is written in the first partnership, so that a leak of it is seen."""


@dataclass
class TwoPartnerships:
    """The first with the whole cast and one of everything; the second with Zora, who has no place in the first.

    :param ids: what the addresses and acts of the first are made of, by the name of the part
    """

    cool: Founded
    quiet: Founded
    ids: dict[str, Any] = field(default_factory=dict)

    def client(self, name: str | None) -> Client:
        """The browser of one of the cast; of a visitor without an account where no name is given."""
        client = Client(raise_request_exception=False)
        if name:
            client.force_login(account(name), backend=BACKEND)
        return client


def two_partnerships() -> TwoPartnerships:
    """Found both and fill the first."""
    both = kept("two partnerships", _both)
    return replace(both, ids=deepcopy(both.ids))


def _both() -> TwoPartnerships:
    both = TwoPartnerships(founded(), founded_alone("Quiet Streets"))
    welcome(both.quiet, "Zora", "convener")
    welcome(both.cool, "Sami", "substitute", org="company")
    Account.objects.filter(pk=account("Hana").pk).update(is_administrator=True)
    _fill(both)
    return both


def _fill(both: TwoPartnerships) -> None:
    cool, ids = both.cool, both.ids
    goal = cool.given("fit.name_goal", by=cool.bruno, title=f"Shade, {HERS}")
    box = id_from_seed("test", "box")
    cool.given("fit.open_sounding", box=box, condition="room", question={"text": f"Room? {HERS}", "lang": "en"})
    words = cool.given(
        "fit.state_condition",
        by=cool.chiara,
        condition="time",
        colour="red",
        says={"text": f"No time, {HERS}", "lang": "en"},
    )
    assessment = cool.given(
        "fit.open_assessment", alternatives=["alliance", "alone"], criteria=[{"code": "linked"}]
    ).position
    waiver = cool.given(
        "lifecycle.ask_waiver", criterion="3.1", reason={"text": f"Later, {HERS}"}, expires_on="2026-06-30"
    ).position
    key = id_from_seed("test", "key")
    public = b64_encode(SigningKey(b"k" * 32).public)
    cool.given("trust.add_key", by=cool.bruno, key=key, holder="organisation", of=cool.org("company"),
               alg="ed25519", public=public)  # fmt: skip
    invitation = id_from_seed("test", cool.slug, "open")
    cool.given("membership.invite", invitation=invitation, role="observer", expires_at=NOON.replace(month=5))
    Invitation.objects.create(id=invitation, partnership=cool.id, token="a-secret-that-only-alba-sent")
    ids.update(
        position=goal.position, goal=goal.position, box=box, receipt=boxes.put(cool.id, box, {"answer": "yes"}),
        assessment=assessment, waiver=waiver, key=key, invitation=invitation, token="a-secret-that-only-alba-sent",
        organisation=cool.org("company"), text=words.body["says"]["text"], person=cool.person("Chiara"),
        place=Representation.objects.get(partnership=cool.id, person=cool.person("Chiara")).entry,
        digest=reading.entry_at(cool.id, 1).charter, draft=drafts.keep(b"<a/>", of=account("Alba"), at=NOON),
        subject="time", criterion="3.1", **more_of(cool, HERS),
    )  # fmt: skip


def more_of(cool: Founded, words: str) -> dict[str, Any]:
    """Let these words stand in what other rooms keep, and return the parts of addresses that are left."""
    return {
        **_listed(cool, words), **calls_and_checks(cool, words), **sitting(cool, words),
        "child": _elsewhere(cool, words), "webhook": _told(cool).pk, "partnership": cool.id,
        "sheet": "members", "file": "csv", "operation": "act", "method": "opinion",
        "screen": 1, "level": 0, "place_name": "fit", "name": "fit.name_goal",
        "within": agreed(cool, words) | drafted(cool, words) | gathered(cool, words),
    }  # fmt: skip


def _elsewhere(cool: Founded, words: str) -> str:
    """Let a partnership on another host belong to the first one."""
    child = id_from_seed("test", "child")
    cool.given("founding.add_child", child=child, name=f"Yards {words}"[:120], url="https://yards.example.org/p/yards",
               log_key=log_key(child))  # fmt: skip
    return child


def _listed(cool: Founded, words: str) -> dict[str, str]:
    """Bring a list into the first partnership, and let another one wait."""
    batch, source = cool.org("list"), {"name": "partners.csv", "sha256": "0" * 64, "rows": 1}
    one = {"organisation": cool.org("listed"), "name": f"Listed {words}"[:160], "sector": "company"}
    cool.given("membership.import_list", batch=batch, organisations=[one], source=source)
    data = f'name,sector\n"Waiting {words.replace(chr(34), chr(39))}",ngo\n'.encode()
    waiting = lists.keep(data, read(data), name="x.csv", of=account("Alba"), partnership=cool.id, at=now())
    return {"batch": batch, "waiting": waiting.id}


def _told(cool: Founded) -> Webhook:
    """Have another system told of the acts of the first partnership."""
    return Webhook.objects.create(partnership=cool.id, account=account("Alba"), url="https://example.org/", upto=0,
                                  made_at=NOON)  # fmt: skip


def house_addresses() -> list[tuple[str, URLPattern]]:
    """Every address of our own, with its pattern; allauth guards its own pages."""
    return [
        (path, pattern) for path, pattern in addresses(get_resolver().url_patterns) if audience_of(pattern.callback)
    ]


def filled(pattern: URLPattern, path: str, slug: str, ids: dict[str, Any]) -> str:
    """Return the address with the partnership and the ids put in."""
    rest = "000.p/1" if path.endswith("<path:rest>") else ""
    names = {**ids, "slug": slug, "rest": rest, "place": ids["place_name"], "entry": ids.get("place", 0)}
    names |= ids["within"].get(path.split("/")[2] if path.count("/") > 1 else "", {})
    wanted = pattern.pattern.converters or pattern.pattern.regex.groupindex
    if "token" in wanted and path.startswith("enter"):
        names["token"] = "nobody"
    return "/" + _spelled(path, {name: names[name] for name in wanted})


def _spelled(path: str, names: dict[str, Any]) -> str:
    path = path.removeprefix("^").removesuffix("$").replace("\\.", ".")
    for name, value in names.items():
        path = re.sub(rf"<(\w+:)?{name}>|\(\?P<{name}>.*?\)(?=[/.])", str(value), path, count=1)
    return path


def whole(answer: Any) -> bytes:
    """Return all of an answer. A file is read to its end: that lets go of it, as the server would."""
    return b"".join(answer) if answer.streaming else answer.content


def fingerprint(partnership: Founded) -> tuple[int, int, int, list[tuple[str, Any]]]:
    """Return what no act of a stranger may change: the record, the words, the boxes, and who holds which place."""
    places = Representation.objects.filter(partnership=partnership.id).order_by("key").values_list("key", "ended_at")
    invitations = OpenInvitation.objects.filter(partnership=partnership.id).values_list("accepted", "withdrawn_at")
    return (
        reading.size(partnership.id),
        Text.objects.filter(partnership=partnership.id, erased_at__isnull=True).count(),
        boxes.count(partnership.id, id_from_seed("test", "box")),
        [*places, *((str(a), w) for a, w in invitations)],
    )


def send_act(client: Client, slug: str, kind: str, body: dict[str, Any], **envelope: Any) -> Any:
    """Send an act as a program would."""
    said = json.dumps({"kind": kind, "body": body, **envelope})
    return client.post(f"/api/v1/partnerships/{slug}/acts", said, content_type="application/json")
