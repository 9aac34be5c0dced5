"""The pages of uppdrag: /projekt/uppdrag/."""
