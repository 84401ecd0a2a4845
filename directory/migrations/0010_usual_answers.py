"""The usual reasons for declining, for editors to begin with; they change them as they like."""

from typing import Any

from django.db import migrations

ANSWERS = [
    {
        "title_zh": "缺少依据",
        "title_en": "No evidence",
        "text_zh": (
            "感谢您的建议。我们没有找到能证实它的公开资料，所以暂不采纳。如果您能提供可以打开的地址，"
            "例如官方公告、文档、代码提交或许可证文件，欢迎再次提交。"
        ),
        "text_en": (
            "Thank you for the suggestion. We found no public source that confirms it, so we leave "
            "things as they are for now. If you can give an address that shows it, such as an "
            "announcement, a page of the documentation, a commit or the license file, please "
            "suggest it again."
        ),
    },
    {
        "title_zh": "已有这个项目",
        "title_en": "Listed already",
        "text_zh": (
            "感谢您的建议。目录中已经收录了这个项目，可能用的是另一个名称或地址。如果现有条目的内容"
            "有误或不全，欢迎在该项目的页面上提交更正。"
        ),
        "text_en": (
            "Thank you for the suggestion. The directory lists this project already, perhaps by "
            "another name or address. If its entry is wrong or incomplete, please suggest a "
            "correction on its page."
        ),
    },
    {
        "title_zh": "超出收录范围",
        "title_en": "Out of scope",
        "text_zh": (
            "感谢您的建议。本目录收录服务网格以及与之直接相关的项目；就目前公开的资料看，它不在此范围"
            "之内，所以没有收录。如果我们理解有误，请说明它与服务网格的关系。"
        ),
        "text_en": (
            "Thank you for the suggestion. This directory lists service meshes and what belongs to "
            "them directly; from what is public, this lies outside. If we got that wrong, please "
            "tell us how it relates to a service mesh."
        ),
    },
    {
        "title_zh": "广告宣传",
        "title_en": "Advertising",
        "text_zh": (
            "条目只陈述可以核实的事实，不使用评价和宣传用语，所以这段文字没有采纳。请改写为："
            "它是什么，给谁用，如何工作，然后再次提交。"
        ),
        "text_en": (
            "Entries state facts that can be checked, without praise or promotion, so we did not "
            "take over this text. Please suggest one that says what it is, whom it is for and how "
            "it works."
        ),
    },
    {
        "title_zh": "无法核实",
        "title_en": "Could not be verified",
        "text_zh": (
            "我们查看了您给出的地址，但没有能够证实这一点：页面打不开，或者没有提到它。"
            "如果另有出处，欢迎再次提交。"
        ),
        "text_en": (
            "We looked at the address that you gave, and could not confirm it: the page does not "
            "open, or does not say so. If there is another source, please suggest it again."
        ),
    },
    {
        "title_zh": "现已如此",
        "title_en": "It is so by now",
        "text_zh": "感谢您的建议。目录中的内容现在已经与之相符，无需再改。",
        "text_en": (
            "Thank you for the suggestion. The directory says so by now; there is nothing left to "
            "change."
        ),
    },
]


def put(apps: Any, schema_editor: Any) -> None:
    templates = apps.get_model("directory", "AnswerTemplate").objects.using(
        schema_editor.connection.alias
    )
    if not templates.exists():
        templates.bulk_create(
            templates.model(position=10 * number, **answer)
            for number, answer in enumerate(ANSWERS, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_addresses_in_any_case")]

    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
