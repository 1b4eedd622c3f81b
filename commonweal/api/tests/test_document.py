"""The document describes what answers: every address, every kind of act, every table, and examples that work."""

from __future__ import annotations

import pytest
from django.urls import get_resolver
from jsonschema import Draft202012Validator

from commonweal.acts.installed import act_types, sheets
from commonweal.acts.testing import account
from commonweal.api.document import described, operations
from commonweal.api.examples import EXAMPLES

HERE = "/api/v1"


def named(value):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].rpartition("/")[2]
        for each in value.values():
            yield from named(each)
    elif isinstance(value, list):
        for each in value:
            yield from named(each)


def test_every_address_is_in_the_document_and_nothing_else():
    (here,) = [each for each in get_resolver().url_patterns if str(each.pattern) == "api/v1/"]
    offered = {
        (f"/{pattern.pattern}".replace("<slug:", "<").replace("<str:", "<").replace("<int:", "<"), method)
        for pattern in here.url_patterns
        for method in pattern.callback.operations
    }
    told = {
        (path.replace("{", "<").replace("}", ">"), method.upper())
        for path, methods in described()["paths"].items()
        for method in methods
    }

    assert told == offered


def test_every_name_is_used_once_and_means_something():
    document = described()
    ids = [op.id for _path, _method, op in operations()]

    assert len(ids) == len(set(ids))
    schemas = document["components"]["schemas"]
    mapped = {name.rpartition("/")[2] for each in schemas.values() if "discriminator" in each
              for name in each["discriminator"]["mapping"].values()}  # fmt: skip
    assert {*named(document), *mapped} == set(schemas)
    assert {tag["name"] for tag in document["tags"]} == {op.group for _p, _m, op in operations()}


def test_every_schema_is_one():
    document = described()

    assert document["openapi"] == "3.1.0"
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_kind_and_every_sheet_is_described():
    schemas = described()["components"]["schemas"]

    for kind, act in act_types().items():
        assert schemas[f"Act.{kind}"]["description"] == act.described()
        assert ("sig" in schemas[f"Act.{kind}"]["required"]) == act.must_be_signed
        assert {"partnership", "idem", "cites"}.isdisjoint(schemas[f"Body.{kind}"]["properties"])
    for name, sheet in sheets().items():
        assert list(schemas[f"Row.{name}"]["properties"]) == [column.name for column in sheet.columns]
    assert len(schemas["Act"]["oneOf"]) == len(act_types())


def test_nobody_is_told_to_send_a_reference_to_words():
    assert "TextRef" not in described()["components"]["schemas"]
    asked = described()["components"]["schemas"]["Body.fit.state_condition"]["properties"]["says"]
    assert set(named(asked)) == {"Words"}


def test_the_document_is_for_everybody_and_kept_by_its_tag(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        first = client.get(f"{HERE}/openapi.json")
        again = client.get(f"{HERE}/openapi.json", headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert first["Cache-Control"].startswith("public")
    assert first.json() == described()


@pytest.mark.parametrize("operation", [name for name in EXAMPLES if name != "join"])
def test_every_example_works(cool, client, operation):
    client.force_login(account("Alba"))
    (path,) = [path for path, _method, op in operations() if op.id == operation]
    address = HERE + path.replace("{slug}", "cool-schools")

    for said in EXAMPLES[operation].values():
        answer = client.post(address, said, content_type="application/json")

        assert answer.status_code in (200, 201), answer.content


@pytest.mark.parametrize("operation", EXAMPLES)
def test_every_example_is_what_the_document_asks(operation):
    document = described()
    (schema,) = [
        told["requestBody"]["content"]["application/json"]["schema"]
        for methods in document["paths"].values()
        for told in methods.values()
        if told["operationId"] == operation
    ]

    for said in EXAMPLES[operation].values():
        Draft202012Validator({**schema, "components": document["components"]}).validate(said)
