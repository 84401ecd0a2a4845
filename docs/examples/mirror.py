"""Keep a copy of the directory in step: python mirror.py https://landscape.example.org copy.json"""

import json
import pathlib
import sys
import urllib.error
import urllib.request

site, file = sys.argv[1].rstrip("/"), pathlib.Path(sys.argv[2])
start = {"projects": {}, "next": f"{site}/api/v1/changes?depth=full&limit=100"}
copy = json.loads(file.read_text()) if file.exists() else start
more = True
while more:
    try:
        with urllib.request.urlopen(copy["next"], timeout=60) as answer:
            page = json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code != 410 or copy is start:
            raise
        copy = start
        continue
    copy["projects"] |= {str(project["id"]): project for project in page["changed"]}
    for gone in page["gone"]:
        copy["projects"].pop(str(gone["id"]), None)
    copy["next"], more = page["next"], page["more"]
aside = file.with_suffix(".new")
aside.write_text(json.dumps(copy, ensure_ascii=False))
aside.replace(file)
