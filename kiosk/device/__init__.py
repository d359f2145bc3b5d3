"""What belongs to this one kiosk and not to the content: its PIN, notices, counts and last problem, its sticks and power."""
