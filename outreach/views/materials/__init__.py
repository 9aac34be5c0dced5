"""Materials: /uppsokande/material/."""
