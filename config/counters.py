"""What attempts to sign in are counted under: nobody can read an address back from it."""

from django.utils.crypto import salted_hmac


def unreadable(key: str, prefix: str, version: int) -> str:
    return salted_hmac("counters", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
