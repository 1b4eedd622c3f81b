"""The schemas of everything that is sent and given, by the names under which the document and its readers know them."""

from __future__ import annotations

from typing import Final

from commonweal.acts.act import Cite
from commonweal.acts.installed import act_types, sheets
from commonweal.api.schemas import (
    DAY,
    HEX,
    ID,
    INSTANT,
    TEXT,
    WHOLE,
    YES_OR_NO,
    Schema,
    bodies,
    closed,
    listed,
    or_nothing,
    ref,
    row_schema,
)

B64: Final[Schema] = {"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]*={0,2}$"}
B64_32: Final[Schema] = {"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]{43}=$"}
B64_64: Final[Schema] = {"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]{86}==$"}
SLUG: Final[Schema] = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$", "maxLength": 80}
KIND: Final[Schema] = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"}
NEXT: Final[Schema] = {**or_nothing(WHOLE), "description": "The `start` of the next page; null on the last one."}
STATUSES: Final = ["met", "not_met", "unknown", "waived", "needs"]


def components() -> dict[str, Schema]:
    """Return every schema of the document by its name."""
    fields, shared = bodies()
    made = {**shared, **_GIVEN, **_signed_parts()}
    for kind, body in fields.items():
        made[f"Body.{kind}"] = body
        made[f"Act.{kind}"] = _act(kind, signed=True)
        made[f"ActUnsigned.{kind}"] = _act(kind, signed=False)
    for name in ("Act", "ActUnsigned"):
        made[name] = {
            "description": "One act of one of these kinds; the charter says who may do it.",
            "oneOf": [ref(f"{name}.{kind}") for kind in fields],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {kind: ref(f"{name}.{kind}")["$ref"] for kind in fields},
            },
        }
    made["Founding"] = _founding(fields["founding.found"])
    made["SheetPage"] = _sheet_pages(made)
    return made


def _act(kind: str, *, signed: bool) -> Schema:
    """Return the schema of one kind of act as it is sent: its fields, and what stands beside them."""
    act = act_types()[kind]
    properties: dict[str, Schema] = {
        "kind": {"type": "string", "const": kind},
        "body": ref(f"Body.{kind}"),
        "cites": {**listed(ref("Cite")), "description": "Earlier entries on which this act rests."},
        "idem": {**ID, "description": "A number of your own: the same act sent again under it is done once."},
    }
    said = {"description": act.described()}
    if not signed:
        return closed(properties, may=("cites", "idem"), **said)
    parts = {name: ref(f"Signed.{name}") for name in ("at", "seen", "salts", "sig")}
    needs = {name: ["at", "seen", "sig", "idem"] for name in parts}
    may = ("cites", "salts") if act.must_be_signed else ("cites", "idem", *parts)
    return closed({**properties, **parts}, may=may, dependentRequired=needs, **said)


def _signed_parts() -> dict[str, Schema]:
    return {
        "Cite": closed({"entry": WHOLE, "rel": Cite.model_json_schema()["properties"]["rel"]}, may=("rel",)),
        "Signed.at": {**INSTANT, "description": "The instant that was signed, at most ten minutes ago."},
        "Signed.seen": closed(
            {"size": WHOLE, "root": B64_32}, description="The tree of the record that the signer says she had seen."
        ),
        "Signed.salts": {
            "type": "object", "additionalProperties": B64_32,
            "description": "For each text in the act, by its path, the salt of its digest.",
        },
        "Signed.sig": closed(
            {"alg": {"type": "string", "const": "ed25519"}, "key": ID, "sig": B64_64},
            description="The signature over the message, made with a key that the record names.",
        ),
    }  # fmt: skip


def _founding(found: Schema) -> Schema:
    """Return what is sent to found a partnership: this host adds its key, and an address where none is asked for."""
    properties = {name: schema for name, schema in found["properties"].items() if name != "log_key"}
    needed = [name for name in found["required"] if name not in ("log_key", "slug")]
    return closed({"body": {**found, "properties": properties, "required": needed}, "idem": ID}, may=("idem",))


def _sheet_pages(made: dict[str, Schema]) -> Schema:
    """Return the schema of a page of any sheet, told apart by its name; the rows of each go into `made`."""
    pages = []
    for name, sheet in sorted(sheets().items()):
        made[f"Row.{name}"] = {**row_schema(sheet), "description": str(sheet.title)}
        pages.append(
            closed(
                {
                    "sheet": {"type": "string", "const": name},
                    "columns": listed(ref("Column")),
                    "rows": listed(ref(f"Row.{name}")),
                    "next": NEXT,
                }
            )
        )
    return {"oneOf": pages} if pages else {"type": "object"}


def _page_of(name: str, schema: Schema) -> Schema:
    return closed({name: listed(schema), "next": NEXT})


