"""An answer to each detail, as somebody in Belgium gives it and as it is kept."""

EXAMPLES = {"postcode": "1000"}
