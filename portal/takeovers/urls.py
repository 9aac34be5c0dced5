app_name = "takeovers"
urlpatterns: list = []
