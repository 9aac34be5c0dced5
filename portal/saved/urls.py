app_name = "saved"
urlpatterns: list = []
