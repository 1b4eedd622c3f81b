"""Tell other systems of acts: the record is the outbox, so that nothing is lost between an act and its message.

What is sent is signed as the Standard Webhooks specification describes (symmetric signatures, version v1), and says
what the endpoint of the entry says to whoever set the webhook up, as she is now.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from commonweal.acts.charters import setting_with
from commonweal.acts.installed import UnknownKind, capability_of
from commonweal.acts.perform import verdict_on_reading
from commonweal.api.models import Delivery, Webhook
from commonweal.api.reading import entry_json
from commonweal.kit.outbound import NotAllowed, Unreachable, ask
from commonweal.partnerships.actors import Actor, actor_for
from commonweal.partnerships.models import Partnership
from commonweal.people.identity import known_pseudonym_of
from commonweal.people.models import Account
from commonweal.record import reading
from commonweal.web.audience import MEMBERS

AGAIN_AFTER: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 72000)
)
"""How long to wait after each attempt that failed; together about three days."""

GIVEN_UP: Final = timedelta(days=3)
LEASE: Final = timedelta(minutes=2)
"""How long one who sends holds a message, so that two who send at once send it once."""

AT_ONCE: Final = 200
SHOWN: Final = 20
TIMEOUT: Final = 5.0
ANSWER: Final = 64 * 1024


def secret_of(webhook: Webhook) -> str:
    """Return the secret with which messages are signed: derived from the host's, so that no table holds it."""
    return "whsec_" + b64encode(_key(webhook)).decode()


def add(account: Account, *, partnership: str, id: str, url: str, topics: Iterable[str], at: datetime) -> bool:
    """Keep a new webhook, told of everything from now on; tell whether it is new."""
    _kept, new = Webhook.objects.get_or_create(
        id=id,
        defaults={
            "partnership": partnership,
            "account": account,
            "url": url,
            "topics": sorted(set(topics)),
            "upto": reading.size(partnership),
            "made_at": at,
        },
    )
    return new


def webhooks_of(partnership: str) -> QuerySet[Webhook]:
    """Return where the acts of a partnership are sent, newest first."""
    return Webhook.objects.filter(partnership=partnership).order_by("-made_at", "id")


def stop(webhook: Webhook, why: str, *, at: datetime) -> None:
    """Send nothing more, and say why. Who had set it up is forgotten where she takes part no more."""
    kept = {"account": None} if why == "place" else {}
    Webhook.objects.filter(pk=webhook.pk, stopped_at=None).update(stopped_at=at, stopped_why=why, **kept)
    Delivery.objects.filter(webhook=webhook, next_at__isnull=False).update(next_at=None)


def ping(webhook: Webhook, *, at: datetime) -> Delivery:
    """Put a message in line that says nothing but that it is a test."""
    return Delivery.objects.create(webhook=webhook, made_at=at, next_at=at)


def deliver_due(at: datetime) -> None:
    """Put new entries in line and send what is due: called now and then by ``commonweal tick``."""
    for webhook in Webhook.objects.filter(stopped_at=None).select_related("account").order_by("id"):
        if _reader(webhook, at=at) is None:
            stop(webhook, "place", at=at)
        else:
            _line_up(webhook, at=at)
    silent: set[str] = set()
    due = Delivery.objects.filter(next_at__lte=at, webhook__stopped_at=None).select_related("webhook__account")
    for delivery in due.order_by("next_at", "position", "id")[:AT_ONCE]:
        if delivery.webhook_id not in silent and _held(delivery, at=at) and not send(delivery, at=at):
            silent.add(delivery.webhook_id)  # asked again later, and not for each of its messages now


def send(delivery: Delivery, *, at: datetime) -> bool:
    """Send one message and write down what came back; tell whether it arrived."""
    webhook = delivery.webhook
    reader = _reader(webhook, at=at)
    if reader is None:
        stop(webhook, "place", at=at)
        return False
    body = _body(delivery, reader)
    try:
        answer = ask(
            webhook.url,
            method="POST",
            body=body,
            headers={"Content-Type": "application/json", **signed(webhook, delivery.id, body, at=at)},
            timeout=TIMEOUT,
            limit=ANSWER,
            private=settings.PRIVATE_HOSTS,
        )
    except (NotAllowed, Unreachable):
        status = None
    else:
        status = answer.status
    _write_down(delivery, status, at=at)
    return delivery.arrived


