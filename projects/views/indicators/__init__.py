"""The pages about indicators, under /projekt/indikatorer/."""
