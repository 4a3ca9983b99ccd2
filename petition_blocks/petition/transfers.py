"""Where data may go without more ado, and what it takes to let it go elsewhere (GDPR, chapter V).

Countries are ISO 3166 codes.
"""

# The European Union, and Iceland, Liechtenstein and Norway, which apply the GDPR through the Agreement on the
# European Economic Area (Joint Committee Decision 154/2018).
EEA_COUNTRIES = frozenset(
    [
        *["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"],
        *["LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO"],
    ]
)

# Countries that the European Commission has found to protect data well enough (GDPR, Art. 45), as its page
# “Adequacy decisions” listed them in January 2026:
# https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en
# In Canada (CA) this holds for commercial organisations alone, in the United States (US) for those that take
# part in the EU-US Data Privacy Framework. A country that was added later needs to be added here.
ADEQUATE_COUNTRIES = frozenset(
    ["AD", "AR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "US", "UY"]
)


def is_outside_eea(country: str) -> bool:
    """Tell whether data needs a basis in law for going to that country."""
    return bool(country) and country not in EEA_COUNTRIES
