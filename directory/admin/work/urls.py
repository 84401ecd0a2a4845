"""Addresses below /admin/, in the namespace of the admin, whose gate stands before them."""

from django.urls import path

from . import pages

app_name = "admin"
urlpatterns = [
    path("", pages.index),
    path("work/<slug:slug>/", pages.chore, name="chore"),
]
