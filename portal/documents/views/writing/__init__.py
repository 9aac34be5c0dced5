"""The pages where a document is written: its sections, and what stands around them."""
