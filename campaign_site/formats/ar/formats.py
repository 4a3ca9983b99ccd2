"""Arabic moments in the order and with the comma that Django's own Arabic dates have."""

DATETIME_FORMAT = "j F، Y، g:i A"
