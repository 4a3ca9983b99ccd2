"""What apps tell whoever runs the hub: findings of `manage.py doctor`, numbers of `/metrics`."""
