"""What the staff of a centre see behind their PIN: one file a screen, and a desk behind each."""
