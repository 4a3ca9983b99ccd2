"""What whoever runs a hub wants to know: whether its workers live, what is wrong with it, and its numbers.

It knows no app. Each takes part through a hook: `register_doctor_checks`, `register_metrics`, `list_backups`.
"""
