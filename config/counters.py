"""The keys that attempts to sign in are counted under. No address can be read back from them."""

from django.utils.crypto import salted_hmac


def unreadable(key: str, prefix: str, version: int) -> str:
    return salted_hmac("counters", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
