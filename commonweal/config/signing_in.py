"""The settings of accounts and of signing in; a part of `settings.py`, which takes in every name."""

from __future__ import annotations

from commonweal.config import environment

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "commonweal.web.passwords.NotOfThisHouse"},
]
# Words that nobody builds a password of here, beside the parts of the address and the owner's own name.
_words = environment.text("COMMONWEAL_PASSWORD_WORDS", "")
PASSWORD_WORDS = ["commonweal", "partnership", *(word.strip() for word in _words.split(",") if len(word.strip()) > 3)]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "commonweal.web.letters.Letters"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "commonweal.web.accounts.PasswordForm",
    "request_login_code": "commonweal.web.accounts.CodeForm",
    "confirm_login_code": "commonweal.web.accounts.CodeTypedForm",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # other sessions end, hers goes on
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/m/key", "request_login_code": "30/m/ip,5/m/key"}
MFA_ADAPTER = "commonweal.web.factors.Factors"
MFA_FORMS = {
    "login_webauthn": "commonweal.web.factors.PasskeyForm",
    "authenticate": "commonweal.web.factors.AuthenticateForm",
    "reauthenticate": "commonweal.web.factors.ReauthenticateForm",
}
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

# Counts of attempts must hold for all workers and all machines of a host, so they lie in the database.
CACHES = {"default": {"BACKEND": "commonweal.people.counting.Counting"}}

SESSION_ENGINE = "commonweal.people.sessions"
SESSION_IDLE_DAYS = max(1, environment.number("COMMONWEAL_SESSION_IDLE_DAYS", 30))
SESSION_DAYS = max(1, environment.number("COMMONWEAL_SESSION_DAYS", 90))
SESSION_COOKIE_AGE = SESSION_IDLE_DAYS * 24 * 3600
RECENT_MINUTES = 15  # how fresh a sign-in must be for what cannot be undone, and for what shows another's data

# Signing in at another provider (OpenID Connect): offered where all four are set.
OPENID_NAME = environment.text("COMMONWEAL_OIDC_NAME", "")
OPENID_SERVER = environment.text("COMMONWEAL_OIDC_SERVER", "").rstrip("/")
OPENID_CLIENT = environment.text("COMMONWEAL_OIDC_CLIENT", "")
OPENID_SECRET = environment.text("COMMONWEAL_OIDC_SECRET", "")
