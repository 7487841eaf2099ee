"""Settings of accounts: how people sign in, which second factors they can use, and how often they
can try."""

from .environment import LOCAL, env

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = "home:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "partnerships.account_adapter.MemberAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "request_login_code": "accounts.forms.CodeRequestForm",
    "confirm_login_code": "accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "accounts.forms.AddressCodeForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.NewAddressForm",
    "login": "accounts.forms.PasswordSignInForm",
    "reauthenticate": "accounts.forms.PasswordConfirmForm",
    "set_password": "accounts.forms.PasswordSetForm",
    "change_password": "accounts.forms.PasswordChangeForm",
}
SECOND_FACTOR_FOR_COORDINATORS: bool = env.bool("SECOND_FACTOR_FOR_COORDINATORS", default=False)
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL
MFA_TOTP_ISSUER = "Parallax"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "accounts.forms.AppForm",
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorConfirmForm",
    "login_webauthn": "accounts.forms.PasskeySignInForm",
    "add_webauthn": "accounts.forms.PasskeyAddForm",
    "edit_webauthn": "accounts.forms.PasskeyRenameForm",
}
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]
STRANGERS_A_DAY: int = env.int("STRANGERS_A_DAY", default=300)
ACCOUNT_RATE_LIMITS = {
    "lost_link": "120/m/ip,3/10m/key,6/h/key",
    "join": "60/m/ip,300/h/ip,3/10m/key",
    "request_login_code": "120/m/ip,3/m/key,30/h/key",
    "guess_at_code": "3/h/key",
    "guess_at_address": "60/h/key",
    "signup": "10/h/ip",
    "manage_email": "10/h/user",
    "visitor_to_one": "10/h/key",
    "visitor_to_strangers": "10/h/ip",
    "to_strangers": f"{STRANGERS_A_DAY}/d/key",
    "to_stranger": "5/d/key",
}
