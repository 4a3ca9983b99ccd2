"""When visitors meet a language: once the whole way of a signatory is there in it.

Apps tell by the hook `gaps_of_language` what is missing; here it is remembered which home pages are held back
by it, so that a public page asks nobody. It is looked at again whenever something changes.
"""
