"""What belongs to this one kiosk and not to the content: PIN, notices, counts, last problem, sticks and power."""
