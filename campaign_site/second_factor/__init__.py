"""Signing in with more than a password, on django-allauth's stages and factors.

A right password begins a sign-in and nothing else: `sign_in.begin_sign_in` hands it to allauth, whose stages
(`stages`) must all be passed before anybody is signed in. Who needs a second factor, `rule` says; what a
session may do, `middleware` asks at every request, so there is no way around.

- `factors`: what an account proves itself with, added and removed.
- `proofs`, `mailbox`: whether a code, a passkey or a mailed code is right.
- `sessions`: what a session remembers of how it began.
- `asked_again`: what somebody must prove anew before, though they are signed in.
- `provider`: signing in with an organisation's own accounts (OpenID Connect).
- `mails`: what the owner of an account and the administrators are told.
"""
