"""The forms of trust; the rules are the acts'."""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
    load_ssh_public_key,
)
from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.capabilities.trust import acts
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed
from commonweal.record import reading
from commonweal.record.hostkeys import log_key
from commonweal.web.actforms import ActForm, in_my_language, sentence


class OrganisationKeyForm(ActForm):
    """Register a key that an organisation keeps itself, by its public half."""

    act_type = acts.AddKey

    public = forms.CharField(
        label=_("Public key"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false", "dir": "ltr", "class": "code"}),
        help_text=_("An Ed25519 public key: 32 bytes in base64, a line that begins with ssh-ed25519, or a PEM block."),
    )

    def __init__(self, *args: Any, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_public(self) -> str:
        """Bring the three spellings of a key to one."""
        return raw_ed25519(self.cleaned_data["public"])

    def fields_of_act(self) -> dict[str, Any]:
        """Name the organisation as the holder, and give the key its id."""
        return {
            "key": id_from_seed("key", self.partnership, self.cleaned_data.get("idem") or self.cleaned_data["public"]),
            "holder": "organisation",
            "of": self.organisation,
            "alg": "ed25519",
            "public": self.cleaned_data["public"],
        }

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with a key at the key: the act judges it as a whole."""
        for error in invalid.errors():
            self.add_error("public", sentence(error))


class RevokeForm(ActForm):
    """Withdraw a key: a button."""

    act_type = acts.RevokeKey

    key = forms.CharField(widget=forms.HiddenInput)


class WitnessesForm(ActForm):
    """Name the witnesses, one to a line, and how many of them seal the record."""

    act_type = acts.NameWitnesses

    witnesses = forms.CharField(
        label=_("Witnesses"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false", "dir": "ltr", "class": "code"}),
        help_text=_("The verifier key that each witness publishes, one to a line. An empty list names nobody."),
    )
    threshold = forms.IntegerField(
        label=_("How many of them seal the record?"),
        min_value=0,
        max_value=15,
        help_text=_("A checkpoint that this many witnesses have cosigned is called sealed."),
    )

    def fields_of_act(self) -> dict[str, Any]:
        """Take each line that is not empty as a key."""
        lines = [line.strip() for line in self.cleaned_data["witnesses"].splitlines()]
        return {"witnesses": tuple(filter(None, lines)), "threshold": self.cleaned_data["threshold"]}

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with the list at the list: the act judges it as a whole."""
        for error in invalid.errors():
            where = "threshold" if error["loc"][:1] == ("threshold",) else "witnesses"
            self.add_error(where, sentence(error))


class MoveForm(ActForm):
    """Let this host sign the record from here on: everything is known, so only a button is shown."""

    act_type = acts.MoveHost

    def fields_of_act(self) -> dict[str, Any]:
        """Name this host's key and the tree as it stands."""
        head = reading.head(self.partnership)
        return {"log_key": log_key(self.partnership), "size": head.size, "root": b64_encode(head.root)}


class AnchorForm(forms.Form):
    """What a partner may say beside her signature. The act itself is signed, so this form does not perform it."""

    note = forms.CharField(
        label=_("How did you check it? You need not say."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )

    def act(self, partnership: str) -> acts.AnchorRecord:
        """Return the act that will be signed."""
        note = self.cleaned_data["note"]
        return acts.AnchorRecord(partnership=partnership, note=in_my_language(note) if note else None)


def raw_ed25519(text: str) -> str:
    """Return an Ed25519 public key in standard base64, whichever of its three spellings was pasted.

    What is none of them is returned without its blanks: the act says what is wrong with it.
    """
    text = text.strip()
    key: object
    try:
        if text.startswith("ssh-ed25519 "):
            key = load_ssh_public_key(text.encode())
        elif text.startswith("-----BEGIN"):
            key = load_pem_public_key(text.encode())
        else:
            return "".join(text.split())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise forms.ValidationError(_("This key cannot be read. Paste it whole, as it was given to you.")) from error
    if not isinstance(key, Ed25519PublicKey):
        raise forms.ValidationError(_("This is a key of another kind. Organisations sign with Ed25519 keys."))
    return b64_encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw))
