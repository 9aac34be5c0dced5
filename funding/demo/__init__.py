"""What the agreements show in the demo: the one of 2018 that was printed, and one that is alive today."""
