"""One file a screen; a screen receives data and says what was chosen, and knows no other screen."""