def signed(webhook: Webhook, id: str, body: bytes, *, at: datetime) -> dict[str, str]:
    """Return the three headers by which the receiver knows that a message is ours, new and whole."""
    when = str(int(at.timestamp()))
    mac = hmac.new(_key(webhook), f"{id}.{when}.".encode() + body, hashlib.sha256).digest()
    return {"webhook-id": id, "webhook-timestamp": when, "webhook-signature": "v1," + b64encode(mac).decode()}


def _key(webhook: Webhook) -> bytes:
    return hmac.new(settings.HOST_SECRET.encode(), f"commonweal/webhook/v1\n{webhook.pk}".encode(), "sha256").digest()


def _reader(webhook: Webhook, *, at: datetime) -> Actor | None:
    """Return who set the webhook up, as she is now; nothing where she may no longer do so."""
    account = webhook.account
    here = Partnership.objects.filter(pk=webhook.partnership).first()
    if account is None or not account.is_active or here is None:
        return None
    if known_pseudonym_of(account, partnership=here.pk) is None:
        return None
    actor = actor_for(account, partnership=here.pk, at=at)
    setting = setting_with(here.pk, digest=here.charter)
    may = all(verdict_on_reading(what, by=actor, setting=setting) for what in ("webhooks", "record"))
    return actor if may else None


def _line_up(webhook: Webhook, *, at: datetime) -> None:
    """Put the entries since last time in line, as far as the webhook is told of them."""
    with transaction.atomic():
        held = Webhook.objects.select_for_update().get(pk=webhook.pk)
        found = reading.entries(held.partnership, held.upto, held.upto + AT_ONCE)
        if not found:
            return
        told = [entry.position for entry in found if not held.topics or _topic(entry.kind) in held.topics]
        Delivery.objects.bulk_create(
            [Delivery(webhook=held, position=position, made_at=at, next_at=at) for position in told],
            ignore_conflicts=True,
        )
        Webhook.objects.filter(pk=held.pk).update(upto=found[-1].position + 1)


def _topic(kind: str) -> str:
    """Return the name of the capability to which a kind belongs; of one that was taken out, its room."""
    try:
        return capability_of(kind).name
    except UnknownKind:
        return kind.partition(".")[0]


def _held(delivery: Delivery, *, at: datetime) -> bool:
    """Take a message in hand, unless another who sends has it."""
    mine = Delivery.objects.filter(pk=delivery.pk, next_at=delivery.next_at, attempts=delivery.attempts)
    return bool(mine.update(next_at=at + LEASE))


def _body(delivery: Delivery, reader: Actor) -> bytes:
    if delivery.position is None:
        said = {"type": "ping", "timestamp": delivery.made_at.isoformat(), "data": {}}
    else:
        entry = reading.entry_at(delivery.webhook.partnership, delivery.position)
        shown = entry_json(entry, exact=reader.has(*MEMBERS))
        said = {"type": entry.kind, "timestamp": shown["at"], "data": {"partnership": entry.partnership, **shown}}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _write_down(delivery: Delivery, status: int | None, *, at: datetime) -> None:
    delivery.arrived = status is not None and 200 <= status < 300
    delivery.attempts += 1
    delivery.tried_at, delivery.answered, delivery.next_at = at, status, None
    last = delivery.made_at + GIVEN_UP
    if not delivery.arrived and delivery.position is not None and at < last:
        wait = AGAIN_AFTER[min(delivery.attempts, len(AGAIN_AFTER)) - 1]
        delivery.next_at = min(at + wait, last)
    delivery.save()
    if status == 410:
        stop(delivery.webhook, "gone", at=at)
    elif not delivery.arrived and delivery.position is not None and at >= last:
        stop(delivery.webhook, "silent", at=at)
    _keep_few(delivery.webhook)


def _keep_few(webhook: Webhook) -> None:
    """Forget all but the last messages that are done with."""
    done = Delivery.objects.filter(webhook=webhook, next_at=None).order_by("-tried_at", "-position", "id")
    old = list(done.values_list("pk", flat=True)[SHOWN : SHOWN + AT_ONCE])
    if old:
        Delivery.objects.filter(pk__in=old).delete()
