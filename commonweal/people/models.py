"""Accounts, pseudonyms and written words: what may be erased, and nothing that is accountable."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from commonweal.kit.ids import new_id


class Accounts(BaseUserManager["Account"]):
    """Open accounts; an address is compared without regard to case."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> Account:
        """Open an account that signs in with a mailed code, or with `password` where one is given.

        :param email: nothing for somebody without a mail address, who signs in with a code on paper
        """
        account = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of this address."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """One person who signs in. Erasing it leaves nothing but unlinked pseudonyms."""

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    # Nothing, never an empty text: of people without a mail address there are many.
    email = models.EmailField(_("mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()

    def __str__(self) -> str:
        return self.name or self.email or self.id

    def clean(self) -> None:
        """Let people without a mail address have none, instead of all having the same empty one."""
        self.email = self.email or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the account; whoever took the last mail address away left none."""
        self.email = self.email or None
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """Return the name that members of a partnership see."""
        return self.name

    def get_short_name(self) -> str:
        """Return the same name: we do not guess which part of it is short."""
        return self.name


class Pseudonym(models.Model):
    """The random id under which one person acts in one partnership: the only trace of her in the record."""

    id = models.CharField(primary_key=True, max_length=26, default=new_id, editable=False)
    partnership = models.CharField(max_length=26)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="pseudonyms")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "partnership"], name="one_pseudonym_in_each_partnership")
        ]
        indexes: ClassVar = [models.Index(fields=["partnership"], name="pseudonym_partnership")]

    def __str__(self) -> str:
        return self.id


class Passkey(models.Model):
    """Which credential of a person's device answers for a key that a record names; the device keeps the secret.

    The record knows the public key under the same id. Without this row the key still verifies, but the browser would
    have to ask the person which of her passkeys is meant.
    """

    id = models.CharField(primary_key=True, max_length=26)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    partnership = models.CharField(max_length=26)
    credential = models.BinaryField(max_length=1023)

    def __str__(self) -> str:
        return self.id


class PaperCode(models.Model):
    """The digest of the code on paper with which a person signs in who has no mail address, or wants none."""

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="paper_code")
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()

    def __str__(self) -> str:
        return self.account_id


class Outside(models.Model):
    """Somebody whom another provider vouches for: its address, and a digest of what it calls her."""

    digest = models.CharField(primary_key=True, max_length=64)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="outside")
    issuer = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.issuer


class Claim(models.Model):
    """A link, good once, by which somebody is linked again to her sign in a record that came without its accounts."""

    digest = models.CharField(primary_key=True, max_length=64)
    partnership = models.CharField(max_length=26)
    person = models.CharField(max_length=26)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.person


class HostLook(models.Model):
    """What whoever runs the host did with an account, by its id: what partnerships see stands on their records."""

    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    account = models.CharField(max_length=26)
    what = models.CharField(max_length=20)
    reason = models.TextField()
    recorded = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} {self.account}"


class Session(AbstractBaseSession):
    """Where somebody is signed in: no address, only since when, the last day and the family of the browser."""

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    seen_on = models.DateField(null=True)
    browser = models.CharField(max_length=40, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Return the store that writes these rows."""
        store: type[SessionBase] = import_string("commonweal.people.sessions.SessionStore")  # it stands on this model
        return store


class Counted(models.Model):
    """Something that every worker of this host remembers for a while: attempts, codes that were used, locks.

    The key is a digest under a secret: nobody reads from it which address tried what.
    """

    key = models.CharField(primary_key=True, max_length=64)
    value = models.TextField()
    expires_at = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.key


class Text(models.Model):
    """Words that a person wrote. The record holds only a salted digest of them, so they can be erased."""

    id = models.CharField(primary_key=True, max_length=26)
    partnership = models.CharField(max_length=26)
    digest = models.CharField(max_length=64)
    lang = models.CharField(max_length=16, blank=True)
    text = models.TextField(blank=True)
    salt = models.BinaryField(max_length=32, null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership"], name="text_partnership")]

    def __str__(self) -> str:
        return self.text

    @property
    def withheld(self) -> bool:
        """Tell whether these words never came here: the record was restored from a copy that held them back."""
        return self.salt is None and self.erased_at is None and not self.text


class Erased(models.Model):
    """An id that was erased on this host, so that an old backup restored later does not bring it back."""

    id = models.CharField(primary_key=True, max_length=26)
    partnership = models.CharField(max_length=26)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class Invitation(models.Model):
    """The secret half of an invitation: whose link it is. The promise itself is an act on the record.

    `code` is the same in eight characters, to be typed from paper. `mail` is where the invitation is to be sent: it
    stands here *before* the act is performed, is sent after the commit by whatever listens, which then sets
    `mailed_at`, and is emptied once the invitation is taken, withdrawn or over. It never enters the record.
    """

    id = models.CharField(primary_key=True, max_length=26)
    partnership = models.CharField(max_length=26)
    token = models.CharField(max_length=64, unique=True)
    code = models.CharField(max_length=8, unique=True, null=True, blank=True)
    mail = models.EmailField(blank=True, default="")
    mailed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.id


class AccessNeeds(models.Model):
    """What a person needs in order to take part in one partnership, in her own words; the record says only that she
    was asked and answered. It is read by herself, and by the convener through an act that everybody sees."""

    pseudonym = models.OneToOneField(Pseudonym, primary_key=True, on_delete=models.CASCADE, related_name="access_needs")
    text = models.TextField(blank=True)
    lang = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return self.pseudonym_id


class Seen(models.Model):
    """How far somebody has read what happened in one partnership, as she said herself: a setting, and no act."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26)
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "partnership"], name="seen_once")]

    def __str__(self) -> str:
        return f"{self.position} of {self.partnership}"
