"""The usual reasons for declining."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from directory.models import AnswerTemplate

pytestmark = pytest.mark.django_db


def test_the_usual_answers_are_there_in_both_languages_once():
    migration = import_module("directory.migrations.0010_usual_answers")
    AnswerTemplate.objects.all().delete()

    for _time in range(2):
        migration.put(apps, SimpleNamespace(connection=connection))

    answers = AnswerTemplate.objects.all()
    assert len(answers) == 6
    assert all(each.title_zh and each.title_en for each in answers)
    assert all(each.text_zh and each.text_en for each in answers)
