"""How fast the hub is, beside what somebody would use instead: `make bench`."""
