"""What a browser says about itself, in a few words its owner recognises."""

from ua_parser import parse_os, parse_user_agent

LONGEST = 400  # what comes after is no browser's
UNKNOWN = "其他设备"
# Looked for before the library is asked: it takes these for something else.
SIGNS = {"MicroMessenger": "微信", "DingTalk": "钉钉", "MiuiBrowser": "小米浏览器"}
BROWSERS = {
    "WeChat Browser": "微信",
    "QQ Browser": "QQ浏览器",
    "UC Browser": "UC浏览器",
    "Huawei Browser": "华为浏览器",
    "Samsung Internet": "三星浏览器",
    "Chrome": "Chrome",
    "Chromium": "Chrome",
    "HeadlessChrome": "Chrome",
    "Safari": "Safari",
    "Edge": "Edge",
    "Firefox": "Firefox",
    "Opera": "Opera",
}
COMPUTERS = {
    "Windows": "Windows 电脑",
    "Mac OS X": "苹果电脑",
    "Linux": "Linux 电脑",
    "Ubuntu": "Linux 电脑",
}


def device_of(user_agent: str) -> str:
    """Such as 「微信 · 安卓手机」 or 「Chrome · Windows 电脑」."""
    said = user_agent[:LONGEST]
    parts = filter(None, (_browser(said), _machine(said)))
    return " · ".join(parts) or UNKNOWN


def _browser(said: str) -> str:
    if sign := next((word for word in SIGNS if word in said), ""):
        return SIGNS[sign]
    found = parse_user_agent(said)
    family = found.family if found else ""
    return next((name for known, name in BROWSERS.items() if known in family), "")


def _machine(said: str) -> str:
    found = parse_os(said)
    family = found.family if found else ""
    if "HarmonyOS" in said or "OpenHarmony" in said:
        return "鸿蒙手机" if "Mobile" in said else "鸿蒙平板"
    if family == "iOS" or "iPad" in said:
        return "苹果平板" if "iPad" in said else "苹果手机"
    if family == "Android":
        return "安卓手机" if "Mobile" in said else "安卓平板"
    return COMPUTERS.get(family, "")
