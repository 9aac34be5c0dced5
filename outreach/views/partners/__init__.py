"""Partners and what is agreed with them: /uppsokande/samverkan/."""
