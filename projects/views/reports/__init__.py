"""The pages of a report: written, handed in, reviewed, read, and what the district gets back."""
