"""How typed words are compared with written ones: folded alike, and forgiven a slip."""
