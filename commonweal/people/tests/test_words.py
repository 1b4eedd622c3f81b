"""Words and names are kept apart from the record, and go when they are erased."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from commonweal.kit.ids import id_from_seed
from commonweal.people import identity, words
from commonweal.people.models import Account, Erased, Passkey, Pseudonym, Text

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE, ELSEWHERE = id_from_seed("test", "here"), id_from_seed("test", "elsewhere")
ONE = id_from_seed("test", "one")

pytestmark = pytest.mark.django_db


def test_a_digest_is_checked_with_its_salt_and_depends_on_text_and_language():
    salt = bytes(32)

    assert words.digest_of("Sí.", lang="es", salt=salt) == words.digest_of("Sí.", lang="es", salt=salt)
    assert len({words.digest_of(said, lang=lang, salt=salt) for said in ("Sí.", "No.") for lang in ("es", "en")}) == 4
    assert words.digest_of("Sí.", lang="es", salt=b"\1" * 32) != words.digest_of("Sí.", lang="es", salt=salt)


def test_words_are_kept_with_a_salt_of_their_own():
    digest = words.store("Sí.", lang="es", id=ONE, partnership=HERE)

    kept = words.texts([ONE])[ONE]
    assert (kept.text, kept.lang, kept.digest) == ("Sí.", "es", digest)
    assert digest == words.digest_of("Sí.", lang="es", salt=bytes(kept.salt))


def test_erased_words_leave_their_digest_and_the_day():
    digest = words.store("Sí.", lang="es", id=ONE, partnership=HERE)

    words.erase([ONE], partnership=HERE, at=NOON)

    kept = Text.objects.get(pk=ONE)
    assert (kept.text, kept.lang, kept.salt, kept.digest, kept.erased_at) == ("", "", None, digest, NOON)
    assert Erased.objects.get().pk == ONE


def test_another_partnership_cannot_erase_them():
    words.store("Sí.", lang="es", id=ONE, partnership=HERE)

    words.erase([ONE], partnership=ELSEWHERE, at=NOON)

    assert Text.objects.get(pk=ONE).text == "Sí."


def test_a_person_has_one_pseudonym_in_each_partnership():
    alba = Account.objects.create_user("alba@example.org", name="Alba")

    here, there = (identity.pseudonym_of(alba, partnership=where) for where in (HERE, ELSEWHERE))

    assert here != there
    assert identity.pseudonym_of(alba, partnership=HERE) == here == identity.known_pseudonym_of(alba, partnership=HERE)
    assert identity.known_pseudonym_of(Account.objects.create_user("b@example.org"), partnership=HERE) is None
    assert identity.names_of([here, there], partnership=HERE) == {here: "Alba"}


def test_an_unlinked_pseudonym_has_no_name_and_is_given_to_nobody_again():
    alba = Account.objects.create_user("alba@example.org", name="Alba")
    here, there = (identity.pseudonym_of(alba, partnership=where) for where in (HERE, ELSEWHERE))
    Passkey.objects.create(id=ONE, account=alba, partnership=HERE, credential=b"credential")

    identity.unlink([here, there], partnership=HERE, at=NOON)

    assert identity.names_of([here, there], partnership=HERE) == {}
    assert identity.names_of([here, there], partnership=ELSEWHERE) == {there: "Alba"}
    assert Pseudonym.objects.get(pk=here).account is None
    assert identity.known_pseudonym_of(alba, partnership=HERE) is None
    assert identity.pseudonym_of(alba, partnership=HERE) != here
    assert not Passkey.objects.exists()


def test_an_address_is_one_account_however_it_is_written():
    account = Account.objects.create_user("Alba@Example.ORG")

    assert account.email == "alba@example.org"
    assert Account.objects.get_by_natural_key("ALBA@example.org") == account
    assert not account.has_usable_password()
    assert (account.get_full_name(), str(account)) == ("", "alba@example.org")


def test_an_account_that_goes_leaves_pseudonyms_without_a_name():
    alba = Account.objects.create_user("alba@example.org", name="Alba")
    here = identity.pseudonym_of(alba, partnership=HERE)

    alba.delete()

    assert Pseudonym.objects.get(pk=here).account is None
