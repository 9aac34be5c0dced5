#!/usr/bin/env python
"""Start here: every command of the portal."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    from portal.database.refusal import plainly

    with plainly():
        execute_from_command_line(sys.argv)
