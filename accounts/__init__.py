"""Who can sign in and how, and what they may have sent to strangers.

Knows of no partnership: what those add to signing in is in `partnerships.account_adapter`.
"""