_COLUMN: Final = closed(
    {
        "name": TEXT,
        "title": TEXT,
        "type": {
            "type": "string",
            "enum": ["string", "integer", "number", "boolean", "date", "datetime", "id", "list"],
            "description": "A number is a decimal and comes as text; so do days and instants.",
        },
    }
)

_PARTNERSHIP: Final[dict[str, Schema]] = {
    "id": ID,
    "slug": {**SLUG, "description": "Its name in addresses."},
    "name": TEXT,
    "lang": TEXT,
    "place": TEXT,
    "purpose": TEXT,
    "level": TEXT,
    "languages": listed(TEXT),
    "currency": TEXT,
    "territories": listed({"type": "object"}),
    "models": listed(TEXT),
    "parent": or_nothing(ID),
    "founded_at": INSTANT,
    "starts_on": or_nothing(DAY),
    "ends_on": or_nothing(DAY),
    "charter": {**HEX, "description": "The digest of the charter in force."},
}

_GIVEN: Final[dict[str, Schema]] = {
    "Problem": closed(
        {
            "status": {"type": "integer"},
            "title": {"type": "string", "description": "What to do, in a sentence."},
            "clause": {"type": "string", "description": "The clause of the charter that gives this to others."},
            "at": {"type": "string", "description": "The field at which the act does not fit what is so now."},
            "faults": listed(closed({"at": TEXT, "says": TEXT})),
        },
        may=("clause", "at", "faults"),
        description="Why something was not given or not done (RFC 9457).",
    ),
    "Entry": closed(
        {
            "position": WHOLE,
            "kind": KIND,
            "version": {"type": "integer", "minimum": 1},
            "at": {**INSTANT, "description": "To the second for those who take part, else to the hour."},
            "by": {**or_nothing(ID), "description": "A pseudonym, never a name."},
            "org": or_nothing(ID),
            "charter": or_nothing(HEX),
            "body": {"type": "object"},
            "cites": listed(closed({"entry": WHOLE, "rel": TEXT})),
            "signed": YES_OR_NO,
            "leaf": {**HEX, "description": "Its leaf in the tree of the record."},
        }
    ),
    "Entries": _page_of("entries", ref("Entry")),
    "Partnership": closed(_PARTNERSHIP),
    "PartnershipNow": closed({**_PARTNERSHIP, "record": closed({"size": WHOLE, "root": HEX})}),
    "Partnerships": _page_of("partnerships", ref("Partnership")),
    "Founded": closed({"partnership": ref("Partnership"), "entry": ref("Entry")}),
    "Joining": closed(
        {
            "token": {"type": "string", "description": "The secret in the link of the invitation.", "maxLength": 100},
            "name": {"type": "string", "maxLength": 120, "description": "The name that those who take part see."},
            "idem": ID,
        },
        may=("name", "idem"),
    ),
    "Kind": closed(
        {
            "kind": KIND,
            "version": {"type": "integer", "minimum": 1},
            "matter": {"type": "string", "description": "By which a charter gives it to somebody."},
            "says": TEXT,
            "signed": {"type": "boolean", "description": "Whether it counts only with a signature."},
            "schema": {"type": "object"},
        }
    ),
    "Kinds": closed({"kinds": listed(ref("Kind"))}),
    "Column": _COLUMN,
    "Sheets": closed(
        {"sheets": listed(closed({"name": TEXT, "title": TEXT, "columns": listed(ref("Column")), "url": TEXT}))}
    ),
    "Criteria": closed(
        {
            "criteria": listed(
                closed(
                    {
                        "criterion": TEXT,
                        "step": {"type": "integer", "minimum": 1, "maximum": 7},
                        "title": TEXT,
                        "status": {"type": "string", "enum": STATUSES},
                        "waived_until": or_nothing(DAY),
                        "reopened": WHOLE,
                        "used": {**listed(WHOLE), "description": "The entries on which the finding rests."},
                    }
                )
            )
        }
    ),
    "Tasks": closed({"tasks": listed(closed({"key": TEXT, "says": TEXT, "url": TEXT, "due_at": or_nothing(INSTANT)}))}),
    "Verdict": closed(
        {
            "allowed": YES_OR_NO,
            "clause": TEXT,
            "reason": TEXT,
            "fits": {"type": "boolean", "description": "Whether it fits what is so now."},
            "at": or_nothing(TEXT),
            "says": {"type": "string", "description": "What to do, where it does not fit."},
            "to_be_signed": YES_OR_NO,
        }
    ),
    "Prepared": closed(
        {
            "message": {**B64, "description": "The bytes to sign."},
            "act": {"type": "object", "description": "The act as it is signed, to read."},
            "idem": ID,
            "at": INSTANT,
            "seen": ref("Signed.seen"),
            "salts": ref("Signed.salts"),
            "sign_until": INSTANT,
        }
    ),
}
