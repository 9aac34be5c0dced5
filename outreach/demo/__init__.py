"""What outreach shows in the demo: what the printed sources tell, and an example year."""
