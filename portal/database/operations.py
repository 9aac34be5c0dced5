"""What our first migrations are made of, where the stock operation costs too much."""

from django.db.migrations.state import ProjectState
from pgtrigger import migrations


class AddTrigger(migrations.AddTrigger):
    """Add a trigger, and do not make model classes anew for it: a trigger changes no field.

    The stock operation makes all classes related to the model anew each time: a third of a first migrate.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger in the model's state, which the next ``makemigrations`` compares with."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
