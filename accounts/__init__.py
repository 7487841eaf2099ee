"""Who can sign in and how, and limits on email to strangers.

Knows nothing about partnerships: what they add to signing in is in `partnerships.account_adapter`.
"""
