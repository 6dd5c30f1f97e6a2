"""Whether the links of the catalogue lead somewhere, asked safely and politely."""
