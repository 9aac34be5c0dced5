"""The house itself: the drawing holds, no migration is missing, no signals, names read alike."""

import ast
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.template import engines
from django.template.loader import get_template

from tests.house.texts import ROOT, python_files, template_files

OURS = ("portal", "projects", "funding", "outreach")
# Templates that a library or Django itself asks for by name.
ASKED_FOR_BY_OTHERS = ("403", "404", "500", "503", "account/", "mfa/", "socialaccount/", "allauth/", "admin/")
ASKED_FOR_BY_OTHERS += ("bootstrap5/", "import_export/")


def our_models():
    return [m for m in apps.get_models() if m.__module__.startswith(OURS) and "Event" not in m.__name__]


def test_the_import_drawing_holds():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out, verbosity=1)
    assert out.getvalue().strip() == "No changes detected"


def test_nothing_listens_to_signals():
    said = re.compile(r"@receiver\b|\.connect\(|post_save|pre_save|m2m_changed")
    found = [str(path.relative_to(ROOT)) for path in python_files() if said.search(path.read_text())]
    assert found == []


def test_no_model_orders_itself_or_saves_with_rules():
    assert [m.__name__ for m in our_models() if m._meta.ordering] == []
    assert [m.__name__ for m in our_models() if "save" in vars(m)] == []


def test_verbose_names_begin_in_lower_case():
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.fields
        if not field.auto_created and str(field.verbose_name)[0].isupper()
    ]
    wrong += [m.__name__ for m in our_models() if str(m._meta.verbose_name)[0].isupper()]
    assert wrong == []


def test_every_constraint_says_no_in_words():
    """A check or unique constraint that a person can run into has a message of its own."""
    default = "Constraint “%(name)s” is violated."
    mute = [
        constraint.name
        for model in our_models()
        for constraint in model._meta.constraints
        if str(constraint.violation_error_message)
        in (default, str(constraint.default_violation_error_message))
        and constraint.name not in MUTE
    ]
    assert mute == []


# Held by the code alone: nobody can type their way into them.
MUTE = {"saved_draft_once_per_page", "tally_once", "row_outcome_once_per_line", "number_series_once"}


@pytest.mark.parametrize("path", [p.relative_to(ROOT / "templates") for p in template_files()], ids=str)
def test_every_template_compiles(path):
    assert get_template(str(path)).template


def test_every_template_is_used():
    said = "\n".join(p.read_text() for p in [*python_files(), *template_files()])
    unused = [
        name
        for path in template_files()
        if (name := str(path.relative_to(ROOT / "templates"))) not in said
        and not name.startswith(ASKED_FOR_BY_OTHERS)
    ]
    assert unused == []


def test_no_template_carries_inline_script_or_style():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|<style|javascript:")
    assert [str(p.relative_to(ROOT)) for p in template_files() if inline.search(p.read_text())] == []


def test_functions_and_files_read_in_one_sitting():
    long = []
    for path in python_files():
        source = path.read_text()
        if source.count("\n") > 350:
            long.append(str(path.relative_to(ROOT)))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > 45:
                long.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert long == []


def test_there_is_one_template_engine():
    assert len(engines.all()) == 1
