"""What belongs to this one kiosk and not to the content: the notices of the day."""
