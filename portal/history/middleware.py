"""The door of the browser: every change made during a request carries the user and the address."""

from portal.history.context import acting

READING = ("GET", "HEAD", "OPTIONS")


class Who:
    """Open the history's context for requests that may change something."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in READING:
            return self.get_response(request)
        user = request.user if request.user.is_authenticated else None
        with acting(by=user, door=request.path):
            return self.get_response(request)
