"""Play a script of acts: read the files of a demonstration and perform what they say, through the one door."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from commonweal.acts.installed import act_type
from commonweal.acts.perform import perform, setting_of
from commonweal.console import crowd, staged
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed
from commonweal.methods.fit import FitResult, fit_result, medians_as_text
from commonweal.partnerships.actors import Actor, actor_of
from commonweal.partnerships.queries import partnership_with
from commonweal.people.models import Account, Pseudonym
from commonweal.record import boxes, checkpointing, reading
from commonweal.record.entry import Seen, texts_in
from commonweal.record.hostkeys import log_key
from commonweal.record.keys import SigningKey
from commonweal.record.notes import COSIGNATURE, Note, Verifier, cosign

_REFERENCE = re.compile(r"@([a-z_]+):?([\w-]*)")
CANNOT_SAY = "?"
"""How a script writes nothing: TOML has no word for it."""

_ROLES = {
    "founding.found": "founder",
    "membership.accept": "invited",
    "calls.apply": "applicant",
    "calls.withdraw": "applicant",
    "disputes.raise": "complainant",
}
"""What a person is at the moment of these acts, although no place gives it to her."""


class ScriptError(ValueError):
    """A file of the demonstration says something that cannot be played; the message names the place."""


@dataclass
class Stage:
    """One partnership being played.

    :param name: the seed of every id, so that the same script gives the same ids
    :param today: the instant to which all days of the script are relative
    """

    name: str
    today: datetime
    accounts: Mapping[str, Account]
    positions: dict[str, int] = field(default_factory=dict)
    assessments: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    scores: dict[str, dict[str, Any]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    leanings: dict[int, dict[int, crowd.Leaning]] = field(default_factory=dict)

    @property
    def partnership(self) -> str:
        """The id of the partnership."""
        return partnership_id(self.name)

    def id(self, *parts: str) -> str:
        """Return the id that these words always give."""
        return id_from_seed("demonstration", self.name, *parts)

    def key_of(self, handle: str) -> SigningKey:
        """Return the signing key of a person or organisation of the script; fictional, hence derived from its name."""
        return SigningKey(hashlib.sha256(f"demonstration/{self.name}/{handle}".encode()).digest())

    def play(self, line: Mapping[str, Any]) -> None:
        """Perform one line of the script.

        :raises ScriptError: naming the line that cannot be played
        """
        try:
            if "box" in line:
                self._fill(line)
            elif "secret" in line:
                self._vote(line)
            elif "survey" in line:
                self._answer(line)
            elif "seeds" in line:
                list(map(self._act, crowd.statements_of(line)))
            elif "crowd" in line:
                self._gather(line)
            elif "clauses_of" in line or "clauses_in_force" in line:
                self._write_clauses(line)
            else:
                self._act(line)
        except Exception as error:
            raise ScriptError(f"{line.get('id') or line.get('kind') or line.get('box')}: {error}") from error

    def _act(self, line: Mapping[str, Any]) -> None:
        at = self._instant(line["day"], line.get("time"))
        kind = act_type(line["kind"])
        cites = [{"entry": self.positions[to], "rel": rel} for to, rel in line.get("cites", [])]
        body = self._resolve(line.get("body", {}))
        if "edit" in line:
            draft = self.positions[line["draft"]]
            clause = staged.edited(self.partnership, draft, line["edit"])
            written = {"clauses": [clause]} if line["kind"] == "chartering.put_clauses" else {"clause": clause}
            body |= {"draft": draft, **written}
        act = kind.model_validate(
            {
                **body,
                "partnership": self.partnership,
                "cites": cites,
                "idem": self.id(
                    "act", line["kind"], line["by"], str(line["day"]), line.get("id", ""), str(len(self.positions))
                ),
            }
        )
        by = self._actor(line, at=at)
        if line["kind"] == "agreement.sign_by_code":
            staged.type_code(self.partnership, by.person or "", body["text"])
        if "signed_by" in line:
            entry = perform(act, by=by, at=at, seen=self._seen(), sign=self._signature_of(line["signed_by"]))
        else:
            entry = perform(act, by=by, at=at)
        self.positions[line.get("id") or f"#{entry.position}"] = entry.position
        self._remember(line, body)
        for reference in texts_in(entry.body):
            self.texts[line.get("id", "")] = reference.text

    def _remember(self, line: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        """Keep what a later decision computes its medians from, and how a crowd leans on a statement."""
        if line["kind"] == "fit.open_assessment":
            self.assessments[line["id"]] = body
        elif line["kind"] == "fit.score":
            self.scores.setdefault(line["body"]["assessment"].partition(":")[2], {})[line["by"]] = body["scores"]
        elif "leans" in line:
            lean = crowd.leaning(line["leans"], line.get("languages") or [body["words"]["lang"]])
            self.leanings.setdefault(body["conversation"], {})[self.positions[line["id"]]] = lean

    def _result(self, assessment: str) -> FitResult:
        asked = self.assessments[assessment]
        return fit_result(
            list(self.scores[assessment].values()),
            alternatives=asked["alternatives"],
            criteria=[criterion["code"] for criterion in asked["criteria"]],
        )

    def _fill(self, line: Mapping[str, Any]) -> None:
        for answer, count in line["answers"].items():
            for _ in range(count):
                boxes.put(self.partnership, self.id("id", line["box"]), {"answer": answer})

    def _vote(self, line: Mapping[str, Any]) -> None:
        """Put secret ballots into the box of a decision: a person and what she chooses."""
        at = self._instant(line["day"], line.get("time"))
        for handle, org, choice in line["ballots"]:
            by = self._actor({"by": handle, "kind": "decisions.cast", "for": org}, at=at)
            seat = f"members.{self.id('org', org)}"
            staged.vote_secretly(self.partnership, self.positions[line["secret"]], seat, choice, by=by, at=at)

    def _answer(self, line: Mapping[str, Any]) -> None:
        """Answer a survey for an organisation: how close it works with others, and one rating for all of them."""
        at = self._instant(line["day"], line.get("time"))
        close = {self.id("org", org): how for org, how in line["close"].items()}
        by = self._actor({"by": line["by"], "kind": "pulse.answer", "for": line["for"]}, at=at)
        staged.answer_survey(self.partnership, self.id("id", line["survey"]), close, line.get("rated"), by=by, at=at)

    def _gather(self, line: Mapping[str, Any]) -> None:
        """Let a simulated crowd answer what was put into a conversation so far."""
        seed, conversation = f"{self.name}/{line['crowd']}", self.positions[line["crowd"]]
        cast = crowd.votes(line["people"], self.leanings[conversation], seed=seed)
        named = ((self.id("voice", seed, str(n)), to, vote) for n, to, vote in cast)
        staged.vote_as_crowd(self.partnership, self.id("id", line["into"]), named)
        if line.get("counted"):
            staged.count_so_far(self.partnership, conversation, at=self._instant(line["day"], None))

    def _write_clauses(self, line: Mapping[str, Any]) -> None:
        """Put the clauses of a model, or of the charter in force, into a draft."""
        parts = (
            staged.clauses_of(line["clauses_of"], line["languages"])
            if "clauses_of" in line
            else staged.clauses_in_force(setting_of(self.partnership).charter)
        )
        for number, part in enumerate(parts):
            body = {"draft": f"@entry:{line['draft']}", "clauses": part}
            written = {"kind": "chartering.put_clauses", "by": line["by"], "day": line["day"], "body": body}
            self._act({**written, "time": f"10:{number:02}"})

    def _actor(self, line: Mapping[str, Any], *, at: datetime) -> Actor:
        person = self.person(line["by"])
        org = self.id("org", line["for"]) if "for" in line else None
        actor = actor_of(person, partnership=self.partnership, at=at, org=org)
        extra = {_ROLES[line["kind"]]} if line["kind"] in _ROLES else set()
        return Actor(self.partnership, person=person, org=actor.org, roles=actor.roles | extra)

    def person(self, handle: str) -> str:
        """Return the pseudonym of a person of the script, the same at every load."""
        id = self.id("person", handle)
        Pseudonym.objects.get_or_create(
            id=id, defaults={"account": self.accounts[handle], "partnership": self.partnership}
        )
        return id

    def _seen(self) -> Seen:
        size = reading.size(self.partnership)
        return Seen(size=size, root=reading.root_at(self.partnership, size))

    def _signature_of(self, handle: str) -> Callable[[bytes], dict[str, str]]:
        key = self.key_of(handle)
        id = self.id("key", handle)
        return lambda message: {"alg": "ed25519", "key": id, "sig": b64_encode(key.sign(message))}

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._resolve(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self._resolve(item) for item in value]
        if value == CANNOT_SAY:
            return None
        if isinstance(value, str) and (found := _REFERENCE.fullmatch(value)):
            return self._meaning(found[1], found[2])
        return value

    def _meaning(self, what: str, name: str) -> Any:
        meanings: dict[str, Callable[[], Any]] = {
            "entry": lambda: self.positions[name],
            "text": lambda: self.texts[name],
            "person": lambda: self.person(name),
            "org": lambda: self.id("org", name),
            "id": lambda: self.id("id", name),
            "key": lambda: self.id("key", name),
            "day": lambda: self._instant(int(name), None).date().isoformat(),
            "instant": lambda: self._instant(int(name), "23:59").isoformat(),
            "at": lambda: self._at(name).isoformat(),
            "seat": lambda: f"members.{self.id('org', name)}",
            "digest": lambda: staged.digest_of(self.partnership, self.positions[name]),
            "unheard": lambda: staged.waiting(self.partnership, "acknowledge", name, but=self.convener()),
            "unanswered": lambda: staged.waiting(self.partnership, "answer", name, but=self.convener()),
            "log_key": lambda: log_key(self.partnership),
            "public": lambda: b64_encode(self.key_of(name).public),
            "witness": lambda: str(self.witness(name)),
            "box_count": lambda: boxes.count(self.partnership, self.id("id", name)),
            "box_root": lambda: boxes.root(self.partnership, self.id("id", name)).hex(),
            "medians": lambda: medians_as_text(self._result(name)),
            "assessors": lambda: str(self._result(name).assessors),
            "partnership": lambda: partnership_id(name),
            "name": lambda: partnership_with(partnership_id(name)).name,
            "size": lambda: reading.size(partnership_id(name)),
            "root": lambda: reading.head(partnership_id(name)).root.hex(),
        }
        if what not in meanings:
            raise ScriptError(f"@{what} means nothing here. Known: {', '.join(sorted(meanings))}.")
        return meanings[what]()

    def convener(self) -> str:
        """Return the pseudonym of the convener."""
        return partnership_with(self.partnership).convener

    def witness(self, name: str) -> Verifier:
        """Return the public half of a witness of the script."""
        return Verifier(f"witness.example/{name}", COSIGNATURE, self.key_of(f"witness {name}").public)

    def seal(self, names: Iterable[str]) -> None:
        """Let these witnesses cosign the record as it is now."""
        note = checkpointing.current(self.partnership, log_key=log_key(self.partnership))
        when = int(self.today.timestamp())
        lines = [
            cosign(note.text, name=str(self.witness(n).name), key=self.key_of(f"witness {n}"), time=when) for n in names
        ]
        cosigned = Note(note.text, (*note.signatures, *lines))
        size = reading.size(self.partnership)
        checkpointing.add_cosignatures(self.partnership, size, cosigned, witnesses=[self.witness(n) for n in names])

    def _at(self, said: str) -> datetime:
        """Return an instant that is written as a day and four figures, such as ``-240-1700``."""
        day, _dash, clock = said.rpartition("-")
        return self._instant(int(day), f"{clock[:2]}:{clock[2:]}")

    def _instant(self, day: int, clock: str | None) -> datetime:
        hour, minute = (int(n) for n in (clock or "10:00").split(":"))
        date = (self.today + timedelta(days=day)).date()
        return datetime.combine(date, time(hour, minute), tzinfo=UTC)


def partnership_id(name: str) -> str:
    """Return the id of the partnership of a script, by which other scripts name it."""
    return id_from_seed("demonstration", name, "partnership")


def script(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a script in the order of their days; within a day, in the order of the files."""
    lines = [line for file in sorted(folder.glob("*.toml")) for line in _read(file)]
    yield from sorted(lines, key=lambda line: (line["day"], line.get("time", "10:00")))


def _read(file: Path) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["act"]
    return lines
