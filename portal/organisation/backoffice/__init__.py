"""The back office: Django's admin for people, roles and code lists, closed to everybody but its own role."""
