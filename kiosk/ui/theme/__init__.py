"""How things look: raw values, the roles that refer to them, fonts and pictograms."""
