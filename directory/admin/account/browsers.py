"""What a browser calls itself, in words: only what people tell their own browsers apart by."""

from django.utils.translation import gettext as _

# The first that is mentioned; many pretend to be those below them.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "MicroMessenger": "WeChat",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrom": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
    "curl": "curl",
}
SYSTEMS = {
    "HarmonyOS": "HarmonyOS",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def named(user_agent: str) -> str:
    browser, system = (_first(user_agent, names) for names in (BROWSERS, SYSTEMS))
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def _first(user_agent: str, names: dict[str, str]) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
