"""What the projects show in the demo: a programme that stood in print, and one that is alive today."""
