"""From YAML: decision tables and conditions as staff write them, read with every fault at once."""
