"""What somebody who has signed can see and do: correct, hide, ask, end a consent, remove.

Imports `admin`, `clock`, `counting`, `details`, `keys`, `mailing`, `page`, `petition`,
`sealing`, `signature` and `signing`.
"""
